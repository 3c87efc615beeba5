"""Label sheets in true millimetres: one file each in `resources/labels`.

The folder is the list. A landscape sheet is wider than high; a label roll is paper
of the size of one label with one column and one row.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jukung import places, words
from jukung.domain.errors import SheetDoesNotFit, SheetUnknown
from jukung.words import _

_TOLERANCE = 0.05  # mm: sums of tenths, not a licence
_LARGEST = 2000.0  # mm: no office or roll printer takes more
_DOTS_PER_INCH = 600  # office laser and ink printers; a thermal roll says 203 or 300


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of labels; every measure in millimetres."""

    name: str
    title: str
    paper_width: float
    paper_height: float
    columns: int
    rows: int
    cell_width: float
    cell_height: float
    pitch_x: float
    pitch_y: float
    left: float
    top: float
    inset: float
    dots_per_inch: float
    verified: bool
    source: str

    @property
    def cells(self) -> int:
        """How many labels one sheet has."""
        return self.columns * self.rows

    def corner(self, cell: int) -> tuple[float, float]:
        """Upper left corner of a cell, counted from 1, left to right, then down."""
        row, column = divmod(cell - 1, self.columns)
        return self.left + column * self.pitch_x, self.top + row * self.pitch_y


def sheets() -> tuple[Sheet, ...]:
    """Every sheet the program knows, in order of name."""
    return tuple(read_sheet(path) for path in _files().values())


def sheet(name: str) -> Sheet:
    """Read the sheet of this name; refuses SheetUnknown with the names there are."""
    files = _files()
    if name not in files:
        raise SheetUnknown(name, ", ".join(files))
    return read_sheet(files[name])


def read_sheet(path: Path) -> Sheet:
    """Read one sheet file; refuses SheetDoesNotFit with the measure that is wrong."""
    name = path.stem
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        reason = _("the file cannot be read as TOML")
        raise SheetDoesNotFit(name, reason) from trouble
    sheet = _sheet(name, written)
    wrong = next((text for fits, text in _demands(sheet) if not fits), None)
    if wrong:
        raise SheetDoesNotFit(name, wrong)
    return sheet


def _files() -> dict[str, Path]:
    folder = places.resources() / "labels"
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def _sheet(name: str, written: dict[str, Any]) -> Sheet:
    paper = _Part(name, written, "paper")
    cells = _Part(name, written, "cells")
    printer = _Part(name, {"printer": {}} | written, "printer")
    return Sheet(
        name=name,
        title=str(written.get("title", name)),
        paper_width=paper.size("width_mm"),
        paper_height=paper.size("height_mm"),
        columns=cells.count("columns"),
        rows=cells.count("rows"),
        cell_width=cells.size("width_mm"),
        cell_height=cells.size("height_mm"),
        pitch_x=cells.size("pitch_x_mm"),
        pitch_y=cells.size("pitch_y_mm"),
        left=cells.size("left_mm", zero=True),
        top=cells.size("top_mm", zero=True),
        inset=cells.size("inset_mm", zero=True),
        dots_per_inch=printer.size("dots_per_inch", otherwise=_DOTS_PER_INCH),
        verified=written.get("verified") is True,
        source=str(written.get("source", "")),
    )


class _Part:
    """One table of a sheet file; a measure that is no measure is refused by name."""

    def __init__(self, sheet: str, written: dict[str, Any], name: str) -> None:
        part = written.get(name)
        self._written = part if isinstance(part, dict) else {}
        self._sheet = sheet
        self._name = name

    def size(self, name: str, *, zero: bool = False, otherwise: float | None = None) -> float:
        value = self._written.get(name, otherwise)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self._refusal(name)
        if not 0 <= value <= _LARGEST or (value == 0 and not zero):
            raise self._refusal(name)  # not-a-number too is not within bounds
        return float(value)

    def count(self, name: str) -> int:
        value = self._written.get(name)
        if type(value) is not int or not 0 < value <= _LARGEST:
            raise self._refusal(name)
        return value

    def _refusal(self, name: str) -> SheetDoesNotFit:
        missing = _("{measure} is missing or not a usable number").format(
            measure=f"{self._name}.{name}"
        )
        return SheetDoesNotFit(self._sheet, missing)


def _demands(sheet: Sheet) -> tuple[tuple[bool, str], ...]:
    right = sheet.left + (sheet.columns - 1) * sheet.pitch_x + sheet.cell_width
    bottom = sheet.top + (sheet.rows - 1) * sheet.pitch_y + sheet.cell_height
    inside = min(sheet.cell_width, sheet.cell_height) - 2 * sheet.inset
    return (
        (
            sheet.columns == 1 or sheet.pitch_x >= sheet.cell_width - _TOLERANCE,
            _("columns every {pitch} mm overlap, labels are {cell} mm wide").format(
                pitch=_mm(sheet.pitch_x), cell=_mm(sheet.cell_width)
            ),
        ),
        (
            sheet.rows == 1 or sheet.pitch_y >= sheet.cell_height - _TOLERANCE,
            _("rows every {pitch} mm overlap, labels are {cell} mm high").format(
                pitch=_mm(sheet.pitch_y), cell=_mm(sheet.cell_height)
            ),
        ),
        (
            right <= sheet.paper_width + _TOLERANCE,
            _("columns end at {end} mm, the paper is {paper} mm wide").format(
                end=_mm(right), paper=_mm(sheet.paper_width)
            ),
        ),
        (
            bottom <= sheet.paper_height + _TOLERANCE,
            _("rows end at {end} mm, the paper is {paper} mm high").format(
                end=_mm(bottom), paper=_mm(sheet.paper_height)
            ),
        ),
        (
            inside > 0,
            _("an inset of {inset} mm leaves nothing of the label").format(inset=_mm(sheet.inset)),
        ),
    )


def _mm(value: float) -> str:
    text = f"{round(value, 2):g}"
    return text.replace(".", ",") if words.language() == "id" else text
