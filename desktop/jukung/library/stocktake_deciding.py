"""What becomes of each copy after a stocktake: decided with a reason, and taken back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import (
    ActKind,
    CopyStatus,
    StocktakeDecision,
    StocktakeState,
    WithdrawReason,
)
from jukung.library import (
    circulation,
    days,
    journal,
    numbers,
    stocktake_found,
    stocktakes,
    withdrawals,
)
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, STAFF, allowed
from jukung.library.slips import Slip
from jukung.library.stocktakes import Fate
from jukung.store import desk_statements
from jukung.store.tables import (
    Copy,
    JournalAct,
    JournalDetail,
    JournalEntry,
    Stocktake,
    StocktakeCopy,
)

_STATUS = {
    StocktakeDecision.missing: CopyStatus.missing,
    StocktakeDecision.found: CopyStatus.available,
    StocktakeDecision.repair: CopyStatus.repair,
}
_FROM = {
    StocktakeDecision.missing: (CopyStatus.available, CopyStatus.reading_room, CopyStatus.repair),
    # A withdrawn one only where it was seen since, see `_refuse_unfit`.
    StocktakeDecision.found: (CopyStatus.missing, CopyStatus.repair, CopyStatus.withdrawn),
    StocktakeDecision.repair: (
        CopyStatus.available,
        CopyStatus.reading_room,
        CopyStatus.missing,
    ),
}
_SET = """
UPDATE stocktake_copy SET decision = ?3, reason = ?4, decide_act = ?5
WHERE stocktake = ?1 AND copy = ?2
"""
_UNSET = """
UPDATE stocktake_copy SET decision = 'open', reason = '', decide_act = NULL WHERE decide_act = ?1
"""
_TAKEN_OUT = """
SELECT c.row FROM copy c JOIN withdrawal w ON w.row = c.withdrawal WHERE w.act = ?1
"""
_DECIDED_ANEW = """
SELECT 1 FROM stocktake_copy WHERE copy = ?2 AND decide_act > ?1
AND NOT EXISTS (SELECT 1 FROM stocktake_copy WHERE copy = ?2 AND decide_act = ?1)
"""
_WANTED = """
SELECT 1 FROM loan WHERE copy = ?1 AND returned_on IS NULL AND cancel_act IS NULL
UNION ALL SELECT 1 FROM hold WHERE copy = ?1 AND state = 'ready'
"""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision did; `number` is that of the withdrawal, where it was one."""

    act_id: str
    count: int
    number: str = ""


@allowed(KEEPERS)
def decide(
    desk: Desk,
    stocktake: str,
    barcodes: Sequence[str],
    decision: StocktakeDecision,
    *,
    reason: str = "",
) -> Decided:
    """Decide about copies of a finished stocktake; only what is decided changes.

    A withdrawal needs a reason; one that was seen since is found again, and leaves its record.
    A return is `take_back`'s. Refuses StocktakeUnknown,
    StocktakeStillOpen, CopyUnknown, NothingMarked, ReasonMissing, DecisionUnfit, CopyOnLoan,
    and what a withdrawal refuses.
    """
    row = stocktakes.row_of(desk, stocktake)
    if row.state is not StocktakeState.finished:
        raise errors.StocktakeStillOpen(row.name)
    said = " ".join(reason.split())
    if decision is StocktakeDecision.withdrawn and not said:
        raise errors.ReasonMissing
    lines = [_listed(desk, row, barcode) for barcode in dict.fromkeys(barcodes)]
    if not lines:
        raise errors.NothingMarked
    act = journal.begin(
        desk, ActKind.decide_stocktake, facts={"decision": decision, "count": len(lines)}
    )
    number = ""
    if decision is StocktakeDecision.withdrawn:
        made = withdrawals.take_out(
            desk,
            act,
            [line.copy_row for line in lines],
            reason=WithdrawReason.lost,
            note=said,
            on=days.trusted_today(desk),
        )
        number = made.number
    for line in lines:
        _decide(desk, act, line, decision=decision, reason=said)
    return Decided(act.id, len(lines), number)


@allowed(STAFF)
def take_back(desk: Desk, stocktake: str, barcode: str) -> Slip:
    """Record the return of a copy that was seen although it is lent.

    It is an ordinary return, with its fine and whoever waits. Refuses StocktakeUnknown,
    DecisionUnfit, CopyUnknown, CopyNotOnLoan.
    """
    row = stocktakes.row_of(desk, stocktake)
    line = _listed(desk, row, barcode)
    if line.seen_at is None:
        raise errors.DecisionUnfit(barcode)
    number = desk.session.get_one(Copy, line.copy_row).number
    slip = circulation.give_back(desk, number)
    act = desk.session.scalars(select(JournalAct).where(col(JournalAct.id) == slip.act_id)).one()
    _write(desk, line, StocktakeDecision.returned, "", act.row)
    return slip


