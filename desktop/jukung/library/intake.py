"""Many titles at once, as one act, and taken back at once.

An import writes through here: statements for many rows, one transaction.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import desc, insert, select, text, update
from sqlmodel import SQLModel, col

from jukung.domain import codes, errors
from jukung.domain.ids import new_id
from jukung.domain.kinds import ActKind
from jukung.library import catalogue, journal, undoing
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import INDEX_REBUILT, Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import (
    BlankNumber,
    CardNumber,
    Copy,
    CopyNumber,
    JournalAct,
    Title,
)

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Incoming:
    """One title that comes in, with the numbers of its copies."""

    draft: TitleDraft
    copy_numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an intake stored."""

    import_id: str
    title_count: int
    copy_count: int


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import as the list of imports shows it."""

    import_id: str
    file: str
    format: str
    at: datetime
    title_count: int
    copy_count: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What the undoing of an import removed, and the titles it kept, by name."""

    title_count: int
    copy_count: int
    kept: tuple[str, ...]


_KEPT = (
    "SELECT t.row FROM title t WHERE t.act = :act AND (EXISTS (SELECT 1 FROM loan l "
    "WHERE l.title = t.row) OR EXISTS (SELECT 1 FROM copy c WHERE c.title = t.row "
    "AND c.act <> :act))"
)
_KEPT_NAMES = text(f"SELECT title FROM title WHERE row IN ({_KEPT}) ORDER BY title")  # noqa: S608 - our own words
_REMOVE_COPIES = text(
    "DELETE FROM copy WHERE act = :act "
    "AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.copy = copy.row)"
)
_REMOVE_TITLES = text(f"DELETE FROM title WHERE act = :act AND row NOT IN ({_KEPT})")  # noqa: S608 - our own words

# Thousands of removals leave the index full of gaps.
_REBUILD = text("INSERT INTO title_search (title_search) VALUES ('rebuild')")


@allowed(STAFF)
def known_titles(desk: Desk) -> Counter[tuple[str, ...]]:
    """How often each title is already here, by what `likeness` compares."""
    found = desk.session.execute(
        select(
            col(Title.title),
            col(Title.people),
            col(Title.edition),
            col(Title.publisher),
            col(Title.year),
            col(Title.isbn),
        )
    )
    return Counter(tuple(str(part).casefold() for part in row) for row in found)


def likeness(draft: TitleDraft) -> tuple[str, ...]:
    """What makes two records the same edition of the same title."""
    parts = (
        draft.title.strip(),
        "; ".join(draft.people),
        draft.edition.strip(),
        draft.publisher.strip(),
        draft.year.strip(),
        draft.isbn.strip(),
    )
    return tuple(part.casefold() for part in parts)


@allowed(STAFF)
def taken_numbers(desk: Desk) -> set[str]:
    """Every number, folded, that a copy or card has or had."""
    return set(desk.session.scalars(select(col(CopyNumber.number)))) | set(
        desk.session.scalars(select(col(CardNumber.number)))
    )


