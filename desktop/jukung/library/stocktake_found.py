"""A withdrawn copy that a stocktake found again: out of its record, and back into it."""

from datetime import date
from typing import Any

from jukung.domain import errors
from jukung.domain.kinds import CopyStatus, WithdrawReason
from jukung.library.desk import Desk
from jukung.store import desk_statements
from jukung.store.tables import Copy, JournalAct, StocktakeCopy

_CLOSE = """
UPDATE withdrawal SET cancel_act = ?2 WHERE row = ?1 AND cancel_act IS NULL
AND NOT EXISTS (SELECT 1 FROM copy WHERE withdrawal = ?1)
"""
_OPEN = "UPDATE withdrawal SET cancel_act = NULL WHERE row = ?1 AND cancel_act = ?2"
_CANCELLED = "SELECT cancel_act FROM withdrawal WHERE row = ?1"
_MADE = "SELECT act FROM withdrawal WHERE row = ?1"


def was_seen_since(desk: Desk, copy: Copy, line: StocktakeCopy) -> bool:
    """Whether a stocktake saw a copy after it was withdrawn."""
    if copy.withdrawal is None or line.seen_act is None:
        return False
    (act,) = desk_statements.one(desk.session, _MADE, copy.withdrawal)
    return int(act) < line.seen_act


def leave_record(desk: Desk, act: JournalAct, copy: Copy) -> dict[str, Any]:
    """Take a copy out of its withdrawal, and say what was; a record without copies is void."""
    if copy.withdrawal is None or copy.withdrawn_on is None:
        raise errors.DecisionUnfit(copy.number)
    record = copy.withdrawal
    was = {
        "record": record,
        "reason": str(copy.withdraw_reason),
        "on": copy.withdrawn_on.isoformat(),
    }
    copy.withdrawal = copy.withdrawn_on = None
    copy.withdraw_reason = WithdrawReason.none
    desk.session.add(copy)
    desk.session.flush()
    desk_statements.write(desk.session, _CLOSE, record, act.row)
    return was


def join_record(desk: Desk, act: JournalAct, copy: Copy, was: dict[str, Any]) -> None:
    """Put a copy back into the withdrawal that an act took it out of; refuses CannotUndo."""
    desk_statements.write(desk.session, _OPEN, was["record"], act.row)
    record = desk_statements.one(desk.session, _CANCELLED, was["record"])
    if record[0] is not None:
        # The rest of it was put back as a whole since.
        raise errors.CannotUndo("changed")
    copy.status, copy.withdrawal = CopyStatus.withdrawn, was["record"]
    copy.withdrawn_on = date.fromisoformat(was["on"])
    copy.withdraw_reason = WithdrawReason(was["reason"])
    desk.session.add(copy)
    desk.session.flush()
