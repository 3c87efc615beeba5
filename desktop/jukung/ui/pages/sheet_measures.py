"""The measures of a sheet as they are typed, fitting or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jukung.words import language

if TYPE_CHECKING:
    from jukung.paper.sheets import Sheet


@dataclass(frozen=True, slots=True)
class SheetMeasures:
    """What the editor's fields say, by the names of a sheet; in mm."""

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


def of_sheet(sheet: Sheet) -> SheetMeasures:
    """The measures of a sheet."""
    names = SheetMeasures.__slots__
    return SheetMeasures(**{name: getattr(sheet, name) for name in names})


def as_sheet(start: Sheet, typed: SheetMeasures) -> Sheet:
    """An own sheet that begins as a copy of another, with typed measures.

    One column or row has no next one, so that its pitch is the label itself.
    """
    facts = {name: getattr(typed, name) for name in SheetMeasures.__slots__}
    if typed.columns == 1:
        facts["pitch_x"] = typed.cell_width
    if typed.rows == 1:
        facts["pitch_y"] = typed.cell_height
    return replace(start, **facts, name=typed.title, own=True, verified=False, source="")


def millimetres(value: float) -> str:
    """A measure without zeros that say nothing, such as `50` or `63,5`."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return shown.replace(".", ",") if language() == "id" else shown