@allowed(STAFF)
def receive(
    desk: Desk,
    incoming: Sequence[Incoming],
    *,
    facts: dict[str, Any],
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> Arrival:
    """Store titles and copies as one act; the numbers must be free.

    `progress` is told done and total titles. Refuses ImportStopped, TitleMissing.
    """
    copy_count = sum(len(each.copy_numbers) for each in incoming)
    act = journal.begin(
        desk,
        ActKind.import_titles,
        facts=facts | {"titles": len(incoming), "copies": copy_count},
    )
    next_title = _next_row(desk, "title")
    next_copy = _next_row(desk, "copy")
    for start in range(0, len(incoming), _CHUNK):
        if stopped():
            raise errors.ImportStopped
        chunk = incoming[start : start + _CHUNK]
        next_copy = _write(desk, chunk, act.row, title=next_title + start, copy=next_copy)
        progress(start + len(chunk), len(incoming))
    _mark_stuck(desk, act)
    journal.note(desk, act, "import", noun="titles", noun_id=act.id, detail=facts)
    return Arrival(act.id, len(incoming), copy_count)


@allowed(STAFF)
def take_back(desk: Desk, import_id: str) -> TakenBack:
    """Undo a whole import; what was lent since, or given further copies, is kept.

    Refuses ImportUnknown, ImportUndone.
    """
    act = _import_act(desk, import_id)
    if undoing.is_undone(desk, act):
        raise errors.ImportUndone(import_id)
    connection = desk.session.connection()
    which = {"act": act.row}
    kept = tuple(str(row[0]) for row in connection.execute(_KEPT_NAMES, which))
    undo_act = journal.begin(
        desk, ActKind.undo, undoes=act.row, facts={"kind": act.kind, "kept": len(kept)}
    )
    copies = connection.execute(_REMOVE_COPIES, which).rowcount
    titles = connection.execute(_REMOVE_TITLES, which).rowcount
    connection.execute(_REBUILD)
    desk.session.info[INDEX_REBUILT] = True
    journal.note(desk, undo_act, "undo", noun="import", noun_id=act.id)
    return TakenBack(titles, copies, kept)


@allowed(STAFF)
def imports(desk: Desk, *, most: int = 50) -> tuple[ImportLine, ...]:
    """The imports of this library, the latest first."""
    acts = desk.session.scalars(
        select(JournalAct)
        .where(col(JournalAct.kind) == ActKind.import_titles)
        .order_by(desc(col(JournalAct.row)))
        .limit(most)
    ).all()
    lines = []
    for act in acts:
        facts = json.loads(act.facts)
        lines.append(
            ImportLine(
                act.id,
                facts.get("file", ""),
                facts.get("format", ""),
                act.at,
                facts.get("titles", 0),
                facts.get("copies", 0),
                undoing.is_undone(desk, act),
            )
        )
    return tuple(lines)


def _mark_stuck(desk: Desk, act: JournalAct) -> None:
    """Count labels as printed whose numbers were printed blank before the import."""
    stuck = (
        select(col(CopyNumber.copy_row))
        .join(BlankNumber, col(BlankNumber.number) == col(CopyNumber.number))
        .where(col(BlankNumber.drop_act).is_(None))
    )
    desk.session.execute(
        update(Copy)
        .where(col(Copy.act) == act.row, col(Copy.row).in_(stuck))
        .values(label_printed_at=desk.now),
        execution_options={"synchronize_session": False},
    )


def _import_act(desk: Desk, import_id: str) -> JournalAct:
    act = desk.session.scalars(
        select(JournalAct).where(
            col(JournalAct.id) == import_id, col(JournalAct.kind) == ActKind.import_titles
        )
    ).first()
    if act is None:
        raise errors.ImportUnknown(import_id)
    return act


def _next_row(desk: Desk, table: str) -> int:
    question = text(f"SELECT coalesce(max(row), 0) + 1 FROM {table}")  # noqa: S608 - our own two words
    return int(desk.session.connection().execute(question).scalar_one())


def _write(desk: Desk, chunk: Sequence[Incoming], act: int, *, title: int, copy: int) -> int:
    titles: list[dict[str, Any]] = []
    people: list[dict[str, Any]] = []
    subjects: list[dict[str, Any]] = []
    copies: list[dict[str, Any]] = []
    numbers: list[dict[str, Any]] = []
    for row, each in enumerate(chunk, start=title):
        titles.append(_title_row(desk, each.draft, row=row, act=act))
        people += [{"role": "", **part} for part in _parts(row, each.draft.people)]
        subjects += _parts(row, each.draft.subjects)
        for number in each.copy_numbers:
            copies.append(
                {
                    "row": copy,
                    "id": new_id(),
                    "title": row,
                    "number": number.strip(),
                    "call_number": each.draft.call_number,
                    "added_on": desk.today,
                    "act": act,
                }
            )
            folded = codes.fold(number)
            numbers.append({"number": folded, "bare": codes.bare(folded), "copy": copy})
            copy += 1
    connection = desk.session.connection()
    for table, rows in (
        ("title", titles),
        ("contributor", people),
        ("subject", subjects),
        ("copy", copies),
        ("copy_number", numbers),
    ):
        if rows:
            connection.execute(insert(SQLModel.metadata.tables[table]), rows)
    return copy


def _title_row(desk: Desk, draft: TitleDraft, *, row: int, act: int) -> dict[str, Any]:
    columns = catalogue.columns(draft)
    return columns | {"row": row, "id": new_id(), "added_on": desk.today, "act": act}


def _parts(title: int, names: Iterable[str]) -> list[dict[str, Any]]:
    return [{"title": title, "place": place, "name": name} for place, name in enumerate(names)]
