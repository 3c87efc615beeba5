"""The sections of a page, one below the other: Up and Down choose, Enter goes inside."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.icon import paint_icon

WIDTH, NARROW, HIGH, LEAST = 206, 192, 38, 30


@dataclass(frozen=True, slots=True)
class SectionWords:
    """A section as the list shows it."""

    name: str
    title: str
    icon: str


class _SectionButton(QAbstractButton):
    """One section; the chosen one stands on the accent's ground."""

    def __init__(self, words: SectionWords) -> None:
        super().__init__()
        self._icon = words.icon
        self.setText(words.title)
        self.setAccessibleName(words.title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(theme.px(LEAST))
        self.setMaximumHeight(theme.px(HIGH))

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(NARROW - 24), theme.px(HIGH))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen, parent = self.isChecked(), self.parentWidget()
        focus = chosen and parent is not None and parent.hasFocus()
        if chosen or self.underMouse():
            painter.setPen(QPen(theme.colour("accent"), 1.5) if focus else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_ground" if chosen else "key_ground"))
            painter.drawRoundedRect(area, theme.px(8), theme.px(8))
        side = theme.px(18)
        spot = QRectF(theme.px(10), (self.height() - side) / 2, side, side)
        paint_icon(painter, spot, self._icon, "accent" if chosen else "second")
        type_ = theme.font(bold=chosen)
        room = area.adjusted(theme.px(38), 0, -theme.px(6), 0)
        cut = Qt.TextElideMode.ElideRight
        painter.setFont(type_)
        painter.setPen(theme.colour("accent_ink" if chosen else "ink"))
        words = QFontMetricsF(type_).elidedText(self.text(), cut, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


class SectionList(Card):
    """One stop of the Tab key; the arrows choose inside."""

    chosen = Signal(object)
    """The name of the section chosen."""

    entered = Signal()
    """Enter: somebody wants to go on inside the section."""

    def __init__(self, sections: Sequence[SectionWords], *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._names = [each.name for each in sections]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(theme.px(WIDTH))
        side = theme.px(10)
        self.body.setContentsMargins(side, side, side, side)
        self.body.setSpacing(theme.px(2))
        for place, each in enumerate(sections):
            button = _SectionButton(each)
            self._group.addButton(button, place)
            self.body.addWidget(button)
        self.body.addStretch(1)
        self._group.idClicked.connect(self._choose)

    def show_chosen(self, name: str) -> None:
        """Mark the section that is shown."""
        button = self._group.button(self._names.index(name))
        button.setChecked(True)
        self.setAccessibleName(button.text())

    def current_name(self) -> str:
        """The name of the section that is marked."""
        return self._names[self._group.checkedId()]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, last = self._group.checkedId(), len(self._names) - 1
        wanted = {
            Qt.Key.Key_Up: max(place - 1, 0),
            Qt.Key.Key_Down: min(place + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if wanted is not None:
            self._choose(wanted)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def _choose(self, place: int) -> None:
        self._group.button(place).setChecked(True)
        self.update()
        self.chosen.emit(self._names[place])
