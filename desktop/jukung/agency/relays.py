"""A district at work for its province: its permit, and the parcels that it carries on."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import col

from jukung.agency import accept, deeds, relay_files, relay_register, remembered, rollup
from jukung.agency.office import Office, OfficeDesk, fetch_keys
from jukung.agency.relay_files import RECEIPT, Mandate
from jukung.agency.relay_register import RegisterTaken
from jukung.agency.tables import PermitRole, RelayFile, RelayPermit
from jukung.domain import errors
from jukung.exchange.parcels import relay_permit
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.parcels.relay_permit import Permit

Progress = Callable[[int, int | None], None]

_NOTHING = RegisterTaken(0, 0, 0, (), ())


@dataclass(frozen=True, slots=True)
class Offer:
    """A permit before it is taken: who gives it, and whether these numbers were compared."""

    permit: Permit
    fingerprint: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class PermitTaken:
    """A permit that counts from now on, and what became of its libraries."""

    name: str
    may_open: bool
    until: date
    holds: bool
    register: RegisterTaken
    judged: int
    """Reports that had waited for a key, and count now."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a district is: its permit, what waits, what was carried, what goes back."""

    permit: Mandate | None
    holds: bool
    waiting: int
    carried: int
    receipts: int


def look_at(desk: OfficeDesk, data: bytes, file: str = "") -> Offer:
    """What a permit says, before anybody believes it.

    Refuses PermitUnreadable, PermitForOther.
    """
    found = relay_permit.permit_in(data, file)
    if found.permit.district.card.fingerprint != desk.profile.card.fingerprint:
        raise errors.PermitForOther(found.permit.district.name)
    row = desk.session.get(RelayPermit, found.fingerprint)
    is_known = row is not None and row.role is PermitRole.received
    return Offer(found.permit, found.fingerprint, is_known)


def take_permit(
    desk: OfficeDesk, data: bytes, file: str = "", *, compared: bool = False
) -> PermitTaken:
    """Work by a permit from now on; the same one again changes nothing.

    The numbers of a province are compared once; its later permits count by themselves, also
    one that ends it. Refuses PermitUnreadable, PermitForOther, PermitNotCompared, PermitOld,
    and for the first one PermitOver.
    """
    offer = look_at(desk, data, file)
    permit, card = offer.permit, offer.permit.province.card
    if not offer.is_known and not compared:
        raise errors.PermitNotCompared(card.name, card.fingerprint)
    if not offer.is_known and permit.last_day < desk.today:
        raise errors.PermitOver(card.name, permit.last_day)
    if permit.no < int(_kept(desk, offer.fingerprint).get("no", 0)):
        raise errors.PermitOld(card.name)
    _write(desk, offer)
    register = relay_register.take(desk, permit) if permit.may_open else _NOTHING
    counted = 0
    for site in register.opened:
        judged = accept.judge_held(desk, fetch_keys(desk.profile), site)
        counted += sum(each.verdict.is_counted for each in judged)
    if rollup.is_stale(desk):
        rollup.refresh(desk)
    deeds.note(desk, "take_permit", detail=f"{card.code} {permit.until}")
    return PermitTaken(
        name=card.name,
        may_open=permit.may_open,
        until=permit.last_day,
        holds=permit.last_day >= desk.today,
        register=register,
        judged=counted,
    )


def standing(desk: OfficeDesk) -> Standing:
    """Whose permit it is, and how many files wait."""
    held = relay_files.mandate(desk, also_over=True)
    receipts = col(RelayFile.name).like(f"%{RECEIPT}")
    carried = col(RelayFile.carried_at).is_not(None)
    return Standing(
        permit=held,
        holds=held is not None and held.until >= desk.today,
        waiting=_count(desk, ~receipts, ~carried),
        carried=_count(desk, ~receipts, carried),
        receipts=_count(desk, receipts, ~carried),
    )


