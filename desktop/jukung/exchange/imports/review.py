r"""What is odd about the titles of a list, whatever program wrote it."""

import re
from collections.abc import Iterable, Iterator

from jukung.domain import codes, isbn, published
from jukung.domain.errors import ImportStopped
from jukung.domain.isbn import IsbnShape
from jukung.domain.twice_encoded import is_twice_encoded
from jukung.exchange.imports.formats import Stopped
from jukung.exchange.imports.records import Finding, FindingCode, TitleRecord
from jukung.exchange.listed.letters import LOST

_PACE = 500
_LONGEST_QUOTE = 120
_USUAL_NUMBER = re.compile(rf"[A-Za-z0-9./_-]{{1,{codes.LONGEST}}}")
# SLiMS up to 9.6.0 loses the backslashes of \r\n; 9.7.0 keeps them as letters. The
# words "internasional" and "modern" have the same letters, but no capital after them.
_LOST_BREAK = re.compile(r"[a-z.]rn[A-Z]|[.!?]n[A-Z]|\\n\\n|[.!?]\\n[A-Z]")
# 9.7.0 puts the length of a note of up to fifty bytes, also of an empty one.
_COUNTED_NOTE = re.compile("[0-9]|[1-4][0-9]|50")

_OF_ISBN = {
    IsbnShape.check_digit: FindingCode.isbn_check_digit,
    IsbnShape.issn: FindingCode.isbn_shape,
    IsbnShape.other: FindingCode.isbn_shape,
}


def review(titles: Iterable[TitleRecord], *, stopped: Stopped) -> Iterator[Finding]:
    """Give every finding about the titles, in their order."""
    work = Review()
    for number, title in enumerate(titles):
        if number % _PACE == 0 and stopped():
            raise ImportStopped
        yield from work.of(title)


class Review:
    """Looks at titles one after the other, in their order."""

    def __init__(self) -> None:
        """Begin a list."""
        self._titles: set[str] = set()
        self._numbers: set[str] = set()

    def of(self, title: TitleRecord) -> Iterator[Finding]:
        """Give every finding about the next title."""
        folded = title.title.strip().casefold()
        if folded in self._titles:
            yield Finding(FindingCode.repeated_title, title.line, title.title)
        self._titles.add(folded)
        yield from _of_isbn(title)
        if published.is_unreadable(title.year):
            yield Finding(FindingCode.year_unreadable, title.line, title.year[:_LONGEST_QUOTE])
        yield from _of_copy_numbers(title, self._numbers)
        yield from _of_text(title)


def _of_isbn(title: TitleRecord) -> Iterator[Finding]:
    code = _OF_ISBN.get(isbn.judge(title.isbn))
    if code:
        yield Finding(code, title.line, title.isbn)


def _of_copy_numbers(title: TitleRecord, seen: set[str]) -> Iterator[Finding]:
    numbers = title.copy_numbers or tuple(each.number for each in title.copies if each.number)
    for number in numbers:
        folded = codes.fold(number)
        if folded in seen:
            yield Finding(FindingCode.repeated_copy_number, title.line, number)
        seen.add(folded)
        if not _USUAL_NUMBER.fullmatch(number):
            yield Finding(FindingCode.unusual_copy_number, title.line, number)


def _of_text(title: TitleRecord) -> Iterator[Finding]:
    note = title.notes.strip()
    if _COUNTED_NOTE.fullmatch(note):
        yield Finding(FindingCode.note_is_number, title.line, note)
    cells = _cells(title)
    whole = "\0".join(cells)
    if _LOST_BREAK.search(whole):
        for cell in cells:
            found = _LOST_BREAK.search(cell)
            if found:
                yield _around(FindingCode.lost_line_breaks, title, cell, found.start())
    if not whole.isascii():
        yield from _of_letters(title, cells)


def _of_letters(title: TitleRecord, cells: tuple[str, ...]) -> Iterator[Finding]:
    for cell in filter(is_twice_encoded, cells):
        yield Finding(FindingCode.mojibake, title.line, cell[:_LONGEST_QUOTE])
        break
    for cell in cells:
        if LOST in cell:
            yield _around(FindingCode.letters_lost, title, cell, cell.index(LOST))
            break


def _around(code: FindingCode, title: TitleRecord, cell: str, at: int) -> Finding:
    begin = max(0, at - _LONGEST_QUOTE // 2)
    return Finding(code, title.line, cell[begin : begin + _LONGEST_QUOTE])


def _cells(title: TitleRecord) -> tuple[str, ...]:
    return (
        title.title,
        title.material,
        title.edition,
        title.publisher,
        title.year,
        title.collation,
        title.series,
        title.call_number,
        title.language,
        title.place,
        title.class_number,
        title.notes,
        title.cover_name,
        title.statement,
        *title.people,
        *title.subjects,
    )
