"""The enrolled libraries as a list shows them; everything here runs on a lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain import months
from jukung.domain.kinds import LibraryKind, PrisonKind
from jukung.ui import verbs
from jukung.ui.agency_pages import regions
from jukung.words import N_, _, long_month

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.agency.sites import Site
    from jukung.domain.months import Month

KINDS = {
    LibraryKind.village: N_("Village"),
    LibraryKind.prison: N_("Prison"),
}
PRISON_KINDS = {
    PrisonKind.lapas: N_("Lapas"),
    PrisonKind.rutan: N_("Rutan"),
    PrisonKind.lpka: N_("LPKA"),
    PrisonKind.women: N_("Women's prison"),
}


@dataclass(frozen=True, slots=True)
class SiteLine:
    """An enrolled library."""

    code: str
    name: str
    place: str
    kind: str
    fingerprint: str
    last: str
    tint: str
    """Gold where last month's report is owed."""


@dataclass(frozen=True, slots=True)
class SiteList:
    """The libraries found, and how many there are."""

    lines: tuple[SiteLine, ...]
    count: int
    late_count: int
    month: Month
    """The month that is owed."""


def look(desk: OfficeDesk, words: str, *, late_only: bool) -> SiteList:
    """The libraries whose name, place or code has the words in it."""
    month = months.month_of(desk.today).before
    last = verbs.completeness.last_reports(desk)
    owing = {site.row for site in verbs.completeness.of_month(desk, month).missing}
    sites = verbs.sites.all_sites(desk)
    asked = words.casefold()
    return SiteList(
        lines=tuple(
            _line(site, last.get(site.row), is_late=site.row in owing)
            for site in sites
            if asked in _searched(site) and (not late_only or site.row in owing)
        ),
        count=len(sites),
        late_count=len(owing),
        month=month,
    )


def kind_words(kind: LibraryKind, prison_kind: PrisonKind | None) -> str:
    """Whom a library serves, in a word."""
    return _(PRISON_KINDS[prison_kind] if prison_kind else KINDS[kind])


def _searched(site: Site) -> str:
    return f"{site.name} {site.place_name} {site.code} {regions.name_of(site.code)}".casefold()


def _line(site: Site, last: Month | None, *, is_late: bool) -> SiteLine:
    place = " · ".join(filter(None, (site.place_name, regions.name_of(site.code))))
    return SiteLine(
        code=site.code,
        name=site.name,
        place=place,
        kind=kind_words(site.kind, site.prison_kind),
        fingerprint=site.fingerprint,
        last=long_month(last.year, last.number) if last else _("none yet"),
        tint="gold" if is_late else ("good" if last else "neutral"),
    )
