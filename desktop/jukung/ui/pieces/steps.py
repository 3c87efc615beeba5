"""Steps in a row: what is done, what is to do now, what comes after."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.icon import paint_icon
from jukung.words import _

CIRCLE, GAP = 24, 10


class _Line(QWidget):
    """The line from one step to the next, tinted once the first is done."""

    def __init__(self) -> None:
        super().__init__()
        self._done = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_done(self, *, done: bool) -> None:
        """Tint the line, or not."""
        self._done = done
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(24), theme.px(2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("good_line" if self._done else "line"))
        painter.end()


class _Step(QAbstractButton):
    """A number in a circle and its name; pressed where one may go back."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self._number = number
        self._done = self._now = False
        self.setText(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_state(self, *, done: bool, now: bool, may_go: bool) -> None:
        """Show how far this step is."""
        self._done, self._now = done, now
        self.setEnabled(may_go)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if may_go else Qt.FocusPolicy.NoFocus)
        shape = Qt.CursorShape.PointingHandCursor if may_go else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        said = _("done") if done else (_("now") if now else _("later"))
        self.setAccessibleName(f"{self._number}. {self.text()}: {said}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(theme.font(bold=True)).horizontalAdvance(self.text())
        return QSize(theme.px(CIRCLE + GAP) + round(wide) + 2, theme.px(CIRCLE) + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(CIRCLE + GAP + 40), theme.px(CIRCLE) + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(CIRCLE)
        circle = QRectF(1, (self.height() - side) / 2, side, side)
        self._paint_circle(painter, circle)
        type_ = theme.font(bold=self._now)
        room = QRectF(self.rect()).adjusted(side + theme.px(GAP), 0, 0, 0)
        measure = QFontMetricsF(type_)
        words = measure.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.setFont(type_)
        painter.setPen(theme.colour("ink" if self._done or self._now else "second"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _paint_circle(self, painter: QPainter, circle: QRectF) -> None:
        ground = "accent" if self._now else ("good_ground" if self._done else "neutral_ground")
        focus = self.hasFocus()
        pen = QPen(theme.colour("accent"), 2) if focus else QPen(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(circle)
        if self._done and not self._now:
            inset = theme.px(6)
            mark = circle.adjusted(inset, inset, -inset, -inset)
            paint_icon(painter, mark, "check", "good_ink")
            return
        painter.setFont(theme.font(12.5, bold=True))
        painter.setPen(theme.colour("on_accent" if self._now else "second"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))


class Steps(Card):
    """The strip above a page that walks through steps."""

    wanted = Signal(object)
    """The place of a step that was pressed, counted from 0."""

    def __init__(self, names: Sequence[str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._steps = [_Step(place + 1, name) for place, name in enumerate(names)]
        self._lines = [_Line() for _name in names[1:]]
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        row.setSpacing(theme.px(20))
        for place, step in enumerate(self._steps):
            row.addWidget(step)
            if place < len(self._lines):
                row.addWidget(self._lines[place], 1)
            step.clicked.connect(self._want)
        self.body.setContentsMargins(*(theme.px(16), theme.px(11)) * 2)
        self.body.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_steps(
        self, *, done: Collection[int], now: int | None, open_: Collection[int] = ()
    ) -> None:
        """Show which steps are done, which is on, and which may be pressed."""
        for place, step in enumerate(self._steps):
            step.show_state(done=place in done, now=place == now, may_go=place in open_)
        for place, line in enumerate(self._lines):
            line.show_done(done=place in done)

    @Slot()
    def _want(self) -> None:
        pressed = self.sender()
        for place, step in enumerate(self._steps):
            if step is pressed:
                self.wanted.emit(place)
