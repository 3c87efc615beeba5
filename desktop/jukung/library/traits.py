"""What a copy has that a house may not let in: a hard cover, staples, a disc."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, CopyTrait
from jukung.library import journal, numbers
from jukung.library.desk import Desk
from jukung.library.permission import DESK, STAFF, allowed
from jukung.store.tables import Copy, CopyTraitRow, JournalAct, JournalDetail, JournalEntry


@allowed(DESK)
def of_copy(desk: Desk, barcode: str) -> frozenset[CopyTrait]:
    """What a copy has; refuses CopyUnknown."""
    return _of(desk, numbers.copy_of(desk, barcode))


@allowed(STAFF)
def mark(desk: Desk, barcodes: Sequence[str], traits: Iterable[CopyTrait]) -> str:
    """Say what copies have, instead of what was said before; gives the act's id.

    Refuses OnlyInPrison, CopyUnknown, NothingChanges.
    """
    if not desk.profile.is_prison:
        raise errors.OnlyInPrison
    wanted = frozenset(traits)
    rows = dict.fromkeys(numbers.copy_of(desk, barcode) for barcode in barcodes)
    changed = {row: before for row in rows if (before := _of(desk, row)) != wanted}
    if not changed:
        raise errors.NothingChanges
    act = journal.begin(desk, ActKind.edit_traits)
    for row, before in changed.items():
        copy = desk.session.get_one(Copy, row)
        _put(desk, act, row, wanted)
        detail = {"copy": copy.number, "was": sorted(before), "is": sorted(wanted)}
        journal.note(desk, act, "mark", noun="copy", noun_id=copy.id, detail=detail)
    return act.id


def undo_mark(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Let copies have what they had; refuses CannotUndo where it was changed since."""
    entries = desk.session.execute(
        select(Copy, col(JournalDetail.detail))
        .join(JournalEntry, col(JournalEntry.noun_id) == col(Copy.id))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row, col(JournalEntry.verb) == "mark")
    ).all()
    for copy, text in entries:
        said = json.loads(text)
        if sorted(_of(desk, copy.row)) != said["is"]:
            raise errors.CannotUndo("changed")
        _put(desk, undoing, copy.row, frozenset(CopyTrait(each) for each in said["was"]))
    return entries[0][0].number if len(entries) == 1 else "", "", ""


def _of(desk: Desk, copy_row: int) -> frozenset[CopyTrait]:
    found = select(col(CopyTraitRow.trait)).where(col(CopyTraitRow.copy_row) == copy_row)
    return frozenset(CopyTrait(each) for each in desk.session.scalars(found))


def _put(desk: Desk, act: JournalAct, copy_row: int, traits: frozenset[CopyTrait]) -> None:
    known = select(CopyTraitRow).where(col(CopyTraitRow.copy_row) == copy_row)
    before = {row.trait: row for row in desk.session.scalars(known)}
    for trait in before.keys() - traits:
        desk.session.delete(before[trait])
    desk.session.add_all(
        CopyTraitRow(copy_row=copy_row, trait=trait, act=act.row)
        for trait in sorted(traits - before.keys())
    )
    desk.session.flush()
