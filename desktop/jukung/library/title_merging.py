"""Titles that are in the catalogue twice, made one.

Copies, loans, holds and issues go to the title that is kept; what is empty there is
taken from the other, and the emptied title goes into the bin.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import TextClause, bindparam, select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BinWhy, ScreeningResult
from jukung.library import bin_stash, catalogue, journal, title_changes
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Binned, JournalAct, JournalDetail, JournalEntry, Screening, Title

# What points at a title and goes along; the loans of a copy go where the copy goes.
MOVES = ("copy", "hold", "issue", "loan_permission", "round_line")
FOLLOW_COPIES = ("loan", "in_house_use")
_CHUNK = 500
# Of two titles the stricter decision stands; one that nobody looked at waits for a look.
_STRICT = (ScreeningResult.passed, None, ScreeningResult.review, ScreeningResult.refused)
_NOT_FILLED = frozenset({"title", "roles", "name_kinds"})


@dataclass(frozen=True, slots=True)
class MergedTitles:
    """The title that was kept, how many went into it, and the act to undo it by."""

    act_id: str
    title_id: str
    title: str
    count: int


@allowed(STAFF)
def merge(desk: Desk, keep_id: str, other_ids: Sequence[str]) -> MergedTitles:
    """Make titles one; refuses TitleUnknown, TitlesTheSame, HoldsBothReady."""
    keep = catalogue.row_of(desk, keep_id)
    others = [catalogue.row_of(desk, each).id for each in dict.fromkeys(other_ids)]
    if not others or keep.id in others:
        raise errors.TitlesTheSame
    keep_row, kept_id, name = keep.row, keep.id, keep.title
    act = journal.begin(desk, ActKind.merge_titles)
    for other_id in others:
        detail = _take_in(desk, keep_row, catalogue.row_of(desk, other_id), act)
        other = catalogue.row_of(desk, other_id)
        bin_stash.take_out(desk, other, why=BinWhy.merged, act=act, merged_into=kept_id)
        journal.note(
            desk,
            act,
            "merge",
            noun="title",
            noun_id=other_id,
            detail=detail | {"into": kept_id},
        )
    return MergedTitles(act.id, kept_id, name, len(others))


def undo_merge(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Part what a merge made one; what is new since stays with the kept title."""
    found = desk.session.execute(
        select(col(JournalEntry.noun_id), col(JournalDetail.detail))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row)
        .order_by(col(JournalEntry.seq).desc())
    ).all()
    if not found:
        raise errors.CannotUndo("forgotten")
    name = ""
    for other_id, detail in found:
        name = _part(desk, str(other_id), json.loads(detail), act)
        journal.note(desk, undoing, "part", noun="title", noun_id=str(other_id))
    desk.session.expire_all()
    return "", name, ""


def _take_in(desk: Desk, keep: int, other: Title, act: JournalAct) -> dict[str, Any]:
    """Give everything of a title to the kept one, and say what went."""
    other_row = other.row
    filled = _fill_gaps(desk, keep, other)
    screened = _screen_strictly(desk, keep, other_row)
    desk.session.flush()
    ended = _end_double_holds(desk, keep, other_row, act)
    moved = {table: _move(desk, table, keep=keep, other=other_row) for table in MOVES}
    for table in FOLLOW_COPIES:
        _run(desk, f"UPDATE {table} SET title = :k WHERE title = :o", k=keep, o=other_row)  # noqa: S608 - our own list
    # The other keeps its own in the bin, whatever becomes of the kept title's.
    cover = _run(
        desk,
        "INSERT INTO cover (title, jpeg, act) SELECT :k, jpeg, act FROM cover "
        "WHERE title = :o AND NOT EXISTS (SELECT 1 FROM cover c WHERE c.title = :k) "
        "RETURNING title",
        k=keep,
        o=other_row,
    )
    desk.session.expire_all()
    return {
        "moved": moved,
        "filled": filled,
        "screened": screened,
        "holds": ended,
        "cover": bool(cover),
    }


def _part(desk: Desk, other_id: str, said: dict[str, Any], act: JournalAct) -> str:
    """Give a title back what came from it."""
    keep = desk.session.scalars(select(Title).where(col(Title.id) == said["into"])).first()
    binned = desk.session.scalars(select(Binned).where(col(Binned.id) == other_id)).first()
    if binned is None or binned.merged_into != said["into"]:
        raise errors.CannotUndo("edited")
    name = binned.title
    if keep is None:
        if not bin_stash.is_orphan(desk, binned):
            raise errors.CannotUndo("edited")
        bin_stash.put_back(desk, binned)
        return name
    keep_row = keep.row
    title_changes.give_back(desk, keep, said["filled"])
    desk.session.flush()
    other = bin_stash.put_back(desk, binned)
    for table, ids in said["moved"].items():
        _give(desk, table, ids, keep=keep_row, other=other)
    for table in FOLLOW_COPIES:
        _run(
            desk,
            f"UPDATE {table} SET title = :o WHERE title = :k "  # noqa: S608 - our own list
            "AND copy IN (SELECT row FROM copy WHERE title = :o)",
            k=keep_row,
            o=other,
        )
    if said["cover"]:
        same = "jpeg = (SELECT c.jpeg FROM cover c WHERE c.title = :o)"
        _run(desk, f"DELETE FROM cover WHERE title = :k AND {same}", k=keep_row, o=other)  # noqa: S608 - our own words
    _screen_as_before(desk, keep_row, said["screened"])
    _wait_again(desk, said["holds"], act)
    desk.session.expire_all()
    return name


