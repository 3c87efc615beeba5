"""A field for a day, typed as on a paper slip and read back in words.

A field with a part for the year, the month and the day takes eight figures apart
wrongly without a word; this one says which day it understood, or that it did not.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain import typed
from jukung.domain.errors import Refusal
from jukung.domain.typed import Lean
from jukung.ui import theme
from jukung.ui.pieces.icon import icon
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.words import _, brief_day, weekday

LONGEST = 24
# Words that are not there yet keep the height of their line.
_NOTHING = "\N{NO-BREAK SPACE}"


class DayField(QWidget):
    """A line for a day, with the day in words below and a calendar at its end."""

    changed = Signal()
    """The line means another day."""

    entered = Signal()
    """Enter, with a day in the line."""

    def __init__(self, day: date, *, lean: Lean = Lean.past, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day, self._today, self._lean = day, day, lean
        self.line = _DayLine()
        self._words = label(_NOTHING, "small", wrap=True)
        self._calendar: QCalendarWidget | None = None
        self._choose = QAction(icon("calendar-days"), _("Choose from a calendar"), self)
        self.line.addAction(self._choose, QLineEdit.ActionPosition.TrailingPosition)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self.line)
        column.addWidget(self._words)
        self.setFocusProxy(self.line)
        self._choose.triggered.connect(self.open_calendar)
        self.line.textEdited.connect(self._follow)
        self.line.editingFinished.connect(self._finish)
        self.line.returnPressed.connect(self._enter)
        self.line.stepped.connect(self._step)
        self.line.calendar_wanted.connect(self.open_calendar)
        self.show_day(day)

    def show_day(self, day: date, *, today: date | None = None) -> None:
        """Show a day; what is typed is read as on today's day."""
        self._day, self._today = day, today or self._today
        self.line.setText(_figures(day))
        self._say(day)

    def day(self) -> date:
        """The day in the line; refuses DayUnreadable."""
        if self.line.text() == _figures(self._day):
            return self._day
        return typed.read_day(self.line.text(), today=self._today, lean=self._lean)

    def readable(self) -> date | None:
        """The day in the line; None while it cannot be read."""
        try:
            return self.day()
        except Refusal:
            return None

    def words(self) -> str:
        """What is said of the line: its day in words, or that it is none."""
        return self._words.text().strip(_NOTHING)

    @Slot()
    def open_calendar(self) -> None:
        """Choose the day from a calendar; Esc leaves it."""
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            self._calendar.clicked.connect(self._take)
            self._calendar.activated.connect(self._take)
        day = self.readable() or self._day
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.move(self.line.mapToGlobal(self.line.rect().bottomLeft()))
        self._calendar.show()
        self._calendar.setFocus()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._say(self.readable())

    @Slot(QDate)
    def _take(self, chosen: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self._become(date(chosen.year(), chosen.month(), chosen.day()))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _step(self, days: int) -> None:
        with suppress(OverflowError):
            self._become((self.readable() or self._day) + timedelta(days=days))
        self.line.selectAll()

    def _become(self, day: date) -> None:
        before = self._day
        self.show_day(day)
        if day != before:
            self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        """Say while fingers type what is understood; half a day is not yet wrong."""
        day = self.readable()
        self._say(day)
        if day is not None and day != self._day:
            kept = self.line.text()
            self._day = day
            self.changed.emit()
            # Whoever follows may show something, but not take the line from the fingers.
            if self.line.text() != kept and self.line.hasFocus():
                self.line.setText(kept)

    @Slot()
    def _finish(self) -> None:
        day = self.readable()
        if day is not None:
            self._become(day)
            return
        self._words.setText(_("This is not a day. Write it like 5/1 or 05012027."))
        dress(self._words, tint="bad")
        dress(self.line, wrong="true")

    @Slot()
    def _enter(self) -> None:
        if self.readable() is not None:
            self.entered.emit()

    def _say(self, day: date | None) -> None:
        shown = day is not None and self.isEnabled()
        self._words.setText(_in_words(day) if day is not None and shown else _NOTHING)
        dress(self._words, tint="")
        dress(self.line, wrong="")


class _DayLine(QLineEdit):
    """Keys of a day: arrows go to the next one, F4 opens the calendar."""

    stepped = Signal(int)
    calendar_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self._was_clicked = False

    @override
    def focusInEvent(self, arg__1: QFocusEvent) -> None:
        super().focusInEvent(arg__1)
        self._was_clicked = arg__1.reason() == Qt.FocusReason.MouseFocusReason
        if arg__1.reason() not in (
            Qt.FocusReason.MouseFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.selectAll()

    @override
    def mouseReleaseEvent(self, arg__1: QMouseEvent) -> None:
        super().mouseReleaseEvent(arg__1)
        # A first click stands ready for another day; a second one sets the cursor.
        if self._was_clicked and not self.hasSelectedText():
            self.selectAll()
        self._was_clicked = False

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        key, alt = arg__1.key(), arg__1.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and alt):
            self.calendar_wanted.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(arg__1)


def _figures(day: date) -> str:
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def _in_words(day: date) -> str:
    return f"{weekday(day.weekday(), short=True)} {brief_day(day)}"
