"""Titles: added, edited, found while typing, and listed by pages.

A title's people and subjects are kept twice: in order in their own tables,
and joined in the title's row for the search index and for lists.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, func, literal_column, select, text
from sqlmodel import col

from jukung.domain import classes, codes, errors, isbn
from jukung.domain.kinds import ActKind, BoxState, CopyStatus, PlaceKind
from jukung.library import days, journal, numbers
from jukung.library.desk import Desk
from jukung.library.permission import DESK, STAFF, allowed
from jukung.store import search
from jukung.store.tables import (
    BoxLine,
    BoxRow,
    Contributor,
    Copy,
    Hold,
    Loan,
    Place,
    Subject,
    Title,
)

PAGE = 256


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


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A title as a list shows it."""

    row: int
    id: str
    title: str
    people: str
    call_number: str
    year: str
    copy_count: int
    in_count: int
    """How many stand on the shelf."""


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


_LINES = """
SELECT t.row, t.id, t.title, t.people, t.call_number, t.year,
  (SELECT count(*) FROM copy c WHERE c.title = t.row AND c.status <> 'withdrawn'),
  (SELECT count(*) FROM copy c WHERE c.title = t.row
     AND c.status IN ('available', 'reading_room') AND NOT EXISTS (SELECT 1 FROM loan l
     WHERE l.copy = c.row AND l.returned_on IS NULL AND l.cancel_act IS NULL)
     AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.copy = c.row AND h.state = 'ready'))
FROM title t
"""
_LINES_OF_ROWS = text(_LINES + "WHERE t.row IN :rows").bindparams(bindparam("rows", expanding=True))
_FOUND = text(search.TITLE_HITS + _LINES + "JOIN hit USING (row)")
_FIRST_PAGE = text(_LINES + "ORDER BY t.title COLLATE NOCASE, t.row LIMIT :most")
_NEXT_PAGE = text(
    _LINES
    + "WHERE (t.title COLLATE NOCASE, t.row) > (:title, :row) "
    + "ORDER BY t.title COLLATE NOCASE, t.row LIMIT :most"
)
_PAGE_AT = text(_LINES + "ORDER BY t.title COLLATE NOCASE, t.row LIMIT :most OFFSET :skip")


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
_TITLES_OF_CORNER = text("""
SELECT DISTINCT title FROM copy WHERE place = :row AND status <> 'withdrawn'
ORDER BY title LIMIT :most
""")
_TITLES_OF_BOX = text("""
SELECT DISTINCT c.title FROM box b JOIN box_line n ON n.box = b.row JOIN copy c ON c.row = n.copy
WHERE upper(b.number) = :number AND b.state IN ('here', 'returning') ORDER BY c.title LIMIT :most
""")


@allowed(DESK)
def find(desk: Desk, typed: str, *, most: int = search.LIMIT) -> tuple[TitleLine, ...]:
    """Titles that fit what was typed, the likeliest first.

    An ISBN finds its title, and so does the number of a copy; that of a box on loan
    finds all that came in it, the name of a reading corner all that lies there.
    """
    if exact := _rows_of_number(desk, typed, most=most):
        return _lines(desk, [*exact, *search.title_rows(desk.session, typed, most=most)])
    wanted = search.title_words(typed, most=most)
    if wanted is None:
        return ()
    found = desk.session.connection().execute(_FOUND, wanted).all()
    whole = typed.strip().casefold()

    def likeliness(line: TitleLine) -> tuple[int, int]:
        name = line.title.casefold()
        return (0 if name == whole else 1 if name.startswith(whole) else 2, line.row)

    return tuple(sorted((TitleLine(*row) for row in found), key=likeliness))


@allowed(DESK)
def count(desk: Desk) -> int:
    """How many titles there are."""
    return int(desk.session.execute(select(func.count(col(Title.row)))).scalar_one())


@allowed(DESK)
def page(desk: Desk, after: TitleLine | None = None, *, most: int = PAGE) -> tuple[TitleLine, ...]:
    """The titles that follow one in the order of their names."""
    connection = desk.session.connection()
    found = (
        connection.execute(_FIRST_PAGE, {"most": most})
        if after is None
        else connection.execute(_NEXT_PAGE, {"most": most, "title": after.title, "row": after.row})
    )
    return tuple(TitleLine(*row) for row in found)


@allowed(DESK)
def page_at(desk: Desk, skip: int, *, most: int = PAGE) -> tuple[TitleLine, ...]:
    """The titles from a place in the order of their names (14 ms at 90,000)."""
    found = desk.session.connection().execute(_PAGE_AT, {"most": most, "skip": skip})
    return tuple(TitleLine(*row) for row in found)


