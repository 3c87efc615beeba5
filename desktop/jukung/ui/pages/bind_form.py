"""The few facts of a title that is met with its first copy in the hand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from jukung.ui.pages.form_parts import beside, column, go_on_with_enter
from jukung.ui.pieces.fields import named
from jukung.words import _


class BindForm(QWidget):
    """Title, author, class and ISBN; the rest is written later in the catalogue."""

    finished = Signal()
    """Enter in the last line."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = {name: QLineEdit() for name in ("title", "people", "class_number", "isbn")}
        self._lines["people"].setPlaceholderText(_("several with ; between"))
        fields = column()
        fields.addLayout(named(_("Title"), self._lines["title"]))
        fields.addLayout(named(_("Author"), self._lines["people"]))
        class_ = named(_("Class"), self._lines["class_number"])
        fields.addLayout(beside((class_, 2), (named(_("ISBN"), self._lines["isbn"]), 3)))
        fields.addStretch(1)
        self.setLayout(fields)
        go_on_with_enter(list(self._lines.values()), self.finished.emit)

    def load(self, *, title: str = "", isbn: str = "") -> None:
        """Begin with what is known."""
        for line in self._lines.values():
            line.clear()
        self._lines["title"].setText(title)
        self._lines["isbn"].setText(isbn)

    def take_focus(self) -> None:
        """Begin with the first line that is empty."""
        first = next((line for line in self._lines.values() if not line.text()), None)
        (first or self._lines["title"]).setFocus()

    def line(self, name: str) -> QLineEdit:
        """A line, such as `class_number`."""
        return self._lines[name]

    def facts(self) -> dict[str, Any]:
        """What the form says, by the names of a title's draft."""
        said: dict[str, Any] = {n: line.text().strip() for n, line in self._lines.items()}
        said["people"] = tuple(filter(None, (p.strip() for p in said["people"].split(";"))))
        return said
