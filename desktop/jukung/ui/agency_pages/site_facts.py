"""Everything that is known of one library, gathered on a lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.ui import verbs
from jukung.ui.agency_pages import regions
from jukung.ui.agency_pages.site_rows import kind_words, standing_of
from jukung.ui.agency_pages.site_words import deed_words
from jukung.words import _, brief_day, long_month, number

if TYPE_CHECKING:
    from jukung.agency.contacts import Contact
    from jukung.agency.office import OfficeDesk
    from jukung.agency.register import SiteKeyKnown
    from jukung.agency.sites import Site

MOST_DEEDS = 6


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """A library, whom to call there, its keys, and what was done with it."""

    site: Site
    about: str
    standing: str
    tint: str
    rows: tuple[tuple[str, str], ...]
    contacts: tuple[Contact, ...]
    keys: tuple[SiteKeyKnown, ...]
    key_words: str
    history: tuple[str, ...]
    is_invited: bool


def gather(desk: OfficeDesk, code: str) -> SiteFacts | None:
    """What is known of the library with this code; None where it is gone."""
    site = next((each for each in verbs.sites.all_sites(desk) if each.code == code), None)
    if site is None:
        return None
    standing, tint = standing_of(site)
    keys = verbs.register.keys(desk, site.site)
    invited = [
        each for each in verbs.invitations.handed_out(desk, code=code) if each.state == "open"
    ]
    place = site.place_name or verbs.region_lists.name_of(desk, site.code)
    return SiteFacts(
        site=site,
        about=" · ".join(
            filter(
                None,
                (
                    kind_words(site.kind, site.prison_kind),
                    place if place != site.code else "",
                    regions.name_of(site.code),
                ),
            )
        ),
        standing=standing or _("enrolled"),
        tint=tint or "good",
        rows=_rows(desk, site),
        contacts=verbs.contacts.of_site(desk, site.site),
        keys=keys,
        key_words=_key_words(keys),
        history=_history(desk, site),
        is_invited=bool(invited),
    )


def _rows(desk: OfficeDesk, site: Site) -> tuple[tuple[str, str], ...]:
    last = verbs.completeness.last_reports(desk).get(site.site)
    rows = [
        (_("Region code"), site.code),
        (_("Last report"), long_month(last.year, last.number) if last else _("none yet")),
        (_("Owes since"), long_month(site.since.year, site.since.number)),
    ]
    if site.closed_from is not None:
        rows.append((_("Until before"), long_month(site.closed_from.year, site.closed_from.number)))
    if site.merged_into is not None:
        other = next(
            (each for each in verbs.sites.all_sites(desk) if each.site == site.merged_into), None
        )
        rows.append((_("Part of"), other.code if other else ""))
    if site.npp:
        rows.append((_("NPP"), site.npp))
    people = verbs.region_lists.population_of(desk, site.kabupaten)
    if people is not None:
        rows.append((_("Inhabitants"), number(people)))
    return tuple(rows)


def _key_words(keys: tuple[SiteKeyKnown, ...]) -> str:
    newest = next(iter(keys), None)
    if newest is None:
        return ""
    day = brief_day(newest.enrolled_at.date())
    if newest.revoked_at is not None:
        return _("Withdrawn {day}").format(day=brief_day(newest.revoked_at.date()))
    people = " + ".join(filter(None, (newest.enrolled_by, newest.seconded_by)))
    if people:
        return _("Compared {day} by {people}").format(day=day, people=people)
    return _("Enrolled {day}").format(day=day)


def _history(desk: OfficeDesk, site: Site) -> tuple[str, ...]:
    found = []
    for deed in verbs.deeds.latest(desk, site=site.site, most=30):
        words = deed_words(deed.what, deed.detail)
        if words:
            said = " · ".join(filter(None, (brief_day(deed.at.date()), deed.by)))
            found.append(f"{words} ({said})")
    return tuple(found[:MOST_DEEDS])
