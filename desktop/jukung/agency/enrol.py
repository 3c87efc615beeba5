"""A library's card is bound to its official code, after its fingerprint was compared."""

from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import col

from jukung.agency import deeds, public_card
from jukung.agency.office import OfficeDesk
from jukung.agency.sites import Site, site_from
from jukung.agency.tables import Epoch, SiteKey, SiteRow
from jukung.domain import errors, months, regions
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.parcels.identity import LibraryCard


def enrol(
    desk: OfficeDesk,
    card: LibraryCard,
    *,
    code: str,
    by: str = "",
    seconded_by: str = "",
    anew: bool = False,
) -> Site:
    """Take a library in under its code; the same card and code again changes nothing.

    `by` and `seconded_by` are the two people who compared its fingerprint, where there were.

    A known library may come with a new key (its computer was lost) under the code it
    has, or with its key under a new code. Parcels that were held are judged again when
    they are sent again. `anew`: a library that lost its file goes on under its code with
    another one; what it signed with before is trusted no more.
    Refuses RegionUnknown, SiteCodeTaken.
    """
    plain = regions.site_code(code)
    holder = desk.session.scalars(select(SiteRow).where(col(SiteRow.code) == plain)).first()
    if holder is not None and holder.uid not in {None, card.uid}:
        if not anew or _is_known(desk, card):
            raise errors.SiteCodeTaken(plain)
        _revoke_all(desk, holder)
    site = desk.session.scalars(select(SiteRow).where(col(SiteRow.uid) == card.uid)).first()
    key = desk.session.get(SiteKey, card.fingerprint)
    if site is None:
        # One that reported on paper so far goes on as the same library.
        site = _new_site(desk, card, plain) if holder is None else _taken_up(desk, card, holder)
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
                site=site.site,
                public_key=card.public_key,
                enrolled_at=desk.now,
                enrolled_by=by or desk.by,
                seconded_by=seconded_by,
            )
        )
    elif key.revoked_at is not None:
        key.revoked_at = None
        desk.session.add(key)
    desk.session.flush()
    register_epoch(desk, site.site, card.epoch)
    return site_from(site, card.fingerprint)


def enrol_at_once(
    desk: OfficeDesk, card: LibraryCard, *, code: str, by: str = "", seconded_by: str = ""
) -> Site:
    """Enrol a library in one step, as who keeps the file may, and write down that it was so.

    Refuses RegionUnknown, SiteCodeTaken.
    """
    site = enrol(desk, card, code=code, by=by, seconded_by=seconded_by)
    deeds.note(desk, "enrol", site=site.site, detail=card.fingerprint)
    return site


def revoke(desk: OfficeDesk, fingerprint: str) -> None:
    """Trust a key no more: what it signs is held from now on."""
    key = desk.session.get(SiteKey, fingerprint)
    if key is not None and key.revoked_at is None:
        key.revoked_at = desk.now
        desk.session.add(key)
        desk.session.flush()


def register_epoch(desk: OfficeDesk, site: int, epoch: str) -> Epoch:
    """The row of a library's epoch, made as its latest where it is new."""
    known = desk.session.get(Epoch, (site, epoch))
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
    name = f"JKA-{desk.profile.fingerprint[:4]}.jkc"
    return write_true(folder / name, public_card.content(desk))


def _is_known(desk: OfficeDesk, card: LibraryCard) -> bool:
    """Whether the card is of a library that stands here under another code."""
    found = desk.session.scalars(select(SiteRow).where(col(SiteRow.uid) == card.uid)).first()
    return found is not None or desk.session.get(SiteKey, card.fingerprint) is not None


def _revoke_all(desk: OfficeDesk, site: SiteRow) -> None:
    for key in desk.session.scalars(
        select(SiteKey).where(col(SiteKey.site) == site.site, col(SiteKey.revoked_at).is_(None))
    ):
        key.revoked_at = desk.now
        desk.session.add(key)
    desk.session.flush()


def _taken_up(desk: OfficeDesk, card: LibraryCard, site: SiteRow) -> SiteRow:
    """The library goes on in its row; what the agency calls it stays."""
    site.uid = card.uid
    site.name, site.place_name = site.name or card.name, site.place_name or card.place_name
    site.kind, site.prison_kind, site.zone = card.kind, card.prison_kind, card.zone
    desk.session.add(site)
    desk.session.flush()
    return site


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
