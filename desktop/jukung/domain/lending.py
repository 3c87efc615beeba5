"""Whether a copy may be lent, until when and why, and the snapshot that the figures keep.

Pure functions over values; the reasons are refusals with their facts.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jukung.domain import errors
from jukung.domain.kinds import (
    AgeBand,
    BorrowerKind,
    BorrowerStatus,
    CollectionKind,
    CopyStatus,
    WhenOverdue,
)
from jukung.domain.workdays import ALWAYS_OPEN, Calendar

_LIFTED = (
    errors.LoanLimitReached,
    errors.MemberHasOverdue,
    errors.CopyStaysInside,
    errors.CopyHeldForOther,
    errors.MemberExpired,
    errors.MemberSuspended,
    errors.MemberSuspendedUntil,
    errors.LoanOverdue,
    errors.RenewalLimitReached,
    errors.RenewalHeld,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the matrix; empty kinds mean all.

    Copies at once, days, renewals; a fine in rupiah for each open day after
    the grace days, 0 for none; days that a copy waits on the ready shelf.
    """

    copies: int
    days: int
    renewals: int
    borrower_kind: BorrowerKind | None = None
    collection_kind: CollectionKind | None = None
    fine_per_day: int = 0
    grace_days: int = 0
    hold_days: int = 3
    may_leave: bool = True
    when_overdue: WhenOverdue = WhenOverdue.warn

    @property
    def name(self) -> str:
        """Which line it is, such as `child/*`; `messages.rule_words` says it in words."""
        return f"{self.borrower_kind or '*'}/{self.collection_kind or '*'}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a borrower when a copy is lent."""

    card: str
    kind: BorrowerKind
    status: BorrowerStatus
    until_on: date | None
    open_count: int
    overdue_count: int = 0
    suspended_until: date | None = None


class Shift(StrEnum):
    """Why a due day is not simply the rule's number of days ahead."""

    closed = "closed"
    membership = "membership"
    owner = "owner"


@dataclass(frozen=True, slots=True)
class DueReason:
    """One step on the way to a due day: which day it was before, and why it moved.

    `name` is the holiday's or closing's; empty for a closed weekday.
    """

    shift: Shift
    was: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A due day, the rule that made it, and what moved it."""

    on: date
    rule: str
    days: int
    reasons: tuple[DueReason, ...] = ()


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
    """Refuses MemberLeft, MemberSuspended, MemberSuspendedUntil, MemberExpired."""
    if standing.status is BorrowerStatus.left:
        raise errors.MemberLeft(standing.card)
    if standing.status is BorrowerStatus.suspended:
        if standing.suspended_until is not None:
            raise errors.MemberSuspendedUntil(standing.card, standing.suspended_until)
        raise errors.MemberSuspended(standing.card)
    if standing.until_on is not None and standing.until_on < on:
        raise errors.MemberExpired(standing.card, standing.until_on)


def check_copy(barcode: str, status: CopyStatus) -> None:
    """Refuses CopyNotForLoan."""
    if status is not CopyStatus.available:
        raise errors.CopyNotForLoan(barcode, status)


def check_way_home(barcode: str, *, back_by: date | None, on: date) -> None:
    """Refuses CopyGoesBack once a copy should be with its owner again."""
    if back_by is not None and back_by < on:
        raise errors.CopyGoesBack(barcode, back_by)


def check_rule(rule: Rule, standing: Standing, barcode: str) -> None:
    """Refuses CopyStaysInside, LoanLimitReached, MemberHasOverdue, each with the rule's name."""
    if not rule.may_leave:
        raise errors.CopyStaysInside(barcode, rule.name)
    if standing.open_count >= rule.copies:
        raise errors.LoanLimitReached(rule.copies, rule.name)
    if standing.overdue_count and rule.when_overdue is WhenOverdue.refuse:
        raise errors.MemberHasOverdue(standing.card, standing.overdue_count, rule.name)


def overdue_warning(rule: Rule, standing: Standing) -> errors.MemberHasOverdue | None:
    """What is said, not refused, to somebody with overdue copies; None where nothing is."""
    if standing.overdue_count and rule.when_overdue is WhenOverdue.warn:
        return errors.MemberHasOverdue(standing.card, standing.overdue_count, rule.name)
    return None


def due(
    rule: Rule,
    on: date,
    *,
    calendar: Calendar = ALWAYS_OPEN,
    until_on: date | None = None,
    back_by: date | None = None,
) -> Due:
    """When a copy lent `on` is due.

    The rule's days ahead, then the next open day; never after the membership's end
    or the day on which the copy goes back to its owner, and never before `on`:
    past that day `check_way_home` refuses, and paper may say that it happened.
    Each of these steps is among the reasons.
    """
    day = on + timedelta(days=rule.days)
    reasons: list[DueReason] = []
    open_day = calendar.next_open(day)
    if open_day != day:
        reasons.append(DueReason(Shift.closed, day, calendar.closed_why(day) or ""))
        day = open_day
    for shift, limit in ((Shift.membership, until_on), (Shift.owner, back_by)):
        if limit is not None and max(limit, on) < day:
            reasons.append(DueReason(shift, day))
            day = max(limit, on)
    return Due(day, rule.name, rule.days, tuple(reasons))


def check_renewal(rule: Rule, *, barcode: str, renewals: int, due_on: date, on: date) -> None:
    """Refuses LoanOverdue, RenewalLimitReached."""
    if due_on < on:
        raise errors.LoanOverdue(barcode, due_on)
    if renewals >= rule.renewals:
        raise errors.RenewalLimitReached(barcode, rule.renewals, rule.name)


def renewed_due(
    rule: Rule,
    *,
    due_on: date,
    on: date,
    calendar: Calendar = ALWAYS_OPEN,
    until_on: date | None = None,
    back_by: date | None = None,
) -> Due:
    """The new due day: counted from the renewal, and never earlier than before."""
    found = due(rule, on, calendar=calendar, until_on=until_on, back_by=back_by)
    return found if found.on >= due_on else Due(due_on, rule.name, rule.days)


def fine(rule: Rule, *, due_on: date, returned_on: date, calendar: Calendar = ALWAYS_OPEN) -> int:
    """What a late return costs, in rupiah: open days after due and grace; 0 within them."""
    if not rule.fine_per_day:
        return 0
    first_late = due_on + timedelta(days=rule.grace_days + 1)
    return rule.fine_per_day * calendar.open_days(first_late, returned_on)


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


def may_be_lifted(refusal: errors.Refusal) -> bool:
    """Whether a permission with a reason may pass over this; anything else stands."""
    if isinstance(refusal, errors.CopyNotForLoan):
        return bool(refusal.facts["status"] == CopyStatus.reading_room)
    return isinstance(refusal, _LIFTED)
