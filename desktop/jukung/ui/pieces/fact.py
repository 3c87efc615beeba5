"""Figures on a page: a tile with one number, and a short list of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pieces.card import rule
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress


class Fact(QFrame):
    """A tile: a small name above a big number, such as `Dipinjam 3 / 3`."""

    def __init__(
        self,
        name: str,
        number: str = "",
        rest: str = "",
        *,
        tint: str = "neutral",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = label(name, "field")
        self._number = label(number, "number")
        self._rest = label(rest, "second")
        line = QHBoxLayout()
        line.setSpacing(theme.px(4))
        line.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self._rest, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        column = QVBoxLayout(self)
        side = theme.px(9)
        column.setContentsMargins(side, theme.px(7), side, theme.px(8))
        column.setSpacing(theme.px(2))
        column.addWidget(self._name)
        column.addLayout(line)
        dress(self, look="fact", tint=tint)

    def show_number(self, number: str, rest: str = "", *, tint: str = "neutral") -> None:
        """Show another figure; `rest` stands smaller behind it."""
        self._number.setText(number)
        self._rest.setText(rest)
        dress(self, tint=tint)


class FactRows(QWidget):
    """A short list: a name on the left, a figure on the right, lines between."""

    def __init__(
        self, rows: list[tuple[str, str]] | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme.px(5))
        self._grid.setColumnStretch(0, 1)
        self._shown: list[tuple[QLabel, QLabel]] = []
        self.show_rows(rows or [])

    def show_rows(self, rows: list[tuple[str, str]]) -> None:
        """Show other figures; widgets of equal count are kept."""
        if len(rows) != len(self._shown):
            self._build(len(rows))
        for (name, figure), (left, right) in zip(rows, self._shown, strict=True):
            left.setText(name)
            right.setText(figure)

    def _build(self, count: int) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._shown = []
        for row in range(count):
            if row:
                self._grid.addWidget(rule(), 2 * row - 1, 0, 1, 2)
            left, right = label("", "small"), label("", "strong")
            right.setFont(theme.font(bold=True, tabular=True))
            right.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(left, 2 * row, 0)
            self._grid.addWidget(right, 2 * row, 1)
            self._shown.append((left, right))
