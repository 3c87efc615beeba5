"""The register of libraries: added, changed, closed, merged, renumbered; keys trusted or not.

Nothing is removed that has reported: a closed library owes nothing and keeps its history.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from jukung.agency import deeds, enrol, rollup, sites
from jukung.agency.office import OfficeDesk
from jukung.agency.sites import Site, site_from
from jukung.agency.tables import (
    Agreement,
    Box,
    Contact,
    Entry,
    Epoch,
    Held,
    NoticeSent,
    ParcelKept,
    Question,
    RulingRow,
    SiteKey,
    SiteMonthRow,
    SiteRow,
)
from jukung.domain import errors, months, regions
from jukung.domain.kinds import LibraryKind, PrisonKind
from jukung.domain.months import Month
from jukung.exchange.parcels.identity import plain_name


@dataclass(frozen=True, slots=True)
class SiteKeyKnown:
    """A key of a library, and the two people who stand for it."""

    fingerprint: str
    enrolled_at: datetime
    enrolled_by: str
    seconded_by: str
    revoked_at: datetime | None


def add(  # noqa: PLR0913 - what is known of a library
    desk: OfficeDesk,
    code: str,
    *,
    name: str,
    kind: LibraryKind = LibraryKind.village,
    prison_kind: PrisonKind | None = None,
    place_name: str = "",
    npp: str = "",
    edition: str = "",
    since: Month | None = None,
) -> Site:
    """Add a library that does not use Jukung, or not yet.

    Refuses RegionUnknown, SiteCodeTaken, SiteNameMissing.
    """
    row = new_row(
        desk,
        code,
        name=name,
        kind=kind,
        prison_kind=prison_kind,
        place_name=place_name,
        npp=npp,
        edition=edition,
        since=since,
    )
    deeds.note(desk, "add_site", site=row.site, detail=row.code)
    return site_from(row, "")


def new_row(  # noqa: PLR0913 - as above
    desk: OfficeDesk,
    code: str,
    *,
    name: str,
    kind: LibraryKind,
    prison_kind: PrisonKind | None,
    place_name: str,
    npp: str,
    edition: str,
    since: Month | None = None,
) -> SiteRow:
    """The row of a new library, without its deed; refuses as `add` does."""
    plain = regions.site_code(code)
    if sites.by_code(desk, plain) is not None:
        raise errors.SiteCodeTaken(plain)
    row = SiteRow(
        uid=None,
        code=plain,
        name=_named(name),
        place_name=plain_name(place_name),
        kind=kind,
        prison_kind=prison_kind if kind is LibraryKind.prison else None,
        zone=months.zone_of_region(plain),
        # The month that is owed now: lists are read to ask for it.
        since=(since or months.month_of(desk.today).before).text,
        npp=plain_name(npp),
        edition=edition,
        enrolled_at=desk.now,
    )
    desk.session.add(row)
    desk.session.flush()
    return row


def edit(
    desk: OfficeDesk,
    code: str,
    *,
    name: str | None = None,
    place_name: str | None = None,
    npp: str | None = None,
    note: str | None = None,
) -> Site:
    """Change what a library is called; what is None stays.

    Refuses SiteUnknown, SiteNameMissing.
    """
    row = row_of(desk, code)
    row.name = row.name if name is None else _named(name)
    row.place_name = row.place_name if place_name is None else plain_name(place_name)
    row.npp = row.npp if npp is None else plain_name(npp)
    row.note = row.note if note is None else note.strip()[:2000]
    return _kept(desk, row, "edit_site", row.code)


def recode(desk: OfficeDesk, code: str, new_code: str, *, edition: str = "") -> Site:
    """Give a library its code in another edition of the list; its history comes along.

    Refuses SiteUnknown, RegionUnknown, SiteCodeTaken.
    """
    row, plain = row_of(desk, code), regions.site_code(new_code)
    holder = sites.by_code(desk, plain)
    if holder is not None and holder.site != row.site:
        raise errors.SiteCodeTaken(plain)
    before = row.code
    # Its months leave one kabupaten's sums and enter another's.
    _mark_due(desk, row)
    row.code, row.edition = plain, edition or row.edition
    kept = _kept(desk, row, "recode", f"{before} {plain}")
    _mark_due(desk, row)
    rollup.refresh(desk)
    return kept


def close(desk: OfficeDesk, code: str, month: Month) -> Site:
    """Let a library owe nothing from a month on; refuses SiteUnknown, SiteMergedAlready."""
    row = row_of(desk, code)
    if row.merged_into is not None:
        raise errors.SiteMergedAlready(row.code)
    row.closed_from = month.text
    return _kept(desk, row, "close_site", month.text)


def reopen(desk: OfficeDesk, code: str) -> Site:
    """Let a closed or merged library report again; the way back from both.

    Refuses SiteUnknown.
    """
    row = row_of(desk, code)
    row.closed_from, row.merged_into = None, None
    return _kept(desk, row, "reopen_site", "")


def merge(desk: OfficeDesk, code: str, *, into: str, month: Month) -> Site:
    """Make a library part of another one from a month on; its history stays its own.

    Refuses SiteUnknown, SiteMergedAlready, SiteIntoItself.
    """
    row, other = row_of(desk, code), row_of(desk, into)
    if row.merged_into is not None:
        raise errors.SiteMergedAlready(row.code)
    is_open = other.merged_into is None and other.closed_from is None
    if other.site == row.site or not is_open:
        raise errors.SiteIntoItself(other.code)
    row.closed_from, row.merged_into = month.text, other.site
    return _kept(desk, row, "merge_site", f"{other.code} {month.text}")


def merged_code(desk: OfficeDesk, site: SiteRow) -> str:
    """The code of the library that this one is part of now; empty where it is none."""
    if site.merged_into is None:
        return ""
    return desk.session.get_one(SiteRow, site.merged_into).code


def revoke_key(desk: OfficeDesk, fingerprint: str) -> None:
    """Trust a key no more: its computer was lost, or copied; refuses KeyUnknown."""
    key = _key(desk, fingerprint)
    enrol.revoke(desk, fingerprint)
    deeds.note(desk, "revoke_key", site=key.site, detail=fingerprint)


def trust_key(desk: OfficeDesk, fingerprint: str) -> None:
    """Trust a key again; refuses KeyUnknown."""
    key = _key(desk, fingerprint)
    key.revoked_at = None
    desk.session.add(key)
    desk.session.flush()
    deeds.note(desk, "trust_key", site=key.site, detail=fingerprint)


def keys(desk: OfficeDesk, site: int) -> tuple[SiteKeyKnown, ...]:
    """The keys of a library, the newest first."""
    rows = desk.session.scalars(
        select(SiteKey)
        .where(col(SiteKey.site) == site)
        .order_by(col(SiteKey.enrolled_at).desc(), col(SiteKey.fingerprint))
    )
    return tuple(
        SiteKeyKnown(
            row.fingerprint,
            row.enrolled_at,
            row.enrolled_by,
            row.seconded_by,
            row.revoked_at,
        )
        for row in rows
    )


def remove(desk: OfficeDesk, code: str) -> None:
    """Take out a library that was added by mistake; refuses SiteUnknown, SiteStillInUse."""
    row = row_of(desk, code)
    if is_in_use(desk, row):
        raise errors.SiteStillInUse(row.code)
    take_out(desk, row)
    deeds.note(desk, "remove_site", detail=row.code)


def take_out(desk: OfficeDesk, row: SiteRow) -> None:
    """Take out the row of a library that nothing hangs on, without its deed."""
    for contact in desk.session.scalars(select(Contact).where(col(Contact.site) == row.site)):
        desk.session.delete(contact)
    desk.session.flush()
    desk.session.delete(row)
    desk.session.flush()


def is_in_use(desk: OfficeDesk, row: SiteRow) -> bool:
    """Whether a library has a key, reports, boxes, or others that became part of it."""
    if row.uid is not None:
        return True
    tables = (
        *(SiteKey, Epoch, ParcelKept, Held, Entry, SiteMonthRow),
        *(Box, Agreement, Question, NoticeSent, RulingRow),
    )
    if any(_count(desk, col(table.site) == row.site) for table in tables):
        return True
    return _count(desk, col(SiteRow.merged_into) == row.site) > 0


def row_of(desk: OfficeDesk, code: str) -> SiteRow:
    """The row of a library; refuses SiteUnknown."""
    try:
        plain = regions.site_code(code)
    except errors.RegionUnknown as fault:
        raise errors.SiteUnknown(code) from fault
    row = sites.by_code(desk, plain)
    if row is None:
        raise errors.SiteUnknown(plain)
    return row


def _kept(desk: OfficeDesk, row: SiteRow, what: str, detail: str) -> Site:
    desk.session.add(row)
    desk.session.flush()
    deeds.note(desk, what, site=row.site, detail=detail)
    newest = next((each for each in keys(desk, row.site) if each.revoked_at is None), None)
    return site_from(row, newest.fingerprint if newest else "")


def _mark_due(desk: OfficeDesk, row: SiteRow) -> None:
    for month in desk.session.scalars(
        select(col(SiteMonthRow.month)).where(col(SiteMonthRow.site) == row.site)
    ).all():
        rollup.mark_due(desk, row, month)


def _named(name: str) -> str:
    plain = plain_name(name)
    if not plain:
        raise errors.SiteNameMissing
    return plain


def _key(desk: OfficeDesk, fingerprint: str) -> SiteKey:
    key = desk.session.get(SiteKey, fingerprint)
    if key is None:
        raise errors.KeyUnknown
    return key


def _count(desk: OfficeDesk, where: ColumnElement[bool]) -> int:
    return int(desk.session.execute(select(func.count()).where(where)).scalar_one())
