"""A column of words on a paper roll, or on as many sheets as it needs.

On a roll the page is as long as what stands on it, so all is set first, then drawn.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jukung.paper import papers
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages, text_width
from jukung.paper.rooms import Align, Room, Settled, Style, put, settled

_ENOUGH = 1000.0  # mm; higher than any single line


@dataclass(frozen=True, slots=True)
class _Row:
    """Something as wide as the strip: how high it is and how it is drawn from its top."""

    height: float
    draw: Callable[[Pages, float], object]
    group: int


class Strip:
    """Rows one below the other, set before the page is as long as they need."""

    def __init__(self, paper: str) -> None:
        """Begin a strip on A6 or a roll."""
        self._paper = paper
        if paper in papers.ROLLS:
            self._page_width, self._width = papers.ROLLS[paper]
            self._edge = 3.0
        else:
            self._page_width = papers.SHEETS[paper][0]
            self._edge = 8.0
            self._width = self._page_width - 2 * self._edge
        self._left = (self._page_width - self._width) / 2
        self._scale = 1.15 if self._width > 60 else 1.0
        self._rows: list[_Row] = []
        self._group = 0
        self._is_together = False

    def words(
        self,
        text: str,
        *,
        size: float,
        bold: bool = False,
        lines: int = 4,
        least: float = 6.0,
        align: Align = Align.left,
        whole: bool = False,
    ) -> None:
        """Write a text over as many lines as it needs, at most `lines`."""
        style = Style(
            font=BOLD if bold else REGULAR,
            size=size * self._scale,
            least=least * self._scale,
            lines=lines,
            align=align,
            whole=whole,
        )
        block = settled(text, style, width=self._width, height=_ENOUGH)
        if not block.lines:
            return
        gap = 0.9

        def draw(pages: Pages, top: float) -> None:
            room = Room(self._left, top, self._width, block.height)
            put(pages, block, room=room, y=top + block.rise, style=style)

        self._add(block.height + gap, draw)

    def pair(self, name: str, value: str, *, size: float) -> None:
        """Write a small word on the left and its value large on the right."""
        large = Style(font=BOLD, size=size * self._scale, whole=True, align=Align.right)
        small = Style(font=REGULAR, size=8 * self._scale, least=6)
        share = self._width * 0.66
        right = settled(value, large, width=share, height=_ENOUGH)
        taken = text_width(value, BOLD, size=right.size) + 2
        left = settled(name, small, width=self._width - taken, height=_ENOUGH)

        def draw(pages: Pages, top: float) -> None:
            room = Room(self._left, top, self._width, right.height)
            put(pages, right, room=room, y=top + right.rise, style=large)
            put(pages, left, room=room, y=top + right.rise, style=small)

        self._add(right.height + 0.4, draw)

    def banner(self, text: str) -> None:
        """Write white on black across the strip."""
        style = Style(font=BOLD, size=10 * self._scale, align=Align.centre, colour="#FFFFFF")
        block: Settled = settled(text, style, width=self._width - 4, height=_ENOUGH)
        inside = 1.1

        def draw(pages: Pages, top: float) -> None:
            high = block.height + 2 * inside
            pages.box(self._left, top, width=self._width, height=high)
            room = Room(self._left, top, self._width, high)
            put(pages, block, room=room, y=top + inside + block.rise, style=style)

        self._add(block.height + 2 * inside + 0.8, draw)

    def rule(self) -> None:
        """Draw a line across."""

        def draw(pages: Pages, top: float) -> None:
            pages.box(self._left, top + 1.0, width=self._width, height=0.35)

        self._add(2.8, draw)

    def skip(self, millimetres: float) -> None:
        """Leave room."""
        self._add(millimetres, lambda _pages, _top: None)

    def together(self) -> None:
        """Keep the rows that follow on one page."""
        self._group += 1
        self._is_together = True

    def apart(self) -> None:
        """End what is kept together."""
        self._is_together = False

    def finished(self, title: str) -> bytes:
        """Draw all rows: on one long page of a roll, or on as many sheets as needed."""
        high = sum(row.height for row in self._rows) + 2 * self._edge
        if self._paper in papers.SHEETS:
            high = papers.SHEETS[self._paper][1]
        pages = Pages(self._page_width, high, title=title)
        y, bottom = self._edge, high - self._edge
        for rows in self._kept_together():
            needed = sum(row.height for row in rows)
            if y + needed > bottom + 0.01 and y > self._edge:
                pages.turn()
                y = self._edge
            for row in rows:
                row.draw(pages, y)
                y += row.height
        return pages.finished()

    def _add(self, height: float, draw: Callable[[Pages, float], object]) -> None:
        if not self._is_together:
            self._group += 1
        self._rows.append(_Row(height, draw, self._group))

    def _kept_together(self) -> Iterator[list[_Row]]:
        kept: list[_Row] = []
        for row in self._rows:
            if kept and kept[-1].group != row.group:
                yield kept
                kept = []
            kept.append(row)
        if kept:
            yield kept
