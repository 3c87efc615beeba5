"""A big button that counts: a name, the count of today, and its key."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from jukung import words
from jukung.ui import theme
from jukung.ui.pieces.key_hint import key_width, key_words, paint_key

HEIGHT, SIDE, RADIUS = 84, 14, 12


class TallyButton(QAbstractButton):
    """Each press is one visitor; the page presses it for its key.

    A key of its own would count the digits of a scanned card.
    """

    def __init__(
        self, name: str, *, key: str = "", high: int = HEIGHT, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(name)
        self.setAccessibleName(f"{name} {key_words(key)}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._key, self._high = key, high
        self._count: int | None = None

    def show_count(self, count: int | None) -> None:
        """Show how many there were today."""
        self._count = count
        self.setAccessibleDescription(words.number(count))
        self.update()

    def count(self) -> int | None:
        """The count shown."""
        return self._count

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(132), theme.px(self._high))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(90), theme.px(self._high))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        side = theme.px(SIDE)
        inner = QRectF(self.rect()).adjusted(side, theme.px(9), -side, -theme.px(9))
        painter.setPen(theme.colour("accent_ink"))
        painter.setFont(theme.font(theme.SMALL, bold=True))
        over = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(inner, over, self.text())
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(26, bold=True, tabular=True))
        under = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(inner.translated(0, theme.px(6)), under, words.number(self._count))
        if not self._key:
            painter.end()
            return
        wide = key_width(self._key)
        box = QRectF(inner.right() - wide, inner.bottom() - theme.px(26), wide, theme.px(26))
        paint_key(painter, box, self._key)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        lifted = self.underMouse() or self.hasFocus()
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = "row_chosen" if self.isDown() else "accent_ground"
        painter.setPen(QPen(theme.colour("accent" if lifted else "line"), 2 if lifted else 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(edge, theme.px(RADIUS), theme.px(RADIUS))
