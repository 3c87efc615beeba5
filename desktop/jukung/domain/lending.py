"""Whether a copy may be lent, until when, and the snapshot that the figures keep.

Pure functions over values; the reasons are refusals with their facts.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from jukung.domain import errors
from jukung.domain.kinds import (
    AgeBand,
    BorrowerKind,
    BorrowerStatus,
    CollectionKind,
    CopyStatus,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """How many copies at once, for how many days, and how often renewed."""

    copies: int
    days: int
    renewals: int
    borrower_kind: BorrowerKind | None = None
    collection_kind: CollectionKind | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a borrower when a copy is lent."""

    card: str
    kind: BorrowerKind
    status: BorrowerStatus
    until_on: date | None
    open_count: int


def choose_rule(
    rules: tuple[Rule, ...], *, borrower: BorrowerKind, collection: CollectionKind
) -> Rule:
    """The most specific rule: both kinds, then the borrower's, then the copy's."""

    def specificity(rule: Rule) -> int:
        return 2 * (rule.borrower_kind is not None) + (rule.collection_kind is not None)

    fitting = [
        rule
        for rule in rules
        if rule.borrower_kind in (None, borrower) and rule.collection_kind in (None, collection)
    ]
    return max(fitting, key=specificity)


def check_standing(standing: Standing, on: date) -> None:
    """Refuses MemberLeft, MemberSuspended, MemberExpired."""
    if standing.status is BorrowerStatus.left:
        raise errors.MemberLeft(standing.card)
    if standing.status is BorrowerStatus.suspended:
        raise errors.MemberSuspended(standing.card)
    if standing.until_on is not None and standing.until_on < on:
        raise errors.MemberExpired(standing.card, standing.until_on)


def check_copy(barcode: str, status: CopyStatus) -> None:
    """Refuses CopyNotForLoan."""
    if status is not CopyStatus.available:
        raise errors.CopyNotForLoan(barcode, status)


def check_limit(rule: Rule, standing: Standing) -> None:
    """Refuses LoanLimitReached."""
    if standing.open_count >= rule.copies:
        raise errors.LoanLimitReached(rule.copies)


def due(rule: Rule, on: date) -> date:
    """The day on which a copy lent `on` is due."""
    return on + timedelta(days=rule.days)


def check_renewal(rule: Rule, *, barcode: str, renewals: int, due_on: date, on: date) -> None:
    """Refuses LoanOverdue, RenewalLimitReached."""
    if due_on < on:
        raise errors.LoanOverdue(barcode, due_on)
    if renewals >= rule.renewals:
        raise errors.RenewalLimitReached(barcode, rule.renewals)


def renewed_due(rule: Rule, *, due_on: date, on: date) -> date:
    """The new due day: counted from the renewal, and never earlier than before."""
    return max(due_on, on + timedelta(days=rule.days))


def age_band(birth_year: int | None, on: date) -> AgeBand:
    """The band of somebody born that year (child < 13, teen < 19, senior ≥ 60)."""
    if birth_year is None:
        return AgeBand.unknown
    age = on.year - birth_year
    if age < 13:
        return AgeBand.child
    if age < 19:
        return AgeBand.teen
    return AgeBand.adult if age < 60 else AgeBand.senior
