"""What was done to copies, taken back: added ones go, changed ones are as they were."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import (
    ActKind,
    CollectionKind,
    CopyCondition,
    CopyStatus,
    SourceKind,
    WithdrawReason,
)
from jukung.library import bin_stash, copies, days, journal, withdrawals
from jukung.library.desk import Desk
from jukung.store.tables import (
    Copy,
    CopyNumber,
    JournalAct,
    JournalDetail,
    JournalEntry,
    Title,
)


def undo_add(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take copies out again that an act added.

    Refuses CannotUndo once one was used or changed.
    """
    added = desk.session.scalars(select(Copy).where(col(Copy.act) == act.row)).all()
    if not added:
        raise errors.CannotUndo("edited")
    if any(bin_stash.is_copy_used(desk, copy.row) for copy in added):
        raise errors.CannotUndo("used")
    if _is_changed_since(desk, act):
        raise errors.CannotUndo("edited")
    title = desk.session.get_one(Title, added[0].title).title
    number = added[0].number
    for copy in added:
        desk.session.execute(delete(CopyNumber).where(col(CopyNumber.copy_row) == copy.row))
        desk.session.delete(copy)
    desk.session.flush()
    journal.note(desk, undoing, "remove", noun="copies", noun_id=act.id)
    return number if len(added) == 1 else "", title, ""


def _is_changed_since(desk: Desk, act: JournalAct) -> bool:
    later = aliased(JournalAct)
    taken_back = select(col(later.row)).where(col(later.undoes) == col(JournalAct.row)).exists()
    found = (
        select(col(JournalEntry.seq))
        .join(Copy, col(Copy.id) == col(JournalEntry.noun_id))
        .join(JournalAct, col(JournalAct.row) == col(JournalEntry.act))
        .where(
            col(Copy.act) == act.row,
            col(JournalAct.row) > act.row,
            col(JournalAct.kind) != ActKind.undo,
            ~taken_back,
        )
    )
    return desk.session.execute(found.limit(1)).first() is not None


def undo_edit(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Give a copy its former particulars where nobody changed them since.

    Every number it had goes on finding it. Refuses CannotUndo, and a status as
    `withdrawals.refuse_status` does.
    """
    found = desk.session.execute(
        select(col(JournalEntry.noun_id), col(JournalDetail.detail))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row)
    ).first()
    if found is None:
        raise errors.CannotUndo("forgotten")
    copy = desk.session.scalars(select(Copy).where(col(Copy.id) == found[0])).first()
    if copy is None:
        raise errors.CannotUndo("forgotten")
    said = json.loads(found[1])
    back = _still_as_said(copy, said)
    if not back:
        raise errors.CannotUndo("edited")
    if "status" in back:
        _refuse_status(desk, copy, CopyStatus(back["status"]))
    if back.get("withdrawal") is not None:
        withdrawals.revive(desk, back["withdrawal"])
    for name, was in back.items():
        setattr(copy, name, _KINDS_OF[name](was) if name in _KINDS_OF and was else was)
    if "status" in back and "withdrawn_on" not in said["was"]:
        # Acts of older files say nothing of the day.
        is_gone = copy.status is CopyStatus.withdrawn
        copy.withdrawn_on = days.trusted_today(desk) if is_gone else None
    desk.session.add(copy)
    desk.session.flush()
    journal.note(desk, undoing, "give_back", noun="copy", noun_id=copy.id)
    return copy.number, desk.session.get_one(Title, copy.title).title, ""


def _still_as_said(copy: Copy, said: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What an edit changed and nobody since, as it was before."""
    now = copies.particulars(copy)
    back = {
        name: was
        for name, was in said["was"].items()
        if was != said["is"][name] and _as_kept(now[name]) == said["is"][name]
    }
    if "status" not in back:
        # Withdrawn, and how, is one fact.
        back = {name: was for name, was in back.items() if name not in copies.WITHDRAWN}
    return back


def _refuse_status(desk: Desk, copy: Copy, status: CopyStatus) -> None:
    """What nobody may do by hand comes about by no undoing either."""
    try:
        withdrawals.refuse_status(desk, copy, status)
    except errors.CopyOnLoan as refusal:
        raise errors.CannotUndo("lent_again") from refusal


def _as_kept(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


_KINDS_OF: dict[str, Callable[[str], object]] = {
    "kind": CollectionKind,
    "status": CopyStatus,
    "source_kind": SourceKind,
    "condition": CopyCondition,
    "received_on": date.fromisoformat,
    "withdrawn_on": date.fromisoformat,
    "withdraw_reason": WithdrawReason,
}