def undo_decision(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Give copies the status they had before a decision; refuses CannotUndo.

    A copy that was only seen since stays to be decided; one that was found again and left
    the withdrawal by itself stays found.
    """
    entries = desk.session.execute(
        select(Copy, col(JournalDetail.detail))
        .join(JournalEntry, col(JournalEntry.noun_id) == col(Copy.id))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row, col(JournalEntry.verb) == "decide")
    ).all()
    out = {int(row) for (row,) in desk_statements.rows(desk.session, _TAKEN_OUT, act.row)}
    withdrawals.put_back(desk, act, undoing)
    for copy, text in entries:
        said = json.loads(text)
        if said["decision"] == StocktakeDecision.withdrawn and copy.row not in out:
            continue
        if said["status"] != said["status_was"]:
            _give_status_back(desk, act, copy, said)
        if desk_statements.first(desk.session, _DECIDED_ANEW, act.row, copy.row):
            raise errors.CannotUndo("stocktake")
    desk.session.flush()
    for copy, text in entries:
        said = json.loads(text)
        desk_statements.write(
            desk.session,
            "UPDATE stocktake_copy SET decision = ?3, reason = ?4, decide_act = ?5 "
            "WHERE decide_act = ?1 AND copy = ?2",
            act.row,
            copy.row,
            *said["before"],
        )
    desk.session.expire_all()
    return entries[0][0].number if len(entries) == 1 else "", "", ""


def _give_status_back(desk: Desk, act: JournalAct, copy: Copy, said: Mapping[str, Any]) -> None:
    if copy.status != said["status"]:
        raise errors.CannotUndo("changed")
    status = CopyStatus(said["status_was"])
    is_gone = status in (CopyStatus.missing, CopyStatus.withdrawn)
    if is_gone and desk_statements.first(desk.session, _WANTED, copy.row):
        raise errors.CannotUndo("lent_again")
    if said.get("record"):
        stocktake_found.join_record(desk, act, copy, said["record"])
    copy.status = status
    desk.session.add(copy)


def forget_return(desk: Desk, act: JournalAct) -> None:
    """Leave it open again what becomes of a copy whose return was taken back."""
    desk_statements.write(desk.session, _UNSET, act.row)


def _listed(desk: Desk, row: Stocktake, barcode: str) -> StocktakeCopy:
    copy = numbers.copy_of(desk, barcode)
    line = desk.session.get(StocktakeCopy, (row.row, copy), populate_existing=True)
    if line is None:
        raise errors.DecisionUnfit(barcode)
    return line


def _decide(
    desk: Desk,
    act: JournalAct,
    line: StocktakeCopy,
    *,
    decision: StocktakeDecision,
    reason: str,
) -> None:
    copy = desk.session.get_one(Copy, line.copy_row)
    status_was = copy.status
    record = None
    if decision in (StocktakeDecision.returned, StocktakeDecision.open):
        raise errors.DecisionUnfit(copy.number)
    if decision in _STATUS:
        _refuse_unfit(desk, copy, line, decision)
        if status_was is CopyStatus.withdrawn:
            record = stocktake_found.leave_record(desk, act, copy)
        copy.status = _STATUS[decision]
        desk.session.add(copy)
        desk.session.flush()
    detail = {
        "decision": decision,
        "reason": reason,
        # Of a withdrawal its own entry knows what was before.
        "status": copy.status,
        "status_was": status_was,
        "before": [str(line.decision), line.reason, line.decide_act],
        "record": record,
    }
    journal.note(desk, act, "decide", noun="copy", noun_id=copy.id, detail=detail)
    _write(desk, line, decision, reason, act.row)


def _refuse_unfit(desk: Desk, copy: Copy, line: StocktakeCopy, decision: StocktakeDecision) -> None:
    seen = line.seen_at is not None
    if decision is StocktakeDecision.missing:
        lent = desk_statements.first(
            desk.session,
            "SELECT due_on FROM loan WHERE copy = ?1 AND returned_on IS NULL "
            "AND cancel_act IS NULL",
            copy.row,
        )
        if lent is not None:
            raise errors.CopyOnLoan(copy.number, date.fromisoformat(lent[0]))
    unfit = copy.status not in _FROM[decision]
    if decision is StocktakeDecision.found and line.fate == Fate.found:
        # Brought back by another way since: that it was found is noted all the same.
        unfit = unfit and copy.status is not CopyStatus.available
    if copy.status is CopyStatus.withdrawn:
        unfit = unfit or not stocktake_found.was_seen_since(desk, copy, line)
    if unfit or (decision is StocktakeDecision.missing and seen):
        raise errors.DecisionUnfit(copy.number)


def _write(
    desk: Desk, line: StocktakeCopy, decision: StocktakeDecision, reason: str, act: int
) -> None:
    desk_statements.write(
        desk.session, _SET, line.stocktake, line.copy_row, str(decision), reason, act
    )
    desk.session.expire(line)
