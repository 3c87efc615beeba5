"""A distance drawn on a picture of paper, with its measure."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from jukung.ui import theme

HEAD = 7

# Paper is white in every theme, and so are the colours of what stands on it.
PAPER, EDGE, INK, FAINT, STRONG, ON_STRONG = (
    *("#FFFFFF", "#D9D2C4", "#17303B", "#9C9484", "#0F7C8A", "#FFFFFF"),
)


def paint_dimension(
    painter: QPainter, line: QLineF, words: str = "", *, pointed: bool = False
) -> None:
    """Draw a line with heads at both ends; one that is pointed at stands out."""
    token = QColor(STRONG if pointed else FAINT)
    painter.setPen(QPen(token, 2.5 if pointed else 1.2))
    painter.drawLine(line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(token)
    head = min(theme.px(HEAD), line.length() / 2.5)
    painter.drawPolygon(_arrow(line, head))
    painter.drawPolygon(_arrow(QLineF(line.p2(), line.p1()), head))
    if words:
        _paint_measure(painter, line, words, pointed=pointed)


def width_of(words: str, *, bold: bool = False) -> float:
    """How wide the box of a measure is."""
    type_ = theme.font(12.5, bold=bold, tabular=True)
    return QFontMetricsF(type_).horizontalAdvance(words) + theme.px(10)


def _paint_measure(painter: QPainter, line: QLineF, words: str, *, pointed: bool) -> None:
    wide = width_of(words, bold=pointed)
    spot = QRectF(0, 0, wide, theme.px(19))
    middle = line.pointAt(0.5)
    flat = abs(line.dy()) < abs(line.dx())
    room = wide if flat else spot.height()
    if line.length() < room + 3 * theme.px(HEAD):
        # Where the measure would hide the line it stands beside it.
        away = theme.px(8)
        below = QPointF(0, spot.height() / 2 + away)
        middle += below if flat else QPointF(wide / 2 + away, 0)
    spot.moveCenter(middle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(STRONG if pointed else PAPER))
    painter.drawRoundedRect(spot, theme.px(5), theme.px(5))
    painter.setFont(theme.font(12.5, bold=pointed, tabular=True))
    painter.setPen(QColor(ON_STRONG if pointed else INK))
    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, words)


def _arrow(line: QLineF, size: float) -> QPolygonF:
    """A head at the beginning of a line."""
    way = QLineF(line)
    way.setLength(max(size, 0.1))
    normal = QLineF(way.p2(), way.p1()).normalVector()
    normal.setLength(size * 0.55)
    step = normal.p2() - normal.p1()
    return QPolygonF([way.p1(), way.p2() + step, way.p2() - step])
