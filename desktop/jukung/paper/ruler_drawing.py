"""What stands on the ruler page: four lines, millimetres, and how to measure."""

from dataclasses import dataclass

from jukung import words
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import POINT_MM, Pages, broken, fit_text, text_width
from jukung.paper.placement import Placement
from jukung.paper.sheets import Sheet
from jukung.paper.writing import plain
from jukung.words import _

SMALL = 90.0  # mm; paper narrower or lower than this has no room for the steps

_LINE = 0.3  # mm thick; the middle of the line is where it should be
_BEYOND = 25.0  # mm past the edges, where a fit may move the page
_MOST_LINES = 16  # of the steps, when none of them is broken but for the last words
_DISC = 3.2  # mm, radius of a letter's disc
_GREY = "#9AA5B1"
_BLUE = "#1F5F8B"
_WHITE = "#FFFFFF"

_ROUND = 0.2761424  # of the width: a Bézier curve that is a quarter of a circle
_CIRCLE = (
    f"0.5 0 m {0.5 + _ROUND} 0 1 {0.5 - _ROUND} 1 0.5 c "
    f"1 {0.5 + _ROUND} {0.5 + _ROUND} 1 0.5 1 c "
    f"{0.5 - _ROUND} 1 0 {0.5 + _ROUND} 0 0.5 c "
    f"0 {0.5 - _ROUND} {0.5 - _ROUND} 0 0.5 0 c h"
)
_HEADS = {
    "right": "0 0 m 1 0.5 l 0 1 l h",
    "left": "1 0 m 0 0.5 l 1 1 l h",
    "down": "0 1 m 0.5 0 l 1 1 l h",
    "up": "0 0 m 0.5 1 l 1 0 l h",
}


@dataclass(frozen=True, slots=True)
class Marks:
    """What a ruler shows when nothing is off, in millimetres.

    From the left edge to A, from the top edge to B, from A to C, from B to D.
    """

    left: float
    top: float
    across: float
    down: float


def drawn(sheet: Sheet, marks: Marks, *, placement: Placement, printer: str) -> bytes:
    """Draw the page; small paper has room for the lines and their letters only."""
    page = _Page(sheet, marks, placement)
    page.cells()
    page.marks()
    if min(page.width, page.height) >= SMALL:
        page.scales()
        page.measures()
        page.steps()
        page.foot(printer)
    return page.pages.finished()


def tenths(value: float) -> str:
    """Write millimetres as a ruler shows them."""
    text = f"{value:.1f}"
    return text.replace(".", ",") if words.language() == "id" else text


