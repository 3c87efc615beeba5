"""A chart of a report: bars from zero across or upwards, or a line with its gaps."""

from itertools import pairwise
from typing import Protocol

from jukung.paper import shapes, writing
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages, fit_text, text_width

_BAR, _INK, _LINE = "#0F7C8A", "#4C6370", "#D9DCDF"
_SIZE, _TITLE = 8.0, 9.0  # points
_HEAD, _FOOT, _UPRIGHT = 7.0, 6.0, 42.0  # mm
_STEP, _THICK = 5.6, 3.6  # mm, of bars that lie
_MOST_LYING, _SHORT_NAME = 14, 9
_NAMES, _SAID = 0.34, 22.0  # part of the width, and mm


class Drawn(Protocol):
    """Values with their names, in words that are ready."""

    @property
    def kind(self) -> str:
        """`bars` or `line`."""

    @property
    def title(self) -> str:
        """What the values count."""

    @property
    def names(self) -> tuple[str, ...]:
        """What each value is of."""

    @property
    def values(self) -> tuple[int | float | None, ...]:
        """The values; None is a gap."""

    @property
    def said(self) -> tuple[str, ...]:
        """Each value in words."""

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        """The lines of the scale, from zero up."""


def height_of(chart: Drawn) -> float:
    """How high a chart is, in millimetres."""
    if lies(chart):
        return _HEAD + _STEP * len(chart.names)
    return _HEAD + _UPRIGHT + _FOOT


def lies(chart: Drawn) -> bool:
    """Whether its bars lie below one another, because their names are long."""
    longest = max(map(len, chart.names), default=0)
    few = len(chart.names) <= _MOST_LYING
    return chart.kind == "bars" and few and longest > _SHORT_NAME


def draw(pages: Pages, chart: Drawn, *, left: float, top: float, width: float) -> None:
    """Draw a chart below `top`."""
    pages.left(chart.title, left, top + 3.5, font=BOLD, size=_TITLE, colour=_INK)
    if lies(chart):
        _draw_lying(pages, chart, left=left, top=top + _HEAD, width=width)
    else:
        _draw_upright(pages, chart, left=left, top=top + _HEAD, width=width)


def _draw_lying(pages: Pages, chart: Drawn, *, left: float, top: float, width: float) -> None:
    named = [writing.plain(name) for name in chart.names]
    widest = max(text_width(name, REGULAR, size=_SIZE) for name in named)
    start = left + min(widest, width * _NAMES) + 3
    room = left + width - _SAID - start
    highest = max(each for each in chart.values if each is not None)
    for place, (name, value) in enumerate(zip(named, chart.values, strict=True)):
        y = top + place * _STEP
        line, size = fit_text(
            name, REGULAR, size=_SIZE, width=start - 3 - left, smallest=_SIZE * 0.8
        )
        pages.left(line, left, y + 3.0, font=REGULAR, size=size)
        long = room * (value or 0) / highest
        if value:
            pages.box(start, y, width=max(long, 0.2), height=_THICK, colour=_BAR)
        pages.left(chart.said[place], start + long + 1.5, y + 3.0, font=REGULAR, size=_SIZE)
    pages.box(start - 0.2, top - 1, width=0.2, height=_STEP * len(named), colour=_INK)


def _draw_upright(pages: Pages, chart: Drawn, *, left: float, top: float, width: float) -> None:
    scale = max(text_width(said, REGULAR, size=_SIZE) for _value, said in chart.ticks) + 2
    start, room, low = left + scale, width - scale, top + _UPRIGHT
    highest = chart.ticks[-1][0]
    for value, said in chart.ticks:
        y = low - _UPRIGHT * value / highest
        pages.box(start, y - 0.1, width=room, height=0.2, colour=_LINE if value else _INK)
        pages.right(said, start - 1.2, y + 1.0, font=REGULAR, size=_SIZE, colour=_INK)
    step = room / len(chart.values)
    points = [
        None if value is None else (start + (place + 0.5) * step, low - _UPRIGHT * value / highest)
        for place, value in enumerate(chart.values)
    ]
    if chart.kind == "line":
        _draw_line(pages, points)
    else:
        thick = min(step * 0.7, 14.0)
        for point in points:
            if point is not None:
                # A zero is a thin line; only what was not recorded is nothing.
                x, y = point[0], min(point[1], low - 0.4)
                pages.box(x - thick / 2, y, width=thick, height=low - y, colour=_BAR)
    _draw_names(pages, chart.names, start=start, step=step, y=low + 4)


def _draw_line(pages: Pages, points: list[tuple[float, float] | None]) -> None:
    """Join neighbours; a value between two gaps is a dot."""
    for before, after in pairwise(points):
        if before is not None and after is not None:
            shapes.cut(pages, before, after, thick=0.45, colour=_BAR)
    for place, point in enumerate(points):
        alone = not any(points[max(place - 1, 0) : place] + points[place + 1 : place + 2])
        if point is not None and (alone or len(points) <= 31):
            x, y = point
            pages.box(x - 0.5, y - 0.5, width=1.0, height=1.0, colour=_BAR)


def _draw_names(
    pages: Pages, names: tuple[str, ...], *, start: float, step: float, y: float
) -> None:
    """Write as many names as stand beside one another, each below its bar."""
    widest = max(text_width(name, REGULAR, size=_SIZE) for name in names) + 2
    every = max(1, -(-widest // step))
    for place, name in enumerate(names):
        if place % every == 0:
            x = start + (place + 0.5) * step
            pages.centred(name, x, y, font=REGULAR, size=_SIZE, colour=_INK)
