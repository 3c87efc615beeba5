"""A reading corner on a round: its deposit exchanged by scan, counted, and passed by.

What lies there is no loan. It comes from the trolley and goes back onto it; each scan is
an act of its own, undone like those at a cell. Aides do all of it.
"""

from dataclasses import dataclass
from enum import StrEnum

from jukung.domain import errors
from jukung.domain.kinds import CopyStatus, TrolleyFrom, TrolleyState
from jukung.library import at_desk, corners, journal, loans, round_changes
from jukung.library.at_desk import CopyAtDesk
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.library.round_changes import RoundRow, run
from jukung.library.round_sql import BEFORE_COPY
from jukung.store.tables import JournalAct, Place


class CornerAct(StrEnum):
    """What was done at a reading corner."""

    put_in = "put_in"
    taken_out = "taken_out"
    missed = "missed"
    used = "used"
    passed = "passed"


@dataclass(frozen=True, slots=True)
class CornerSlip:
    """What was just done at a corner."""

    what: CornerAct
    act_id: str
    corner: str
    barcode: str = ""
    title: str = ""


@allowed(DESK)
def scan(
    desk: Desk, round_id: str, corner_id: str, typed: str, *, by_scanner: bool = False
) -> CornerSlip:
    """Take what lies in a corner onto the trolley, and let anything else lie there.

    A copy put in on this round stays (CopyInCorner), so that a second scan takes nothing
    away. Refuses RoundUnknown, RoundEnded, PlaceUnknown, what `finding.meant` refuses,
    and what `corners.check_may_lie` refuses.
    """
    round_, place = _at(desk, round_id, corner_id)
    copy = corners.meant(desk, typed, by_scanner=by_scanner)
    is_here = corners.place_of(desk, copy.row) == place.row
    before = run(desk, BEFORE_COPY, round=round_.row, copy=copy.row).first()
    lies = TrolleyState(before[1]) if before is not None else None
    # What was taken along from here, such as for a request, comes back to where it belongs.
    if not is_here or copy.status is CopyStatus.missing or lies is TrolleyState.on_trolley:
        return _put_in(desk, round_, place, copy)
    if lies is TrolleyState.delivered and copy.loan is None:
        raise errors.CopyInCorner(copy.number, place.name)
    return _take_out(desk, round_, place, copy)


@allowed(DESK)
def take_out(desk: Desk, round_id: str, corner_id: str, barcode: str) -> CornerSlip:
    """Take a copy out of a corner onto the trolley.

    Refuses RoundUnknown, RoundEnded, PlaceUnknown, CopyUnknown, CopyNotInCorner, CopyOnLoan,
    CopyOnOtherTrolley.
    """
    round_, place = _at(desk, round_id, corner_id)
    return _take_out(desk, round_, place, at_desk.copy_with(desk, barcode))


@allowed(DESK)
def miss(desk: Desk, round_id: str, corner_id: str, barcode: str) -> CornerSlip:
    """Write that a copy is not in its corner any more: it is missing from now on.

    Refuses RoundUnknown, RoundEnded, PlaceUnknown, CopyUnknown, CopyNotInCorner,
    CopyOnLoan, NothingChanges.
    """
    round_, place = _at(desk, round_id, corner_id)
    copy = at_desk.copy_with(desk, barcode)
    corners.check_lies(desk, copy, place)
    if copy.status is CopyStatus.missing:
        raise errors.NothingChanges
    statuses = {copy.row: (copy.status, CopyStatus.missing)}
    act = round_changes.begin(desk, round_, copies=[copy.row], statuses=statuses)
    loans.set_status(desk, copy.row, CopyStatus.missing, copy.condition_note)
    _note(desk, act, "miss", copy, place)
    return CornerSlip(CornerAct.missed, act.id, place.name, copy.number, copy.title)


@allowed(DESK)
def use(desk: Desk, round_id: str, corner_id: str, barcode: str) -> CornerSlip:
    """Count that a copy was read in its corner, where it stays.

    Refuses RoundUnknown, RoundEnded, PlaceUnknown, and what `corners.use` refuses.
    """
    _round, place = _at(desk, round_id, corner_id)
    slip = corners.use(desk, corner_id, barcode)
    return CornerSlip(CornerAct.used, slip.act_id, place.name, slip.barcode, slip.title)


@allowed(DESK)
def pass_by(desk: Desk, round_id: str, corner_id: str) -> CornerSlip:
    """Write that somebody was at a corner; refuses RoundUnknown, RoundEnded, PlaceUnknown."""
    round_, place = _at(desk, round_id, corner_id)
    act = round_changes.begin(desk, round_)
    journal.note(desk, act, "visit", noun="corner", noun_id=place.id)
    return CornerSlip(CornerAct.passed, act.id, place.name)


def _at(desk: Desk, round_id: str, corner_id: str) -> tuple[RoundRow, Place]:
    round_ = round_changes.under_way(desk, round_id)
    place = corners.in_use(desk, corner_id)
    if place.inside != round_.block_row:
        raise errors.PlaceUnknown(place.name)
    return round_, place


def _put_in(desk: Desk, round_: RoundRow, place: Place, copy: CopyAtDesk) -> CornerSlip:
    corners.check_may_lie(desk, copy)
    act = _begin(desk, round_, copy, where=place.row)
    round_changes.put(desk, act, round_, copy.row, lies=TrolleyState.delivered)
    _note(desk, act, "put", copy, place)
    return CornerSlip(CornerAct.put_in, act.id, place.name, copy.number, copy.title)


def _take_out(desk: Desk, round_: RoundRow, place: Place, copy: CopyAtDesk) -> CornerSlip:
    corners.check_lies(desk, copy, place)
    round_changes.refuse_on_other(desk, round_, copy)
    act = _begin(desk, round_, copy, where=corners.LIBRARY)
    # Nobody had it on a loan, so there is none that its looking-through could be noted at.
    came = TrolleyFrom.shelf
    round_changes.put(desk, act, round_, copy.row, lies=TrolleyState.on_trolley, came=came)
    _note(desk, act, "take", copy, place)
    return CornerSlip(CornerAct.taken_out, act.id, place.name, copy.number, copy.title)


def _begin(desk: Desk, round_: RoundRow, copy: CopyAtDesk, *, where: int) -> JournalAct:
    found = copy.status is CopyStatus.missing
    act = round_changes.begin(
        desk,
        round_,
        copies=[copy.row],
        statuses={copy.row: (copy.status, CopyStatus.available)} if found else None,
        placed={copy.id: (corners.place_of(desk, copy.row), where)},
    )
    if found:
        loans.set_status(desk, copy.row, CopyStatus.available, copy.condition_note)
    corners.set_place(desk, copy.row, where)
    return act


def _note(desk: Desk, act: JournalAct, verb: str, copy: CopyAtDesk, place: Place) -> None:
    detail = {"copy": copy.number, "place": place.name}
    journal.note(desk, act, verb, noun="copy", noun_id=copy.id, detail=detail)
