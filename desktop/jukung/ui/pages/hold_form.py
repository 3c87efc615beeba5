"""The small form that lets somebody wait for a title: a card, or a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.form_parts import column
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.library.members import MemberView


class HoldForm(QWidget):
    """Asks who waits; where a name fits several, they are listed to choose from."""

    finished = Signal()
    """Enter in the line."""

    chosen = Signal(object)
    """The card of somebody in the list."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "strong", wrap=True)
        self._queue = label("", "second", wrap=True)
        self._who = QLineEdit()
        self._who.returnPressed.connect(self.finished)
        self._who.textEdited.connect(self._forget)
        self._found: Rows[MemberView] = Rows(
            [Column(_("Member"), lambda member: Cell(member.name or member.card, member.card))]
        )
        self._table = Table(self._found, rows="two")
        self._table.setFixedHeight(theme.px(260))
        self._table.hide()
        self._table.chosen.connect(self._choose)
        fields = column()
        fields.addWidget(self._title)
        fields.addWidget(self._queue)
        self._field = named(_("Card number or name"), self._who)
        fields.addLayout(self._field)
        fields.addWidget(self._table)
        fields.addStretch(1)
        self.setLayout(fields)

    def load(self, title: str, *, waiting: int) -> None:
        """Begin for a title that so many wait for."""
        self._title.setText(title)
        words = many("{count} waits already.", "{count} wait already.", waiting)
        self._queue.setText(
            words.format(count=number(waiting)) if waiting else _("Nobody waits yet.")
        )
        self._who.clear()
        self._forget()

    def who(self) -> str:
        """The card or name typed."""
        return self._who.text().strip()

    def offer(self, found: Sequence[MemberView]) -> None:
        """List whom the name may mean, the cursor on the first."""
        self._found.show_values(found)
        self._table.show()
        self._table.setFocus()
        self._table.point_at(0)

    def offered(self) -> list[MemberView]:
        """Those listed."""
        return self._found.values()

    def take_focus(self) -> None:
        """Begin with the line."""
        self._who.setFocus()
        self._who.selectAll()

    @Slot()
    def _forget(self) -> None:
        self._found.show_values(())
        self._table.hide()

    @Slot(object)
    def _choose(self, member: MemberView) -> None:
        self.chosen.emit(member.card)
