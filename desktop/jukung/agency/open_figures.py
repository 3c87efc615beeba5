"""A year's figures as they may be published: nobody can be worked out of them.

By kabupaten and month, with the sums over villages and over the year. All prisons are one
row without parts, which no other sum contains, and only where at least three reported.
Of libraries, if at all, only villages, and only a year's whole figures.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import remembered, small_cells, span_totals, totals
from jukung.agency.office import OfficeDesk
from jukung.agency.small_cells import Equation, Spot
from jukung.agency.spans import year_of
from jukung.agency.tables import FigureSource, SiteMonthRow, SiteRow
from jukung.agency.totals import Sum
from jukung.domain.kinds import LibraryKind
from jukung.figures.indicators import SENT
from jukung.figures.indicators.indicator import Indicator

ALL, PRISONS, YEAR = "all", "prisons", "year"
FEWEST, FEWEST_MARKED = 5, 10
"""Fewer persons are not told; of children, people with a disability and in prisons ten."""

FEWEST_PRISONS = 3
_PERSONS = frozenset({"visits", "members", "people", "participants"})
"""Units that count persons."""

_MARKED = ("_children", "_teens", "_disability")


@dataclass(frozen=True, slots=True)
class OpenFigure:
    """A published cell; `status` is a code of SDMX: A known, E with estimates, Q left out."""

    place: str
    period: str
    code: str
    value: int | None
    status: str
    libraries: int | None


@dataclass(frozen=True, slots=True)
class OpenYear:
    """What may be published of a year."""

    year: int
    figures: tuple[OpenFigure, ...]
    libraries: tuple[OpenFigure, ...]


def counts_persons(indicator: Indicator) -> bool:
    """Whether a small figure tells something about few people."""
    return indicator.unit in _PERSONS


def open_year(desk: OfficeDesk, year: int, *, with_libraries: bool = False) -> OpenYear:
    """A year without small cells; of libraries only where the agency wants it.

    What an earlier package of the year left out stays left out, so that nobody finds it
    by laying two packages side by side.
    """
    values, counts = _counted(desk, year)
    hidden = protected(values, counts, before=_left_out_before(desk, year))
    typed = _estimated(desk, year)
    figures = tuple(
        OpenFigure(
            place,
            period,
            code,
            None if (place, period, code) in hidden else value,
            _status((place, period, code), hidden, typed),
            counts.get((place, period, code)),
        )
        for (place, period, code), value in sorted(values.items())
    )
    libraries = _libraries(desk, year, hidden) if with_libraries else ()
    return OpenYear(year, figures, libraries)


Key = tuple[str, str, str]


def keep(desk: OfficeDesk, found: OpenYear) -> None:
    """Remember what a package left out, for the next one of that year."""
    gaps = {(f.place, f.period, f.code) for f in found.figures if f.status == "Q"}
    gone = sorted(gaps | _left_out_before(desk, found.year))
    remembered.remember(desk, f"open_package_{found.year}", [list(key) for key in gone])


def _left_out_before(desk: OfficeDesk, year: int) -> frozenset[Key]:
    kept = remembered.recall(desk, f"open_package_{year}", [])
    return frozenset((place, period, code) for place, period, code in kept)


def protected(
    values: Mapping[Key, int], counts: Mapping[Key, int], *, before: Collection[Key] = ()
) -> frozenset[Key]:
    """The cells of a year that are left out; each is a place, a period and a code."""
    hidden: set[Key] = set()
    for _root, members in groupby(SENT, key=lambda each: each.part_of or each.code):
        family = tuple(members)
        codes = {each.code for each in family}
        own: dict[Spot, int] = {key: v for key, v in values.items() if key[2] in codes}
        few = [
            key
            for key in values
            if key[2] in codes and (key in before or _is_few(key, values[key], counts))
        ]
        if few:
            left = small_cells.left_out(own, _equations(own, family), few, fewest=FEWEST_MARKED)
            hidden |= {key for key in values if key in left}
    return frozenset(hidden)


def _is_few(key: Key, value: int, counts: Mapping[Key, int]) -> bool:
    place, _period, code = key
    if place == PRISONS and _prisons_behind(key, counts) < FEWEST_PRISONS:
        return True
    if not counts_persons(_BY_CODE[code]):
        return False
    marked = place == PRISONS or code.endswith(_MARKED)
    return 1 <= value < (FEWEST_MARKED if marked else FEWEST)


def _prisons_behind(key: Key, counts: Mapping[Key, int]) -> int:
    """How many prisons a cell is of; of a year as many as its fullest month."""
    place, period, code = key
    if period != YEAR:
        return counts.get(key, 0)
    months = (c for (p, _m, of), c in counts.items() if (p, of) == (place, code))
    return max(months, default=0)


def _counted(desk: OfficeDesk, year: int) -> tuple[dict[Key, int], dict[Key, int]]:
    """The values of all cells, and how many libraries are behind each month's."""
    span = year_of(year)
    values: dict[Key, int] = {}
    counts: dict[Key, int] = {}
    for each in totals.sums(desk, span.first, span.last):
        if each.total is None:
            continue
        for place in _places(each):
            month = (place, each.month, each.code)
            values[month] = values.get(month, 0) + each.total
            counts[month] = counts.get(month, 0) + each.sites
            if _BY_CODE[each.code].over_time == "sum":
                whole = (place, YEAR, each.code)
                values[whole] = values.get(whole, 0) + each.total
    return values, counts


