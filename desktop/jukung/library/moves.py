"""Where residents are and in what state: moved and changed by one act, undone by one.

Whoever leaves has a clearance opened; whoever is back loses it again. Hundreds at once
are one act too: 17 August releases many.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from sqlalchemy import delete, desc, select, update
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import (
    ActKind,
    AgeBand,
    BorrowerKind,
    BorrowerStatus,
    ClearanceReason,
    ResidentState,
    Sex,
)
from jukung.library import (
    aides,
    clearances,
    days,
    holds,
    house,
    journal,
    members,
    residents,
    roster,
)
from jukung.library.desk import WORDS_GONE, Desk
from jukung.library.permission import KEEPERS, allowed
from jukung.store.tables import Borrower, JournalAct, ResidentMove, ResidentRow


class Unchanged(Enum):
    """What says that a day stays as it is; None takes it away."""

    unchanged = "unchanged"


UNCHANGED = Unchanged.unchanged
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one resident; None leaves a place or state as it is."""

    borrower_row: int
    place_row: int | None = None
    state: ResidentState | None = None
    release_on: date | Unchanged | None = UNCHANGED


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody new: `number` finds the line that asked for the card."""

    number: int
    place_row: int | None = None
    state: ResidentState = ResidentState.present
    release_on: date | None = None
    sex: Sex = Sex.unknown
    age_band: AgeBand = AgeBand.unknown


@dataclass(frozen=True, slots=True)
class Arrived:
    """The card that somebody new was given."""

    number: int
    id: str
    card: str


@dataclass(frozen=True, slots=True)
class MoveDone:
    """What one act did."""

    act_id: str
    changed: int
    left: int
    """How many left: for each a clearance is open now."""
    arrived: tuple[Arrived, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A move or change of state as it was recorded."""

    act_id: str
    on_day: date
    place_before: str
    place_after: str
    state_before: ResidentState
    state_after: ResidentState


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where somebody is, in what state, and until when."""

    place: int | None
    state: ResidentState
    release_on: date | None


@allowed(KEEPERS)
def record(
    desk: Desk,
    changes: Sequence[Change],
    on: date | None = None,
    *,
    arrivals: Sequence[Arrival] = (),
) -> MoveDone:
    """Record moves, states and release days as one act; what stays as it is, is left out.

    Refuses OnlyInPrison, NothingChanges, CountOutOfRange, PlaceUnknown, PlaceEnded,
    MemberUnknown, DayInFuture, DayTooLongAgo.
    """
    if not desk.profile.is_prison:
        raise errors.OnlyInPrison
    if len(changes) + len(arrivals) > MOST:
        raise errors.CountOutOfRange(len(changes) + len(arrivals), MOST)
    day = days.true_day(desk, on)
    wanted = {each.place_row for each in changes} | {each.place_row for each in arrivals}
    for row in wanted - {None}:
        house.in_use(desk, row or 0)
    going = _really(desk, changes)
    if not going and not arrivals:
        raise errors.NothingChanges
    facts = {"changed": len(going), "arrived": len(arrivals)}
    act = journal.begin(desk, ActKind.move_residents, on=day, facts=facts)
    for borrower, before, after in going:
        _write(desk, act, borrower, before=before, after=after)
    aides.close_of(desk, act, [b.row for b, _before, after in going if after.state.has_left])
    arrived = tuple(_let_in(desk, act, each) for each in arrivals)
    left = sum(a.state.has_left and not b.state.has_left for _row, b, a in going)
    return MoveDone(act.id, len(going), left, arrived)


@allowed(KEEPERS)
def of_resident(desk: Desk, resident_id: str) -> tuple[MoveLine, ...]:
    """The moves of a resident, the latest first; refuses MemberUnknown."""
    borrower = members.row_of(desk, resident_id)
    found = desk.session.execute(
        select(ResidentMove, col(JournalAct.id))
        .join(JournalAct, col(JournalAct.row) == col(ResidentMove.act))
        .where(col(ResidentMove.borrower) == borrower.row, col(ResidentMove.cancel_act).is_(None))
        .order_by(desc(col(ResidentMove.row)))
    )
    return tuple(
        MoveLine(
            act_id,
            move.on_day,
            house.code_of(desk, move.place_before),
            house.code_of(desk, move.place_after),
            move.state_before,
            move.state_after,
        )
        for move, act_id in found
    )


def undo_record(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Put everybody back whom an act moved; refuses CannotUndo where one changed since."""
    clearances.undo_of(desk, act, undoing)
    holds.undo_of(desk, act, undoing)
    moved = desk.session.scalars(
        select(ResidentMove)
        .where(col(ResidentMove.act) == act.row, col(ResidentMove.cancel_act).is_(None))
        .order_by(desc(col(ResidentMove.row)))
    ).all()
    card = ""
    for move in moved:
        card = _put_back(desk, move, undoing)
    _refuse_ended(desk, moved)
    desk.session.flush()
    aides.reopen_of(desk, act, undoing)
    # Who was let back by mistake has left again.
    gone = [move.borrower for move in moved if move.state_before.has_left]
    aides.close_of(desk, undoing, gone)
    new = select(col(Borrower.row)).where(col(Borrower.act) == act.row).limit(1)
    if desk.session.execute(new).first() is not None:
        roster.undo_many(desk, act, undoing)
    journal.note(desk, undoing, "take_back", noun="moves", noun_id=act.id)
    return "", "", card if len(moved) == 1 else ""


