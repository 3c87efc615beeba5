"""Stocktakes (stock opname): begun over a scope, paused, finished, opened again.

What should be there is frozen when one begins. Finishing deletes and changes nothing:
it writes down how each copy was found, and decisions follow.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, StocktakeState
from jukung.library import days, journal, stocktake_sql
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store import desk_statements
from jukung.store.tables import JournalAct, JournalDetail, JournalEntry, Stocktake

EVERY = "all"
WITHIN = (EVERY, "class", "place", "kind", "box", "owner")
"""By what a part of the collection is chosen."""


class Fate(StrEnum):
    """How a copy of the frozen list was found."""

    seen = "seen"
    misplaced = "misplaced"
    """Seen at another place than its own."""
    found = "found"
    """Seen, although it counted as missing or was withdrawn before."""
    lent_seen = "lent_seen"
    """Seen, although it is lent: probably a return that nobody recorded."""
    out = "out"
    waiting = "waiting"
    """On the ready shelf, for somebody who waits."""
    trolley = "trolley"
    back = "back"
    """Came back over the desk since the stocktake began, so it is here."""
    repair = "repair"
    boxed = "boxed"
    """Of a box on loan or of another owner, and not seen."""
    missing = "missing"
    """Was missing before and is still not seen."""
    gone = "gone"
    """Withdrawn, or given back with its box, since the stocktake began."""
    unseen = "unseen"


HERE = (Fate.seen, Fate.misplaced, Fate.found, Fate.lent_seen)
TO_DECIDE = (Fate.unseen, Fate.boxed, Fate.found, Fate.lent_seen)
"""What somebody has to decide about when all is counted."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the collection: by what it is chosen, and which."""

    what: str = EVERY
    key: str = ""
    name: str = ""
    """As it was called when the stocktake began; a class has its digit here."""


@dataclass(frozen=True, slots=True)
class ScopePart:
    """A scope that can be chosen, with how many copies in use stand in it."""

    scope: Scope
    count: int


@dataclass(frozen=True, slots=True)
class StocktakeView:
    """A stocktake and how far it is."""

    id: str
    name: str
    scope: Scope
    state: StocktakeState
    began_on: date
    ended_on: date | None
    expected: int
    seen: int
    unknown: int
    """Codes that belong to no copy here, or to none that can be told."""
    elsewhere: int
    """Copies that were scanned here and are not of this scope, or were withdrawn."""
    was_out: int
    """How many were lent when it began."""
    row: int = 0
    fates: Mapping[Fate, int] = field(default_factory=dict)
    """How many were found how; empty in a list of stocktakes."""
    undecided: int = 0


@allowed(STAFF)
def parts(desk: Desk) -> tuple[ScopePart, ...]:
    """What can be counted by itself: all, each class, place, kind, box and owner."""
    found = desk_statements.rows(desk.session, stocktake_sql.PARTS)
    return tuple(
        ScopePart(Scope(what, str(key), str(name)), count) for what, key, name, count in found
    )


@allowed(STAFF)
def places(desk: Desk) -> tuple[str, ...]:
    """Where copies stand, by name."""
    return tuple(str(name) for (name,) in desk_statements.rows(desk.session, stocktake_sql.PLACES))


@allowed(STAFF)
def begin(desk: Desk, name: str, scope: Scope = Scope()) -> str:
    """Freeze the list of what should be there; gives the stocktake's id.

    Refuses NameMissing, StocktakeEmpty.
    """
    called = " ".join(name.split())
    if not called:
        raise errors.NameMissing
    kept = next(
        (
            each
            for each in parts(desk)
            if (each.scope.what, each.scope.key) == (scope.what, scope.key)
        ),
        None,
    )
    if kept is None or not kept.count:
        raise errors.StocktakeEmpty
    facts = {"scope": scope.what, "key": scope.key, "count": kept.count}
    act = journal.begin(desk, ActKind.begin_stocktake, facts=facts)
    words = {"what": scope.what, "key": scope.key, "name": kept.scope.name}
    row = Stocktake(
        name=called,
        scope=json.dumps(words, ensure_ascii=False, sort_keys=True),
        began_on=days.trusted_today(desk),
        act=act.row,
    )
    desk.session.add(row)
    desk.session.flush()
    freeze = stocktake_sql.FREEZE.format(condition=stocktake_sql.CONDITIONS[scope.what])
    desk_statements.write(desk.session, freeze, row.row, scope.key)
    journal.note(desk, act, "begin", noun="stocktake", noun_id=row.id, detail={"name": called})
    return row.id


