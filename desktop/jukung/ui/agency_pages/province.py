"""What the summary shows of a month, read at one desk of the agency.

Everything here runs on a lane; the page is given frozen values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain import months
from jukung.domain.kinds import LibraryKind
from jukung.domain.months import Month
from jukung.ui import verbs
from jukung.ui.agency_pages import indicator_look, verdicts
from jukung.ui.agency_pages.indicator_look import PRISONS
from jukung.words import _, long_month, many, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.agency.completeness import Matter
    from jukung.agency.office import OfficeDesk
    from jukung.agency.owing import Duty
    from jukung.ui.agency_pages.two_years import TwoYears

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
    per_thousand: float | None
    """Visits of the month for every 1,000 inhabitants."""


@dataclass(frozen=True, slots=True)
class TotalLine:
    """An indicator over all libraries that reported."""

    code: str
    value: int | None
    before: int | None
    change: float | None
    """Against the month before, over the libraries that reported both."""
    sites: int
    """How many libraries those are."""


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
    visits: TwoYears

    def total(self, code: str) -> TotalLine:
        """The line of an indicator."""
        return next(line for line in self.totals if line.code == code)


def look(desk: OfficeDesk, month: Month | None = None) -> ProvinceView:
    """A month over all libraries; without one the month before this one."""
    this = months.month_of(desk.today)
    chosen = month or this.before
    duties = verbs.owing.duties(desk)
    lines = _regions(desk, duties, chosen)
    return ProvinceView(
        month=chosen,
        choices=_choices(this, chosen),
        site_count=len(duties),
        reported=sum(line.reported for line in lines),
        expected=sum(line.expected for line in lines),
        regions=lines,
        totals=_totals(desk, chosen),
        matters=matters(desk),
        visits=indicator_look.years(desk, chosen, "visits"),
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


def _regions(desk: OfficeDesk, duties: Sequence[Duty], month: Month) -> tuple[RegionLine, ...]:
    """Kabupaten and kota by their codes, and all prisons in a row of their own."""
    span = verbs.owing.year_until(month)
    reported = verbs.owing.reported(desk, span)
    rows: dict[str, list[Duty]] = {}
    for duty in duties:
        is_prison = duty.site.kind is LibraryKind.prison
        rows.setdefault(PRISONS if is_prison else duty.site.kabupaten, []).append(duty)
    names, people = verbs.districts.names(desk), verbs.per_capita.populations(desk)
    visits: dict[str, int] = {}
    for each in verbs.totals.sums(desk, month, month, codes=["visits"]):
        if each.kind is LibraryKind.village and each.total is not None:
            visits[each.district] = each.total
    made: list[RegionLine] = []
    for code in sorted(rows, key=lambda code: (code == PRISONS, code)):
        counts = [_counted(rows[code], reported, period) for period in span]
        came, owed = counts[-1]
        name = _("Prisons") if code == PRISONS else verbs.districts.name_of(names, code)
        each_thousand = verbs.per_capita.per_thousand(visits.get(code), people.get(code))
        year = tuple(got / due if due else None for got, due in counts)
        made.append(RegionLine(code, name, came, owed, year, each_thousand))
    return tuple(made)


def _counted(
    duties: Sequence[Duty], reported: dict[int, set[Month]], period: Month
) -> tuple[int, int]:
    """How many libraries sent a month, and how many owed it."""
    owing = [duty.site.site for duty in duties if duty.owes(period)]
    return sum(period in reported.get(site, ()) for site in owing), len(owing)


def _totals(desk: OfficeDesk, month: Month) -> tuple[TotalLine, ...]:
    now, before = verbs.spans.month_only(month), verbs.spans.month_only(month.before)
    changed = verbs.comparisons.changes(desk, now, before, codes=MAIN)
    sums: dict[tuple[str, str], int] = {}
    for each in verbs.totals.sums(desk, month.before, month, codes=MAIN):
        if each.total is not None:
            key = (each.code, each.month)
            sums[key] = sums.get(key, 0) + each.total
    made: list[TotalLine] = []
    for code in MAIN:
        whole = verbs.comparisons.together(changed, code)
        made.append(
            TotalLine(
                code=code,
                value=sums.get((code, month.text)),
                before=sums.get((code, month.before.text)),
                change=whole.share if whole else None,
                sites=whole.sites if whole else 0,
            )
        )
    return tuple(made)


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
