"""The ruler page on screen: four distances, one of them pointed at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pages.dimension import EDGE, INK, PAPER, paint_dimension
from jukung.words import N_, _

MARGIN, DISC = 26, 10


class Distance(StrEnum):
    """What is measured, in the order of measuring."""

    left = "left"
    top = "top"
    across = "across"
    down = "down"


NAMES = {
    Distance.left: N_("1. Left edge to A (mm)"),
    Distance.top: N_("2. Top edge to B (mm)"),
    Distance.across: N_("3. A to C (mm)"),
    Distance.down: N_("4. B to D (mm)"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """The paper and where the marks should be on it, in mm."""

    width: float
    height: float
    left: float
    top: float
    across: float
    down: float


class RulerPicture(QWidget):
    """The page in small; the distance of the field one is in stands out."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn: Drawn | None = None
        self._pointed: Distance | None = None
        self._values: dict[Distance, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Picture of the ruler page"))

    def show_page(self, drawn: Drawn) -> None:
        """Draw a page."""
        self._drawn = drawn
        self.update()

    def show_values(self, values: dict[Distance, str]) -> None:
        """Write what was measured beside the distances."""
        self._values = values
        self.update()

    def point_at(self, distance: Distance | None) -> None:
        """Let one distance stand out."""
        self._pointed = distance
        self.update()

    def pointed(self) -> Distance | None:
        """The distance that stands out."""
        return self._pointed

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(260), theme.px(260))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(200))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("neutral_ground"))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, theme.px(12), theme.px(12))
        if self._drawn is not None:
            self._paint_page(painter, self._drawn)
        painter.end()

    def _paint_page(self, painter: QPainter, drawn: Drawn) -> None:
        """Lines, letters and steps stand where they stand on the printed page."""
        paper = self._paper(drawn)
        painter.setPen(QPen(QColor(EDGE), 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRect(paper)
        inner = self._inner(drawn, paper)
        low = inner.top() + inner.height() * 0.62
        aside = inner.left() + inner.width() * 0.62
        painter.setPen(QPen(QColor(INK), 1.6))
        for x in (inner.left(), inner.right()):
            painter.drawLine(QLineF(x, paper.top(), x, paper.bottom()))
        for y in (inner.top(), inner.bottom()):
            painter.drawLine(QLineF(paper.left(), y, paper.right(), y))
        away = theme.px(DISC) + 2
        self._paint_letter(painter, QPointF(inner.left() + away, low), "A")
        self._paint_letter(painter, QPointF(inner.right() - away, low), "C")
        self._paint_letter(painter, QPointF(aside, inner.top() + away), "B")
        before = aside - inner.width() * 0.24
        self._paint_letter(painter, QPointF(before, inner.bottom() - away), "D")
        for distance, line in sorted(
            self._lines(paper, inner).items(), key=lambda each: each[0] is self._pointed
        ):
            words = self._values.get(distance, "")
            paint_dimension(painter, line, words, pointed=distance is self._pointed)

    def _lines(self, paper: QRectF, inner: QRectF) -> dict[Distance, QLineF]:
        beside, step, aside = theme.px(30), theme.px(36), theme.px(48)
        y = inner.top() + inner.height() * 0.62 + beside
        x = inner.left() + inner.width() * 0.62 + beside
        low, deep = inner.bottom() - step, inner.right() - aside
        if inner.width() < 5 * beside or inner.height() < 5 * beside:
            y, x = inner.top() + inner.height() * 0.4, inner.left() + inner.width() * 0.4
        return {
            Distance.left: QLineF(paper.left(), y, inner.left(), y),
            Distance.top: QLineF(x, paper.top(), x, inner.top()),
            Distance.across: QLineF(inner.left(), low, inner.right(), low),
            Distance.down: QLineF(deep, inner.top(), deep, inner.bottom()),
        }

    def _inner(self, drawn: Drawn, paper: QRectF) -> QRectF:
        """Between the four lines; moved in where they are too near the paper's edge."""
        mm = paper.width() / drawn.width
        least = min(theme.px(26), paper.width() / 4, paper.height() / 4)
        left = paper.left() + max(drawn.left * mm, least)
        top = paper.top() + max(drawn.top * mm, least)
        right = min(paper.left() + (drawn.left + drawn.across) * mm, paper.right() - least)
        bottom = min(paper.top() + (drawn.top + drawn.down) * mm, paper.bottom() - least)
        return QRectF(QPointF(left, top), QPointF(right, bottom))

    def _paint_letter(self, painter: QPainter, at: QPointF, letter: str) -> None:
        radius = theme.px(DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(INK))
        painter.drawEllipse(at, radius, radius)
        painter.setPen(QColor(PAPER))
        painter.setFont(theme.font(12.5, bold=True))
        side = 2.0 * radius
        spot = QRectF(at.x() - radius, at.y() - radius, side, side)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, letter)

    def _paper(self, drawn: Drawn) -> QRectF:
        side = theme.px(MARGIN)
        room = QRectF(self.rect()).adjusted(side, side, -side, -side)
        mm = min(room.width() / drawn.width, room.height() / drawn.height)
        area = QRectF(0, 0, drawn.width * mm, drawn.height * mm)
        area.moveCenter(room.center())
        return area
