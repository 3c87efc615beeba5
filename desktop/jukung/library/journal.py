"""Who did what and when, in the same transaction as the doing, chained by hashes.

The chain covers a salted digest of each entry.
What an entry said lies apart, so that a person can be erased from it
and the chain still holds (UU 27/2022).
"""

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import desc, select
from sqlmodel import col

from jukung.domain.kinds import ActKind
from jukung.library.desk import Desk
from jukung.store.tables import JournalAct, JournalDetail, JournalEntry

_START = "0" * 64

# The acts that are a library's work; the others keep its books.
WORK = tuple(
    str(kind)
    for kind in ActKind
    if kind
    not in {
        ActKind.set_up,
        ActKind.close_month,
        ActKind.seal_month,
        ActKind.read_receipt,
        ActKind.join_agency,
        ActKind.change_settings,
        ActKind.restore,
        ActKind.undo,
    }
)


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a walk along the chain found."""

    entry_count: int
    head: str
    broken_at: int | None
    altered_count: int


def begin(
    desk: Desk,
    kind: ActKind,
    *,
    on: date | None = None,
    undoes: int | None = None,
    facts: dict[str, Any] | None = None,
) -> JournalAct:
    """Open an act; everything written after it belongs to it."""
    offset = desk.local_now.utcoffset() or timedelta()
    act = JournalAct(
        kind=kind,
        staff=desk.staff.row,
        at=desk.now,
        offset_minutes=int(offset.total_seconds() // 60),
        on_day=on or desk.today,
        clock_doubtful=_clock_ran_back(desk),
        undoes=undoes,
        facts=json.dumps(facts or {}, ensure_ascii=False, sort_keys=True),
    )
    desk.session.add(act)
    desk.session.flush()
    return act


def note(
    desk: Desk,
    act: JournalAct,
    verb: str,
    *,
    noun: str,
    noun_id: str,
    detail: dict[str, Any] | None = None,
) -> None:
    """Add one link: what happened to which thing; dates are written as ISO text."""
    text = json.dumps(detail or {}, ensure_ascii=False, sort_keys=True, default=_as_text)
    salt = os.urandom(16)
    digest = hashlib.sha256(salt + text.encode()).hexdigest()
    last = desk.session.execute(
        select(col(JournalEntry.chain)).order_by(desc(col(JournalEntry.seq))).limit(1)
    ).first()
    entry = JournalEntry(
        act=act.row,
        verb=verb,
        noun=noun,
        noun_id=noun_id,
        digest=digest,
        chain=_link(last[0] if last else _START, act, (verb, noun, noun_id, digest)),
    )
    desk.session.add(entry)
    desk.session.flush()
    desk.session.add(JournalDetail(seq=entry.seq, salt=salt, detail=text))


def walk(desk: Desk) -> ChainReport:
    """Recompute the chain from its start, and each digest that was not erased."""
    previous, count, altered = _START, 0, 0
    broken: int | None = None
    statement = (
        select(JournalEntry, JournalAct, JournalDetail)
        .join(JournalAct, col(JournalAct.row) == col(JournalEntry.act))
        .outerjoin(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .order_by(col(JournalEntry.seq))
        .execution_options(yield_per=500)
    )
    for entry, act, detail in desk.session.execute(statement):
        expected = _link(previous, act, (entry.verb, entry.noun, entry.noun_id, entry.digest))
        if entry.chain != expected and broken is None:
            broken = entry.seq
        if detail is not None:
            said = hashlib.sha256(detail.salt + detail.detail.encode()).hexdigest()
            altered += said != entry.digest
        previous = entry.chain
        count += 1
    return ChainReport(count, previous, broken, altered)


def head(desk: Desk) -> tuple[int, str]:
    """How many links there are, and the last one; the anchor of a parcel."""
    last = desk.session.execute(
        select(col(JournalEntry.seq), col(JournalEntry.chain))
        .order_by(desc(col(JournalEntry.seq)))
        .limit(1)
    ).first()
    return (int(last[0]), str(last[1])) if last else (0, _START)


def clock_is_doubtful(desk: Desk) -> bool:
    """Whether the computer's clock shows a time before the last recorded act."""
    return _clock_ran_back(desk)


def _clock_ran_back(desk: Desk) -> bool:
    last = desk.session.execute(
        select(col(JournalAct.at)).order_by(desc(col(JournalAct.row))).limit(1)
    ).first()
    return last is not None and desk.now < last[0] - timedelta(minutes=5)


def _link(previous: str, act: JournalAct, parts: tuple[str, ...]) -> str:
    facts = (
        previous,
        act.id,
        act.kind,
        act.at.isoformat(),
        str(act.offset_minutes),
        str(act.staff),
        act.on_day.isoformat(),
        str(int(act.clock_doubtful)),
        str(act.undoes or ""),
        act.facts,
        *parts,
    )
    return hashlib.sha256("\x1f".join(facts).encode()).hexdigest()


def _as_text(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
