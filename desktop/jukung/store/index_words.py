"""The words of the titles' index near to one that no title has.

Only asked where nothing was found. Words of letters are looked for among those kept in
memory, what has figures in the index itself.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlmodel import Session

from jukung.domain import spelling
from jukung.store import search_vocabulary
from jukung.store.search_reading import read
from jukung.store.search_vocabulary import Vocabulary

LEAST = 3
"""Shorter words are near to too many."""

LONGEST = 24

# A term that begins with a word lies between it and it with a sign behind every letter.
_BEGUN = """
SELECT EXISTS (SELECT 1 FROM title_search_word
  WHERE term >= :word AND term < :word || char(1114111))
"""
_NEAR = """
WITH slip (word) AS MATERIALIZED (SELECT value FROM json_each(:slips))
SELECT word, coalesce((SELECT doc FROM title_search_word WHERE term = word), 0),
  (SELECT term FROM title_search_word WHERE term >= word AND term < word || char(1114111)
     ORDER BY doc DESC LIMIT 1)
FROM slip WHERE EXISTS (SELECT 1 FROM title_search_word
  WHERE term >= word AND term < word || char(1114111))
"""


@dataclass(frozen=True, slots=True)
class Near:
    """How a word near to another begins, and the likeliest word with that beginning."""

    begin: str
    word: str


@dataclass(frozen=True, slots=True)
class _Slip:
    """A word that one slip makes of another, with which some words begin."""

    word: str
    count: int
    """How many titles have it as it is."""
    likely: Callable[[], str]
    """Finds the most frequent word with this beginning."""


def is_begun(session: Session, word: str) -> bool:
    """Whether any title has a word that begins with this one, in either spelling."""
    return any(
        read(session, _BEGUN, {"word": each}) == [(1,)]
        for each in dict.fromkeys((spelling.without_marks(word), spelling.modern(word)))
    )


def near(session: Session, word: str, *, most: int) -> list[Near]:
    """Words that one slip makes of this one, the frequent first; else what begins like that."""
    plain = spelling.without_marks(word)
    if not LEAST <= len(plain) <= LONGEST:
        return []
    if min(plain) < search_vocabulary.FIRST:
        found = _asked(session, plain)
    else:
        found = _remembered(search_vocabulary.words(session), plain)
    whole = sorted((slip for slip in found if slip.count), key=lambda s: (-s.count, s.word))
    if whole:
        return [Near(slip.word, slip.word) for slip in whole[:most]]
    # Without its last letter it is only a shorter beginning of the same word.
    begun = sorted((s for s in found if s.word != plain[:-1]), key=lambda s: s.word)
    return [Near(slip.word, slip.likely()) for slip in begun[:most]]


def inside(session: Session, word: str, *, most: int) -> list[str]:
    """Words that have this one within them, the most frequent first."""
    plain = spelling.without_marks(word)
    if not LEAST <= len(plain) <= LONGEST:
        return []
    return search_vocabulary.words(session).within(plain, most=most)


def _asked(session: Session, plain: str) -> list[_Slip]:
    """The slips with which some word begins, out of the index."""
    found = read(session, _NEAR, {"slips": json.dumps(spelling.one_off(plain))})
    return [_Slip(slip, count, partial(str, likely)) for slip, count, likely in found]


def _remembered(known: Vocabulary, plain: str) -> list[_Slip]:
    """The slips with which some word begins, out of memory."""
    # Of each slip only the words are looked at that begin as it does, up to a letter behind.
    same = [range(len(known))]
    for length in range(1, len(plain) + 1):
        same.append(known.begun(plain[:length], same[-1]))
    begins: dict[str, range] = {}
    found: dict[str, range] = {}
    for place, slip in spelling.slips(plain):
        begin = slip[: place + 1]
        if begin not in begins:
            begins[begin] = known.begun(begin, same[place])
        if begins[begin] and slip not in found:
            found[slip] = known.begun(slip, begins[begin])
    return [
        _Slip(
            slip,
            known.counts[places[0]] if known.word(places[0]) == slip else 0,
            partial(known.likeliest, places),
        )
        for slip, places in found.items()
        if places and slip not in ("", plain)
    ]
