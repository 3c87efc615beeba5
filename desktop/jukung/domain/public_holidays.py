"""Indonesia's public holidays and joint leave, computed without a network.

The dates come from the `holidays` library. Those that follow the moon are an estimate
until the ministers' joint decree of their year; names say so at their end.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

_ESTIMATED = (" (perkiraan)", " (estimated)")


@cache
def of_years(first: int, last: int, *, joint: bool, language: str) -> Mapping[date, str]:
    """The days and names of some years, both included; `joint` adds cuti bersama."""
    found: dict[date, str] = {}
    for year in range(first, last + 1):
        found |= _of_year(year, joint=joint, language=language)
    return found


def is_estimated(name: str) -> bool:
    """Whether a day may still move by one or two."""
    return any(ending in name for ending in _ESTIMATED)


def bare_name(name: str) -> str:
    """The name without the word that it is estimated."""
    for ending in _ESTIMATED:
        name = name.replace(ending, "")
    return name


@cache
def _of_year(year: int, *, joint: bool, language: str) -> Mapping[date, str]:
    # A fifth of a second that the first painted window need not wait for.
    from holidays.countries.indonesia import Indonesia  # noqa: PLC0415 - as just said

    return dict(
        Indonesia(
            years=year,
            categories=("public", "government") if joint else ("public",),
            language="id" if language == "id" else "en_US",
        )
    )
