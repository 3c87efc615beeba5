"""Files that are kept and do not count, until somebody acts or their time has come."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from jukung.agency import receipts
from jukung.agency.history import History
from jukung.agency.office import OfficeDesk, OfficeKeys
from jukung.agency.tables import Held, SiteRow
from jukung.exchange.parcels.envelope import Sealed
from jukung.exchange.parcels.parcel import Parcel
from jukung.exchange.parcels.verdict import Verdict

# Anyone can send files under invented keys; beyond this they are answered, not kept.
MOST_UNVERIFIED = 500
# Names in one question to the store.
MOST_ASKED = 900


@dataclass(frozen=True, slots=True)
class Incoming:
    """An opened file: its envelope, of which nothing is believed yet."""

    sealed: Sealed
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was decided, and the number of the receipt that says so.

    `seq` is the number of a parcel that is in the chain; `file` the receipt's bytes
    where it was made just now.
    """

    verdict: Verdict
    month: str
    note: str
    receipt: int | None
    seq: int | None = None
    file: bytes | None = field(default=None, repr=False)


def hold_unverified(desk: OfficeDesk, incoming: Incoming, verdict: Verdict, *, site: int) -> None:
    """Keep bytes whose signature could not be trusted, up to a limit; site 0 is nobody's."""
    held = desk.session.get(Held, (site, incoming.sealed.hash))
    # What a person threw away is not kept again; it is answered as before.
    if held is not None and held.verdict is verdict:
        return
    count = desk.session.execute(
        select(func.count()).where(
            col(Held.verdict).in_([Verdict.HOLD_UNKNOWN_KEY, Verdict.HOLD_REVOKED]),
            func.length(col(Held.envelope)) > 0,
        )
    ).scalar_one()
    if held is None and count >= MOST_UNVERIFIED:
        return
    _write(desk, incoming, verdict, site=site)


def hold_newer(desk: OfficeDesk, keys: OfficeKeys, site: SiteRow, incoming: Incoming) -> Kept:
    """Keep a parcel that only a newer program can read."""
    known = History(desk, site.site, about=incoming.sealed.hash)
    latest = [*known.epochs][-1] if known.epochs else ""
    return hold(known, keys, site, incoming, verdict=Verdict.HOLD_NEWER, epoch=latest)


def hold(
    known: History,
    keys: OfficeKeys,
    site: SiteRow,
    incoming: Incoming,
    *,
    verdict: Verdict,
    content: Parcel | None = None,
    epoch: str = "",
) -> Kept:
    """Keep a verified parcel for a person, with a receipt; the same one again changes nothing."""
    digest = incoming.sealed.hash
    held = known.held.get(digest)
    if held is not None and held.verdict is verdict and held.receipt is not None and held.is_kept:
        return Kept(verdict, held.month, held.note, held.receipt)
    row = _write(known.desk, incoming, verdict, site=site.site, content=content)
    known.reread_held()
    made = receipts.make(
        known.desk, keys, site, epoch=row.epoch or epoch, about=digest, known=known
    )
    row.receipt = made.no
    known.desk.session.add(row)
    known.desk.session.flush()
    return Kept(verdict, row.month, row.note, made.no, file=made.bytes or None)


def held_for(desk: OfficeDesk, month: str) -> tuple[Held, ...]:
    """What is held because this month is published, and was not thrown away."""
    return _still_held(
        desk, (col(Held.verdict) == Verdict.HOLD_LOCKED) & (col(Held.month) == month)
    )


def due(desk: OfficeDesk, codes: Collection[str]) -> tuple[Held, ...]:
    """What was held and may count by now: its month has begun, or its library sent more."""
    begun = (desk.today + timedelta(days=1)).isoformat()[:7]
    sent_more = select(col(SiteRow.site)).where(col(SiteRow.code).in_(list(codes)[:MOST_ASKED]))
    return _still_held(
        desk,
        ((col(Held.verdict) == Verdict.HOLD_FUTURE) & (col(Held.month) <= begun))
        | (
            col(Held.verdict).in_([Verdict.HOLD_JUMP, Verdict.HOLD_EPOCH])
            & col(Held.site).in_(sent_more)
        ),
    )


def _still_held(desk: OfficeDesk, of_it: ColumnElement[bool]) -> tuple[Held, ...]:
    found = desk.session.scalars(
        select(Held).where(of_it).order_by(col(Held.site), col(Held.seq), col(Held.hash))
    )
    return tuple(each for each in found if each.envelope)


def _write(
    desk: OfficeDesk,
    incoming: Incoming,
    verdict: Verdict,
    *,
    site: int,
    content: Parcel | None = None,
) -> Held:
    stranger = desk.session.get(Held, (0, incoming.sealed.hash)) if site else None
    if stranger is not None:
        desk.session.delete(stranger)
    held = desk.session.merge(
        Held(
            site=site,
            hash=incoming.sealed.hash,
            fingerprint=incoming.sealed.key_id,
            epoch=content.chain.epoch if content else None,
            seq=content.chain.seq if content else None,
            month=content.period.month.text if content else "",
            verdict=verdict,
            note="" if content else incoming.sealed.key_id,
            envelope=incoming.content,
            seen_at=desk.now,
        )
    )
    desk.session.flush()
    return held
