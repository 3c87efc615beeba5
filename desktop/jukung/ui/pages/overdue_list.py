"""Who is late, with a box to tick for each letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jukung.domain.kinds import LetterKind
from jukung.ui import theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.tick_table import TickTable, tick_column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.words import _, many, number, short_month

if TYPE_CHECKING:
    from datetime import date

    from jukung.library.desk import Desk
    from jukung.ui.room import Room


@dataclass(frozen=True, slots=True)
class LateOne:
    """Somebody who is late, and when a letter last went out."""

    card: str
    name: str
    copies: int
    days: int
    last_on: date | None


def late_ones(desk: Desk) -> tuple[LateOne, ...]:
    """Everybody who is late, the longest first."""
    last: dict[str, date] = {}
    for year in (desk.today.year - 1, desk.today.year):
        for letter in verbs.letter_book.register(desk, year=year, limit=2000):
            if letter.kind is LetterKind.overdue and letter.card and not letter.cancelled:
                known = last.get(letter.card, letter.written_on)
                last[letter.card] = max(known, letter.written_on)
    return tuple(
        LateOne(
            each.card,
            each.name,
            len(each.lines),
            max(line.late_days for line in each.lines),
            last.get(each.card),
        )
        for each in verbs.reminding.reminders(desk)
    )


class OverdueList(Card):
    """The member pointed at is shown at the right; those ticked are printed."""

    changed = Signal()
    """Another member is pointed at, or other ones are ticked."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._room = room
        self._rows: Rows[LateOne] = Rows(_columns())
        self.table = TickTable(self._rows, lambda one: one.card)
        self.table.setMinimumHeight(theme.px(180))
        self.table.set_empty(_("Nobody is late. Letters can be written when somebody is."))
        self._count = label("", "strong")
        self._all = Button(_("Tick all"), key="Ctrl+A")
        head = self.add_head()
        head.addWidget(self._count, 1)
        head.addWidget(self._all)
        self.body.addWidget(self.table, 1)
        self._all.clicked.connect(self.table.tick_all)
        self.table.pointed.connect(self._tell)
        self.table.ticked.connect(self._tell)
        self._tell_count()

    @Slot()
    def refresh(self) -> None:
        """Read who is late now."""
        self._room.jobs.read(late_ones, owner=self, then=self._show, latest="late")

    def pointed(self) -> str:
        """The card of the member pointed at; empty where nobody is."""
        one = self.table.current_value()
        return one.card if one is not None else ""

    def ticked(self) -> tuple[str, ...]:
        """The cards ticked, in order."""
        return tuple(self.table.ticks())

    def values(self) -> list[LateOne]:
        """Everybody in the list."""
        return self._rows.values()

    def take_focus(self) -> None:
        """Begin in the list."""
        self.table.take_focus()

    def _show(self, late: tuple[LateOne, ...]) -> None:
        row = max(self.table.currentIndex().row(), 0)
        self._rows.show_values(late)
        self.table.tick(set(self.table.ticks()))
        if late:
            self.table.point_at(min(row, len(late) - 1))
        self._all.setEnabled(bool(late))
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self._tell_count()
        self.changed.emit()

    def _tell_count(self) -> None:
        count = len(self.table.ticks())
        words = many("{count} letter ticked", "{count} letters ticked", count)
        self._count.setText(words.format(count=number(count)) if count else _("Who is late"))


def _columns() -> list[Column[LateOne]]:
    return [
        tick_column(),
        Column(_("Member"), _member),
        Column(_("Late"), _late, width=118),
    ]


def _member(one: LateOne) -> Cell:
    letter = ""
    if one.last_on:
        # The year is clear: older letters are not asked for.
        day = f"{one.last_on.day} {short_month(one.last_on.month)}"
        letter = _("letter {day}").format(day=day)
    below = [one.card if one.name else "", letter]
    return Cell(one.name or one.card, " · ".join(filter(None, below)), strong=True)


def _late(one: LateOne) -> Cell:
    days = many("{count} day", "{count} days", one.days).format(count=number(one.days))
    copies = many("{count} copy", "{count} copies", one.copies).format(count=number(one.copies))
    return Cell(days, copies, tint="bad")
