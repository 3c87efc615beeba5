"""Label sheets in true millimetres: one file each in `resources/labels`.

The folder is the list. A landscape sheet is wider than high; a label roll is paper
of the size of one row of labels. Sheets that a library makes are written in the same
words and kept in its own file.
"""

import json
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
_MOST_BYTES = 10_000  # a sheet takes less than one thousand; deep keys eat memory
_MOST_CELLS = 1000  # the smallest stickers come 270 to an A4
_MOST_LETTERS = 60  # of a name, and of a title
_USES = ("labels", "cards")


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
    use: str = "labels"
    cut_marks: bool = False
    own: bool = False

    @property
    def cells(self) -> int:
        """How many labels one sheet has."""
        return self.columns * self.rows

    def corner(self, cell: int) -> tuple[float, float]:
        """Upper left corner of a cell, counted from 1, left to right, then down."""
        row, column = divmod(cell - 1, self.columns)
        return self.left + column * self.pitch_x, self.top + row * self.pitch_y


def sheets(use: str = "labels") -> tuple[Sheet, ...]:
    """Every sheet the program knows for `labels` or `cards`, in order of name."""
    every = (read_sheet(path) for path in _files().values())
    return tuple(sheet for sheet in every if sheet.use == use)


def sheet(name: str) -> Sheet:
    """Read the sheet of this name; refuses SheetUnknown with the names there are."""
    files = _files()
    if name not in files:
        raise SheetUnknown(name, ", ".join(files))
    return read_sheet(files[name])


def read_sheet(path: Path) -> Sheet:
    """Read one sheet file; refuses SheetDoesNotFit with the measure that is wrong."""
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES + 1).decode()
    except UnicodeDecodeError as trouble:
        raise SheetDoesNotFit(path.stem, _("the file cannot be read as TOML")) from trouble
    return parse(path.stem, text)


def parse(name: str, text: str, *, own: bool = False) -> Sheet:
    """Read a sheet from TOML; refuses SheetDoesNotFit with the measure that is wrong."""
    if not _safe(name):
        reason = _("a name has at most {count} letters and none of / \\").format(
            count=_MOST_LETTERS
        )
        raise SheetDoesNotFit(name[:_MOST_LETTERS], reason)
    if len(text.encode(errors="replace")) > _MOST_BYTES:
        reason = _("the file is larger than {limit} kB").format(limit=_MOST_BYTES // 1000)
        raise SheetDoesNotFit(name, reason)
    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError) as trouble:  # a number may be too long for Python
        raise SheetDoesNotFit(name, _("the file cannot be read as TOML")) from trouble
    sheet = _sheet(name, said, own=own)
    wrong = next((words for fits, words in _demands(sheet) if not fits), None)
    if wrong:
        raise SheetDoesNotFit(name, wrong)
    return sheet


def written(sheet: Sheet) -> str:
    """Write a sheet as TOML that `parse` reads back equal."""
    parts = {
        "paper": {"width_mm": sheet.paper_width, "height_mm": sheet.paper_height},
        "cells": {
            "columns": sheet.columns,
            "rows": sheet.rows,
            "width_mm": sheet.cell_width,
            "height_mm": sheet.cell_height,
            "pitch_x_mm": sheet.pitch_x,
            "pitch_y_mm": sheet.pitch_y,
            "left_mm": sheet.left,
            "top_mm": sheet.top,
            "inset_mm": sheet.inset,
        },
        "printer": {"dots_per_inch": sheet.dots_per_inch},
    }
    lines = [
        f"title = {_quoted(sheet.title)}",
        f"use = {_quoted(sheet.use)}",
        f"cut_marks = {str(sheet.cut_marks).lower()}",
        f"verified = {str(sheet.verified).lower()}",
        f"source = {_quoted(sheet.source)}",
    ]
    for part, measures in parts.items():
        lines += ["", f"[{part}]"]
        lines += [f"{name} = {_plain(value)}" for name, value in measures.items()]
    return "\n".join(lines) + "\n"


def _safe(name: str) -> bool:
    """Whether a name is safe as the name of a file and of a setting."""
    return _short(name) and not set("/\\") & set(name) and name[0] != "."


def _short(text: str) -> bool:
    return 0 < len(text.strip()) == len(text) <= _MOST_LETTERS and text.isprintable()


def _quoted(text: str) -> str:
    # JSON and TOML quote alike but for DEL, which only TOML forbids.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(value: float) -> str:
    short = f"{value:g}"
    return short if float(short) == value and "e" not in short else repr(value)


def _files() -> dict[str, Path]:
    folder = places.resources() / "labels"
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def _sheet(name: str, said: dict[str, Any], *, own: bool) -> Sheet:
    paper = _Part(name, said, "paper")
    cells = _Part(name, said, "cells")
    printer = _Part(name, {"printer": {}} | said, "printer")
    return Sheet(
        name=name,
        title=str(said.get("title", name)),
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
        verified=said.get("verified") is True,
        source=str(said.get("source", "")),
        use=str(said.get("use", _USES[0])),
        cut_marks=said.get("cut_marks") is True,
        own=own,
    )


class _Part:
    """One table of a sheet file; a measure that is no measure is refused by name."""

    def __init__(self, sheet: str, said: dict[str, Any], name: str) -> None:
        part = said.get(name)
        self._said = part if isinstance(part, dict) else {}
        self._sheet = sheet
        self._name = name

    def size(self, name: str, *, zero: bool = False, otherwise: float | None = None) -> float:
        value = self._said.get(name, otherwise)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self._refusal(name)
        if not 0 <= value <= _LARGEST or (value == 0 and not zero):
            raise self._refusal(name)  # not-a-number too is not within bounds
        return float(value)

    def count(self, name: str) -> int:
        value = self._said.get(name)
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
            _short(sheet.title),
            _("a title has 1 to {count} letters on one line").format(count=_MOST_LETTERS),
        ),
        (sheet.use in _USES, _("it is for neither labels nor cards")),
        (
            sheet.cells <= _MOST_CELLS,
            _("{cells} labels are more than {most}").format(cells=sheet.cells, most=_MOST_CELLS),
        ),
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
