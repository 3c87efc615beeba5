"""What each finding is about, and which of them leave something out."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from jukung.exchange.imports.records import Finding, FindingCode, LoanRecord


class Kind(StrEnum):
    """The kinds of records that a file may hold."""

    titles = "titles"
    copies = "copies"
    members = "members"
    open_loans = "open_loans"
    past_loans = "past_loans"
    fines = "fines"
    payments = "payments"
    visits = "visits"
    holds = "holds"
    holidays = "holidays"


PEOPLE = frozenset(
    {
        Kind.members,
        Kind.open_loans,
        Kind.past_loans,
        Kind.fines,
        Kind.payments,
        Kind.visits,
        Kind.holds,
    }
)
"""What a library without names does not take."""

_BEGIN = (
    ("member_", Kind.members), ("card_", Kind.members), ("people_", Kind.members),
    ("loan_", Kind.open_loans), ("due_day_", Kind.open_loans), ("return_", Kind.open_loans),
    ("fine_", Kind.fines), ("payment_", Kind.payments), ("visit_", Kind.visits),
    ("hold_", Kind.holds), ("holiday_", Kind.holidays), ("copy_", Kind.copies),
    ("repeated_copy", Kind.copies), ("unusual_copy", Kind.copies), ("price_", Kind.copies),
    ("issue_noted", Kind.copies),
)  # fmt: skip

LEFT_OUT = frozenset(
    {
        FindingCode.title_missing, FindingCode.columns_wrong, FindingCode.backup_row_torn,
        FindingCode.record_unreadable, FindingCode.record_too_long, FindingCode.record_deleted,
        FindingCode.copy_left_out, FindingCode.copy_number_taken,
        FindingCode.repeated_copy_number, FindingCode.copy_title_gone,
        FindingCode.copy_count_unreadable, FindingCode.copy_count_missing,
        FindingCode.member_card_missing,
        FindingCode.member_name_missing, FindingCode.member_repeated,
    }
)  # fmt: skip
"""Rows that somebody can correct in the list itself; they are written out for that."""

_STILL_OPEN = frozenset({FindingCode.loan_unfinished, FindingCode.due_day_unknown})
"""No loan says of these that it came back; they may not have become loans at all."""


@cache
def about(code: FindingCode) -> Kind:
    """What kind of records a finding is about."""
    return next((kind for begin, kind in _BEGIN if code.startswith(begin)), Kind.titles)


def kinds_of(findings: Iterable[Finding], loans: Iterable[LoanRecord]) -> tuple[Kind, ...]:
    """What each finding is about; `loans` tell the open ones from the past."""
    open_ = {
        (loan.line, words)
        for loan in loans
        if loan.returned_on is None
        for words in (loan.copy_number, loan.card)
    }

    def kind_of(each: Finding) -> Kind:
        kind = about(each.code)
        if kind is not Kind.open_loans or each.code in _STILL_OPEN:
            return kind
        return Kind.open_loans if (each.line, each.text) in open_ else Kind.past_loans

    return tuple(map(kind_of, findings))
