"""Finds titles and people while somebody types.

Two tiers, each cut off at fifty in the order of the file: titles that begin
with the words, then any field. Ranking thousands of matches would take a
second at a million titles; re-ranking a hundred in Python takes none.

Each word is asked for as it was typed and in today's spelling; the index has, beside what
is written, the words in today's spelling where they are written in an older one.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from sqlalchemy import text
from sqlmodel import Session

from jukung.domain import spelling
from jukung.store import desk_statements

LIMIT = 50
MOST_WORDS = 16
"""Further words are not asked for; nobody types so many, but a page may be pasted."""

_NOTHING: Mapping[str, object] = MappingProxyType({})


def title_hits(condition: str = "") -> str:
    """Both tiers as a table `hit`, so that one statement finds and reads what is shown.

    The second tier is not looked at where the first fills the list. A condition speaks of
    the title as `t`.
    """
    join, fits = _through(condition)
    return f"""
WITH begins (row) AS MATERIALIZED (
  SELECT s.rowid FROM title_search s {join}
  WHERE title_search MATCH :begins {fits} ORDER BY s.rowid LIMIT :most
),
hit (row) AS (
  SELECT row FROM begins
  UNION ALL
  SELECT * FROM (
    SELECT s.rowid FROM title_search s {join}
    WHERE title_search MATCH :anywhere AND s.rowid NOT IN begins {fits}
    ORDER BY s.rowid LIMIT :most
  )
  LIMIT :most
)
"""  # noqa: S608 - our own words


_PEOPLE = text(
    "SELECT rowid FROM person_search WHERE person_search MATCH :words ORDER BY rowid LIMIT :most"
)


def words_of(typed: str) -> list[str]:
    """The words that the index would make of a text."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", typed))


def title_words(typed: str, *, most: int = LIMIT) -> dict[str, str | int] | None:
    """What `title_hits` asks for a text; None where it has no word."""
    words = words_of(typed)[:MOST_WORDS]
    if not words:
        return None
    today = [spelling.modern(word) for word in words]
    begins = _at_start(words)
    if today != [word.casefold() for word in words]:
        begins = f"({begins}) OR ({_at_start(today)})"
    return {"begins": begins, "anywhere": every(any_spelling(w) for w in words), "most": most}


def any_spelling(word: str) -> str:
    """What the index is asked for the beginning of a word, in either spelling."""
    today = spelling.modern(word)
    return f'("{word}"* OR "{today}"*)' if today != word.casefold() else f'"{word}"*'


def any_of(words: Sequence[str], *, begun: bool = False) -> str:
    """What the index is asked for one of several words, or for their beginnings."""
    star = "*" if begun else ""
    return "(" + " OR ".join(f'"{word}"{star}' for word in words) + ")"


def every(groups: Iterable[str]) -> str:
    """What the index is asked for all of these at once."""
    return " AND ".join(groups)


def title_rows(session: Session, typed: str, *, most: int = LIMIT) -> list[int]:
    """Rows of titles that fit what was typed; those that begin with it come first."""
    wanted = title_words(typed, most=most)
    if wanted is None:
        return []
    statement = f"{title_hits()} SELECT row FROM hit"  # noqa: S608 - our own words
    return [row for (row,) in desk_statements.named(session, statement, wanted)]


def has_title(
    session: Session, match: str, *, condition: str = "", facts: Mapping[str, object] = _NOTHING
) -> bool:
    """Whether any title fits what the index is asked, and a condition on the title `t`."""
    wanted = {"anywhere": match, **facts}
    return bool(desk_statements.named(session, _any_title(condition), wanted))


@cache
def _any_title(condition: str) -> str:
    join, fits = _through(condition)
    return (
        f"SELECT 1 FROM title_search s {join} "  # noqa: S608 - our own words
        f"WHERE title_search MATCH :anywhere {fits} LIMIT 1"
    )


def _through(condition: str) -> tuple[str, str]:
    """What brings the titles in, and what is asked of them."""
    if not condition:
        return "", ""
    # CROSS keeps the order: from the index to the titles, for the first fifty.
    return "CROSS JOIN title t ON t.row = s.rowid", f"AND {condition}"


def person_rows(session: Session, typed: str, *, most: int = LIMIT) -> list[int]:
    """Rows of persons whose name or address has every word typed."""
    words = words_of(typed)
    if not words:
        return []
    wanted = {"words": " ".join(f'"{word}"*' for word in words), "most": most}
    return [int(row[0]) for row in session.connection().execute(_PEOPLE, wanted)]


def _at_start(words: Sequence[str]) -> str:
    return "title : ^ " + " + ".join(f'"{word}"' for word in words) + "*"
