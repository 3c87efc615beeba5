"""Titles: added, edited, found while typing, and listed by pages.

A title's people and subjects are kept twice: in order in their own tables,
and joined in the title's row for the search index and for lists.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import delete, func, literal_column, select
from sqlmodel import col

from jukung.domain import classes, errors, isbn, spelling
from jukung.domain.kinds import (
    ActKind,
    Audience,
    BoxState,
    ContributorKind,
    CopyStatus,
    Frequency,
    PlaceKind,
)
from jukung.library import days, journal, title_search
from jukung.library.desk import Desk
from jukung.library.permission import DESK, STAFF, allowed
from jukung.library.title_lines import TitleLine
from jukung.store import search
from jukung.store.tables import (
    Binned,
    BoxLine,
    BoxRow,
    Contributor,
    Copy,
    Hold,
    Loan,
    Place,
    Subject,
    Title,
    TitleField,
)

# What a title keeps in tables of its own, in order.
_IN_PARTS = ("people", "subjects", "roles", "name_kinds", "own_fields")
MAKERS = frozenset({"people", "roles", "name_kinds"})
"""What of a draft says who made a title; each role and kind belongs to the name of its place."""

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class TitleDraft:
    """What a form or an import says of a title."""

    title: str
    statement: str = ""
    people: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    material: str = ""
    edition: str = ""
    isbn: str = ""
    publisher: str = ""
    place: str = ""
    year: str = ""
    collation: str = ""
    series: str = ""
    call_number: str = ""
    class_number: str = ""
    language: str = ""
    notes: str = ""
    cover_name: str = ""
    issn: str = ""
    audience: Audience = Audience.unknown
    frequency: Frequency = Frequency.none
    roles: tuple[str, ...] = ()
    """What each of the people did, by place (`domain.roles`); shorter where nobody said."""
    name_kinds: tuple[ContributorKind, ...] = ()
    """Whether each of the people is a person, a body or a meeting; shorter means persons."""
    own_fields: tuple[tuple[str, str], ...] = ()
    """Fields of the library's own, name and value."""


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy as its title's page shows it."""

    id: str
    number: str
    inventory_code: str
    status: CopyStatus
    due_on: date | None
    label_printed: bool
    set_aside_until: date | None = None
    """The last day on which it waits on the ready shelf for somebody."""
    box: str = ""
    """The number of the box on loan that it came in."""
    back_by: date | None = None
    """The day on which that box goes back."""
    place: str = ""
    """The reading corner where it lies; empty in the library itself."""


@dataclass(frozen=True, slots=True)
class TitleView:
    """Everything about one title."""

    id: str
    draft: TitleDraft
    class_main: str
    added_on: date
    copies: tuple[CopyLine, ...]


# The box on loan that a copy came in and that has not gone back.
_BOX_NUMBER = (
    select(col(BoxRow.number))
    .join(BoxLine, col(BoxLine.box) == col(BoxRow.row))
    .where(
        col(BoxLine.copy_row) == col(Copy.row),
        col(BoxRow.state).in_((BoxState.here, BoxState.returning)),
    )
    .limit(1)
    .scalar_subquery()
)
# The reading corner that a copy belongs to.
_CORNER = (
    select(col(Place.name))
    .where(col(Place.row) == col(Copy.place), col(Place.kind) == PlaceKind.corner)
    .scalar_subquery()
)


@allowed(DESK)
def find(desk: Desk, typed: str, *, most: int = search.LIMIT) -> tuple[TitleLine, ...]:
    """Titles that fit what was typed, the likeliest first; nothing is guessed.

    An ISBN finds its title, and so does the number of a copy; that of a box on loan
    finds all that came in it, the name of a reading corner all that lies there.
    """
    return title_search.exactly(desk, typed, most=most)


@allowed(DESK)
def count(desk: Desk) -> int:
    """How many titles there are."""
    return int(desk.session.execute(select(func.count(col(Title.row)))).scalar_one())


@allowed(DESK)
def show(desk: Desk, title_id: str) -> TitleView:
    """Everything about one title; refuses TitleUnknown."""
    row = row_of(desk, title_id)
    return TitleView(row.id, draft_of(desk, row), row.class_main, row.added_on, _copies(desk, row))


def draft_of(desk: Desk, row: Title) -> TitleDraft:
    """What is kept of a title, as a form would say it."""
    people = desk.session.execute(
        select(col(Contributor.name), col(Contributor.role), col(Contributor.kind))
        .where(col(Contributor.title) == row.row)
        .order_by(col(Contributor.place))
    ).all()
    subjects = desk.session.execute(
        select(col(Subject.name)).where(col(Subject.title) == row.row).order_by(col(Subject.place))
    )
    own = desk.session.execute(
        select(col(TitleField.name), col(TitleField.value))
        .where(col(TitleField.title) == row.row)
        .order_by(col(TitleField.place))
    )
    same = {
        field.name: getattr(row, field.name)
        for field in fields(TitleDraft)
        if field.name not in _IN_PARTS
    }
    return TitleDraft(
        people=tuple(str(r[0]) for r in people),
        roles=without_tail((str(r[1]) for r in people), ""),
        name_kinds=without_tail((r[2] for r in people), ContributorKind.person),
        subjects=tuple(str(r[0]) for r in subjects),
        own_fields=tuple((str(name), str(value)) for name, value in own),
        **same,
    )


@allowed(STAFF)
def add(desk: Desk, draft: TitleDraft) -> str:
    """Add a title and give its id; refuses TitleMissing."""
    act = journal.begin(desk, ActKind.add_title)
    row = insert(desk, draft, act_row=act.row)
    journal.note(desk, act, "add", noun="title", noun_id=row.id)
    return row.id


