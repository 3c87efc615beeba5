"""The forms of newspapers and magazines: a new one, its days, an issue not expected."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.kinds import Frequency
from jukung.domain.serial_days import USUAL_DAYS
from jukung.ui import theme
from jukung.ui.pages.desk_strips import Strip
from jukung.ui.pages.form_parts import choice_field, choice_of, go_on_with_enter
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import day_field, named, number_field
from jukung.ui.pieces.label import label
from jukung.words import _, weekday

RHYTHMS = {each: messages.FREQUENCIES[each] for each in Frequency if each is not Frequency.none}


class WeekdayTicks(QWidget):
    """Seven buttons for the days of the week; Space and the arrows choose."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = [Button(weekday(day, short=True), kind="choice") for day in range(7)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for day, button in enumerate(self._days):
            button.setAccessibleName(weekday(day))
            row.addWidget(button)
        row.addStretch(1)

    def days(self) -> frozenset[int]:
        """The chosen days, Monday 0."""
        return frozenset(day for day, button in enumerate(self._days) if button.isChecked())

    def show_days(self, chosen: frozenset[int]) -> None:
        """Show these days as chosen."""
        for day, button in enumerate(self._days):
            button.setChecked(day in chosen)

    def press(self, day: int) -> None:
        """Choose a day, or choose it no longer."""
        self._days[day].toggle()

    def take_focus(self) -> None:
        """Be ready at Monday."""
        self._days[0].setFocus()


class SerialForm(QWidget):
    """A name and how often it comes; a daily one on which days."""

    finished = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.publisher, self.issn = QLineEdit(), QLineEdit(), QLineEdit()
        self.title.setMaxLength(300)
        self.frequency = choice_field(RHYTHMS)
        self.ticks = WeekdayTicks()
        self._days = QWidget()
        days = QVBoxLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.addLayout(named(_("Days on which it comes"), self.ticks))
        said = _("Its issues are expected by how often it comes, and checked in with one key.")
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(12))
        column.addWidget(label(said, "second", wrap=True))
        column.addLayout(named(_("Title"), self.title))
        column.addLayout(named(_("How often it comes"), self.frequency))
        column.addWidget(self._days)
        column.addLayout(named(_("Publisher"), self.publisher))
        column.addLayout(named(_("ISSN"), self.issn))
        column.addStretch(1)
        go_on_with_enter((self.title, self.publisher, self.issn), self.finished.emit)
        self.frequency.currentIndexChanged.connect(self._show_days)
        self.frequency.setCurrentIndex(list(RHYTHMS).index(Frequency.monthly))
        self.load()

    def load(self) -> None:
        """Begin with nothing."""
        for field in (self.title, self.publisher, self.issn):
            field.clear()
        self.ticks.show_days(USUAL_DAYS)
        self._show_days()

    def take_focus(self) -> None:
        """Be ready for the title."""
        self.title.setFocus()

    def facts(self) -> dict[str, Any]:
        """What was typed."""
        frequency = Frequency(choice_of(self.frequency))
        return {
            "title": self.title.text(),
            "frequency": frequency,
            "publisher": self.publisher.text(),
            "issn": self.issn.text(),
            "days": self.ticks.days() if frequency is Frequency.daily else USUAL_DAYS,
        }

    @Slot()
    def _show_days(self) -> None:
        self._days.setVisible(choice_of(self.frequency) == Frequency.daily)


class DaysStrip(Strip):
    """Asks on which days a newspaper comes; Enter keeps them."""

    answered = Signal(object)
    """The days of the week, Monday 0."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="", parent=parent)
        self._title = label("", "heading", wrap=True)
        self._said = label(_("Public holidays of the calendar are passed over."), "second")
        self.ticks = WeekdayTicks()
        self._keep = Button(_("Keep"), kind="primary", key="Enter", bound=False)
        self._leave = Button(_("Cancel"), key="Esc", bound=False)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self.ticks, 1)
        row.addWidget(self._keep)
        row.addWidget(self._leave)
        self.body.addWidget(self._title)
        self.body.addWidget(self._said)
        self.body.addLayout(row)
        self._keep.clicked.connect(self._answer)
        self._leave.clicked.connect(self.leave)

    def ask(self, title: str, days: frozenset[int]) -> None:
        """Ask on which days a title comes."""
        self._title.setText(_("On which days does “{title}” come?").format(title=title))
        self.ticks.show_days(days)
        self.show()
        self.ticks.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _answer(self) -> None:
        if self.isVisible():
            self.hide()
            self.answered.emit(self.ticks.days())


class IssueStrip(Strip):
    """Day, volume, number and how many of an issue that came; Enter checks it in."""

    answered = Signal(object)
    """The day, volume, number and count."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="", parent=parent)
        self._title = label("", "heading")
        self.day = day_field(date(2000, 1, 1))
        self.volume, self.number = QLineEdit(), QLineEdit()
        self.count = number_field(1, 999, value=1)
        self._keep = Button(_("Check in"), kind="primary", key="Enter", bound=False)
        self._leave = Button(_("Cancel"), key="Esc", bound=False)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for name, field in (
            (_("Day of the issue"), self.day),
            (_("Volume"), self.volume),
            (_("Number#issue"), self.number),
            (_("How many"), self.count),
        ):
            row.addLayout(named(name, field), 2 if field is self.day else 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._keep)
        buttons.addWidget(self._leave)
        self.body.addWidget(self._title)
        self.body.addLayout(row)
        self.body.addLayout(buttons)
        go_on_with_enter((self.volume, self.number), self._answer)
        self._keep.clicked.connect(self._answer)
        self._leave.clicked.connect(self.leave)

    def ask(self, title: str, *, today: date, volume: str = "") -> None:
        """Ask which issue of a title came."""
        self._title.setText(_("Which issue of “{title}” came?").format(title=title))
        self.day.show_day(today, today=today)
        self.volume.setText(volume)
        self.number.clear()
        self.count.setValue(1)
        self.show()
        self.day.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _answer(self) -> None:
        if not self.isVisible():
            return
        day = self.day.readable()
        if day is None:
            self.day.setFocus()
            return
        self.hide()
        self.answered.emit(
            (day, self.volume.text().strip(), self.number.text().strip(), self.count.value())
        )
