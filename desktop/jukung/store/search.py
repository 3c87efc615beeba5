"""Finds titles and people while somebody types.

Two tiers, each cut off at fifty in the order of the file: titles that begin
with the words, then any field. Ranking thousands of matches would take a
second at a million titles; re-ranking a hundred in Python takes none.

A filter that few titles fit is gone through by its own index. Any other is asked of the
first thousand that have the words, which are mostly enough.

Each word is asked for as it was typed and in today's spelling; the index has, beside what
is written, the words in today's spelling where they are written in an older one.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlmodel import Session

from jukung.domain import spelling
from jukung.store.search_reading import read

LIMIT = 50
LOOK = 1_000
"""So many titles with the words are held against a filter that more than so many may fit."""

FEW = 20_000
"""More titles are not gathered before the words are looked for."""

MOST_WORDS = 16
"""Further words are not asked for; nobody types so many, but a page may be pasted."""

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the index is asked: for titles that begin with the words, and for any field."""

    begins: str
    anywhere: str
    is_one: bool = True
    """Whether it is one word, so that many titles are likely to begin with it."""


@dataclass(frozen=True, slots=True)
class Among:
    """Few titles, among which all are that a filter wants."""

    rows: str
    """A statement of their rows, some perhaps twice."""
    count: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Through:
    """What is asked of the titles `t` besides words."""

    condition: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    rare: Callable[[int], Among | None] = lambda _most: None
    """Finds at most so many titles, among which all that fit are; None where these are more."""


_ALL = Through()


def title_lines(
    session: Session,
    shown: str,
    wanted: Wanted,
    *,
    through: Through = _ALL,
    most: int = LIMIT,
    look: int = LOOK,
) -> list[tuple[Any, ...]]:
    """What `shown` reads of the titles `t`, the row first; those that begin so come first."""
    if not through.condition:
        return _both(session, _Tier(shown, "", most), wanted, _NOTHING)
    among = through.rare(look)
    if among is None:
        first = _Tier(shown, through.condition, most, look=look)
        found = _of_the_first(session, first, wanted, through.facts)
        if found is not None:
            return found
        among = through.rare(FEW)
    if among is None:
        return _both(session, _Tier(shown, through.condition, most), wanted, through.facts)
    if not among.count:
        return []
    whole = _Tier(shown, through.condition, most, among=among.rows)
    facts = {**through.facts, "first": among.first, "last": among.last}
    return _both(session, whole, wanted, facts)


@dataclass(frozen=True, slots=True)
class _Tier:
    """A statement for the first titles with some words, in the order of the file."""

    shown: str
    condition: str
    most: int
    look: int = 0
    """So many with the words are looked at; 0 for all."""
    among: str = ""


def _of_the_first(
    session: Session, tier: _Tier, wanted: Wanted, facts: Mapping[str, object]
) -> list[tuple[Any, ...]] | None:
    """What the first titles with the words give; None where others might come before these."""
    statement, more = _statement(tier), _more(tier.look)
    found: list[tuple[Any, ...]] = []
    for match in (wanted.begins, wanted.anywhere):
        found = _joined(found, read(session, statement, {"match": match, **facts}), tier)
        if len(found) == tier.most:
            return found
        if read(session, more, {"match": match}):
            return None
    return found


def _both(
    session: Session, tier: _Tier, wanted: Wanted, facts: Mapping[str, object]
) -> list[tuple[Any, ...]]:
    statement = _statement(tier)

    def run(match: str) -> list[tuple[Any, ...]]:
        return read(session, statement, {"match": match, **facts})

    if wanted.is_one:
        begins = run(wanted.begins)
        return begins if len(begins) == tier.most else _joined(begins, run(wanted.anywhere), tier)
    # Several words stand in few titles: mostly all that begin with them are found by this.
    anywhere = run(wanted.anywhere)
    return anywhere if len(anywhere) < tier.most else _joined(run(wanted.begins), anywhere, tier)


def _joined(
    first: list[tuple[Any, ...]], then: list[tuple[Any, ...]], tier: _Tier
) -> list[tuple[Any, ...]]:
    known = {line[0] for line in first}
    return [*first, *(line for line in then if line[0] not in known)][: tier.most]


@cache
def _statement(tier: _Tier) -> str:
    found, among, fits = "title_search", "", ""
    match = "s.title_search MATCH :match"
    if tier.look:
        found = (
            "(SELECT rowid FROM title_search WHERE title_search MATCH :match "  # noqa: S608 - ours
            f"ORDER BY rowid LIMIT {tier.look:d})"
        )
        match = "true"
    if tier.among:
        # The plus keeps the index from being asked for each of these rows apart.
        among = f"AND s.rowid BETWEEN :first AND :last AND +s.rowid IN ({tier.among})"
    if tier.condition:
        fits = f"AND {tier.condition}"
    # CROSS keeps the order: from the index to the titles.
    return (
        f"{tier.shown} FROM {found} s CROSS JOIN title t ON t.row = s.rowid "
        f"WHERE {match} {among} {fits} ORDER BY s.rowid LIMIT {tier.most:d}"
    )


@cache
def _more(look: int) -> str:
    return (
        "SELECT 1 FROM title_search WHERE title_search MATCH :match "  # noqa: S608 - our own words
        f"ORDER BY rowid LIMIT 1 OFFSET {look:d}"
    )


_ANY = (
    "SELECT 1 FROM title_search s WHERE title_search MATCH :match AND s.rowid <= :last "
    "AND +s.rowid IN (SELECT value FROM json_each(:rows)) LIMIT 1"
)

_PEOPLE = "SELECT rowid FROM person_search WHERE person_search MATCH :words ORDER BY rowid LIMIT"


def words_of(typed: str) -> list[str]:
    """The words that the index would make of a text."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", typed))


def title_words(typed: str) -> Wanted | None:
    """What the index is asked for a text; None where it has no word."""
    words = words_of(typed)[:MOST_WORDS]
    if not words:
        return None
    today = [spelling.modern(word) for word in words]
    begins = _at_start(words)
    if today != [word.casefold() for word in words]:
        begins = f"({begins}) OR ({_at_start(today)})"
    return Wanted(begins, every(any_spelling(word) for word in words), len(words) == 1)


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
    wanted = title_words(typed)
    if wanted is None:
        return []
    return [row for (row,) in title_lines(session, "SELECT t.row", wanted, most=most)]


def has_word(session: Session, match: str, rows: Sequence[int]) -> bool:
    """Whether any of these titles fits what the index is asked."""
    wanted = {"match": match, "rows": json.dumps(rows), "last": max(rows, default=0)}
    return bool(read(session, _ANY, wanted))


def person_rows(session: Session, typed: str, *, most: int = LIMIT) -> list[int]:
    """Rows of persons whose name or address has every word typed."""
    words = words_of(typed)
    if not words:
        return []
    wanted = {"words": " ".join(f'"{word}"*' for word in words)}
    return [int(row) for (row,) in read(session, f"{_PEOPLE} {most:d}", wanted)]


def _at_start(words: Sequence[str]) -> str:
    return "title : ^ " + " + ".join(f'"{word}"' for word in words) + "*"
