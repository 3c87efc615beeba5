"""A title as lists show it, and how it is read."""

import json
from dataclasses import dataclass
from functools import cache

from jukung.library.desk import Desk
from jukung.library.title_filters import EVERY, TitleFilter
from jukung.store import search_reading


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A title as a list shows it."""

    row: int
    id: str
    title: str
    people: str
    call_number: str
    year: str
    copy_count: int
    in_count: int
    """How many stand on the shelf."""


SHOWN = """
SELECT t.row, t.id, t.title, t.people, t.call_number, t.year,
  (SELECT count(*) FROM copy c WHERE c.title = t.row AND c.status <> 'withdrawn'),
  (SELECT count(*) FROM copy c WHERE c.title = t.row
     AND c.status IN ('available', 'reading_room') AND NOT EXISTS (SELECT 1 FROM loan l
     WHERE l.copy = c.row AND l.returned_on IS NULL AND l.cancel_act IS NULL)
     AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.copy = c.row AND h.state = 'ready'))
"""
LINES = f"{SHOWN}FROM title t\n"


def of_rows(desk: Desk, rows: list[int], *, where: TitleFilter = EVERY) -> tuple[TitleLine, ...]:
    """The titles of these rows that a filter lets through, in their order, each once."""
    wanted = {"rows": json.dumps(rows), **where.facts()}
    found = search_reading.read(desk.session, _of_rows(where.condition()), wanted)
    lines = {int(row[0]): TitleLine(*row) for row in found}
    return tuple(lines[row] for row in dict.fromkeys(rows) if row in lines)


@cache
def _of_rows(condition: str) -> str:
    fits = f" AND {condition}" if condition else ""
    some = "t.row IN (SELECT value FROM json_each(:rows))"
    return f"{LINES} WHERE {some}{fits}"
