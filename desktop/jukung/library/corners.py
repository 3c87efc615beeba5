"""Reading corners (pojok baca): what lies in each, put in and taken out again by scan.

A corner is a place, not an owner: what lies there stays the library's or the box's, and
is counted as it was. What is read there is counted as used in place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, CopyStatus, PlaceKind
from jukung.library import (
    at_desk,
    finding,
    going_out,
    house,
    in_house,
    journal,
    loans,
    numbers,
    permissions_asked,
)
from jukung.library.at_desk import CopyAtDesk
from jukung.library.desk import Desk
from jukung.library.permission import DESK, KEEPERS, STAFF, allowed
from jukung.library.slips import Slip
from jukung.store.tables import Copy, JournalAct, Place

LIBRARY = 1
"""The row of the library itself, where everything stands that lies in no corner."""

_DEPOSIT = text("""
SELECT c.number, t.title, c.call_number, c.status, l.due_on, c.back_by
FROM copy c JOIN title t ON t.row = c.title
  LEFT JOIN loan l ON l.copy = c.row AND l.returned_on IS NULL AND l.cancel_act IS NULL
WHERE c.place = :row AND c.status <> 'withdrawn' ORDER BY t.title COLLATE NOCASE, c.number
""")


@dataclass(frozen=True, slots=True)
class CornerCopy:
    """A copy of a deposit."""

    number: str
    title: str
    call_number: str
    status: CopyStatus
    due_on: date | None
    """Until when somebody has it; None while it lies there."""
    back_by: date | None
    """The day by which its box goes back."""

    @property
    def is_missing(self) -> bool:
        """Whether it was not found there."""
        return self.due_on is None and self.status is CopyStatus.missing


@dataclass(frozen=True, slots=True)
class Corner:
    """A reading corner with all that lies there."""

    id: str
    name: str
    block: str
    """Empty for a corner outside the blocks."""
    copies: tuple[CornerCopy, ...]

    @property
    def missing(self) -> tuple[CornerCopy, ...]:
        """What was not found there."""
        return tuple(each for each in self.copies if each.is_missing)


@dataclass(frozen=True, slots=True)
class Placed:
    """What was just done with a copy."""

    act_id: str
    barcode: str
    title: str
    corner: str
    was_missing: bool = False


@allowed(STAFF)
def show(desk: Desk, corner_id: str) -> Corner:
    """A corner and its deposit; refuses PlaceUnknown."""
    place = of_id(desk, corner_id)
    block = desk.session.get(Place, place.inside) if place.inside else None
    return Corner(place.id, place.name, block.name if block else "", copies_of(desk, place.row))


@allowed(STAFF)
def put_in(desk: Desk, corner_id: str, typed: str, *, by_scanner: bool = False) -> Placed:
    """Let a copy lie in a corner from now on; one that was missing is found again.

    Refuses PlaceUnknown, PlaceEnded, CopyInCorner, what `finding.meant` refuses, and what
    `check_may_lie` refuses.
    """
    place = in_use(desk, corner_id)
    copy = meant(desk, typed, by_scanner=by_scanner)
    if place_of(desk, copy.row) == place.row and copy.status is not CopyStatus.missing:
        raise errors.CopyInCorner(copy.number, place.name)
    check_may_lie(desk, copy)
    act = _write(desk, [copy], place.row)
    was_missing = copy.status is CopyStatus.missing
    return Placed(act.id, copy.number, copy.title, place.name, was_missing)


@allowed(STAFF)
def take_out(desk: Desk, corner_id: str, typed: str, *, by_scanner: bool = False) -> Placed:
    """Let a copy stand in the library again; one that was missing is found again.

    Refuses PlaceUnknown, CopyNotInCorner, CopyOnLoan, and what `finding.meant` refuses.
    """
    place = of_id(desk, corner_id)
    copy = meant(desk, typed, by_scanner=by_scanner)
    check_lies(desk, copy, place)
    act = _write(desk, [copy], LIBRARY)
    was_missing = copy.status is CopyStatus.missing
    return Placed(act.id, copy.number, copy.title, place.name, was_missing)


@allowed(STAFF)
def put_all(desk: Desk, corner_id: str, barcodes: Iterable[str]) -> tuple[str, int]:
    """Let copies lie in a corner, or in the library where none is given, as one act.

    Gives the act and how many moved. Refuses PlaceUnknown, PlaceEnded, NothingChanges,
    CopyUnknown, and what `check_may_lie` refuses.
    """
    where = in_use(desk, corner_id).row if corner_id else LIBRARY
    rows = dict.fromkeys(numbers.copy_of(desk, each) for each in barcodes)
    copies = [at_desk.copy_at(desk, row) for row in rows if place_of(desk, row) != where]
    if not copies:
        raise errors.NothingChanges
    for copy in copies:
        if where != LIBRARY:
            check_may_lie(desk, copy)
        elif copy.loan is not None:
            raise errors.CopyOnLoan(copy.number, copy.loan.due_on)
    return _write(desk, copies, where).id, len(copies)


@allowed(STAFF)
def miss(desk: Desk, corner_id: str, barcode: str) -> Placed:
    """Write that a copy is not in its corner any more: it is missing from now on.

    Refuses PlaceUnknown, CopyUnknown, CopyNotInCorner, CopyOnLoan, NothingChanges.
    """
    place = of_id(desk, corner_id)
    copy = at_desk.copy_with(desk, barcode)
    check_lies(desk, copy, place)
    if copy.status is CopyStatus.missing:
        raise errors.NothingChanges
    statuses = {copy.id: [str(copy.status), str(CopyStatus.missing)]}
    act = journal.begin(desk, ActKind.edit_places, facts={"statuses": statuses})
    loans.set_status(desk, copy.row, CopyStatus.missing, copy.condition_note)
    detail = {"copy": copy.number, "place": place.name}
    journal.note(desk, act, "miss", noun="copy", noun_id=copy.id, detail=detail)
    return Placed(act.id, copy.number, copy.title, place.name)


@allowed(DESK)
def use(desk: Desk, corner_id: str, typed: str, *, by_scanner: bool = False) -> Slip:
    """Count that a copy was read in its corner; it stays there, and no loan is written.

    Refuses PlaceUnknown, CopyNotInCorner, CopyOnLoan, and what `finding.meant` refuses.
    """
    place = of_id(desk, corner_id)
    copy = meant(desk, typed, by_scanner=by_scanner)
    check_lies(desk, copy, place)
    return in_house.use(desk, copy.number)


def undo_edit(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take back what an act did to places or to what lies there; refuses CannotUndo."""
    facts = journal.facts_of(act)
    said = [
        *put_back(desk, facts.get("copies", {})),
        *give_status_back(desk, facts.get("statuses", {})),
    ]
    house.undo_edit(desk, act, undoing)
    if len({copy.row for copy in said}) != 1:
        return "", "", ""
    at = at_desk.copy_at(desk, said[0].row)
    return at.number, at.title, ""


