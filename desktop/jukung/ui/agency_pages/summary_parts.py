"""Parts of the summary: a figure's card, the legend, and what is to act on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.agency_pages.province import MatterLine
from jukung.ui.pieces.card import Card, rule
from jukung.ui.pieces.charts import MonthSquares
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.pieces.tint import dress
from jukung.words import _, number

MOST_MATTERS = 60


class FigureCard(Card):
    """A figure of the province: its name, the number, its change, a small line."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._number = label("…", "figure")
        self._change = label("", "strong")
        self._line = label("", "note", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._change, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self.body.setContentsMargins(*(theme.px(16), theme.px(11)) * 2)
        self.body.setSpacing(theme.px(1))
        self.body.addWidget(label(name, "field"))
        self.body.addLayout(row)
        self.body.addWidget(self._line)
        self.body.addStretch(1)
        self.setMinimumWidth(theme.px(120))

    def show_figure(self, figure: str, line: str, *, change: float | None = None) -> None:
        """Show a figure, and by how much it changed where that is known."""
        self._number.setText(figure)
        self._line.setText(line)
        words, tint = _change(change)
        self._change.setText(words)
        dress(self._change, tint=tint)


class Legend(QWidget):
    """What the squares of the months mean."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for share, words in (
            (1.0, _("all")),
            (0.5, _("over 35 %")),
            (0.2, _("over 12 %")),
            (0.0, _("hardly any")),
            (None, _("none due")),
        ):
            row.addWidget(MonthSquares((share,)))
            row.addWidget(label(words, "note"))
            row.addSpacing(theme.px(6))
        row.addStretch(1)


class _MatterRow(QWidget):
    """A matter that Enter, the space bar or a click opens."""

    opened = Signal()

    def __init__(self, line: MatterLine, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{line.name}: {line.chip}")
        _fill(self, line)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.fillRect(self.rect(), theme.colour("row_chosen"))
            painter.end()


class MatterList(Card):
    """What waits for a person, or that nothing does."""

    opened = Signal()
    """One of them is to be looked at."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._rows = QVBoxLayout()
        side = theme.px(16)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(side, 0, side, theme.px(10))
        column.setSpacing(0)
        column.addLayout(self._rows)
        column.addStretch(1)
        heading = label(_("To act on"), "heading")
        heading.setContentsMargins(side, theme.px(13), side, theme.px(4))
        self.body.addWidget(heading)
        self._room = scrolling(content)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self._room, 1)
        self._shown: list[QWidget] = []

    def show_matters(self, matters: Sequence[MatterLine]) -> None:
        """Show what waits, at most the first sixty."""
        for old in self._shown:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        if not matters:
            self._add(_nothing())
        for line in matters[:MOST_MATTERS]:
            if self._shown:
                self._add(rule())
            row = _MatterRow(line)
            row.opened.connect(self.opened)
            self._add(row)
        if len(matters) > MOST_MATTERS:
            rest = number(len(matters) - MOST_MATTERS)
            self._add(label(_("and {count} more").format(count=rest), "note"))

    def _add(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)
        self._shown.append(widget)


def _change(change: float | None) -> tuple[str, str]:
    """An arrow and whole per cents; colour does not speak alone."""
    if change is None:
        return "", ""
    percent = round(100 * abs(change))
    if percent == 0:
        return _("= 0 %"), "neutral"
    arrow, tint = ("▲", "good") if change > 0 else ("▼", "bad")
    return f"{arrow} {number(percent)} %", tint


def _fill(made: QWidget, line: MatterLine) -> None:
    column = QVBoxLayout(made)
    column.setContentsMargins(0, theme.px(9), 0, theme.px(9))
    column.setSpacing(theme.px(3))
    top = QHBoxLayout()
    top.setSpacing(theme.px(8))
    top.addWidget(label(line.name, "strong", wrap=True), 1)
    top.addWidget(Chip(line.chip, line.tint), 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(top)
    column.addWidget(label(line.detail, "note", wrap=True))


def _nothing() -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, theme.px(6), 0, theme.px(6))
    row.addWidget(IconView("check", "good_ink"))
    row.addWidget(label(_("Nothing waits for you."), "small"), 1)
    return made
