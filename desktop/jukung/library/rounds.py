"""Rounds through a block: planned, loaded, gone, and ended with nothing left on the trolley.

The plan brings what was asked for, the first who asked first, and collects what is due
or has to come back. Each step is an act of its own, so a round can be left at any
moment and gone on with, also after a power cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import (
    ActKind,
    CopyStatus,
    HoldState,
    RoundOutcome,
    RoundState,
    RoundTask,
    TrolleyFrom,
    TrolleyState,
)
from jukung.library import (
    at_desk,
    days,
    fair_turn,
    finding,
    going_out,
    journal,
    loans,
    numbers,
    round_changes,
    round_sql,
    round_views,
)
from jukung.library.at_desk import CopyAtDesk
from jukung.library.desk import Desk
from jukung.library.permission import DESK, STAFF, allowed
from jukung.library.round_changes import RoundRow, run
from jukung.library.round_views import RoundView
from jukung.store.tables import JournalAct, Round, RoundCopy, RoundLine

AHEAD_DAYS = 60
"""Nobody plans a round further ahead."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What was done with a copy of the trolley."""

    act_id: str
    barcode: str
    title: str
    card: str
    """For whom it was taken along; empty where for nobody yet."""
    room: str


@allowed(DESK)
def plan(desk: Desk, block_id: str, *, on: date | None = None) -> RoundView:
    """Plan a round through a block; a past day is that of a round on paper.

    Refuses PlaceUnknown, RoundUnderWay, BlockEmpty, DayInFuture, DayTooLongAgo.
    """
    today = days.trusted_today(desk)
    day = on or today
    if day > today + timedelta(days=AHEAD_DAYS):
        raise errors.DayInFuture(day)
    if day < today:
        days.true_day(desk, day)
    found = run(desk, round_sql.BLOCK, id=block_id).first()
    if found is None:
        raise errors.PlaceUnknown("")
    block, name = found
    if run(desk, round_sql.OPEN_IN_BLOCK, block=block).first() is not None:
        raise errors.RoundUnderWay(name)
    act = journal.begin(desk, ActKind.plan_round)
    made = Round(block=block, on_day=day, act=act.row)
    desk.session.add(made)
    desk.session.flush()
    row = round_changes.of_id(desk, made.id)
    _write_lines(desk, row)
    journal.note(
        desk, act, "plan", noun="round", noun_id=made.id, detail={"block": name, "on": day}
    )
    shown = round_views.view(desk, row)
    if not shown.stops:
        raise errors.BlockEmpty(name)
    return shown


@allowed(STAFF)
def drop(desk: Desk, round_id: str) -> str:
    """Give up a round that nobody has begun; gives the act. Refuses RoundUnknown, RoundBegun."""
    round_ = round_changes.under_way(desk, round_id)
    if round_.state is not RoundState.planned:
        raise errors.RoundBegun(round_.block)
    return _end(desk, round_, RoundState.dropped)


@allowed(DESK)
def take(desk: Desk, round_id: str, barcode: str, *, by_scanner: bool = False) -> Carried:
    """Put a copy onto the trolley, for who asked for its title first.

    Refuses RoundUnknown, RoundEnded, CopyOnTrolley, CopyOnOtherTrolley, CopyOnLoan,
    CopyNotForLoan, CopyHeldForOther, TitleNotScreened, TitleNotCirculated, TraitNotAllowed,
    and what `finding.meant` refuses.
    """
    round_ = round_changes.under_way(desk, round_id)
    copy = at_desk.copy_at(desk, _copy_meant(desk, barcode, by_scanner=by_scanner))
    if copy.loan is not None:
        raise errors.CopyOnLoan(copy.number, copy.loan.due_on)
    if copy.status is not CopyStatus.available:
        raise errors.CopyNotForLoan(copy.number, copy.status)
    if round_changes.lies_on(desk, round_, copy.row):
        raise errors.CopyOnTrolley(copy.number)
    round_changes.refuse_on_other(desk, round_, copy)
    _refuse_held(desk, round_, copy)
    going_out.refuse_if_not(desk, title_row=copy.title_row, copy_row=copy.row, borrower_row=None)
    line = run(
        desk, round_sql.BRING_OF_COPY, round=round_.row, title=copy.title_row, copy=copy.row
    ).first()
    lines = [line[0]] if line else []
    act = round_changes.begin(desk, round_, lines=lines, copies=[copy.row])
    round_changes.put(
        desk, act, round_, copy.row, lies=TrolleyState.on_trolley, came=TrolleyFrom.shelf
    )
    card = room = ""
    if line:
        held = round_changes.line_row(
            run(desk, round_sql.LINE, row=line[0], round=round_.row).one()
        )
        round_changes.settle(desk, act, held, RoundOutcome.open, copy=copy.row)
        card = _card_of(desk, held.borrower)
        stop = round_views.view(desk, round_).stop_of(card)
        room = stop.room if stop else ""
    journal.note(desk, act, "take", noun="round", noun_id=round_.id, detail={"copy": copy.number})
    return Carried(act.id, copy.number, copy.title, card, room)


