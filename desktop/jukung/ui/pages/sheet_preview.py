"""A sheet of labels on screen: the printed page, and the cells already used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.words import _

if TYPE_CHECKING:
    from jukung.paper.sheets import Sheet

MARGIN, POINT_MM = 18, 25.4 / 72

# Paper is white in every theme.
PAPER, EDGE, CELL, USED, HATCH = "#FFFFFF", "#D9D2C4", "#B9B2A4", "#F3F0E9", "#CFC7B6"


class SheetPreview(QWidget):
    """Shows one page; pressing a cell of the first chooses where printing starts."""

    cell_chosen = Signal(object)
    """The cell that was pressed, counted from 1."""

    resized = Signal()
    """There is another size to make the picture for."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._picture: QImage | None = None
        self._page = 0
        self._start = 1
        self._under: int | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Preview of the sheet"))

    def show_sheet(
        self, sheet: Sheet, *, start_cell: int, picture: QImage | None, page: int
    ) -> None:
        """Show a page; no picture shows the empty sheet."""
        self._sheet, self._start = sheet, start_cell
        self._picture, self._page = picture, page
        self.update()

    def scale(self, sheet: Sheet) -> float:
        """How many pixels a point of the page has on this screen."""
        area = self._paper(sheet)
        return area.width() / sheet.paper_width * POINT_MM * self.devicePixelRatioF()

    def cell_area(self, cell: int) -> QRectF:
        """Where a cell of the sheet is on screen; counted from 1."""
        sheet = self._sheet
        if sheet is None:
            return QRectF()
        paper = self._paper(sheet)
        mm = paper.width() / sheet.paper_width
        left, top = sheet.corner(cell)
        corner = paper.topLeft() + QPointF(left * mm, top * mm)
        return QRectF(corner.x(), corner.y(), sheet.cell_width * mm, sheet.cell_height * mm)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(240))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._cell_under(event.position()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if cell := self._cell_under(event.position()):
            self.cell_chosen.emit(cell)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_table(painter)
        if self._sheet is not None:
            self._paint_sheet(painter, self._sheet)
        painter.end()

    def _paint_table(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("neutral_ground"))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, theme.px(12), theme.px(12))

    def _paint_sheet(self, painter: QPainter, sheet: Sheet) -> None:
        paper = self._paper(sheet)
        painter.setPen(QPen(QColor(EDGE), 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRect(paper)
        if self._picture is not None:
            painter.drawImage(paper, self._picture)
        for cell in range(1, sheet.cells + 1):
            self._paint_cell(painter, cell)

    def _paint_cell(self, painter: QPainter, cell: int) -> None:
        area = self.cell_area(cell)
        soft = theme.px(3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(CELL), 1, Qt.PenStyle.DashLine))
        if self._page == 0 and cell < self._start:
            painter.fillRect(area, QColor(USED))
            painter.fillRect(area, QBrush(QColor(HATCH), Qt.BrushStyle.BDiagPattern))
        if cell == self._under:
            painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(area, soft, soft)

    def _paper(self, sheet: Sheet) -> QRectF:
        """The sheet as large as it fits, in the middle."""
        side = theme.px(MARGIN)
        room = QRectF(self.rect()).adjusted(side, side, -side, -side)
        mm = min(room.width() / sheet.paper_width, room.height() / sheet.paper_height)
        area = QRectF(0, 0, sheet.paper_width * mm, sheet.paper_height * mm)
        area.moveCenter(room.center())
        return area

    def _cell_under(self, mouse: QPointF) -> int | None:
        if self._sheet is None or self._page != 0:
            return None
        cells = range(1, self._sheet.cells + 1)
        return next((cell for cell in cells if self.cell_area(cell).contains(mouse)), None)

    def _point_at(self, cell: int | None) -> None:
        if cell == self._under:
            return
        self._under = cell
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(hand if cell else Qt.CursorShape.ArrowCursor)
        self.setToolTip(_("Start at label {cell}").format(cell=cell) if cell else "")
        self.update()