@allowed(DESK)
def show(desk: Desk, title_id: str) -> TitleView:
    """Everything about one title; refuses TitleUnknown."""
    row = _row(desk, title_id)
    people = desk.session.execute(
        select(col(Contributor.name))
        .where(col(Contributor.title) == row.row)
        .order_by(col(Contributor.place))
    )
    subjects = desk.session.execute(
        select(col(Subject.name)).where(col(Subject.title) == row.row).order_by(col(Subject.place))
    )
    same = {
        field.name: getattr(row, field.name)
        for field in fields(TitleDraft)
        if field.name not in ("people", "subjects")
    }
    draft = TitleDraft(
        people=tuple(str(r[0]) for r in people),
        subjects=tuple(str(r[0]) for r in subjects),
        **same,
    )
    return TitleView(row.id, draft, row.class_main, row.added_on, _copies(desk, row))


@allowed(STAFF)
def add(desk: Desk, draft: TitleDraft) -> str:
    """Add a title and give its id; refuses TitleMissing."""
    act = journal.begin(desk, ActKind.add_title)
    row = insert(desk, draft, act_row=act.row)
    journal.note(desk, act, "add", noun="title", noun_id=row.id)
    return row.id


@allowed(STAFF)
def edit(desk: Desk, title_id: str, draft: TitleDraft) -> None:
    """Give a title new particulars; refuses TitleUnknown, TitleMissing."""
    row = _row(desk, title_id)
    before = {key: getattr(row, key) for key in columns(draft)}
    wanted = columns(draft)
    for key, value in wanted.items():
        setattr(row, key, value)
    desk.session.add(row)
    desk.session.execute(delete(Contributor).where(col(Contributor.title) == row.row))
    desk.session.execute(delete(Subject).where(col(Subject.title) == row.row))
    _add_parts(desk, row.row, draft)
    act = journal.begin(desk, ActKind.edit_title)
    changed = {key: [before[key], value] for key, value in wanted.items() if before[key] != value}
    journal.note(desk, act, "edit", noun="title", noun_id=row.id, detail=changed)


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
        if field.name not in ("people", "subjects")
    }
    return plain | {
        "people": "; ".join(draft.people),
        "subjects": "; ".join(draft.subjects),
        "isbn13": isbn.thirteen(draft.isbn),
        "class_main": classes.main_class(draft.class_number, draft.call_number),
    }


def _add_parts(desk: Desk, title: int, draft: TitleDraft) -> None:
    for place, name in enumerate(draft.people):
        desk.session.add(Contributor(title=title, place=place, name=name))
    for place, name in enumerate(draft.subjects):
        desk.session.add(Subject(title=title, place=place, name=name))
    desk.session.flush()


def _rows_of_number(desk: Desk, typed: str, *, most: int) -> list[int]:
    """The titles with this ISBN or of this box on loan, or the one with this copy."""
    thirteen = isbn.thirteen(typed)
    if thirteen:
        same = select(col(Title.row)).where(col(Title.isbn13) == thirteen).limit(most)
        return [int(row[0]) for row in desk.session.execute(same)]
    copy = numbers.copy_row(desk, typed) if codes.looks_like_number(typed) else None
    if copy is None:
        return _rows_of_box_or_corner(desk, typed, most=most)
    return [int(desk.session.get_one(Copy, copy).title)]


def _rows_of_box_or_corner(desk: Desk, typed: str, *, most: int) -> list[int]:
    connection = desk.session.connection()
    wanted = {"number": codes.fold(typed), "most": most}
    found = [int(row[0]) for row in connection.execute(_TITLES_OF_BOX, wanted)]
    if found or not desk.profile.is_prison:
        return found
    named = select(col(Place.row)).where(
        col(Place.kind) == PlaceKind.corner,
        func.lower(col(Place.name)) == " ".join(typed.split()).lower(),
    )
    # Copies have no index by place, and are looked through only for a name that is one.
    corner = desk.session.scalars(named.limit(1)).first()
    if corner is None:
        return []
    lies = connection.execute(_TITLES_OF_CORNER, {"row": int(corner), "most": most})
    return [int(row[0]) for row in lies]


def _row(desk: Desk, title_id: str) -> Title:
    row = desk.session.scalars(select(Title).where(col(Title.id) == title_id)).first()
    if row is None:
        raise errors.TitleUnknown
    return row


def _lines(desk: Desk, rows: list[int]) -> tuple[TitleLine, ...]:
    """The titles of these rows in their order, each once."""
    found = desk.session.connection().execute(_LINES_OF_ROWS, {"rows": rows}).all()
    lines = {int(row[0]): TitleLine(*row) for row in found}
    return tuple(lines[row] for row in dict.fromkeys(rows) if row in lines)


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
