"""The words of the titles' index near to one that no title has.

Only asked where nothing was found: four milliseconds for one wrong letter and some thirty
for the middle of a word, in a hundred thousand titles.
"""

import json
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from jukung.domain import spelling

LEAST = 3
"""Shorter words are near to too many."""

LONGEST = 24

# A term that begins with a word lies between it and it with a sign behind every letter.
_BEGUN = text("""
SELECT EXISTS (SELECT 1 FROM title_search_word
  WHERE term >= :word AND term < :word || char(1114111))
""")
_NEAR = text("""
WITH slip (word) AS MATERIALIZED (SELECT value FROM json_each(:slips))
SELECT word, (SELECT doc FROM title_search_word WHERE term = word) AS whole,
  (SELECT term FROM title_search_word WHERE term >= word AND term < word || char(1114111)
     ORDER BY doc DESC LIMIT 1) AS likely
FROM slip WHERE EXISTS (SELECT 1 FROM title_search_word
  WHERE term >= word AND term < word || char(1114111))
ORDER BY whole IS NULL, whole DESC, word LIMIT :most
""")
# Numbers, which stand before all letters, are not looked through.
_INSIDE = text("""
SELECT term FROM title_search_word WHERE term >= 'a' AND instr(term, :word)
ORDER BY doc DESC LIMIT :most
""")


@dataclass(frozen=True, slots=True)
class Near:
    """How a word near to another begins, and the likeliest word with that beginning."""

    begin: str
    word: str


def is_begun(session: Session, word: str) -> bool:
    """Whether any title has a word that begins with this one, in either spelling."""
    run = session.connection().execute
    return any(
        run(_BEGUN, {"word": each}).scalar_one()
        for each in dict.fromkeys((spelling.without_marks(word), spelling.modern(word)))
    )


def near(session: Session, word: str, *, most: int) -> list[Near]:
    """Words that one slip makes of this one, the frequent first; else what begins like that."""
    plain = spelling.without_marks(word)
    if not LEAST <= len(plain) <= LONGEST:
        return []
    wanted = {"slips": json.dumps(spelling.one_off(plain)), "most": most + 1}
    found = session.connection().execute(_NEAR, wanted).all()
    whole = [Near(str(row[0]), str(row[0])) for row in found if row[1] is not None]
    # Without its last letter it is only a shorter beginning of the same word.
    begun = [Near(str(row[0]), str(row[2])) for row in found if row[0] != plain[:-1]]
    return (whole or begun)[:most]


def inside(session: Session, word: str, *, most: int) -> list[str]:
    """Words that have this one within them, the most frequent first."""
    plain = spelling.without_marks(word)
    if not LEAST <= len(plain) <= LONGEST:
        return []
    wanted = {"word": plain, "most": most}
    return [str(row[0]) for row in session.connection().execute(_INSIDE, wanted)]