def carry(
    office: Office,
    folder: Path,
    *,
    again: bool = False,
    by: str = "",
    progress: Progress = lambda _done, _of: None,
) -> tuple[Path, ...]:
    """Write what waits for the province into a folder, each file read back; then it is carried.

    With `again` also what was carried before. Where the stick takes no more, nothing is
    marked. Refuses NothingToCarry, DiskFull, CannotWrite.
    """
    with office.reading() as desk:
        found = waiting(desk, again=again)
    if not found:
        raise errors.NothingToCarry
    names = _names(found)
    written = []
    for done, (digest, _name) in enumerate(found, start=1):
        written.append(write_true(folder / names[digest], content_of(office, digest)))
        progress(done, len(found))
    with office.changing(by=by) as desk:
        mark_carried(desk, [digest for digest, _name in found])
        deeds.note(desk, "carry_on", detail=str(len(found)))
    return tuple(written)


def waiting(desk: OfficeDesk, *, again: bool = False) -> tuple[tuple[str, str], ...]:
    """The files for the province that were not carried yet, by hash and name, oldest first."""
    asked = (
        select(col(RelayFile.hash), col(RelayFile.name))
        .where(~col(RelayFile.name).like(f"%{RECEIPT}"))
        .order_by(col(RelayFile.seen_at), col(RelayFile.name), col(RelayFile.hash))
    )
    if not again:
        asked = asked.where(col(RelayFile.carried_at).is_(None))
    return tuple((digest, name) for digest, name in desk.session.execute(asked))


def content_of(office: Office, digest: str) -> bytes:
    """The bytes of a kept file, as it came."""
    with office.reading() as desk:
        return desk.session.get_one(RelayFile, digest).bytes


def mark_carried(desk: OfficeDesk, digests: list[str]) -> None:
    """Remember that files are on their way."""
    for start in range(0, len(digests), 500):
        desk.session.execute(
            update(RelayFile)
            .where(col(RelayFile.hash).in_(digests[start : start + 500]))
            .values(carried_at=desk.now)
        )
    desk.session.flush()


def _count(desk: OfficeDesk, *where: Any) -> int:  # noqa: ANN401 - conditions of the store
    asked = select(func.count()).select_from(RelayFile).where(*where)
    return int(desk.session.execute(asked).scalar_one())


def _names(found: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """A name for each file; those of the same parcel sealed twice are told apart."""
    used: set[str] = set()
    names = {}
    for digest, name in found:
        # Sticks do not tell large letters from small ones.
        if name.casefold() in used:
            stem, dot, suffix = name.rpartition(".")
            names[digest] = f"{stem}-{digest[:6]}{dot}{suffix}"
        else:
            names[digest] = name
        used.add(names[digest].casefold())
    return names


def _kept(desk: OfficeDesk, fingerprint: str) -> dict[str, Any]:
    found: dict[str, Any] = remembered.recall(desk, f"relay_from:{fingerprint}", {})
    return found


def _write(desk: OfficeDesk, offer: Offer) -> None:
    permit, card = offer.permit, offer.permit.province.card
    digest = hashlib.sha256(permit.model_dump_json().encode()).hexdigest()
    kept = _kept(desk, offer.fingerprint)
    if kept.get("hash") == digest:
        return
    facts = {
        "no": permit.no,
        "hash": digest,
        "address": card.address,
        "former": {each.fingerprint: each.verify_key for each in permit.former},
    }
    remembered.remember(desk, f"relay_from:{offer.fingerprint}", facts)
    desk.session.merge(
        RelayPermit(
            fingerprint=offer.fingerprint,
            role=PermitRole.received,
            code=card.code,
            name=card.name,
            verify_key=card.verify_key,
            recipient=card.recipient,
            escrow=card.escrow,
            may_open=int(permit.may_open),
            since=desk.now,
            until=permit.until,
        )
    )
    desk.session.flush()
