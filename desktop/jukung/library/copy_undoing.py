"""What was done to copies, taken back: added ones go, changed ones are as they were."""

import json
from collections.abc import Callable
from datetime import date

from sqlalchemy import delete, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import CollectionKind, CopyCondition, CopyStatus, SourceKind
from jukung.library import bin_stash, copies, days, journal
from jukung.library.desk import Desk
from jukung.store.tables import Copy, CopyNumber, JournalAct, JournalDetail, JournalEntry, Title


def undo_add(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take copies out again that an act added; refuses CannotUndo once one was used."""
    added = desk.session.scalars(select(Copy).where(col(Copy.act) == act.row)).all()
    if not added:
        raise errors.CannotUndo("edited")
    if any(bin_stash.is_copy_used(desk, copy.row) for copy in added):
        raise errors.CannotUndo("lent")
    title = desk.session.get_one(Title, added[0].title).title
    number = added[0].number
    for copy in added:
        desk.session.execute(delete(CopyNumber).where(col(CopyNumber.copy_row) == copy.row))
        desk.session.delete(copy)
    desk.session.flush()
    journal.note(desk, undoing, "remove", noun="copies", noun_id=act.id)
    return number if len(added) == 1 else "", title, ""


def undo_edit(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Give a copy its former particulars where nobody changed them since.

    Every number it had goes on finding it.
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
    now = copies.particulars(copy)
    back = {
        name: was
        for name, was in said["was"].items()
        if was != said["is"][name] and _as_kept(now[name]) == said["is"][name]
    }
    if not back:
        raise errors.CannotUndo("edited")
    for name, was in back.items():
        setattr(copy, name, _KINDS_OF[name](was) if name in _KINDS_OF and was else was)
    if "status" in back:
        is_gone = copy.status is CopyStatus.withdrawn
        copy.withdrawn_on = days.trusted_today(desk) if is_gone else None
    desk.session.add(copy)
    desk.session.flush()
    journal.note(desk, undoing, "give_back", noun="copy", noun_id=copy.id)
    return copy.number, desk.session.get_one(Title, copy.title).title, ""


def _as_kept(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


_KINDS_OF: dict[str, Callable[[str], object]] = {
    "kind": CollectionKind,
    "status": CopyStatus,
    "source_kind": SourceKind,
    "condition": CopyCondition,
    "received_on": date.fromisoformat,
}
