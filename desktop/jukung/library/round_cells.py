"""At the cell: what is scanned or said there, one act each.

A typed day is that of a round on paper, which knows no times. Aides do all of it by
card; why somebody has to give everything back stays with the officers.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jukung.domain import errors
from jukung.domain.kinds import ActKind, RoundOutcome, RoundTask
from jukung.library import days, finding, journal, round_changes, round_sql, round_work
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.library.round_changes import LineRow, RoundRow, run
from jukung.library.round_work import Step
from jukung.store.tables import JournalAct

OUTCOMES = (
    RoundOutcome.done,
    RoundOutcome.not_found,
    RoundOutcome.refused,
    RoundOutcome.isolated,
    RoundOutcome.kept,
)


class CellAct(StrEnum):
    """What was done at the cell."""

    called = "called"
    lent = "lent"
    returned = "returned"
    renewed = "renewed"
    kept = "kept"
    handed_over = "handed_over"
    next_copy = "next_copy"
    settled = "settled"


@dataclass(frozen=True, slots=True)
class CellSlip:
    """What was just done, as the page says it; `act_id` is empty where nothing changed."""

    what: CellAct
    act_id: str = ""
    card: str = ""
    barcode: str = ""
    title: str = ""
    due_on: date | None = None
    outcome: RoundOutcome = RoundOutcome.open
    waits_for: str = ""
    """The card of who waits for what came back."""


@allowed(DESK)
def scan(
    desk: Desk, round_id: str, typed: str, *, card: str = "", by_scanner: bool = False
) -> CellSlip:
    """Do what a text in the box means at the cell of `card`.

    A card calls its stop, which a newcomer gets. A copy that is out with this card comes
    back; one that is not out is lent to it. Refuses RoundUnknown, RoundEnded, CardLost,
    NotOfThisBlock, NoMemberChosen, CopyOnLoan, AlreadyWithThisMember, what `finding.meant`
    and `lend` refuse.
    """
    round_ = round_changes.under_way(desk, round_id)
    found = finding.meant(desk, typed, card=card or None, by_scanner=by_scanner)
    if found.borrower is not None:
        if found.lost:
            raise errors.CardLost(typed.strip())
        return _call(desk, round_, found.borrower)
    if found.copy is None:
        raise errors.CopyUnknown(typed.strip())
    if not card:
        raise errors.NoMemberChosen(typed.strip())
    borrower = round_work.borrower_of(desk, card)
    work = round_work.At(desk, round_, None)
    copy = work.copy(found.copy)
    if copy.loan is None:
        return _do(desk, work.lend(borrower, copy), CellAct.lent)
    if copy.loan.borrower != borrower:
        raise errors.CopyOnLoan(copy.number, copy.loan.due_on)
    if copy.loan.lent_on == work.day:
        raise errors.AlreadyWithThisMember(copy.number, copy.loan.due_on)
    return _do(desk, work.take_back(copy, copy.loan), CellAct.returned)


@allowed(DESK)
def lend(desk: Desk, round_id: str, card: str, barcode: str, *, on: date | None = None) -> CellSlip:
    """Lend a copy at the cell, from the trolley or from anywhere.

    Refuses RoundUnknown, RoundEnded, NotOfThisBlock, what `circulation.lend` refuses
    without a permission, TitleNotScreened, TraitNotAllowed, PermissionNeeded.
    """
    round_ = round_changes.under_way(desk, round_id)
    work = round_work.At(desk, round_, on)
    borrower = round_work.borrower_of(desk, card)
    return _do(desk, work.lend(borrower, work.copy_with(barcode)), CellAct.lent)


@allowed(DESK)
def give_back(desk: Desk, round_id: str, barcode: str, *, on: date | None = None) -> CellSlip:
    """Take a copy back onto the trolley, whoever had it.

    Refuses RoundUnknown, RoundEnded, CopyUnknown, CopyNotOnLoan, and for typed days
    DayInFuture, DayTooLongAgo, DayTooEarly, CopyOutThen.
    """
    round_ = round_changes.under_way(desk, round_id)
    work = round_work.At(desk, round_, on)
    copy = work.copy_with(barcode)
    if copy.loan is None:
        raise errors.CopyNotOnLoan(copy.number)
    return _do(desk, work.take_back(copy, copy.loan), CellAct.returned)


@allowed(DESK)
def keep(desk: Desk, round_id: str, barcode: str, *, on: date | None = None) -> CellSlip:
    """Leave a copy with who has it: renewed where the rules allow, else only noted.

    Refuses RoundUnknown, RoundEnded, CopyUnknown, CopyNotOnLoan, MustComeBack.
    """
    round_ = round_changes.under_way(desk, round_id)
    work = round_work.At(desk, round_, on)
    copy = work.copy_with(barcode)
    if copy.loan is None:
        raise errors.CopyNotOnLoan(copy.number)
    step = work.keep(copy, copy.loan)
    return _do(desk, step, CellAct.renewed if step.due_on else CellAct.kept)


@allowed(DESK)
def pass_on(
    desk: Desk, round_id: str, barcode: str, card: str, *, on: date | None = None
) -> CellSlip:
    """Let a copy pass from hand to hand: its loan ends, another begins, in one act.

    Refuses RoundUnknown, RoundEnded, CopyNotOnLoan, AlreadyWithThisMember, and what
    `lend` refuses.
    """
    round_ = round_changes.under_way(desk, round_id)
    work = round_work.At(desk, round_, on)
    copy = work.copy_with(barcode)
    if copy.loan is None:
        raise errors.CopyNotOnLoan(copy.number)
    step = work.pass_on(copy, copy.loan, round_work.borrower_of(desk, card))
    return _do(desk, step, CellAct.handed_over)


@allowed(DESK)
def settle(
    desk: Desk, round_id: str, line: int, outcome: RoundOutcome, *, on: date | None = None
) -> CellSlip:
    """Write what became of a line that is not lent or taken back.

    A copy that is not found on the shelf is replaced by the next free one, where there
    is any. Refuses RoundUnknown, RoundEnded, RoundLineUnknown.
    """
    round_ = round_changes.under_way(desk, round_id)
    found = _line(desk, round_, line)
    day = days.true_day(desk, on)
    other = _next_copy(desk, found) if outcome is RoundOutcome.not_found else None
    act = _begin(desk, round_, found.borrower, on=day)
    if other is not None:
        round_changes.settle(desk, act, found, RoundOutcome.open, copy=other)
    else:
        round_changes.settle(desk, act, found, outcome)
        round_changes.end_visit(desk, act, round_, found.borrower)
    detail = {"line": found.row, "outcome": outcome}
    journal.note(desk, act, "settle", noun="round", noun_id=round_.id, detail=detail)
    slip_of = CellAct.next_copy if other is not None else CellAct.settled
    number = round_work.number_of(desk, other) if other is not None else ""
    card = round_work.card_of(desk, found.borrower)
    return CellSlip(slip_of, act.id, card, number, outcome=outcome)


@allowed(DESK)
def pass_by(
    desk: Desk, round_id: str, card: str, outcome: RoundOutcome = RoundOutcome.done
) -> CellSlip:
    """Write that a stop is over: done, refused, in isolation, or nobody there.

    All that is still open there has the same outcome; for `done` nothing may be open
    (StopNotDone). Refuses RoundUnknown, RoundEnded, MemberUnknown, NotOfThisBlock.
    """
    round_ = round_changes.under_way(desk, round_id)
    borrower = round_work.borrower_of(desk, card)
    lines = round_changes.lines_of(desk, round_, borrower)
    if not lines:
        raise errors.NotOfThisBlock(card)
    left = [line for line in lines if line.is_open]
    # What came back at the desk meanwhile is done, whatever is said of the rest.
    back = [line for line in left if line.loan and round_work.is_back(desk, line.loan)]
    waiting = [line for line in left if line.what is not RoundTask.visit and line not in back]
    if outcome is RoundOutcome.done and waiting:
        raise errors.StopNotDone(card)
    act = _begin(desk, round_, borrower)
    for line in left:
        round_changes.settle(desk, act, line, RoundOutcome.done if line in back else outcome)
    journal.note(desk, act, "pass_by", noun="round", noun_id=round_.id, detail={"outcome": outcome})
    return CellSlip(CellAct.settled, act.id, card, outcome=outcome)


def _do(desk: Desk, step: Step, what: CellAct) -> CellSlip:
    """Write one step as an act of its own."""
    kind = ActKind.hand_over if what is CellAct.handed_over else ActKind.go_round
    act = round_changes.begin(
        desk,
        step.at.round_,
        lines=step.lines,
        copies=step.copies,
        on=step.at.day,
        kind=kind,
        statuses=step.statuses,
    )
    notice = step.write(act)
    return CellSlip(
        what,
        act.id,
        step.card,
        step.barcode,
        step.title,
        due_on=step.due_on,
        waits_for=notice,
    )


def _call(desk: Desk, round_: RoundRow, borrower: int) -> CellSlip:
    card = round_work.card_of(desk, borrower)
    if round_changes.lines_of(desk, round_, borrower):
        return CellSlip(CellAct.called, card=card)
    place = round_work.place_in(desk, round_, borrower)
    act = round_changes.begin(desk, round_)
    round_changes.add_line(
        desk, round_, borrower=borrower, place=place, what=RoundTask.visit, act=act
    )
    journal.note(desk, act, "call", noun="round", noun_id=round_.id, detail={"card": card})
    return CellSlip(CellAct.called, act.id, card)


def _line(desk: Desk, round_: RoundRow, row: int) -> LineRow:
    found = run(desk, round_sql.LINE, row=row, round=round_.row).first()
    line = round_changes.line_row(found) if found is not None else None
    if line is None or line.what is RoundTask.visit or not line.is_open:
        raise errors.RoundLineUnknown
    return line


def _next_copy(desk: Desk, line: LineRow) -> int | None:
    if line.what is not RoundTask.bring or line.title is None:
        return None
    free = [row for (row,) in run(desk, round_sql.FREE_COPIES, title=line.title)]
    later = [row for row in free if line.copy is None or row > line.copy]
    return later[0] if later else None


def _begin(desk: Desk, round_: RoundRow, borrower: int, *, on: date | None = None) -> JournalAct:
    rows = [line.row for line in round_changes.lines_of(desk, round_, borrower)]
    return round_changes.begin(desk, round_, lines=rows, on=on)