def put_back(desk: Desk, moved: Mapping[str, list[int]]) -> list[Copy]:
    """Let copies stand where they stood; refuses CannotUndo where one was moved since."""
    copies = []
    for copy_id, (was, now) in moved.items():
        copy = desk.session.scalars(select(Copy).where(col(Copy.id) == copy_id)).one()
        if copy.place != now:
            raise errors.CannotUndo("changed")
        copy.place = was
        desk.session.add(copy)
        copies.append(copy)
    desk.session.flush()
    return copies


def give_status_back(desk: Desk, changed: Mapping[str, list[str]]) -> list[Copy]:
    """Give copies their status of before; refuses CannotUndo where it was changed since."""
    copies = []
    for copy_id, (was, now) in changed.items():
        copy = desk.session.scalars(select(Copy).where(col(Copy.id) == copy_id)).one()
        if copy.status is not CopyStatus(now):
            raise errors.CannotUndo("changed")
        loans.set_status(desk, copy.row, CopyStatus(was), copy.condition_note)
        copies.append(copy)
    return copies


def of_id(desk: Desk, corner_id: str) -> Place:
    """The corner with this id; refuses PlaceUnknown."""
    place = desk.session.scalars(select(Place).where(col(Place.id) == corner_id)).first()
    if place is None or place.kind is not PlaceKind.corner:
        raise errors.PlaceUnknown("")
    return place


