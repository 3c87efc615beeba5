"""Bars of Code 128 (ISO/IEC 15417) that a cheap scanner reads.

A module is the width of the narrowest bar. It is a whole number of printer dots
wherever that fits, so that bars meant to be equal are printed equal.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from barcode.codex import Code128

from jukung.domain.errors import CodeDoesNotFit, CodeNotEncodable
from jukung.paper.sheets import Sheet

QUIET_MODULES = 10  # white on each side, ISO/IEC 15417 §4.6
SMALLEST_MODULE = 0.19  # mm: 7.5 mil, the least a plain laser or ink printer keeps
WIDEST_MODULE = 0.43  # mm: wider reads no better and a hand scanner must step back
SMALLEST_HEIGHT = 4.0  # mm: below this a hand cannot keep the beam on the bars

_EVEN_DOTS = 4  # from here on a bar that is one dot off still reads


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of a number at their true width on a sheet."""

    modules: str  # "11010010000…": 1 is black
    module_width: float  # mm

    @property
    def width(self) -> float:
        """From the first black edge to the last, in millimetres."""
        return len(self.modules) * self.module_width


def code128_modules(number: str) -> str:
    """Black and white modules of a number, without the quiet zones.

    Refuses with CodeNotEncodable what is not printable ASCII: a scanner that acts as
    a keyboard cannot send it.
    """
    if not number or any(not " " <= letter <= "~" for letter in number):
        raise CodeNotEncodable(number)
    modules: str = _Code(number, writer=_NoWriter()).build()[0]
    return modules


def bars(number: str, *, sheet: Sheet) -> Bars:
    """Make the bars of a number as wide as a cell of the sheet takes them.

    Refuses with CodeDoesNotFit a number whose modules would be narrower than 0.19 mm.
    """
    modules = code128_modules(number)
    module_width = _module_width(len(modules), sheet)
    if module_width is None:
        raise CodeDoesNotFit(number, sheet.title)
    return Bars(modules, module_width)


@lru_cache(maxsize=256)
def bar_path(modules: str) -> str:
    """PDF operators that outline the bars: one unit is a module wide and a bar high."""
    return " ".join(
        f"{run.start()} 0 {run.end() - run.start()} 1 re" for run in re.finditer("1+", modules)
    )


@lru_cache(maxsize=256)
def _module_width(modules: int, sheet: Sheet) -> float | None:
    room = min(
        WIDEST_MODULE,
        sheet.cell_width / (modules + 2 * QUIET_MODULES),
        (sheet.cell_width - 2 * sheet.inset) / modules,
    )
    dot = 25.4 / sheet.dots_per_inch
    whole = int(room / dot + 1e-9) * dot
    if whole >= SMALLEST_MODULE:
        return whole
    if room >= SMALLEST_MODULE >= _EVEN_DOTS * dot:
        return room
    return None


class _Code(Code128):  # type: ignore[misc]
    """Code 128 that keeps its first two digits.

    python-barcode 0.16.1 takes a leading 99, a pair of digits, for the code of the
    same value that changes the set, and drops it: 991234 would be printed as 1234.
    """

    def _try_to_optimize(self, encoded: list[int]) -> list[int]:
        if self.code.startswith("99"):
            return encoded
        kept: list[int] = super()._try_to_optimize(encoded)
        return kept


class _NoWriter:
    """Stands where python-barcode would make a writer of pictures for each code."""
