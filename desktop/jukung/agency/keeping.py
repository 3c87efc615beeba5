"""Verified parcels find their place in the chain, or are held until somebody acts."""

import json
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import desc, func, select
from sqlmodel import col

from jukung.agency import chain, receipts, revisions
from jukung.agency.enrol import register_epoch
from jukung.agency.office import OfficeDesk, OfficeKeys
from jukung.agency.tables import (
    ChainState,
    Claim,
    Epoch,
    Held,
    LockedMonth,
    ParcelKept,
    SiteFigure,
    SiteRow,
)
from jukung.domain.kinds import ParcelAct
from jukung.exchange.parcels.envelope import Sealed
from jukung.exchange.parcels.parcel import Parcel
from jukung.exchange.parcels.verdict import Verdict
from jukung.figures.indicators import SENT

# Anyone can send files under invented keys; beyond this they are answered, not kept.
MOST_UNVERIFIED = 500


@dataclass(frozen=True, slots=True)
class Incoming:
    """An opened file: its envelope, of which nothing is believed yet."""

    sealed: Sealed
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was decided, and the receipt that says so."""

    verdict: Verdict
    month: str
    note: str
    receipt: int | None


def hold_unverified(
    desk: OfficeDesk, incoming: Incoming, verdict: Verdict, *, site: int | None
) -> None:
    """Keep bytes whose signature could not be trusted, up to a limit."""
    held = desk.session.get(Held, incoming.sealed.hash)
    if held is not None and (held.verdict, held.site) == (verdict, site):
        return
    count = desk.session.execute(
        select(func.count()).where(
            col(Held.verdict).in_([Verdict.HOLD_UNKNOWN_KEY, Verdict.HOLD_REVOKED])
        )
    ).scalar_one()
    if held is None and count >= MOST_UNVERIFIED:
        return
    _write_held(desk, incoming, verdict, site=site)


def hold_newer(desk: OfficeDesk, keys: OfficeKeys, site: SiteRow, incoming: Incoming) -> Kept:
    """Keep a parcel that only a newer program can read."""
    latest = desk.session.scalars(
        select(col(Epoch.epoch)).where(col(Epoch.site) == site.row).order_by(desc(col(Epoch.place)))
    ).first()
    return _hold(desk, keys, site, incoming, verdict=Verdict.HOLD_NEWER, epoch=latest or "")


def keep(
    desk: OfficeDesk, keys: OfficeKeys, site: SiteRow, incoming: Incoming, content: Parcel
) -> Kept:
    """Give a whole, verified parcel its place; the same one twice changes nothing."""
    digest = incoming.sealed.hash
    known = desk.session.scalars(select(ParcelKept).where(col(ParcelKept.hash) == digest)).first()
    if known is not None:
        verdict = known.answer if not known.answer.is_counted else Verdict.DUPLICATE
        return Kept(verdict, known.month, known.note, known.receipt)
    claims = chain.claims_of(content.chain, digest)
    epoch = _find_epoch(desk, site, content)
    forked = epoch is not None and chain.contradicts(desk, epoch, claims)
    reason = None if forked else _reason_to_hold(desk, site, epoch, content, digest)
    if reason is not None:
        return _hold(desk, keys, site, incoming, verdict=reason, content=content)
    return _take_in(desk, keys, site, incoming, content=content, forked=forked)


def _take_in(
    desk: OfficeDesk,
    keys: OfficeKeys,
    site: SiteRow,
    incoming: Incoming,
    *,
    content: Parcel,
    forked: bool,
) -> Kept:
    before = _answers(desk, site)
    epoch = _find_epoch(desk, site, content)
    restored = epoch is None and bool(before)
    epoch = epoch or register_epoch(desk, site.row, content.chain.epoch)
    behind = chain.standing(desk, epoch)
    row = _write_parcel(desk, incoming, content, site=site, epoch=epoch, forked=forked)
    chain.add_claims(desk, epoch, chain.claims_of(content.chain, row.hash))
    chain.quarantine(desk, epoch)
    new_gap = [seq for seq in chain.standing(desk, epoch).missing if seq > behind.head]
    row.verdict = _verdict(content, behind, restored=restored, gap=bool(new_gap))
    row.note = _note(desk, row, new_gap)
    desk.session.add(row)
    revisions.settle(desk, site.row)
    made = receipts.make(desk, keys, site, epoch=epoch.epoch, about=row.hash)
    for each in _parcels(desk, site):
        if before.get(each.row) != each.answer:
            each.receipt = made.row
            desk.session.add(each)
    desk.session.flush()
    return Kept(row.answer, row.month, row.note, made.row)


def _verdict(content: Parcel, behind: chain.Standing, *, restored: bool, gap: bool) -> Verdict:
    if restored:
        return Verdict.ACCEPT_EPOCH
    if content.chain.seq <= behind.head:
        return Verdict.ACCEPT_LATE
    return Verdict.ACCEPT_WITH_GAP if gap else Verdict.ACCEPT


def _reason_to_hold(
    desk: OfficeDesk, site: SiteRow, epoch: Epoch | None, content: Parcel, digest: str
) -> Verdict | None:
    head = chain.standing(desk, epoch).head if epoch else 0
    month = content.period.month
    if not _epoch_fits(desk, site, epoch, content, digest):
        return Verdict.HOLD_EPOCH
    if content.chain.seq > head + chain.FARTHEST:
        return Verdict.HOLD_JUMP
    if month.first > desk.today + timedelta(days=1):
        return Verdict.HOLD_FUTURE
    if desk.session.get(LockedMonth, month.text) is not None:
        return Verdict.HOLD_LOCKED
    return None


def _epoch_fits(
    desk: OfficeDesk, site: SiteRow, epoch: Epoch | None, content: Parcel, digest: str
) -> bool:
    """Whether the library may report in this epoch.

    A new one must go on from something that came before; one that was left
    may only bring what the newer one lists: else an older copy still reports.
    """
    if epoch is None:
        return not _parcels(desk, site) or _goes_on(desk, site, content)
    newer = desk.session.scalars(
        select(col(ParcelKept.row))
        .join(Epoch, col(Epoch.row) == col(ParcelKept.epoch))
        .where(col(ParcelKept.site) == site.row, col(Epoch.place) > epoch.place)
        .limit(1)
    ).first()
    return newer is None or chain.is_listed(desk, site.row, digest)


def _goes_on(desk: OfficeDesk, site: SiteRow, content: Parcel) -> bool:
    found = desk.session.execute(
        select(col(Claim.hash))
        .join(Epoch, col(Epoch.row) == col(Claim.epoch))
        .where(col(Epoch.site) == site.row, col(Claim.hash).in_(content.chain.recent))
        .limit(1)
    ).first()
    return found is not None


def _find_epoch(desk: OfficeDesk, site: SiteRow, content: Parcel) -> Epoch | None:
    return desk.session.scalars(
        select(Epoch).where(col(Epoch.site) == site.row, col(Epoch.epoch) == content.chain.epoch)
    ).first()


def _write_parcel(
    desk: OfficeDesk,
    incoming: Incoming,
    content: Parcel,
    *,
    site: SiteRow,
    epoch: Epoch,
    forked: bool,
) -> ParcelKept:
    known = {indicator.code for indicator in SENT}
    row = ParcelKept(
        hash=incoming.sealed.hash,
        site=site.row,
        epoch=epoch.row,
        seq=content.chain.seq,
        fingerprint=content.key.fingerprint,
        month=content.period.month.text,
        dataset=content.dataset.id,
        kind=content.act.kind,
        revision=content.act.revision,
        replaces=content.act.replaces,
        # Settled once its month is: until then it counts for nothing.
        state=ChainState.quarantined if forked else ChainState.conflict,
        verdict=Verdict.ACCEPT,
        ignored=json.dumps([value.de for value in content.values if value.de not in known][:50]),
        declared_at=content.clock.utc,
        audit_count=content.audit.count,
        audit_head=content.audit.head,
        envelope=incoming.content,
        accepted_at=desk.now,
    )
    held = desk.session.get(Held, row.hash)
    if held is not None:
        desk.session.delete(held)
    desk.session.add(row)
    desk.session.flush()
    without = content.act.kind in {ParcelAct.withdrawal, ParcelAct.nil}
    counted = () if without else content.values
    desk.session.add_all(
        SiteFigure(parcel=row.row, code=value.de, value=value.v, status=value.s)
        for value in counted
        if value.de in known
    )
    desk.session.flush()
    return row


def _hold(
    desk: OfficeDesk,
    keys: OfficeKeys,
    site: SiteRow,
    incoming: Incoming,
    *,
    verdict: Verdict,
    content: Parcel | None = None,
    epoch: str = "",
) -> Kept:
    held = desk.session.get(Held, incoming.sealed.hash)
    if held is None or held.verdict is not verdict or held.receipt is None:
        held = _write_held(desk, incoming, verdict, site=site.row, content=content)
        made = receipts.make(
            desk, keys, site, epoch=held.epoch or epoch, about=incoming.sealed.hash
        )
        held.receipt = made.row
        desk.session.add(held)
        desk.session.flush()
    return Kept(verdict, held.month, held.note, held.receipt)


def _write_held(
    desk: OfficeDesk,
    incoming: Incoming,
    verdict: Verdict,
    *,
    site: int | None,
    content: Parcel | None = None,
) -> Held:
    held = desk.session.merge(
        Held(
            hash=incoming.sealed.hash,
            fingerprint=incoming.sealed.key_id,
            site=site,
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


def _parcels(desk: OfficeDesk, site: SiteRow) -> list[ParcelKept]:
    found = desk.session.scalars(select(ParcelKept).where(col(ParcelKept.site) == site.row))
    return list(found.all())


def _answers(desk: OfficeDesk, site: SiteRow) -> dict[int, Verdict]:
    return {row.row: row.answer for row in _parcels(desk, site)}


def _note(desk: OfficeDesk, row: ParcelKept, gap: list[int]) -> str:
    words = [", ".join(str(seq) for seq in gap)] if gap else []
    earlier = desk.session.scalars(
        select(col(ParcelKept.declared_at))
        .where(col(ParcelKept.epoch) == row.epoch, col(ParcelKept.seq) < row.seq)
        .order_by(desc(col(ParcelKept.seq)))
        .limit(1)
    ).first()
    if earlier is not None and row.declared_at < earlier:
        words.append("CLOCK_BACK")
    return " ".join(words)
