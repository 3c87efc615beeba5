"""Several titles of one ISBN: which one the book in the hand is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.ui.pages.bind_work import Meant


class BindChoice(Card):
    """A short list; Enter takes the title pointed at."""

    chosen = Signal(object)
    """The title it is."""

    new_wanted = Signal()
    """It is none of them."""

    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._head = label("", "heading", wrap=True)
        self._meant: Rows[Meant] = Rows(_columns())
        self.table = Table(self._meant, rows="wrap")
        leave = Button(_("Cancel"), key="Esc")
        new = Button(_("A new title"), key="Ctrl+N", icon="plus")
        take = Button(_("This one"), kind="primary")
        self.add_head().addWidget(self._head, 1)
        self.body.addWidget(self.table, 1)
        foot = self.add_foot()
        foot.addWidget(leave)
        foot.addStretch(1)
        foot.addWidget(new)
        foot.addWidget(take)
        self.table.chosen.connect(self.chosen)
        leave.clicked.connect(self.left)
        new.clicked.connect(self.new_wanted)
        take.clicked.connect(self._take)

    def show_meant(self, meant: Sequence[Meant], *, isbn: str) -> None:
        """Ask which of some titles it is."""
        words = _("{count} titles have ISBN {isbn}. Which one is it?")
        self._head.setText(words.format(count=number(len(meant)), isbn=isbn))
        self._meant.show_values(list(meant))
        self.table.point_at(0)

    def take_focus(self) -> None:
        """Take the keys."""
        self.table.take_focus()

    def words(self) -> str:
        """The question."""
        return self._head.text()

    @Slot()
    def _take(self) -> None:
        if (meant := self.table.current_value()) is not None:
            self.chosen.emit(meant)


def _columns() -> list[Column[Meant]]:
    return [Column(_("Title"), lambda meant: Cell(meant.title, meant.people, strong=True))]
