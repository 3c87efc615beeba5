"""Figures per 1,000 inhabitants of a kabupaten; where nobody knows how many, none."""

from collections.abc import Iterable, Mapping

from jukung.agency import districts
from jukung.agency.office import OfficeDesk
from jukung.agency.rollup import DISTRICT


def populations(desk: OfficeDesk) -> dict[str, int]:
    """The inhabitants of each kabupaten and kota whose number is known."""
    return {
        code: count
        for code, count in districts.people(desk).items()
        if len(code) == DISTRICT and count > 0
    }


def per_thousand(total: int | None, population: int | None) -> float | None:
    """A figure per 1,000 inhabitants; empty without a figure or without inhabitants."""
    if total is None or not population:
        return None
    return 1000 * total / population


def of_all(totals: Mapping[str, int], people: Mapping[str, int]) -> float | None:
    """Several kabupaten together; empty where the people of one of them are not known."""
    if not totals or not all(code in people for code in totals):
        return None
    return per_thousand(sum(totals.values()), _counted(people, totals))


def _counted(people: Mapping[str, int], codes: Iterable[str]) -> int:
    return sum(people[code] for code in codes)
