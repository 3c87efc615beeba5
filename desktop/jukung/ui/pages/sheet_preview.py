"""A sheet of labels on screen: the printed page, and the cells already used.

The whole page, or the page at its true size, which then scrolls in its frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.true_size import INCH_MM, pixels_per_mm
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.pages.label_work import Shown

MARGIN = 18
POINT_MM = INCH_MM / 72

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
        self._shown: Shown | None = None
        self._under: int | None = None
        self._true_size = False
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Preview of the sheet"))

    def show_page(self, shown: Shown) -> None:
        """Show a page; no picture shows the empty sheet."""
        self._shown = shown
        self._make_room()
        self.update()

    def is_true_size(self) -> bool:
        """Whether a millimetre on screen is a millimetre."""
        return self._true_size

    def show_true_size(self, *, true_size: bool) -> None:
        """Show the page at its true size, or whole."""
        self._true_size = true_size
        self._make_room()
        self.update()
        self.resized.emit()

    def scale(self, page_width: float, page_height: float) -> float:
        """How many pixels a point of the page has on this screen."""
        area = self._paper(page_width, page_height)
        return area.width() / page_width * POINT_MM * self.devicePixelRatioF()

    def cell_area(self, cell: int) -> QRectF:
        """Where a cell of the sheet is on screen; counted from 1."""
        shown = self._shown
        if shown is None:
            return QRectF()
        paper = self._paper(shown.page_width, shown.page_height)
        mm = paper.width() / shown.page_width
        sheet = shown.order.sheet
        left, top = sheet.corner(cell)
        corner = paper.topLeft() + QPointF((left + shown.fed) * mm, top * mm)
        return QRectF(corner.x(), corner.y(), sheet.cell_width * mm, sheet.cell_height * mm)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(240))

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
        if self._shown is not None:
            self._paint_sheet(painter, self._shown)
        painter.end()

    def _paint_table(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("neutral_ground"))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, theme.px(12), theme.px(12))

    def _paint_sheet(self, painter: QPainter, shown: Shown) -> None:
        sheet = shown.order.sheet
        paper = self._paper(shown.page_width, shown.page_height)
        painter.setPen(QPen(QColor(EDGE), 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRect(paper)
        if shown.fed or shown.page_width > sheet.paper_width + 1:
            self._paint_carried(painter, shown, paper)
        if shown.picture is not None:
            painter.drawImage(paper, shown.picture)
        if self._is_front():
            for cell in range(1, sheet.cells + 1):
                self._paint_cell(painter, cell)

    def _paint_carried(self, painter: QPainter, shown: Shown, paper: QRectF) -> None:
        """The sheet's own edge on the paper that carries it."""
        mm = paper.width() / shown.page_width
        sheet = shown.order.sheet
        area = QRectF(
            paper.x() + shown.fed * mm, paper.y(), sheet.paper_width * mm, sheet.paper_height * mm
        )
        painter.setPen(QPen(QColor(CELL), 1, Qt.PenStyle.DotLine))
        painter.drawRect(area)

    def _paint_cell(self, painter: QPainter, cell: int) -> None:
        area = self.cell_area(cell)
        soft = theme.px(3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(CELL), 1, Qt.PenStyle.DashLine))
        if self._is_used(cell):
            painter.fillRect(area, QColor(USED))
            painter.fillRect(area, QBrush(QColor(HATCH), Qt.BrushStyle.BDiagPattern))
        if cell == self._under:
            painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(area, soft, soft)

    def _is_front(self) -> bool:
        """Whether the page in view has its cells where the sheet has them."""
        shown = self._shown
        return shown is not None and shown.page % shown.order.pages_each == 0

    def _is_first(self) -> bool:
        return self._shown is not None and self._shown.page == 0

    def _is_used(self, cell: int) -> bool:
        shown = self._shown
        return shown is not None and shown.page == 0 and cell < shown.order.start_cell

    def _make_room(self) -> None:
        """As large as the page at its true size, or as the frame around it."""
        shown = self._shown
        if not self._true_size or shown is None:
            self.setMinimumSize(0, 0)
            return
        mm = pixels_per_mm(self)
        side = 2 * theme.px(MARGIN)
        self.setMinimumSize(
            round(shown.page_width * mm) + side, round(shown.page_height * mm) + side
        )

    def _paper(self, page_width: float, page_height: float) -> QRectF:
        """The page in the middle: as large as it fits, or at its true size."""
        side = theme.px(MARGIN)
        room = QRectF(self.rect()).adjusted(side, side, -side, -side)
        mm = min(room.width() / page_width, room.height() / page_height)
        if self._true_size:
            mm = pixels_per_mm(self)
        area = QRectF(0, 0, page_width * mm, page_height * mm)
        area.moveCenter(room.center())
        return area

    def _cell_under(self, mouse: QPointF) -> int | None:
        if self._shown is None or not self._is_first():
            return None
        cells = range(1, self._shown.order.sheet.cells + 1)
        return next((cell for cell in cells if self.cell_area(cell).contains(mouse)), None)

    def _point_at(self, cell: int | None) -> None:
        if cell == self._under:
            return
        self._under = cell
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(hand if cell else Qt.CursorShape.ArrowCursor)
        self.setToolTip(_("Start at label {cell}").format(cell=cell) if cell else "")
        self.update()
