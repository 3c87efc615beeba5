"""A chart of a report on screen, in the colours of the theme."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme

if TYPE_CHECKING:
    from jukung.figures.reports.charts import Chart

HEIGHT, LOW = 178, 100
_STEP, _HEAD, _FOOT = 13, 20, 18
_SHORT_NAME, _TYPE = 9, 11
_Align = Qt.AlignmentFlag


class ReportChart(QWidget):
    """Bars from zero or a line with its gaps; long names stand beside lying bars."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._height = HEIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_chart(self, chart: Chart | None) -> None:
        """Draw another chart; nothing where there is none."""
        self._chart = chart
        self.setVisible(chart is not None)
        if chart is not None:
            pairs = zip(chart.names, chart.said, strict=True)
            told = ", ".join(f"{name} {said}" for name, said in list(pairs)[:60])
            self.setAccessibleName(chart.title)
            self.setAccessibleDescription(told)
        self.update()

    def chart(self) -> Chart | None:
        """What is drawn."""
        return self._chart

    def become_low(self, *, low: bool) -> None:
        """Leave more room for the table on small screens."""
        self._height = LOW if low else HEIGHT
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(self._height))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(self._height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        painter.setFont(theme.font(_TYPE + 0.5, bold=True))
        painter.setPen(theme.colour("second"))
        painter.drawText(area, _Align.AlignLeft | _Align.AlignTop, self._chart.title)
        painter.setFont(theme.font(_TYPE, tabular=True))
        area.adjust(0, theme.px(_HEAD), 0, 0)
        if self._lies(area):
            _paint_lying(painter, area, self._chart)
        else:
            _paint_upright(painter, area.adjusted(0, 4, 0, -theme.px(_FOOT)), self._chart)
        painter.end()

    def _lies(self, area: QRectF) -> bool:
        chart = self._chart
        if chart is None or chart.kind != "bars":
            return False
        fits = area.height() / len(chart.names) >= theme.px(_STEP)
        return fits and max(map(len, chart.names)) > _SHORT_NAME


def _paint_lying(painter: QPainter, area: QRectF, chart: Chart) -> None:
    measure = QFontMetricsF(painter.font())
    widest = max(measure.horizontalAdvance(name) for name in chart.names) + theme.px(4)
    names = min(widest, area.width() * 0.4)
    left = area.left() + names + theme.px(8)
    said = max(measure.horizontalAdvance(each) for each in chart.said) + theme.px(10)
    room = area.right() - said - left
    highest = max(each for each in chart.values if each is not None) or 1
    step = min(area.height() / len(chart.names), theme.px(24))
    for place, (name, value) in enumerate(zip(chart.names, chart.values, strict=True)):
        row = QRectF(area.left(), area.top() + place * step, area.width(), step)
        painter.setPen(theme.colour("ink"))
        shown = measure.elidedText(name, Qt.TextElideMode.ElideRight, names)
        painter.drawText(
            QRectF(row.left(), row.top(), names, step),
            _Align.AlignVCenter | _Align.AlignRight,
            shown,
        )
        long = room * (value or 0) / highest
        bar = QRectF(left, row.top() + step * 0.18, max(long, 1.0 if value else 0.0), step * 0.64)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bar_last"))
        painter.drawRoundedRect(bar, min(2.0, bar.width() / 2), 2)
        painter.setPen(theme.colour("second"))
        painter.drawText(
            QRectF(left + long + theme.px(6), row.top(), said + theme.px(40), step),
            _Align.AlignVCenter | _Align.AlignLeft,
            chart.said[place],
        )


def _paint_upright(painter: QPainter, area: QRectF, chart: Chart) -> None:
    measure = QFontMetricsF(painter.font())
    scale = max(measure.horizontalAdvance(said) for _value, said in chart.ticks) + theme.px(8)
    plot = area.adjusted(scale, 0, 0, 0)
    highest = chart.ticks[-1][0]
    for value, said in chart.ticks:
        y = plot.bottom() - plot.height() * value / highest
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(theme.colour("second"))
        high = measure.height()
        spot = QRectF(area.left(), y - high / 2, scale - theme.px(6), high)
        painter.drawText(spot, _Align.AlignVCenter | _Align.AlignRight, said)
    step = plot.width() / len(chart.values)
    points = [
        None
        if value is None
        else QPointF(
            plot.left() + (place + 0.5) * step, plot.bottom() - plot.height() * value / highest
        )
        for place, value in enumerate(chart.values)
    ]
    if chart.kind == "line":
        _paint_line(painter, points)
    else:
        _paint_bars(painter, points, floor=plot.bottom(), step=step)
    _paint_names(painter, plot, chart.names, step)


def _paint_bars(
    painter: QPainter, points: list[QPointF | None], *, floor: float, step: float
) -> None:
    thick = min(step * 0.7, theme.px(48))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("bar_last"))
    for point in points:
        if point is not None:
            # A zero is a thin line; only what was not recorded is nothing.
            top = min(point.y(), floor - 1)
            bar = QRectF(point.x() - thick / 2, top, thick, floor - top)
            soft = min(theme.px(2), thick / 4)
            painter.drawRoundedRect(bar, soft, soft)


def _paint_line(painter: QPainter, points: list[QPointF | None]) -> None:
    """Join neighbours; a value between two gaps is a dot."""
    painter.setPen(QPen(theme.colour("bar_last"), theme.px(2)))
    for before, after in pairwise(points):
        if before is not None and after is not None:
            painter.drawLine(before, after)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("bar_last"))
    for place, point in enumerate(points):
        beside = points[max(place - 1, 0) : place] + points[place + 1 : place + 2]
        alone = all(each is None for each in beside)
        if point is not None and (alone or len(points) <= 31):
            painter.drawEllipse(point, theme.px(2.5), theme.px(2.5))


def _paint_names(painter: QPainter, plot: QRectF, names: tuple[str, ...], step: float) -> None:
    measure = QFontMetricsF(painter.font())
    widest = max(measure.horizontalAdvance(name) for name in names) + theme.px(8)
    widest = min(widest, max(step, theme.px(56)))
    every = max(1, -(-int(widest) // max(int(step), 1)))
    painter.setPen(theme.colour("second"))
    for place in range(0, len(names), every):
        middle = plot.left() + (place + 0.5) * step
        wide = max(step * every, widest)
        spot = QRectF(middle - wide / 2, plot.bottom() + 2, wide, theme.px(_FOOT))
        shown = measure.elidedText(names[place], Qt.TextElideMode.ElideRight, wide - 4)
        painter.drawText(spot, _Align.AlignCenter, shown)
