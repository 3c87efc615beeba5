"""The forms of newspapers and magazines: a new one, and an issue that was not expected."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.kinds import Frequency
from jukung.ui import theme
from jukung.ui.pages.desk_strips import Strip
from jukung.ui.pages.form_parts import choice_field, choice_of, go_on_with_enter
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import day_field, named, number_field
from jukung.ui.pieces.label import label
from jukung.words import _

RHYTHMS = {each: messages.FREQUENCIES[each] for each in Frequency if each is not Frequency.none}


class SerialForm(QWidget):
    """A name and how often it comes."""

    finished = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.publisher, self.issn = QLineEdit(), QLineEdit(), QLineEdit()
        self.title.setMaxLength(300)
        self.frequency = choice_field(RHYTHMS)
        self.frequency.setCurrentIndex(list(RHYTHMS).index(Frequency.monthly))
        said = _("Its issues are expected by how often it comes, and checked in with one key.")
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(12))
        column.addWidget(label(said, "second", wrap=True))
        column.addLayout(named(_("Title"), self.title))
        column.addLayout(named(_("How often it comes"), self.frequency))
        column.addLayout(named(_("Publisher"), self.publisher))
        column.addLayout(named(_("ISSN"), self.issn))
        column.addStretch(1)
        go_on_with_enter((self.title, self.publisher, self.issn), self.finished.emit)

    def load(self) -> None:
        """Begin with nothing."""
        for field in (self.title, self.publisher, self.issn):
            field.clear()

    def take_focus(self) -> None:
        """Be ready for the title."""
        self.title.setFocus()

    def facts(self) -> dict[str, Any]:
        """What was typed."""
        return {
            "title": self.title.text(),
            "frequency": Frequency(choice_of(self.frequency)),
            "publisher": self.publisher.text(),
            "issn": self.issn.text(),
        }


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
