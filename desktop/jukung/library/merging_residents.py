"""Two cards of one resident: what a prison keeps of each goes along, and comes back.

A name is sealed for one card alone and cannot change over: the card with the name stays.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import AgeBand, BorrowerKind, BorrowerStatus, Sex
from jukung.library import aides
from jukung.library.desk import Desk
from jukung.store.tables import Borrower, Clearance, Identity, JournalAct, ResidentRow

# What a prison keeps of somebody, and by what a row of it is named.
_GOES_ALONG = (
    ("clearance", "id"),
    ("resident_move", "id"),
    ("loan_permission", "id"),
    ("round_line", "row"),
    ("look_up", "row"),
)
_GAPS: dict[str, object] = {"sex": Sex.unknown, "age_band": AgeBand.unknown, "release_on": None}
_KINDS: dict[str, Any] = {"sex": Sex, "age_band": AgeBand, "release_on": date.fromisoformat}
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class _Two:
    """The rows of the kept resident and of the other."""

    keep: int
    other: int


def refuse_if_apart(desk: Desk, keep: Borrower, other: Borrower) -> None:
    """Refuse two that are no one resident: NotAResident, NameOnOtherCard."""
    for one in (keep, other):
        if BorrowerKind.resident in (keep.kind, other.kind) and one.kind is not keep.kind:
            apart = keep if other.kind is BorrowerKind.resident else other
            raise errors.NotAResident(apart.card)
    named = [desk.session.get(Identity, one.row) is not None for one in (keep, other)]
    if named == [False, True]:
        raise errors.NameOnOtherCard(other.card)


def take_along(desk: Desk, act: JournalAct, keep: Borrower, other: Borrower) -> dict[str, Any]:
    """Give everything a prison keeps of the other to the kept one; gives what to undo by."""
    two = _Two(keep.row, other.row)
    desk.session.flush()
    written_off = _join_clearances(desk, act, two)
    moved = {table: _move(desk, table, key, two) for table, key in _GOES_ALONG}
    said: dict[str, Any] = {name: ids for name, ids in moved.items() if ids}
    said |= {"written_off": written_off} if written_off else {}
    if tied := aides.tie_to_other(desk, two.other, two.keep):
        said["aides"] = tied
    if filled := _fill_gaps(desk, two):
        said["resident"] = filled
    desk.session.flush()
    return said


def give_back(desk: Desk, act: JournalAct, said: dict[str, Any], *, keep: int, other: int) -> None:
    """Part what `take_along` joined; what happened since stays with the kept one."""
    for table, key in _GOES_ALONG:
        _rows(
            desk,
            f"UPDATE {table} SET borrower = :after WHERE borrower = :before AND {key} IN :them",  # noqa: S608 - our own list
            said.get(table, []),
            before=keep,
            after=other,
        )
    _run(desk, "UPDATE clearance SET cancel_act = NULL WHERE cancel_act = :act", act=act.row)
    for clearance, loans in said.get("written_off", {}).items():
        sql = "UPDATE write_off SET clearance = :row WHERE loan IN :them"
        _rows(desk, sql, loans, row=int(clearance))
    aides.tie_to_other(desk, keep, other, only=said.get("aides", []))
    desk.session.expire_all()
    _empty_gaps(desk, keep, said.get("resident", {}))


def _join_clearances(desk: Desk, act: JournalAct, two: _Two) -> dict[str, list[int]]:
    """Two open clearances of one resident are one; who is still here needs none."""
    mine, theirs = _open_clearance(desk, two.keep), _open_clearance(desk, two.other)
    if theirs is None:
        return {}
    is_here = desk.session.get_one(Borrower, two.keep).status is not BorrowerStatus.left
    if mine is None and not is_here:
        return {}
    theirs.cancel_act = act.row
    desk.session.add(theirs)
    desk.session.flush()
    if mine is None:
        return {}
    sql = "UPDATE write_off SET clearance = :mine WHERE clearance = :theirs RETURNING loan"
    loans = [int(row[0]) for row in _run(desk, sql, mine=mine.row, theirs=theirs.row)]
    return {str(theirs.row): loans} if loans else {}


def _open_clearance(desk: Desk, borrower: int) -> Clearance | None:
    return desk.session.scalars(
        select(Clearance).where(
            col(Clearance.borrower) == borrower,
            col(Clearance.closed_on).is_(None),
            col(Clearance.cancel_act).is_(None),
        )
    ).first()


def _move(desk: Desk, table: str, key: str, two: _Two) -> list[Any]:
    sql = f"UPDATE {table} SET borrower = :keep WHERE borrower = :other RETURNING {key}"  # noqa: S608 - our own list
    return [row[0] for row in _run(desk, sql, keep=two.keep, other=two.other)]


def _fill_gaps(desk: Desk, two: _Two) -> dict[str, list[Any]]:
    """Take over what the kept record lacks; gives each field's value before and after."""
    mine = desk.session.get(ResidentRow, two.keep)
    theirs = desk.session.get(ResidentRow, two.other)
    filled: dict[str, list[Any]] = {}
    for name, empty in _GAPS.items() if mine and theirs else ():
        before, after = getattr(mine, name), getattr(theirs, name)
        if before == empty and after != empty:
            setattr(mine, name, after)
            filled[name] = [_plain(before), _plain(after)]
    if mine is not None:
        desk.session.add(mine)
    keep, other = (desk.session.get_one(Borrower, row) for row in (two.keep, two.other))
    if keep.place is None and other.place is not None and keep.status is not BorrowerStatus.left:
        keep.place = other.place
        desk.session.add(keep)
        filled["place"] = [None, other.place]
    return filled


def _empty_gaps(desk: Desk, keep: int, filled: dict[str, list[Any]]) -> None:
    """Give fields their former value where nobody changed them since."""
    resident = desk.session.get(ResidentRow, keep)
    for name, (before, after) in filled.items():
        row: Any = desk.session.get_one(Borrower, keep) if name == "place" else resident
        if row is None or _plain(getattr(row, name)) != after:
            continue
        kind = _KINDS.get(name)
        setattr(row, name, kind(before) if kind and before is not None else before)
        desk.session.add(row)
    desk.session.flush()


def _plain(value: object) -> object:
    """A value as JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Sex | AgeBand) else value


def _rows(desk: Desk, sql: str, them: list[Any], **facts: Any) -> None:  # noqa: ANN401 - what SQL takes
    for first in range(0, len(them), _CHUNK):
        statement = text(sql).bindparams(bindparam("them", expanding=True))
        some = them[first : first + _CHUNK]
        desk.session.connection().execute(statement, {"them": some} | facts)


def _run(desk: Desk, sql: str, **facts: Any) -> list[Any]:  # noqa: ANN401 - what SQL takes
    found = desk.session.connection().execute(text(sql), facts)
    return list(found) if found.returns_rows else []
