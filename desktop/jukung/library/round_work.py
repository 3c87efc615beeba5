"""The pieces of work at a cell: checked first, then written into an act.

Nothing is written before every check has passed, so that a batch from paper can leave
out the lines that something is against.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from jukung.domain import errors, lending
from jukung.domain.kinds import (
    CopyStatus,
    LoanEnding,
    LoanSource,
    RoundOutcome,
    RoundTask,
    TrolleyFrom,
    TrolleyState,
)
from jukung.library import (
    at_desk,
    days,
    going_out,
    holds,
    journal,
    loans,
    numbers,
    round_changes,
    round_sql,
    round_views,
)
from jukung.library.at_desk import CopyAtDesk, OpenLoan
from jukung.library.desk import Desk
from jukung.library.loans import Ending, Permit, Terms
from jukung.library.round_changes import LineRow, RoundRow, run
from jukung.store.tables import Borrower, Copy, JournalAct, Loan, Place


@dataclass(frozen=True, slots=True)
class Step:
    """Work that passed its checks: what it may touch, and how it is written."""

    at: "At"
    lines: tuple[int, ...]
    copies: tuple[int, ...]
    write: Callable[[JournalAct], str]
    """Writes it into an act; gives the card of who waits for what came back."""
    card: str
    barcode: str
    title: str
    due_on: date | None = None
    statuses: dict[int, tuple[CopyStatus, CopyStatus]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class At:
    """A round and the day its work counts for; without a day it is done just now."""

    desk: Desk
    round_: RoundRow
    on: date | None

    @property
    def day(self) -> date:
        """The true day; refuses DayInFuture, DayTooLongAgo."""
        return days.true_day(self.desk, self.on)

    @property
    def time(self) -> str | None:
        """The time of day; paper knows none."""
        return None if self.on is not None else days.true_time(self.desk, self.day, None)

    def copy(self, row: int) -> CopyAtDesk:
        """A copy as it stands."""
        return at_desk.copy_at(self.desk, row)

    def copy_with(self, barcode: str) -> CopyAtDesk:
        """The copy with a number; refuses CopyUnknown."""
        return at_desk.copy_with(self.desk, barcode)

    def lend(self, borrower: int, copy: CopyAtDesk, *, passing: OpenLoan | None = None) -> Step:
        """Lend a copy; with `passing` it comes from another hand, whose loan ends."""
        desk, day = self.desk, self.day
        who = at_desk.borrower_at(desk, borrower, day)
        lines = self._lines(borrower)
        place = lines[0].place if lines else place_in(desk, self.round_, borrower)
        checked = _as_if_back(copy) if passing else copy
        rule = loans.check_loan(desk, who, checked, day=day, permit=Permit(None))
        going_out.refuse_if_not(
            desk, title_row=copy.title_row, copy_row=copy.row, borrower_row=borrower
        )
        due = loans.due_of(desk, rule, who, copy, on=day)
        line = _bring_line(lines, copy)

        def write(act: JournalAct) -> str:
            terms = Terms(day, self.time, due, LoanSource.round)
            loan, _loan_id = loans.write(desk, act, who, copy, terms)
            run(desk, round_sql.PLACE_OF_LOAN, place=place, row=loan)
            if copy.is_wanted:
                holds.on_lend(desk, act, borrower=borrower, copy=copy.row, title=copy.title_row)
            round_changes.put(desk, act, self.round_, copy.row, lies=TrolleyState.delivered)
            if passing is not None:
                run(desk, round_sql.HAND_OVER, before=passing.row, after=loan, act=act.row)
            self._note_lent(act, borrower, copy, line=line, loan=loan, place=place)
            return ""

        return Step(
            self,
            tuple(each.row for each in lines),
            (copy.row,),
            write,
            who.card,
            copy.number,
            copy.title,
            due.on,
        )

    def take_back(self, copy: CopyAtDesk, loan: OpenLoan) -> Step:
        """End a loan; its copy lies on the trolley."""
        return self._end(copy, loan, lies=TrolleyState.on_trolley)

    def pass_on(self, copy: CopyAtDesk, loan: OpenLoan, borrower: int) -> Step:
        """End a loan and begin another, without the copy coming back between."""
        if loan.borrower == borrower:
            raise errors.AlreadyWithThisMember(copy.number, loan.due_on)
        lent = self.lend(borrower, copy, passing=loan)
        back = self._end(copy, loan, lies=TrolleyState.delivered)

        def write(act: JournalAct) -> str:
            back.write(act)
            return lent.write(act)

        return Step(
            self,
            (*back.lines, *lent.lines),
            (copy.row,),
            write,
            lent.card,
            copy.number,
            copy.title,
            lent.due_on,
            back.statuses,
        )

    def keep(self, copy: CopyAtDesk, loan: OpenLoan) -> Step:
        """Leave a copy with who has it; `due_on` is empty where the rules do not renew it."""
        desk, day = self.desk, self.day
        if loan.borrower is not None and must_return(desk, loan.borrower):
            raise errors.MustComeBack(copy.number)
        if not _may_stay(desk, copy):
            raise errors.MustComeBack(copy.number)
        due = self._renewed(copy, loan)
        lines = self._lines(loan.borrower)

        def write(act: JournalAct) -> str:
            if due is not None:
                loans.write_renewal(desk, act, copy, loan, due=due, permit=Permit(None))
            else:
                journal.note(desk, act, "keep", noun="loan", noun_id=loan.id)
            self._note_collect(act, copy, loan, lines, RoundOutcome.kept)
            return ""

        if day < loan.lent_on:
            raise errors.DayTooEarly(day, loan.lent_on)
        return Step(
            self,
            tuple(each.row for each in lines),
            (),
            write,
            loan.card,
            copy.number,
            copy.title,
            due.on if due else None,
        )

    def _renewed(self, copy: CopyAtDesk, loan: OpenLoan) -> lending.Due | None:
        desk, day = self.desk, self.day
        rule = loans.rule_of(desk, loan)
        try:
            lending.check_way_home(copy.number, back_by=copy.back_by, on=day)
            lending.check_renewal(
                rule, barcode=copy.number, renewals=loan.renewals, due_on=loan.due_on, on=day
            )
        except errors.Refusal:
            return None
        if copy.is_wanted and holds.is_wanted(desk, copy.title_row):
            return None
        who = at_desk.borrower_at(desk, loan.borrower, day) if loan.borrower else None
        due = loans.renewed_due_of(desk, rule, who, copy, due_on=loan.due_on, on=day)
        return due if due.on > loan.due_on else None

    def _end(self, copy: CopyAtDesk, loan: OpenLoan, *, lies: TrolleyState) -> Step:
        desk = self.desk
        day = days.day_back(desk, self.on, lent_on=loan.lent_on)
        day = loans.day_of_return(desk, loan, copy, day=day, typed=self.on is not None)
        after = loans.status_after(copy.status, LoanEnding.returned)
        lines = self._lines(loan.borrower)

        def write(act: JournalAct) -> str:
            loans.end(desk, act, copy, loan, Ending(day, self.time, after))
            round_changes.put(desk, act, self.round_, copy.row, lies=lies, came=TrolleyFrom.cell)
            self._note_collect(act, copy, loan, lines, RoundOutcome.done)
            # What goes from hand to hand is not free for who waits.
            if lies is TrolleyState.on_trolley and copy.is_wanted:
                notice = holds.on_return(desk, act, copy=copy.row, title=copy.title_row)
                return notice.card if notice else ""
            return ""

        changed = {copy.row: (copy.status, after)} if after is not copy.status else {}
        return Step(
            self,
            tuple(each.row for each in lines),
            (copy.row,),
            write,
            loan.card,
            copy.number,
            copy.title,
            statuses=changed,
        )

    def _lines(self, borrower: int | None) -> Sequence[LineRow]:
        if borrower is None:
            return ()
        return round_changes.lines_of(self.desk, self.round_, borrower)

    def _note_lent(
        self,
        act: JournalAct,
        borrower: int,
        copy: CopyAtDesk,
        *,
        line: LineRow | None,
        loan: int,
        place: int | None,
    ) -> None:
        done = RoundOutcome.done
        if line is not None:
            round_changes.settle(self.desk, act, line, done, copy=copy.row, loan=loan)
        else:
            self._ensure_stop(act, borrower, place)
            round_changes.add_line(
                self.desk,
                self.round_,
                borrower=borrower,
                place=place,
                what=RoundTask.bring,
                act=act,
                title=copy.title_row,
                copy=copy.row,
                loan=loan,
                outcome=done,
            )
        round_changes.end_visit(self.desk, act, self.round_, borrower)

    def _note_collect(
        self,
        act: JournalAct,
        copy: CopyAtDesk,
        loan: OpenLoan,
        lines: Sequence[LineRow],
        outcome: RoundOutcome,
    ) -> None:
        if loan.borrower is None:
            return
        line = next((x for x in lines if x.what is RoundTask.collect and x.loan == loan.row), None)
        if line is not None:
            round_changes.settle(self.desk, act, line, outcome)
        elif lines:
            round_changes.add_line(
                self.desk,
                self.round_,
                borrower=loan.borrower,
                place=lines[0].place,
                what=RoundTask.collect,
                act=act,
                title=copy.title_row,
                copy=copy.row,
                loan=loan.row,
                outcome=outcome,
            )
        if lines:
            round_changes.end_visit(self.desk, act, self.round_, loan.borrower)

    def _ensure_stop(self, act: JournalAct, borrower: int, place: int | None) -> None:
        if not self._lines(borrower):
            round_changes.add_line(
                self.desk,
                self.round_,
                borrower=borrower,
                place=place,
                what=RoundTask.visit,
                act=act,
            )


def _may_stay(desk: Desk, copy: CopyAtDesk) -> bool:
    """Whether the house still lets a copy out; who has it was permitted to."""
    found = going_out.refusal_of(
        desk, title_row=copy.title_row, copy_row=copy.row, borrower_row=None
    )
    return found is None


def place_in(desk: Desk, round_: RoundRow, borrower: int) -> int:
    """Where somebody lives in the block of a round; refuses NotOfThisBlock."""
    who = desk.session.get_one(Borrower, borrower)
    place = desk.session.get(Place, who.place) if who.place is not None else None
    if place is None or round_.block_row not in (place.row, place.inside):
        raise errors.NotOfThisBlock(who.card)
    return place.row


def must_return(desk: Desk, borrower: int) -> bool:
    """Whether somebody gives everything back now, because they leave soon."""
    soon = round_views.soon(desk).isoformat()
    return run(desk, round_sql.LEAVES_SOON, borrower=borrower, soon=soon).first() is not None


def is_back(desk: Desk, loan: int) -> bool:
    """Whether a loan has ended."""
    return desk.session.get_one(Loan, loan).returned_on is not None


def number_of(desk: Desk, copy: int) -> str:
    """The number of a copy."""
    return desk.session.get_one(Copy, copy).number


def card_of(desk: Desk, borrower: int) -> str:
    """The card of a borrower."""
    return desk.session.get_one(Borrower, borrower).card


def borrower_of(desk: Desk, card: str) -> int:
    """The borrower with this card; refuses MemberUnknown, CardLost."""
    found = numbers.card(desk, card)
    if found.borrower is None:
        raise errors.MemberUnknown(card)
    if found.lost:
        raise errors.CardLost(card)
    return found.borrower


def _bring_line(lines: Sequence[LineRow], copy: CopyAtDesk) -> LineRow | None:
    fitting = [
        line
        for line in lines
        if line.what is RoundTask.bring and line.is_open and line.title == copy.title_row
    ]
    return next(
        (line for line in fitting if line.copy == copy.row), fitting[0] if fitting else None
    )


def _as_if_back(copy: CopyAtDesk) -> CopyAtDesk:
    """A copy as the checks of a loan see it once its holder has let go of it."""
    return replace(copy, loan=None)


def holder(desk: Desk, copy: int) -> int | None:
    """The borrower a copy is out with."""
    loan = at_desk.copy_at(desk, copy).loan
    return loan.borrower if loan else None


def is_out_with(desk: Desk, number: str, card: str) -> int | None:
    """The copy with this number where it is out with this card."""
    copy, who = numbers.copy_row(desk, number), numbers.borrower_row(desk, card)
    return copy if copy is not None and who is not None and holder(desk, copy) == who else None
