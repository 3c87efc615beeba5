"""The table on which a page of paper lies: whole, or so many pixels a millimetre."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme

MARGIN = 16

# Paper is white in every theme.
PAPER, EDGE = "#FFFFFF", "#D9D2C4"


class PaperCanvas(QWidget):
    """The table with the page on it, or the words that stand there instead."""

    def __init__(self) -> None:
        super().__init__()
        self._size = (0.0, 0.0)
        self._image: QImage | None = None
        self._words = ""
        self._mm = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_words(self, words: str) -> None:
        """Show a sentence and no page."""
        self._words, self._image, self._size = words, None, (0.0, 0.0)
        self.setAccessibleName(words)
        self.update()

    def show_page(self, size: tuple[float, float], image: QImage | None) -> None:
        """Show a page of a size in mm; without a picture it is still being drawn."""
        self._words, self._size, self._image = "", size, image
        self.update()

    def be_true(self, pixels_per_mm: float) -> None:
        """Show pages so large; 0 shows them whole."""
        self._mm = pixels_per_mm
        side = 2 * theme.px(MARGIN)
        wide, high = (round(edge * pixels_per_mm) + side for edge in self._size)
        self.setMinimumSize(QSize(wide, high) if pixels_per_mm else QSize(1, 1))
        self.update()

    def wait(self, size: tuple[float, float]) -> None:
        """Show a page that is being drawn; the picture of before stays, so nothing flickers."""
        self.show_page(size, self._image)

    def area(self) -> QRectF:
        """Where the paper lies."""
        side = theme.px(MARGIN)
        room = QRectF(self.rect()).adjusted(side, side, -side, -side)
        wide, high = self._size
        if not wide or not high:
            return QRectF()
        mm = self._mm or max(min(room.width() / wide, room.height() / high), 0.01)
        area = QRectF(0, 0, wide * mm, high * mm)
        area.moveCenter(room.center())
        if area.top() < side:
            area.moveTop(side)
        return area

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("neutral_ground"))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, theme.px(12), theme.px(12))
        if self._words:
            side = theme.px(32)
            painter.setFont(theme.font())
            painter.setPen(theme.colour("second"))
            how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(side, side, -side, -side), how, self._words)
        elif not (area := self.area()).isEmpty():
            painter.setPen(QPen(QColor(EDGE), 1))
            painter.setBrush(QColor(PAPER))
            painter.drawRect(area)
            if self._image is not None:
                painter.drawImage(area, self._image)
        painter.end()
