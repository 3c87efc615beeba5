"""A library's card is bound to its official code, after its fingerprint was compared."""

from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import col

from jukung.agency.office import OfficeDesk, fetch_keys
from jukung.agency.sites import Site, site_from
from jukung.agency.tables import Epoch, SiteKey, SiteRow
from jukung.domain import errors, months, regions
from jukung.exchange.parcels import identity
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.parcels.identity import LibraryCard


def enrol(desk: OfficeDesk, card: LibraryCard, *, code: str) -> Site:
    """Take a library in under its code; the same card and code again changes nothing.

    A known library may come with a new key (its computer was lost) under the code it
    has, or with its key under a new code. Parcels that were held are judged again when
    they are sent again. Refuses RegionUnknown, SiteCodeTaken.
    """
    plain = regions.site_code(code)
    holder = desk.session.scalars(select(SiteRow).where(col(SiteRow.code) == plain)).first()
    if holder is not None and holder.uid != card.uid:
        raise errors.SiteCodeTaken(plain)
    site = desk.session.scalars(select(SiteRow).where(col(SiteRow.uid) == card.uid)).first()
    key = desk.session.get(SiteKey, card.fingerprint)
    if site is None:
        site = _new_site(desk, card, plain)
    elif key is None and site.code != plain:
        # A stranger's card may carry this library's id; only the code vouches for it.
        raise errors.SiteCodeTaken(site.code)
    if site.code != plain:
        site.code = plain
        desk.session.add(site)
    if key is None:
        desk.session.add(
            SiteKey(
                fingerprint=card.fingerprint,
                site=site.row,
                public_key=card.public_key,
                enrolled_at=desk.now,
            )
        )
    elif key.revoked_at is not None:
        key.revoked_at = None
        desk.session.add(key)
    desk.session.flush()
    register_epoch(desk, site.row, card.epoch)
    return site_from(site, card.fingerprint)


def revoke(desk: OfficeDesk, fingerprint: str) -> None:
    """Trust a key no more: what it signs is held from now on."""
    key = desk.session.get(SiteKey, fingerprint)
    if key is not None and key.revoked_at is None:
        key.revoked_at = desk.now
        desk.session.add(key)
        desk.session.flush()


def register_epoch(desk: OfficeDesk, site: int, epoch: str) -> Epoch:
    """The row of a library's epoch, made as its latest where it is new."""
    known = desk.session.scalars(
        select(Epoch).where(col(Epoch.site) == site, col(Epoch.epoch) == epoch)
    ).first()
    if known is not None:
        return known
    last = desk.session.execute(
        select(func.max(col(Epoch.place))).where(col(Epoch.site) == site)
    ).scalar_one()
    row = Epoch(site=site, epoch=epoch, place=(last or 0) + 1)
    desk.session.add(row)
    desk.session.flush()
    return row


def write_agency_card(desk: OfficeDesk, folder: Path) -> Path:
    """Write the card that libraries join with.

    Refuses AgencyKeysMissing, DiskFull, CannotWrite.
    """
    content = identity.agency_card_bytes(desk.profile.card, fetch_keys(desk.profile).signing)
    return write_true(folder / f"JKA-{desk.profile.fingerprint[:4]}.jkc", content)


def _new_site(desk: OfficeDesk, card: LibraryCard, code: str) -> SiteRow:
    site = SiteRow(
        uid=card.uid,
        code=code,
        name=card.name,
        place_name=card.place_name,
        kind=card.kind,
        prison_kind=card.prison_kind,
        zone=card.zone,
        since=months.month_of(desk.today).text,
        enrolled_at=desk.now,
    )
    desk.session.add(site)
    desk.session.flush()
    return site
