"""The whole catalogue, or what a filter leaves of it, in the order of the titles' names."""

from collections.abc import Sequence
from functools import cache

from jukung.library import title_lines
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.library.title_filters import EVERY, TitleFilter
from jukung.library.title_lines import LINES, TitleLine
from jukung.store import desk_statements

PAGE = 256
MOST_ROWS = 5_000
"""Of a filtered list so long all rows are found at once.

To look for the few of a page in the order of names takes ten times as long as to go
through the file once and sort what fits.
"""

_NAME = "t.title COLLATE NOCASE"
_UP, _DOWN = f"ORDER BY {_NAME}, t.row", f"ORDER BY {_NAME} DESC, t.row DESC"
_AFTER = f"({_NAME}, t.row) > (:title, :row)"
_BEFORE = f"({_NAME}, t.row) < (:title, :row)"


@allowed(DESK)
def count(desk: Desk, *, where: TitleFilter = EVERY) -> int:
    """How many titles there are."""
    statement = _count(where.condition())
    ((found,),) = desk_statements.named(desk.session, statement, where.facts())
    return int(found)


@allowed(DESK)
def rows(desk: Desk, *, where: TitleFilter, most: int = MOST_ROWS) -> tuple[int, ...] | None:
    """The rows of a filtered list in the order of names; None where it is long."""
    if where.is_empty():
        return None
    statement = _rows(where.condition(), is_indexed=bool(where.class_main))
    found = desk_statements.named(desk.session, statement, where.facts() | {"most": most + 1})
    return tuple(row for (row,) in found) if len(found) <= most else None


@allowed(DESK)
def page_of(desk: Desk, some: Sequence[int]) -> tuple[TitleLine, ...]:
    """The titles of these rows, in their order."""
    return title_lines.of_rows(desk, list(some))


@allowed(DESK)
def page(
    desk: Desk, after: TitleLine | None = None, *, where: TitleFilter = EVERY, most: int = PAGE
) -> tuple[TitleLine, ...]:
    """The titles that follow one in the order of their names."""
    if after is None:
        return _run(desk, "", _UP, where, most=most)
    return _run(desk, _AFTER, _UP, where, most=most, title=after.title, row=after.row)


@allowed(DESK)
def page_before(
    desk: Desk, before: TitleLine, *, where: TitleFilter = EVERY, most: int = PAGE
) -> tuple[TitleLine, ...]:
    """The titles that stand right before one in the order of their names."""
    found = _run(desk, _BEFORE, _DOWN, where, most=most, title=before.title, row=before.row)
    return found[::-1]


@allowed(DESK)
def page_at(
    desk: Desk, skip: int, *, where: TitleFilter = EVERY, most: int = PAGE
) -> tuple[TitleLine, ...]:
    """The titles from a place in the order of their names (14 ms at 90,000)."""
    return _run(desk, "", f"{_UP} LIMIT :most OFFSET :skip", where, most=most, skip=skip)


def _run(
    desk: Desk, key: str, order: str, where: TitleFilter, **facts: object
) -> tuple[TitleLine, ...]:
    limit = "" if "LIMIT" in order else "LIMIT :most"
    statement = _statement(" AND ".join(filter(None, (key, where.condition()))), f"{order} {limit}")
    found = desk_statements.named(desk.session, statement, where.facts() | facts)
    return tuple(TitleLine(*row) for row in found)


@cache
def _statement(condition: str, order: str) -> str:
    return f"{LINES} {_where(condition)} {order}"


@cache
def _rows(condition: str, *, is_indexed: bool) -> str:
    through = "" if is_indexed else "NOT INDEXED"
    # As they lie in the file, so that it ends early where many fit; then by name.
    return f"""
SELECT row FROM (SELECT t.row, t.title FROM title t {through} WHERE {condition} LIMIT :most)
ORDER BY title COLLATE NOCASE, row
"""  # noqa: S608 - our own words


@cache
def _count(condition: str) -> str:
    return f"SELECT count(*) FROM title t {_where(condition)}"  # noqa: S608 - our own words


def _where(condition: str) -> str:
    return f"WHERE {condition}" if condition else ""
