"""A sheet at scale while its measures are typed; the measure one is at stands out."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pages.dimension import EDGE, INK, PAPER, paint_dimension, width_of
from jukung.ui.pages.sheet_measures import SheetMeasures, millimetres
from jukung.words import _

BEFORE, AFTER, MOST, TENTH = 62, 26, 400, 0.1
_ALWAYS = ("paper_width", "paper_height", "cell_width", "cell_height")
CELL, FIRST, OUT, INSET = "#B9B2A4", "#E3F1F2", "#B33A2E", "#D9D2C4"


class SheetDrawing(QWidget):
    """Draws what the fields say, also what does not fit its paper."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: SheetMeasures | None = None
        self._pointed = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Picture of the sheet with its measures"))

    def show_measures(self, measures: SheetMeasures) -> None:
        """Draw a sheet."""
        self._shown = measures
        self.update()

    def point_at(self, measure: str) -> None:
        """Let a measure stand out, such as `pitch_x`."""
        self._pointed = measure
        self.update()

    def pointed(self) -> str:
        """The measure that stands out."""
        return self._pointed

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(260), theme.px(260))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("neutral_ground"))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, theme.px(12), theme.px(12))
        if self._shown is not None:
            self._paint_sheet(painter, self._shown)
        painter.end()

    def _paint_sheet(self, painter: QPainter, shown: SheetMeasures) -> None:
        paper = self._paper(shown)
        mm = paper.width() / shown.paper_width
        painter.setPen(QPen(QColor(EDGE), 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRect(paper)
        room = paper.adjusted(-0.5, -0.5, 0.5, 0.5)
        overlap = _overlap(shown)
        for place in range(min(shown.columns * shown.rows, MOST)):
            cell = _cell(shown, place, paper, mm)
            fits = room.contains(cell) and not overlap
            self._paint_cell(painter, cell, fits=fits, first=place == 0)
        self._paint_inset(painter, shown, _cell(shown, 0, paper, mm), mm)
        lines = _dimensions(shown, paper, mm)
        for name, (line, value) in sorted(lines.items(), key=lambda each: each[0] == self._pointed):
            self._paint_line(painter, name, line, millimetres(value))

    def _paint_line(self, painter: QPainter, name: str, line: QLineF, words: str) -> None:
        pointed = name == self._pointed
        if not pointed and name not in _ALWAYS:
            return
        flat = abs(line.dy()) < abs(line.dx())
        room = width_of(words) if flat else theme.px(20)
        # A measure that is not asked for hides nothing.
        fits = line.length() > room + theme.px(22)
        paint_dimension(painter, line, words if pointed or fits else "", pointed=pointed)

    def _paint_cell(self, painter: QPainter, cell: QRectF, *, fits: bool, first: bool) -> None:
        painter.setPen(QPen(QColor(CELL if fits else OUT), 1))
        painter.setBrush(QColor(FIRST) if first else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell, theme.px(3), theme.px(3))

    def _paint_inset(
        self, painter: QPainter, shown: SheetMeasures, cell: QRectF, mm: float
    ) -> None:
        edge = shown.inset * mm
        inner = cell.adjusted(edge, edge, -edge, -edge)
        if shown.inset and inner.isValid():
            strong = self._pointed == "inset"
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(INK if strong else CELL), 1, Qt.PenStyle.DotLine))
            painter.drawRect(inner)

    def _paper(self, shown: SheetMeasures) -> QRectF:
        before, after = theme.px(BEFORE), theme.px(AFTER)
        room = QRectF(self.rect()).adjusted(before, before * 0.8, -after, -after)
        mm = min(room.width() / shown.paper_width, room.height() / shown.paper_height)
        area = QRectF(0, 0, shown.paper_width * mm, shown.paper_height * mm)
        area.moveCenter(room.center())
        return area


def _overlap(shown: SheetMeasures) -> bool:
    beside = shown.columns > 1 and shown.pitch_x < shown.cell_width - TENTH / 2
    below = shown.rows > 1 and shown.pitch_y < shown.cell_height - TENTH / 2
    return beside or below


def _cell(shown: SheetMeasures, place: int, paper: QRectF, mm: float) -> QRectF:
    row, column = divmod(place, shown.columns)
    x = paper.left() + (shown.left + column * shown.pitch_x) * mm
    y = paper.top() + (shown.top + row * shown.pitch_y) * mm
    return QRectF(x, y, shown.cell_width * mm, shown.cell_height * mm)


def _dimensions(shown: SheetMeasures, paper: QRectF, mm: float) -> dict[str, tuple[QLineF, float]]:
    """Each measure's line: the paper's outside it, the labels' on the first ones."""
    first = _cell(shown, 0, paper, mm)
    x, y, outside = first.left(), first.top(), theme.px(16)
    above, before = paper.top() - outside, paper.left() - outside
    middle, centre = first.center().y(), x + first.width() * 0.82
    lower = y + first.height() * 0.78
    lines = {
        "paper_width": (QLineF(paper.left(), above, paper.right(), above), shown.paper_width),
        "paper_height": (QLineF(before, paper.top(), before, paper.bottom()), shown.paper_height),
        "left": (QLineF(paper.left(), middle, x, middle), shown.left),
        "top": (QLineF(centre, paper.top(), centre, y), shown.top),
        "cell_width": (QLineF(x, lower, first.right(), lower), shown.cell_width),
        "cell_height": (QLineF(centre, y, centre, first.bottom()), shown.cell_height),
    }
    if shown.columns > 1:
        after = first.right()
        over = y + first.height() * 0.24
        gap_x = shown.pitch_x - shown.cell_width
        lines["pitch_x"] = (QLineF(x, over, x + shown.pitch_x * mm, over), shown.pitch_x)
        lines["gap_x"] = (QLineF(after, middle, after + gap_x * mm, middle), gap_x)
    if shown.rows > 1:
        below = first.bottom()
        beside = x + first.width() * 0.14
        gap_y = shown.pitch_y - shown.cell_height
        lines["pitch_y"] = (QLineF(beside, y, beside, y + shown.pitch_y * mm), shown.pitch_y)
        lines["gap_y"] = (QLineF(beside, below, beside, below + gap_y * mm), gap_y)
    return {name: line for name, line in lines.items() if abs(line[0].length()) > 1}
