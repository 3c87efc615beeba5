"""One field of many titles changed at once, as one act."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import bindparam, text

from jukung.domain import classes, errors
from jukung.domain.kinds import ActKind, Audience, Frequency
from jukung.library import catalogue, journal, title_changes
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.library.title_changes import Changes
from jukung.store.tables import Title

MOST = 20_000

# One word for all of them; `class_number` and `subjects` are looked after apart.
FIELDS = (
    *("publisher", "place", "year", "language", "material", "series", "edition"),
    *("audience", "frequency", "class_number", "subjects"),
)
How = Literal["set", "add", "remove"]
"""Subjects can also be added or removed; other fields are set."""


@dataclass(frozen=True, slots=True)
class EditedTitles:
    """How many titles became other, and the act to undo it by."""

    act_id: str
    count: int


@allowed(STAFF)
def edit(
    desk: Desk, title_ids: Sequence[str], field: str, value: str, *, how: How = "set"
) -> EditedTitles:
    """Give one field of many titles a value; an empty one empties it.

    Refuses NothingChosen, TooManyTitles (20,000), FieldUnknown, NothingChanged.
    """
    if not title_ids:
        raise errors.NothingChosen
    if len(title_ids) > MOST:
        raise errors.TooManyTitles(len(title_ids), MOST)
    said = _checked(field, " ".join(value.split()), how)
    act = journal.begin(desk, ActKind.edit_titles, facts={"field": field})
    if field in title_changes.PLAIN:
        changed = _set_plain(desk, title_ids, field, said)
    else:
        changed = title_changes.apply(desk, _drafts(desk, title_ids, field, said, how))
    if not changed:
        raise errors.NothingChanged
    desk.session.expire_all()
    journal.note(desk, act, "edit", noun="titles", noun_id=act.id, detail={"titles": changed})
    return EditedTitles(act.id, len(changed))


def _checked(field: str, value: str, how: How) -> str:
    if field not in FIELDS or (how != "set" and field != "subjects"):
        raise errors.FieldUnknown(field)
    if field in ("audience", "frequency"):
        closed = Audience if field == "audience" else Frequency
        empty = Audience.unknown if field == "audience" else Frequency.none
        if value and value not in set(closed):
            raise errors.FieldUnknown(value)
        return value or str(empty)
    return value


def _set_plain(desk: Desk, title_ids: Sequence[str], field: str, value: str) -> Changes:
    desk.session.flush()
    connection = desk.session.connection()
    found = text(f"SELECT id, {field} FROM title WHERE id IN :ids AND {field} <> :v")  # noqa: S608 - our own names
    found = found.bindparams(bindparam("ids", expanding=True))
    written = text(f"UPDATE title SET {field} = :v WHERE id IN :ids")  # noqa: S608 - as above
    written = written.bindparams(bindparam("ids", expanding=True))
    changed: Changes = {}
    for start in range(0, len(title_ids), title_changes.CHUNK):
        ids = list(title_ids[start : start + title_changes.CHUNK])
        part = {
            str(title_id): {field: [before, value]}
            for title_id, before in connection.execute(found, {"ids": ids, "v": value})
        }
        if part:
            connection.execute(written, {"ids": list(part), "v": value})
        changed |= part
    return changed


def _drafts(
    desk: Desk, title_ids: Sequence[str], field: str, value: str, how: How
) -> Iterator[tuple[Title, TitleDraft]]:
    for row in title_changes.rows_of(desk, title_ids):
        draft = catalogue.draft_of(desk, row)
        after: dict[str, Any] = {field: value}
        if field == "subjects":
            after = {field: _subjects(draft.subjects, value, how)}
        elif _is_other_shelf(draft, value):
            # A call number of the old class would send people to the old shelf.
            after["call_number"] = draft.call_number.replace(draft.class_number, value, 1)
        yield row, replace(draft, **after)


def _is_other_shelf(draft: TitleDraft, class_number: str) -> bool:
    return (
        bool(draft.class_number and class_number)
        and draft.class_number in draft.call_number.split()
        and classes.main_class(class_number) != ""
    )


def _subjects(before: tuple[str, ...], value: str, how: How) -> tuple[str, ...]:
    said = tuple(part.strip() for part in value.split(";") if part.strip())
    if how == "add":
        return tuple(dict.fromkeys((*before, *said)))
    if how == "remove":
        gone = {each.casefold() for each in said}
        return tuple(each for each in before if each.casefold() not in gone)
    return said
