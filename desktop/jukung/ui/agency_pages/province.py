"""What the summary shows of a month, read at one desk of the agency.

Everything here runs on a lane; the page is given frozen values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain import months
from jukung.domain.months import Month
from jukung.ui import verbs
from jukung.ui.agency_pages import regions, verdicts
from jukung.words import _, long_month, many, number

if TYPE_CHECKING:
    from jukung.agency.completeness import GridRow, Matter
    from jukung.agency.office import OfficeDesk
    from jukung.agency.totals import SiteMonth

SHOWN_MONTHS = 24
MAIN = ("visits", "loans", "activity_participants")
"""The indicators that stand on top."""


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A kabupaten or kota: who reported, and the completeness of twelve months."""

    code: str
    name: str
    reported: int
    expected: int
    year: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class TotalLine:
    """An indicator over all libraries that reported."""

    code: str
    title: str
    is_part: bool
    value: int | None
    before: int | None
    change: float | None
    """Against the month before, over the libraries that reported both."""


@dataclass(frozen=True, slots=True)
class MatterLine:
    """Something for a person to act on."""

    code: str
    name: str
    detail: str
    chip: str
    tint: str


@dataclass(frozen=True, slots=True)
class ProvinceView:
    """A month over all libraries."""

    month: Month
    choices: tuple[Month, ...]
    site_count: int
    reported: int
    expected: int
    regions: tuple[RegionLine, ...]
    totals: tuple[TotalLine, ...]
    matters: tuple[MatterLine, ...]

    def total(self, code: str) -> TotalLine:
        """The line of an indicator."""
        return next(line for line in self.totals if line.code == code)


def look(desk: OfficeDesk, month: Month | None = None) -> ProvinceView:
    """A month over all libraries; without one the month before this one."""
    this = months.month_of(desk.today)
    chosen = month or this.before
    register = verbs.completeness.of_month(desk, chosen)
    return ProvinceView(
        month=chosen,
        choices=_choices(this, chosen),
        site_count=len(verbs.sites.all_sites(desk)),
        reported=register.received,
        expected=register.expected,
        regions=tuple(_region(row) for row in verbs.completeness.grid(desk, chosen)),
        totals=_totals(desk, chosen),
        matters=matters(desk),
    )


def matters(desk: OfficeDesk) -> tuple[MatterLine, ...]:
    """What waits for a person, forks first."""
    grouped: dict[tuple[str, ...], list[Matter]] = {}
    for each in verbs.completeness.attention(desk):
        # A whole stick of reports from one unknown library is one matter.
        key = (each.verdict, each.site, each.period, each.note)
        grouped.setdefault(key, []).append(each)
    return tuple(_matter(same) for same in grouped.values())


def _choices(this: Month, chosen: Month) -> tuple[Month, ...]:
    found = [this]
    while len(found) < SHOWN_MONTHS or found[0] > chosen:
        found.insert(0, found[0].before)
    return tuple(found)


def _region(row: GridRow) -> RegionLine:
    last = row.cells[-1]
    return RegionLine(
        code=row.kabupaten,
        name=regions.name_of(row.kabupaten),
        reported=last.received,
        expected=last.expected,
        year=tuple(cell.received / cell.expected if cell.expected else None for cell in row.cells),
    )


def _totals(desk: OfficeDesk, month: Month) -> tuple[TotalLine, ...]:
    now = verbs.totals.totals(desk, month).values
    before = verbs.totals.totals(desk, month.before).values
    changes = _changes(verbs.totals.by_site(desk, month), verbs.totals.by_site(desk, month.before))
    return tuple(
        TotalLine(
            code=each.code,
            title=_(each.title),
            is_part=bool(each.part_of),
            value=now[each.code],
            before=before[each.code],
            change=changes.get(each.code),
        )
        for each in verbs.indicators.SENT
    )


def _changes(now: tuple[SiteMonth, ...], before: tuple[SiteMonth, ...]) -> dict[str, float]:
    """The change of each indicator, over the libraries that have it in both months."""
    earlier = {site.code: site.values for site in before}
    sums: dict[str, tuple[int, int]] = {}
    for site in now:
        for code, value in site.values.items():
            was = earlier.get(site.code, {}).get(code)
            if value is not None and was is not None:
                after, first = sums.get(code, (0, 0))
                sums[code] = (after + value, first + was)
    return {code: (after - first) / first for code, (after, first) in sums.items() if first}


def _matter(same: list[Matter]) -> MatterLine:
    matter = same[0]
    chip, tint = verdicts.chip_of(matter.verdict)
    return MatterLine(
        code=matter.site,
        name=matter.name or _("A library that is not enrolled"),
        detail=_unknown(same) if matter.verdict == "HOLD_UNKNOWN_KEY" else _detail(matter),
        chip=chip,
        tint=tint,
    )


def _unknown(same: list[Matter]) -> str:
    """How many reports, and how the library's numbers begin."""
    words = many(
        "{count} report of a library whose numbers begin with {digits}.",
        "{count} reports of a library whose numbers begin with {digits}.",
        len(same),
    )
    told = words.format(count=number(len(same)), digits=same[0].note[:14])
    return f"{told} {verdicts.means_and_next(same[0].verdict)[1]}"


def _detail(matter: Matter) -> str:
    numbers = ", ".join(number(each) for each in matter.numbers[:6])
    if len(matter.numbers) > len(matter.numbers[:6]):
        numbers = f"{numbers} …"
    words = verdicts.explain(matter.verdict)
    if matter.verdict == "ACCEPT_WITH_GAP":
        return _("Report number {numbers} has not come.").format(numbers=numbers)
    if matter.verdict == "FORK":
        return _("Report number {numbers}: {words}").format(numbers=numbers, words=words)
    if matter.period:
        month = months.parse_month(matter.period)
        name = long_month(month.year, month.number)
        return _("{month}: {words}").format(month=name, words=words)
    return words
