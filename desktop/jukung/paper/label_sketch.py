"""Where everything on one label is, in millimetres from its upper left corner."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from jukung.paper import barcodes
from jukung.paper.page import Pages


@dataclass(frozen=True, slots=True)
class Room:
    """A part of a cell; `margin` is the empty paper beside it."""

    left: float
    top: float
    width: float
    height: float
    margin: float
    dots_per_inch: float
    where: str  # the sheet's title, for refusals

    @property
    def middle(self) -> float:
        """Halfway between its sides."""
        return self.left + self.width / 2

    def part(
        self,
        *,
        left: float = 0.0,
        top: float = 0.0,
        width: float | None = None,
        height: float | None = None,
        margin: float | None = None,
    ) -> "Room":
        """Take a part of this room; without a measure it runs to the edge."""
        return replace(
            self,
            left=self.left + left,
            top=self.top + top,
            width=self.width - left if width is None else width,
            height=self.height - top if height is None else height,
            margin=self.margin if margin is None else margin,
        )


class Line(NamedTuple):
    """A line of type: `part` of it lies left of `x`; `y` is its baseline."""

    text: str
    x: float
    y: float
    font: str
    size: float
    part: float = 0.5


class Placed(NamedTuple):
    """A symbol in a box."""

    symbol: barcodes.Symbol
    x: float
    y: float
    width: float
    height: float


class Patch(NamedTuple):
    """A coloured rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class Sketch(NamedTuple):
    """All that is drawn on one label."""

    lines: tuple[Line, ...] = ()
    symbols: tuple[Placed, ...] = ()
    patches: tuple[Patch, ...] = ()

    def with_(self, other: "Sketch") -> "Sketch":
        """Join two sketches of one label."""
        return Sketch(
            self.lines + other.lines,
            self.symbols + other.symbols,
            self.patches + other.patches,
        )


def draw(pages: Pages, sketch: Sketch, x: float, y: float) -> None:
    """Draw a label whose upper left corner is at `x`, `y`."""
    for patch in sketch.patches:
        pages.box(
            x + patch.x,
            y + patch.y,
            width=patch.width,
            height=patch.height,
            colour=patch.colour,
        )
    for symbol, left, top, width, height in sketch.symbols:
        barcodes.draw(pages, symbol, x + left, y + top, width=width, height=height)
    for text, across, baseline, font, size, part in sketch.lines:
        if part == 0.5:
            pages.centred(text, x + across, y + baseline, font=font, size=size)
        elif part:
            pages.right(text, x + across, y + baseline, font=font, size=size)
        else:
            pages.left(text, x + across, y + baseline, font=font, size=size)
