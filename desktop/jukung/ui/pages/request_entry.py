"""Two fields for slips, one after another: the card stays until it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.library.title_lines import TitleLine

ROW, HEAD, MOST = 58, 44, 4


class RequestEntry(Card):
    """Enter goes from the card to the book and writes the slip; an empty book asks a new card."""

    written = Signal(object, object)
    """A card, and what its slip says."""

    chosen = Signal(object, object)
    """A card, and the id of one of the titles that were offered."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.card_line, self.book = QLineEdit(), QLineEdit()
        self.card_line.setPlaceholderText(_("Number on the card"))
        self.book.setPlaceholderText(_("Title, ISBN or number of a copy"))
        self._write = Button(_("Write down"), kind="primary", key="Ctrl+S")
        self._next = Button(_("Next card"), key="Ctrl+N")
        self._hint = label(
            _("Enter writes it down; the card stays. Enter in an empty line: the next card"),
            "note",
            wrap=True,
        )
        self._rows: Rows[TitleLine] = Rows(_columns())
        self.titles = Table(self._rows, rows="two")
        self.titles.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addLayout(named(_("Card"), self.card_line), 2)
        row.addLayout(named(_("Book"), self.book), 5)
        for button in (self._write, self._next):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.body.addWidget(self.titles)
        self.body.addWidget(self._hint)
        self.card_line.returnPressed.connect(self._go_to_book)
        self.book.returnPressed.connect(self.write)
        self._write.clicked.connect(self.write)
        self._next.clicked.connect(self.clear)
        self.titles.chosen.connect(self._choose)

    @Slot()
    def take_focus(self) -> None:
        """Go to the field that is wanted next."""
        (self.book if self.card_line.text().strip() else self.card_line).setFocus()

    @Slot()
    def write(self) -> None:
        """Give the slip out; without a book the next card is asked for."""
        card, words = self.card_line.text().strip(), self.book.text().strip()
        if not words:
            self.clear()
        elif not card:
            self.card_line.setFocus()
        else:
            self.titles.hide()
            self.written.emit(card, words)

    def go_on(self) -> None:
        """The slip was written: the next book of the same card."""
        self.titles.hide()
        self.book.clear()
        self.book.setFocus()

    def ask_again(self, *, card: bool) -> None:
        """Something does not fit: the card, or the book."""
        line = self.card_line if card else self.book
        line.setFocus()
        line.selectAll()

    def offer(self, found: Sequence[TitleLine]) -> None:
        """Show the titles that the words may mean."""
        self._rows.show_values(found)
        self.titles.setVisible(bool(found))
        if found:
            shown = min(len(found), MOST)
            self.titles.setFixedHeight(theme.px(HEAD + ROW * shown) + 2)
            self.titles.take_focus()

    @Slot()
    def clear(self) -> None:
        """Be ready for another card."""
        self.titles.hide()
        self._rows.show_values(())
        self.book.clear()
        self.card_line.clear()
        self.card_line.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.titles.isVisible():
            self.titles.hide()
            self.ask_again(card=False)
            return
        super().keyPressEvent(event)

    @Slot()
    def _go_to_book(self) -> None:
        if self.card_line.text().strip():
            self.book.setFocus()

    @Slot(object)
    def _choose(self, line: TitleLine) -> None:
        self.chosen.emit(self.card_line.text().strip(), line.id)


def _columns() -> list[Column[TitleLine]]:
    return [
        Column(_("Title"), lambda line: Cell(line.title, line.people, strong=True)),
        Column(_("On the shelf"), lambda line: number(line.in_count), width=120, align="right"),
    ]
