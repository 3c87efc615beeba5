"""Small slips of paper: reminders to hand over, and notes for copies set aside.

Eight to a page, to be cut apart: whom it is for, which copies, until when.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jukung.domain.errors import NothingToPrint
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages, fit_text, text_width
from jukung.paper.papers import SHEETS
from jukung.paper.writing import plain
from jukung.words import _, brief_day, many, number, plain_day, rupiah

ACROSS, DOWN = 2, 4

_SIDE, _TOP, _LEADING = 8.0, 8.0, 5.4
_SECOND = 3.7  # mm from a title down to its day
_MOST_LINES = 3
_HAIR = 0.1


class SlipKind(StrEnum):
    """What a slip is for."""

    late = "late"
    due = "due"
    ready = "ready"


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A copy and its day: when it is due, or until when it waits."""

    title: str
    barcode: str
    on: date
    late_days: int = 0


@dataclass(frozen=True, slots=True)
class ReminderSlip:
    """One slip; without a name it is addressed by the card alone."""

    kind: SlipKind
    card: str
    name: str
    lines: tuple[SlipLine, ...]
    guardian: str = ""
    fine: int = 0


def slip_pages(
    slips: Sequence[ReminderSlip], *, library: str, today: date, paper: str = "a4"
) -> bytes:
    """PDF pages with these slips, in order; refuses NothingToPrint."""
    if not slips:
        raise NothingToPrint
    width, height = SHEETS[paper]
    pages = Pages(width, height, title=_("Reminders"))
    each = ACROSS * DOWN
    for place, slip in enumerate(slips):
        if place and place % each == 0:
            pages.turn()
        if place % each == 0:
            _draw_cuts(pages, width, height)
        column, row = place % ACROSS, place % each // ACROSS
        cell = _Cell(
            pages,
            left=column * width / ACROSS + _SIDE,
            top=row * height / DOWN + _TOP,
            width=width / ACROSS - 2 * _SIDE,
            height=height / DOWN - 2 * _TOP,
        )
        _draw(cell, slip, library=library, today=today)
    return pages.finished()


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where one slip is drawn; its origin is the upper left corner."""

    pages: Pages
    left: float
    top: float
    width: float
    height: float

    def write(
        self,
        text: str,
        y: float,
        *,
        font: str = REGULAR,
        size: float = 8.5,
        room: float = 0.0,
        right: bool = False,
    ) -> None:
        """Write a line `y` mm below the top, as wide as `room` mm allows."""
        line, fitting = fit_text(
            plain(text), font, size=size, width=room or self.width, smallest=size * 0.85
        )
        if right:
            end = self.left + self.width
            self.pages.right(line, end, self.top + y, font=font, size=fitting)
        else:
            self.pages.left(line, self.left, self.top + y, font=font, size=fitting)

    def rule(self, y: float) -> None:
        """Draw a line across."""
        self.pages.box(self.left, self.top + y - 0.25, width=self.width, height=0.25)


def _draw(cell: _Cell, slip: ReminderSlip, *, library: str, today: date) -> None:
    day = brief_day(today)
    day_width = text_width(day, REGULAR, size=8.0) + 4
    cell.write(library, 3.0, font=BOLD, size=9.0, room=cell.width - day_width)
    cell.write(day, 3.0, size=8.0, right=True)
    cell.rule(5.0)
    cell.write(_heading(slip.kind), 11.0, font=BOLD, size=12.0)
    card = _("Card {card}").format(card=slip.card)
    cell.write(f"{slip.name} · {card}" if slip.name else card, 17.0, font=BOLD, size=10.0)
    y = 17.0
    if slip.guardian:
        y += _LEADING
        cell.write(_("Parent: {name}").format(name=slip.guardian), y)
    y += 2.2
    shown = slip.lines[:_MOST_LINES]
    for line in shown:
        y += _LEADING
        cell.write(line.title, y, size=9.0)
        y += _SECOND
        cell.write(f"{line.barcode} · {_when(line)}", y, size=7.5)
    if left := len(slip.lines) - len(shown):
        y += _LEADING - 0.6
        cell.write(_("and {count} more").format(count=number(left)), y, size=7.5)
    cell.write(_closing(slip), cell.height, size=8.0)


def _heading(kind: SlipKind) -> str:
    return {
        SlipKind.late: _("Please bring back"),
        SlipKind.due: _("Due today"),
        SlipKind.ready: _("Set aside for"),
    }[kind]


def _when(line: SlipLine) -> str:
    if not line.late_days:
        return plain_day(line.on)
    late = many("{count} day late", "{count} days late", line.late_days)
    return f"{plain_day(line.on)} · {late.format(count=number(line.late_days))}"


def _closing(slip: ReminderSlip) -> str:
    if slip.kind is SlipKind.ready:
        return _("Keep it on the ready shelf until this day.")
    if slip.fine:
        return _("Fine so far: {amount}. Thank you.").format(amount=rupiah(slip.fine))
    return _("Thank you for bringing it back.")


def _draw_cuts(pages: Pages, width: float, height: float) -> None:
    for column in range(1, ACROSS):
        pages.box(column * width / ACROSS, 0, width=_HAIR, height=height)
    for row in range(1, DOWN):
        pages.box(0, row * height / DOWN - _HAIR, width=width, height=_HAIR)
