"""Verified parcels find their place in the chain, or are held until somebody acts."""

import json
from datetime import timedelta

from sqlalchemy import bindparam, select

from jukung.agency import branches, chain, epochs, receipts, revisions, rollup
from jukung.agency.history import History
from jukung.agency.holding import Incoming, Kept, hold
from jukung.agency.lines import Line, table_of
from jukung.agency.office import OfficeDesk, OfficeKeys
from jukung.agency.tables import (
    ChainState,
    Epoch,
    LockedMonth,
    ParcelKept,
    ReceiptMade,
    Ruling,
    SiteRow,
)
from jukung.domain.kinds import ParcelAct
from jukung.exchange.parcels.parcel import Parcel
from jukung.exchange.parcels.verdict import Verdict
from jukung.figures.indicators import SENT

_KNOWN = frozenset(indicator.code for indicator in SENT)
_LOCK = table_of(LockedMonth)
_LOCKED = select(_LOCK.c.month).where(_LOCK.c.month == bindparam("month"))
_EMPTY = {ParcelAct.withdrawal, ParcelAct.nil}


def keep(
    desk: OfficeDesk, keys: OfficeKeys, site: SiteRow, incoming: Incoming, content: Parcel
) -> Kept:
    """Give a whole, verified parcel its place; the same one twice changes nothing."""
    digest = incoming.sealed.hash
    known = History(desk, site.site, about=digest)
    line = known.lines.get(digest)
    if line is not None:
        verdict = line.answer if not line.answer.is_counted else Verdict.DUPLICATE
        return Kept(verdict, line.month, line.note, line.receipt, line.seq)
    epoch = known.epochs.get(content.chain.epoch)
    claims = chain.claims_of(content.chain, digest)
    forked = epoch is not None and chain.contradicts(known, epoch, claims)
    refused = _refused(known, digest)
    if refused is not None:
        return refused
    reasons = () if forked else reasons_to_hold(known, content, digest)
    if reasons:
        return hold(known, keys, site, incoming, verdict=reasons[0], content=content)
    return _take_in(known, keys, site, incoming, content=content, forked=forked)


def settle(
    desk: OfficeDesk,
    keys: OfficeKeys,
    site: SiteRow,
    *,
    epoch: str,
    about: str,
    before: dict[str, Verdict],
) -> int:
    """Say anew what counts, write the figures, and sign a receipt; gives its number.

    `before` is what was answered until now (`answers`): what changed gets the new receipt.
    """
    known = History(desk, site.site)
    return _settle(known, keys, site, epoch=epoch, about=about, before=before).no


def settle_months(desk: OfficeDesk, site: SiteRow) -> frozenset[str]:
    """Say anew what counts, without an answer; gives the months that changed."""
    return revisions.settle(History(desk, site.site))


def answers(desk: OfficeDesk, site: SiteRow) -> dict[str, Verdict]:
    """What is answered about each parcel of a library now, by hash."""
    return History(desk, site.site).answers()


def reasons_to_hold(known: History, content: Parcel, digest: str) -> tuple[Verdict, ...]:
    """Why a person must look at a parcel before it counts; the first is what is answered."""
    if known.ruled.get(digest, Ruling.refuse) is not Ruling.refuse:
        return ()
    desk, month = known.desk, content.period.month
    epoch = known.epochs.get(content.chain.epoch)
    head = chain.standing(known, epoch).head if epoch else 0
    found = {
        Verdict.HOLD_EPOCH: not epochs.fits(known, content.chain, digest),
        Verdict.HOLD_JUMP: content.chain.seq > head + chain.FARTHEST,
        Verdict.HOLD_FUTURE: month.first > desk.today + timedelta(days=1),
        Verdict.HOLD_LOCKED: _is_locked(desk, month.text),
    }
    return tuple(verdict for verdict, holds in found.items() if holds)


def _is_locked(desk: OfficeDesk, month: str) -> bool:
    desk.session.flush()
    return desk.session.execute(_LOCKED, {"month": month}).first() is not None


def take_out(desk: OfficeDesk, site: SiteRow, row: ParcelKept) -> None:
    """Take a parcel out of its place again; what it said about others is forgotten.

    An epoch of which nothing else came, and which is not the library's first, goes too.
    """
    epoch = desk.session.get_one(Epoch, (site.site, row.epoch))
    desk.session.delete(row)
    desk.session.flush()
    known = History(desk, site.site)
    left = known.of_epoch(epoch.epoch)
    chain.forget_claims_but(known, epoch.epoch, left)
    if not left and epoch.place > 1:
        desk.session.delete(epoch)
    desk.session.flush()


