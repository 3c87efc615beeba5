"""Barcode labels on sheets of stickers.

A label carries, from the top: the library, the bars, the number, a short title so that
the label finds its copy, and the call number where the cell has room for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jukung.domain.errors import (
    CellOutOfRange,
    CodeDoesNotFit,
    NothingToPrint,
    OffsetOutOfRange,
)
from jukung.paper.barcodes import SMALLEST_HEIGHT, Bars, bar_path, bars
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import POINT_MM, Pages, fit_size, fit_text
from jukung.paper.sheets import Sheet, sheets
from jukung.paper.writing import depth, plain
from jukung.words import _

OFFSET_LIMIT = 20.0  # mm; a printer that is further off needs another sheet, not this

_BARS_HEIGHT = 8.0  # mm that other lines leave to the bars
_HIGHEST_BARS = 16.0  # mm; higher ones only use ink
_SHALLOW = 18.0  # mm; the height of cell the sizes of type are made for
_LARGEST_SCALE = 1.5
_LOWEST_TYPE = 4.0  # points; below this nobody reads
_TEXT_MARGIN = 1.5  # mm on each side, for stickers that are not cut straight


@dataclass(frozen=True, slots=True)
class Label:
    """What one label says."""

    number: str
    heading: str
    title: str = ""
    call_number: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where on the sheet printing starts, and how far this printer is off."""

    start_cell: int = 1
    right_mm: float = 0.0
    down_mm: float = 0.0


def label_pages(labels: Sequence[Label], *, sheet: Sheet, placement: Placement) -> bytes:
    """PDF pages of the sheet's own size with these labels, in order.

    Refuses NothingToPrint, CellOutOfRange, OffsetOutOfRange and, for a number that
    cannot be read from this sheet, CodeDoesNotFit or CodeNotEncodable.
    """
    if not labels:
        raise NothingToPrint
    _check(placement, sheet)
    codes = [bars(label.number, sheet=sheet) for label in labels]
    design = _design(labels, sheet)

    pages = Pages(sheet.paper_width, sheet.paper_height, title=_("Labels"))
    for place, (label, code) in enumerate(
        zip(labels, codes, strict=True), start=placement.start_cell - 1
    ):
        if place >= sheet.cells and place % sheet.cells == 0:
            pages.turn()
        left, top = sheet.corner(place % sheet.cells + 1)
        at = left + placement.right_mm, top + placement.down_mm
        _draw(pages, label, code=code, design=design, at=at)
    return pages.finished()


