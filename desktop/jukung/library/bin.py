"""The recycle bin: titles that were entered by mistake, to be put back whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import desc, func, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BinWhy
from jukung.library import bin_stash, catalogue, journal
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Binned, JournalAct, JournalEntry, Title

_BACK = "put_back"


@dataclass(frozen=True, slots=True)
class BinLine:
    """A title in the bin."""

    id: str
    title: str
    people: str
    why: BinWhy
    merged_into: str
    """The name of the title it was merged into."""
    on_day: date
    act_id: str
    """The act that put it there; a merged one is put back by undoing it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What went into the bin or came out of it."""

    act_id: str
    count: int
    left: tuple[str, ...]
    """The names of titles that somebody used, and that stay where they are."""
    homeless: tuple[str, ...] = ()
    """The numbers of copies whose shelf is gone; they belong to the library itself now."""


@allowed(STAFF)
def listed(desk: Desk, *, most: int = 500) -> tuple[BinLine, ...]:
    """What lies in the bin, the latest first."""
    into = (
        select(col(Title.title)).where(col(Title.id) == col(Binned.merged_into)).scalar_subquery()
    )
    found = desk.session.execute(
        select(
            *(col(Binned.id), col(Binned.title), col(Binned.people), col(Binned.why)),
            *(func.coalesce(into, ""), col(Binned.on_day), col(JournalAct.id)),
        )
        .join(JournalAct, col(JournalAct.row) == col(Binned.act))
        .order_by(desc(col(Binned.row)))
        .limit(most)
    )
    return tuple(BinLine(*row) for row in found)


@allowed(STAFF)
def put_in(desk: Desk, title_ids: Sequence[str]) -> Moved:
    """Put titles with their copies into the bin; those that somebody used are left.

    Refuses TitleUnknown, TitleWasUsed where none is left over, NothingChosen.
    """
    if not title_ids:
        raise errors.NothingChosen
    rows = [catalogue.row_of(desk, each) for each in dict.fromkeys(title_ids)]
    used = [row for row in rows if bin_stash.is_used(desk, row.row)]
    left = tuple(row.title for row in used)
    if len(used) == len(rows):
        raise errors.TitleWasUsed(left[0])
    goes = [(row, row.id) for row in rows if row not in used]
    act = journal.begin(desk, ActKind.bin_title)
    for row, title_id in goes:
        bin_stash.take_out(desk, row, why=BinWhy.mistake, act=act)
        journal.note(desk, act, "bin", noun="title", noun_id=title_id)
    return Moved(act.id, len(goes), left)


@allowed(STAFF)
def put_back(desk: Desk, ids: Sequence[str]) -> Moved:
    """Put titles of the bin back into the catalogue.

    One that was merged comes back alone where the title it went into is no more.
    Refuses NothingChosen, TitleWasMerged (undo that), CopyNumberTaken.
    """
    rows = desk.session.scalars(select(Binned).where(col(Binned.id).in_(list(ids)[:500]))).all()
    if not rows:
        raise errors.NothingChosen
    for row in rows:
        if row.why is BinWhy.merged and not bin_stash.is_orphan(desk, row):
            raise errors.TitleWasMerged(row.title)
    homeless = tuple(number for row in rows for number in bin_stash.homeless(desk, row))
    act = journal.begin(desk, ActKind.bin_title, facts={_BACK: True})
    for row in rows:
        title_id = row.id
        bin_stash.put_back(desk, row)
        journal.note(desk, act, _BACK, noun="title", noun_id=title_id)
    return Moved(act.id, len(rows), (), homeless)


def undo_bin(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Put back what an act binned, or bin again what it put back."""
    ids = list(
        desk.session.scalars(
            select(col(JournalEntry.noun_id)).where(col(JournalEntry.act) == act.row)
        )
    )
    moved = (
        _bin_again(desk, ids, undoing)
        if journal.facts_of(act).get(_BACK)
        else _take_back(desk, ids)
    )
    if not moved:
        raise errors.CannotUndo("edited")
    journal.note(desk, undoing, "give_back", noun="titles", noun_id=act.id)
    return "", moved[0] if len(moved) == 1 else "", ""


def _take_back(desk: Desk, ids: Sequence[str]) -> list[str]:
    moved: list[str] = []
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        for row in desk.session.scalars(select(Binned).where(col(Binned.id).in_(part))).all():
            moved.append(row.title)
            bin_stash.put_back(desk, row)
    return moved


def _bin_again(desk: Desk, ids: Sequence[str], undoing: JournalAct) -> list[str]:
    moved: list[str] = []
    for title_id in ids:
        row = desk.session.scalars(select(Title).where(col(Title.id) == title_id)).first()
        if row is None or bin_stash.is_used(desk, row.row):
            continue
        moved.append(row.title)
        bin_stash.take_out(desk, row, why=BinWhy.mistake, act=undoing)
    return moved