@allowed(DESK)
def shelve(desk: Desk, round_id: str, barcode: str, *, by_scanner: bool = False) -> Carried:
    """Put a copy of the trolley back on the shelf.

    Refuses RoundUnknown, RoundEnded, CopyNotOnTrolley, and what `finding.meant` refuses.
    """
    round_ = round_changes.under_way(desk, round_id)
    copy = at_desk.copy_at(desk, _copy_meant(desk, barcode, by_scanner=by_scanner))
    if not round_changes.lies_on(desk, round_, copy.row):
        raise errors.CopyNotOnTrolley(copy.number)
    act = round_changes.begin(desk, round_, copies=[copy.row])
    round_changes.put(desk, act, round_, copy.row, lies=TrolleyState.back)
    journal.note(desk, act, "shelve", noun="round", noun_id=round_.id, detail={"copy": copy.number})
    return Carried(act.id, copy.number, copy.title, "", "")


@allowed(DESK)
def shelve_all(desk: Desk, round_id: str) -> str:
    """Put all that is left on the trolley back on the shelf; gives the act.

    Refuses RoundUnknown, RoundEnded, TrolleyEmpty.
    """
    round_ = round_changes.under_way(desk, round_id)
    left = round_views.view(desk, round_).on_trolley
    if not left:
        raise errors.TrolleyEmpty
    rows = [numbers.copy_of(desk, copy.barcode) for copy in left]
    act = round_changes.begin(desk, round_, copies=rows)
    for row in rows:
        round_changes.put(desk, act, round_, row, lies=TrolleyState.back)
    journal.note(desk, act, "shelve", noun="round", noun_id=round_.id, detail={"count": len(rows)})
    return act.id


@allowed(DESK)
def miss(desk: Desk, round_id: str, barcode: str) -> Carried:
    """Write that a copy of the trolley is not there any more: it is missing from now on.

    Refuses RoundUnknown, RoundEnded, CopyUnknown, CopyNotOnTrolley.
    """
    round_ = round_changes.under_way(desk, round_id)
    copy = at_desk.copy_with(desk, barcode)
    if copy.loan is not None or not round_changes.lies_on(desk, round_, copy.row):
        raise errors.CopyNotOnTrolley(copy.number)
    changed = {copy.row: (copy.status, CopyStatus.missing)}
    act = round_changes.begin(desk, round_, copies=[copy.row], statuses=changed)
    round_changes.put(desk, act, round_, copy.row, lies=TrolleyState.back)
    loans.set_status(desk, copy.row, CopyStatus.missing, copy.condition_note)
    detail = {"copy": copy.number, "note_was": copy.condition_note}
    journal.note(desk, act, "miss", noun="round", noun_id=round_.id, detail=detail)
    return Carried(act.id, copy.number, copy.title, "", "")


@allowed(DESK)
def finish(desk: Desk, round_id: str, *, leaves_open: bool = False) -> str:
    """End a round; gives the act.

    Where `leaves_open`, what is not done is planned again another day. Refuses
    RoundUnknown, RoundEnded, TrolleyNotEmpty, ReturnsNotChecked, StopsStillOpen.
    """
    round_ = round_changes.under_way(desk, round_id)
    shown = round_views.view(desk, round_)
    if shown.on_trolley:
        raise errors.TrolleyNotEmpty(len(shown.on_trolley))
    if shown.unchecked:
        raise errors.ReturnsNotChecked(len(shown.unchecked))
    still_open = len(shown.stops) - shown.done_count
    if still_open and not leaves_open:
        raise errors.StopsStillOpen(still_open, len(pick_list(shown)))
    return _end(desk, round_, RoundState.done)


@allowed(STAFF)
def on_paper(desk: Desk, round_id: str) -> RoundView:
    """A round for its papers, which aides do not print; refuses RoundUnknown."""
    return round_views.show(desk, round_id)


