"""A table whose first column is a box to tick: Space, or a click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.cells import VALUE, CellPainter, Column, Index
from jukung.ui.pieces.icon import paint_icon
from jukung.ui.rows import Rows
from jukung.ui.table import Table

BOX, WIDTH = 18, 46


class TickTable(Table):
    """Remembers ticks by a key of each value, whatever rows are shown."""

    ticked = Signal()
    """Something was ticked, or no longer is."""

    def __init__(
        self, rows: Rows[Any], key: Callable[[Any], str], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(rows, rows="two", parent=parent)
        self._list, self._key = rows, key
        self._ticks: set[str] = set()
        self._boxes = _Boxes(self)
        self.setItemDelegateForColumn(0, self._boxes)

    def ticks(self) -> list[str]:
        """The keys ticked, in the order of the rows."""
        keys = map(self._key, self._list.values())
        return [key for key in keys if key in self._ticks]

    def is_ticked(self, value: object) -> bool:
        """Whether a value is ticked."""
        return value is not None and self._key(value) in self._ticks

    def tick(self, keys: set[str]) -> None:
        """Tick these and no others."""
        if keys != self._ticks:
            self._ticks = set(keys)
            self.viewport().update()
            self.ticked.emit()

    @Slot()
    def tick_all(self) -> None:
        """Tick every row, or none where all are ticked."""
        every = {self._key(value) for value in self._list.values()}
        self.tick(set() if every and every <= self._ticks else every)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._turn(self.current_value())
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0:
            self._turn(index.data(VALUE))

    def _turn(self, value: object) -> None:
        if value is not None:
            self.tick(self._ticks ^ {self._key(value)})


def tick_column() -> Column[Any]:
    """The column of the boxes; nothing else is written in it."""
    return Column("", lambda _value: "", width=WIDTH)


class _Boxes(CellPainter):
    """Paints the box of a row."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        table = self.parent()
        is_on = isinstance(table, TickTable) and table.is_ticked(index.data(VALUE))
        side = theme.px(BOX)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(option.rect).center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if is_on else "control_line"), 1))
        painter.setBrush(theme.colour("accent" if is_on else "card"))
        painter.drawRoundedRect(box, theme.px(4), theme.px(4))
        if is_on:
            inset = theme.px(3)
            mark = box.adjusted(inset, inset, -inset, -inset)
            paint_icon(painter, mark, "check", "on_accent")
        painter.restore()
