"""Kinds of service that the library offers, and since when."""

import json
from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, ServiceKind
from jukung.library import days, journal
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, READERS, allowed
from jukung.store import desk_statements
from jukung.store.tables import JournalAct, ServiceOffered

_Span = tuple[date, date | None]


@allowed(READERS)
def offered(desk: Desk, on: date) -> frozenset[ServiceKind]:
    """The kinds of service offered on a day."""
    ends = or_(col(ServiceOffered.until_on).is_(None), col(ServiceOffered.until_on) >= on)
    return frozenset(
        desk.session.scalars(
            select(col(ServiceOffered.kind)).where(col(ServiceOffered.from_on) <= on, ends)
        )
    )


@allowed(KEEPERS)
def save(desk: Desk, kinds: Collection[ServiceKind]) -> str:
    """Say which kinds are offered from today on; gives the act's id.

    One that was there keeps its first day; one that goes was offered until yesterday.
    """
    today = days.trusted_today(desk)
    before = _spans(desk)
    act = journal.begin(desk, ActKind.edit_services)
    for kind in ServiceKind:
        row = desk.session.get(ServiceOffered, kind)
        is_there = row is not None and _runs(row, today)
        if kind in kinds and not is_there:
            _begin(desk, act, kind, today)
        elif kind not in kinds and row is not None and is_there:
            _end(desk, row, today)
    desk.session.flush()
    detail = {"was": _written(before), "is": _written(_spans(desk))}
    journal.note(desk, act, "save", noun="library", noun_id=desk.profile.uid, detail=detail)
    return act.id


def undo_save(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Give the services of before back; refuses CannotUndo where they changed since."""
    for (detail,) in desk_statements.rows(desk.session, desk_statements.DETAILS, act.row):
        said = json.loads(detail)
        if _written(_spans(desk)) != said["is"]:
            raise errors.CannotUndo("edited")
        for kind in ServiceKind:
            _put_back(desk, undoing, kind, said["was"].get(kind))
    desk.session.flush()
    return "", "", ""


def _put_back(
    desk: Desk, undoing: JournalAct, kind: ServiceKind, span: list[str | None] | None
) -> None:
    row = desk.session.get(ServiceOffered, kind)
    if span is None or span[0] is None:
        if row is not None:
            desk.session.delete(row)
        return
    first, last = date.fromisoformat(span[0]), span[1]
    row = row or ServiceOffered(kind=kind, from_on=first, act=undoing.row)
    row.from_on, row.until_on = first, date.fromisoformat(last) if last else None
    desk.session.add(row)


def _begin(desk: Desk, act: JournalAct, kind: ServiceKind, today: date) -> None:
    row = desk.session.get(ServiceOffered, kind)
    if row is None:
        desk.session.add(ServiceOffered(kind=kind, from_on=today, act=act.row))
        return
    # A box unticked this morning was no pause.
    if row.until_on is None or row.until_on < today - timedelta(days=1):
        row.from_on = today
    row.until_on, row.act = None, act.row
    desk.session.add(row)


def _end(desk: Desk, row: ServiceOffered, today: date) -> None:
    if row.from_on >= today:
        desk.session.delete(row)
        return
    row.until_on = today - timedelta(days=1)
    desk.session.add(row)


def _runs(row: ServiceOffered, on: date) -> bool:
    return row.from_on <= on and (row.until_on is None or row.until_on >= on)


def _spans(desk: Desk) -> dict[str, _Span]:
    desk.session.flush()
    return {
        str(row.kind): (row.from_on, row.until_on)
        for row in desk.session.scalars(select(ServiceOffered))
    }


def _written(spans: dict[str, _Span]) -> dict[str, list[str | None]]:
    """Spans as the journal writes them."""
    return {
        kind: [first.isoformat(), last.isoformat() if last else None]
        for kind, (first, last) in spans.items()
    }
