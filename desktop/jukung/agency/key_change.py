"""The agency changes its keys, and its libraries follow by the receipts they get anyway.

The secrets before stay on this computer: parcels that are on their way are still opened.
For keys that somebody else may know this is no remedy: libraries then join anew,
by the card and its numbers.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import desc, select
from sqlmodel import col

from jukung.agency import deeds
from jukung.agency.office import Office, OfficeDesk, OfficeKeys, fetch_keys, keep_keys
from jukung.agency.tables import FormerIdentity, OfficeRow, ParcelKept, Setting, SiteRow
from jukung.domain import errors
from jukung.exchange.parcels import envelope, lineage, news, plain_json
from jukung.exchange.parcels.identity import AgencyCard
from jukung.exchange.parcels.news import Former, Keys

_SETTING = "lineage"
FOLLOWS = 1
"""The minor edition from which libraries walk a lineage by themselves."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """The present identity, as receipts tell it, and those that lead to it."""

    keys: Keys | None
    former: tuple[Former, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """How many libraries already seal for the present keys."""

    since: datetime | None
    followed: int
    not_yet: int


def begin(office: Office, *, by: str, seconded_by: str) -> AgencyCard:
    """New keys for signing and opening; two people stand for it.

    Refuses SecondPersonMissing, AgencyKeysMissing, DiskFull, CannotWrite.
    """
    first, second = by.strip(), seconded_by.strip()
    if not first or not second or first.casefold() == second.casefold():
        raise errors.SecondPersonMissing
    with office.changing(by=first) as desk:
        present = _changed(desk, second)
    office.forget_profile()
    return present


def lineage_of(desk: OfficeDesk) -> Lineage:
    """What receipts tell of the keys; empty while they were never changed."""
    kept = desk.session.get(Setting, _SETTING) if desk.profile.former else None
    if kept is None:
        return Lineage(None, ())
    told = json.loads(kept.value)
    return Lineage(
        Keys.model_validate(told["keys"]),
        tuple(Former.model_validate(each) for each in told["former"]),
    )


def signer(desk: OfficeDesk, keys: OfficeKeys, site: SiteRow) -> tuple[str, Ed25519PrivateKey]:
    """By which identity a library's receipt is signed, as fingerprint and key.

    The present one, except for a library whose program cannot walk a lineage:
    it believes the keys that its last parcel was sealed for.
    """
    own = (desk.profile.fingerprint, keys.signing)
    if not keys.former:
        return own
    latest = desk.session.scalars(
        select(col(ParcelKept.envelope))
        .where(col(ParcelKept.site) == site.site)
        .order_by(desc(col(ParcelKept.accepted_at)), desc(col(ParcelKept.seq)))
        .limit(1)
    ).first()
    if latest is None:
        return own
    audience, minor = _sealed_for(latest)
    if minor >= FOLLOWS or audience not in keys.former:
        return own
    return audience, keys.former[audience].signing


def followed(desk: OfficeDesk) -> Followed:
    """How many libraries have sealed for the present keys since they are."""
    told = lineage_of(desk)
    if told.keys is None:
        return Followed(None, 0, 0)
    since = datetime.fromisoformat(told.keys.since)
    found: set[int] = set()
    rows = desk.session.execute(
        select(col(ParcelKept.site), col(ParcelKept.envelope)).where(
            col(ParcelKept.accepted_at) >= since
        )
    )
    for site, content in rows:
        if site not in found and _sealed_for(content)[0] == desk.profile.fingerprint:
            found.add(site)
    libraries = desk.session.scalars(
        select(col(SiteRow.site)).where(
            col(SiteRow.uid).is_not(None), col(SiteRow.closed_from).is_(None)
        )
    ).all()
    return Followed(since, len(found), len(set(libraries) - found))


def _changed(desk: OfficeDesk, second: str) -> AgencyCard:
    row = desk.session.scalars(select(OfficeRow).with_for_update()).one()
    # Another desk may have changed them a minute ago.
    before = replace(
        desk.profile.card,
        verify_key=row.verify_key,
        recipient=row.recipient,
        escrow=row.escrow,
    )
    if before.fingerprint != desk.profile.fingerprint:
        raise errors.AgencyKeysMissing
    secrets = fetch_keys(desk.profile)
    signing, opening = Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate()
    present = replace(
        before,
        verify_key=signing.public_key().public_bytes_raw().hex(),
        recipient=str(opening.to_public()),
    )
    # First the secrets: a file that names keys nobody has would be lost.
    keep_keys(desk.profile.uid, present, signing=signing.private_bytes_raw(), opening=str(opening))
    _write_lineage(desk, before, present, secrets.signing, began=row.made_at)
    desk.session.add(
        FormerIdentity(
            fingerprint=before.fingerprint,
            verify_key=before.verify_key,
            recipient=before.recipient,
            escrow=before.escrow,
            until=desk.now,
        )
    )
    row.verify_key, row.recipient = present.verify_key, present.recipient
    desk.session.add(row)
    desk.session.flush()
    deeds.note(desk, "new_keys", detail=f"{before.fingerprint} > {present.fingerprint}; {second}")
    return present


def _write_lineage(
    desk: OfficeDesk,
    before: AgencyCard,
    present: AgencyCard,
    signing: Ed25519PrivateKey,
    *,
    began: datetime,
) -> None:
    told = lineage_of(desk)
    was = told.keys or _keys(before, began)
    now = _keys(present, desk.now)
    link = Former(**was.model_dump(), signature=lineage.vouch(before, now, signing))
    former = (*told.former, link)[-news.MOST_FORMER :]
    row = desk.session.get(Setting, _SETTING) or Setting(key=_SETTING, value="")
    row.value = json.dumps(
        {"keys": now.model_dump(), "former": [each.model_dump() for each in former]}
    )
    desk.session.add(row)


def _keys(card: AgencyCard, since: datetime) -> Keys:
    return Keys(
        code=card.code,
        verify_key=card.verify_key,
        recipient=card.recipient,
        escrow=card.escrow,
        since=since.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _sealed_for(content: bytes) -> tuple[str, int]:
    """The audience and the minor edition of an envelope that was verified when it came."""
    told = plain_json.read(envelope.unpack(content, envelope.PARCEL).unverified)
    return told["audience"]["fingerprint"], told["spec"]["minor"]
