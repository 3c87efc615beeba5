"""QR symbols (ISO/IEC 18004) at error level M as PDF paths."""

import re
from functools import lru_cache

import segno

QUIET = 4  # white modules on each side, ISO/IEC 18004 §9.1
# Readers take any of the eight masks; to find the best one takes five times as long as
# the rest. This one is the best most often for our numbers.
_MASK = 3

_DIGITS = re.compile(r"[0-9]+")
_CAPITALS = re.compile(r"[0-9A-Z $%*+\-./:]+")

# What each version holds at level M: digits, capitals, letters (ISO/IEC 18004, table 7).
_HOLDS = (
    (34, 20, 14),
    (63, 38, 26),
    (101, 61, 42),
    (149, 90, 62),
    (202, 122, 84),
    (255, 154, 106),
)


def version(code: str) -> int | None:
    """Find the smallest version that holds a code; None where it is too long."""
    kind = 0 if _DIGITS.fullmatch(code) else 1 if _CAPITALS.fullmatch(code) else 2
    found = (place for place, holds in enumerate(_HOLDS, start=1) if len(code) <= holds[kind])
    return next(found, None)


def modules_across(version: int) -> int:
    """Count the squares of a side, without the white around."""
    return 17 + 4 * version


def squares(code: str) -> int:
    """Count the squares of a side of this code, of whatever length."""
    return len(_rows(code))


def rows(code: str) -> tuple[bytes, ...]:
    """The squares of this code from above, a byte each: 1 is black."""
    return _rows(code)


@lru_cache(maxsize=256)
def path(code: str) -> str:
    """PDF operators that outline the black squares: a unit is the side of one."""
    rows = _rows(code)
    return " ".join(
        f"{run.start()} {len(rows) - 1 - down} {run.end() - run.start()} 1 re"
        for down, row in enumerate(rows)
        for run in re.finditer(rb"\x01+", row)
    )


@lru_cache(maxsize=64)
def _rows(code: str) -> tuple[bytes, ...]:
    made = segno.make(code, error="m", version=version(code), mask=_MASK, micro=False)
    return tuple(bytes(row) for row in made.matrix)
