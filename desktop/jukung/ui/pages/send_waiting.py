"""The report that waits: said in the header of every page, and at the desk when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jukung.domain.kinds import ParcelState
from jukung.ui import verbs
from jukung.words import _, long_month

if TYPE_CHECKING:
    from jukung.domain.months import Month
    from jukung.library.desk import Desk
    from jukung.ui.header import ChipWords

DUE_DAY = 10
"""Of the month after; agencies ask for the report by then."""


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """The oldest month without a receipt, and how far it is."""

    month: Month
    today: date
    parcel: ParcelState | None
    """None before it was sealed."""

    @property
    def due_on(self) -> date:
        """The day by which it should be at the agency."""
        return due_on(self.month)

    @property
    def is_due(self) -> bool:
        """Whether that day has come."""
        return self.today >= self.due_on


def due_on(month: Month) -> date:
    """The day by which a month's report should be at the agency."""
    return date(month.after.year, month.after.number, DUE_DAY)


def look(desk: Desk) -> WaitingReport | None:
    """The report to think of first; None when all have their receipts."""
    waiting = verbs.closing.waiting_months(desk)
    if waiting:
        return WaitingReport(waiting[0], desk.today, None)
    for sent in reversed(verbs.closing.history(desk)):
        if sent.parcel is not ParcelState.received:
            return WaitingReport(sent.month, desk.today, sent.parcel)
    return None


def chip_words(desk: Desk) -> tuple[ChipWords, ...]:
    """A chip for every page while a month is not sent or has no receipt; else nothing."""
    report = look(desk)
    if report is None:
        return ()
    return ((sentence(report), "gold"),)


def sentence(report: WaitingReport) -> str:
    """How far the report is, with its month."""
    name = long_month(report.month.year, report.month.number)
    if report.parcel is None:
        return _("Report not sent: {month}").format(month=name)
    if report.parcel is ParcelState.sealed:
        return _("Report sealed, not carried: {month}").format(month=name)
    return _("Sent, no receipt yet: {month}").format(month=name)
