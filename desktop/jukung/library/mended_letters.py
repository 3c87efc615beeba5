"""Titles whose letters went through the wrong encoding: found, and repaired on wish."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.domain.twice_encoded import is_twice_encoded, mended
from jukung.library import catalogue, journal, title_changes
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.library.title_batch import EditedTitles
from jukung.store.tables import Title

_LOOKED_AT = ("title", "statement", "people", "subjects", "publisher", "place", "series", "notes")
# The leads of letters that were taken apart; what has none of them is not read.
_LEADS = "*[ÂÃÄÅØÙà-ô]*"


@dataclass(frozen=True, slots=True)
class Garbled:
    """A title with letters that cannot be meant, as it is and as it would be."""

    title_id: str
    title: str
    before: str
    after: str


@allowed(STAFF)
def found(desk: Desk, *, most: int = 500) -> tuple[Garbled, ...]:
    """The titles with such letters, in the order in which they came."""
    columns = [col(getattr(Title, name)) for name in _LOOKED_AT]
    asked = (
        select(col(Title.id), *columns)
        .where(or_(*(column.op("GLOB")(_LEADS) for column in columns)))
        .order_by(col(Title.row))
    )
    lines: list[Garbled] = []
    for title_id, *values in desk.session.execute(asked.execution_options(yield_per=500)):
        wrong = [text for text in values if is_twice_encoded(text) and mended(text) != text]
        if wrong:
            lines.append(Garbled(title_id, str(values[0]), wrong[0], mended(wrong[0])))
        if len(lines) >= most:
            break
    return tuple(lines)


@allowed(STAFF)
def mend(desk: Desk, title_ids: Sequence[str]) -> EditedTitles:
    """Repair the letters of titles; refuses NothingChosen, NothingChanged."""
    if not title_ids:
        raise errors.NothingChosen
    act = journal.begin(desk, ActKind.edit_titles, facts={"field": "letters"})
    changed = title_changes.apply(desk, _mended(desk, title_ids))
    if not changed:
        raise errors.NothingChanged
    journal.note(desk, act, "mend", noun="titles", noun_id=act.id, detail={"titles": changed})
    return EditedTitles(act.id, len(changed))


def _mended(desk: Desk, title_ids: Sequence[str]) -> Iterator[tuple[Title, TitleDraft]]:
    for row in title_changes.rows_of(desk, title_ids):
        draft = catalogue.draft_of(desk, row)
        yield row, replace(draft, **{f.name: _right(getattr(draft, f.name)) for f in fields(draft)})


def _right(value: Any) -> Any:  # noqa: ANN401 - any field of a draft
    if isinstance(value, tuple):
        return tuple(map(_right, value))
    return mended(value) if type(value) is str else value
