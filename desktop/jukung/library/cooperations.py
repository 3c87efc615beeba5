"""Partners with whom the library works: about what, by which paper, from when to when."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import desc, or_, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.library import days, journal
from jukung.library.desk import Desk
from jukung.library.permission import READERS, STAFF, allowed
from jukung.store import desk_statements
from jukung.store.tables import Cooperation, JournalAct, JournalEntry

_DAYS = frozenset({"from_on", "until_on"})


@dataclass(frozen=True, slots=True)
class CooperationDraft:
    """What the form says; a cooperation without an end goes on."""

    partner: str
    from_on: date
    until_on: date | None = None
    matter: str = ""
    document: str = ""
    """The paper that says so, such as the number of an agreement."""


@dataclass(frozen=True, slots=True)
class CooperationView:
    """A recorded cooperation, and the act that recorded or changed it just now."""

    id: str
    draft: CooperationDraft
    act_id: str = field(default="", compare=False)


@allowed(STAFF)
def record(desk: Desk, draft: CooperationDraft) -> CooperationView:
    """Record a cooperation; refuses PartnerMissing, SpanBackwards, DayInFuture."""
    _check(desk, draft)
    act = journal.begin(desk, ActKind.record_cooperation)
    row = Cooperation(act=act.row, **_columns(draft))
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "record", noun="cooperation", noun_id=row.id, detail=_columns(draft))
    return CooperationView(row.id, _draft(row), act.id)


@allowed(STAFF)
def edit(desk: Desk, cooperation_id: str, draft: CooperationDraft) -> CooperationView:
    """Change a cooperation; refuses what `record` refuses, and CooperationUnknown."""
    _check(desk, draft)
    row = _row(desk, cooperation_id)
    act = journal.begin(desk, ActKind.record_cooperation)
    columns = _columns(draft)
    changed = {k: [getattr(row, k), v] for k, v in columns.items() if getattr(row, k) != v}
    for key, value in columns.items():
        setattr(row, key, value)
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "edit", noun="cooperation", noun_id=row.id, detail=changed)
    return CooperationView(row.id, _draft(row), act.id)


@allowed(STAFF)
def cancel(desk: Desk, cooperation_id: str) -> str:
    """Take out what was recorded by mistake; gives the act's id. Refuses CooperationUnknown.

    One that has ended gets its last day instead: it was there before.
    """
    row = _row(desk, cooperation_id)
    act = journal.begin(desk, ActKind.record_cooperation)
    row.cancel_act = act.row
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "cancel", noun="cooperation", noun_id=row.id)
    return act.id


@allowed(READERS)
def listed(desk: Desk, *, on: date | None = None) -> tuple[CooperationView, ...]:
    """Cooperations, the youngest first; with a day, those that ran on it."""
    wanted = select(Cooperation).where(col(Cooperation.cancel_act).is_(None))
    if on is not None:
        ends = or_(col(Cooperation.until_on).is_(None), col(Cooperation.until_on) >= on)
        wanted = wanted.where(col(Cooperation.from_on) <= on, ends)
    found = desk.session.scalars(
        wanted.order_by(desc(col(Cooperation.from_on)), desc(col(Cooperation.row)))
    )
    return tuple(CooperationView(row.id, _draft(row)) for row in found)


def undo_record(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take a recording, a change or a cancelling back; refuses CannotUndo."""
    verb, row = desk.session.execute(
        select(col(JournalEntry.verb), Cooperation)
        .join(Cooperation, col(Cooperation.id) == col(JournalEntry.noun_id))
        .where(col(JournalEntry.act) == act.row)
    ).one()
    if verb == "cancel":
        row.cancel_act = None
    elif row.cancel_act is not None:
        raise errors.CannotUndo("cancelled")
    elif verb == "record":
        row.cancel_act = undoing.row
    else:
        _change_back(desk, act, row)
    desk.session.add(row)
    desk.session.flush()
    return "", row.partner, ""


def _change_back(desk: Desk, act: JournalAct, row: Cooperation) -> None:
    for (detail,) in desk_statements.rows(desk.session, desk_statements.DETAILS, act.row):
        for key, (was, became) in json.loads(detail).items():
            if getattr(row, key) != _read(key, became):
                raise errors.CannotUndo("edited")
            setattr(row, key, _read(key, was))
    if row.until_on is not None and row.until_on < row.from_on:
        raise errors.CannotUndo("edited")


def _read(key: str, value: Any) -> Any:  # noqa: ANN401 - a column's value, of any kind
    return date.fromisoformat(value) if key in _DAYS and value is not None else value


def _row(desk: Desk, cooperation_id: str) -> Cooperation:
    row = desk.session.scalars(
        select(Cooperation).where(col(Cooperation.id) == cooperation_id)
    ).first()
    if row is None or row.cancel_act is not None:
        raise errors.CooperationUnknown
    return row


def _check(desk: Desk, draft: CooperationDraft) -> None:
    if not draft.partner.strip():
        raise errors.PartnerMissing
    # An agreement may be older than any slip, but nothing has begun tomorrow.
    if draft.from_on > days.trusted_today(desk):
        raise errors.DayInFuture(draft.from_on)
    if draft.until_on is not None and draft.until_on < draft.from_on:
        raise errors.SpanBackwards(draft.from_on, draft.until_on)


def _columns(draft: CooperationDraft) -> dict[str, Any]:
    return {
        "partner": " ".join(draft.partner.split()),
        "matter": draft.matter.strip(),
        "document": draft.document.strip(),
        "from_on": draft.from_on,
        "until_on": draft.until_on,
    }


def _draft(row: Cooperation) -> CooperationDraft:
    return CooperationDraft(
        partner=row.partner,
        from_on=row.from_on,
        until_on=row.until_on,
        matter=row.matter,
        document=row.document,
    )
