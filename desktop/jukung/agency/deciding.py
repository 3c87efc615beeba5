"""A person decides about what waits: who it was, why, a line in the journal, a new receipt.

Each verb takes the key of a matter (`waiting.Waiting`) and looks at it anew, so that two
people cannot decide the same thing twice. Every decision can be taken back.
Refuses WhoIsMissing, ReasonMissing, MatterSettled, NotDecidedSo, ParcelUnknown.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import (
    accept,
    branches,
    deeds,
    history,
    keeping,
    receipts,
    rollup,
    rulings,
    sites,
)
from jukung.agency import waiting as matters
from jukung.agency.accept import Judged
from jukung.agency.office import OfficeDesk, OfficeKeys
from jukung.agency.tables import Epoch, Held, ParcelKept, Ruling, SiteKey, SiteRow
from jukung.agency.waiting import Decision, Waiting
from jukung.domain import errors
from jukung.exchange.parcels.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision came to: how the parcels stand now, and the receipts that say so."""

    matter: Waiting
    verdicts: tuple[Verdict, ...]
    receipts: tuple[int, ...]

    @property
    def counted(self) -> int:
        """How many of them count now."""
        return sum(each.is_counted for each in self.verdicts)


def admit(desk: OfficeDesk, keys: OfficeKeys, key: str, *, reason: str) -> Decided:
    """Let held parcels count in spite of why they were held; a month stays locked."""
    matter = _open(desk, key, Decision.admit, reason)
    site = sites.locked(desk, matter.site)
    for digest in matter.hashes:
        rulings.rule(desk, site.site, digest, Ruling.admit, reason=reason)
    _note(desk, Decision.admit, matter, reason=reason)
    return _judged_again(desk, keys, matter)


def refuse(desk: OfficeDesk, keys: OfficeKeys, key: str, *, reason: str) -> Decided:
    """Throw held parcels away; the same file again is answered as before."""
    matter = _open(desk, key, Decision.refuse, reason)
    made: list[int] = []
    site = sites.locked(desk, matter.site) if matter.site else None
    for digest in matter.hashes:
        held = desk.session.get_one(Held, (matter.site, digest))
        held.envelope = b""
        if site is not None:
            rulings.rule(desk, site.site, digest, Ruling.refuse, reason=reason)
            if site.uid and matter.verdict is not Verdict.HOLD_REVOKED:
                held.receipt = receipts.make(
                    desk, keys, site, epoch=_epoch_of(desk, held), about=digest
                ).no
                made.append(held.receipt)
        desk.session.add(held)
    desk.session.flush()
    _note(desk, Decision.refuse, matter, reason=reason)
    return Decided(matter, (matter.verdict,) * len(matter.hashes), tuple(made))


def rejudge(desk: OfficeDesk, keys: OfficeKeys, key: str, *, reason: str = "") -> Decided:
    """Judge held parcels from their kept bytes, as if they came now."""
    matter = _open(desk, key, Decision.rejudge, reason or "-")
    decided = _judged_again(desk, keys, matter)
    _note(desk, Decision.rejudge, matter, reason=reason)
    return decided


def trust_again(desk: OfficeDesk, keys: OfficeKeys, key: str, *, reason: str) -> Decided:
    """Trust a withdrawn key again, and judge what it signed meanwhile."""
    matter = _open(desk, key, Decision.trust, reason)
    signer = desk.session.get_one(SiteKey, matter.fingerprint)
    signer.revoked_at = None
    desk.session.add(signer)
    desk.session.flush()
    _note(desk, Decision.trust, matter, reason=reason)
    return _judged_again(desk, keys, matter)


def let_speak(desk: OfficeDesk, keys: OfficeKeys, key: str, digest: str, *, reason: str) -> Decided:
    """Choose which parcel speaks for a month; the others of that month are set aside."""
    matter = _open(desk, key, Decision.speaks, reason)
    if digest not in matter.hashes:
        raise errors.ParcelUnknown(digest[:12])
    site = sites.locked(desk, matter.site)
    before = keeping.answers(desk, site)
    for each in matter.hashes:
        rulings.forget(desk, site.site, each)
    rulings.rule(desk, site.site, digest, Ruling.speaks, reason=reason)
    chosen = desk.session.get_one(ParcelKept, (site.site, digest))
    rows = [desk.session.get_one(ParcelKept, (site.site, each)) for each in matter.hashes]
    for row in rows:
        # What the library later says to replace the chosen one still may.
        if digest not in {row.hash, row.replaces}:
            rulings.rule(desk, site.site, row.hash, Ruling.refuse, reason=reason)
    no = keeping.settle(desk, keys, site, epoch=chosen.epoch, about=digest, before=before)
    _note(desk, Decision.speaks, matter, reason=reason, chosen=chosen)
    rollup.refresh(desk)
    return Decided(matter, tuple(row.answer for row in rows), (no,))


def choose_branch(
    desk: OfficeDesk, keys: OfficeKeys, key: str, root: str, *, reason: str
) -> Decided:
    """Choose which copy of a library is the true one; all its parcels count, the other's do not."""
    matter = _open(desk, key, Decision.branch, reason)
    if root not in matter.roots:
        raise errors.ParcelUnknown(root[:12])
    site = sites.locked(desk, matter.site)
    epoch = desk.session.get_one(Epoch, (site.site, matter.epoch))
    of_it = branches.copies(desk, epoch)[root]
    before = keeping.answers(desk, site)
    for each in matter.roots:
        rulings.forget(desk, site.site, each, branch=True)
    rulings.rule(desk, site.site, root, Ruling.admit, reason=reason, branch=True)
    last = of_it[-1] if of_it else root
    no = keeping.settle(desk, keys, site, epoch=epoch.epoch, about=last, before=before)
    _note(desk, Decision.branch, matter, reason=reason, digest=root)
    rollup.refresh(desk)
    after = keeping.answers(desk, site)
    return Decided(matter, tuple(after[each] for each in matter.hashes), (no,))


