"""The members of a plan, and what happened around them: loans, fines, visits, holds."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jukung.domain import codes
from jukung.exchange.imports.plan_members import MemberPlan, plan_members
from jukung.exchange.imports.plan_titles import TitlePlan
from jukung.exchange.imports.records import (
    Finding,
    FindingCode,
    FineRecord,
    HoldRecord,
    HolidayRecord,
    LoanRecord,
    Reading,
    VisitRecord,
)
from jukung.library import intake_standing
from jukung.library.desk import Desk
from jukung.library.incoming import Here, IncomingMember, same_words
from jukung.library.intake_standing import Past
from jukung.words import rupiah

DEAREST = 1_000_000_000
DECIDED = frozenset(
    {
        FindingCode.loan_copy_gone, FindingCode.loan_member_gone, FindingCode.loan_open_twice,
        FindingCode.fine_member_gone, FindingCode.visit_member_gone, FindingCode.hold_gone,
        FindingCode.member_repeated,
    }
)  # fmt: skip
"""What the reader could say of the file alone, and is said here of the library too."""


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    """Members and what happened around them, as it would be stored."""

    members: tuple[IncomingMember, ...]
    loans: tuple[LoanRecord, ...]
    fines: tuple[FineRecord, ...]
    visits: tuple[VisitRecord, ...]
    holds: tuple[HoldRecord, ...]
    holidays: tuple[HolidayRecord, ...]
    findings: tuple[Finding, ...]


def plan_people(desk: Desk, reading: Reading, here: Here, titles: TitlePlan) -> PeoplePlan:
    """Hold members and their past against the library, and against the plan's copies."""
    members = plan_members(desk, reading.members, here, titles.numbers)
    has_past = reading.loans or reading.fines or reading.visits or reading.holidays
    past = intake_standing.past(desk) if has_past else Past({}, {}, {})
    work = _Work(here, titles, members, past)
    return PeoplePlan(
        members=members.coming,
        loans=work.loans(reading.loans),
        fines=work.fines(reading.fines),
        visits=work.visits(reading.visits),
        holds=work.holds(desk, reading.holds),
        holidays=work.holidays(reading.holidays),
        findings=(
            *members.findings,
            *(each for each in reading.findings if each.code is FindingCode.member_repeated),
            *work.findings,
        ),
    )


