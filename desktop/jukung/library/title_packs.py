"""The title packs that this library keeps: what they are, and who made them.

The files lie beside the library's own; here is written what each must be, so that one
that is another, or gone, is told.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, desc, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.library import days, journal
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, STAFF, allowed
from jukung.store.tables import JournalAct, JournalDetail, JournalEntry, TitlePack

_KEPT = ("id", "number", "name", "source", "maker", "records", "made_on", "sha256", "file")


@dataclass(frozen=True, slots=True)
class KeptPack:
    """A pack beside the library's file."""

    id: str
    number: str
    name: str
    source: str
    """Where its titles come from, and under which licence."""
    maker: str
    records: int
    made_on: date
    sha256: str
    """Of the database in it."""
    file: str
    """Its name in the folder of packs."""


@allowed(STAFF)
def listed(desk: Desk) -> tuple[KeptPack, ...]:
    """The packs kept here, the newest first: it is asked first."""
    found = desk.session.scalars(
        select(TitlePack).order_by(desc(col(TitlePack.made_on)), desc(col(TitlePack.row)))
    )
    return tuple(KeptPack(**{name: getattr(row, name) for name in _KEPT}) for row in found)


@allowed(STAFF)
def show(desk: Desk, number: str) -> KeptPack:
    """The pack of a number or name; refuses PackNotKept."""
    wanted = " ".join(number.casefold().split())
    for each in listed(desk):
        if wanted in (each.id, each.number.casefold(), each.name.casefold()):
            return each
    raise errors.PackNotKept(number)


@allowed(STAFF)
def keep(desk: Desk, pack: KeptPack) -> str:
    """Write down a pack whose file lies there; gives the act, nothing if it was kept already."""
    row = desk.session.scalars(select(TitlePack).where(col(TitlePack.id) == pack.id)).first()
    if row is not None and row.sha256 == pack.sha256:
        return ""
    if row is not None:
        raise errors.PackKeptAlready(row.number)
    act = journal.begin(desk, ActKind.keep_pack, facts={"number": pack.number})
    _write(desk, pack, act)
    journal.note(desk, act, "keep", noun="pack", noun_id=pack.id, detail=_facts(pack))
    return act.id


@allowed(KEEPERS)
def drop(desk: Desk, number: str) -> str:
    """Keep a pack no longer; gives the act. Its file goes on another day. Refuses PackNotKept."""
    pack = show(desk, number)
    act = journal.begin(desk, ActKind.drop_pack, facts={"number": pack.number})
    desk.session.execute(delete(TitlePack).where(col(TitlePack.id) == pack.id))
    journal.note(desk, act, "drop", noun="pack", noun_id=pack.id, detail=_facts(pack))
    return act.id


@allowed(STAFF)
def unneeded(desk: Desk, files: Sequence[str]) -> tuple[str, ...]:
    """Which files no pack has, and no act of today let go: nobody takes that back any more."""
    kept = {each.file for each in listed(desk)}
    fresh = set(
        desk.session.scalars(
            select(col(JournalDetail.detail))
            .join(JournalEntry, col(JournalEntry.seq) == col(JournalDetail.seq))
            .join(JournalAct, col(JournalAct.row) == col(JournalEntry.act))
            .where(
                col(JournalAct.kind).in_([str(ActKind.drop_pack), str(ActKind.keep_pack)]),
                col(JournalAct.on_day) >= desk.today,
            )
        )
    )
    return tuple(
        each for each in files if each not in kept and not any(each in said for said in fresh)
    )


def undo_keep(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Keep no longer what an act began to keep."""
    found = desk.session.scalars(select(TitlePack).where(col(TitlePack.act) == act.row)).first()
    if found is None:
        raise errors.CannotUndo("edited")
    name, pack_id = found.name, found.id
    desk.session.delete(found)
    desk.session.flush()
    journal.note(desk, undoing, "drop", noun="pack", noun_id=pack_id)
    return "", name, ""


def undo_drop(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Keep a pack again."""
    found = desk.session.execute(
        select(col(JournalDetail.detail))
        .join(JournalEntry, col(JournalEntry.seq) == col(JournalDetail.seq))
        .where(col(JournalEntry.act) == act.row)
    ).scalar_one_or_none()
    if found is None:
        raise errors.CannotUndo("forgotten")
    said = json.loads(found)
    pack = KeptPack(**said | {"made_on": date.fromisoformat(said["made_on"])})
    if desk.session.scalars(select(TitlePack).where(col(TitlePack.id) == pack.id)).first():
        raise errors.CannotUndo("edited")
    _write(desk, pack, undoing)
    journal.note(desk, undoing, "keep", noun="pack", noun_id=pack.id)
    return "", pack.name, ""


def _write(desk: Desk, pack: KeptPack, act: JournalAct) -> None:
    desk.session.add(TitlePack(**_facts(pack), added_on=days.trusted_today(desk), act=act.row))
    desk.session.flush()


def _facts(pack: KeptPack) -> dict[str, Any]:
    return {name: getattr(pack, name) for name in _KEPT}
