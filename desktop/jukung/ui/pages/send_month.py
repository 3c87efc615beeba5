"""What the page of a month's report shows, read at one desk.

Everything here runs on a lane; the page is given frozen values.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jukung.domain import months
from jukung.domain.kinds import ParcelState
from jukung.domain.months import Month
from jukung.ui import verbs
from jukung.words import _, long_month

if TYPE_CHECKING:
    from jukung.figures.indicators.indicator import Indicator
    from jukung.library.closing import Checklist, ClosedMonth, SentMonth
    from jukung.library.desk import Desk
    from jukung.ui.header import ChipWords


SEEN = 36


class Stage(StrEnum):
    """How far a month's report is."""

    running = "running"
    open = "open"
    changed = "changed"
    to_join = "to_join"
    to_seal = "to_seal"
    sealed = "sealed"
    written = "written"
    received = "received"


@dataclass(frozen=True, slots=True)
class FigureLine:
    """An indicator's figures, with the words that explain it."""

    code: str
    title: str
    definition: str
    origin: str
    law: str
    is_part: bool
    value: int | None
    before: int | None
    year: tuple[int | None, ...]
    was_reported: bool
    reported: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """A month of the history: its report's way, and what the agency said of it."""

    sent: SentMonth
    held: str
    """Why the agency did not take it, in words; empty where it did or is silent."""


@dataclass(frozen=True, slots=True)
class MonthView:
    """Everything the page shows of one month."""

    month: Month
    choices: tuple[Month, ...]
    stage: Stage
    checklist: Checklist
    lines: tuple[FigureLine, ...]
    history: tuple[Told, ...]
    waiting: tuple[Month, ...]
    agency: str
    fingerprint: str

    @property
    def is_clear(self) -> bool:
        """Whether the checklist has nothing to look at."""
        check = self.checklist
        return check.is_over and not check.days_without_visits and not check.clock_doubt_count

    @property
    def unanswered(self) -> tuple[Month, ...]:
        """Months sealed without a receipt, oldest first."""
        return tuple(
            told.sent.month
            for told in reversed(self.history)
            if told.sent.parcel in {ParcelState.sealed, ParcelState.written}
        )


def look(desk: Desk, month: Month | None = None) -> MonthView:
    """One month's report; without a month the oldest that waits, else the last one."""
    waiting = verbs.closing.waiting_months(desk)
    this = months.month_of(desk.today)
    chosen = month or (waiting[0] if waiting else this.before)
    history = tuple(_told(sent) for sent in verbs.closing.history(desk, most=SEEN))
    agency = verbs.settings.agency(desk)
    closed = verbs.closing.latest(desk, chosen)
    lines = _lines(desk, chosen, closed)
    checklist = verbs.closing.checklist(desk, chosen)
    return MonthView(
        month=chosen,
        choices=_choices(chosen, this, waiting, history),
        stage=_stage(checklist, closed, lines, _parcel_of(history, chosen)),
        checklist=checklist,
        lines=lines,
        history=history,
        waiting=waiting,
        agency=agency.name if agency else "",
        fingerprint=verbs.identity.fingerprint(desk.profile.uid, desk.profile.public_key),
    )


def waiting_words(desk: Desk) -> tuple[ChipWords, ...]:
    """A chip for every page while a month is not sent or has no receipt; else nothing."""
    waiting = verbs.closing.waiting_months(desk)
    if waiting:
        return ((_("Report not sent: {month}").format(month=_name(waiting[0])), "gold"),)
    for sent in reversed(verbs.closing.history(desk)):
        if sent.parcel is not ParcelState.received:
            return ((_("No receipt yet: {month}").format(month=_name(sent.month)), "gold"),)
    return ()


def _name(month: Month) -> str:
    return long_month(month.year, month.number)


def _lines(desk: Desk, month: Month, closed: ClosedMonth | None) -> tuple[FigureLine, ...]:
    year = verbs.figures.gather_year(desk, month)
    return tuple(_line(each, year[each.code], closed) for each in verbs.indicators.INDICATORS)


def _line(
    indicator: Indicator, year: tuple[int | None, ...], closed: ClosedMonth | None
) -> FigureLine:
    return FigureLine(
        code=indicator.code,
        title=_(indicator.title),
        definition=_(indicator.definition),
        origin=_(indicator.origin),
        law=indicator.law,
        is_part=bool(indicator.part_of),
        value=year[-1],
        before=year[-2],
        year=year,
        was_reported=closed is not None,
        reported=closed.values.get(indicator.code) if closed else None,
    )


def _choices(
    chosen: Month, this: Month, waiting: tuple[Month, ...], history: tuple[Told, ...]
) -> tuple[Month, ...]:
    """Every month from the first with work to this one, oldest first."""
    first = min([chosen, this, *waiting[:1], *(told.sent.month for told in history[-1:])])
    found = [first]
    while found[-1] < this:
        found.append(found[-1].after)
    return tuple(found)


def _parcel_of(history: tuple[Told, ...], month: Month) -> ParcelState | None:
    return next((told.sent.parcel for told in history if told.sent.month == month), None)


def _stage(
    checklist: Checklist,
    closed: ClosedMonth | None,
    lines: tuple[FigureLine, ...],
    parcel: ParcelState | None,
) -> Stage:
    if closed is None:
        return Stage.open if checklist.is_over else Stage.running
    if any(line.value != line.reported for line in lines):
        return Stage.changed
    if parcel is None:
        return Stage.to_seal if checklist.joined else Stage.to_join
    return Stage(parcel.value)


def _told(sent: SentMonth) -> Told:
    held = ""
    if sent.verdict and sent.parcel is not ParcelState.received:
        held = _(verbs.verdict.WORDS[verbs.verdict.Verdict(sent.verdict)])
    return Told(sent, held)