class _Page:
    """The page in the making; places are where they should be, before the fit."""

    def __init__(self, sheet: Sheet, marks: Marks, placement: Placement) -> None:
        self.width, self.height = placement.page(sheet)
        self.pages = Pages(self.width, self.height, title=_("Ruler page"))
        self._sheet, self._placement = sheet, placement
        self._is = marks
        self._far_x = self._is.left + self._is.across
        self._far_y = self._is.top + self._is.down
        self._letters_x = self._is.left + self._is.across * 0.62
        self._letters_y = self._is.top + self._is.down * 0.62

    def cells(self) -> None:
        """Outline the labels, thin, to be held against a sheet of them."""
        for cell in range(1, self._sheet.cells + 1):
            x, y = self._sheet.corner(cell)
            left, top = self._placement.point(self._sheet, x, y)
            right, bottom = self._placement.point(
                self._sheet, x + self._sheet.cell_width, y + self._sheet.cell_height
            )
            self.pages.frame(
                left, top, width=right - left, height=bottom - top, thick=0.12, colour=_GREY
            )

    def marks(self) -> None:
        """Draw the four lines, each with its letter."""
        radius = min(_DISC, self._is.across / 14, self._is.down / 5)
        for letter, x in (("A", self._is.left), ("C", self._far_x)):
            self._upright(x, -_BEYOND, self.height + _BEYOND, thick=_LINE)
            away = radius + 1 if letter == "A" else -radius - 1
            self._letter(letter, x + away, self._letters_y, radius=radius)
        for letter, y in (("B", self._is.top), ("D", self._far_y)):
            self._level(y, -_BEYOND, self.width + _BEYOND, thick=_LINE)
            away = radius + 1 if letter == "B" else -radius - 1
            aside = 0 if letter == "B" else self._is.across * 0.24
            self._letter(letter, self._letters_x - aside, y + away, radius=radius)

    def scales(self) -> None:
        """Draw millimetres along A and B, so that a creep is seen without sums."""
        left, top = self._is.left, self._is.top
        for tick in range(1, _scale(self._is.across) + 1):
            self._upright(left + tick, top, top + _high(tick), thick=0.12)
            if tick % 10 == 0:
                self._text(str(tick), left + tick, top + 5.6, size=5.5)
        for tick in range(1, _scale(self._is.down) + 1):
            self._level(top + tick, left, left + _high(tick), thick=0.12)
            if tick % 10 == 0 and tick > 10:
                self._text(str(tick), left + 5.2, top + tick + 0.7, size=5.5)

    def measures(self) -> None:
        """Draw an arrow for each step, from where to where the ruler is held."""
        low, deep = self._far_y - 8, self._far_x - 8
        mid_x, mid_y = self._letters_x + 9, self._letters_y + 8
        self._arrow((-_BEYOND, mid_y), (self._is.left, mid_y))
        self._arrow((mid_x, -_BEYOND), (mid_x, self._is.top))
        self._arrow((self._is.left, low), (self._far_x, low), both=True)
        self._arrow((deep, self._is.top), (deep, self._far_y), both=True)
        self._step(1, self._is.left - 5, mid_y - 4)
        self._step(2, mid_x + 4, self._is.top - 5)
        self._step(3, self._is.left + self._is.across * 0.2, low)
        self._step(4, deep, self._is.top + self._is.down * 0.36)

    def steps(self) -> None:
        """Say in four steps what to measure, as large as there is room."""
        left, top = self._is.left + 12, self._is.top + 11
        wide, high = self._far_x - 15 - left, self._far_y - 15 - top
        for size in (13, 12, 11, 10, 9, 8, 7, 6, 5):
            lines = self._wording(size, wide)
            whole = size < 9 or len(lines) <= _MOST_LINES
            if whole and sum(line.height for line in lines) <= high:
                break
        else:
            return
        y = top
        for line in lines:
            if line.number:
                middle = y + line.size * 0.25
                self._step(line.number, left + 2, middle, radius=min(2.0, line.size * 0.2))
            baseline = y + line.size * POINT_MM * 1.05
            spot = self._spot(left + line.inset, baseline)
            self._clear(line, *spot)
            self.pages.left(line.text, *spot, font=line.font, size=line.size, colour=line.colour)
            y += line.height

    def foot(self, printer: str) -> None:
        """Name the printer and the sheet below everything else."""
        if self.height - self._far_y < 9:
            return
        said = " · ".join(part for part in (plain(printer), self._sheet.title) if part)
        text, size = fit_text(said, REGULAR, size=8, width=self._is.across - 4, smallest=5)
        self._text(text, self._is.left + self._is.across / 2, self._far_y + 5.5, size=size)

    def _wording(self, size: float, wide: float) -> "list[_Line]":
        should = _("It should be {mm} mm. You see: ________ mm")
        measures = (
            (_("Measure from the left edge of the paper to line A."), self._is.left),
            (_("Measure from the top edge of the paper to line B."), self._is.top),
            (_("Measure from line A to line C."), self._is.across),
            (_("Measure from line B to line D."), self._is.down),
        )
        lines = _paragraph(_("Ruler page"), size * 1.5, wide, font=BOLD, after=0.6)
        intro = _("Print at 100 %, not fitted to the page. Measure to the middle of each line.")
        lines += _paragraph(intro, size, wide, after=1.2)
        inset = size * 0.6
        for place, (step, value) in enumerate(measures, start=1):
            lines += _paragraph(step, size, wide, inset=inset, number=place)
            told = should.format(mm=tenths(value))
            lines += _paragraph(told, size, wide, inset=inset, font=BOLD, after=1.2)
        typed = _("Type the four measures into the program. It puts the labels right.")
        lines += _paragraph(typed, size, wide, after=1.2)
        held = _(
            "Or hold this page behind a sheet of labels, against a window: "
            "the thin frames show where the labels will be."
        )
        return lines + _paragraph(held, size * 0.85, wide, colour=_BLUE)

    def _clear(self, line: "_Line", x: float, baseline: float) -> None:
        """Keep the frames of the labels out of the words."""
        rise, depth = line.size * POINT_MM * 1.0, line.size * POINT_MM * 0.3
        self.pages.box(
            x - 0.6,
            baseline - rise,
            width=text_width(line.text, line.font, size=line.size) + 1.2,
            height=rise + depth,
            colour=_WHITE,
        )

    # --- What is drawn, put where this printer needs it ---

    def _spot(self, x: float, y: float) -> tuple[float, float]:
        fit = self._placement.fit
        return (
            x * (1 + fit.creep_right / 100) + fit.right,
            y * (1 + fit.creep_down / 100) + fit.down,
        )

    def _upright(self, x: float, start: float, end: float, *, thick: float) -> None:
        (x, high), (_x, low) = self._spot(x, start), self._spot(x, end)
        self.pages.box(x - thick / 2, high, width=thick, height=low - high)

    def _level(self, y: float, start: float, end: float, *, thick: float) -> None:
        (left, y), (right, _y) = self._spot(start, y), self._spot(end, y)
        self.pages.box(left, y - thick / 2, width=right - left, height=thick)

    def _text(self, text: str, x: float, y: float, *, size: float) -> None:
        self.pages.centred(text, *self._spot(x, y), font=REGULAR, size=size)

    def _disc(self, x: float, y: float, *, radius: float, colour: str) -> None:
        x, y = self._spot(x, y)
        self.pages.fill(
            _CIRCLE, x - radius, y + radius, width=2 * radius, height=2 * radius, colour=colour
        )

    def _letter(self, letter: str, x: float, y: float, *, radius: float) -> None:
        self._disc(x, y, radius=radius, colour="#000000")
        size = radius * 4.1
        x, y = self._spot(x, y)
        below = size * POINT_MM * 0.36
        self.pages.centred(letter, x, y + below, font=BOLD, size=size, colour=_WHITE)

    def _step(self, number: int, x: float, y: float, *, radius: float = 2.0) -> None:
        self._disc(x, y, radius=radius * 1.1, colour=_WHITE)
        self._disc(x, y, radius=radius, colour=_BLUE)
        x, y = self._spot(x, y)
        below, size = radius * 0.52, radius * 4
        self.pages.centred(str(number), x, y + below, font=BOLD, size=size, colour=_WHITE)

    def _arrow(
        self, start: tuple[float, float], end: tuple[float, float], *, both: bool = False
    ) -> None:
        (x, y), (to_x, to_y) = self._spot(*start), self._spot(*end)
        level = start[1] == end[1]
        if level:
            self.pages.box(x, y - 0.12, width=to_x - x, height=0.24, colour=_BLUE)
        else:
            self.pages.box(x - 0.12, y, width=0.24, height=to_y - y, colour=_BLUE)
        self._head("right" if level else "down", to_x, to_y)
        if both:
            self._head("left" if level else "up", x, y)

    def _head(self, way: str, x: float, y: float) -> None:
        long, wide = 2.6, 1.8
        corner = {
            "right": (x - long, y + wide / 2),
            "left": (x, y + wide / 2),
            "down": (x - wide / 2, y),
            "up": (x - wide / 2, y + long),
        }[way]
        across, up = (long, wide) if way in ("right", "left") else (wide, long)
        self.pages.fill(_HEADS[way], *corner, width=across, height=up, colour=_BLUE)


def _scale(span: float) -> int:
    """How many millimetres are drawn so that the letter keeps its place."""
    return min(int(span * 0.62 - 5) // 10 * 10, 100)


def _high(tick: int) -> float:
    return 3.2 if tick % 10 == 0 else 2.4 if tick % 5 == 0 else 1.5


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the steps; size in points, the rest in millimetres."""

    text: str
    font: str
    size: float
    height: float
    inset: float
    colour: str
    number: int


def _paragraph(
    text: str,
    size: float,
    wide: float,
    *,
    font: str = REGULAR,
    inset: float = 0,
    after: float = 0,
    colour: str = "#000000",
    number: int = 0,
) -> list[_Line]:
    parts = broken(text, font, size=size, width=wide - inset)
    step = size * POINT_MM * 1.35
    return [
        _Line(
            part,
            font,
            size,
            step + (after * size * POINT_MM if place == len(parts) else 0),
            inset,
            colour,
            number if place == 1 else 0,
        )
        for place, part in enumerate(parts, start=1)
    ]
