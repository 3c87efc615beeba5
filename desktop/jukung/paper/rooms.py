"""Type that stays within a room: it shrinks, breaks, and only then is cut.

A room is a rectangle in millimetres. Nothing written into one leaves it, neither an
accent above nor the tails of Arabic letters below.
"""

from dataclasses import dataclass
from enum import StrEnum

from jukung.paper.fonts import REGULAR
from jukung.paper.page import BLACK, POINT_MM, Pages, broken, fit_size, fit_text
from jukung.paper.writing import depth, led, plain

LEADING = 1.28  # from a baseline to the next, in parts of the type size
_ARABIC_LEADING = 1.6

_STEP = 0.25  # points
_UNBROKEN = 0.8  # of its size; down to this a text is kept on one line
_CAPITALS = 0.76  # height above the baseline, in parts of the type size
_ACCENTED = 1.0
_SMALLEST = 1.0  # points; what may not be cut shrinks to this and no further


class Align(StrEnum):
    """To which side of its room a line goes."""

    left = "left"
    centre = "centre"
    right = "right"


class Sit(StrEnum):
    """Where in its room type sits that does not fill it."""

    top = "top"
    middle = "middle"
    bottom = "bottom"


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle; `x`, `y` is its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; sizes in points."""

    font: str = REGULAR
    size: float = 9.0
    least: float = 5.0
    lines: int = 1
    align: Align = Align.left
    sit: Sit = Sit.middle
    colour: str = BLACK
    whole: bool = False
    """A number is typed when a scanner fails: it is never cut, nor broken."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Lines as they will stand, and the size that keeps them in their room."""

    lines: tuple[str, ...]
    size: float

    @property
    def rise(self) -> float:
        """From the top of the block to its first baseline, in millimetres."""
        return _rise(self.lines[0]) * self.size * POINT_MM if self.lines else 0.0

    @property
    def leading(self) -> float:
        """From a baseline to the next, in millimetres."""
        return _leading(self.lines) * self.size * POINT_MM

    @property
    def height(self) -> float:
        """From the top of the highest letter to below the lowest, in millimetres."""
        if not self.lines:
            return 0.0
        below = depth(self.lines[-1]) * self.size * POINT_MM
        return self.rise + (len(self.lines) - 1) * self.leading + below


def settled(text: str, style: Style, *, width: float, height: float) -> Settled:
    """Shrink and break a text until it fits; what still does not is cut."""
    said = plain(text)
    if not said:
        return Settled((), style.size)
    tallest = _tallest(said, style.size, height=height)
    if style.whole:
        fitting = fit_size(said, style.font, size=tallest, width=width)
        return Settled((said,), max(fitting, _SMALLEST))
    if style.lines > 1:
        return _paragraph(said, style, width=width, height=height)
    least = min(style.least, tallest)
    line, size = fit_text(said, style.font, size=tallest, width=width, smallest=least)
    return Settled((line,) if line else (), size)


def write(pages: Pages, text: str, *, room: Room, style: Style) -> None:
    """Write a text into its room."""
    block = settled(text, style, width=room.width, height=room.height)
    spare = {Sit.top: 0.0, Sit.middle: 0.5, Sit.bottom: 1.0}[style.sit]
    y = room.y + (room.height - block.height) * spare + block.rise
    put(pages, block, room=room, y=y, style=style)


def put(pages: Pages, block: Settled, *, room: Room, y: float, style: Style) -> float:
    """Draw settled lines from a first baseline on; give the baseline of the last."""
    part = {Align.left: 0.0, Align.centre: 0.5, Align.right: 1.0}[style.align]
    draw = {Align.left: pages.left, Align.centre: pages.centred, Align.right: pages.right}
    x = room.x + room.width * part
    for place, line in enumerate(block.lines):
        if place:
            y += block.leading
        draw[style.align](line, x, y, font=style.font, size=block.size, colour=style.colour)
    return y


def _paragraph(said: str, style: Style, *, width: float, height: float) -> Settled:
    one = Settled((said,), fit_size(said, style.font, size=style.size, width=width))
    if one.size >= max(_UNBROKEN * style.size, style.least) and one.height <= height:
        return one  # a little smaller reads better than a last word alone
    size = style.size
    while size > style.least:
        tried = Settled(tuple(_broken(said, style, size=size, width=width)), size)
        unhurt = len(" ".join(tried.lines).split()) == len(said.split())  # no word was cut up
        if unhurt and len(tried.lines) <= style.lines and tried.height <= height:
            return tried
        size -= _STEP
    return _shortened(said, style, width=width, height=height)


def _shortened(said: str, style: Style, *, width: float, height: float) -> Settled:
    """Keep as many lines of the least size as there is room; the last says “…”."""
    size = _tallest(said, style.least, height=height)
    lines = _broken(said, style, size=size, width=width)
    kept = min(style.lines, len(lines))
    while kept > 1 and Settled(tuple(lines[:kept]), size).height > height:
        kept -= 1
    if len(lines) > kept:
        rest = " ".join(lines[kept - 1 :])
        last, _ = fit_text(rest, style.font, size=size, width=width, smallest=size)
        lines = [*lines[: kept - 1], last]
    return Settled(tuple(line for line in lines if line), size)


def _broken(said: str, style: Style, *, size: float, width: float) -> list[str]:
    """Break a text into lines that keep its direction."""
    lines = broken(said, style.font, size=size, width=width)
    return [led(line, by=said) for line in lines]


def _tallest(said: str, size: float, *, height: float) -> float:
    one = Settled((said,), size).height
    return size if one <= height else int(size * height / one * 20) / 20


def _rise(line: str) -> float:
    return _CAPITALS if line.isascii() else _ACCENTED


def _leading(lines: tuple[str, ...]) -> float:
    return (
        LEADING
        if all(map(str.isascii, lines)) or max(map(depth, lines)) < 0.5
        else (_ARABIC_LEADING)
    )
