"""Notes to a month's figures: words that explain one, or a number where nothing was counted.

Whether something was counted is not known here; a number beside a counted figure waits
without effect. The words may name people and are kept in this file only.
"""

import json
import re
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.domain.months import Month
from jukung.library import days, journal
from jukung.library.days import EARLIEST_DAYS
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, READERS, allowed
from jukung.store import desk_statements
from jukung.store.tables import FigureNote, JournalAct

MOST = 999_999_999
LONGEST = 500
_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class FigureNoteView:
    """What a person said of one figure."""

    value: int | None
    words: str
    act_id: str


@allowed(KEEPERS)
def note(desk: Desk, month: Month, code: str, *, value: int | None, words: str) -> str:
    """Type a figure or explain it; neither takes the note away. Gives the act's id.

    Refuses FigureUnknown, CountOutOfRange, NoteTooLong, MonthNotBegun, MonthTooLongAgo.
    """
    said = words.strip()
    _check(desk, month, code, value, said)
    row = desk.session.get(FigureNote, (month.text, code))
    was = None if row is None else {"value": row.value, "act": row.act}
    facts = {"month": month.text, "code": code, "value": value, "was": was}
    act = journal.begin(desk, ActKind.note_figure, facts=facts)
    before = row.words if row else ""
    _put(desk, month.text, code, value=value, words=said, act=act.row)
    detail = {"code": code, "value": value, "words": said, "words_were": before}
    journal.note(desk, act, "note", noun="month", noun_id=month.text, detail=detail)
    return act.id


@allowed(READERS)
def notes(desk: Desk, month: Month) -> dict[str, FigureNoteView]:
    """A month's notes by the codes of their figures."""
    found = desk.session.execute(
        select(FigureNote, col(JournalAct.id))
        .join(JournalAct, col(JournalAct.row) == col(FigureNote.act))
        .where(col(FigureNote.month) == month.text)
        .order_by(col(FigureNote.code))
    )
    return {row.code: FigureNoteView(row.value, row.words, act_id) for row, act_id in found}


def undo_note(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Give a figure its note of before; refuses CannotUndo where it was changed since."""
    facts = journal.facts_of(act)
    month, code, was = facts["month"], facts["code"], facts["was"]
    row = desk.session.get(FigureNote, (month, code))
    said = _detail(desk, act)
    is_there = facts["value"] is not None or bool(said["words"])
    if (row.act if row else None) != (act.row if is_there else None):
        raise errors.CannotUndo("changed")
    value, before = (was["value"], was["act"]) if was else (None, undoing.row)
    _put(desk, month, code, value=value, words=said["words_were"], act=before)
    journal.note(desk, undoing, "note", noun="month", noun_id=month, detail={"code": code})
    return "", "", ""


def _check(desk: Desk, month: Month, code: str, value: int | None, words: str) -> None:
    if not _CODE.fullmatch(code):
        raise errors.FigureUnknown(code)
    if value is not None and not 0 <= value <= MOST:
        raise errors.CountOutOfRange(value, MOST)
    if len(words) > LONGEST:
        raise errors.NoteTooLong(len(words), LONGEST)
    today = days.trusted_today(desk)
    if month.first > today:
        raise errors.MonthNotBegun(month.text)
    if month.last < today - timedelta(days=EARLIEST_DAYS):
        raise errors.MonthTooLongAgo(month.text)


def _put(desk: Desk, month: str, code: str, *, value: int | None, words: str, act: int) -> None:
    row = desk.session.get(FigureNote, (month, code))
    if value is None and not words:
        if row is not None:
            desk.session.delete(row)
    else:
        row = row or FigureNote(month=month, code=code, act=act)
        row.value, row.words, row.act = value, words, act
        desk.session.add(row)
    desk.session.flush()


def _detail(desk: Desk, act: JournalAct) -> dict[str, str]:
    found = desk_statements.first(desk.session, desk_statements.DETAILS, act.row)
    if found is None:
        raise errors.CannotUndo("forgotten")
    return dict(json.loads(found[0]))
