"""Tables that run over pages: rows never cut, their heading above them on each page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jukung.paper import writing
from jukung.paper.flow import Strip, baseline, line_height, lines
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import BLACK, Pages, fit_text, text_width

HAIR = 0.2
INSET = 1.5  # mm between a cell's edge and its words

_ABOVE, _BELOW = 0.6, 0.9  # mm
_GROUND, _LINE, _SOFT = "#F0F1F2", "#7A7F85", "#8A8F95"
_LEAST = 9.0  # mm
_FIGURE = re.compile(r"(−?(Rp ?)?(0|[1-9][\d.,]*)|[–-]|)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column; one without a width in mm shares the room that is left."""

    heading: str
    width: float = 0.0
    right: bool = False
    """Figures, which end under one another."""
    centred: bool = False
    soft: bool = False
    """Letters to be circled with a pen, printed in grey."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns of a table stand on the page, in millimetres."""

    columns: tuple[Column, ...]
    edges: tuple[float, ...]
    """The left edge of each column, and the right edge of the last."""
    size: float

    def room(self, place: int) -> float:
        """How wide the words of a column may be."""
        return self.edges[place + 1] - self.edges[place] - 2 * INSET


def grid(columns: Sequence[Column], *, left: float, width: float, size: float) -> Grid:
    """Divide `width` mm among columns; too wide ones are narrowed in proportion."""
    given = sum(column.width for column in columns)
    sharing = sum(not column.width for column in columns)
    least = sharing * _LEAST
    if not sharing or given + least > width:
        narrowed = (width - least) / given
        wide = [column.width * narrowed or _LEAST for column in columns]
    else:
        wide = [column.width or (width - given) / sharing for column in columns]
    edges = [left]
    for each in wide:
        edges.append(edges[-1] + each)
    return Grid(tuple(columns), tuple(edges), size)


def columns_for(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, width: float, size: float
) -> tuple[Column, ...]:
    """Make columns as wide as what stands in them; those of figures end on the right."""
    natural = [
        max(
            [text_width(writing.plain(heading), BOLD, size=size)]
            + [text_width(writing.plain(row[place]), REGULAR, size=size) for row in rows]
        )
        + 2 * INSET
        + 1
        for place, heading in enumerate(headings)
    ]
    wide = _shared(natural, width)
    return tuple(
        Column(heading, wide[place], right=bool(rows) and _are_figures(rows, place))
        for place, heading in enumerate(headings)
    )


def heading_strip(over: Grid) -> Strip:
    """The heading of a table; it stays with the first row."""
    cells = [
        _unbroken(column.heading, over.room(place), over.size)
        for place, column in enumerate(over.columns)
    ]
    height = max(len(cell) for cell in cells) * line_height(over.size) + _ABOVE + _BELOW + 0.8

    def draw(pages: Pages, top: float) -> None:
        left, right = over.edges[0], over.edges[-1]
        pages.box(left, top, width=right - left, height=height, colour=_GROUND)
        pages.box(left, top, width=right - left, height=HAIR, colour=_LINE)
        _rule(pages, over, top, height)
        for place, cell in enumerate(cells):
            middle = (over.edges[place] + over.edges[place + 1]) / 2
            down = top + (height - len(cell) * line_height(over.size)) / 2 - 0.15
            for number, line in enumerate(cell):
                y = down + number * line_height(over.size) + baseline(over.size)
                text, size = fit_text(
                    line, BOLD, size=over.size, width=over.room(place), smallest=over.size * 0.6
                )
                pages.centred(text, middle, y, font=BOLD, size=size)

    return Strip(height, draw, stays=True)


def row_strip(row: Sequence[str], over: Grid, *, under: Strip, least: float, most: float) -> Strip:
    """A row, at least `least` mm high; words that would need more than `most` are cut."""
    high = line_height(over.size)
    many = max(int((most - _ABOVE - _BELOW) / high), 1)
    cells = [
        _capped(lines(text, REGULAR, size=over.size, width=over.room(place)), many)
        for place, text in enumerate(row[: len(over.columns)])
    ]
    written = max((len(cell) for cell in cells), default=0) or 1
    height = max(written * high + _ABOVE + _BELOW, least)

    def draw(pages: Pages, top: float) -> None:
        _rule(pages, over, top, height)
        # A row that is higher for pens has its words in the middle.
        down = top + (_ABOVE if height > least else (height - written * high) / 2)
        for place, cell in enumerate(cells):
            for number, line in enumerate(cell):
                _write(pages, over, place, line, down + number * high)

    return Strip(height, draw, under=under)


def _write(pages: Pages, over: Grid, place: int, line: str, top: float) -> None:
    column, size = over.columns[place], over.size
    y = top + baseline(size)
    left, right = over.edges[place], over.edges[place + 1]
    colour = _SOFT if column.soft else BLACK
    if column.right:
        pages.right(line, right - INSET, y, font=REGULAR, size=size, colour=colour)
    elif column.centred:
        pages.centred(line, (left + right) / 2, y, font=REGULAR, size=size, colour=colour)
    else:
        pages.left(line, left + INSET, y, font=REGULAR, size=size, colour=colour)


def _rule(pages: Pages, over: Grid, top: float, height: float) -> None:
    """Draw the lines beside the cells and below them."""
    left, right = over.edges[0], over.edges[-1]
    low = top + height - HAIR / 2
    pages.box(left, low, width=right - left, height=HAIR, colour=_LINE)
    for edge in over.edges:
        pages.box(edge - HAIR / 2, top, width=HAIR, height=height, colour=_LINE)


def _unbroken(heading: str, room: float, size: float) -> list[str]:
    """Break a heading between its words only; a long word shrinks where it is drawn."""
    found: list[str] = []
    for word in writing.plain(heading).split():
        longer = f"{found[-1]} {word}" if found else word
        if found and text_width(longer, BOLD, size=size) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return found


def _capped(cell: list[str], most: int) -> list[str]:
    return cell if len(cell) <= most else [*cell[: most - 1], f"{cell[most - 1]}…"]


def _are_figures(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a column counts or costs; numbers with zeros before them are names."""
    return all(_FIGURE.fullmatch(writing.plain(row[place])) for row in rows)


def _shared(natural: Sequence[float], width: float) -> list[float]:
    """Give the narrow ones what they need, the wide ones equal parts of the rest."""
    needed = sum(natural)
    if needed <= width:
        widest = max(natural)
        spare = [each if each >= widest / 2 else 0 for each in natural]
        return [
            each + (width - needed) * part / sum(spare)
            for each, part in zip(natural, spare, strict=True)
        ]
    wide = dict(enumerate(natural))
    left = width
    given: dict[int, float] = {}
    while wide and (fitting := {p: n for p, n in wide.items() if n <= left / len(wide)}):
        given |= fitting
        left -= sum(fitting.values())
        wide = {place: need for place, need in wide.items() if place not in fitting}
    given |= {place: left / len(wide) for place in wide}
    return [given[place] for place in range(len(natural))]
