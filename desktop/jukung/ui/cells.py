"""What a table cell shows, and how it is painted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces import charts
from jukung.ui.pieces.chip import paint_chip
from jukung.ui.pieces.key_hint import key_width, paint_key
from jukung.ui.pieces.tint import ink

V = TypeVar("V")

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
VALUE = Qt.ItemDataRole.UserRole + 2
MARK = Qt.ItemDataRole.UserRole + 3

SIDE, ABOVE, LEADING = 14, 12, 1.3


@dataclass(frozen=True, slots=True)
class Cell:
    """Everything that one cell shows; most cells are plain text."""

    text: str = ""
    second: str = ""
    """A small grey line below."""
    strong: bool = False
    soft: bool = False
    """Small and in the second ink, such as a clock time."""
    tint: str = ""
    chip: str = ""
    """A tint; the text then stands in a chip of it."""
    link: str = ""
    """Underlined words behind the text; `Table.linked` tells when pressed."""
    key: str = ""
    """The key that does the same as the link."""
    bars: charts.Figures = ()
    squares: charts.Figures = ()
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Column(Generic[V]):
    """A column: its heading, what it shows of a value, and its width.

    Width 0 takes the room that is left; `from_width` leaves the column out
    of tables narrower than that. Sizes are of the design, before the scale.
    """

    heading: str
    cell: Callable[[V], str | Cell]
    width: int = 0
    align: str = "left"
    from_width: int = 0

    def cell_of(self, value: V) -> Cell:
        """What is shown of a value, ready to paint."""
        shown = self.cell(value)
        return Cell(shown) if isinstance(shown, str) else shown


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines of one type in a cell."""

    text: str
    type_: QFont
    token: str


class CellPainter(QStyledItemDelegate):
    """Paints cells; `lines` is how often a title may break."""

    lines = 1

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if token := _ground(option, index):
            painter.fillRect(area, theme.colour(token))
        # A filled strip takes a third of the time of a line with smooth ends.
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme.colour("row_line")
        )
        if cell is not None:
            painter.setClipRect(area)
            self._paint_cell(painter, inner(area, cell), cell, index)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = index.data(CELL)
        wide = option.rect.width()
        return QSize(wide, self.height_of(cell, wide) if cell else theme.px(40))

    def height_of(self, cell: Cell, width: float) -> int:
        """How high a cell must be at a width."""
        room = inner(QRectF(0, 0, width, 100), cell).width()
        high = sum(_height(run, room, self.lines) for run in _runs(cell))
        return round(high) + 2 * theme.px(ABOVE)

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: Cell, index: Index) -> None:
        if cell.bars:
            self._paint_bars(painter, area, cell)
        elif cell.squares:
            charts.paint_squares(painter, area, cell.squares)
        elif cell.chip and cell.text:
            paint_chip(painter, area, cell.text, cell.chip)
        elif cell.link or cell.key:
            _paint_link(painter, area, cell)
        else:
            align = index.data(Qt.ItemDataRole.TextAlignmentRole)
            self._paint_words(painter, area, cell, Qt.AlignmentFlag(align))

    def _paint_bars(self, painter: QPainter, area: QRectF, cell: Cell) -> None:
        high = theme.px(charts.BARS_HEIGHT)
        wide = min(charts.bars_width(len(cell.bars)), area.width())
        box = QRectF(area.left(), area.center().y() - high / 2, wide, high)
        charts.paint_bars(painter, box, cell.bars)

    def _paint_words(
        self, painter: QPainter, area: QRectF, cell: Cell, align: Qt.AlignmentFlag
    ) -> None:
        runs = _runs(cell)
        high = sum(_height(run, area.width(), self.lines) for run in runs)
        top = area.center().y() - high / 2
        for run in runs:
            painter.setFont(run.type_)
            painter.setPen(theme.colour(run.token))
            step = _step(run)
            for line in _broken(run, area.width(), self.lines):
                spot = QRectF(area.left(), top, area.width(), step)
                # The font is a little higher than its step: descenders hang below.
                painter.drawText(spot, align | Qt.TextFlag.TextDontClip, line)
                top += step


def inner(area: QRectF, cell: Cell) -> QRectF:
    """The part of a cell between its margins."""
    side = theme.px(SIDE)
    return area.adjusted(side + cell.indent * theme.px(16), 0, -side, 0)


def link_area(area: QRectF, cell: Cell) -> QRectF:
    """Where the link and the key of a cell are, for the mouse."""
    room = inner(area, cell)
    lead = QFontMetricsF(theme.font(theme.SMALL)).horizontalAdvance(_lead(cell))
    wide = QFontMetricsF(theme.font(theme.SMALL)).horizontalAdvance(cell.link)
    key = key_width(cell.key) + theme.px(4) if cell.key else 0
    return QRectF(room.left() + lead, area.top(), wide + key, area.height())


def _ground(option: QStyleOptionViewItem, index: Index) -> str:
    # QStyle's twenty enumerations are made when it is imported; rows come after the window.
    from PySide6.QtWidgets import QStyle  # noqa: PLC0415 - as just said

    if option.state & QStyle.StateFlag.State_Selected:
        return "row_chosen"
    return "row_mark" if index.data(MARK) else ""


def _runs(cell: Cell) -> list[_Run]:
    """The text above and the small line below."""
    small = theme.font(theme.SMALL, tabular=True)
    plain = theme.font(bold=cell.strong, tabular=True)
    token = ink(cell.tint) if cell.tint else ("second" if cell.soft else "ink")
    upper = _Run(cell.text, small if cell.soft else plain, token)
    return [upper, _Run(cell.second, small, "second")] if cell.second else [upper]


def _height(run: _Run, width: float, lines: int) -> float:
    return _step(run) * (1 if lines == 1 else len(_broken(run, width, lines)))


def _step(run: _Run) -> float:
    """How far lines stand apart: a little closer than the font has them."""
    return run.type_.pixelSize() * LEADING


def _broken(run: _Run, width: float, lines: int) -> list[str]:
    """The text in at most so many lines; the last one says when it is cut."""
    measure = QFontMetricsF(run.type_)
    width = max(width, 1.0)
    if lines == 1 or measure.horizontalAdvance(run.text) <= width:
        return [measure.elidedText(run.text, Qt.TextElideMode.ElideRight, width + 1)]
    starts = _line_starts(run, width, lines)
    ends = [*starts[1:], len(run.text)]
    broken = [run.text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    broken[-1] = measure.elidedText(broken[-1], Qt.TextElideMode.ElideRight, width + 1)
    return broken


def _line_starts(run: _Run, width: float, lines: int) -> list[int]:
    layout = QTextLayout(run.text, run.type_)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    return starts


def _lead(cell: Cell) -> str:
    return f"{cell.text} · " if cell.text and cell.link else cell.text


def _paint_link(painter: QPainter, area: QRectF, cell: Cell) -> None:
    """Small words, an underlined link, and its key."""
    type_ = theme.font(theme.SMALL)
    measure = QFontMetricsF(type_)
    left = area.left()
    for words, linked in ((_lead(cell), False), (cell.link, True)):
        type_.setUnderline(linked)
        painter.setFont(type_)
        painter.setPen(theme.colour("ink" if linked else "second"))
        wide = measure.horizontalAdvance(words)
        spot = QRectF(left, area.top(), wide + 2, area.height())
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, words)
        left += wide
    if cell.key:
        spot = QRectF(left + theme.px(4), area.top(), key_width(cell.key), area.height())
        paint_key(painter, spot, cell.key)
