"""Several lists as one: each title once, and every second one named."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from jukung.domain.errors import PackStopped
from jukung.exchange.imports.formats import Progress, Stopped, never_stopped, no_progress
from jukung.exchange.packs.plain_text import folded
from jukung.exchange.packs.records import PackRecord

_PACE = 500


class Likeness(StrEnum):
    """Why a title is not taken a second time, or needs a look."""

    isbn = "isbn"
    """The same ISBN and the same title: taken once."""
    title_ = "title"
    """The same title and author, one of them without an ISBN: taken once."""
    isbn_shared = "isbn_shared"
    """The same ISBN under another title: both are taken."""


@dataclass(frozen=True, slots=True)
class Source:
    """A record and where it comes from."""

    file: str
    line: int
    record: PackRecord


@dataclass(frozen=True, slots=True)
class Repeat:
    """A title that was there already, or shares its ISBN with another."""

    why: Likeness
    file: str
    line: int
    title: str
    first_file: str
    first_line: int
    first_title: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The titles of several lists, each once, and what was found twice."""

    records: tuple[PackRecord, ...]
    repeats: tuple[Repeat, ...]


def merge(
    sources: Iterable[Source],
    *,
    of: int = 0,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Merged:
    """Take each title once; what a later one knows more fills the first one's gaps.

    Refuses PackStopped.
    """
    kept = _Kept()
    for count, source in enumerate(sources):
        if count % _PACE == 0:
            if stopped():
                raise PackStopped
            progress(count, of)
        kept.take(source)
    return Merged(tuple(each.record for each in kept.sources), tuple(kept.repeats))


class _Kept:
    """The titles so far, findable by title and by ISBN."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.repeats: list[Repeat] = []
        self._by_title: dict[str, list[int]] = {}
        self._by_isbn: dict[str, int] = {}

    def take(self, source: Source) -> None:
        """Keep a title, or fill the gaps of the one that is here already."""
        near = self._by_title.setdefault(source.record.likeness, [])
        for at in near:
            if why := _like(self.sources[at].record, source.record):
                self.repeats.append(_repeat(why, source, self.sources[at]))
                self._fill(at, source.record)
                return
        digits = source.record.isbn13
        if digits in self._by_isbn:
            first = self.sources[self._by_isbn[digits]]
            self.repeats.append(_repeat(Likeness.isbn_shared, source, first))
        elif digits:
            self._by_isbn[digits] = len(self.sources)
        near.append(len(self.sources))
        self.sources.append(source)

    def _fill(self, at: int, more: PackRecord) -> None:
        filled = _filled(self.sources[at].record, more)
        self.sources[at] = replace(self.sources[at], record=filled)
        if filled.isbn13:
            self._by_isbn.setdefault(filled.isbn13, at)


def _like(first: PackRecord, second: PackRecord) -> Likeness | None:
    """Why two records of one title are the same one; None where they are editions."""
    one, two = first.isbn13, second.isbn13
    if one and two:
        return Likeness.isbn if one == two else None
    who, whom = _author(first), _author(second)
    years = {first.year, second.year} - {""}
    return Likeness.title_ if (who == whom or not who or not whom) and len(years) < 2 else None


def _author(record: PackRecord) -> frozenset[str]:
    """The first author, whichever way round the name is written."""
    return frozenset(folded(record.people[0].name).split()) if record.people else frozenset()


def _filled(first: PackRecord, second: PackRecord) -> PackRecord:
    """The first with what it lacks from the second; an ISBN without check digit is none."""
    more = {
        each.name: getattr(second, each.name)
        for each in fields(PackRecord)
        if not getattr(first, each.name) and getattr(second, each.name)
    }
    if second.isbn13 and not first.isbn13:
        more["isbn"] = second.isbn
    return replace(first, **more) if more else first


def _repeat(why: Likeness, source: Source, first: Source) -> Repeat:
    return Repeat(
        why,
        source.file,
        source.line,
        source.record.title,
        first.file,
        first.line,
        first.record.title,
    )
