"""The chip beside a card that says that names are hidden, and opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.chip import HEIGHT, PADDING, TYPE
from jukung.ui.pieces.tint import ground, ink
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.names import Names
    from jukung.ui.room import Room

KEY = "Ctrl+Shift+K"


class NamesChip(QPushButton):
    """`Names hidden · open (…)` to an officer; to anybody else only that they are hidden."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._card = ""
        self._link: Names | None = None
        self._words, self._step, self._tint = "", "", "neutral"
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.hide()

    def follow(self, link: Names) -> None:
        """Follow whether names are open."""
        if self._link is None:
            self._link = link
            link.changed.connect(self.refresh)

    def show_for(self, card: str) -> None:
        """Stand beside a card; an empty one hides the chip."""
        self._card = card
        if self._room.names is not None:
            self.follow(self._room.names)
        self.refresh()
        self.setVisible(self._room.is_prison and bool(card))

    @Slot()
    def refresh(self) -> None:
        """Say again how it stands."""
        link = self._link
        may_open = link is not None and link.may_open()
        if link is not None and link.is_open():
            self._words, self._step, self._tint = _("Names open"), _("show"), "gold"
        else:
            self._words, self._step, self._tint = _("Names hidden"), _("open"), "neutral"
        if not may_open:
            self._step = ""
        self.setEnabled(may_open)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if may_open else Qt.CursorShape.ArrowCursor
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if may_open else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.words())
        self.setToolTip(_("Open the names with your phrase (Ctrl Shift K)") if may_open else "")
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What the chip says."""
        return f"{self._words} · {self._step}" if self._step else self._words

    @override
    def sizeHint(self) -> QSize:
        wide = sum(self._metrics(part).horizontalAdvance(part) for part in self._parts())
        return QSize(round(wide + 2 * theme.px(PADDING)) + 1, theme.px(HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = self.height()
        painter.setPen(theme.colour("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground(self._tint)))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, high / 2, high / 2)
        painter.setPen(theme.colour(ink(self._tint)))
        left = float(theme.px(PADDING))
        for part in self._parts():
            type_ = theme.font(TYPE, bold=True)
            type_.setUnderline(part == self._step)
            painter.setFont(type_)
            wide = self._metrics(part).horizontalAdvance(part)
            area = QRectF(left, 0, wide + 1, high)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, part)
            left += wide
        painter.end()

    def _parts(self) -> tuple[str, ...]:
        return (f"{self._words} · ", self._step) if self._step else (self._words,)

    def _metrics(self, _part: str) -> QFontMetricsF:
        return QFontMetricsF(theme.font(TYPE, bold=True))

    @Slot()
    def _open(self) -> None:
        if self._link is not None:
            self._link.open(self._card)
