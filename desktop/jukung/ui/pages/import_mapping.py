"""The columns of a list: its first rows, and above each what it is used for.

What would come of it is counted while somebody chooses; nothing is stored here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.exchange.imports.title_use_words import USES
from jukung.ui import theme, verbs
from jukung.ui.pages.import_words import listed
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.room import Room
from jukung.words import _, many

if TYPE_CHECKING:
    from jukung.exchange.imports.mapping import Counted, Sketch
    from jukung.ui.jobs import Progress, Stopped

WIDE, MOST_COLUMNS = 178, 80


class MappingView(QWidget):
    """Lets somebody say what the columns of a list are."""

    chosen = Signal(object, object)
    """The file, and the uses of its columns."""
    left = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._path: Path | None = None
        self._sketch: Sketch | None = None
        self._choices: list[QComboBox] = []
        self._file = label("", "title")
        self._said = label("", "small", wrap=True)
        self._total = label("", "strong", wrap=True)
        self._table: QScrollArea = scrolling()
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._leave = Button(_("Cancel"), key="Esc")
        self._go = Button(_("Look at it"), kind="primary", icon="search", key="Ctrl+S")
        self._lay_out()
        self._leave.clicked.connect(self.left)
        self._go.clicked.connect(self._choose)

    def show_sketch(self, path: Path, sketch: Sketch, uses: tuple[str, ...] = ()) -> None:
        """Show a list with its columns as they are understood, or were chosen before."""
        self._path, self._sketch = path, sketch
        self._file.setText(path.name)
        self._said.setText(
            _("Understood as the last time. Choose otherwise above a column.")
            if sketch.is_remembered
            else _("Say above each column what it is. One of them must be the title.")
        )
        self._show_columns(uses or tuple(map(str, sketch.uses)))
        self._count()
        if self._choices:
            self._choices[0].setFocus()

    def uses(self) -> tuple[str, ...]:
        """What each column is used for."""
        return tuple(str(choice.currentData()) for choice in self._choices)

    def choose_use(self, place: int, use: str) -> None:
        """Use a column for something, as its field does."""
        choice = self._choices[place]
        choice.setCurrentIndex(choice.findData(use))

    def total(self) -> str:
        """What is said of what would come."""
        return self._total.text()

    @Slot()
    def press_go(self) -> None:
        """Go on, as the button does."""
        self._go.click()

    @Slot()
    def _choose(self) -> None:
        if self._path is not None:
            self.chosen.emit(self._path, self.uses())

    @Slot()
    def _count(self) -> None:
        """Count what would come, away from the window; the latest choice wins."""
        sketch, uses = self._sketch, self.uses()
        self._go.setEnabled("title" in uses)
        if sketch is None or "title" not in uses:
            self._total.setText(_("Say first which column is the title."))
            return

        def work(_progress: Progress, stopped: Stopped) -> tuple[tuple[str, ...], Counted]:
            wanted = verbs.import_columns.uses_named(uses)
            return uses, verbs.import_columns.count(sketch.table, wanted, stopped=stopped)

        self._room.jobs.run(work, owner=self, then=self._show_count, refused=self._refuse)

    def _show_count(self, found: tuple[tuple[str, ...], Counted]) -> None:
        uses, counted = found
        if uses == self.uses():
            titles, copies, odd = counted.titles, counted.copies, counted.findings
            self._total.setText(
                listed(
                    (titles, many("{count} title", "{count} titles", titles)),
                    (copies, many("{count} copy", "{count} copies", copies)),
                    (odd, many("{count} finding", "{count} findings", odd)),
                )
            )

    def _refuse(self, refusal: errors.Refusal) -> None:
        self._total.setText(messages.sentence(refusal))

    def _show_columns(self, uses: tuple[str, ...]) -> None:
        sketch = self._sketch
        self._choices = []
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        header = sketch.table.header[:MOST_COLUMNS] if sketch else ()
        rows = sketch.first_rows if sketch else ()
        for place, name in enumerate(header):
            choice = self._choice(name, uses[place] if place < len(uses) else "nothing")
            grid.addWidget(choice, 0, place)
            grid.addWidget(_short(name, "strong"), 1, place)
            for at, cells in enumerate(rows, 2):
                grid.addWidget(
                    _short(cells[place] if place < len(cells) else "", "small"), at, place
                )
        grid.setRowStretch(len(rows) + 2, 1)
        grid.setColumnStretch(len(header), 1)
        self._table.setWidget(inside)

    def _choice(self, name: str, use: str) -> QComboBox:
        made = QComboBox()
        made.setFixedWidth(theme.px(WIDE))
        made.setAccessibleName(_("Column {name}").format(name=name))
        for each, words in USES.items():
            made.addItem(_(words), each)
        made.setCurrentIndex(max(made.findData(use), 0))
        made.currentIndexChanged.connect(self._count)
        made.installEventFilter(self)
        self._choices.append(made)
        return made

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A column that is reached by Tab comes into view; a wheel goes past it.
        if isinstance(watched, QComboBox):
            if event.type() == QEvent.Type.FocusIn:
                self._table.ensureWidgetVisible(watched)
            elif event.type() == QEvent.Type.Wheel and not watched.hasFocus():
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(self._file)
        card.body.addWidget(self._said)
        card.body.addWidget(self._table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self._leave)
        foot.addWidget(self._total, 1)
        foot.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(card, 1)
        column.addLayout(foot)


def _short(text: str, look: str) -> QWidget:
    made = label(text, look)
    made.setToolTip(text)
    made.setFixedWidth(theme.px(WIDE))
    return made
