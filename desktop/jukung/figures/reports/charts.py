"""What is drawn of a report: a value for each name, from zero, on a round scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from jukung.figures.reports import writing

_ROUND = (1, 2, 2.5, 5, 10)

Values = Sequence[int | float | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """A value for each name, None for a gap; all words are ready."""

    kind: str
    """`bars` or `line`."""
    title: str
    names: tuple[str, ...]
    values: tuple[int | float | None, ...]
    said: tuple[str, ...]
    """Each value in words."""
    ticks: tuple[tuple[float, str], ...]
    """The lines of the scale from zero up, and what is written beside them."""


def chart_of(kind: str, title: str, names: Sequence[str], values: Values, *, of: str) -> Chart:
    """A chart of figures of a kind: number, rate, share or money."""
    top = _round_up(max((each for each in values if each is not None), default=0), of)
    return Chart(
        kind,
        title,
        tuple(names),
        tuple(values),
        tuple(writing.shown(each, of) for each in values),
        tuple((each, writing.shown(each, of)) for each in (0, top / 2, top)),
    )


def _round_up(highest: float, of: str) -> float:
    """The next round figure, whose half is whole where whole things are counted."""
    if highest <= 0:
        return 1.0
    if of in ("number", "money") and highest <= 2:
        return 2.0
    scale = math.pow(10, math.floor(math.log10(highest)))
    fitting = (each * scale for each in _ROUND if each * scale >= highest)
    top = next(fitting, 10.0 * scale)
    return top if of not in ("number", "money") or top % 2 == 0 else top + top % 2
