"""A button that shows the key which presses it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.icon import SIZE as ICON_SIZE
from jukung.ui.pieces.icon import paint_icon
from jukung.ui.pieces.key_hint import key_width, paint_key

KINDS = ("quiet", "primary", "danger", "choice", "link")
HEIGHT, PADDING, GAP, RADIUS = 36, 16, 8, 8

_GROUNDS = {"primary": "accent", "danger": "bad"}
_INKS = {"primary": "on_accent", "danger": "on_bad", "link": "accent_ink"}


class Button(QPushButton):
    """Words, an icon if wished, and the key; one primary button a page.

    The key works while the button is visible and enabled; one that is not
    `bound` is only shown, and whoever lies around the button answers it.
    A `choice` stays pressed; a `link` is underlined words.
    """

    def __init__(
        self,
        text: str,
        *,
        kind: str = "quiet",
        key: str = "",
        icon: str = "",
        bound: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind, self._key, self._icon = kind, key, icon
        self.setCheckable(kind == "choice")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if key and bound:
            # setText clears QPushButton's own shortcut, so the key has one beside it.
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.click)

    @override
    def sizeHint(self) -> QSize:
        wide = self._content_width() + self._key_width() + 2 * self._padding()
        high = theme.px(24 if self._kind == "link" else HEIGHT)
        return QSize(round(wide) + 1, high)

    @override
    def minimumSizeHint(self) -> QSize:
        """Where it is narrow the key's box goes first."""
        wide = self._content_width() + 2 * self._padding()
        return QSize(round(wide) + 1, self.sizeHint().height())

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # autoDefault would do this too, but also press us from other fields of a dialog.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        if self._kind != "link":
            self._paint_ground(painter)
        self._paint_content(painter)
        painter.end()

    def _padding(self) -> int:
        return theme.px(4 if self._kind == "link" else PADDING)

    def _content_width(self) -> float:
        words = QFontMetricsF(theme.font()).horizontalAdvance(self.text())
        icon = theme.px(ICON_SIZE) + (theme.px(GAP) if self.text() else 0)
        return words + (icon if self._icon else 0)

    def _key_width(self) -> float:
        return theme.px(GAP) + key_width(self._key) if self._key else 0

    def _filled(self) -> bool:
        return self._kind in _GROUNDS or (self._kind == "choice" and self.isChecked())

    def _paint_ground(self, painter: QPainter) -> None:
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme.px(RADIUS)
        lifted = self.isDown() or (self.underMouse() and self.isEnabled())
        if self._filled():
            ground = theme.colour(_GROUNDS.get(self._kind, "accent"))
            if lifted and self._kind != "danger":
                ground = theme.colour("accent_lift")
            painter.setPen(QPen(ground, 1))
        else:
            ground = theme.colour("key_ground" if lifted else "card")
            painter.setPen(QPen(theme.colour("control_line"), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(edge, radius, radius)
        if self.hasFocus():
            self._paint_focus(painter, edge)

    def _paint_focus(self, painter: QPainter, edge: QRectF) -> None:
        token, inset = ("on_accent", 2.5) if self._filled() else ("accent", 0.5)
        painter.setPen(QPen(theme.colour(token), 1.5 if self._filled() else 2))
        painter.setBrush(QColor(Qt.GlobalColor.transparent))
        ring = edge.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, theme.px(RADIUS) - 2, theme.px(RADIUS) - 2)

    def _paint_content(self, painter: QPainter) -> None:
        token = "on_accent" if self._filled() and self._kind == "choice" else "ink"
        token = _INKS.get(self._kind, token)
        shows_key = bool(self._key) and self.width() >= self.sizeHint().width()
        content = self._content_width() + (self._key_width() if shows_key else 0)
        left = max(self._padding(), (self.width() - content) / 2)
        middle = self.height() / 2
        if self._icon:
            side = theme.px(ICON_SIZE)
            paint_icon(painter, QRectF(left, middle - side / 2, side, side), self._icon, token)
            left += side + theme.px(GAP)
        type_ = theme.font()
        type_.setUnderline(self._kind == "link")
        painter.setFont(type_)
        painter.setPen(theme.colour(token))
        wide = QFontMetricsF(type_).horizontalAdvance(self.text())
        words = QRectF(QPointF(left, 0.0), QPointF(left + wide + 1, self.height()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if shows_key:
            left += wide + theme.px(GAP)
            box = QRectF(left, 0, key_width(self._key), self.height())
            paint_key(painter, box, self._key, dark=self._filled())
