"""What the page of a month's report shows, read at one desk.

Everything here runs on a lane; the page is given frozen values.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jukung.domain import months
from jukung.domain.kinds import ParcelAct, ParcelState, Role
from jukung.domain.months import Month
from jukung.ui import verbs
from jukung.ui.pages import send_lines
from jukung.words import _

if TYPE_CHECKING:
    from datetime import date

    from jukung.library.closing import Checklist, ClosedMonth, SentMonth
    from jukung.library.desk import Desk
    from jukung.ui.pages.send_lines import FigureLine


SEEN = 36
_KEEPING = frozenset({Role.head, Role.librarian, Role.officer})


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
class Told:
    """A month of the history: its report's way, and what the agency said of it."""

    sent: SentMonth
    held: str
    """Why the agency did not take it, in words; empty where it did or is silent."""


@dataclass(frozen=True, slots=True)
class MonthView:
    """Everything the page shows of one month."""

    month: Month
    today: date
    choices: tuple[Month, ...]
    stage: Stage
    checklist: Checklist
    lines: tuple[FigureLine, ...]
    history: tuple[Told, ...]
    waiting: tuple[Month, ...]
    agency: str
    fingerprint: str
    is_idle: bool
    """Whether nothing at all was recorded in the month."""
    may_keep: bool
    """Whether who stands here closes months."""

    @property
    def is_clear(self) -> bool:
        """Whether the checklist has nothing that must be looked at."""
        check = self.checklist
        said = check.days_without_visits or check.clock_doubt_count or check.slips_waiting
        return check.is_over and not said and not self.is_idle

    @property
    def sent(self) -> SentMonth | None:
        """The way of this month's report; None before it was closed."""
        return next((told.sent for told in self.history if told.sent.month == self.month), None)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the last thing sealed for the month takes it back."""
        return self.sent is not None and self.sent.kind is ParcelAct.withdrawal

    @property
    def missing(self) -> tuple[FigureLine, ...]:
        """Figures neither recorded nor explained; a running month misses none yet."""
        if not self.checklist.is_over:
            return ()
        return tuple(
            line
            for line in self.lines
            if line.value is None and not line.is_part and not line.words
        )

    @property
    def jumping(self) -> tuple[FigureLine, ...]:
        """Figures far from the month before, without a word of why."""
        if not self.checklist.is_over or self.is_idle:
            return ()
        return tuple(line for line in self.lines if line.jumps and not line.words)

    @property
    def guarded(self) -> tuple[FigureLine, ...]:
        """Figures that are not told outside as they are, so that nobody is recognised."""
        return tuple(line for line in self.lines if line.guarded and not self.is_idle)

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
    lines = send_lines.lines(desk, chosen, closed)
    checklist = verbs.closing.checklist(desk, chosen)
    worked = verbs.silent_months.was_worked(desk, chosen)
    sent = _sent_of(history, chosen)
    changed = _changed(closed, lines, sent, worked=worked)
    return MonthView(
        month=chosen,
        today=desk.today,
        choices=_choices(chosen, this, waiting, history),
        stage=_stage(checklist, closed, sent, changed=changed),
        checklist=checklist,
        lines=lines,
        history=history,
        waiting=waiting,
        agency=agency.name if agency else "",
        fingerprint=verbs.identity.fingerprint(desk.profile.uid, desk.profile.public_key),
        is_idle=not worked,
        may_keep=desk.staff.role in _KEEPING,
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


def _sent_of(history: tuple[Told, ...], month: Month) -> SentMonth | None:
    return next((told.sent for told in history if told.sent.month == month), None)


def _stage(
    checklist: Checklist, closed: ClosedMonth | None, sent: SentMonth | None, *, changed: bool
) -> Stage:
    if closed is None:
        return Stage.open if checklist.is_over else Stage.running
    if changed:
        return Stage.changed
    if sent is None or sent.parcel is None:
        return Stage.to_seal if checklist.joined else Stage.to_join
    return Stage(sent.parcel.value)


def _changed(
    closed: ClosedMonth | None,
    lines: tuple[FigureLine, ...],
    sent: SentMonth | None,
    *,
    worked: bool,
) -> bool:
    """Whether the file now says something else than what was closed."""
    if closed is None or (sent is not None and sent.kind is ParcelAct.withdrawal):
        return False
    # A month without any figure was closed as one in which nothing happened.
    return any(line.has_changed for line in lines) if closed.values else worked


def _told(sent: SentMonth) -> Told:
    held = ""
    # A typed code stands where a verdict will, and is none.
    known = sent.verdict in tuple(verbs.verdict.Verdict)
    if known and sent.parcel is not ParcelState.received:
        held = _(verbs.verdict.WORDS[verbs.verdict.Verdict(sent.verdict)])
    return Told(sent, held)