def take_back(
    desk: OfficeDesk, keys: OfficeKeys, site: int, digest: str, *, branch: bool = False
) -> None:
    """Take a decision back: what it was about waits again. Refuses WhoIsMissing, ParcelUnknown."""
    if not desk.by.strip():
        raise errors.WhoIsMissing
    found = [
        each
        for each in rulings.standing(desk, site=site)
        if (each.hash, each.branch) == (digest, branch)
    ]
    if not found:
        raise errors.ParcelUnknown(digest[:12])
    row = sites.locked(desk, site)
    before = keeping.answers(desk, row)
    kept = desk.session.get(ParcelKept, (site, digest))
    epoch = kept.epoch if kept else _latest_epoch(desk, site)
    rulings.forget(desk, site, digest, branch=branch)
    if kept is not None and not branch:
        _take_back_month(desk, site, kept)
    if found[0].ruling is Ruling.admit and kept is not None and not branch:
        _hold_again(desk, keys, row, kept)
    else:
        keeping.settle(desk, keys, row, epoch=epoch, about=digest, before=before)
    deeds.note(
        desk,
        "take_back",
        site=site,
        detail=_detail(found[0].ruling, (kept.month,) if kept else (), digest=digest),
    )
    rollup.refresh(desk)


def _take_back_month(desk: OfficeDesk, site: int, kept: ParcelKept) -> None:
    """A month's parcels were decided about together."""
    decided = {each.hash: each for each in rulings.standing(desk, site=site) if not each.branch}
    for each in _of_month(desk, site, kept.month):
        if each in decided and decided[each].ruling is not Ruling.admit:
            rulings.forget(desk, site, each)


def _of_month(desk: OfficeDesk, site: int, month: str) -> Iterable[str]:
    return desk.session.scalars(
        select(col(ParcelKept.hash)).where(
            col(ParcelKept.site) == site, col(ParcelKept.month) == month
        )
    ).all()


def _hold_again(desk: OfficeDesk, keys: OfficeKeys, site: SiteRow, kept: ParcelKept) -> None:
    content, month = kept.envelope, kept.month
    keeping.take_out(desk, site, kept)
    rollup.write_months(desk, site, {month} | keeping.settle_months(desk, site))
    accept.judge_kept(desk, keys, content)


def _open(desk: OfficeDesk, key: str, decision: Decision, reason: str) -> Waiting:
    """The matter as it stands now, with whatever a decision needs."""
    if not desk.by.strip():
        raise errors.WhoIsMissing
    if not reason.strip():
        raise errors.ReasonMissing
    matter = matters.find(desk, key)
    if matter is None:
        raise errors.MatterSettled
    if decision not in matter.decisions:
        raise errors.NotDecidedSo
    return matter


def _judged_again(desk: OfficeDesk, keys: OfficeKeys, matter: Waiting) -> Decided:
    held = [desk.session.get_one(Held, (matter.site, digest)) for digest in matter.hashes]
    judged = [_judge(desk, keys, each) for each in sorted(held, key=_number) if each.envelope]
    rollup.refresh(desk)
    numbers = {
        row.receipt
        for digest in matter.hashes
        for row in _rows_of(desk, digest)
        if row.receipt is not None
    }
    return Decided(matter, tuple(each.verdict for each in judged), tuple(sorted(numbers)))


def _rows_of(desk: OfficeDesk, digest: str) -> list[ParcelKept | Held]:
    kept = desk.session.scalars(select(ParcelKept).where(col(ParcelKept.hash) == digest)).all()
    held = desk.session.scalars(select(Held).where(col(Held.hash) == digest)).all()
    return [*kept, *held]


def _judge(desk: OfficeDesk, keys: OfficeKeys, held: Held) -> Judged:
    place = (held.site, held.hash)
    judged = accept.judge_kept(desk, keys, held.envelope)
    left = desk.session.get(Held, place)
    if judged.verdict.is_rejected and left is not None:
        desk.session.delete(left)
        desk.session.flush()
    return judged


def _number(held: Held) -> int:
    if held.seq is not None:
        return held.seq
    try:
        return history.chain_in(held.envelope).seq
    except (KeyError, TypeError, ValueError):
        return 0


def _epoch_of(desk: OfficeDesk, held: Held) -> str:
    return held.epoch or _latest_epoch(desk, held.site)


def _latest_epoch(desk: OfficeDesk, site: int) -> str:
    found = desk.session.scalars(
        select(col(Epoch.epoch)).where(col(Epoch.site) == site).order_by(col(Epoch.place).desc())
    ).first()
    return found or ""


def _note(
    desk: OfficeDesk,
    decision: Decision,
    matter: Waiting,
    *,
    reason: str,
    chosen: ParcelKept | None = None,
    digest: str = "",
) -> None:
    digest = digest or (chosen.hash if chosen else matter.hashes[0])
    deeds.note(
        desk,
        decision,
        site=matter.site or None,
        detail=_detail(matter.verdict, matter.months, digest=digest, reason=reason),
    )


def _detail(what: str, months: Iterable[str], *, digest: str, reason: str = "") -> str:
    """What a line of the journal tells of a parcel; never a figure."""
    told = {"about": str(what), "months": list(months), "hash": digest, "reason": reason.strip()}
    return json.dumps(told, ensure_ascii=False)


__all__ = [
    "Decided",
    "admit",
    "choose_branch",
    "let_speak",
    "refuse",
    "rejudge",
    "take_back",
    "trust_again",
]
