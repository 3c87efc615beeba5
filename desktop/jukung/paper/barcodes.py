"""Symbols that a cheap scanner reads: three kinds of bars, and QR.

A module is the width of the narrowest bar, or the side of a QR square. It is a whole
number of printer dots wherever that fits, so that bars meant to be equal are printed
equal. Every symbol keeps the white around it that its standard asks for.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from barcode.charsets import code39
from barcode.codex import Code128
from barcode.ean import EuropeanArticleNumber13

from jukung.domain.errors import CodeDoesNotFit, CodeNotEncodable
from jukung.domain.kinds import Symbology
from jukung.paper import qr
from jukung.paper.page import Pages

SMALLEST_MODULE = 0.25  # mm: 10 mil, two dots at 203 dpi
SMALLEST_EAN_MODULE = 0.264  # mm: 80 %, the least shops take; smaller ones are misread
SMALLEST_QR_MODULE = 0.3  # mm: three dots at 203 dpi; two run together in cheap ink
WIDEST_MODULE = 0.43  # mm: wider reads no better and a hand scanner must step back
WIDEST_QR_MODULE = 0.9
SMALLEST_HEIGHT = 4.0  # mm: below this a hand cannot keep the beam on the bars

QUIET_MODULES = {
    Symbology.code128: (10, 10),  # ISO/IEC 15417 §4.6
    Symbology.code39: (10, 10),  # ISO/IEC 16388 §4.4
    Symbology.ean13: (11, 7),  # ISO/IEC 15420 §4.3.5
    Symbology.qr: (qr.QUIET, qr.QUIET),
}

_EVEN_DOTS = 4  # from here on a bar that is one dot off still reads
_WIDE, _NARROW = 5, 2  # Code 39 where bars are no whole dots: 2.5, the middle of 2 to 3
_LEAST_RATIO = 2.5
_SLACK = 1e-6
_COARSE = 203  # dpi, as it is sold; it is 8 dots per millimetre
_COARSE_DOT = 0.125  # mm


class _Sizes(NamedTuple):
    """Modules that may be chosen; millimetres."""

    least: float
    widest: float
    whole: float  # whole dots of a fine printer are taken from here on
    between: tuple[float, ...] = ()  # what is taken else; nothing named is anything


# Code 128 is told by its edges. In a picture at 203 dpi, whose pixels fall on the bars
# anywhere, some numbers are not read at 0.254, 0.282, 0.296 or 0.307 mm, and all at these.
# Measured with zxing-cpp 3.1, 400 numbers in four places each, pages stretched by 0.1 %.
_BARS = _Sizes(SMALLEST_MODULE, WIDEST_MODULE, 0.33, (0.3125, 0.27, SMALLEST_MODULE))
_EAN = _Sizes(SMALLEST_EAN_MODULE, WIDEST_MODULE, SMALLEST_EAN_MODULE)
_QR = _Sizes(SMALLEST_QR_MODULE, WIDEST_QR_MODULE, SMALLEST_QR_MODULE)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code in the size in which it is printed; lengths in millimetres."""

    symbology: Symbology
    marks: str  # bars: "11010010000…", 1 is black; QR: the code itself
    units: int  # from the first black edge to the last
    quiet: tuple[float, float]  # white on the left and on the right, in units
    unit: float
    module: float
    height: float

    @property
    def width(self) -> float:
        """All its room, with the white on both sides."""
        return (self.units + sum(self.quiet)) * self.unit

    @property
    def black_width(self) -> float:
        """From the first black edge to the last."""
        return self.units * self.unit


def fitted(
    code: str,
    symbology: Symbology,
    *,
    width: float,
    height: float,
    dots_per_inch: float,
    where: str,
    margin: float = 0.0,
) -> Symbol:
    """Make the largest symbol of a code within `width` × `height` mm.

    The white around it may use `margin` mm more on each side, which must stay empty.
    Refuses CodeNotEncodable, and CodeDoesNotFit where modules would be too narrow.
    """
    dot = _COARSE_DOT if dots_per_inch == _COARSE else 25.4 / dots_per_inch
    if symbology is Symbology.qr:
        side = min(width, height) + 2 * margin, min(width, height)
        found = _square(code, *side, dot=dot)
    elif height < SMALLEST_HEIGHT - _SLACK:
        modules(code, symbology)
        found = None
    else:
        make = _code39 if symbology is Symbology.code39 else _plain_bars
        found = make(code, symbology, room=(width + 2 * margin, width), height=height, dot=dot)
    if found is None:
        raise CodeDoesNotFit(code, where)
    return found


def draw(pages: Pages, symbol: Symbol, x: float, y: float, *, width: float, height: float) -> None:
    """Draw a symbol in the middle of the box whose upper left corner is `x`, `y`.

    Bars fill the height; QR keeps its square.
    """
    black = symbol.black_width
    left = x + (width - symbol.width) / 2 + symbol.quiet[0] * symbol.unit
    left = max(min(left, x + width - black), x) if black <= width else x + (width - black) / 2
    if symbol.symbology is Symbology.qr:
        low = y + (height + black) / 2
        pages.fill(qr.path(symbol.marks), left, low, width=symbol.unit, height=symbol.unit)
    else:
        pages.fill(bar_path(symbol.marks), left, y + height, width=symbol.unit, height=height)


def modules(code: str, symbology: Symbology) -> str:
    """Black and white modules of bars, or n and w of Code 39, without the white around.

    Refuses CodeNotEncodable. QR gives its code back: its squares are made when drawn.
    """
    if symbology is Symbology.code39:
        return _code39_widths(code)
    if symbology is Symbology.ean13:
        return _ean13_modules(code)
    _check_typed(code)
    return code if symbology is Symbology.qr else code128_modules(code)