def sheet_count(count: int, *, sheet: Sheet, start_cell: int) -> int:
    """How many sheets so many labels need; refuses CellOutOfRange."""
    _check(Placement(start_cell), sheet)
    return -(-(count + start_cell - 1) // sheet.cells) if count else 0


def fitting_sheets(numbers: Sequence[str]) -> tuple[Sheet, ...]:
    """Find the sheets on which every one of these numbers can be read."""
    return tuple(sheet for sheet in sheets() if _all_fit(numbers, sheet))


def _all_fit(numbers: Sequence[str], sheet: Sheet) -> bool:
    try:
        for number in numbers:
            bars(number, sheet=sheet)
    except CodeDoesNotFit:
        return False
    return True


def _check(placement: Placement, sheet: Sheet) -> None:
    if not 1 <= placement.start_cell <= sheet.cells:
        raise CellOutOfRange(placement.start_cell, sheet.cells)
    for offset in (placement.right_mm, placement.down_mm):
        if not abs(offset) <= OFFSET_LIMIT:  # written so that not-a-number is refused
            raise OffsetOutOfRange(OFFSET_LIMIT)


# --- What goes where in a cell -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of type; sizes in points, gaps in millimetres."""

    field: str
    font: str
    size: float
    least: float  # part of the size; smaller than that it is cut
    before: float
    after: float
    depth: float = 0.24

    @property
    def rise(self) -> float:
        """From the top of its room to the baseline."""
        return self.before + 0.76 * self.size * POINT_MM

    @property
    def height(self) -> float:
        """All its room, with what hangs below the baseline."""
        return self.rise + self.depth * self.size * POINT_MM + self.after

    def scaled(self, scale: float) -> "_Line":
        return replace(
            self,
            size=self.size * scale,
            before=self.before * scale,
            after=self.after * scale,
        )


_HEADING = _Line("heading", BOLD, size=6.5, least=0.55, before=0, after=0.25)
_NUMBER = _Line("number", REGULAR, size=7.5, least=0, before=0.45, after=0)
_TITLE = _Line("title", REGULAR, size=5.5, least=0.8, before=0.1, after=0)
_SHELF = _Line("call_number", REGULAR, size=5.5, least=0.8, before=0.2, after=0)


@dataclass(frozen=True, slots=True)
class _Design:
    """The arrangement all labels of a run share; millimetres from the cell's corner."""

    middle: float
    text_width: float
    baselines: tuple[tuple[_Line, float], ...]
    bars_bottom: float
    bars_height: float


def _design(labels: Sequence[Label], sheet: Sheet) -> _Design:
    room = sheet.cell_height - 2 * sheet.inset
    above, below = _kept_lines(labels, sheet, room=room)
    type_height = sum(line.height for line in above + below)
    bars_height = min(room - type_height, _HIGHEST_BARS)
    if bars_height < SMALLEST_HEIGHT:
        raise CodeDoesNotFit(labels[0].number, sheet.title)

    top = sheet.inset + (room - type_height - bars_height) / 2
    baselines = []
    for line in above:
        baselines.append((line, top + line.rise))
        top += line.height
    bars_bottom = top = top + bars_height
    for line in below:
        baselines.append((line, top + line.rise))
        top += line.height
    return _Design(
        middle=sheet.cell_width / 2,
        text_width=sheet.cell_width - 2 * max(sheet.inset, _TEXT_MARGIN),
        baselines=tuple(baselines),
        bars_bottom=bars_bottom,
        bars_height=bars_height,
    )


def _kept_lines(
    labels: Sequence[Label], sheet: Sheet, *, room: float
) -> tuple[list[_Line], list[_Line]]:
    """Keep the lines that leave the bars their height: those above, those below."""
    scale = min(max(sheet.cell_height / _SHALLOW, 0.8), _LARGEST_SCALE)
    kept = [_NUMBER.scaled(scale)]
    room -= kept[0].height
    for line in (_HEADING, _TITLE, _SHELF):  # the most needed first
        larger = line.scaled(scale)
        said = {plain(getattr(label, line.field)) for label in labels} - {""}
        if line is _HEADING and said:  # the last line may hang into the cell's inset
            larger = replace(larger, depth=max(map(depth, said)))
        if said and room - larger.height >= _BARS_HEIGHT:
            kept.append(larger)
            room -= larger.height
    above = [line for line in kept if line.field == _HEADING.field]
    return above, [line for line in kept if line not in above]


def _draw(
    pages: Pages, label: Label, *, code: Bars, design: _Design, at: tuple[float, float]
) -> None:
    left, top = at
    pages.fill(
        bar_path(code.modules),
        left + design.middle - code.width / 2,
        top + design.bars_bottom,
        width=code.module_width,
        height=design.bars_height,
    )
    for line, baseline in design.baselines:
        text, size = _fitted(label, line, width=design.text_width)
        if text:
            pages.centred(text, left + design.middle, top + baseline, font=line.font, size=size)


def _fitted(label: Label, line: _Line, *, width: float) -> tuple[str, float]:
    if line.field == _NUMBER.field:  # typed when the scanner fails, so it is never cut
        size = fit_size(label.number, line.font, size=line.size, width=width)
        return label.number, size
    return fit_text(
        plain(getattr(label, line.field)),
        line.font,
        size=line.size,
        width=width,
        smallest=max(line.size * line.least, _LOWEST_TYPE),
    )