def _places(each: Sum) -> tuple[str, ...]:
    """Which rows a sum stands in; of prisons only whole figures stand in any."""
    indicator = _BY_CODE.get(each.code)
    if indicator is None:
        return ()
    if each.kind is LibraryKind.prison:
        is_part = indicator.part_of or each.code.endswith(_MARKED)
        return () if is_part else (PRISONS,)
    return (each.district, ALL)


def _equations(values: Mapping[Spot, int], family: tuple[Indicator, ...]) -> list[Equation]:
    """Over places, over months, and of the parts where they make the whole."""
    keys = [key for key in values if isinstance(key, tuple)]
    found: list[Equation] = []
    for place, period, code in keys:
        key = (place, period, code)
        if place == ALL:
            inner = [k for k in keys if k[1:] == key[1:] and k[0] not in (ALL, PRISONS)]
            found.append(Equation(key, tuple(inner)))
        if period == YEAR:
            inner = [k for k in keys if (k[0], k[2]) == (place, code) and k[1] != YEAR]
            found.append(Equation(key, tuple(inner)))
        for by in sorted({each.by for each in family if each.part_of == code}):
            parts = [(place, period, each.code) for each in family if each.by == by]
            known = tuple(part for part in parts if part in values)
            if known and sum(values[part] for part in known) == values[key]:
                found.append(Equation(key, known))
    return found


def _estimated(desk: OfficeDesk, year: int) -> set[tuple[str, str]]:
    """Places and periods in which a library's month was typed from paper."""
    district = span_totals.district_column()
    rows = desk.session.execute(
        select(district, col(SiteRow.kind), col(SiteMonthRow.month))
        .join(SiteRow, col(SiteRow.site) == col(SiteMonthRow.site))
        .where(
            col(SiteMonthRow.month).in_(year_of(year).texts),
            col(SiteMonthRow.source) != FigureSource.parcel,
        )
        .distinct()
    )
    found: set[tuple[str, str]] = set()
    for place, kind, month in rows:
        places = (PRISONS,) if kind is LibraryKind.prison else (place, ALL)
        found |= {(each, period) for each in places for period in (month, YEAR)}
    return found


def _status(key: Key, hidden: Collection[Key], typed: set[tuple[str, str]]) -> str:
    if key in hidden:
        return "Q"
    return "E" if key[:2] in typed else "A"


def _libraries(desk: OfficeDesk, year: int, hidden: frozenset[Key]) -> tuple[OpenFigure, ...]:
    """Villages' whole figures of the year.

    Where a kabupaten has a gap in a figure of persons, none of its libraries tells that
    figure; elsewhere at least two are left out together.
    """
    codes = [each.code for each in SENT if not each.part_of and each.over_time != "none"]
    sites = [
        each
        for each in span_totals.by_site(desk, year_of(year), codes)
        if each.kind is LibraryKind.village
    ]
    found: list[OpenFigure] = []
    for code in codes:
        gone = {place for place, _period, of in hidden if _root(of) == code}
        for district, there in groupby(sites, key=lambda each: each.code[:5]):
            known = {each.code: value for each in there if (value := each.values[code]) is not None}
            left = _left_out_libraries(code, known, all_of_them=district in gone)
            found += [
                OpenFigure(
                    site,
                    str(year),
                    code,
                    None if site in left else value,
                    "Q" if site in left else "A",
                    None,
                )
                for site, value in known.items()
            ]
    return tuple(sorted(found, key=lambda each: (each.place, each.code)))


def _left_out_libraries(
    code: str, known: Mapping[str, int], *, all_of_them: bool
) -> frozenset[str]:
    if not counts_persons(_BY_CODE[code]):
        return frozenset()
    if all_of_them:
        return frozenset(known)
    fewest = FEWEST_MARKED if code.endswith(_MARKED) else FEWEST
    left = {site for site, value in known.items() if 1 <= value < fewest}
    rest = sorted(
        (site for site in known if site not in left), key=lambda s: (known[s] == 0, known[s], s)
    )
    while left and rest and (len(left) < 2 or sum(known[s] for s in left) < FEWEST_MARKED):
        left.add(rest.pop(0))
    return frozenset(left)


def _root(code: str) -> str:
    return _BY_CODE[code].part_of or code


_BY_CODE = {each.code: each for each in SENT}
