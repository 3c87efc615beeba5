"""What happened to a copy, below its form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import N_, _, brief_day

if TYPE_CHECKING:
    from jukung.library.copy_history import HistoryLine

# By the values of `copy_history.Happening`, which a page does not wait for; a test compares.
HAPPENINGS = {
    "registered": N_("Registered"),
    "changed": N_("Changed"),
    "lent": N_("Lent"),
    "read_here": N_("Read here"),
    "set_aside": N_("Set aside"),
    "lost": N_("Lost"),
    "found": N_("Found again"),
}
_ENDINGS = {
    "damaged": N_("came back damaged"),
    "lost": N_("never came back"),
    "taken": N_("taken"),
    "expired": N_("not fetched in time"),
    "cancelled": N_("cancelled"),
}


class CopyHistoryList(QWidget):
    """The history of a copy as a short table."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows[HistoryLine] = Rows(
            [
                Column(_("Day"), lambda line: Cell(brief_day(line.on), _until(line)), width=122),
                Column(_("What happened"), _what),
            ]
        )
        self._table = Table(self._rows, rows="two", selectable=False)
        self._table.setMinimumHeight(theme.px(250))
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.px(6))
        inner.addWidget(label(_("History of this copy"), "strong"))
        inner.addWidget(self._table, 1)
        self.hide()

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show what happened; nothing is shown to who may not know it."""
        self._rows.show_values(lines)
        self.setVisible(bool(lines))

    def lines(self) -> list[HistoryLine]:
        """The lines shown."""
        return self._rows.values()


def _until(line: HistoryLine) -> str:
    if line.until_on is None or line.until_on == line.on:
        return ""
    return _("to {day}").format(day=brief_day(line.until_on))


def _what(line: HistoryLine) -> Cell:
    who = " · ".join(filter(None, (line.name, line.card)))
    if not who and line.what == "lent":
        who = _("reader forgotten")
    ending = _(_ENDINGS[line.ending]) if line.ending in _ENDINGS else ""
    words = _(HAPPENINGS[str(line.what)])
    said = f"{words}, {ending}" if ending else words
    return Cell(said, who, tint="bad" if line.ending in ("damaged", "lost") else "")