@allowed(STAFF)
def listed(desk: Desk) -> tuple[StocktakeView, ...]:
    """The stocktakes that were begun, the latest first."""
    rows = desk.session.scalars(
        select(Stocktake)
        .where(col(Stocktake.state) != StocktakeState.dropped)
        .order_by(col(Stocktake.row).desc())
    )
    return tuple(_view(desk, row) for row in rows)


@allowed(STAFF)
def show(desk: Desk, stocktake: str) -> StocktakeView:
    """One stocktake with how each copy was found, counted now; refuses StocktakeUnknown."""
    row = row_of(desk, stocktake)
    counted = desk_statements.rows(desk.session, stocktake_sql.FATES, row.row)
    fates = {Fate(fate): int(count) for fate, count, _undecided in counted}
    undecided = sum(int(open_) for fate, _count, open_ in counted if Fate(fate) in TO_DECIDE)
    return _view(desk, row, fates=fates, undecided=undecided)


@allowed(STAFF)
def figures(desk: Desk, stocktake: str) -> tuple[int, int, int, int]:
    """Expected, seen, unknown and elsewhere, quickly; refuses StocktakeUnknown."""
    row = row_of(desk, stocktake)
    expected, seen, _out, unknown, elsewhere = _counts(desk, row)
    return expected, seen, unknown, elsewhere


@allowed(STAFF)
def finish(desk: Desk, stocktake: str) -> str:
    """End the counting and write down how each copy was found; gives the act's id.

    Refuses StocktakeUnknown, StocktakeClosed.
    """
    row = open_row(desk, stocktake)
    act = journal.begin(desk, ActKind.end_stocktake, facts={"state": "finished"})
    desk_statements.write(desk.session, stocktake_sql.WRITE_FATES, row.row)
    row.state, row.ended_on, row.end_act = (
        StocktakeState.finished,
        days.trusted_today(desk),
        act.row,
    )
    _keep(desk, row)
    journal.note(desk, act, "finish", noun="stocktake", noun_id=row.id)
    return act.id


@allowed(STAFF)
def reopen(desk: Desk, stocktake: str) -> str:
    """Count on in a stocktake that was finished; what was decided stands.

    Gives the act's id. Refuses StocktakeUnknown, StocktakeStillOpen.
    """
    row = row_of(desk, stocktake)
    if row.state is not StocktakeState.finished:
        raise errors.StocktakeStillOpen(row.name)
    act = journal.begin(desk, ActKind.reopen_stocktake)
    detail = {"ended_on": row.ended_on, "end_act": row.end_act}
    _open_again(desk, row)
    journal.note(desk, act, "reopen", noun="stocktake", noun_id=row.id, detail=detail)
    return act.id


@allowed(STAFF)
def drop(desk: Desk, stocktake: str) -> str:
    """Give a stocktake up that was begun by mistake; its rows stay in the file.

    Gives the act's id. Refuses StocktakeUnknown, StocktakeClosed.
    """
    row = open_row(desk, stocktake)
    act = journal.begin(desk, ActKind.end_stocktake, facts={"state": "dropped"})
    row.state, row.end_act = StocktakeState.dropped, act.row
    _keep(desk, row)
    journal.note(desk, act, "drop", noun="stocktake", noun_id=row.id)
    return act.id


