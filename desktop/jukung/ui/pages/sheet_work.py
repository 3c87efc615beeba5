"""What the sheet editor has done on the lanes: judge, keep, read and write sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain import errors
from jukung.ui import verbs
from jukung.ui.pages.sheet_measures import SheetMeasures, as_sheet
from jukung.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from jukung.library.desk import Desk
    from jukung.paper.sheets import Sheet

LARGEST_FILE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Judged:
    """A sheet that fits, and how it is written down."""

    sheet: Sheet
    written: str


def startable(desk: Desk) -> tuple[Sheet, ...]:
    """Every sheet one may begin from: the program's, then the library's own."""
    own: list[Sheet] = []
    for name, written in verbs.own_sheets.every(desk):
        try:
            own.append(verbs.sheets.parse(name, written, own=True))
        except errors.SheetDoesNotFit:
            # A sheet kept by a newer program; it is left out, not lost.
            continue
    return (*verbs.sheets.sheets(), *own)


def judged(start: Sheet, typed: SheetMeasures) -> Judged:
    """The sheet that the fields describe; refuses SheetDoesNotFit with the wrong measure."""
    written = verbs.sheets.written(as_sheet(start, typed))
    return Judged(verbs.sheets.parse(typed.title, written, own=True), written)


def keep(desk: Desk, judged: Judged, *, instead_of: str) -> Judged:
    """Keep an own sheet, in place of the one edited; refuses SheetNameTaken."""
    name = judged.sheet.name
    wanted = name.casefold()
    for other in startable(desk):
        taken = wanted in (other.name.casefold(), other.title.casefold())
        if taken and not (other.own and other.name == instead_of):
            raise errors.SheetNameTaken(name)
    if instead_of and instead_of != name:
        verbs.own_sheets.remove(desk, instead_of)
    verbs.own_sheets.save(desk, name, judged.written)
    return judged


def read_file(path: Path) -> Sheet:
    """A sheet that another library shares; refuses SheetDoesNotFit for any other file."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise errors.SheetDoesNotFit(path.name, _("the file is no sheet, it is too large"))
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as trouble:
        reason = _("the file cannot be read as TOML")
        raise errors.SheetDoesNotFit(path.name, reason) from trouble
    except OSError as trouble:
        reason = _("the file cannot be opened")
        raise errors.SheetDoesNotFit(path.name, reason) from trouble
    sheet: Sheet = verbs.sheets.parse(path.stem, text, own=True)
    return sheet


def write_file(path: Path, written: str) -> Path:
    """Write a sheet for other libraries."""
    kept: Path = verbs.flushed.write_true(path, written.encode())
    return kept
