"""Changes of many titles as one act: written down field by field, and taken back.

The journal keeps each field before and after; taken back is what nobody changed since.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import Audience, ContributorKind, Frequency
from jukung.library import catalogue, journal
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.store.tables import JournalAct, JournalDetail, JournalEntry, Title

CHUNK = 500

Changes = dict[str, dict[str, list[Any]]]
"""Of each title by its id: its changed fields, before and after."""

# Fields that stand in one column which nothing else is made of, by their columns.
PLAIN = frozenset(
    {"publisher", "place", "year", "edition", "collation", "series", "material", "language"}
    | {"audience", "frequency", "call_number", "notes", "statement", "cover_name", "issn"}
    | {"class_main"}
)
_DRAFTED = frozenset(field.name for field in fields(TitleDraft))


def apply(desk: Desk, wanted: Iterable[tuple[Title, TitleDraft]]) -> Changes:
    """Write drafts over titles, and give what became other; equal ones are left."""
    done: Changes = {}
    for row, after in wanted:
        before = catalogue.draft_of(desk, row)
        changed = catalogue.changes(before, after)
        if changed:
            catalogue.rewrite(desk, row, after)
            done[row.id] = changed
    return done


def rows_of(desk: Desk, title_ids: Sequence[str]) -> Iterator[Title]:
    """The titles of these ids that are in the catalogue, in any order."""
    for start in range(0, len(title_ids), CHUNK):
        part = list(title_ids[start : start + CHUNK])
        yield from desk.session.scalars(select(Title).where(col(Title.id).in_(part)))


def undo_changes(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Give fields their former values where nobody changed them since.

    Refuses CannotUndo where nothing is left that could be given back.
    """
    said = _said(desk, act)
    plain, drafted = _parted(said)
    given = _give_plain(desk, plain)
    desk.session.expire_all()
    for row in rows_of(desk, list(drafted)):
        given += give_back(desk, row, drafted[row.id])
    if not given:
        raise errors.CannotUndo("edited")
    desk.session.flush()
    journal.note(desk, undoing, "give_back", noun="titles", noun_id=act.id)
    first = next(rows_of(desk, list(said)), None)
    return "", first.title if first and len(said) == 1 else "", ""


def _said(desk: Desk, act: JournalAct) -> Changes:
    found = desk.session.execute(
        select(col(JournalEntry.noun), col(JournalEntry.noun_id), col(JournalDetail.detail))
        .join(JournalDetail, col(JournalEntry.seq) == col(JournalDetail.seq))
        .where(col(JournalEntry.act) == act.row)
    )
    said: Changes = {}
    for noun, noun_id, text_said in found:
        detail = json.loads(text_said)
        said |= {noun_id: detail} if noun == "title" else detail.get("titles", {})
    if not said:
        raise errors.CannotUndo("forgotten")
    return said


def _parted(said: Changes) -> tuple[dict[str, dict[str, list[Any]]], Changes]:
    """The changes that are one statement each, and those that are a title's whole."""
    plain: dict[str, dict[str, list[Any]]] = {}
    drafted: Changes = {}
    for title_id, changed in said.items():
        if set(changed) <= PLAIN:
            for name, pair in changed.items():
                plain.setdefault(name, {})[title_id] = pair
        else:
            drafted[title_id] = {name: p for name, p in changed.items() if name in _DRAFTED}
    return plain, drafted


def _give_plain(desk: Desk, plain: dict[str, dict[str, list[Any]]]) -> int:
    desk.session.flush()
    given = 0
    for name, of_titles in plain.items():
        statement = text(
            f"UPDATE title SET {name} = :before WHERE id = :id AND {name} = :after"  # noqa: S608 - our own names
        )
        facts = [
            {"id": title_id, "before": before, "after": after}
            for title_id, (before, after) in of_titles.items()
        ]
        given += desk.session.connection().execute(statement, facts).rowcount
    return given


def give_back(desk: Desk, row: Title, changed: dict[str, list[Any]]) -> int:
    """Give a title's fields their former values where they are still as they became.

    Names, roles and kinds only all together: a role of before belongs to a name of before.
    """
    now = catalogue.draft_of(desk, row)
    same = {
        name
        for name, (_before, after) in changed.items()
        if json.loads(json.dumps(getattr(now, name))) == after
    }
    if not catalogue.MAKERS & changed.keys() <= same:
        same -= catalogue.MAKERS
    if same:
        back = {name: from_json(name, changed[name][0]) for name in same}
        catalogue.rewrite(desk, row, replace(now, **back))
    return len(same)


def from_json(name: str, value: Any) -> Any:  # noqa: ANN401 - any field of a draft
    """A field's value as a draft has it, read from a journal's words."""
    if name == "name_kinds":
        return tuple(map(ContributorKind, value))
    if name == "own_fields":
        return tuple((str(key), str(said)) for key, said in value)
    if name in ("audience", "frequency"):
        return Audience(value) if name == "audience" else Frequency(value)
    return tuple(value) if isinstance(value, list) else value
