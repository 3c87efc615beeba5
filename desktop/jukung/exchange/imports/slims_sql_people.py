"""Members, loans, fines, visits and reservations out of a SLiMS database.

A loan is open where it was lent and not given back; the day of return that a renewed
one carries is that of its renewal. Who and what the older program has forgotten is
found at the end, when all tables are known.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache

from jukung.domain import codes
from jukung.exchange.imports import slims_words
from jukung.exchange.imports.held import Held
from jukung.exchange.imports.records import (
    Finding,
    FindingCode,
    FineRecord,
    HoldRecord,
    HolidayRecord,
    LoanRecord,
    MemberRecord,
    VisitRecord,
)
from jukung.exchange.imports.slims_copy_words import link
from jukung.exchange.imports.slims_member_cells import MemberCells, member_of
from jukung.exchange.imports.slims_numbers import Ids, id_of

Cells = tuple[str | None, ...]

# Nothing that is lent today is due later; a year more cannot be counted on.
_LAST_YEAR = 2199
_AMOUNT = re.compile(r"([+-]?)(\d{1,12})(?:\.0*)?")


@dataclass(slots=True)
class People:
    """What the tables around members hold."""

    findings: list[Finding]
    members: list[MemberRecord] = field(default_factory=list)
    loans: Held[LoanRecord] = field(default_factory=Held)
    fines: Held[FineRecord] = field(default_factory=Held)
    visits: Held[VisitRecord] = field(default_factory=Held)
    holds: list[HoldRecord] = field(default_factory=list)
    holidays: list[HolidayRecord] = field(default_factory=list)
    _history: Held[tuple[int | str, int, Cells]] = field(default_factory=Held)
    _loan_ids: Ids = field(default_factory=Ids)
    _cards: set[str] = field(default_factory=set)
    _kinds: dict[str, str] = field(default_factory=dict)
    _same: dict[str, str] = field(default_factory=dict)
    """The same words as one object: very many findings may be about one member."""

    def take(self, table: str, line: int, cells: Cells) -> None:
        """Keep a record of one of the tables."""
        takers = {
            "member": self._take_member,
            "loan": self._take_loan,
            "loan_history": self._take_history,
            "fines": self._take_fine,
            "visitor_count": self._take_visit,
            "reserve": self._take_hold,
            "holiday": self._take_holiday,
            "mst_member_type": self._take_kind,
        }
        takers[table](line, cells)

    def _take_kind(self, _line: int, cells: Cells) -> None:
        self._kinds[link(cells[0])] = (cells[1] or "").strip()

    def _take_history(self, line: int, cells: Cells) -> None:
        if (own := id_of(cells[0])) not in self._loan_ids:
            self._history.append((own, line, cells))

    def held_titles(self) -> frozenset[str]:
        """The numbers of the titles that are reserved."""
        return frozenset(each.title for each in self.holds)

    def close(self, copies: AbstractSet[str], titles: Mapping[str, str]) -> None:
        """Follow the links, now that all is known: folded copy numbers, titles by number."""
        self.members = [replace(each, kind=self._kinds.get(each.kind, "")) for each in self.members]
        for loan_id, line, cells in self._history:
            if loan_id not in self._loan_ids:
                self._loan_ids.add(loan_id)
                self._add_loan(line, cells, is_history=True)
        self._history = Held()
        self._loan_ids = Ids()
        self.findings.extend(self._lost_loans(copies))
        self.findings.extend(self._lost_people())
        self._close_holds(copies, titles)

    def _take_member(self, line: int, cells: Cells) -> None:
        (card, name, sex, birth, kind, address, phone, since, registered, until, note,
         pending) = ((each or "") for each in cells)  # fmt: skip
        made = member_of(
            line,
            MemberCells(card, name, sex, birth, link(kind), address, phone, since, registered,
                        until, note),
            self.findings,
        )  # fmt: skip
        if made is None:
            return
        if (own := codes.fold(made.card)) in self._cards:
            self._find(FindingCode.member_repeated, line, made.card)
            return
        if pending.strip() == "1":
            self._find(FindingCode.member_pending, line, made.card)
        self._cards.add(own)
        self.members.append(made)

    def _take_loan(self, line: int, cells: Cells) -> None:
        own = id_of(cells[0])
        if own in self._loan_ids:
            self._find(FindingCode.backup_row_twice, line, f"loan {own}")
            return
        self._loan_ids.add(own)
        self._add_loan(line, cells)

    def _add_loan(self, line: int, cells: Cells, *, is_history: bool = False) -> None:
        _, copy, card, lent, due, renewed, is_lent, is_return, returned = (
            (each or "").strip() for each in cells
        )
        lent_on, _is_sound = slims_words.day_of(lent)
        due_on, _is_sound = slims_words.day_of(due)
        is_back = is_return not in ("", "0")
        if is_lent != "1" and not is_back:
            self._find(FindingCode.loan_unfinished, line, copy)
            return
        if lent_on is None:
            self._find(FindingCode.loan_day_missing, line, copy)
            return
        if due_on is None or due_on.year > _LAST_YEAR:
            due_on = None
            self._find(FindingCode.day_unreadable, line, due or copy)
        back_on = None
        if is_back or is_history:
            back_on = slims_words.day_of(returned)[0] if is_back else None
            if back_on is None:
                self._find(FindingCode.loan_end_missing, line, copy)
                back_on = max(lent_on, due_on or lent_on)
        self.loans.append(
            LoanRecord(
                line,
                copy,
                card,
                lent_on,
                due_on or lent_on,
                returned_on=back_on,
                renewals=max(0, _whole(renewed) or 0),
                due_is_known=due_on is not None,
            )
        )

    def _take_fine(self, line: int, cells: Cells) -> None:
        on, card, debet, credit, words = ((each or "").strip() for each in cells)
        day, _is_sound = slims_words.day_of(on)
        charged, paid = _whole(debet), _whole(credit)
        if day is None or charged is None or paid is None or not (charged or paid):
            self._find(FindingCode.fine_unreadable, line, f"{on} {debet} {credit}")
            return
        # An amount below zero takes back what stands on the other side.
        charged, paid = max(charged, 0) + max(-paid, 0), max(paid, 0) + max(-charged, 0)
        if charged:
            self.fines.append(FineRecord(line, card, day, charged, 0, words))
        if paid:
            self.fines.append(FineRecord(line, card, day, 0, paid, words))

    def _take_visit(self, line: int, cells: Cells) -> None:
        card, on = ((each or "").strip() for each in cells)
        day, _is_sound = slims_words.day_of(on)
        if day is None:
            self._find(FindingCode.visit_day_missing, line, on)
            return
        self.visits.append(VisitRecord(line, day, card))

    def _take_hold(self, line: int, cells: Cells) -> None:
        card, title, copy, on = ((each or "").strip() for each in cells)
        day, _is_sound = slims_words.day_of(on)
        if day is None:
            self._find(FindingCode.hold_day_missing, line, copy or title)
            return
        self.holds.append(HoldRecord(line, card, copy, link(title), day))

    def _take_holiday(self, line: int, cells: Cells) -> None:
        day, is_sound = slims_words.day_of(cells[0] or "")
        if day is not None:
            self.holidays.append(HolidayRecord(line, day, (cells[1] or "").strip()))
        elif not is_sound:
            self._find(FindingCode.day_unreadable, line, cells[0] or "")

    def _lost_loans(self, copies: AbstractSet[str]) -> Iterator[Finding]:
        open_numbers: set[str] = set()
        fold = lru_cache(maxsize=200_000)(codes.fold)
        for each in self.loans:
            number = fold(each.copy_number)
            if number not in copies:
                yield Finding(
                    FindingCode.loan_copy_gone,
                    each.line,
                    self._same.setdefault(each.copy_number, each.copy_number),
                )
            if fold(each.card) not in self._cards:
                yield Finding(
                    FindingCode.loan_member_gone,
                    each.line,
                    self._same.setdefault(each.card, each.card),
                )
            if each.returned_on is None:
                if number in open_numbers:
                    yield Finding(
                        FindingCode.loan_open_twice,
                        each.line,
                        self._same.setdefault(each.copy_number, each.copy_number),
                    )
                open_numbers.add(number)

    def _lost_people(self) -> Iterator[Finding]:
        fold = lru_cache(maxsize=200_000)(codes.fold)
        for fine in self.fines:
            if fold(fine.card) not in self._cards:
                yield Finding(
                    FindingCode.fine_member_gone,
                    fine.line,
                    self._same.setdefault(fine.card, fine.card),
                )
        for visit in self.visits:
            if visit.card and fold(visit.card) not in self._cards:
                yield Finding(
                    FindingCode.visit_member_gone,
                    visit.line,
                    self._same.setdefault(visit.card, visit.card),
                )

    def _close_holds(self, copies: AbstractSet[str], titles: Mapping[str, str]) -> None:
        for place, each in enumerate(self.holds):
            title = titles.get(each.title, "")
            self.holds[place] = replace(each, title=title)
            leads = title or codes.fold(each.copy_number) in copies
            if not leads or codes.fold(each.card) not in self._cards:
                self._find(FindingCode.hold_gone, each.line, each.card)

    def _find(self, code: FindingCode, line: int, words: str) -> None:
        self.findings.append(Finding(code, line, words.strip()[:120]))


def _whole(said: str) -> int | None:
    found = _AMOUNT.fullmatch(said or "0")
    return int(found[1] + found[2]) if found else None
