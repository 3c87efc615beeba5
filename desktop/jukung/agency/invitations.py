"""Invitations: made for many libraries at once, used once each, withdrawn when lost.

Only the hash of a secret stays here; the file that was handed out is the only place
where the secret itself is.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import deeds, enrol, public_card, sites
from jukung.agency.office import OfficeDesk, fetch_keys
from jukung.agency.sites import Site
from jukung.agency.tables import FormerIdentity, SiteKey, SiteRow
from jukung.agency.tables import Invitation as InvitationRow
from jukung.domain import errors, regions
from jukung.domain.kinds import LibraryKind, PrisonKind
from jukung.exchange.parcels import invitation
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.parcels.invitation import SECRET_BYTES, Answer, Invitation
from jukung.words import N_

USUAL_DAYS = 90

WHY: dict[str, str] = {
    "agency": N_("It answers an invitation of another agency."),
    "unknown": N_("No such invitation was made here."),
    "kind": N_("The invitation was for a library of another kind."),
    "withdrawn": N_("The invitation was withdrawn."),
    "expired": N_("The invitation is too old."),
    "used": N_("Another computer used this invitation before."),
    "code": N_("The code belongs to another library already."),
    "elsewhere": N_("This library is enrolled under another code already."),
}
"""Why an answer was not taken, as English keys."""


class NotTaken(Exception):
    """An answer that enrols nobody; says why, by a key of `WHY`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom an invitation shall be made."""

    code: str
    name: str = ""
    kind: LibraryKind = LibraryKind.village
    prison_kind: PrisonKind | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """An invitation that lies in its folder."""

    code: str
    name: str
    path: Path
    until: date


@dataclass(frozen=True, slots=True)
class HandedOut:
    """An invitation as it stands; `state` is open, used, withdrawn or expired."""

    mark: str
    code: str
    name: str
    made_at: datetime
    made_by: str
    until: date
    used_at: datetime | None
    state: str


def without_key(desk: OfficeDesk, *, kabupaten: str = "") -> tuple[Wanted, ...]:
    """Every open library that has no key yet, of one kabupaten or all."""
    return tuple(
        Wanted(each.code, each.name, each.kind, each.prison_kind)
        for each in sites.all_sites(desk)
        if not each.fingerprint
        and each.closed_from is None
        and each.kabupaten.startswith(kabupaten)
    )


def wanted_for(desk: OfficeDesk, code: str) -> Wanted:
    """For whom the invitation of one code is; a code that is not in the register is new.

    A code with a name behind its kabupaten is a prison's. Refuses RegionUnknown.
    """
    plain = regions.site_code(code)
    row = sites.by_code(desk, plain)
    if row is None:
        return Wanted(plain, kind=LibraryKind.prison if "/" in plain else LibraryKind.village)
    return Wanted(plain, row.name, row.kind, row.prison_kind)


def make(desk: OfficeDesk, wanted: Wanted, folder: Path, *, until: date) -> Made:
    """Write one invitation; an open one for the same code is withdrawn.

    Refuses RegionUnknown, AgencyKeysMissing, DiskFull, CannotWrite.
    """
    code = regions.site_code(wanted.code)
    keys = fetch_keys(desk.profile)
    secret = secrets.token_hex(SECRET_BYTES)
    made = Invitation(
        agency=public_card.card(desk),
        code=code,
        name=wanted.name,
        kind=wanted.kind,
        prison_kind=wanted.prison_kind,
        secret=secret,
        until=until,
    )
    for row in _of_code(desk, code):
        if row.used_at is None and row.withdrawn_at is None:
            row.withdrawn_at = desk.now
            desk.session.add(row)
    desk.session.add(
        InvitationRow(
            secret_hash=invitation.secret_hash(secret, code=code, kind=wanted.kind),
            code=code,
            name=wanted.name,
            made_at=desk.now,
            made_by=desk.by,
            until=until.isoformat(),
        )
    )
    row_of_site = sites.by_code(desk, code)
    deeds.note(
        desk,
        "invite",
        site=row_of_site.site if row_of_site else None,
        detail=f"{code} {until.isoformat()}",
    )
    # Written last: a file that was not written must leave no invitation behind.
    path = write_true(
        folder / f"JKU-{code.replace('/', '-')}.jkc",
        invitation.invitation_bytes(made, keys.signing),
    )
    return Made(code, wanted.name, path, until)


def handed_out(desk: OfficeDesk, *, code: str = "") -> tuple[HandedOut, ...]:
    """Every invitation made here, or those of one code; the newest first."""
    wanted = select(InvitationRow).order_by(
        col(InvitationRow.made_at).desc(), col(InvitationRow.code)
    )
    if code:
        wanted = wanted.where(col(InvitationRow.code) == code)
    return tuple(
        HandedOut(
            mark=row.secret_hash,
            code=row.code,
            name=row.name,
            made_at=row.made_at,
            made_by=row.made_by,
            until=date.fromisoformat(row.until),
            used_at=row.used_at,
            state=_state(desk, row),
        )
        for row in desk.session.scalars(wanted)
    )


def withdraw(desk: OfficeDesk, mark: str) -> None:
    """Take an invitation back before it is used; refuses InvitationUsed."""
    row = desk.session.get(InvitationRow, mark)
    if row is None or row.used_at is not None or row.withdrawn_at is not None:
        raise errors.InvitationUsed(row.code if row else "")
    row.withdrawn_at = desk.now
    desk.session.add(row)
    desk.session.flush()
    site = sites.by_code(desk, row.code)
    deeds.note(desk, "withdraw_invitation", site=site.site if site else None, detail=row.code)


def take_answer(desk: OfficeDesk, answer: Answer) -> tuple[Site, bool]:
    """Enrol the library that answered, and whether it was not before; raises NotTaken.

    The same answer twice changes nothing; one secret never serves a second key.
    """
    former = desk.session.get(FormerIdentity, answer.agency)
    if answer.agency != desk.profile.fingerprint and former is None:
        raise NotTaken("agency")
    card = answer.card
    row = _row_of(desk, answer)
    if row.used_by is not None and row.used_by != card.fingerprint:
        raise NotTaken("used")
    if row.used_by is not None:
        known = next(
            (each for each in sites.all_sites(desk) if each.uid == card.uid and each.fingerprint),
            None,
        )
        if known is None:
            # Its key was withdrawn since: the old paper does not bring it back.
            raise NotTaken("used")
        return known, False
    if row.withdrawn_at is not None:
        raise NotTaken("withdrawn")
    if date.fromisoformat(row.until) < desk.today:
        raise NotTaken("expired")
    return _enrolled(desk, row, answer), True


def _enrolled(desk: OfficeDesk, row: InvitationRow, answer: Answer) -> Site:
    known = desk.session.scalars(select(SiteRow).where(col(SiteRow.uid) == answer.card.uid)).first()
    if known is not None and known.code != row.code:
        raise NotTaken("elsewhere")
    holder = sites.by_code(desk, row.code)
    if holder is not None and holder.kind is not answer.card.kind:
        raise NotTaken("kind")
    try:
        # Made after the library's last key, it is meant for a computer in place of a lost one.
        newest = max((each.enrolled_at for each in _keys_of(desk, holder)), default=None)
        anew = newest is not None and row.made_at > newest
        site = enrol.enrol(desk, answer.card, code=row.code, by=row.made_by, anew=anew)
    except errors.SiteCodeTaken as taken:
        raise NotTaken("code") from taken
    row.used_by, row.used_at = answer.card.fingerprint, desk.now
    desk.session.add(row)
    desk.session.flush()
    deeds.note(desk, "enrol_invited", site=site.site, detail=site.fingerprint)
    return site


def _keys_of(desk: OfficeDesk, site: SiteRow | None) -> list[SiteKey]:
    if site is None:
        return []
    return list(desk.session.scalars(select(SiteKey).where(col(SiteKey.site) == site.site)))


def _row_of(desk: OfficeDesk, answer: Answer) -> InvitationRow:
    mark = invitation.secret_hash(answer.secret, code=answer.code, kind=answer.card.kind)
    row = desk.session.get(InvitationRow, mark, with_for_update=True)
    if row is not None:
        return row
    others: Iterable[LibraryKind] = set(LibraryKind) - {answer.card.kind}
    for kind in others:
        other = invitation.secret_hash(answer.secret, code=answer.code, kind=kind)
        if desk.session.get(InvitationRow, other) is not None:
            raise NotTaken("kind")
    raise NotTaken("unknown")


def _of_code(desk: OfficeDesk, code: str) -> list[InvitationRow]:
    return list(
        desk.session.scalars(select(InvitationRow).where(col(InvitationRow.code) == code)).all()
    )


def _state(desk: OfficeDesk, row: InvitationRow) -> str:
    if row.used_at is not None:
        return "used"
    if row.withdrawn_at is not None:
        return "withdrawn"
    return "expired" if date.fromisoformat(row.until) < desk.today else "open"
