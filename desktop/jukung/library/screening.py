"""Whether a title may circulate in a prison: who decided it, when and why.

A title that nobody looked at needs review. What was sent by others may be passed as
it arrives where the house says so.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, ScreeningReason, ScreeningResult
from jukung.library import days, house_rules, journal
from jukung.library.desk import Desk
from jukung.library.permission import DESK, KEEPERS, allowed
from jukung.store.tables import JournalAct, JournalDetail, JournalEntry, Screening, Title

PAGE = 256
LONGEST = 200
_CHUNK = 500
# Between the reasons of the list and the words beside them, in one cell of the file.
_MARK = " | "


@dataclass(frozen=True, slots=True)
class Part:
    """Which titles a list shows: all, or those of a class, a box or an import."""

    class_main: str | None = None
    box: int | None = None
    act: int | None = None


EVERY = Part()


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part that there is, for choosing: `what` is class, box or import."""

    what: str
    name: str
    count: int
    """How many of its titles need review."""
    part: Part


@dataclass(frozen=True, slots=True)
class ScreenedTitle:
    """A title with what was decided of it; nothing yet where `on` is none."""

    row: int
    id: str
    title: str
    people: str
    class_number: str
    copy_count: int
    result: ScreeningResult
    reasons: tuple[ScreeningReason, ...]
    words: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many titles passed, wait for a look, and do not circulate."""

    passed: int
    review: int
    refused: int

    def of(self, result: ScreeningResult) -> int:
        """How many have this result."""
        return int(getattr(self, str(result)))


@dataclass(frozen=True, slots=True)
class Decided:
    """What one decision changed."""

    act_id: str
    count: int
    title: str
    """Of the first."""


_PARTS_SQL = """
  AND (:class_main IS NULL OR t.class_main = :class_main)
  AND (:box IS NULL OR EXISTS (SELECT 1 FROM box_line l JOIN copy c ON c.row = l.copy
    WHERE l.box = :box AND c.title = t.row))
  AND (:act IS NULL OR t.act = :act)
"""
_WHERE = (
    "WHERE t.merged_into IS NULL AND coalesce(s.result, 'review') = :result "
    "AND (:words = '' OR instr(lower(t.title || ' ' || t.people || ' ' || t.isbn), :words))"
    + _PARTS_SQL
)
_LINES = """
SELECT t.row, t.id, t.title, t.people, coalesce(nullif(t.class_number, ''), t.call_number),
  (SELECT count(*) FROM copy c WHERE c.title = t.row AND c.status <> 'withdrawn'),
  coalesce(s.result, 'review'), coalesce(s.reason, ''), coalesce(f.name, ''), s.on_day
