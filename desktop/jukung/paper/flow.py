"""Pieces of a document that are never cut, laid out from page to page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jukung.paper import writing
from jukung.paper.page import POINT_MM, Pages, broken

LEADING = 1.45
"""From one line to the next, in parts of the type size; Arabic letters need it."""

_RISE = 0.98  # from the top of a line to its baseline, in parts of the type size
_SPARE = 1e-6

Draw = Callable[[Pages, float], None]
"""Draws a piece on the page whose top is given in millimetres."""


@dataclass(slots=True)
class Strip:
    """A piece as wide as the page, never cut; one that draws nothing is room."""

    height: float
    draw: Draw | None = None
    stays: bool = False
    """Whether it stands on the page of the strip after it."""
    under: "Strip | None" = None
    """What is drawn again above it where it begins a page."""
    turns: bool = False
    """Whether what comes after it begins a new page."""


Page = list[tuple[float, Draw]]
"""What is drawn on a page, each piece with its top."""


def line_height(size: float) -> float:
    """How high a line of this type is, in millimetres."""
    return size * LEADING * POINT_MM


def baseline(size: float) -> float:
    """How far below the top of its line the letters stand, in millimetres."""
    return size * _RISE * POINT_MM


def lines(text: str, font: str, *, size: float, width: float) -> list[str]:
    """Break words into lines; a line break within them is kept, nothing hidden is."""
    found: list[str] = []
    for written in text.splitlines():
        paragraph = writing.plain(written)
        cut = broken(paragraph, font, size=size, width=width)
        found.extend(writing.led(line, by=paragraph) for line in cut)
    return found


def keep_together(strips: Sequence[Strip], count: int) -> None:
    """Let the last `count` strips that draw something stay with what comes next."""
    left = count
    for strip in reversed(strips):
        if not left:
            return
        strip.stays = True
        left -= strip.draw is not None


def keep_rows(strips: Sequence[Strip], count: int, *, most: float) -> None:
    """Let up to `count` last rows of a table, and all after them, stay with what comes next.

    As few as keep it lower than `most` mm; without a table nothing more stays.
    """
    begin, left, high = len(strips), count, 0.0
    for place in range(len(strips) - 1, -1, -1):
        heading = strips[place].under
        high += strips[place].height
        above_rows = heading is None and left < count
        if not left or above_rows or high + (heading.height if heading else 0) > most:
            break
        if heading is not None:
            begin, left = place, left - 1
    for strip in strips[begin:]:
        strip.stays = True


def laid_out(
    strips: Sequence[Strip], *, top: float, bottom: float, running: Strip | None = None
) -> list[Page]:
    """Put strips below one another between two edges, on as many pages as they need.

    `running` is drawn at the top of each. What stays together is cut only where it
    is higher than a page.
    """
    stack = _Stack(top, bottom, running)
    for group in _groups(strips):
        if any(strip.draw for strip in group):
            stack.make_room(sum(strip.height for strip in group), group[0])
        for strip in group:
            if strip.draw is not None:  # room alone begins no page
                stack.make_room(strip.height, strip)
            stack.put(strip)
    return stack.pages


class _Stack:
    """Where the next strip goes."""

    def __init__(self, top: float, bottom: float, running: Strip | None) -> None:
        self.pages: list[Page] = []
        self._top, self._bottom, self._running = top, bottom, running
        self._y, self._fresh, self._turning = top, True, False
        self._turn()

    def make_room(self, height: float, first: Strip) -> None:
        """Turn the page where `height` mm are no longer left on this one."""
        if self._fresh or (not self._turning and self._y + height <= self._bottom + _SPARE):
            return
        self._turn()
        if first.under is not None:
            self.put(first.under)

    def put(self, strip: Strip) -> None:
        """Take a strip; room is none at the top of a page."""
        self._turning = self._turning or (strip.turns and not self._fresh)
        if strip.draw is None and self._fresh:
            return
        if strip.draw is not None:
            self.pages[-1].append((self._y, strip.draw))
        self._y += strip.height
        self._fresh = False

    def _turn(self) -> None:
        self.pages.append([])
        self._y, self._fresh, self._turning = self._top, False, False
        if self._running is not None:
            self.put(self._running)
        self._fresh = True


def _groups(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.stays:
            yield group
            group = []
    if group:
        yield group
