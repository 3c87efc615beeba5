"""A round that was gone on paper, typed in afterwards as one act.

Each mark is a line of the form with what became of it, or something that the form did
not foresee: a card with a number. What something is against is left for a look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jukung.domain import errors
from jukung.domain.errors import Refusal
from jukung.domain.kinds import RoundOutcome, RoundTask
from jukung.library import days, journal, numbers, round_changes, round_sql, round_work
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.library.round_changes import LineRow, RoundRow, run
from jukung.library.round_work import Step
from jukung.store.tables import JournalAct


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of the paper: a line of the round, or a card and number besides.

    A number beside a line says that another copy was brought. A `line` of 0 with a card
    alone says that somebody was visited.
    """

    line: int = 0
    outcome: RoundOutcome = RoundOutcome.done
    card: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a paper came to: the act, and what something is against, by the place of its mark."""

    act_id: str
    done_count: int
    stops: tuple[tuple[int, Refusal], ...]


@allowed(DESK)
def record(desk: Desk, round_id: str, marks: Sequence[Mark], *, on: date | None = None) -> Typed:
    """Write all the marks that nothing is against; the day is the round's unless said.

    Refuses RoundUnknown, RoundEnded, NothingMarked, DayInFuture, DayTooLongAgo, and the
    first refusal where something is against every mark.
    """
    round_ = round_changes.under_way(desk, round_id)
    if not marks:
        raise errors.NothingMarked
    day = on or min(round_.on, days.trusted_today(desk))
    work = round_work.At(desk, round_, days.true_day(desk, day))
    lines, copies = _touched(desk, round_, marks)
    act = round_changes.begin(desk, round_, lines=lines, copies=copies, on=day)
    stops: list[tuple[int, Refusal]] = []
    # What comes back first makes room for what goes out.
    order = sorted(range(len(marks)), key=lambda place: _is_lending(desk, round_, marks[place]))
    for place in order:
        try:
            _write(work, act, marks[place])
        except Refusal as refusal:
            stops.append((place, refusal))
    if len(stops) == len(marks):
        raise stops[0][1]
    done = len(marks) - len(stops)
    journal.note(desk, act, "type", noun="round", noun_id=round_.id, detail={"count": done})
    return Typed(act.id, done, tuple(sorted(stops, key=lambda stop: stop[0])))


def _touched(desk: Desk, round_: RoundRow, marks: Sequence[Mark]) -> tuple[list[int], set[int]]:
    """Every line and copy that the marks may change."""
    borrowers: set[int] = set()
    copies: set[int] = set()
    for mark in marks:
        found = run(desk, round_sql.LINE, row=mark.line, round=round_.row).first()
        if found is not None:
            line = round_changes.line_row(found)
            borrowers.add(line.borrower)
            copies |= {line.copy} if line.copy else set()
        if mark.card and (who := numbers.borrower_row(desk, mark.card)) is not None:
            borrowers.add(who)
        if mark.number and (copy := numbers.copy_row(desk, mark.number)) is not None:
            copies.add(copy)
            loan = round_work.holder(desk, copy)
            borrowers |= {loan} if loan else set()
    lines = [
        line.row
        for borrower in borrowers
        for line in round_changes.lines_of(desk, round_, borrower)
    ]
    return lines, copies


def _is_lending(desk: Desk, round_: RoundRow, mark: Mark) -> bool:
    found = run(desk, round_sql.LINE, row=mark.line, round=round_.row).first()
    if found is not None:
        return bool(found[3] == RoundTask.bring)
    return not mark.number or round_work.is_out_with(desk, mark.number, mark.card) is None


def _write(work: round_work.At, act: JournalAct, mark: Mark) -> None:
    desk, round_ = work.desk, work.round_
    if not mark.line:
        _write_besides(work, act, mark)
        return
    found = run(desk, round_sql.LINE, row=mark.line, round=round_.row).first()
    if found is None:
        raise errors.RoundLineUnknown
    line = round_changes.line_row(found)
    step = _step_of(work, line, mark)
    if step is not None:
        step.write(act)
    elif line.what is not RoundTask.visit or line.is_open:
        round_changes.settle(desk, act, line, mark.outcome)
        round_changes.end_visit(desk, act, round_, line.borrower)


def _step_of(work: round_work.At, line: LineRow, mark: Mark) -> Step | None:
    """The lending, return or renewal that a line's mark means, if it is one."""
    if line.what is RoundTask.visit:
        return None
    if line.what is RoundTask.bring:
        if mark.outcome is not RoundOutcome.done:
            return None
        if not mark.number and line.copy is None:
            raise errors.RoundLineUnknown
        copy = work.copy_with(mark.number) if mark.number else work.copy(line.copy or 0)
        return work.lend(line.borrower, copy)
    copy = work.copy(line.copy or 0)
    if copy.loan is None or copy.loan.row != line.loan:
        raise errors.CopyNotOnLoan(copy.number)
    if mark.outcome is RoundOutcome.done:
        return work.take_back(copy, copy.loan)
    return work.keep(copy, copy.loan) if mark.outcome is RoundOutcome.kept else None


def _write_besides(work: round_work.At, act: JournalAct, mark: Mark) -> None:
    """What the form did not foresee: lent where it was not out with this card, else back."""
    borrower = round_work.borrower_of(work.desk, mark.card)
    copy = work.copy_with(mark.number)
    if copy.loan is None:
        work.lend(borrower, copy).write(act)
    elif copy.loan.borrower == borrower:
        work.take_back(copy, copy.loan).write(act)
    else:
        raise errors.CopyOnLoan(copy.number, copy.loan.due_on)
