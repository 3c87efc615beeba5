"""A chip that is taken away by a press, by Enter, or by Delete."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.icon import paint_icon

HEIGHT, PADDING, GAP, CROSS, TYPE, WIDEST = 28, 12, 6, 12, 12.5, 260
_TAKES = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
)


class ChipButton(QAbstractButton):
    """Words and a cross on the accent's ground; `clicked` when it is to go."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font(TYPE, bold=True)).horizontalAdvance(self.text())
        wide = words + theme.px(2 * PADDING + GAP + CROSS) + 2
        return QSize(min(round(wide), theme.px(WIDEST)), theme.px(HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(64), theme.px(HEIGHT))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TAKES:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        is_lifted = self.hasFocus() or self.underMouse()
        painter.setPen(QPen(theme.colour("accent" if is_lifted else "accent_ground"), 1.5))
        painter.setBrush(theme.colour("accent_ground"))
        painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
        painter.setFont(theme.font(TYPE, bold=True))
        painter.setPen(theme.colour("accent_ink"))
        side, cross = theme.px(PADDING), theme.px(CROSS)
        room = edge.width() - 2 * side - theme.px(GAP) - cross
        words = QFontMetricsF(painter.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room + 1
        )
        area = QRectF(edge.left() + side, 0, room + 1, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
        box = QRectF(edge.right() - side - cross, (self.height() - cross) / 2, cross, cross)
        paint_icon(painter, box, "x", "accent_ink")
        painter.end()
