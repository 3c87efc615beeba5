"""What the programme's pages read and write, on a lane."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jukung.domain import months
from jukung.ui import verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.agency.chasing import ChaseList
    from jukung.agency.entries import EntryLine, MonthTyped
    from jukung.agency.leagues import Rules, Standings
    from jukung.agency.office import OfficeDesk
    from jukung.agency.planning import Planning
    from jukung.domain.kinds import LibraryKind
    from jukung.domain.months import Month
    from jukung.figures.reports.report import ReportTable

SHOWN_MONTHS = 24

Places = dict[str, str]
"""Kabupaten that have libraries: their codes and names."""


@dataclass(frozen=True, slots=True)
class ChaseView:
    """Who owes a month, and the words to ask with."""

    found: ChaseList
    template: str
    usual: str
    agency: str
    places: Places


@dataclass(frozen=True, slots=True)
class TargetView:
    """A year's targets; `titles` are the indicators that may have one."""

    planning: Planning
    titles: dict[str, str]
    places: Places


@dataclass(frozen=True, slots=True)
class LeagueView:
    """The lists that are kept, and one of them reckoned."""

    kept: tuple[Rules, ...]
    standings: Standings | None
    sentence: str
    titles: dict[str, str]
    pers: dict[str, str]
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """The libraries whose figures are typed."""

    lines: tuple[EntryLine, ...]
    places: Places


def by(desk: OfficeDesk, name: str) -> OfficeDesk:
    """The same desk, with somebody at it."""
    return replace(desk, by=name)


def choices(desk: OfficeDesk) -> tuple[Month, ...]:
    """The months that may be looked at, oldest first."""
    found = [months.month_of(desk.today)]
    while len(found) < SHOWN_MONTHS:
        found.insert(0, found[0].before)
    return tuple(found)


def look_at_chase(
    desk: OfficeDesk, month: Month, district: str, kind: LibraryKind | None, *, with_called: bool
) -> ChaseView:
    """Who owes a month."""
    return ChaseView(
        verbs.chasing.chase(desk, month, district=district, kind=kind, with_called=with_called),
        verbs.asking_words.template(desk),
        verbs.asking_words.usual(),
        desk.profile.name,
        places(desk),
    )


def chase_tables(
    desk: OfficeDesk, month: Month, district: str, kind: LibraryKind | None, *, phones: bool
) -> Sequence[ReportTable]:
    """The chase list for paper and files."""
    found = verbs.chasing.chase(desk, month, district=district, kind=kind, with_called=True)
    return (verbs.chase_table.table(desk, found, phones=phones),)


def look_at_targets(desk: OfficeDesk, until: Month) -> TargetView:
    """A year's targets until a month."""
    found = verbs.planning.look(desk, until.year, until=until)
    return TargetView(found, titles(), places(desk))


def titles() -> dict[str, str]:
    """What every figure is called, by its code."""
    return {code: verbs.flows.title_of(code) for code in verbs.flows.CODES}


def look_at_leagues(desk: OfficeDesk, number: int) -> LeagueView:
    """The lists, and the one of a number, or the newest."""
    kept = verbs.leagues.listed(desk)
    chosen = next((each for each in kept if each.no == number), kept[0] if kept else None)
    found = verbs.leagues.reckon(desk, chosen) if chosen else None
    table = verbs.league_table
    return LeagueView(
        kept,
        found,
        table.criteria_sentence(found) if found else "",
        titles(),
        {str(per): table.per_words(per) for per in verbs.leagues.Per},
        tuple((each.name, table.why(each)) for each in found.left_out) if found else (),
    )


def look_at_entries(desk: OfficeDesk, month: Month, district: str) -> EntryView:
    """The libraries without Jukung in a month."""
    return EntryView(
        verbs.agency_entries.lines(desk, month, district=district),
        places(desk),
    )


@dataclass(frozen=True, slots=True)
class FormView:
    """A library's month to be typed, with the figures of the month before."""

    month: MonthTyped
    before: dict[str, int]


def look_at_form(desk: OfficeDesk, code: str, month: Month) -> FormView:
    """What is typed of a month so far."""
    return FormView(
        verbs.agency_entries.of_month(desk, code, month),
        verbs.entry_hints.month_before(desk, code, month),
    )


def places(desk: OfficeDesk) -> Places:
    """The kabupaten of the libraries that are known, by code."""
    named = verbs.districts.names(desk)
    codes = sorted({site.kabupaten for site in verbs.sites.all_sites(desk)})
    return {code: verbs.districts.name_of(named, code) for code in codes}


def contents(desk: OfficeDesk, made: Sequence[ReportTable], suffix: str) -> bytes:
    """Tables as a workbook, CSV or on paper; refuses NothingToPrint without rows."""
    if suffix == ".csv":
        return verbs.report_tables.lines(made[0])
    if suffix == ".pdf":
        head = verbs.paper_head.letterhead(desk)
        return verbs.report_pages.report_page(made[0], letterhead=head)
    return verbs.report_tables.workbook(made)
