"""A district takes its libraries from the province's permit, so that nobody enrols twice."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import relay_files
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import SiteKey, SiteRow
from jukung.exchange.parcels import identity
from jukung.exchange.parcels.relay_permit import Permit, PermittedLibrary


@dataclass(frozen=True, slots=True)
class RegisterTaken:
    """What became of the libraries in a permit."""

    new: int
    known: int
    revoked: int
    skipped: tuple[str, ...]
    """Codes that another library has here; a person must look at them."""
    opened: tuple[int, ...]
    """Libraries of which a key is known now: what waited for it can be judged."""


def take(desk: OfficeDesk, permit: Permit) -> RegisterTaken:
    """Add the libraries and keys that are not here yet, and trust no key that was withdrawn."""
    new = known = revoked = 0
    skipped, opened = [], []
    for each in permit.libraries:
        site = _site(desk, each)
        if site is None:
            row = _taken_in(desk, each)
            if row is None:
                skipped.append(each.code)
                continue
            new, site = new + 1, row
        else:
            known += 1
            _follow(desk, site, each)
        added, withdrawn = _take_keys(desk, site, each, by=permit.province.name)
        revoked += withdrawn
        if added:
            opened.append(site.site)
        relay_files.note_whose(desk, site.site, relayed=True)
    return RegisterTaken(new, known, revoked, tuple(skipped), tuple(opened))


def _site(desk: OfficeDesk, each: PermittedLibrary) -> SiteRow | None:
    return desk.session.scalars(select(SiteRow).where(col(SiteRow.uid) == each.uid)).first()


def _taken_in(desk: OfficeDesk, each: PermittedLibrary) -> SiteRow | None:
    """A new library, or one that reported on paper so far; None where the code is another's."""
    row = desk.session.scalars(select(SiteRow).where(col(SiteRow.code) == each.code)).first()
    if row is not None and row.uid is not None:
        return None
    if row is None:
        row = SiteRow(
            uid=each.uid,
            code=each.code,
            name=each.name,
            place_name=each.place_name,
            kind=each.kind,
            prison_kind=each.prison_kind,
            zone=each.zone,
            since=each.since,
            closed_from=each.closed_from,
            enrolled_at=desk.now,
        )
    else:
        row.uid, row.name, row.place_name = each.uid, each.name, each.place_name
        row.kind, row.prison_kind, row.zone = each.kind, each.prison_kind, each.zone
        row.closed_from = each.closed_from
    desk.session.add(row)
    desk.session.flush()
    return row


def _follow(desk: OfficeDesk, site: SiteRow, each: PermittedLibrary) -> None:
    """Close or open again what the province did; its code changes where it is free."""
    if site.merged_into is None:
        site.closed_from = each.closed_from
    if site.code != each.code:
        taken = desk.session.scalars(select(SiteRow).where(col(SiteRow.code) == each.code)).first()
        if taken is None:
            site.code = each.code
    desk.session.add(site)
    desk.session.flush()


def _take_keys(
    desk: OfficeDesk, site: SiteRow, each: PermittedLibrary, *, by: str
) -> tuple[int, int]:
    added = withdrawn = 0
    for key in each.keys:
        fingerprint = identity.fingerprint(each.uid, key.public_key)
        row = desk.session.get(SiteKey, fingerprint)
        if row is None:
            row = SiteKey(
                fingerprint=fingerprint,
                site=site.site,
                public_key=key.public_key,
                enrolled_at=desk.now,
                enrolled_by=by,
                revoked_at=desk.now if key.revoked else None,
            )
            added += not key.revoked
        elif key.revoked and row.revoked_at is None:
            row.revoked_at = desk.now
            withdrawn += 1
        elif not key.revoked and row.revoked_at is not None:
            row.revoked_at = None
            added += 1
        desk.session.add(row)
    desk.session.flush()
    return added, withdrawn
