"""The runs that wait for the printer, above everything else of the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pages.label_kinds import EVERY
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.words import _, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukung.library.print_runs import RunView

# The list of several shows so many rows and then scrolls.
MOST_ROWS, ROW_HEIGHT = 3, 56


class WaitingStrip(QWidget):
    """One run is a row; several are one row, with their list when it is wanted."""

    continue_wanted = Signal(object)
    """The run to go on with."""

    discard_wanted = Signal(object)
    """The run to give up."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._asked = ""
        self._open = False
        self._shown: object = None
        self._runs: tuple[RunView, ...] = ()
        self._titles: Mapping[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self.hide()

    def show_runs(self, runs: Sequence[RunView], titles: Mapping[str, str]) -> None:
        """Show the runs; `titles` are those of the sheets."""
        if self._asked not in {run.id for run in runs}:
            self._asked = ""
        self._open = self._open and len(runs) > 1
        shown = (tuple(runs), dict(titles), self._asked, self._open)
        if shown == self._shown:
            return
        self._shown = shown
        self._runs, self._titles = tuple(runs), titles
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = self._made()
        for row in self._rows:
            self._column.addWidget(row)
        self.setVisible(bool(runs))

    def words(self) -> tuple[str, ...]:
        """What is said of each run."""
        return tuple(run_words(run, self._titles) for run in self._runs)

    def is_folded(self) -> bool:
        """Whether several runs stand in one row."""
        return len(self._runs) > 1 and not self._open

    def _made(self) -> list[QWidget]:
        if len(self._runs) < 2:
            return [self._row(run, first=True) for run in self._runs]
        made: list[QWidget] = [self._folded()]
        if self._open:
            inside = QWidget()
            column = QVBoxLayout(inside)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(6))
            for run in self._runs:
                column.addWidget(self._row(run, first=False))
            column.addStretch(1)
            area = scrolling(inside)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFixedHeight(theme.px(ROW_HEIGHT) * min(len(self._runs), MOST_ROWS))
            made.append(area)
        return made

    def _folded(self) -> QWidget:
        card, row = _card()
        words = _("{count} printings wait.").format(count=number(len(self._runs)))
        row.addWidget(label(words, "strong", wrap=True), 1)
        fold = Button(_("Hide the list") if self._open else _("Show the list"))
        fold.clicked.connect(self._fold)
        row.addWidget(fold)
        go_on = Button(_("Continue the first"), key="Ctrl+G")
        go_on.setAccessibleDescription(run_words(self._runs[0], self._titles))
        go_on.clicked.connect(partial(self.continue_wanted.emit, self._runs[0]))
        row.addWidget(go_on)
        return card

    def _row(self, run: RunView, *, first: bool) -> QWidget:
        card, row = _card()
        is_asked = run.id == self._asked
        words = run_words(run, self._titles)
        if is_asked:
            words = _("Give up what is left of it? Nothing of it was counted as printed.")
        said = label(words, "strong", wrap=True)
        row.addWidget(said, 1)
        if is_asked:
            keep, drop = Button(_("Keep it")), Button(_("Discard"), kind="danger")
            keep.clicked.connect(partial(self._ask, ""))
            drop.clicked.connect(partial(self.discard_wanted.emit, run))
            row.addWidget(keep)
            row.addWidget(drop)
        else:
            drop = Button(_("Discard"))
            drop.setAccessibleName(_("Discard: {run}").format(run=words))
            go_on = Button(_("Continue"), key="Ctrl+G" if first else "")
            drop.clicked.connect(partial(self._ask, run.id))
            go_on.clicked.connect(partial(self.continue_wanted.emit, run))
            row.addWidget(drop)
            row.addWidget(go_on)
        return card

    def _ask(self, run_id: str, *_pressed: object) -> None:
        self._asked = run_id
        self.show_runs(self._runs, self._titles)

    def _fold(self, *_pressed: object) -> None:
        self._open = not self._open
        self.show_runs(self._runs, self._titles)


def _card() -> tuple[Card, QHBoxLayout]:
    card = Card(tint="gold")
    card.body.setContentsMargins(theme.px(16), theme.px(6), theme.px(10), theme.px(6))
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    card.body.addLayout(row)
    return card, row


def run_words(run: RunView, titles: Mapping[str, str]) -> str:
    """A run in one line, such as `Waiting: barcode labels, 210 of 300 left, Tom & Jerry 107`."""
    return _("Waiting: {labels}, {left} of {total} left, {sheet}").format(
        labels=_(EVERY[run.what].several),
        left=number(run.left_count),
        total=number(run.total),
        sheet=titles.get(run.sheet, run.sheet),
    )
