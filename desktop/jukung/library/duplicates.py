"""Titles that are in the catalogue already: while one is typed, and all that there are."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlmodel import col

from jukung.domain import isbn, published, spelling
from jukung.library.desk import Desk
from jukung.library.incoming import same_words
from jukung.library.intake_standing import Likened
from jukung.library.permission import STAFF, allowed
from jukung.store import search
from jukung.store.tables import Copy, Title

_CANDIDATES = 40
_CHUNK = 500
# As `isbn.as_written` tells them; without letters nothing has to be folded.
_WRITTEN = func.upper(func.replace(func.replace(func.replace(col(Title.isbn), "-", ""), " ", ""),
    ".", ""))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Twin:
    """A title that may be the same, and what speaks for it: `isbn` or `title`."""

    id: str
    title: str
    people: str
    publisher: str
    year: str
    isbn: str
    why: str
    copies: int = 0
    """How many copies it has; of those that are compared alone."""


_Numbered = tuple[Twin, str | None]


@allowed(STAFF)
def like(
    desk: Desk, title: str, isbn_typed: str = "", *, but: str = "", most: int = 3
) -> tuple[Twin, ...]:
    """Titles like the one that is typed; `but` is the one that is edited itself."""
    found: dict[str, Twin] = {}
    digits = isbn.thirteen(isbn_typed)
    written = isbn.as_written(isbn_typed)
    if digits or written:
        same = select(Title).limit(most + 1)
        same = (
            same.where(col(Title.isbn13) == digits) if digits else same.where(_WRITTEN.is_(written))
        )
        found |= {row.id: _twin(row, "isbn") for row in desk.session.scalars(same)}
    wanted = letters(title)
    # Two letters fit half the catalogue, and say nothing.
    if len(wanted) > 2:
        rows = search.title_rows(desk.session, title, most=_CANDIDATES)
        for row in desk.session.scalars(select(Title).where(col(Title.row).in_(rows))):
            if letters(row.title) == wanted and not _parted(digits, row.isbn13):
                found.setdefault(row.id, _twin(row, "title"))
    return tuple(each for key, each in found.items() if key != but)[:most]


@allowed(STAFF)
def twins(desk: Desk, *, most: int = 500) -> tuple[tuple[Twin, ...], ...]:
    """Groups of titles that are probably one, the first registered ahead."""
    by_isbn: dict[str, list[Twin]] = {}
    by_name: dict[str, list[_Numbered]] = {}
    for each, digits in _every(desk):
        if number := digits or isbn.as_written(each.isbn):
            by_isbn.setdefault(number, []).append(each)
        by_name.setdefault(letters(each.title), []).append((each, digits))
    groups: list[tuple[Twin, ...]] = []
    seen: set[str] = set()
    same_isbn = (
        [replace(each, why="isbn") for each in group]
        for group in by_isbn.values()
        if len(group) > 1
    )
    for group in (*same_isbn, *_may_be_one(by_name)):
        fresh = tuple(each for each in group if each.id not in seen)
        if len(fresh) > 1:
            groups.append(fresh)
            seen |= {each.id for each in fresh}
        if len(groups) >= most:
            break
    counted = _with_copies(desk, [each for group in groups for each in group])
    return tuple(tuple(counted[each.id] for each in group) for group in groups)


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a title here tells it from another of the same name."""

    author: str
    year: str
    isbn13: str | None


@allowed(STAFF)
def standing(desk: Desk, wanted: Collection[int]) -> dict[int, list[Standing]]:
    """The titles here by `name_key`, those alone whose key is among these."""
    found: dict[int, list[Standing]] = {}
    for each, digits in _every(desk):
        if (key := name_key(each.title)) in wanted:
            one = Standing(_first(each.people), _year(each.year), digits)
            found.setdefault(key, []).append(one)
    return found


def name_key(title: str) -> int:
    """A title's name in little memory; only for as long as the program runs."""
    return hash(same_words(title))


