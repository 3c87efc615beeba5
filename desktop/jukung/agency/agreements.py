"""The yearly agreement (MoU) with each prison: its days, and when it must be renewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import desc, func, select
from sqlmodel import col

from jukung.agency import deeds, sites
from jukung.agency.office import OfficeDesk
from jukung.agency.sites import Site
from jukung.agency.tables import Agreement, SiteRow
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind
from jukung.exchange.packs.plain_text import one_line

SOON = timedelta(days=90)
"""A renewal takes about so long."""


class Standing(StrEnum):
    """How it stands with a prison's agreement."""

    none = "none"
    ended = "ended"
    ends_soon = "ends_soon"
    holds = "holds"
    begins_later = "begins_later"


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreement; `no` counts those of one prison."""

    no: int
    number: str
    signed_on: date | None
    from_on: date
    until_on: date
    note: str


@dataclass(frozen=True, slots=True)
class PrisonLine:
    """A prison with its newest agreement and how that stands."""

    site: Site
    newest: Agreed | None
    standing: Standing
    days_left: int | None


def add(
    desk: OfficeDesk,
    code: str,
    *,
    from_on: date,
    until_on: date,
    number: str = "",
    signed_on: date | None = None,
    note: str = "",
) -> Agreed:
    """Keep a prison's agreement, which renews the one before it.

    Refuses SiteUnknown, NotAPrison, DaysBackwards.
    """
    row = _prison(desk, code)
    if until_on < from_on:
        raise errors.DaysBackwards(from_on, until_on)
    no = desk.session.scalar(
        select(func.coalesce(func.max(col(Agreement.no)), 0)).where(col(Agreement.site) == row.site)
    )
    made = Agreement(
        site=row.site,
        no=int(no or 0) + 1,
        number=one_line(number, 80),
        signed_on=signed_on.isoformat() if signed_on else None,
        from_on=from_on.isoformat(),
        until_on=until_on.isoformat(),
        note=one_line(note, 300),
    )
    desk.session.add(made)
    deeds.note(desk, "agreement_added", site=row.site, detail=made.number)
    return _agreed(made)


def change(desk: OfficeDesk, code: str, agreed: Agreed) -> Agreed:
    """Set an agreement right; refuses SiteUnknown, NotAPrison, DaysBackwards."""
    row = _prison(desk, code)
    if agreed.until_on < agreed.from_on:
        raise errors.DaysBackwards(agreed.from_on, agreed.until_on)
    kept = desk.session.get(Agreement, (row.site, agreed.no))
    if kept is None:
        raise errors.SiteUnknown(code)
    kept.number, kept.note = one_line(agreed.number, 80), one_line(agreed.note, 300)
    kept.signed_on = agreed.signed_on.isoformat() if agreed.signed_on else None
    kept.from_on, kept.until_on = agreed.from_on.isoformat(), agreed.until_on.isoformat()
    desk.session.add(kept)
    deeds.note(desk, "agreement_changed", site=row.site, detail=kept.number)
    return _agreed(kept)


def chain(desk: OfficeDesk, code: str) -> tuple[Agreed, ...]:
    """A prison's agreements, the newest first; refuses SiteUnknown, NotAPrison."""
    row = _prison(desk, code)
    rows = desk.session.scalars(
        select(Agreement)
        .where(col(Agreement.site) == row.site)
        .order_by(desc(col(Agreement.until_on)), desc(col(Agreement.no)))
    )
    return tuple(map(_agreed, rows))


def prisons(desk: OfficeDesk) -> tuple[PrisonLine, ...]:
    """Every prison that is open, those whose agreement ends first at the top."""
    kept: dict[int, list[Agreed]] = {}
    for row in desk.session.scalars(
        select(Agreement).order_by(col(Agreement.until_on), col(Agreement.no))
    ):
        kept.setdefault(row.site, []).append(_agreed(row))
    found = [
        standing_of(site, kept.get(site.site, ()), desk.today)
        for site in sites.all_sites(desk)
        if site.kind is LibraryKind.prison and site.closed_from is None
    ]
    return tuple(
        sorted(found, key=lambda each: -1 if each.days_left is None else max(each.days_left, 0))
    )


def standing_of(site: Site, agreed: Sequence[Agreed], today: date) -> PrisonLine:
    """How it stands with a prison on a day; a renewal counts from when it was kept."""
    if not agreed:
        return PrisonLine(site, None, Standing.none, None)
    newest = max(agreed, key=lambda each: (each.until_on, each.no))
    left = (newest.until_on - today).days
    if left < 0:
        standing = Standing.ended
    elif not any(each.from_on <= today <= each.until_on for each in agreed):
        standing = Standing.begins_later
    else:
        standing = Standing.ends_soon if left <= SOON.days else Standing.holds
    return PrisonLine(site, newest, standing, left)


def _prison(desk: OfficeDesk, code: str) -> SiteRow:
    row = sites.by_code(desk, code)
    if row is None:
        raise errors.SiteUnknown(code)
    if row.kind is not LibraryKind.prison:
        raise errors.NotAPrison(row.name)
    return row


def _agreed(row: Agreement) -> Agreed:
    return Agreed(
        no=row.no,
        number=row.number,
        signed_on=date.fromisoformat(row.signed_on) if row.signed_on else None,
        from_on=date.fromisoformat(row.from_on),
        until_on=date.fromisoformat(row.until_on),
        note=row.note,
    )
