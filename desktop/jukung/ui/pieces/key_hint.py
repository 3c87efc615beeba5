"""A key in a small box, shown where it works."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme

HEIGHT, PADDING, TYPE = 24, 8, 12

_SHOWN = {
    "Return": "Enter",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Del": "Delete",
}


def key_words(key: str) -> str:
    """How a key is written in its box: `Ctrl+Z` is `Ctrl Z`."""
    return " ".join(_SHOWN.get(part, part) for part in key.split("+"))


def key_width(key: str) -> float:
    """How wide the box of a key is."""
    words = key_words(key)
    return QFontMetricsF(theme.font(TYPE)).horizontalAdvance(words) + 2 * theme.px(PADDING)


def paint_key(painter: QPainter, area: QRectF, key: str, *, dark: bool = False) -> None:
    """Draw a key's box at the left of an area; `dark` on an accent ground."""
    high = theme.px(HEIGHT) - 2
    top = round(area.center().y() - high / 2)
    box = QRectF(round(area.left()) + 0.5, top + 0.5, round(key_width(key)) - 1, high - 1)
    radius = theme.px(5)
    if dark:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 40))
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(theme.colour("on_accent"))
    else:
        painter.setPen(QPen(theme.colour("key_line"), 1))
        painter.setBrush(theme.colour("key_line"))
        painter.drawRoundedRect(box.translated(0, 1), radius, radius)
        painter.setBrush(theme.colour("key_ground"))
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(theme.colour("second"))
    painter.setFont(theme.font(TYPE))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key_words(key))


class KeyHint(QWidget):
    """The box of one key, standing by itself."""

    def __init__(self, key: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key_words(key))

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(key_width(self._key)) + 1, theme.px(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_key(painter, QRectF(self.rect()), self._key)
        painter.end()
