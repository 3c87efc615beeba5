"""A chip: a short word on a tinted ground."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.tint import ground, ink

HEIGHT, PADDING, TYPE = 22, 10, 12


class Chip(QWidget):
    """A short word whose tint says the same as the word."""

    def __init__(
        self, text: str = "", tint: str = "neutral", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._tint = text, tint
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_words(self, text: str, tint: str = "neutral") -> None:
        """Show another word; an empty one hides the chip."""
        self._text, self._tint = text, tint
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The word shown."""
        return self._text

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self._text)) + 1, theme.px(HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.px(56), self.sizeHint().width()), theme.px(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chip(painter, QRectF(self.rect()), self._text, self._tint)
        painter.end()


def chip_width(text: str) -> float:
    """How wide a painted chip is."""
    type_ = theme.font(TYPE, bold=True)
    return QFontMetricsF(type_).horizontalAdvance(text) + 2 * theme.px(PADDING)


def paint_chip(painter: QPainter, area: QRectF, text: str, tint: str) -> None:
    """Draw a chip at the left of an area, in the middle of its height."""
    high = theme.px(HEIGHT)
    wide = min(chip_width(text), area.width())
    box = QRectF(area.left(), area.center().y() - high / 2, wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground(tint)))
    painter.drawRoundedRect(box, high / 2, high / 2)
    painter.setFont(theme.font(TYPE, bold=True))
    painter.setPen(theme.colour(ink(tint or "neutral")))
    room = wide - 2 * theme.px(PADDING)
    words = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
