"""What a year's programme wants, and how far the figures are month by month.

Figures that add up are cumulated; of the others each library's last one of the year
counts. A month that nobody recorded is a gap, never a zero.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import deeds, districts, flows, owing, totals
from jukung.agency.office import OfficeDesk
from jukung.agency.rollup import DISTRICT
from jukung.agency.tables import SiteFigure, SiteRow, Target
from jukung.domain import errors
from jukung.domain.months import Month
from jukung.words import _

MOST = 999_999_999_999
_FIRST, _LAST = 2000, 2199


class Pace(StrEnum):
    """How a target stands."""

    reached = "reached"
    on_track = "on_track"
    behind = "behind"
    unknown = "unknown"
    """Nothing is recorded yet, or there is nothing to measure the way against."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One target; an empty district is the whole office."""

    year: int
    district: str
    code: str
    value: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A target with its twelve months, of which only those until `until` count."""

    target: Wanted
    title: str
    unit: str
    place: str
    """The kabupaten's name, or the whole office."""
    adds_up: bool
    months: tuple[int | None, ...]
    """What each month alone has."""
    reached: tuple[int | None, ...]
    """What there is at the end of each month; None after `until`, and before the first."""
    now: int | None
    before: int | None
    """How things stood when the year began; only where figures do not add up."""
    expected: int | None
    """What an even way through the year would have reached by now."""
    pace: Pace

    @property
    def share(self) -> float | None:
        """How much of the target is reached."""
        if self.now is None or not self.target.value:
            return None
        return self.now / self.target.value


def set_target(
    desk: OfficeDesk, year: int, code: str, *, value: int | None, district: str = ""
) -> None:
    """Set a target, or take it away with None; refuses FigureUnknown, CountOutOfRange."""
    if flows.by_code(code) is None:
        raise errors.FigureUnknown(code)
    if not _FIRST <= year <= _LAST:
        raise errors.YearUnreadable(str(year))
    if value is not None and not 0 <= value <= MOST:
        raise errors.CountOutOfRange(value, MOST)
    row = desk.session.get(Target, (year, district, code))
    if value is None:
        if row is not None:
            desk.session.delete(row)
    else:
        row = row or Target(year=year, district=district, code=code, value=value)
        row.value = value
        desk.session.add(row)
    desk.session.flush()
    said = "–" if value is None else str(value)
    deeds.note(desk, "target", detail=f"{year} {district or desk.profile.code} {code} {said}")


def listed(desk: OfficeDesk, year: int) -> tuple[Wanted, ...]:
    """A year's targets: the whole office first, in the order of the indicators."""
    order = {code: place for place, code in enumerate(flows.CODES)}
    rows = desk.session.scalars(select(Target).where(col(Target.year) == year))
    return tuple(
        sorted(
            (Wanted(row.year, row.district, row.code, row.value) for row in rows),
            key=lambda each: (order.get(each.code, len(order)), each.district),
        )
    )


def copy_year(desk: OfficeDesk, year: int, *, into: int, percent: int = 100) -> int:
    """Copy the targets of a year that are not set yet; gives how many.

    `percent` raises or lowers them. Refuses NothingToCopy.
    """
    there = {(each.district, each.code) for each in listed(desk, into)}
    copied = [each for each in listed(desk, year) if (each.district, each.code) not in there]
    if not copied:
        raise errors.NothingToCopy(str(year))
    for each in copied:
        value = (each.value * percent + 50) // 100
        desk.session.add(Target(year=into, district=each.district, code=each.code, value=value))
    desk.session.flush()
    deeds.note(desk, "targets copied", detail=f"{year} → {into}, {percent} %")
    return len(copied)


def progress(desk: OfficeDesk, year: int, until: Month) -> tuple[Progress, ...]:
    """Every target of a year with its progress until a month."""
    wanted = listed(desk, year)
    if not wanted:
        return ()
    span = owing.months_of(year)
    codes = {each.code for each in wanted}
    flowing = _flows(desk, span, [code for code in codes if flows.adds_up(code)])
    standing = _stocks(desk, span, [code for code in codes if not flows.adds_up(code)])
    named = districts.names(desk)
    return tuple(
        _progress(each, span, until, named, flowing if flows.adds_up(each.code) else standing)
        for each in wanted
    )