def forget_moves(desk: Desk, borrowers: Sequence[int]) -> None:
    """Remove where somebody was who is erased."""
    desk.session.execute(delete(ResidentMove).where(col(ResidentMove.borrower).in_(borrowers)))
    desk.session.execute(
        update(ResidentRow)
        .where(col(ResidentRow.borrower).in_(borrowers))
        .values(release_on=None, sex=Sex.unknown, age_band=AgeBand.unknown)
    )
    desk.session.info[WORDS_GONE] = True


def _really(desk: Desk, changes: Iterable[Change]) -> list[tuple[Borrower, _Standing, _Standing]]:
    """Who really changes, how they stand and how they will; the last word of each counts."""
    wanted = {each.borrower_row: each for each in changes}
    found = []
    for row, change in wanted.items():
        borrower = desk.session.get(Borrower, row)
        if borrower is None or not borrower.card or borrower.kind is not BorrowerKind.resident:
            raise errors.MemberUnknown(borrower.card if borrower else "")
        before = _standing(desk, borrower)
        after = _after(before, change)
        if after != before:
            found.append((borrower, before, after))
    return found


def _standing(desk: Desk, borrower: Borrower) -> _Standing:
    kept = desk.session.get(ResidentRow, borrower.row)
    state = kept.state if kept else ResidentState.present
    if borrower.status is BorrowerStatus.left and not state.has_left:
        state = ResidentState.released
    return _Standing(borrower.place, state, kept.release_on if kept else None)


def _after(before: _Standing, change: Change) -> _Standing:
    state = change.state or before.state
    # Who gave up a cell in leaving has none until another is named.
    place = None if state.has_left else before.place
    if change.place_row is not None and not state.has_left:
        place = change.place_row
    release = before.release_on
    if not isinstance(change.release_on, Unchanged):
        release = change.release_on
    return _Standing(place, state, release)


def _write(
    desk: Desk, act: JournalAct, borrower: Borrower, *, before: _Standing, after: _Standing
) -> None:
    desk.session.add(
        ResidentMove(
            borrower=borrower.row,
            on_day=act.on_day,
            place_before=before.place,
            place_after=after.place,
            state_before=before.state,
            state_after=after.state,
            release_before=before.release_on,
            release_after=after.release_on,
            act=act.row,
        )
    )
    state_on = act.on_day if after.state is not before.state else None
    _stand(desk, borrower, after, on=state_on, act=act)
    detail = {"from": before.place, "to": after.place, "state": after.state}
    journal.note(desk, act, "move", noun="borrower", noun_id=borrower.id, detail=detail)
    if after.state.has_left and not before.state.has_left:
        holds.end_all(desk, act, borrower=borrower.row)
        reason = ClearanceReason(str(after.state))
        clearances.begin_for(desk, act, borrower=borrower, reason=reason)
    elif before.state.has_left and not after.state.has_left:
        clearances.cancel_for(desk, act, borrower=borrower)


def _stand(
    desk: Desk, borrower: Borrower, standing: _Standing, *, on: date | None, act: JournalAct
) -> None:
    """Write how somebody stands now; `on` is the day of another state."""
    kept = desk.session.get(ResidentRow, borrower.row)
    if kept is None:
        kept = ResidentRow(borrower=borrower.row, state_on=borrower.since_on, act=act.row)
    kept.state, kept.release_on, kept.act = standing.state, standing.release_on, act.row
    kept.state_on = on or kept.state_on
    borrower.place = standing.place
    has_left = standing.state.has_left
    borrower.status = BorrowerStatus.left if has_left else BorrowerStatus.active
    borrower.left_on = (borrower.left_on or kept.state_on) if has_left else None
    desk.session.add(kept)
    desk.session.add(borrower)
    desk.session.flush()


def _let_in(desk: Desk, act: JournalAct, arrival: Arrival) -> Arrived:
    state = ResidentState.present if arrival.state.has_left else arrival.state
    row = residents.insert(
        desk,
        act,
        place_row=arrival.place_row,
        sex=arrival.sex,
        age_band=arrival.age_band,
        release_on=arrival.release_on,
        state=state,
    )
    made = desk.session.get_one(Borrower, row)
    return Arrived(arrival.number, made.id, made.card)


def _refuse_ended(desk: Desk, moved: Sequence[ResidentMove]) -> None:
    """Refuse CannotUndo where a room somebody goes back to is no longer used."""
    for row in {move.place_before for move in moved} - {None}:
        try:
            house.in_use(desk, row or 0)
        except errors.PlaceEnded as refusal:
            raise errors.CannotUndo("place_ended") from refusal


def _put_back(desk: Desk, move: ResidentMove, undoing: JournalAct) -> str:
    borrower = desk.session.get_one(Borrower, move.borrower)
    if not borrower.card:
        raise errors.CannotUndo("erased")
    now = _standing(desk, borrower)
    if now != _Standing(move.place_after, move.state_after, move.release_after):
        raise errors.CannotUndo("edited")
    move.cancel_act = undoing.row
    desk.session.add(move)
    desk.session.flush()
    before = _Standing(move.place_before, move.state_before, move.release_before)
    on = _state_since(desk, borrower, move) if move.state_before is not move.state_after else None
    _stand(desk, borrower, before, on=on, act=undoing)
    return borrower.card


def _state_since(desk: Desk, borrower: Borrower, move: ResidentMove) -> date:
    """Since when somebody was in the state before a move."""
    found = desk.session.scalars(
        select(col(ResidentMove.on_day))
        .where(
            col(ResidentMove.borrower) == borrower.row,
            col(ResidentMove.row) < move.row,
            col(ResidentMove.cancel_act).is_(None),
            col(ResidentMove.state_before) != col(ResidentMove.state_after),
        )
        .order_by(desc(col(ResidentMove.row)))
        .limit(1)
    ).first()
    return found or borrower.since_on
