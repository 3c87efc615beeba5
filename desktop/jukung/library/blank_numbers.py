"""Numbers first: printed and stuck before anybody knows on what, then bound by scanning.

A thousand donated books get their labels in any order. A number is blank until a copy
has it; nothing else is ever given a number that waits here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, exists, func, select, text, update
from sqlmodel import col

from jukung.domain import codes, errors, isbn
from jukung.domain.kinds import ActKind
from jukung.library import catalogue, copies, days, journal, numbers, series
from jukung.library.catalogue import TitleDraft
from jukung.library.copies import CopyDraft
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import (
    BlankNumber,
    CardNumber,
    Contributor,
    Copy,
    CopyNumber,
    JournalAct,
    Subject,
    Title,
)

MOST = 5000

_COPY_USED = text("""
SELECT EXISTS (SELECT 1 FROM loan WHERE copy = :copy)
  OR EXISTS (SELECT 1 FROM hold WHERE copy = :copy)
  OR EXISTS (SELECT 1 FROM in_house_use WHERE copy = :copy)
""")
_TITLE_USED = text("""
SELECT EXISTS (SELECT 1 FROM copy WHERE title = :title)
  OR EXISTS (SELECT 1 FROM loan WHERE title = :title)
  OR EXISTS (SELECT 1 FROM hold WHERE title = :title)
  OR EXISTS (SELECT 1 FROM in_house_use WHERE title = :title)
  OR EXISTS (SELECT 1 FROM title WHERE merged_into = :title)
  OR NOT EXISTS (SELECT 1 FROM title WHERE row = :title AND act = :act)
""")


@dataclass(frozen=True, slots=True)
class Reserved:
    """Numbers that were just set apart for printing."""

    act_id: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that has found its title; `copies` is how many the title has now."""

    act_id: str
    number: str
    title_id: str
    title: str
    copies: int


@allowed(STAFF)
def reserve(desk: Desk, count: int) -> Reserved:
    """Set the next copy numbers apart, 1 to 5,000; refuses CountOutOfRange."""
    if not 1 <= count <= MOST:
        raise errors.CountOutOfRange(count, MOST)
    act = journal.begin(desk, ActKind.reserve_numbers, facts={"count": count})
    taken = series.next_numbers(desk, "copies", count)
    folded = [codes.fold(number) for number in taken]
    # One that was dropped once may come again where the counting was set back.
    for part in _parts(folded):
        desk.session.execute(delete(BlankNumber).where(col(BlankNumber.number).in_(part)))
    desk.session.add_all(
        BlankNumber(number=number, bare=codes.bare(number), act=act.row) for number in folded
    )
    desk.session.flush()
    detail = {"first": folded[0], "last": folded[-1]}
    journal.note(desk, act, "reserve", noun="numbers", noun_id=act.id, detail=detail)
    return Reserved(act.id, tuple(folded))


@allowed(STAFF)
def blank(desk: Desk, *, most: int = MOST) -> tuple[str, ...]:
    """The numbers that wait for a copy, in the order in which they were set apart."""
    return tuple(
        desk.session.scalars(
            select(col(BlankNumber.number))
            .where(_is_blank())
            .order_by(
                col(BlankNumber.act),
                func.length(col(BlankNumber.number)),
                col(BlankNumber.number),
            )
            .limit(most)
        )
    )


@allowed(STAFF)
def count(desk: Desk) -> int:
    """How many numbers wait for a copy."""
    return int(
        desk.session.execute(
            select(func.count()).select_from(BlankNumber).where(_is_blank())
        ).scalar_one()
    )


@allowed(STAFF)
def bound_today(desk: Desk) -> int:
    """How many numbers found their title today and still have it, whoever bound them."""
    today = select(col(JournalAct.row)).where(
        col(JournalAct.kind) == ActKind.bind_number,
        col(JournalAct.on_day) == days.trusted_today(desk),
    )
    bound = select(func.count(col(Copy.row))).where(col(Copy.act).in_(today))
    return int(desk.session.execute(bound).scalar_one())


@allowed(STAFF)
def drop(desk: Desk, given: Sequence[str]) -> str:
    """Give numbers up whose labels were thrown away; gives the act's id.

    Refuses NothingToPrint where none is given, NumberNotBlank.
    """
    if not given:
        raise errors.NothingToPrint
    wanted = [_blank_of(desk, number) for number in given]
    act = journal.begin(desk, ActKind.drop_numbers, facts={"count": len(wanted)})
    for part in _parts(wanted):
        desk.session.execute(
            update(BlankNumber).where(col(BlankNumber.number).in_(part)).values(drop_act=act.row),
            execution_options={"synchronize_session": "fetch"},
        )
    journal.note(desk, act, "drop", noun="numbers", noun_id=act.id, detail={"numbers": wanted})
    return act.id


@allowed(STAFF)
def titles_of(desk: Desk, typed: str) -> tuple[tuple[str, str, str], ...]:
    """Id, title and people of each title with this ISBN, the oldest first."""
    thirteen, said = isbn.thirteen(typed), typed.strip()
    if not said:
        return ()
    same = col(Title.isbn13) == thirteen if thirteen else col(Title.isbn) == said
    found = desk.session.execute(
        select(col(Title.id), col(Title.title), col(Title.people))
        .where(same, col(Title.merged_into).is_(None))
        .order_by(col(Title.row))
        .limit(100)
    )
    return tuple((str(row[0]), str(row[1]), str(row[2])) for row in found)