_Values = dict[tuple[str, str], dict[str, int]]
"""By district and code: what each month has."""


def _progress(
    wanted: Wanted, span: Sequence[Month], until: Month, named: dict[str, str], values: _Values
) -> Progress:
    there = values.get((wanted.district, wanted.code), {})
    adds = flows.adds_up(wanted.code)
    months = tuple(there.get(month.text) if month <= until else None for month in span)
    reached = _cumulated(months, span, until) if adds else months
    now = next((each for each in reversed(reached) if each is not None), None)
    before = None if adds else there.get(span[0].before.text)
    expected = _expected(wanted.value, before, sum(month <= until for month in span), adds=adds)
    indicator = flows.by_code(wanted.code)
    return Progress(
        target=wanted,
        title=flows.title_of(wanted.code),
        unit=_(indicator.unit) if indicator else "",
        place=districts.name_of(named, wanted.district) if wanted.district else _("Whole office"),
        adds_up=adds,
        months=months,
        reached=reached,
        now=now,
        before=before,
        expected=expected,
        pace=_pace(wanted.value, now, expected),
    )


def _cumulated(
    months: Sequence[int | None], span: Sequence[Month], until: Month
) -> tuple[int | None, ...]:
    found: list[int | None] = []
    whole: int | None = None
    for value, month in zip(months, span, strict=True):
        if value is not None:
            whole = (whole or 0) + value
        found.append(whole if month <= until else None)
    return tuple(found)


def _expected(value: int, before: int | None, passed: int, *, adds: bool) -> int | None:
    if adds:
        return value * passed // 12
    return None if before is None else before + (value - before) * passed // 12


def _pace(value: int, now: int | None, expected: int | None) -> Pace:
    if now is None:
        return Pace.unknown
    if now >= value:
        return Pace.reached
    if expected is None:
        return Pace.unknown
    return Pace.on_track if now >= expected else Pace.behind


def _flows(desk: OfficeDesk, span: Sequence[Month], codes: Sequence[str]) -> _Values:
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    if codes:
        for each in totals.sums(desk, span[0], span[-1], codes=codes):
            if each.total is not None:
                for district in (each.district, ""):
                    found[district, each.code][each.month] += each.total
    return {key: dict(values) for key, values in found.items()}


def _stocks(desk: OfficeDesk, span: Sequence[Month], codes: Sequence[str]) -> _Values:
    """How things stood at the end of each month: the last figure of each library.

    A library that is silent for a month has not lost its books; and December of the
    year before is where the year begins.
    """
    if not codes:
        return {}
    rows = desk.session.execute(
        select(
            col(SiteFigure.site),
            col(SiteRow.code),
            col(SiteFigure.month),
            col(SiteFigure.code),
            col(SiteFigure.value),
        )
        .join(SiteRow, col(SiteRow.site) == col(SiteFigure.site))
        .where(
            col(SiteFigure.month).in_([span[0].before.text, *(month.text for month in span)]),
            col(SiteFigure.code).in_(codes),
            col(SiteFigure.value).is_not(None),
        )
    )
    by_month: dict[str, list[tuple[int, str, str, int]]] = defaultdict(list)
    for site, code, month, figure, value in rows:
        by_month[month].append((site, code[:DISTRICT], figure, value))
    last: dict[tuple[int, str], int] = {}
    sums: dict[tuple[str, str], int] = defaultdict(int)
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for month in (span[0].before, *span):
        for site, district, figure, value in by_month.get(month.text, ()):
            more = value - last.get((site, figure), 0)
            last[site, figure] = value
            for place in (district, ""):
                sums[place, figure] += more
        for key, whole in sums.items():
            found[key][month.text] = whole
    return dict(found)
