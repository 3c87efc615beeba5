"""A table in our look: lines, no grid, fixed columns, and the keyboard."""

import math
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPointF,
    QRectF,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.cells import CELL, VALUE, Cell, CellPainter, Column, link_area
from jukung.ui.rows import PagedRows, Rows

HEIGHTS = {"one": 40, "two": 58, "wrap": 46}
MOST_FITTED = 300
HEADING, HEADING_SIDES = 12, 28
"""As `QHeaderView::section` is in the theme, with a line of a pixel at either side."""


class Table(QTableView):
    """Shows `Rows` or `PagedRows`.

    `rows` is `one` line high, `two` lines high, or `wrap`: as high as needed,
    for short lists.
    """

    chosen = Signal(object)
    """The value of the row on Enter or double click."""

    pointed = Signal(object)
    """The value of the row the cursor moved to; None when there is none."""

    linked = Signal(object)
    """The value whose link was pressed."""

    def __init__(
        self,
        model: Rows[Any] | PagedRows[Any],
        *,
        rows: str = "one",
        selectable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # Asked for a viewport that Qt made, PySide6 goes through all its kinds of
        # widgets to find out which this one is, before the first window is painted.
        self._port = QWidget()
        self.setViewport(self._port)
        self._fits = rows == "wrap"
        self._columns: tuple[Column[Any], ...] = model.columns
        self._empty = ""
        self._cells = CellPainter(self)
        self._cells.lines = 2 if self._fits else 1
        self._set_look(rows)
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.SingleSelection
            if selectable
            else QAbstractItemView.SelectionMode.NoSelection
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if selectable else Qt.FocusPolicy.NoFocus)
        self.setModel(model)
        self._set_columns()
        self.selectionModel().currentRowChanged.connect(self._point)
        model.modelReset.connect(self._after_reset)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fit_rows)
        self.horizontalHeader().sectionResized.connect(self._soon.start)

    def current_value(self) -> Any:  # noqa: ANN401 - values of any list
        """The value of the current row; None when there is none."""
        index = self.currentIndex()
        return index.data(VALUE) if index.isValid() else None

    def point_at(self, row: int) -> None:
        """Move the cursor to a row."""
        index = self.model().index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def take_focus(self) -> None:
        """Take the keys; the first row is pointed at where none is."""
        self.setFocus()
        if not self.currentIndex().isValid():
            self.point_at(0)

    def set_empty(self, words: str) -> None:
        """What is written in the middle while there is no row."""
        self._empty = words
        self.viewport().update()

    def be_opaque(self) -> None:
        """Have a ground of its own, which must be the card's.

        Otherwise every notch of the wheel paints all rows anew, not only those that come.
        """
        self._port.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        value = self.current_value()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if value is not None:
                self.chosen.emit(value)
            event.accept()
        elif event.text().isprintable() and event.text().strip():
            # Letters belong to the page's scan line, not to Qt's search by letter.
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.data(VALUE) is not None:
            self.chosen.emit(index.data(VALUE))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if index := self._link_under(event.position()):
            self.linked.emit(index.data(VALUE))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._link_under(event.position())
        hand = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(hand if over else Qt.CursorShape.ArrowCursor)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_out_columns()
        self._soon.start()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._port.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent):
            ground = QPainter(self._port)
            ground.fillRect(event.rect(), theme.colour("card"))
            ground.end()
        super().paintEvent(event)
        if self._empty and self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setFont(theme.font())
            painter.setPen(theme.colour("second"))
            side = theme.px(24)
            area = self.viewport().rect().adjusted(side, side, -side, -side)
            how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, how, self._empty)
            painter.end()

    def _set_look(self, rows: str) -> None:
        self.setItemDelegate(self._cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.px(28))
        self.verticalHeader().setDefaultSectionSize(theme.px(HEIGHTS[rows]))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionsMovable(False)
        head.setMinimumSectionSize(theme.px(40))

    def _set_columns(self) -> None:
        head = self.horizontalHeader()
        for place, column in enumerate(self._columns):
            if column.width:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(place, self._width_of(column))
            else:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def _width_of(self, column: Column[Any]) -> int:
        """Wide enough for the heading too, in whichever language it is."""
        words = QFontMetricsF(theme.font(HEADING, bold=True)).horizontalAdvance(column.heading)
        return max(theme.px(column.width), math.ceil(words) + theme.px(HEADING_SIDES))

    def _leave_out_columns(self) -> None:
        wide = self.viewport().width()
        for place, column in enumerate(self._columns):
            if column.from_width:
                self.setColumnHidden(place, wide < theme.px(column.from_width))

    @Slot()
    def _fit_rows(self) -> None:
        """Make wrapping rows as high as their highest cell."""
        model = self.model()
        if not self._fits or model is None:
            return
        for row in range(min(model.rowCount(), MOST_FITTED)):
            needed = theme.px(HEIGHTS["wrap"])
            for place in range(len(self._columns)):
                cell: Cell | None = model.index(row, place).data(CELL)
                if cell is not None and not self.isColumnHidden(place):
                    high = self._cells.height_of(cell, self.columnWidth(place))
                    needed = max(needed, high)
            self.setRowHeight(row, needed)

    @Slot()
    def _after_reset(self) -> None:
        if self.isVisible():
            # A scroll bar that comes only while rows are painted has all painted again.
            self.executeDelayedItemsLayout()
        self._fit_rows()
        self.pointed.emit(None)

    @Slot(QModelIndex, QModelIndex)
    def _point(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.pointed.emit(now.data(VALUE) if now.isValid() else None)

    def _link_under(self, mouse: QPointF) -> QModelIndex | None:
        """The cell whose link is under the mouse."""
        index = self.indexAt(mouse.toPoint())
        cell: Cell | None = index.data(CELL) if index.isValid() else None
        if cell is None or not cell.link:
            return None
        spot = link_area(QRectF(self.visualRect(index)), cell)
        return index if spot.contains(mouse) else None
