"""Icons of `resources/icons`, tinted with a colour token and sharp at any size."""

import functools

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from jukung import places
from jukung.ui import theme

SIZE = 18


@functools.lru_cache(maxsize=256)
def _drawing(name: str, shade: str) -> QSvgRenderer:
    """An icon's drawing with its strokes in one shade (`#rrggbb`)."""
    file = places.resources() / "icons" / f"{name}.svg"
    lines = file.read_text(encoding="utf-8").replace("currentColor", shade)
    return QSvgRenderer(QByteArray(lines.encode()))


def paint_icon(painter: QPainter, area: QRectF, name: str, colour: str) -> None:
    """Draw an icon into an area with the colour of a token."""
    _drawing(name, theme.colour(colour).name()).render(painter, area)


def pixmap(name: str, colour: str = "second", *, size: float = SIZE, ratio: float = 1) -> QPixmap:
    """An icon as a picture for screens of a pixel ratio."""
    side = theme.px(size)
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_icon(painter, QRectF(0, 0, made.width(), made.height()), name, colour)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str = "second", *, size: float = SIZE) -> QIcon:
    """An icon for Qt's own widgets, ready for ordinary and for sharp screens."""
    made = QIcon()
    for ratio in (1, 2, 3):
        made.addPixmap(pixmap(name, colour, size=size, ratio=ratio))
    return made


class IconView(QWidget):
    """An icon standing by itself."""

    def __init__(
        self,
        name: str,
        colour: str = "second",
        *,
        size: float = SIZE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._colour, self._size = name, colour, size
        self.setFixedSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        side = theme.px(self._size)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, QRectF(self.rect()), self._name, self._colour)
        painter.end()
