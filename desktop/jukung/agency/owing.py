"""Which libraries owe which months: only active ones, and from when on."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from jukung.agency.office import OfficeDesk
from jukung.agency.sites import Site, all_sites
from jukung.agency.tables import SiteMonthRow
from jukung.domain import months
from jukung.domain.kinds import ParcelAct
from jukung.domain.months import Month


@dataclass(frozen=True, slots=True)
class Duty:
    """A library, and the months between which it owes reports."""

    site: Site
    begins: Month
    """Enrolled or first reported, whichever was earlier."""
    is_active: bool

    def owes(self, month: Month) -> bool:
        """Whether a report of a month is expected."""
        return self.is_active and self.begins <= month and self.site.owes(month)


def duties(desk: OfficeDesk) -> tuple[Duty, ...]:
    """Every library with what it owes, by code.

    One whose keys were all withdrawn owes nothing; one without Jukung owes as others do.
    """
    first = {
        site: months.parse_month(month)
        for site, month in desk.session.execute(
            select(col(SiteMonthRow.site), func.min(col(SiteMonthRow.month))).group_by(
                col(SiteMonthRow.site)
            )
        )
    }
    return tuple(
        Duty(
            site,
            min(site.since, first.get(site.site, site.since)),
            bool(site.fingerprint) or not site.uses_jukung,
        )
        for site in all_sites(desk)
    )


def reported(desk: OfficeDesk, span: Iterable[Month]) -> dict[int, set[Month]]:
    """The months of a span that each library reported, by its number."""
    known = {month.text: month for month in span}
    found: dict[int, set[Month]] = {}
    if not known:
        return found
    for site, month in desk.session.execute(
        select(col(SiteMonthRow.site), col(SiteMonthRow.month)).where(
            col(SiteMonthRow.kind) != ParcelAct.withdrawal,
            col(SiteMonthRow.month).between(min(known), max(known)),
        )
    ):
        if month in known:
            found.setdefault(site, set()).add(known[month])
    return found


def year_until(last: Month) -> tuple[Month, ...]:
    """The twelve months that end with this one, oldest first."""
    span = [last]
    while len(span) < 12:
        span.insert(0, span[0].before)
    return tuple(span)


def months_of(year: int) -> tuple[Month, ...]:
    """The twelve months of a year."""
    return tuple(Month(year, number) for number in range(1, 13))