def is_alike(draft: Likened, others: Sequence[Standing]) -> bool:
    """Whether a title is probably one of these, whose name it has.

    The author must be the same; a year that one of both lacks tells nothing.
    """
    author, year = _first("; ".join(draft.people[:1])), _year(draft.year)
    digits = isbn.thirteen(draft.isbn)
    return any(
        each.author == author
        and not _parted(digits, each.isbn13)
        and (not year or not each.year or year == each.year)
        for each in others
    )


@allowed(STAFF)
def of_ids(desk: Desk, ids: Sequence[str]) -> tuple[Twin, ...]:
    """Titles that somebody chose to compare, in this order."""
    asked = select(Title).where(col(Title.id).in_(list(ids)[:500]))
    found = _with_copies(desk, [_twin(row, "chosen") for row in desk.session.scalars(asked)])
    return tuple(found[each] for each in ids if each in found)


def letters(title: str) -> str:
    """A title as titles are compared: letters and figures in today's spelling."""
    shown = title.partition(" / ")[0]
    if not shown.isascii():
        apart = unicodedata.normalize("NFKD", shown)
        shown = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", spelling.modern(shown)))


def _with_copies(desk: Desk, twins_: Sequence[Twin]) -> dict[str, Twin]:
    """The titles by their ids, each with how many copies it has."""
    counts: dict[str, int] = {}
    ids = [each.id for each in twins_]
    for start in range(0, len(ids), _CHUNK):
        asked = (
            select(col(Title.id), func.count())
            .join(Copy, col(Copy.title) == col(Title.row))
            .where(col(Title.id).in_(ids[start : start + _CHUNK]))
            .group_by(col(Title.id))
        )
        counts |= {str(title_id): int(count) for title_id, count in desk.session.execute(asked)}
    return {each.id: replace(each, copies=counts.get(each.id, 0)) for each in twins_}


def _may_be_one(by_name: dict[str, list[_Numbered]]) -> Iterator[list[Twin]]:
    """Of titles with one name those that no author, year or ISBN tells apart."""
    for of_name in by_name.values():
        by_author: dict[str, list[_Numbered]] = {}
        for each in of_name if len(of_name) > 1 else ():
            by_author.setdefault(_first(each[0].people), []).append(each)
        for group in by_author.values():
            yield from _same_years(group)


def _same_years(group: list[_Numbered]) -> Iterator[list[Twin]]:
    rest = [(each, digits, _year(each.year)) for each, digits in group]
    while len(rest) > 1:
        (first, digits, year), *others = rest
        same = [
            other
            for other in others
            if not _parted(digits, other[1]) and (not year or not other[2] or year == other[2])
        ]
        if same:
            yield [first, *(each for each, _digits, _year in same)]
        rest = [other for other in others if other not in same] if same else others


def _parted(mine: str | None, theirs: str | None) -> bool:
    """Whether two numbers say that these are two books."""
    return bool(mine and theirs and mine != theirs)


def _year(said: str) -> str:
    year = published.year_of(said)
    return "" if year is None else str(year)


def _first(people: str) -> str:
    words = re.findall(r"\w+", spelling.modern(people.partition(";")[0]))
    return " ".join(sorted(words))


def _every(desk: Desk) -> Iterator[_Numbered]:
    """All titles, each with the thirteen digits it is looked up by."""
    asked = select(
        *(col(Title.id), col(Title.title), col(Title.people), col(Title.publisher)),
        *(col(Title.year), col(Title.isbn), col(Title.isbn13)),
    ).order_by(col(Title.row))
    for row in desk.session.execute(asked.execution_options(yield_per=2000)):
        title_id, title, people, publisher, year, number, digits = row
        yield Twin(title_id, title, people, publisher, year, number, "title"), digits


def _twin(row: Title, why: str) -> Twin:
    return Twin(row.id, row.title, row.people, row.publisher, row.year, row.isbn, why)