FROM title t LEFT JOIN screening s ON s.title = t.row LEFT JOIN staff f ON f.row = s.staff
"""
_LISTED = text(_LINES + _WHERE + " ORDER BY t.title COLLATE NOCASE, t.row LIMIT :most OFFSET :skip")
_LENGTH = text(
    "SELECT count(*) FROM title t LEFT JOIN screening s ON s.title = t.row " + _WHERE  # noqa: S608 - our own words
)
_OF_IDS = text(_LINES + "WHERE t.id IN :ids").bindparams(bindparam("ids", expanding=True))
_COUNTS = text(
    "SELECT coalesce(s.result, 'review'), count(*) FROM title t "
    "LEFT JOIN screening s ON s.title = t.row WHERE t.merged_into IS NULL GROUP BY 1"
)
_REVIEWED = (
    "t.merged_into IS NULL AND coalesce((SELECT s.result FROM screening s "
    "WHERE s.title = t.row), 'review') = 'review'"
)
_CLASS_PARTS = text(
    "SELECT t.class_main, count(*) FROM title t "  # noqa: S608 - our own words
    f"WHERE t.class_main <> '' AND {_REVIEWED} GROUP BY 1 ORDER BY 1"
)
_BOX_PARTS = text(
    "SELECT b.row, b.number, (SELECT count(DISTINCT t.row) FROM box_line l "  # noqa: S608 - our own words
    "JOIN copy c ON c.row = l.copy JOIN title t ON t.row = c.title "
    f"WHERE l.box = b.row AND {_REVIEWED}) FROM box b WHERE b.state <> 'returned' ORDER BY b.row"
)
_IMPORT_PARTS = text(
    "SELECT a.row, coalesce((SELECT json_extract(d.detail, '$.file') FROM journal_entry e "  # noqa: S608 - our own words
    "JOIN journal_detail d ON d.seq = e.seq WHERE e.act = a.row AND e.verb = 'import' LIMIT 1), "
    "json_extract(a.facts, '$.file'), ''), (SELECT count(*) FROM title t "
    f"WHERE t.act = a.row AND {_REVIEWED}) FROM journal_act a WHERE a.kind = 'import_titles' "
    "AND NOT EXISTS (SELECT 1 FROM journal_act u WHERE u.undoes = a.row) ORDER BY a.row DESC"
)


@allowed(KEEPERS)
def counts(desk: Desk) -> Counts:
    """How many titles passed, need review, and do not circulate."""
    desk.session.flush()
    found: dict[str, int] = {str(r): int(n) for r, n in _run(desk, _COUNTS)}
    return Counts(*(found.get(str(result), 0) for result in ScreeningResult))


@allowed(KEEPERS)
def length(desk: Desk, result: ScreeningResult, *, words: str = "", part: Part = EVERY) -> int:
    """How many titles a list has."""
    desk.session.flush()
    return int(_run(desk, _LENGTH, **_asked(result, words, part)).scalar_one())


@allowed(KEEPERS)
def listed(
    desk: Desk,
    result: ScreeningResult,
    *,
    words: str = "",
    part: Part = EVERY,
    skip: int = 0,
    most: int = PAGE,
) -> tuple[ScreenedTitle, ...]:
    """The titles with a result, by name; `words` are looked for as they are."""
    desk.session.flush()
    asked = _asked(result, words, part) | {"skip": skip, "most": most}
    return tuple(_line(list(row)) for row in _run(desk, _LISTED, **asked))


@allowed(KEEPERS)
def parts(desk: Desk) -> tuple[PartLine, ...]:
    """The classes, boxes and imports that have something to look at."""
    desk.session.flush()
    found = [
        *(("class", str(k), n, Part(class_main=str(k))) for k, n in _run(desk, _CLASS_PARTS)),
        *(("box", str(name), n, Part(box=row)) for row, name, n in _run(desk, _BOX_PARTS)),
        *(("import", str(file), n, Part(act=row)) for row, file, n in _run(desk, _IMPORT_PARTS)),
    ]
    return tuple(PartLine(what, name, int(n), part) for what, name, n, part in found if n)


@allowed(DESK)
def of_title(desk: Desk, title_id: str) -> ScreeningResult | None:
    """What holds for a title; None outside prisons. Refuses TitleUnknown."""
    if not desk.profile.is_prison:
        return None
    row = _rows(desk, [title_id])[0]
    found = desk.session.get(Screening, row)
    return found.result if found else ScreeningResult.review


@allowed(KEEPERS)
def decide(
    desk: Desk,
    title_ids: Iterable[str],
    result: ScreeningResult,
    *,
    reasons: Iterable[ScreeningReason] = (),
    words: str = "",
) -> Decided:
    """Say what holds for titles from today on, as one act.

    Who keeps a title back says why. Refuses OnlyInPrison, TitleUnknown,
    ScreeningReasonMissing, NothingChanges.
    """
    _only_in_prison(desk)
    why = _reason(reasons, words)
    if result is ScreeningResult.refused and not why:
        raise errors.ScreeningReasonMissing
    rows = _rows(desk, title_ids)
    if not rows:
        raise errors.NothingChanges
    act = journal.begin(desk, ActKind.screen_titles, facts={"result": result, "count": len(rows)})
    return Decided(act.id, len(rows), _write(desk, act, rows, result=result, why=why))


def pass_boxed(desk: Desk, act: JournalAct, title_rows: Sequence[int]) -> int:
    """Let titles of a box that nobody looked at pass inside an act that somebody else opened.

    Only where the house says so; gives how many passed.
    """
    if not desk.profile.is_prison or not house_rules.of(desk).boxes_pass:
        return 0
    known: set[int] = set()
    for start in range(0, len(title_rows), _CHUNK):
        some = title_rows[start : start + _CHUNK]
        known |= set(
            desk.session.scalars(select(col(Screening.title)).where(col(Screening.title).in_(some)))
        )
    rows = [row for row in dict.fromkeys(title_rows) if row not in known]
    if rows:
        _write(desk, act, rows, result=ScreeningResult.passed, why="")
    return len(rows)


def undo_screening(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Let hold what held before; refuses CannotUndo where it was decided again since."""
    desk.session.flush()
    entries = desk.session.execute(
        select(col(Title.row), col(JournalEntry.noun_id), col(JournalDetail.detail))
        .join(Title, col(Title.id) == col(JournalEntry.noun_id))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row, col(JournalEntry.verb) == "screen")
    ).all()
    for row, _title_id, detail in entries:
        now = desk.session.get(Screening, row)
        if now is None or now.act != act.row:
            raise errors.CannotUndo("changed")
        was = json.loads(detail).get("was")
        if was is None:
            desk.session.execute(delete(Screening).where(col(Screening.title) == row))
            desk.session.expunge(now)
            continue
        now.result, now.reason = ScreeningResult(was["result"]), was["reason"]
        now.staff, now.on_day, now.act = was["staff"], date.fromisoformat(was["on"]), was["act"]
        desk.session.add(now)
    desk.session.flush()
    journal.note(desk, undoing, "screen_again", noun="act", noun_id=act.id)
    name = desk.session.get_one(Title, entries[0][0]).title if len(entries) == 1 else ""
    return "", name, ""


