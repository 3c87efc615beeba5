"""Twelve months beside the same months a year before, drawn from zero.

This year is a whole line, the year before a dashed one. A month without a figure is a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.words import _, number, short_month

if TYPE_CHECKING:
    from jukung.domain.months import Month

_TYPE, _FOOT = 11.5, 20
_STEPS = (1, 2, 2.5, 5, 10)
_Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class TwoYears:
    """What is drawn; `words` say which libraries are counted."""

    months: tuple[Month, ...] = ()
    now: tuple[int | None, ...] = ()
    before: tuple[int | None, ...] = ()
    words: str = ""
    sites: tuple[int, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(each is None for each in (*self.now, *self.before))


class TwoYearsChart(QWidget):
    """The two lines, with names of months beneath and a round scale beside."""

    def __init__(self, *, height: int = 150, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn = TwoYears()
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_years(self, drawn: TwoYears) -> None:
        """Draw other figures."""
        self._drawn = drawn
        told = [
            f"{short_month(month.number)} {month.year}: {number(now)} ({number(before)})"
            for month, now, before in zip(drawn.months, drawn.now, drawn.before, strict=True)
        ]
        self.setAccessibleDescription(", ".join(told))
        self.update()

    def drawn(self) -> TwoYears:
        """What is drawn."""
        return self._drawn

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(self._height))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(min(self._height, 84)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        drawn = self._drawn
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(_TYPE, tabular=True))
        if drawn.is_empty:
            painter.setPen(theme.colour("second"))
            how = _Align.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), how, _("No figures of these months yet."))
        else:
            self._paint(painter, drawn)
        painter.end()

    def _paint(self, painter: QPainter, drawn: TwoYears) -> None:
        top = _round_up(max(each or 0 for each in (*drawn.now, *drawn.before)))
        measure = QFontMetricsF(painter.font())
        scale = measure.horizontalAdvance(number(round(top))) + theme.px(8)
        high = measure.height()
        plot = QRectF(self.rect()).adjusted(scale, high / 2, -theme.px(6), -theme.px(_FOOT))
        for value in (0.0, top / 2, top):
            y = plot.bottom() - plot.height() * value / top
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.colour("second"))
            spot = QRectF(0, y - high / 2, scale - theme.px(6), high)
            painter.drawText(spot, _Align.AlignVCenter | _Align.AlignRight, number(round(value)))
        dashed = QPen(theme.colour("gold_ink"), theme.px(1.5), Qt.PenStyle.DashLine)
        _paint_line(painter, _points(drawn.before, plot, top), dashed)
        _paint_line(
            painter, _points(drawn.now, plot, top), QPen(theme.colour("bar_last"), theme.px(2.5))
        )
        self._paint_months(painter, plot, drawn)

    def _paint_months(self, painter: QPainter, plot: QRectF, drawn: TwoYears) -> None:
        painter.setPen(theme.colour("second"))
        step = plot.width() / max(len(drawn.months) - 1, 1)
        widest = QFontMetricsF(painter.font()).horizontalAdvance("Mmm") + theme.px(6)
        every = max(1, -(-int(widest) // max(int(step), 1)))
        for place, month in enumerate(drawn.months):
            if (len(drawn.months) - 1 - place) % every:
                continue
            middle = min(plot.left() + place * step, self.width() - widest / 2)
            spot = QRectF(middle - widest / 2, plot.bottom() + 2, widest, theme.px(_FOOT - 2))
            painter.drawText(spot, _Align.AlignCenter, short_month(month.number))


def _points(values: Sequence[int | None], plot: QRectF, top: float) -> list[QPointF | None]:
    step = plot.width() / max(len(values) - 1, 1)
    return [
        None
        if value is None
        else QPointF(plot.left() + place * step, plot.bottom() - plot.height() * value / top)
        for place, value in enumerate(values)
    ]


def _paint_line(painter: QPainter, points: list[QPointF | None], pen: QPen) -> None:
    """Join neighbours; a value between two gaps is a dot."""
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for before, after in pairwise(points):
        if before is not None and after is not None:
            painter.drawLine(before, after)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen.color())
    for place, point in enumerate(points):
        beside = points[max(place - 1, 0) : place] + points[place + 1 : place + 2]
        if point is not None and all(each is None for each in beside):
            painter.drawEllipse(point, theme.px(2.5), theme.px(2.5))


def _round_up(highest: int) -> float:
    """The next round figure whose half is whole."""
    if highest <= 2:
        return 2.0
    scale = float(f"1e{len(str(highest)) - 1}")
    top = next(step * scale for step in _STEPS if step * scale >= highest)
    return top if top % 2 == 0 else top + top % 2
