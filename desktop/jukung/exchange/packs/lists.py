"""Lists of books from anywhere, as records for packs and as copies for boxes.

What `exchange.imports` knows is read by it. Any other table, such as the forms of
INLISLite and lists typed in Excel, is read by the words of its header; the uses of
its columns are a proposal that somebody may change.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from jukung.domain import codes, errors, isbn
from jukung.domain.isbn import IsbnShape
from jukung.exchange.imports import free_columns, free_table, reading
from jukung.exchange.imports.copy_words import price_of
from jukung.exchange.imports.formats import Progress, Stopped, never_stopped, no_progress
from jukung.exchange.imports.free_columns import TitleUse
from jukung.exchange.imports.records import TitleRecord
from jukung.exchange.listed import table_file
from jukung.exchange.listed.text_rows import Line
from jukung.exchange.packs.plain_text import one_line, without_isbd
from jukung.exchange.packs.records import PackRecord, cleaned, from_list, person, split_title

USES = (
    TitleUse.nothing, TitleUse.title_, TitleUse.subtitle, TitleUse.author, TitleUse.more_authors,
    TitleUse.statement, TitleUse.isbn, TitleUse.publisher, TitleUse.place, TitleUse.year,
    TitleUse.pages, TitleUse.language, TitleUse.class_number, TitleUse.call_number,
    TitleUse.subjects, TitleUse.age, TitleUse.series, TitleUse.number, TitleUse.price,
)  # fmt: skip
"""What a pack or a box wants to know of a column."""

_HEADER_WITHIN = 15
_SOUND = (IsbnShape.isbn, IsbnShape.empty, IsbnShape.article)


class Odd(StrEnum):
    """What somebody should know about a line of a list."""

    title_missing = "title_missing"
    """Left out: there is nothing to name it by."""
    isbn_doubtful = "isbn_doubtful"
    """Kept as typed, and not found by its ISBN."""
    number_missing = "number_missing"
    """Left out of a box: the copy has no number."""
    number_twice = "number_twice"
    """Left out of a box: the number stood on an earlier line."""
    price_unreadable = "price_unreadable"
    """Kept without a price."""


@dataclass(frozen=True, slots=True)
class OddLine:
    """One thing found: the list, the line, and the words it is about."""

    what: Odd
    file: str
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class BookLine:
    """A line of a list: its title, the numbers of its copies, what one cost."""

    line: int
    record: PackRecord
    numbers: tuple[str, ...] = ()
    price: int | None = None


@dataclass(frozen=True, slots=True)
class BookList:
    """A list as it was understood; `header` is empty where its format is known."""

    file: str
    format: str
    lines: tuple[BookLine, ...]
    odd: tuple[OddLine, ...]
    header: tuple[str, ...] = ()
    uses: tuple[TitleUse, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    """The first rows, to show beside the proposal."""


def read_list(
    path: Path,
    *,
    uses: Sequence[TitleUse] | None = None,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> BookList:
    """Read a list of books; without `uses` its header says what is what.

    Refuses FileMissing, NotAFile, FileEmpty, ListUnknown, ListWithoutTitles, RosterUnsafe,
    RosterTooLarge, ImportStopped.
    """
    if uses is None:
        try:
            found = reading.read(path, progress=progress, stopped=stopped)
        except (errors.FormatUnknown, errors.LineTooLong):
            pass
        else:
            if found.format not in free_table.NAMES:
                return _known(path.name, found.format, found.titles)
    try:
        table = table_file.read_lines(path)
    except errors.FormatUnknown:
        raise errors.ListUnknown(path.name) from None
    return _table(path.name, table.lines, uses)


def _known(file: str, name: str, titles: Sequence[TitleRecord]) -> BookList:
    lines = tuple(
        BookLine(
            each.line,
            from_list(each),
            each.copy_numbers or tuple(copy.number for copy in each.copies),
        )
        for each in titles
    )
    return BookList(
        file, name, lines, tuple(_odd_isbn(file, each) for each in lines if _is_odd(each))
    )


def _table(file: str, rows: Sequence[Line], uses: Sequence[TitleUse] | None) -> BookList:
    known = [free_columns.known_words(row.cells) for row in rows[:_HEADER_WITHIN]]
    at = max(range(len(known)), key=lambda place: known[place])
    if not known[at]:
        raise errors.ListUnknown(file)
    last = max((n for n, cell in enumerate(rows[at].cells) if cell.strip()), default=0)
    header = tuple(" ".join(cell.split()) for cell in rows[at].cells[: last + 1])
    chosen = (
        tuple(uses) if uses and len(uses) == len(header) else free_columns.guess(header, among=USES)
    )
    if TitleUse.title_ not in chosen:
        raise errors.ListWithoutTitles(file)
    lines: list[BookLine] = []
    odd: list[OddLine] = []
    for row in rows[at + 1 :]:
        cells = _cells(chosen, row)
        made = _line(row.number, cells)
        price_said = cells.get(TitleUse.price, "")
        if price_said and made.price is None:
            odd.append(OddLine(Odd.price_unreadable, file, row.number, price_said[:60]))
        if not made.record.title:
            odd.append(OddLine(Odd.title_missing, file, row.number, _said(row.cells)))
            continue
        if _is_odd(made):
            odd.append(_odd_isbn(file, made))
        lines.append(made)
    samples = tuple(tuple(row.cells[: len(header)]) for row in rows[at + 1 : at + 4])
    return BookList(file, "table", tuple(lines), tuple(odd), header, chosen, samples)


def _cells(uses: Sequence[TitleUse], row: Line) -> dict[TitleUse, str]:
    """What a row says for each use; the first cell of two that say something."""
    cells: dict[TitleUse, str] = {}
    for use, cell in zip(uses, row.cells, strict=False):
        if use is not TitleUse.nothing and not cells.get(use):
            cells[use] = " ".join(cell.split())
    return cells


def _line(number: int, cells: dict[TitleUse, str]) -> BookLine:
    def said(use: TitleUse) -> str:
        return without_isbd(cells.get(use, ""))

    title, subtitle = split_title(cells.get(TitleUse.title_, ""))
    names = [
        *_parts(cells.get(TitleUse.author, "") or cells.get(TitleUse.statement, "")),
        *_parts(cells.get(TitleUse.more_authors, "")),
    ]
    shelf = (
        cells.get(TitleUse.class_number, "") or cells.get(TitleUse.call_number, "").split(" ")[0]
    )
    record = PackRecord(
        title=without_isbd(title),
        subtitle=said(TitleUse.subtitle) or subtitle,
        isbn=cells.get(TitleUse.isbn, ""),
        people=tuple(map(person, names)),
        publisher=said(TitleUse.publisher),
        place=said(TitleUse.place),
        year=said(TitleUse.year),
        pages=said(TitleUse.pages),
        language=said(TitleUse.language),
        class_number=shelf,
        subjects=tuple(_parts(cells.get(TitleUse.subjects, ""), also=",")),
        age=said(TitleUse.age),
        series=said(TitleUse.series),
    )
    copy = one_line(cells.get(TitleUse.number, ""), codes.LONGEST)
    return BookLine(
        number, cleaned(record), (copy,) if copy else (), price_of(cells.get(TitleUse.price, ""))
    )


def _parts(text: str, *, also: str = "") -> list[str]:
    return [part for cut in re.split(rf"[;|{also}]", text) if (part := cut.strip())]


def _said(cells: Sequence[str]) -> str:
    return one_line(" · ".join(filter(None, (cell.strip() for cell in cells))), 80)


def _is_odd(line: BookLine) -> bool:
    return isbn.judge(line.record.isbn) not in _SOUND


def _odd_isbn(file: str, line: BookLine) -> OddLine:
    return OddLine(Odd.isbn_doubtful, file, line.line, line.record.isbn)