def _fill_gaps(desk: Desk, keep: int, other: Title) -> dict[str, list[Any]]:
    """Take over what the kept title lacks."""
    row = desk.session.get_one(Title, keep)
    mine, theirs = catalogue.draft_of(desk, row), catalogue.draft_of(desk, other)
    empty = TitleDraft(title="")
    gaps = {
        field.name: getattr(theirs, field.name)
        for field in fields(TitleDraft)
        if field.name not in _NOT_FILLED and getattr(mine, field.name) == getattr(empty, field.name)
    }
    if "people" in gaps:
        gaps |= {"roles": theirs.roles, "name_kinds": theirs.name_kinds}
    after = replace(mine, **gaps)
    changed = catalogue.changes(mine, after)
    if changed:
        catalogue.rewrite(desk, row, after)
    return changed


def _screen_strictly(desk: Desk, keep: int, other: int) -> list[Any] | None:
    """Let the stricter decision stand; gives what the kept title had and has, if it changed.

    What nobody looked at passes with nothing: both have to have passed.
    """
    mine, theirs = desk.session.get(Screening, keep), desk.session.get(Screening, other)
    ranks = [_STRICT.index(each.result if each else None) for each in (mine, theirs)]
    if ranks[1] <= ranks[0]:
        return None
    before = _decision(mine)
    if mine is not None:
        _run(desk, "DELETE FROM screening WHERE title = :k", k=keep)
        desk.session.expunge(mine)
    if theirs is None:
        return [before, None]
    desk.session.add(Screening(**theirs.model_dump() | {"title": keep}))
    return [before, theirs.act]


def _decision(row: Screening | None) -> list[Any] | None:
    if row is None:
        return None
    return [row.result, row.reason, row.staff, row.on_day.isoformat(), row.act]


def _screen_as_before(desk: Desk, keep: int, said: list[Any] | None) -> None:
    """Give the kept title its decision back, unless somebody decided anew since."""
    if said is None:
        return
    before, act = said
    now = _run(desk, "SELECT act FROM screening WHERE title = :k", k=keep)
    if [row[0] for row in now] != ([] if act is None else [act]):
        return
    _run(desk, "DELETE FROM screening WHERE title = :k", k=keep)
    if before is not None:
        result, reason, staff, on_day, former = before
        _run(
            desk,
            "INSERT INTO screening (title, result, reason, staff, on_day, act) "
            "VALUES (:k, :r, :w, :s, :d, :f)",
            r=result,
            w=reason,
            s=staff,
            d=on_day,
            f=former,
            k=keep,
        )


def _end_double_holds(desk: Desk, keep: int, other: int, act: JournalAct) -> list[str]:
    """Who waits for both waits once; the one on the ready shelf, or the longer one, stays."""
    pairs = _run(
        desk,
        "SELECT m.row, m.state, t.row, t.state FROM hold m JOIN hold t "
        "ON t.borrower = m.borrower AND t.title = :o AND t.state IN ('waiting', 'ready') "
        "WHERE m.title = :k AND m.state IN ('waiting', 'ready')",
        k=keep,
        o=other,
    )
    ended: list[str] = []
    for mine, my_state, theirs, their_state in pairs:
        if my_state == their_state == "ready":
            raise errors.HoldsBothReady(desk.session.get_one(Title, keep).title)
        later = max(mine, theirs)
        gone = mine if their_state == "ready" else theirs if my_state == "ready" else later
        ended += [
            str(row[0])
            for row in _run(
                desk,
                "UPDATE hold SET state = 'cancelled', end_act = :a WHERE row = :h RETURNING id",
                a=act.row,
                h=gone,
            )
        ]
    return ended


def _wait_again(desk: Desk, ids: list[str], act: JournalAct) -> None:
    if not ids:
        return
    _run(
        desk,
        "UPDATE hold SET state = 'waiting', end_act = NULL WHERE id IN :ids AND end_act = :a "
        "AND state = 'cancelled' AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.title = hold.title "
        "AND h.borrower = hold.borrower AND h.state IN ('waiting', 'ready')) "
        # Who left since waits for nothing, nor who has the title at home by now.
        "AND NOT EXISTS (SELECT 1 FROM borrower b WHERE b.row = hold.borrower "
        "AND b.status = 'left') AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.title = hold.title "
        "AND l.borrower = hold.borrower AND l.returned_on IS NULL AND l.cancel_act IS NULL)",
        ids=ids,
        a=act.row,
    )


def _move(desk: Desk, table: str, *, keep: int, other: int) -> list[Any]:
    """Give the rows of a table to the kept title, and name them."""
    key = "row" if table == "round_line" else "id"
    sql = f"UPDATE {table} SET title = :k WHERE title = :o RETURNING {key}"  # noqa: S608 - our own list
    return [row[0] for row in _run(desk, sql, k=keep, o=other)]


def _give(desk: Desk, table: str, ids: list[Any], *, keep: int, other: int) -> None:
    key = "row" if table == "round_line" else "id"
    sql = f"UPDATE {table} SET title = :o WHERE title = :k AND {key} IN :ids"  # noqa: S608 - as above
    for start in range(0, len(ids), _CHUNK):
        _run(desk, sql, k=keep, o=other, ids=ids[start : start + _CHUNK])


def _run(desk: Desk, sql: str, **facts: Any) -> list[Any]:  # noqa: ANN401 - what SQL takes
    statement: TextClause = text(sql)
    several = [name for name, fact in facts.items() if isinstance(fact, list)]
    if several:
        statement = statement.bindparams(*(bindparam(name, expanding=True) for name in several))
    found = desk.session.connection().execute(statement, facts)
    return list(found) if found.returns_rows else []