def split_reason(said: str) -> tuple[tuple[ScreeningReason, ...], str]:
    """The reasons of the list, and the words beside them."""
    codes, mark, words = said.partition(_MARK)
    if not mark:
        return (), said
    return tuple(ScreeningReason(code) for code in codes.split() if code), words


def _reason(reasons: Iterable[ScreeningReason], words: str) -> str:
    plain = " ".join(words.split())[:LONGEST]
    codes = " ".join(reason for reason in ScreeningReason if reason in set(reasons))
    return f"{codes}{_MARK}{plain}" if codes else plain


def _write(
    desk: Desk, act: JournalAct, rows: Sequence[int], *, result: ScreeningResult, why: str
) -> str:
    first = ""
    for row in rows:
        title = desk.session.get_one(Title, row)
        first = first or title.title
        now = desk.session.get(Screening, row)
        detail: dict[str, Any] = {"result": result, "reason": why}
        if now is not None:
            detail["was"] = {
                "result": now.result,
                "reason": now.reason,
                "staff": now.staff,
                "on": now.on_day,
                "act": now.act,
            }
        journal.note(desk, act, "screen", noun="title", noun_id=title.id, detail=detail)
        now = now or Screening(title=row, result=result, staff=0, on_day=desk.today, act=0)
        now.result, now.reason = result, why
        now.staff, now.on_day, now.act = desk.staff.row, days.trusted_today(desk), act.row
        desk.session.add(now)
    desk.session.flush()
    return first


def _rows(desk: Desk, title_ids: Iterable[str]) -> list[int]:
    wanted = list(dict.fromkeys(title_ids))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        query = select(col(Title.id), col(Title.row)).where(col(Title.id).in_(some))
        found |= {str(id_): int(row) for id_, row in desk.session.execute(query)}
    if len(found) < len(wanted):
        raise errors.TitleUnknown
    return [found[id_] for id_ in wanted]


def _only_in_prison(desk: Desk) -> None:
    if not desk.profile.is_prison:
        raise errors.OnlyInPrison


def _asked(result: ScreeningResult, words: str, part: Part) -> dict[str, Any]:
    return {
        "result": str(result),
        "words": " ".join(words.split()).lower(),
        "class_main": part.class_main,
        "box": part.box,
        "act": part.act,
    }


def _line(cells: list[Any]) -> ScreenedTitle:
    cells[6] = ScreeningResult(cells[6])
    reasons, words = split_reason(cells[7])
    on = date.fromisoformat(cells[9]) if cells[9] else None
    return ScreenedTitle(*[*cells[:7], reasons, words, cells[8], on])


def _run(desk: Desk, statement: Any, **facts: Any) -> Any:  # noqa: ANN401 - rows of the statements above
    return desk.session.connection().execute(statement, facts)
