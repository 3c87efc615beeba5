"""An order of labels: which, on what sheet, from which cell on, and how they look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from jukung.domain.kinds import PrintWhat, Symbology

if TYPE_CHECKING:
    from jukung.paper.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Choices:
    """How labels look; kept with the run and for the next time."""

    symbology: str = Symbology.code128
    heading: bool = True
    title: bool = True
    call_number: bool = True
    colour_band: bool = False
    design: str = ""
    side: str = "front"

    def kept(self) -> dict[str, Any]:
        """As plain values, to be kept."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Choices:
        """What was kept; anything damaged is as it is at first."""
        plain = cls()
        good = {
            field.name: kept[field.name]
            for field in fields(cls)
            if type(kept.get(field.name)) is type(getattr(plain, field.name))
            or (field.name == "symbology" and kept.get(field.name) in set(Symbology))
        }
        return replace(plain, **good)


@dataclass(frozen=True, slots=True)
class Order:
    """Which labels, where on the sheet; equal orders give the same pages."""

    what: PrintWhat
    subjects: tuple[str, ...]
    sheet: Sheet
    start_cell: int = 1
    fit: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    carrier: str = ""
    choices: Choices = Choices()
    fresh: int = 0
    """How many of the subjects, at the end, are numbers still to be reserved."""

    @property
    def sheet_count(self) -> int:
        """How many sheets it takes."""
        return -(-(len(self.subjects) + self.start_cell - 1) // self.sheet.cells)

    @property
    def has_colour(self) -> bool:
        """Whether anything but ink is on it: a band by class, or a card."""
        return self.choices.colour_band or self.what is PrintWhat.card

    def has_same_labels(self, other: Order) -> bool:
        """Whether the same is printed on the same sheet, wherever it starts."""
        mine = (self.what, self.sheet, self.choices, self.subjects)
        return mine == (other.what, other.sheet, other.choices, other.subjects)

    @property
    def pages_each(self) -> int:
        """How many pages a sheet has: cards have two sides."""
        return 2 if self.what is PrintWhat.card and self.choices.side == "both" else 1

    def on_sheet(self, sheet: int) -> slice:
        """Which subjects stand on a sheet, counted from 0."""
        first = sheet * self.sheet.cells - (self.start_cell - 1)
        return slice(max(first, 0), max(first + self.sheet.cells, 0))

    def part(self, sheet: int) -> Order:
        """What stands on one sheet, as an order of its own."""
        start = self.start_cell if sheet == 0 else 1
        return replace(self, subjects=self.subjects[self.on_sheet(sheet)], start_cell=start)

    def after(self, sheets: int) -> Order:
        """What is left after so many sheets, from the first cell of a new one."""
        done = self.on_sheet(sheets - 1).stop if sheets else 0
        start = 1 if sheets else self.start_cell
        return replace(self, subjects=self.subjects[done:], start_cell=start)

    def labels_on(self, sheets: int) -> int:
        """How many labels stand on the first so many sheets."""
        return min(self.on_sheet(sheets - 1).stop, len(self.subjects)) if sheets else 0

    def next_cell(self) -> int:
        """Where the sheet after it begins."""
        return (self.start_cell - 1 + len(self.subjects)) % self.sheet.cells + 1
