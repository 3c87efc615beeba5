"""Loan rules in words, for the settings."""

from collections.abc import Mapping

from jukung import messages
from jukung.domain.kinds import BorrowerKind, CollectionKind, WhenOverdue
from jukung.domain.lending import Rule
from jukung.words import N_, _, many, number, rupiah

WHEN_OVERDUE: dict[str, str] = {
    WhenOverdue.nothing: N_("Lend all the same"),
    WhenOverdue.warn: N_("Lend, and say so"),
    WhenOverdue.refuse: N_("Do not lend"),
}
SHORT_OVERDUE: dict[str, str] = {
    WhenOverdue.nothing: N_("lends"),
    WhenOverdue.warn: N_("says so"),
    WhenOverdue.refuse: N_("refuses"),
}


def people(kind: BorrowerKind | None, own: Mapping[str, str]) -> str:
    """Who a rule is for; `own` has the names that this library gave its kinds."""
    if kind is None:
        return _("Everybody")
    return own.get(kind) or _(messages.BORROWER_KINDS[kind])


def shelf(kind: CollectionKind | None) -> str:
    """For which part of the collection a rule is."""
    return _("Whole collection") if kind is None else _(messages.COLLECTION_KINDS[kind])


def figures(rule: Rule) -> str:
    """What a rule allows, in one sentence."""
    if not rule.may_leave:
        return _("is read in the building and not lent.")
    parts = [
        many("{count} copy at once", "{count} copies at once", rule.copies).format(
            count=number(rule.copies)
        ),
        many("for {count} day", "for {count} days", rule.days).format(count=number(rule.days)),
        many("renewed {count} time", "renewed {count} times", rule.renewals).format(
            count=number(rule.renewals)
        )
        if rule.renewals
        else _("not renewed"),
        _("{fine} for each open day too late").format(fine=rupiah(rule.fine_per_day))
        if rule.fine_per_day
        else _("no fine"),
    ]
    if rule.fine_per_day and rule.grace_days:
        parts.append(
            many("after {count} day of grace", "after {count} days of grace", rule.grace_days)
            .format(count=number(rule.grace_days))
        )  # fmt: skip
    return ", ".join(parts) + "."
