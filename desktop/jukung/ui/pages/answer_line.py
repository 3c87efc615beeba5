"""A question that the program cannot count, and the answer that is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.ui.pieces.stack import InView
from jukung.words import _

if TYPE_CHECKING:
    from jukung.figures.ready.answers import Asked


class AnswerLine(QWidget):
    """A line, or a list of what may be answered; Enter remembers."""

    answered = Signal(object, object)
    """The code of the question and what was typed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: Asked | None = None
        self._question = label("", "field", wrap=True)
        self.line, self.list = QLineEdit(), QComboBox()
        self._fields = InView()
        self._fields.addWidget(self.line)
        self._fields.addWidget(self.list)
        self._keep = Button(_("Remember"), key="Ctrl+R")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._question, 1)
        row.addWidget(self._fields, 1)
        row.addWidget(self._keep)
        self.line.returnPressed.connect(self._tell)
        self._keep.clicked.connect(self._tell)

    def show_question(self, asked: Asked | None, *, named: bool = True) -> None:
        """Ask something, by its name unless that stands above; nothing hides the line."""
        self._asked = asked
        self.setVisible(asked is not None)
        if asked is None:
            return
        said = _("said for {year}").format(year=asked.year) if asked.year else ""
        told = [each for each in (asked.title if named else "", asked.unit, said) if each]
        self._question.setText(" · ".join(told))
        self._question.setVisible(bool(told))
        for field in (self.line, self.list):
            field.setAccessibleName(asked.title)
        choices = asked.choices
        if asked.kind == "yes":
            choices = (("yes", _("yes")), ("no", _("no")))
        if not choices:
            self.line.setText(asked.text)
            self._fields.setCurrentWidget(self.line)
            return
        self.list.clear()
        self.list.addItem("–", "")
        for name, words in choices:
            self.list.addItem(words, name)
        self.list.setCurrentIndex(max(self.list.findData(asked.text), 0))
        self._fields.setCurrentWidget(self.list)

    def take_focus(self) -> None:
        """Go to where the answer is typed or chosen."""
        field = self.list if self._fields.currentWidget() is self.list else self.line
        if self.isVisible():
            field.setFocus()

    @Slot()
    def _tell(self) -> None:
        if self._asked is None:
            return
        listed = self._fields.currentWidget() is self.list
        typed = str(self.list.currentData()) if listed else self.line.text()
        self.answered.emit(self._asked.code, typed)
