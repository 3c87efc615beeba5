"""A large choice: an icon, what it is, and one sentence about it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.icon import paint_icon

HEIGHT, SIDE, ICON, RADIUS = 96, 16, 26, 12


class ChoiceTile(QAbstractButton):
    """One of a few; the chosen one has an accent edge and ground."""

    def __init__(self, icon: str, title: str, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._words = icon, text
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(220), theme.px(HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(HEIGHT))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        side, icon = theme.px(SIDE), theme.px(ICON)
        token = "accent" if self.isChecked() else "second"
        paint_icon(painter, QRectF(side, side, icon, icon), self._icon, token)
        left = side + icon + theme.px(12)
        words = QRectF(self.rect()).adjusted(left, theme.px(14), -theme.px(12), -theme.px(8))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(bold=True))
        wrap = Qt.TextFlag.TextWordWrap
        above = painter.boundingRect(words, wrap, self.text())
        painter.drawText(words, wrap, self.text())
        painter.setPen(theme.colour("second"))
        painter.setFont(theme.font(theme.SMALL))
        painter.drawText(words.adjusted(0, above.height() + theme.px(3), 0, 0), wrap, self._words)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        strong = self.isChecked() or self.hasFocus() or self.underMouse()
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.colour("accent" if strong else "line"), 2 if strong else 1))
        painter.setBrush(theme.colour("accent_ground" if self.isChecked() else "card"))
        painter.drawRoundedRect(edge, theme.px(RADIUS), theme.px(RADIUS))
