"""Who did what and when, in the same transaction as the doing, chained by hashes.

The chain covers a salted digest of each entry.
What an entry said lies apart, so that a person can be erased from it
and the chain still holds (UU 27/2022).
"""

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import desc, select
from sqlmodel import col

from jukung.domain import months
from jukung.domain.ids import new_id
from jukung.domain.kinds import ActKind
from jukung.library.desk import Desk
from jukung.store import desk_statements
from jukung.store.tables import JournalAct, JournalDetail, JournalEntry

_START = "0" * 64
# As SQLAlchemy writes a moment, which is UTC in the file.
_MOMENT = "%Y-%m-%d %H:%M:%S.%f"

# Clocks are set right by minutes; nobody leaves a library alone for over a year.
BACK_MOST = timedelta(minutes=5)
AHEAD_MOST = timedelta(days=400)

# The acts that are a library's work; the others keep its books.
WORK = tuple(
    str(kind)
    for kind in ActKind
    if kind
    not in {
        ActKind.set_up,
        ActKind.close_month,
        ActKind.withdraw_month,
        ActKind.note_figure,
        ActKind.edit_services,
        ActKind.record_cooperation,
        ActKind.seal_month,
        ActKind.read_receipt,
        ActKind.join_agency,
        ActKind.change_settings,
        ActKind.edit_staff,
        ActKind.reset_pin,
        ActKind.make_recovery,
        ActKind.forget_loans,
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
    trusted: bool = False,
) -> JournalAct:
    """Open an act; everything written after it belongs to it.

    A `trusted` one says that the clock is right, although earlier acts speak against it.
    """
    offset = desk.local_now.utcoffset() or timedelta()
    last = last_trusted(desk)
    sure = None if trusted else _sure_day(desk, last)
    act_id, at, day = new_id(), desk.now.astimezone(UTC), on or sure or desk.today
    minutes = int(offset.total_seconds() // 60)
    doubtful = not trusted and _is_doubtful(desk, last, on)
    said = _as_json(facts or {})
    added = desk_statements.write(
        desk.session,
        desk_statements.ADD_ACT,
        act_id,
        str(kind),
        desk.staff.row,
        at.strftime(_MOMENT),
        minutes,
        day.isoformat(),
        doubtful,
        undoes,
        said,
    )
    return JournalAct(
        row=added,
        id=act_id,
        kind=kind,
        staff=desk.staff.row,
        at=at,
        offset_minutes=minutes,
        on_day=day,
        clock_doubtful=doubtful,
        undoes=undoes,
        facts=said,
    )


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
    text = _as_json(detail or {})
    salt = os.urandom(16)
    digest = hashlib.sha256(salt + text.encode()).hexdigest()
    last = desk_statements.first(desk.session, desk_statements.LAST_ENTRY)
    parts = (verb, noun, noun_id, digest)
    chain = _link(last[0] if last else _START, act, parts)
    added = desk_statements.write(desk.session, desk_statements.ADD_ENTRY, act.row, *parts, chain)
    desk_statements.write(desk.session, desk_statements.ADD_DETAIL, added, salt, text)


def facts_of(act: JournalAct) -> dict[str, Any]:
    """What an act says of itself for ever."""
    return dict(json.loads(act.facts))


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
    """Whether the computer's clock cannot be right, judged by the last trusted act."""
    return _is_doubtful(desk, last_trusted(desk), None)


def last_trusted(desk: Desk) -> datetime | None:
    """When the last act was recorded whose clock was not in doubt."""
    last = desk_statements.first(desk.session, desk_statements.LAST_TRUSTED)
    return None if last is None else datetime.fromisoformat(last[0]).replace(tzinfo=UTC)


def sure_day(desk: Desk) -> date | None:
    """The day of the last trusted act, while the clock is wrong by days; else nothing."""
    return _sure_day(desk, last_trusted(desk))


def _sure_day(desk: Desk, last: datetime | None) -> date | None:
    if last is None:
        return None
    day = last.astimezone(months.zone_info(desk.profile.zone)).date()
    is_wrong = desk.today < day - timedelta(days=1) or desk.now > last + AHEAD_MOST
    return day if is_wrong else None


def _is_doubtful(desk: Desk, last: datetime | None, on: date | None) -> bool:
    if on is not None and on > desk.today:
        return True
    return last is not None and not last - BACK_MOST <= desk.now <= last + AHEAD_MOST


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


_as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=_as_text).encode