@dataclass(slots=True)
class _Work:
    """Looks at the past record by record; what is left out is named."""

    here: Here
    titles: TitlePlan
    members: MemberPlan
    past: Past
    findings: list[Finding] = field(default_factory=list)

    def loans(self, loans: Sequence[LoanRecord]) -> tuple[LoanRecord, ...]:
        """The loans that would be stored, in their order."""
        before = Counter(self.past.loans)
        out: set[str] = set()
        return tuple(each for each in loans if self._is_loan(each, before, out))

    def _is_loan(
        self, loan: LoanRecord, before: Counter[tuple[int | str, date]], out: set[str]
    ) -> bool:
        number = codes.fold(loan.copy_number)
        known = self.here.copies.get(number)
        key = (known.row if known else number, loan.lent_on)
        if before[key] > 0:
            before[key] -= 1
            self._find(FindingCode.loan_here, loan.line, loan.copy_number)
            return False
        if loan.returned_on is None:
            if number in out:
                self._find(FindingCode.loan_open_twice, loan.line, loan.copy_number)
                return False
            if known and known.is_out:
                self._find(FindingCode.loan_open_here, loan.line, loan.copy_number)
                return False
            out.add(number)
        elif loan.returned_on < loan.lent_on:
            self._find(FindingCode.loan_days_turned, loan.line, loan.copy_number)
        if not known and number not in self.titles.numbers:
            self._find(FindingCode.loan_copy_gone, loan.line, loan.copy_number)
        if not self._is_member(loan.card):
            self._find(FindingCode.loan_member_gone, loan.line, loan.card)
        return True

    def fines(self, fines: Sequence[FineRecord]) -> tuple[FineRecord, ...]:
        """The charges, and the payments as far as something is owed for them."""
        before = Counter(self.past.charges)
        fresh = [each for each in fines if self._is_fine(each, before)]
        owed: defaultdict[str, int] = defaultdict(int)
        for each in fresh:
            owed[codes.fold(each.card)] += each.charged
        unpaid: set[int] = set()
        for each in sorted(fresh, key=lambda fine: fine.on_day):
            card = codes.fold(each.card)
            part = min(each.paid, owed[card])
            owed[card] -= part
            if part < each.paid:
                self._find(FindingCode.payment_above, each.line, rupiah(each.paid - part))
            if not part and not each.charged:
                unpaid.add(id(each))
        return tuple(each for each in fresh if id(each) not in unpaid)

    def _is_fine(self, fine: FineRecord, before: Counter[tuple[str, date, int]]) -> bool:
        if not self._is_member(fine.card):
            self._find(FindingCode.fine_member_gone, fine.line, fine.card)
            return False
        if max(fine.charged, fine.paid) > DEAREST or not (fine.charged or fine.paid):
            self._find(FindingCode.fine_unreadable, fine.line, fine.words)
            return False
        kind, amount = ("fine", fine.charged) if fine.charged else ("payment", fine.paid)
        if before[kind, fine.on_day, amount] > 0:
            before[kind, fine.on_day, amount] -= 1
            self._find(FindingCode.fine_here, fine.line, rupiah(amount))
            return False
        return True

    def visits(self, visits: Sequence[VisitRecord]) -> tuple[VisitRecord, ...]:
        """The visits of days that no earlier import brought."""
        before = Counter(self.past.visits)
        kept = []
        for each in visits:
            if before[each.on_day] > 0:
                before[each.on_day] -= 1
                self._find(FindingCode.visit_here, each.line, each.on_day.isoformat())
                continue
            if each.card and not self._is_member(each.card):
                self._find(FindingCode.visit_member_gone, each.line, each.card)
            kept.append(each)
        return tuple(kept)

    def holds(self, desk: Desk, holds: Sequence[HoldRecord]) -> tuple[HoldRecord, ...]:
        """The reservations that lead to a title and a member, each once."""
        if not holds:
            return ()
        words = frozenset(same_words(each.title) for each in holds if each.title.strip())
        named = intake_standing.titles_named(desk, words)
        coming = {same_words(each.draft.title) for each in self.titles.fresh}
        waiting = set(intake_standing.waiting(desk))
        seen: set[tuple[object, str]] = set()
        kept = []
        for each in holds:
            number, card, title = (
                codes.fold(each.copy_number), codes.fold(each.card), same_words(each.title)
            )  # fmt: skip
            known = self.here.copies.get(number)
            row = known.title if known else next(iter(named.get(title, ())), None)
            leads = row is not None or number in self.titles.numbers or (title and title in coming)
            if not leads or not self._is_member(each.card):
                self._find(FindingCode.hold_gone, each.line, each.card)
                continue
            key = (row if row is not None else title or number, card)
            if key in seen or (row is not None and (row, card) in waiting):
                self._find(FindingCode.hold_here, each.line, each.card)
                continue
            seen.add(key)
            kept.append(each)
        return tuple(kept)

    def holidays(self, holidays: Sequence[HolidayRecord]) -> tuple[HolidayRecord, ...]:
        """The days that are not closed here already, each once."""
        seen = set(self.past.closed)
        kept = []
        for each in holidays:
            if each.on_day in seen:
                self._find(FindingCode.holiday_here, each.line, each.on_day.isoformat())
                continue
            seen.add(each.on_day)
            kept.append(each)
        return tuple(kept)

    def _is_member(self, card: str) -> bool:
        folded = codes.fold(card)
        return bool(folded) and (folded in self.members.cards or folded in self.here.cards)

    def _find(self, code: FindingCode, line: int, text: str) -> None:
        self.findings.append(Finding(code, line, text[:120]))
