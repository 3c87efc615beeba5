"""Finds titles and people while somebody types.

Two tiers, each cut off at fifty in the order of the file: titles that begin
with the words, then any field. Ranking thousands of matches would take a
second at a million titles; re-ranking a hundred in Python takes none.
"""

import re
import unicodedata

from sqlalchemy import text
from sqlmodel import Session

LIMIT = 50

TITLE_HITS = """
WITH begins (row) AS MATERIALIZED (
  SELECT rowid FROM title_search WHERE title_search MATCH :begins ORDER BY rowid LIMIT :most
),
hit (row) AS (
  SELECT row FROM begins
  UNION ALL
  SELECT * FROM (
    SELECT rowid FROM title_search
    WHERE title_search MATCH :anywhere AND rowid NOT IN begins ORDER BY rowid LIMIT :most
  )
  LIMIT :most
)
"""
"""Both tiers as a table `hit`, so that one statement finds and reads what is shown.

The second tier is not looked at where the first fills the list.
"""

_TITLES = text(f"{TITLE_HITS} SELECT row FROM hit")  # noqa: S608 - our own words
_PEOPLE = text(
    "SELECT rowid FROM person_search WHERE person_search MATCH :words ORDER BY rowid LIMIT :most"
)


def words_of(typed: str) -> list[str]:
    """The words that the index would make of a text."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", typed))


def title_words(typed: str, *, most: int = LIMIT) -> dict[str, str | int] | None:
    """What `TITLE_HITS` asks for a text; None where it has no word."""
    words = words_of(typed)
    if not words:
        return None
    return {
        "begins": "title : ^ " + " + ".join(f'"{word}"' for word in words) + "*",
        "anywhere": " ".join(f'"{word}"*' for word in words),
        "most": most,
    }


def title_rows(session: Session, typed: str, *, most: int = LIMIT) -> list[int]:
    """Rows of titles that fit what was typed; those that begin with it come first."""
    wanted = title_words(typed, most=most)
    if wanted is None:
        return []
    return [int(row[0]) for row in session.connection().execute(_TITLES, wanted)]


def person_rows(session: Session, typed: str, *, most: int = LIMIT) -> list[int]:
    """Rows of persons whose name or address has every word typed."""
    words = words_of(typed)
    if not words:
        return []
    wanted = {"words": " ".join(f'"{word}"*' for word in words), "most": most}
    return [int(row[0]) for row in session.connection().execute(_PEOPLE, wanted)]