def in_use(desk: Desk, corner_id: str) -> Place:
    """The corner with this id; refuses PlaceUnknown, PlaceEnded."""
    return house.in_use(desk, of_id(desk, corner_id).row)


def copies_of(desk: Desk, row: int) -> tuple[CornerCopy, ...]:
    """What lies in a corner, by title."""
    desk.session.flush()
    found = desk.session.connection().execute(_DEPOSIT, {"row": row})
    return tuple(_copy(list(cells)) for cells in found)


def meant(desk: Desk, typed: str, *, by_scanner: bool) -> CopyAtDesk:
    """The copy that a text means; refuses CopyUnknown and what `finding.meant` refuses."""
    row = finding.meant(desk, typed, by_scanner=by_scanner).copy
    if row is None:
        raise errors.CopyUnknown(typed.strip())
    return at_desk.copy_at(desk, row)


def place_of(desk: Desk, copy: int) -> int:
    """The row of the place where a copy belongs."""
    return desk.session.get_one(Copy, copy).place


def check_lies(desk: Desk, copy: CopyAtDesk, place: Place) -> None:
    """Refuse CopyNotInCorner and CopyOnLoan for what does not lie in a corner."""
    if place_of(desk, copy.row) != place.row:
        raise errors.CopyNotInCorner(copy.number, place.name)
    if copy.loan is not None:
        raise errors.CopyOnLoan(copy.number, copy.loan.due_on)


def check_may_lie(desk: Desk, copy: CopyAtDesk) -> None:
    """Refuse what may not lie in a corner.

    Refuses CopyOnLoan, CopyHeldForOther, CopyNotForLoan, TitleNotScreened,
    TitleNotCirculated, TraitNotAllowed. What wants an officer's word is put there by an
    officer alone (PermissionNeeded): nobody asks for it at a corner.
    """
    if copy.loan is not None:
        raise errors.CopyOnLoan(copy.number, copy.loan.due_on)
    if copy.held_for is not None and copy.held_until is not None:
        raise errors.CopyHeldForOther(copy.number, copy.held_until)
    if copy.status not in (CopyStatus.available, CopyStatus.missing):
        raise errors.CopyNotForLoan(copy.number, copy.status)
    going_out.refuse_if_not(desk, title_row=copy.title_row, copy_row=copy.row, borrower_row=None)
    if desk.staff.role not in KEEPERS and permissions_asked.is_wanted(
        desk, copy.class_main, copy.kind
    ):
        raise errors.PermissionNeeded(copy.title)


def _write(desk: Desk, copies: Iterable[CopyAtDesk], where: int) -> JournalAct:
    moved = list(copies)
    found = [each for each in moved if each.status is CopyStatus.missing]
    facts: dict[str, Any] = {
        "copies": {each.id: [place_of(desk, each.row), where] for each in moved}
    }
    if found:
        facts["statuses"] = {
            each.id: [str(each.status), str(CopyStatus.available)] for each in found
        }
    act = journal.begin(desk, ActKind.edit_places, facts=facts)
    for each in found:
        loans.set_status(desk, each.row, CopyStatus.available, each.condition_note)
    for each in moved:
        set_place(desk, each.row, where)
        detail = {"copy": each.number, "place": where}
        journal.note(desk, act, "put", noun="copy", noun_id=each.id, detail=detail)
    return act


def set_place(desk: Desk, copy: int, where: int) -> None:
    """Write where a copy belongs."""
    row = desk.session.get_one(Copy, copy)
    row.place = where
    desk.session.add(row)
    desk.session.flush()


def _copy(cells: list[Any]) -> CornerCopy:
    cells[3] = CopyStatus(cells[3])
    for place in (4, 5):
        cells[place] = date.fromisoformat(cells[place]) if cells[place] else None
    return CornerCopy(*cells)
