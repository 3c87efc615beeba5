"""The libraries of the register as a list shows them; everything here runs on a lane."""

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
    """A library of the register."""

    code: str
    name: str
    place: str
    kind: str
    fingerprint: str
    last: str
    tint: str
    """Gold where last month's report is owed."""
    standing: str = ""
    """Why it has no numbers: not enrolled, withdrawn, closed."""
    standing_tint: str = ""


@dataclass(frozen=True, slots=True)
class SiteList:
    """The libraries found, and how many there are of each filter."""

    lines: tuple[SiteLine, ...]
    count: int
    late_count: int
    month: Month
    """The month that is owed."""
    counts: dict[str, int]
    waiting: int
    """Libraries whose numbers a second person has to compare."""
    last_list: str
    """The list of libraries that can be taken back as one."""


def look(desk: OfficeDesk, words: str, *, chosen: str = "all") -> SiteList:
    """The libraries whose name, place or code has the words in it."""
    month = months.month_of(desk.today).before
    last = verbs.completeness.last_reports(desk)
    owing = {site.site for site in verbs.completeness.of_month(desk, month).missing}
    sites = verbs.sites.all_sites(desk)
    asked = words.casefold()
    filters = {site.site: _filters(site, is_late=site.site in owing) for site in sites}
    counts: dict[str, int] = {}
    for found in filters.values():
        for name in found:
            counts[name] = counts.get(name, 0) + 1
    return SiteList(
        lines=tuple(
            _line(site, last.get(site.site), is_late=site.site in owing)
            for site in sites
            if asked in _searched(site) and chosen in filters[site.site]
        ),
        count=len(sites),
        late_count=len(owing),
        month=month,
        counts=counts,
        waiting=len(verbs.candidates.waiting(desk)),
        last_list=verbs.site_lists.last_list(desk),
    )


def kind_words(kind: LibraryKind, prison_kind: PrisonKind | None) -> str:
    """Whom a library serves, in a word."""
    return _(PRISON_KINDS[prison_kind] if prison_kind else KINDS[kind])


def _filters(site: Site, *, is_late: bool) -> frozenset[str]:
    is_open = site.closed_from is None
    found = {
        "all": True,
        "late": is_late,
        "no_key": is_open and not site.fingerprint,
        "paper": is_open and not site.uses_jukung,
        "closed": not is_open,
        "prison": site.kind is LibraryKind.prison,
    }
    return frozenset(name for name, holds in found.items() if holds)


def _searched(site: Site) -> str:
    return f"{site.name} {site.place_name} {site.code} {regions.name_of(site.code)}".casefold()


def _line(site: Site, last: Month | None, *, is_late: bool) -> SiteLine:
    place = " · ".join(filter(None, (site.place_name, regions.name_of(site.code))))
    standing, tint = standing_of(site)
    return SiteLine(
        code=site.code,
        name=site.name,
        place=place,
        kind=kind_words(site.kind, site.prison_kind),
        fingerprint=site.fingerprint,
        last=long_month(last.year, last.number) if last else _("none yet"),
        tint="gold" if is_late else ("good" if last else "neutral"),
        standing=standing,
        standing_tint=tint,
    )


def standing_of(site: Site) -> tuple[str, str]:
    """How a library stands where it is not simply enrolled, and the tint of that."""
    if site.merged_into is not None:
        return _("part of another"), "neutral"
    if site.closed_from is not None:
        return _("closed"), "neutral"
    if not site.uses_jukung:
        return _("without Jukung"), "neutral"
    return ("", "") if site.fingerprint else (_("key withdrawn"), "bad")
