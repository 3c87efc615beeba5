"""Paragraphs, facts and steps of a document, as strips that a page takes whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jukung.paper.flow import Strip, baseline, line_height, lines
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages, text_width

SIZE = 11.0
"""What a letter is written in, in points."""

INSET = 8.0
"""How far words stand in from the number before them, in millimetres."""

_BEFORE_COLON, _AFTER_COLON = 3.0, 3.5  # mm
_LABEL_SHARE = 0.42  # of the width, at most, for the labels of facts
_BLANK = 9.0  # mm


@dataclass(frozen=True, slots=True)
class Measure:
    """Where lines begin and how long they may be, in millimetres."""

    left: float
    width: float


def line_strip(
    text: str,
    measure: Measure,
    *,
    size: float = SIZE,
    bold: bool = False,
    part: float = 0,
    underlined: bool = False,
) -> Strip:
    """One line at the left (0), in the middle (0.5) or at the right (1)."""
    font = BOLD if bold else REGULAR
    wide = text_width(text, font, size=size)
    x = measure.left + (measure.width - wide) * part

    def draw(pages: Pages, top: float) -> None:
        y = top + baseline(size)
        pages.left(text, x, y, font=font, size=size)
        if underlined:
            pages.box(x, y + 0.8, width=wide, height=0.35)

    return Strip(line_height(size), draw)


def paragraph(text: str, measure: Measure, *, size: float, bold: bool) -> list[Strip]:
    """A paragraph of which no line stands alone on a page."""
    cut = lines(text, BOLD if bold else REGULAR, size=size, width=measure.width)
    strips = [line_strip(line, measure, size=size, bold=bold) for line in cut]
    if len(strips) > 1:
        strips[0].stays = strips[-2].stays = True
    return strips


def fact_strips(pairs: Iterable[tuple[str, str]], measure: Measure, *, mark: str) -> list[Strip]:
    """Labels and values in two columns with a colon between; `mark` before the first."""
    found = list(pairs)
    widest = max((text_width(label, REGULAR, size=SIZE) for label, _said in found), default=0)
    room = min(widest, measure.width * _LABEL_SHARE)
    start = INSET if mark else 0.0
    colon = start + room + _BEFORE_COLON
    value = colon + _AFTER_COLON
    strips: list[Strip] = []
    for label, said in found:
        labels = lines(label, REGULAR, size=SIZE, width=room + 0.01)
        values = lines(said, REGULAR, size=SIZE, width=measure.width - value)
        first = [(colon, ":")] if strips or not mark else [(colon, ":"), (0.0, mark)]
        strips += _beside([(start, labels), (value, values)], measure, first=first)
    return strips


def step_strips(place: int, text: str, measure: Measure) -> list[Strip]:
    """A step with its number before it."""
    cut = lines(text, REGULAR, size=SIZE, width=measure.width - INSET)
    return _beside([(INSET, cut)], measure, first=[(0.0, f"{place}.")])


def blank_strip(name: str, measure: Measure) -> Strip:
    """A line to be filled in by hand."""
    start = text_width(name, REGULAR, size=SIZE) + 3
    down = _BLANK - line_height(SIZE) + baseline(SIZE)

    def draw(pages: Pages, top: float) -> None:
        y = top + down
        pages.left(name, measure.left, y, font=REGULAR, size=SIZE)
        pages.box(measure.left + start, y + 0.6, width=measure.width - start, height=0.2)

    return Strip(_BLANK, draw)


def _beside(
    columns: Sequence[tuple[float, Sequence[str]]],
    measure: Measure,
    *,
    first: Sequence[tuple[float, str]],
) -> list[Strip]:
    """Lines of several columns beside one another, never on two pages."""
    rows = max([1, *(len(cut) for _x, cut in columns)])
    strips = [
        _pieces([(x, cut[row]) for x, cut in columns if row < len(cut)], measure.left)
        for row in range(1, rows)
    ]
    began = [(x, cut[0]) for x, cut in columns if cut]
    strips.insert(0, _pieces([*began, *first], measure.left))
    for strip in strips[:-1]:
        strip.stays = True
    return strips


def _pieces(pieces: Sequence[tuple[float, str]], left: float) -> Strip:
    """Texts on one line, each at its place from the left."""

    def draw(pages: Pages, top: float) -> None:
        for x, text in pieces:
            pages.left(text, left + x, top + baseline(SIZE), font=REGULAR, size=SIZE)

    return Strip(line_height(SIZE), draw)