def row_of(desk: Desk, stocktake: str) -> Stocktake:
    """The row of a stocktake by its id, or by its name; refuses StocktakeUnknown."""
    wanted = (col(Stocktake.id) == stocktake) | (col(Stocktake.name) == stocktake)
    row = desk.session.scalars(
        select(Stocktake)
        .where(wanted, col(Stocktake.state) != StocktakeState.dropped)
        .order_by(col(Stocktake.row).desc())
    ).first()
    if row is None:
        raise errors.StocktakeUnknown(stocktake)
    return row


def open_row(desk: Desk, stocktake: str) -> Stocktake:
    """The row of a stocktake that goes on; refuses StocktakeUnknown, StocktakeClosed."""
    row = row_of(desk, stocktake)
    if row.state is not StocktakeState.open:
        raise errors.StocktakeClosed(row.name)
    return row


def undo_begin(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take a beginning back where nothing was counted; refuses CannotUndo."""
    row = desk.session.scalars(select(Stocktake).where(col(Stocktake.act) == act.row)).one()
    _expected, seen, _out, unknown, elsewhere = _counts(desk, row)
    if row.state is not StocktakeState.open or seen or unknown or elsewhere:
        raise errors.CannotUndo("stocktake")
    row.state, row.end_act = StocktakeState.dropped, undoing.row
    _keep(desk, row)
    return "", row.name, ""


def undo_end(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Count on after a finish or a giving-up by mistake; refuses CannotUndo."""
    del undoing
    row = desk.session.scalars(select(Stocktake).where(col(Stocktake.end_act) == act.row)).first()
    decided = row and desk_statements.first(
        desk.session, stocktake_sql.DECIDED_SINCE, row.row, act.row
    )
    if row is None or decided:
        raise errors.CannotUndo("stocktake")
    _open_again(desk, row)
    return "", row.name, ""


def undo_reopen(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Finish again as it was, where nothing was counted since; refuses CannotUndo."""
    del undoing
    noun, text = desk.session.execute(
        select(col(JournalEntry.noun_id), col(JournalDetail.detail))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row)
    ).one()
    row, said = row_of(desk, noun), json.loads(text)
    counted = desk_statements.first(desk.session, stocktake_sql.COUNTED_SINCE, row.row, act.row)
    if row.state is not StocktakeState.open or counted:
        raise errors.CannotUndo("stocktake")
    desk_statements.write(desk.session, stocktake_sql.WRITE_FATES, row.row)
    row.state, row.end_act = StocktakeState.finished, said["end_act"]
    row.ended_on = date.fromisoformat(said["ended_on"])
    _keep(desk, row)
    return "", row.name, ""


def _open_again(desk: Desk, row: Stocktake) -> None:
    desk_statements.write(desk.session, stocktake_sql.FORGET_FATES, row.row)
    row.state, row.ended_on, row.end_act = StocktakeState.open, None, None
    _keep(desk, row)


def _keep(desk: Desk, row: Stocktake) -> None:
    desk.session.add(row)
    desk.session.flush()


def _counts(desk: Desk, row: Stocktake) -> tuple[int, int, int, int, int]:
    found = desk_statements.one(desk.session, stocktake_sql.COUNTS, row.row)
    expected, seen, out, unknown, elsewhere = (int(each or 0) for each in found)
    return expected, seen, out, unknown, elsewhere


def _view(
    desk: Desk, row: Stocktake, *, fates: Mapping[Fate, int] | None = None, undecided: int = 0
) -> StocktakeView:
    expected, seen, was_out, unknown, elsewhere = _counts(desk, row)
    return StocktakeView(
        id=row.id,
        name=row.name,
        scope=Scope(**json.loads(row.scope)),
        state=row.state,
        began_on=row.began_on,
        ended_on=row.ended_on,
        expected=expected,
        seen=seen,
        unknown=unknown,
        elsewhere=elsewhere,
        was_out=was_out,
        row=row.row,
        fates=fates or {},
        undecided=undecided,
    )