def pick_list(shown: RoundView) -> tuple[tuple[str, str, str, str, str], ...]:
    """Call number, number, title, card and room of all that is to be found on the shelf."""
    return tuple(
        (line.call_number, line.barcode, line.title, stop.card, stop.room)
        for stop in shown.stops
        for line in stop.lines
        if line.what is RoundTask.bring and line.is_open
    )


def undo_plan(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take a plan back; refuses CannotUndo("edited") once the round was begun."""
    made = desk.session.scalars(select(Round).where(col(Round.act) == act.row)).one_or_none()
    if made is None or made.state is not RoundState.planned:
        raise errors.CannotUndo("edited")
    if run(desk, round_sql.IS_BEGUN, round=made.row).scalar_one():
        raise errors.CannotUndo("edited")
    desk.session.execute(delete(RoundLine).where(col(RoundLine.round) == made.row))
    desk.session.execute(delete(RoundCopy).where(col(RoundCopy.round) == made.row))
    desk.session.delete(made)
    desk.session.flush()
    journal.note(desk, undoing, "take_back", noun="round", noun_id=made.id)
    return "", "", ""


def _end(desk: Desk, round_: RoundRow, state: RoundState) -> str:
    facts = {"round": round_.row, "lines": [], "copies": []}
    act = journal.begin(desk, ActKind.go_round, facts=facts)
    round_changes.set_state(desk, round_, state, act=act.row)
    journal.note(desk, act, "end", noun="round", noun_id=round_.id, detail={"state": state})
    return act.id


def _write_lines(desk: Desk, round_: RoundRow) -> None:
    """One stop for each borrower of the block, what is asked for, and what is due."""
    soon = round_views.soon(desk)
    people = run(desk, round_sql.PEOPLE, block=round_.block_row, soon=soon.isoformat()).all()
    places = {borrower: place for borrower, place, _gone in people}
    leaving = {borrower for borrower, _place, gone in people if gone}
    for borrower, place in places.items():
        round_changes.add_line(desk, round_, borrower=borrower, place=place, what=RoundTask.visit)
    for hold, borrower, title, copy in _to_bring(desk, round_, places):
        round_changes.add_line(
            desk,
            round_,
            borrower=borrower,
            place=places[borrower],
            what=RoundTask.bring,
            hold=hold,
            title=title,
            copy=copy,
        )
    for loan, borrower, copy, title, due in run(
        desk, round_sql.OPEN_LOANS, block=round_.block_row
    ).all():
        is_due = date.fromisoformat(due) <= max(round_.on, days.trusted_today(desk))
        if borrower in places and (is_due or borrower in leaving):
            round_changes.add_line(
                desk,
                round_,
                borrower=borrower,
                place=places[borrower],
                what=RoundTask.collect,
                title=title,
                copy=copy,
                loan=loan,
            )


def _to_bring(
    desk: Desk, round_: RoundRow, places: dict[int, int]
) -> Sequence[tuple[int, int, int, int]]:
    """Each request of the block for which there is a copy: hold, borrower, title, copy."""
    asked = list(run(desk, round_sql.REQUESTS, block=round_.block_row))
    turns = fair_turn.turns(desk, (title for _hold, _who, title, *_rest in asked))
    # What is set aside goes first; the others in fair turn, in whichever block they live.
    asked.sort(key=lambda each: turns[each[0]].place if each[0] in turns else 0)
    free: dict[int, list[int]] = {}
    found: list[tuple[int, int, int, int]] = []
    for hold, borrower, title, copy, state in asked:
        if state == HoldState.ready:
            kept = copy
        elif hold in turns and turns[hold].passed_over:
            kept = None
        else:
            if title not in free:
                free[title] = [row for (row,) in run(desk, round_sql.FREE_COPIES, title=title)]
            kept = free[title].pop(0) if free[title] else None
        if kept is not None and borrower in places:
            found.append((hold, borrower, title, kept))
    return found


def _copy_meant(desk: Desk, barcode: str, *, by_scanner: bool) -> int:
    row = finding.meant(desk, barcode, by_scanner=by_scanner).copy
    if row is None:
        raise errors.CopyUnknown(barcode.strip())
    return row


def _refuse_held(desk: Desk, round_: RoundRow, copy: CopyAtDesk) -> None:
    """What is set aside goes along only to the block of who it waits for."""
    if copy.held_for is None or copy.held_until is None:
        return
    if not round_changes.lines_of(desk, round_, copy.held_for):
        raise errors.CopyHeldForOther(copy.number, copy.held_until)


def _card_of(desk: Desk, borrower: int) -> str:
    return at_desk.borrower_at(desk, borrower, days.trusted_today(desk)).card