def code128_modules(number: str) -> str:
    """Black and white modules of a number in Code 128, without the quiet zones.

    Refuses with CodeNotEncodable what is not printable ASCII: a scanner that acts as
    a keyboard cannot send it.
    """
    _check_typed(number)
    found: str = _Code(number, writer=_NoWriter()).build()[0]
    return found


@lru_cache(maxsize=256)
def bar_path(modules: str) -> str:
    """PDF operators that outline the bars: one unit is a module wide and a bar high."""
    return " ".join(
        f"{run.start()} 0 {run.end() - run.start()} 1 re" for run in re.finditer("1+", modules)
    )


def _check_typed(code: str) -> None:
    if not code or not code.isascii() or not code.isprintable():
        raise CodeNotEncodable(code)


# --- How wide ------------------------------------------------------------------------


def _plain_bars(
    code: str, symbology: Symbology, *, room: tuple[float, float], height: float, dot: float
) -> Symbol | None:
    black = modules(code, symbology)
    quiet = QUIET_MODULES[symbology]
    # With a margin the bars are put in its middle: the wider white counts twice.
    white = sum(quiet) if room[0] == room[1] else 2 * max(quiet)
    unit = _unit(len(black), white, room, dot, _EAN if symbology is Symbology.ean13 else _BARS)
    if unit is None:
        return None
    return Symbol(symbology, black, len(black), quiet, unit, unit, height)


def _square(code: str, all_room: float, black_room: float, *, dot: float) -> Symbol | None:
    _check_typed(code)
    version = qr.version(code)
    if version is None:
        return None
    size = qr.modules_across(version)
    room = all_room, black_room
    unit = _unit(size, 2 * qr.QUIET, room, dot, _QR)
    if unit is None:
        return None
    quiet = QUIET_MODULES[Symbology.qr]
    return Symbol(Symbology.qr, code, size, quiet, unit, unit, (size + sum(quiet)) * unit)


@lru_cache(maxsize=1024)
def _unit(
    black: int,
    white: int,
    room: tuple[float, float],
    dot: float,
    sizes: _Sizes,
) -> float | None:
    """Find the widest module for a room with its white and a room for the black."""
    most = min(sizes.widest, room[0] / (black + white), room[1] / black) + _SLACK
    whole = int(most / dot) * dot
    if sizes.least < _EVEN_DOTS * dot:
        return whole if whole >= sizes.least - _SLACK else None
    if whole >= sizes.whole:
        return whole
    if sizes.between:
        return next((one for one in sizes.between if one <= most), None)
    return most - _SLACK if most >= sizes.least else None


def _code39(
    code: str, symbology: Symbology, *, room: tuple[float, float], height: float, dot: float
) -> Symbol | None:
    widths = _code39_widths(code)
    narrow_count, wide_count = widths.count("n"), widths.count("w")
    found = _code39_units(narrow_count, wide_count, room, dot)
    if found is None:
        return None
    narrow, wide, unit = found
    # Bars and gaps take turns, beginning with a bar.
    black = "".join(
        "10"[place % 2] * (narrow if one == "n" else wide) for place, one in enumerate(widths)
    )
    quiet = tuple(part * narrow for part in QUIET_MODULES[symbology])
    return Symbol(symbology, black, len(black), (quiet[0], quiet[1]), unit, narrow * unit, height)


@lru_cache(maxsize=1024)
def _code39_units(
    narrow_count: int, wide_count: int, room: tuple[float, float], dot: float
) -> tuple[int, int, float] | None:
    """Find dots of a narrow and a wide bar, and the size of a dot."""

    def most(narrow: int, wide: int) -> float:
        black = narrow_count * narrow + wide_count * wide
        white = sum(QUIET_MODULES[Symbology.code39]) * narrow
        return min(room[0] / (black + white), room[1] / black)

    for narrow in range(int(WIDEST_MODULE / dot + _SLACK), 0, -1):
        if narrow * dot < SMALLEST_MODULE - _SLACK:
            break
        for wide in range(3 * narrow, math.ceil(_LEAST_RATIO * narrow) - 1, -1):
            if most(narrow, wide) >= dot - _SLACK * dot:
                return narrow, wide, dot
    unit = min(most(_NARROW, _WIDE), WIDEST_MODULE / _NARROW)
    if unit * _NARROW >= SMALLEST_MODULE - _SLACK and _EVEN_DOTS * dot <= SMALLEST_MODULE:
        return _NARROW, _WIDE, unit
    return None


# --- Code 39, EAN-13 and Code 128 in modules -----------------------------------------


def _code39_widths(code: str) -> str:
    """Write `n` and `w` for bars and gaps in turn, from the first bar to the last."""
    if not code or any(letter not in code39.MAP for letter in code):
        raise CodeNotEncodable(code)
    signs = [code39.EDGE, *(code39.MAP[letter][1] for letter in code), code39.EDGE]
    return "n".join(
        "".join("n" if len(run.group()) == 1 else "w" for run in re.finditer("1+|0+", sign))
        for sign in signs
    )


def _ean13_modules(code: str) -> str:
    digits = code.replace("-", "").replace(" ", "")
    if len(digits) != 13 or not (digits.isascii() and digits.isdigit()):
        raise CodeNotEncodable(code)
    if sum(int(digit) * (1 + 2 * (place % 2)) for place, digit in enumerate(digits)) % 10:
        raise CodeNotEncodable(code)
    found: str = EuropeanArticleNumber13(digits, writer=_NoWriter()).build()[0]
    return found


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