@allowed(STAFF)
def bind(
    desk: Desk,
    number: str,
    *,
    title_id: str = "",
    isbn: str = "",
    draft: TitleDraft | None = None,
    copy: CopyDraft | None = None,
) -> Bound:
    """Make a copy with a blank number: of a title, of the one with an ISBN, or of a new one.

    The label counts as printed, as somebody scanned it. Refuses NumberNotBlank,
    TitleUnknown, TitleMissing, IsbnAmbiguous where several titles have the ISBN.
    """
    printed = _blank_of(desk, number)
    wanted = "" if draft is not None else title_id or _only_title(desk, isbn)
    act = journal.begin(desk, ActKind.bind_number)
    title = (
        catalogue.insert(desk, draft, act_row=act.row)
        if draft is not None
        else _title_with(desk, wanted)
    )
    if title is None:
        raise errors.TitleUnknown
    added = copies.insert(desk, title, printed, act=act, draft=copy or CopyDraft())
    journal.note(
        desk,
        act,
        "bind",
        noun="copy",
        noun_id=added.id,
        detail={"number": printed, "title": title.id},
    )
    has = select(func.count(col(Copy.row))).where(col(Copy.title) == title.row)
    count_now = int(desk.session.execute(has).scalar_one())
    return Bound(act.id, printed, title.id, title.title, count_now)


def undo_reserve(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Give numbers up again that were set apart, while no copy has one of them."""
    of_act = col(BlankNumber.act) == act.row
    bound = select(col(BlankNumber.number)).where(of_act, _has_copy())
    if desk.session.execute(bound.limit(1)).first() is not None:
        raise errors.CannotUndo("bound")
    desk.session.execute(
        update(BlankNumber)
        .where(of_act, col(BlankNumber.drop_act).is_(None))
        .values(drop_act=undoing.row),
        execution_options={"synchronize_session": "fetch"},
    )
    return "", "", ""


def undo_drop(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Let numbers wait again that were given up."""
    of_act = col(BlankNumber.drop_act) == act.row
    cards = select(col(BlankNumber.number)).where(
        of_act, exists().where(col(CardNumber.number) == col(BlankNumber.number))
    )
    if desk.session.execute(cards.limit(1)).first() is not None:
        raise errors.CannotUndo("number_taken")
    reserving = select(col(BlankNumber.act)).where(of_act)
    undone = select(col(JournalAct.row)).where(col(JournalAct.undoes).in_(reserving))
    if desk.session.execute(undone.limit(1)).first() is not None:
        raise errors.CannotUndo("changed")
    desk.session.execute(
        update(BlankNumber).where(of_act).values(drop_act=None),
        execution_options={"synchronize_session": "fetch"},
    )
    journal.note(desk, undoing, "keep", noun="numbers", noun_id=act.id)
    return "", "", ""


def undo_bind(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take a bound copy out again, and the title made for it; the number is blank as before."""
    made = desk.session.scalars(select(Copy).where(col(Copy.act) == act.row)).first()
    if made is None:
        raise errors.CannotUndo("changed")
    connection = desk.session.connection()
    if connection.execute(_COPY_USED, {"copy": made.row}).scalar_one():
        raise errors.CannotUndo("used")
    title = desk.session.get_one(Title, made.title)
    number, name = made.number, title.title
    desk.session.execute(delete(CopyNumber).where(col(CopyNumber.copy_row) == made.row))
    desk.session.execute(delete(Copy).where(col(Copy.row) == made.row))
    rests = {"title": title.row, "act": act.row}
    if not connection.execute(_TITLE_USED, rests).scalar_one():
        for table in (Contributor, Subject):
            desk.session.execute(delete(table).where(col(table.title) == title.row))
        desk.session.execute(delete(Title).where(col(Title.row) == title.row))
    journal.note(desk, undoing, "unbind", noun="copy", noun_id=made.id)
    desk.session.expire_all()
    return number, name, ""


def _title_with(desk: Desk, title_id: str) -> Title | None:
    stands = col(Title.merged_into).is_(None)
    return desk.session.scalars(select(Title).where(col(Title.id) == title_id, stands)).first()


def _only_title(desk: Desk, typed: str) -> str:
    found = titles_of(desk, typed)
    if len(found) > 1:
        raise errors.IsbnAmbiguous(typed.strip(), len(found))
    if not found:
        raise errors.TitleUnknown
    return found[0][0]


def _blank_of(desk: Desk, typed: str) -> str:
    number = numbers.blank_number(desk, typed)
    if number is None:
        raise errors.NumberNotBlank(typed.strip())
    return number


def _has_copy() -> ColumnElement[bool]:
    return exists().where(col(CopyNumber.number) == col(BlankNumber.number))


def _is_blank() -> ColumnElement[bool]:
    return col(BlankNumber.drop_act).is_(None) & ~_has_copy()


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[n : n + 500] for n in range(0, len(values), 500))
