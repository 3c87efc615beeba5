"""The large pieces of the kiosk: what a visitor presses, and a pad of digits."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.key_hint import key_width, paint_key
from jukung.words import _

LEAST = 72
RADIUS = 16


_CONTROL = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def seal(page: QWidget) -> list[QLineEdit]:
    """Take menus and drops from a page and all on it; gives its lines."""
    for each in (page, *page.findChildren(QWidget)):
        each.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        each.setAcceptDrops(False)
    return page.findChildren(QLineEdit)


def is_no_visitors(event: QEvent) -> bool:
    """Whether an event would copy, paste or open something: no visitor's business.

    What the desk copied last may be a name.
    """
    if isinstance(event, QMouseEvent):
        return event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton)
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    # The key for third signs comes as Ctrl and Alt together, and writes something.
    writes = event.text().isprintable() and bool(event.text())
    pastes = event.matches(QKeySequence.StandardKey.Paste) or event.matches(
        QKeySequence.StandardKey.Cut
    )
    return pastes or (bool(event.modifiers() & _CONTROL) and not writes)


class DoorButton(QAbstractButton):
    """Words as large as a finger; takes the focus from no scan line unless told.

    `key` is shown below the words; whoever lies around the button answers it.
    """

    def __init__(
        self,
        name: str,
        *,
        size: float = 22,
        high: int = 112,
        strong: bool = False,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self.setText(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._size, self._high, self._strong = size, max(high, LEAST), strong

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(LEAST), theme.px(self._high))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(LEAST), theme.px(LEAST))

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
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = "accent" if self._strong else "card"
        if self.isDown():
            ground = "accent_lift" if self._strong else "row_chosen"
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(edge, theme.px(RADIUS), theme.px(RADIUS))
        painter.setPen(theme.colour("on_accent" if self._strong else "ink"))
        painter.setFont(theme.font(self._size, bold=True))
        side = theme.px(10)
        how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        above = theme.px(3)
        area = edge.adjusted(side, above, -side, -above)
        if self._key:
            wide = key_width(self._key)
            box = QRectF(area.right() - wide, area.top(), wide, area.height())
            area.setRight(box.left() - side)
            area.setLeft(area.left() + wide + side)
            paint_key(painter, box, self._key, dark=self._strong)
            painter.setFont(theme.font(self._size, bold=True))
            painter.setPen(theme.colour("on_accent" if self._strong else "ink"))
        painter.drawText(area, how, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("on_accent" if self._strong else "accent"), 2))
            ring = edge.adjusted(4, 4, -4, -4)
            painter.drawRoundedRect(ring, theme.px(RADIUS - 4), theme.px(RADIUS - 4))
        painter.end()


class PadKey(DoorButton):
    """One key of a pad, as high as a finger is wide."""

    def __init__(self, sign: str, *, parent: QWidget | None = None) -> None:
        super().__init__(sign, size=18, parent=parent)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(56), theme.px(46))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), theme.px(42))


class LetterPad(QWidget):
    """Letters, digits, a space and a step back, for a screen without a keyboard."""

    pressed = Signal(object)
    """A sign, or nothing for a step back."""

    ROWS = ("1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm'")

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(6))
        for row, signs in enumerate(self.ROWS):
            for column, sign in enumerate(signs):
                button = PadKey(sign)
                button.clicked.connect(self._press)
                grid.addWidget(button, row, column)
        space, back = PadKey("␣"), PadKey("←")
        space.setAccessibleName(_("Space"))
        back.setAccessibleName(_("One step back"))
        space.clicked.connect(self._space)
        back.clicked.connect(self._step_back)
        grid.addWidget(space, len(self.ROWS) - 1, 8)
        grid.addWidget(back, len(self.ROWS) - 1, 9)

    def _press(self) -> None:
        self.pressed.emit(self.sender().text())  # type: ignore[attr-defined]  # one of our keys

    def _space(self) -> None:
        self.pressed.emit(" ")

    def _step_back(self) -> None:
        self.pressed.emit("")


class DigitPad(QWidget):
    """Ten digits and a step back, for a screen without a keyboard."""

    pressed = Signal(object)
    """A digit, or nothing for a step back."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        for place, digit in enumerate("1234567890"):
            button = DoorButton(digit, size=20, high=LEAST)
            button.clicked.connect(self._press)
            grid.addWidget(button, place // 5, place % 5)
        back = DoorButton("←", size=20, high=LEAST)
        back.setAccessibleName(_("One step back"))
        back.clicked.connect(self._step_back)
        grid.addWidget(back, 0, 5, 2, 1)

    def _press(self) -> None:
        self.pressed.emit(self.sender().text())  # type: ignore[attr-defined]  # one of our buttons

    def _step_back(self) -> None:
        self.pressed.emit("")