def _take_in(
    known: History,
    keys: OfficeKeys,
    site: SiteRow,
    incoming: Incoming,
    *,
    content: Parcel,
    forked: bool,
) -> Kept:
    before = known.answers()
    epoch = known.epochs.get(content.chain.epoch)
    restored = epoch is None and bool(before)
    epoch = epoch or epochs.begun(known, content.chain)
    behind = chain.standing(known, epoch)
    aside = forked or _number_is_taken(known, content)
    line = _line(content, incoming.sealed.hash, aside=aside)
    known.take(
        line,
        content.chain,
        fingerprint=content.key.fingerprint,
        envelope=incoming.content,
        accepted_at=known.desk.now,
    )
    known.figures[line.hash] = {
        value.de: (value.v, value.s) for value in content.values if value.de in _KNOWN
    }
    known.claim(epoch.epoch, chain.claims_of(content.chain, line.hash))
    branches.mark(known, epoch)
    gap = [seq for seq in chain.standing(known, epoch).missing if seq > behind.head]
    line.verdict = _verdict(content, behind, restored=restored, gap=bool(gap))
    line.note = _note(known, line, gap)
    made = _settle(known, keys, site, epoch=epoch.epoch, about=line.hash, before=before)
    return Kept(line.answer, line.month, line.note, made.no, line.seq, made.bytes or None)


def _settle(
    known: History,
    keys: OfficeKeys,
    site: SiteRow,
    *,
    epoch: str,
    about: str,
    before: dict[str, Verdict],
) -> ReceiptMade:
    rollup.write_months(known.desk, site, revisions.settle(known), known=known)
    made = receipts.make(known.desk, keys, site, epoch=epoch, about=about, known=known)
    changed = [line for line in known.lines.values() if before.get(line.hash) != line.answer]
    known.answered(changed, made.no)
    return made


def _verdict(content: Parcel, behind: chain.Standing, *, restored: bool, gap: bool) -> Verdict:
    if restored:
        return Verdict.ACCEPT_EPOCH
    if content.chain.seq <= behind.head:
        return Verdict.ACCEPT_LATE
    return Verdict.ACCEPT_WITH_GAP if gap else Verdict.ACCEPT


def _refused(known: History, digest: str) -> Kept | None:
    """The answer to a held parcel that a person threw away: the same as then."""
    held = known.held.get(digest)
    if held is None or known.ruled.get(digest) is not Ruling.refuse:
        return None
    return Kept(held.verdict, held.month, held.note, held.receipt)


def _line(content: Parcel, digest: str, *, aside: bool) -> Line:
    without = content.act.kind in _EMPTY
    unknown = [value.de for value in content.values if value.de not in _KNOWN]
    return Line(
        hash=digest,
        epoch=content.chain.epoch,
        seq=content.chain.seq,
        month=content.period.month.text,
        dataset=content.dataset.id,
        kind=content.act.kind,
        revision=content.act.revision,
        replaces=content.act.replaces,
        # Settled once its month is: until then it counts for nothing.
        state=ChainState.quarantined if aside else ChainState.conflict,
        verdict=Verdict.ACCEPT,
        note="",
        imported=0 if without else len(content.values) - len(unknown),
        ignored=json.dumps(unknown[:50]),
        declared_at=content.clock.utc,
        audit_count=content.audit.count,
        audit_head=content.audit.head,
        receipt=None,
    )


def _number_is_taken(known: History, content: Parcel) -> bool:
    return any(
        line.seq == content.chain.seq and line.state is not ChainState.quarantined
        for line in known.of_epoch(content.chain.epoch)
    )


def _note(known: History, row: Line, gap: list[int]) -> str:
    words = [", ".join(str(seq) for seq in gap)] if gap else []
    earlier = [line for line in known.of_epoch(row.epoch) if line.seq < row.seq]
    if earlier and row.declared_at < earlier[-1].declared_at:
        words.append("CLOCK_BACK")
    return " ".join(words)


__all__ = [
    "Incoming",
    "Kept",
    "answers",
    "keep",
    "reasons_to_hold",
    "settle",
    "settle_months",
    "take_out",
]
