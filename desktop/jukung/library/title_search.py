"""Searching the catalogue: what fits, or what was likely meant where nothing does.

A title is found by the beginnings of words in any of its fields, in either spelling, by
its ISBN, the number of a copy, or of the box it came in. Only where nothing has the words,
a word is looked for with one letter wrong, or within others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from jukung.domain import codes, isbn, spelling
from jukung.domain.kinds import PlaceKind
from jukung.library import numbers, title_lines, title_ways
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.library.title_filters import EVERY, TitleFilter
from jukung.library.title_lines import SHOWN, TitleLine
from jukung.store import index_words, search
from jukung.store.search_reading import read
from jukung.store.tables import Copy, Place

MOST_NEAR, MOST_INSIDE = 3, 8
# More words than this are no slip of one finger.
MOST_MENDED = 6
# Shorter words are hardly taken for mistyped.
LEAST_MENDED = 4


@dataclass(frozen=True, slots=True)
class TitlesFound:
    """The titles that a search found, the likeliest first."""

    lines: tuple[TitleLine, ...]
    meant: tuple[str, ...] = ()
    """The words that were found instead of one that nothing has; empty where all was found."""
    is_elsewhere: bool = False
    """Whether only the filter keeps titles with these words away."""


@dataclass(frozen=True, slots=True)
class _Group:
    """A word that was typed: what the index is asked for it, and what may stand for it."""

    match: str
    instead: tuple[tuple[str, str], ...] = ()
    """What the index is asked for each word in its place, and that word."""
    is_whole: bool = False
    """Whether what may stand for it are words as they are in titles, not only beginnings."""


_TITLES_OF_ISBN = "SELECT row FROM title WHERE isbn13 = :isbn ORDER BY row"
_TITLES_OF_BOX = """
SELECT DISTINCT c.title FROM box b JOIN box_line n ON n.box = b.row JOIN copy c ON c.row = n.copy
WHERE upper(b.number) = :number AND b.state IN ('here', 'returning') ORDER BY c.title
"""
_TITLES_OF_CORNER = """
SELECT DISTINCT title FROM copy WHERE place <> 1 AND place = :row AND status <> 'withdrawn'
ORDER BY title
"""


@allowed(DESK)
def find(
    desk: Desk, typed: str, *, where: TitleFilter = EVERY, most: int = search.LIMIT
) -> TitlesFound:
    """The titles that fit what was typed, or those that it nearly fits."""
    lines = exactly(desk, typed, where=where, most=most)
    words = search.words_of(typed)
    if lines or not words:
        return TitlesFound(lines)
    if not where.is_empty() and _has_any(desk, typed):
        return TitlesFound((), is_elsewhere=True)
    if len(words) > MOST_MENDED:
        return TitlesFound(())
    for groups in _mended(desk.session, words):
        found = _lines_of(desk, _asked(groups), where=where, most=most)
        if found:
            return TitlesFound(found, _meant(desk.session, groups, found))
    return TitlesFound(())


def exactly(
    desk: Desk, typed: str, *, where: TitleFilter = EVERY, most: int = search.LIMIT
) -> tuple[TitleLine, ...]:
    """The titles that fit what was typed, with no guessing."""
    if exact := _rows_of_number(desk, typed, most=most):
        rows = [*exact, *search.title_rows(desk.session, typed, most=most)]
        return title_lines.of_rows(desk, rows, where=where)
    wanted = search.title_words(typed)
    if wanted is None:
        return ()
    whole = typed.strip().casefold()
    today = spelling.modern(whole)

    def likeliness(line: TitleLine) -> tuple[int, int]:
        name = line.title.casefold()
        if name.startswith(whole):
            return (0 if name == whole else 1), line.row
        return (2 if spelling.modern(name).startswith(today) else 3), line.row

    found = _lines_of(desk, wanted, where=where, most=most)
    return tuple(sorted(found, key=likeliness))


def _lines_of(
    desk: Desk, wanted: search.Wanted, *, where: TitleFilter, most: int
) -> tuple[TitleLine, ...]:
    through = search.Through(
        where.condition(), where.facts(), lambda count: title_ways.rarest(desk, where, count)
    )
    found = search.title_lines(desk.session, SHOWN, wanted, through=through, most=most)
    return tuple(TitleLine(*row) for row in found)


def _has_any(desk: Desk, typed: str) -> bool:
    return bool(exactly(desk, typed, most=1))


def _mended(session: Session, words: Sequence[str]) -> list[list[_Group]]:
    """What may have been meant, the likeliest first."""
    known = [index_words.is_begun(session, word) for word in words]
    if not all(known):
        groups = [
            _Group(search.any_spelling(word)) if is_known else _instead(session, word)
            for word, is_known in zip(words, known, strict=True)
        ]
        return [groups] if all(group.match for group in groups) else []
    # Each is a word, but no title has them all: one of them may have been another.
    found = []
    for place, word in enumerate(words):
        if len(words) > 1 and len(word) >= LEAST_MENDED:
            groups = [_Group(search.any_spelling(each)) for each in words]
            groups[place] = _near(session, word)
            if groups[place].match:
                found.append(groups)
    return found


def _instead(session: Session, word: str) -> _Group:
    # A short word is near to too many; a longer one is rather mistyped than cut in front.
    near = _near(session, word)
    if len(word) > LEAST_MENDED and near.is_whole:
        return near
    inside = index_words.inside(session, word, most=MOST_INSIDE)
    if not inside:
        return near
    return _Group(search.any_of(inside), tuple((f'"{each}"', each) for each in inside))


def _near(session: Session, word: str) -> _Group:
    near = index_words.near(session, word, most=MOST_NEAR)
    if not near:
        return _Group("")
    begins = [each.begin for each in near]
    instead = tuple((f'"{each.begin}"*', each.word) for each in near)
    is_whole = all(each.begin == each.word for each in near)
    return _Group(search.any_of(begins, begun=True), instead, is_whole)


def _asked(groups: Sequence[_Group]) -> search.Wanted:
    everything = search.every(group.match for group in groups)
    return search.Wanted(f"title : ({everything})", everything, len(groups) == 1)


def _meant(
    session: Session, groups: Sequence[_Group], found: Sequence[TitleLine]
) -> tuple[str, ...]:
    """The words in place of others that some title found has together with the rest."""
    meant, rows = [], [line.row for line in found]
    for place, group in enumerate(groups):
        for asks, word in group.instead:
            asked = [each.match for each in groups]
            asked[place] = asks
            if search.has_word(session, search.every(asked), rows):
                meant.append(word)
    return tuple(dict.fromkeys(meant))


def _rows_of_number(desk: Desk, typed: str, *, most: int) -> list[int]:
    """The titles with this ISBN or of this box on loan, or the one with this copy."""
    thirteen = isbn.thirteen(typed)
    if thirteen:
        return _rows(desk, _TITLES_OF_ISBN, {"isbn": thirteen}, most=most)
    copy = numbers.copy_row(desk, typed) if codes.looks_like_number(typed) else None
    if copy is None:
        return _rows_of_box_or_corner(desk, typed, most=most)
    return [int(desk.session.get_one(Copy, copy).title)]


def _rows_of_box_or_corner(desk: Desk, typed: str, *, most: int) -> list[int]:
    found = _rows(desk, _TITLES_OF_BOX, {"number": codes.fold(typed)}, most=most)
    if found or not desk.profile.is_prison:
        return found
    named = select(col(Place.row)).where(
        col(Place.kind) == PlaceKind.corner,
        func.lower(col(Place.name)) == " ".join(typed.split()).lower(),
    )
    corner = desk.session.scalars(named.limit(1)).first()
    if corner is None:
        return []
    return _rows(desk, _TITLES_OF_CORNER, {"row": int(corner)}, most=most)


def _rows(desk: Desk, statement: str, facts: dict[str, object], *, most: int) -> list[int]:
    return [int(row) for (row,) in read(desk.session, f"{statement} LIMIT {most:d}", facts)]
