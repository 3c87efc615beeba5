"""A tile of fixed size that shows a picture, or says whose picture is missing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.icon import paint_icon


class PictureTile(QWidget):
    """A rounded tile; what it shows without a picture, and how one fits, is each kind's own."""

    def __init__(self, *, wide: int, high: int, radius: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self._radius = radius
        self.setFixedSize(theme.px(wide), theme.px(high))

    def show_jpeg(self, jpeg: bytes | None) -> None:
        """Show a picture; None, or one that cannot be read, shows that there is none."""
        picture = QImage.fromData(jpeg) if jpeg else QImage()
        self._picture = None if picture.isNull() else picture
        self.update()

    def shows_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._picture is not None

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        radius = theme.px(self._radius)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.fillPath(shape, theme.colour("initials_ground"))
        if self._picture is not None:
            painter.setClipPath(shape)
            painter.drawImage(self._place_of(self._picture), self._picture)
            painter.setClipping(False)
        else:
            self._paint_missing(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    def _place_of(self, picture: QImage) -> QRectF:
        """Where the whole picture fits, uncut."""
        scale = min(self.width() / picture.width(), self.height() / picture.height())
        wide, high = picture.width() * scale, picture.height() * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def _paint_missing(self, painter: QPainter) -> None:
        raise NotImplementedError

    def _paint_icon(self, painter: QPainter, name: str, side: float) -> None:
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        paint_icon(painter, QRectF(left, top, side, side), name, "second")
