"""Where the cells of a sheet really land: the printer's error and the paper it feeds.

A printer is off by a shift, which is the same everywhere, and by a creep, which grows
from the upper left corner on. Both are taken back here for the middle of a cell: what
is drawn in it keeps its own size, so that a creep is shared out to both sides.
"""

from dataclasses import dataclass

from jukung.domain.errors import (
    CellOutOfRange,
    CreepOutOfRange,
    OffsetOutOfRange,
    SheetTooWide,
)
from jukung.domain.kinds import Feed
from jukung.paper import papers
from jukung.paper.sheets import Sheet

OFFSET_LIMIT = 20.0  # mm; a printer that is further off needs another sheet, not this
CREEP_LIMIT = 3.0  # mm in 100 mm

_TOLERANCE = 0.05  # mm


@dataclass(frozen=True, slots=True)
class Fit:
    """What is added to every place on the paper so that it lands where it should.

    The shift is in millimetres, the creep in millimetres for each 100 mm from the
    upper left corner of the paper.
    """

    right: float = 0.0
    down: float = 0.0
    creep_right: float = 0.0
    creep_down: float = 0.0


@dataclass(frozen=True, slots=True)
class Carrier:
    """Paper wider than the sheet: the printer believes in it, the sheet lies on it."""

    paper: str = papers.A4
    feed: Feed = Feed.centre


@dataclass(frozen=True, slots=True)
class Placement:
    """Where on the sheet printing starts, and how it is put on the paper."""

    start_cell: int = 1
    fit: Fit = Fit()
    carrier: Carrier | None = None

    def check(self, sheet: Sheet) -> None:
        """Refuse CellOutOfRange, OffsetOutOfRange, CreepOutOfRange, SheetTooWide."""
        if not 1 <= self.start_cell <= sheet.cells:
            raise CellOutOfRange(self.start_cell, sheet.cells)
        check_fit(self.fit)
        width, height = self.page(sheet)
        if width < sheet.paper_width - _TOLERANCE or height < sheet.paper_height - _TOLERANCE:
            raise SheetTooWide(sheet.title, (self.carrier or Carrier()).paper.upper())

    def page(self, sheet: Sheet) -> tuple[float, float]:
        """Width and height of the page in the PDF, in millimetres."""
        if self.carrier is None:
            return sheet.paper_width, sheet.paper_height
        return papers.SHEETS[self.carrier.paper]

    def corner(self, sheet: Sheet, cell: int) -> tuple[float, float]:
        """Upper left corner of a cell on the page, so that its middle lands right."""
        return self.room(sheet, *sheet.corner(cell), sheet.cell_width, sheet.cell_height)

    def room(
        self, sheet: Sheet, x: float, y: float, width: float, height: float
    ) -> tuple[float, float]:
        """Upper left corner on the page of what is so large and stays so large."""
        middle_x, middle_y = self.point(sheet, x + width / 2, y + height / 2)
        return middle_x - width / 2, middle_y - height / 2

    def point(self, sheet: Sheet, x: float, y: float) -> tuple[float, float]:
        """Where a point of the sheet is on the page, shift and creep included."""
        x += self._fed(sheet)
        return (
            x * (1 + self.fit.creep_right / 100) + self.fit.right,
            y * (1 + self.fit.creep_down / 100) + self.fit.down,
        )

    def _fed(self, sheet: Sheet) -> float:
        """How far right of the page's left edge the sheet lies; its top edge leads."""
        if self.carrier is None:
            return 0.0
        spare = self.page(sheet)[0] - sheet.paper_width
        return {Feed.left: 0.0, Feed.centre: spare / 2, Feed.right: spare}[self.carrier.feed]


def check_fit(fit: Fit) -> None:
    """Refuse OffsetOutOfRange and CreepOutOfRange."""
    for offset in (fit.right, fit.down):
        if not abs(offset) <= OFFSET_LIMIT:  # written so that not-a-number is refused
            raise OffsetOutOfRange(OFFSET_LIMIT)
    for creep in (fit.creep_right, fit.creep_down):
        if not abs(creep) <= CREEP_LIMIT:
            raise CreepOutOfRange(CREEP_LIMIT)
