"""The members of a plan, and what happened around them: loans, fines, visits, holds."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter

from jukung.domain import codes
from jukung.exchange.imports.held import Picked, Record
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
from jukung.library import days, intake_standing
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
    loans: Sequence[LoanRecord]
    fines: Sequence[FineRecord]
    visits: Sequence[VisitRecord]
    holds: tuple[HoldRecord, ...]
    holidays: tuple[HolidayRecord, ...]
    findings: tuple[Finding, ...]
    open_found: int
    """Open loans in the file."""
    open_coming: int
    """Those of them that would be open here."""
    open_loose: int
    """Those that would be stored for the figures alone: nobody knows their copy."""
    others: frozenset[str]
    """Folded cards of the file that belong to other people here."""


def plan_people(desk: Desk, reading: Reading, here: Here, titles: TitlePlan) -> PeoplePlan:
    """Hold members and their past against the library, and against the plan's copies."""
    members = plan_members(desk, reading.members, here, titles.numbers)
    has_past = reading.loans or reading.fines or reading.visits or reading.holidays
    past = intake_standing.past(desk) if has_past else Past({}, {}, {})
    work = _Work(here, titles, members, past, days.trusted_today(desk) + timedelta(days=1))
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
        open_found=work.open_found,
        open_coming=work.open_coming,
        open_loose=work.open_loose,
        others=members.others,
    )


@dataclass(slots=True)
class _Work:
    """Looks at the past record by record; what is left out is named."""

    here: Here
    titles: TitlePlan
    members: MemberPlan
    past: Past
    last: date
    """Nothing can have happened after this day; clocks and zones may be a day apart."""
    findings: list[Finding] = field(default_factory=list)
    open_found: int = 0
    open_coming: int = 0
    open_loose: int = 0
    _same: dict[str, str] = field(default_factory=dict)
    """The same words as one object: very many findings may be about one member."""

    def loans(self, loans: Sequence[LoanRecord]) -> Sequence[LoanRecord]:
        """The loans that would be stored, in their order."""
        met: Counter[int | str] = Counter()
        out: set[str] = set()
        marks = bytearray()
        for each in loans:
            is_kept = each.lent_on <= self.last and self._is_loan(each, met, out)
            if each.lent_on > self.last:
                self._find(FindingCode.loan_day_missing, each.line, each.lent_on.isoformat())
            marks.append(is_kept)
            if each.returned_on is None:
                self.open_found += 1
                is_known = self._is_copy(codes.fold(each.copy_number))
                self.open_coming += is_kept and is_known
                self.open_loose += is_kept and not is_known
        return _picked(loans, marks)

    def _is_copy(self, number: str) -> bool:
        """Whether a folded number is of a copy that is here, or comes."""
        return number in self.here.copies or number in self.titles.numbers

    def _is_loan(self, loan: LoanRecord, met: Counter[int | str], out: set[str]) -> bool:
        number = codes.fold(loan.copy_number)
        known = self.here.copies.get(number)
        key = intake_standing.loan_key(known.row if known else number, loan.lent_on)
        if self.past.loans and met[key] < self.past.loans.get(key, 0):
            met[key] += 1
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
        if not self._is_copy(number):
            self._find(FindingCode.loan_copy_gone, loan.line, loan.copy_number)
        if not self._is_member(loan.card):
            self._find(FindingCode.loan_member_gone, loan.line, loan.card)
        return True

    def fines(self, fines: Sequence[FineRecord]) -> Sequence[FineRecord]:
        """The charges, and the payments as far as something is owed for them."""
        before = Counter(self.past.charges)
        marks = bytearray(self._is_fine(each, before) for each in fines)
        owed: defaultdict[str, int] = defaultdict(int)
        paid: list[tuple[int, int, FineRecord, str]] = []
        for place, each in enumerate(fines):
            card = codes.fold(each.card)
            if not marks[place]:
                continue
            owed[card] += each.charged
            if each.paid:
                paid.append((each.on_day.toordinal(), place, each, card))
        for _day, place, each, card in sorted(paid, key=itemgetter(0, 1)):
            part = min(each.paid, owed[card])
            owed[card] -= part
            if part < each.paid:
                self._find(FindingCode.payment_above, each.line, rupiah(each.paid - part))
            if not part and not each.charged:
                marks[place] = 0
        return _picked(fines, marks)

    def _is_fine(self, fine: FineRecord, before: Counter[tuple[int, str, date, int]]) -> bool:
        if not self._is_member(fine.card):
            self._find(FindingCode.fine_member_gone, fine.line, fine.card)
            return False
        is_empty = not (fine.charged or fine.paid)
        if max(fine.charged, fine.paid) > DEAREST or is_empty or fine.on_day > self.last:
            self._find(FindingCode.fine_unreadable, fine.line, fine.words)
            return False
        kind, amount = ("fine", fine.charged) if fine.charged else ("payment", fine.paid)
        key = (self._row(fine.card), kind, fine.on_day, amount)
        if before[key] > 0:
            before[key] -= 1
            self._find(FindingCode.fine_here, fine.line, rupiah(amount))
            return False
        return True

    def visits(self, visits: Sequence[VisitRecord]) -> Sequence[VisitRecord]:
        """The visits of days that no earlier import brought."""
        before = Counter(self.past.visits)
        marks = bytearray()
        for each in visits:
            if each.on_day > self.last:
                marks.append(0)
                self._find(FindingCode.visit_day_missing, each.line, each.on_day.isoformat())
                continue
            is_known = not each.card or self._is_member(each.card)
            row = self._row(each.card) if is_known else 0
            key = intake_standing.loan_key(row, each.on_day)
            is_here = before[key] > 0
            marks.append(not is_here)
            if is_here:
                before[key] -= 1
                self._find(FindingCode.visit_here, each.line, each.on_day.isoformat())
            elif not is_known:
                self._find(FindingCode.visit_member_gone, each.line, each.card)
        return _picked(visits, marks)

    def holds(self, desk: Desk, holds: Sequence[HoldRecord]) -> tuple[HoldRecord, ...]:
        """The reservations that lead to a title and a member, each once."""
        if not holds:
            return ()
        words = frozenset(same_words(each.title) for each in holds if each.title.strip())
        named = intake_standing.titles_named(desk, words)
        coming = words & {same_words(each.draft.title) for each in self.titles.fresh}
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
        if not folded or folded in self.members.others:
            return False
        return folded in self.members.cards or folded in self.here.cards

    def _row(self, card: str) -> int:
        """The row of a member who is here; -1 for one who comes, 0 for a guest."""
        return self.past.borrowers.get(codes.fold(card), -1) if card else 0

    def _find(self, code: FindingCode, line: int, text: str) -> None:
        said = text[:120]
        self.findings.append(Finding(code, line, self._same.setdefault(said, said)))


def _picked(records: Sequence[Record], marks: bytearray) -> Sequence[Record]:
    """The records that are kept."""
    return records if marks.count(1) == len(records) else Picked(records, marks)
