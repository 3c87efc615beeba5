"""The words of the titles' index, kept in memory while the index stays as it is.

To read them all goes through the places of every word, 25 milliseconds in a hundred
thousand titles; to look through what was read takes less than one. They are read when
somebody first types what no title has, and again after titles changed.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Pool
from sqlmodel import Session

from jukung.store.search_reading import read

# Numbers, which stand before all letters, are left out: in a large library nearly every
# title has one of its own.
FIRST = "a"

_END = chr(1114111)
_WORDS = f"SELECT term, doc FROM title_search_word WHERE term >= '{FIRST}'"  # noqa: S608 - ours
# What the index writes about itself with every change: how much it holds, and of what parts.
_STAMP = "SELECT block FROM title_search_data WHERE id IN (1, 10) ORDER BY id"

_Stamp = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in order, each with how many titles have it."""

    text: str
    """A line of each, with a line end in front of the first too."""
    starts: array[int]
    """Where each begins in the text; and where one more would."""
    counts: array[int]

    def __len__(self) -> int:
        return len(self.counts)

    def word(self, place: int) -> str:
        """The word at a place in the order."""
        return self.text[self.starts[place] : self.starts[place + 1] - 1]

    def begun(self, word: str, among: range) -> range:
        """The places of the words that begin with one, among those of which some do."""
        first = bisect_left(among, word, key=self.word) + among.start
        if first == among.stop or not self.word(first).startswith(word):
            return range(first, first)
        rest = range(first, among.stop)
        return range(first, bisect_left(rest, word + _END, key=self.word) + first)

    def within(self, word: str, *, most: int) -> list[str]:
        """Words that have this one within them, the most frequent first."""
        found = nsmallest(most, self._places_within(word), key=self._rank)
        return [self.word(place) for place in found]

    def likeliest(self, places: range) -> str:
        """The most frequent of some words."""
        return self.word(min(places, key=self._rank))

    def _places_within(self, word: str) -> Iterator[int]:
        at = self.text.find(word)
        while at >= 0:
            place = bisect_right(self.starts, at) - 1
            yield place
            at = self.text.find(word, self.starts[place + 1])

    def _rank(self, place: int) -> tuple[int, int]:
        return -self.counts[place], place


_KEPT: WeakKeyDictionary[Pool, tuple[_Stamp, Vocabulary]] = WeakKeyDictionary()


def words(session: Session) -> Vocabulary:
    """The words of the index as the session sees them."""
    bound = session.bind
    if not isinstance(bound, Engine) or read(session, "PRAGMA query_only", {}) != [(1,)]:
        # What is not yet stored may never be.
        return _read(session)
    # Before the words, so that words of a later moment are not taken for those of this one.
    stamp = tuple(bytes(block) for (block,) in read(session, _STAMP, {}))
    # With the pool all is forgotten that readers remember, as after an index is made anew.
    kept = _KEPT.get(bound.pool)
    if kept is None or kept[0] != stamp:
        kept = _KEPT[bound.pool] = stamp, _read(session)
    return kept[1]


def _read(session: Session) -> Vocabulary:
    found = read(session, _WORDS, {})
    starts, at = array("I", [1]), 1
    for term, _count in found:
        at += len(term) + 1
        starts.append(at)
    text = "\n" + "".join(f"{term}\n" for term, _count in found)
    return Vocabulary(text, starts, array("I", (count for _term, count in found)))
