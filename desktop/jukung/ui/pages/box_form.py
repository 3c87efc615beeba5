"""The form of a box that came before its file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from jukung.domain.typed import Lean
from jukung.ui import theme
from jukung.ui.pieces.fields import day_field, named
from jukung.ui.pieces.label import label
from jukung.words import _

_USUAL_LOAN = timedelta(days=90)


class EarlyBoxForm(QWidget):
    """The number on the box, whose it is, and until when."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.owner = QLineEdit(), QLineEdit()
        self.number.setMaxLength(40)
        self.owner.setMaxLength(120)
        self.due = day_field(date(2000, 1, 1), lean=Lean.ahead)
        said = _(
            "Its copies can be scanned in and lent now. When the file comes, "
            "it is matched by the number."
        )
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(12))
        column.addWidget(label(said, "second", wrap=True))
        column.addLayout(named(_("Number on the box"), self.number))
        column.addLayout(named(_("Whose it is"), self.owner))
        column.addLayout(named(_("Goes back on"), self.due))
        column.addStretch(1)
        self.number.returnPressed.connect(self.owner.setFocus)
        self.owner.returnPressed.connect(self.due.setFocus)

    def load(self, owner: str, *, today: date) -> None:
        """Begin with the agency that the library reports to."""
        self.number.clear()
        self.owner.setText(owner)
        self.due.show_day(today + _USUAL_LOAN, today=today)

    def take_focus(self) -> None:
        """Be ready for the number."""
        self.number.setFocus()

    def facts(self) -> dict[str, Any]:
        """What was typed; refuses DayUnreadable."""
        return {
            "number": self.number.text(),
            "owner": self.owner.text(),
            "due_on": self.due.day(),
        }