@allowed(STAFF)
def edit(desk: Desk, title_id: str, draft: TitleDraft) -> str:
    """Give a title new particulars, and give the act; refuses TitleUnknown, TitleMissing.

    Where all of it was so already there is nothing to take back, and no act is named.
    """
    row = row_of(desk, title_id)
    before = draft_of(desk, row)
    rewrite(desk, row, draft)
    act = journal.begin(desk, ActKind.edit_title)
    changed = changes(before, draft_of(desk, row))
    journal.note(desk, act, "edit", noun="title", noun_id=row.id, detail=changed)
    return act.id if changed else ""


def changes(before: TitleDraft, after: TitleDraft) -> dict[str, list[Any]]:
    """The fields in which two drafts differ, each with its value before and after.

    Names, roles and kinds belong together: where one differs, all three are told.
    """
    pairs = {
        field.name: [getattr(before, field.name), getattr(after, field.name)]
        for field in fields(TitleDraft)
    }
    changed = {name for name, pair in pairs.items() if pair[0] != pair[1]}
    if changed & MAKERS:
        changed |= MAKERS
    return {name: pair for name, pair in pairs.items() if name in changed}


def rewrite(desk: Desk, row: Title, draft: TitleDraft) -> None:
    """Write a draft over a title inside an act of somebody else; refuses TitleMissing."""
    for key, value in columns(draft).items():
        setattr(row, key, value)
    desk.session.add(row)
    for part in (Contributor, Subject, TitleField):
        desk.session.execute(delete(part).where(col(part.title) == row.row))
    _add_parts(desk, row.row, draft)


def insert(desk: Desk, draft: TitleDraft, *, act_row: int) -> Title:
    """Write a title inside an act that somebody else opened; refuses TitleMissing."""
    row = Title(added_on=days.trusted_today(desk), act=act_row, **columns(draft))
    desk.session.add(row)
    desk.session.flush()
    _add_parts(desk, row.row, draft)
    return row


def columns(draft: TitleDraft) -> dict[str, Any]:
    """Spell a draft out as the columns of a title; refuses TitleMissing."""
    if not draft.title.strip():
        raise errors.TitleMissing
    plain = {
        field.name: str(getattr(draft, field.name)).strip()
        for field in fields(TitleDraft)
        if field.name not in (*_IN_PARTS, "audience", "frequency")
    }
    people, subjects = "; ".join(draft.people), "; ".join(draft.subjects)
    return plain | {
        "people": people,
        "subjects": subjects,
        "audience": draft.audience,
        "frequency": draft.frequency,
        "spelling": spelling.of_today(f"{draft.title} {people} {subjects}"),
        "isbn13": isbn.thirteen(draft.isbn),
        "class_main": classes.main_class(draft.class_number, draft.call_number),
    }


def _add_parts(desk: Desk, title: int, draft: TitleDraft) -> None:
    for place, (name, role, kind) in enumerate(makers(draft)):
        desk.session.add(Contributor(title=title, place=place, name=name, role=role, kind=kind))
    for place, name in enumerate(draft.subjects):
        desk.session.add(Subject(title=title, place=place, name=name))
    for place, (name, value) in enumerate(draft.own_fields):
        desk.session.add(TitleField(title=title, place=place, name=name, value=value))
    desk.session.flush()


def makers(draft: TitleDraft) -> list[tuple[str, str, ContributorKind]]:
    """Name, role and kind of everybody who made a title."""
    return [
        (
            name,
            draft.roles[place] if place < len(draft.roles) else "",
            draft.name_kinds[place] if place < len(draft.name_kinds) else ContributorKind.person,
        )
        for place, name in enumerate(draft.people)
    ]


def without_tail(values: Iterable[_Part], empty: _Part) -> tuple[_Part, ...]:
    """Values in their order without the empty ones at the end."""
    found = list(values)
    while found and found[-1] == empty:
        found.pop()
    return tuple(found)


def row_of(desk: Desk, title_id: str) -> Title:
    """The title of an id, or the one into which it was merged; refuses TitleUnknown."""
    wanted, seen = title_id, set[str]()
    while wanted not in seen:
        seen.add(wanted)
        row = desk.session.scalars(select(Title).where(col(Title.id) == wanted)).first()
        if row is not None:
            return row
        merged = select(col(Binned.merged_into)).where(
            col(Binned.id) == wanted, col(Binned.merged_into) != ""
        )
        wanted = str(desk.session.execute(merged).scalar_one_or_none() or wanted)
    raise errors.TitleUnknown


def _copies(desk: Desk, title: Title) -> tuple[CopyLine, ...]:
    found = desk.session.execute(
        select(Copy, col(Loan.due_on), col(Hold.until_on), _BOX_NUMBER, _CORNER)
        .outerjoin(
            Loan,
            (col(Loan.copy_row) == col(Copy.row))
            & col(Loan.returned_on).is_(None)
            & col(Loan.cancel_act).is_(None),
        )
        .outerjoin(
            Hold,
            (col(Hold.copy_row) == col(Copy.row))
            # Written out: the index of the ready shelf serves no bound value.
            & (col(Hold.state) == literal_column("'ready'")),
        )
        .where(col(Copy.title) == title.row)
        .order_by(col(Copy.number))
    )
    return tuple(
        CopyLine(
            copy.id,
            copy.number,
            copy.inventory_code,
            copy.status,
            due_on,
            copy.label_printed_at is not None,
            until_on,
            box or "",
            copy.back_by if box else None,
            corner or "",
        )
        for copy, due_on, until_on, box, corner in found
    )
