"""The slips of a list as a PDF, made on a lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.ui import verbs

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.hold_lines import HoldLine
    from jukung.library.reminding import Reminder
    from jukung.paper.reminders import ReminderSlip


def slips_pdf(desk: Desk, kind: str, *, paper: str) -> bytes:
    """The slips of everybody on a list; refuses NothingToPrint."""
    return verbs.reminders.slip_pages(
        _slips(desk, kind), library=desk.profile.name, today=desk.today, paper=paper
    )


def _slips(desk: Desk, kind: str) -> list[ReminderSlip]:
    if kind == "ready":
        return [_ready_slip(hold) for hold in verbs.holds.ready_shelf(desk, 0, 2000)]
    day = desk.today if kind == "due" else None
    return [_reminder_slip(each, kind) for each in verbs.reminding.reminders(desk, day=day)]


def _reminder_slip(reminder: Reminder, kind: str) -> ReminderSlip:
    lines = tuple(
        verbs.reminders.SlipLine(line.title, line.barcode, line.due_on, line.late_days)
        for line in reminder.lines
    )
    return verbs.reminders.ReminderSlip(
        verbs.reminders.SlipKind(kind),
        reminder.card,
        reminder.name,
        lines,
        guardian=reminder.guardian,
        fine=reminder.fine,
    )


def _ready_slip(hold: HoldLine) -> ReminderSlip:
    until = hold.until_on or hold.placed_on
    line = verbs.reminders.SlipLine(hold.title, hold.barcode, until)
    return verbs.reminders.ReminderSlip(
        verbs.reminders.SlipKind.ready, hold.card, hold.name, (line,)
    )
