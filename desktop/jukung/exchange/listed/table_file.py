"""Rows of cells from any table: Excel old and new, ODS, CSV, HTML that calls itself Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from jukung.domain import errors
from jukung.exchange.listed import (
    first_sheet,
    html_rows,
    ods_rows,
    old_workbook,
    workbook_file,
)
from jukung.exchange.listed.first_sheet import SheetUnreadableError
from jukung.exchange.listed.text_file import check_kind_and_size, open_text
from jukung.exchange.listed.text_rows import Line, rows_of

MOST_LINES = 200_000
MOST_CELLS_OF_A_ROW = 500
LONGEST_CELL = 32_767
"""The letters of a cell in a spreadsheet."""

_ODS_MARK = b"application/vnd.oasis.opendocument.spreadsheet"
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that have something in them, how they were written, how many were empty."""

    lines: tuple[Line, ...]
    source: str
    """`XLSX`, `XLS`, `ODS`, `HTML`, or the encoding of the text."""
    empty_count: int = 0


def read_lines(path: Path) -> Table:
    """Read every row of a table, the first of its sheets that has any.

    Refuses FileMissing, FileUnreadable, NotAFile, FileTooLarge, FileEmpty, FileCut,
    EncodingUnknown, FormatUnknown, RosterUnsafe, RosterTooLarge.
    """
    check_kind_and_size(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        raise errors.FileUnreadable(str(path)) from None
    try:
        rows, source = _rows(path, head)
    except errors.RosterUnknown:
        raise errors.FormatUnknown(path.name) from None
    if len(rows) > MOST_LINES:
        raise errors.RosterTooLarge(path.name, MOST_LINES)
    lines = [Line(row.number, _bounded(row.cells)) for row in rows if _has_words(row.cells)]
    if not lines:
        raise errors.FileEmpty(path.name)
    last = lines[-1].number
    empty = sum(row.number < last and not _has_words(row.cells) for row in rows)
    return Table(tuple(lines), source, empty)


def _rows(path: Path, head: bytes) -> tuple[list[Line], str]:
    if head.startswith(workbook_file.MAGIC):
        if _ODS_MARK in head:
            workbook_file.look_through(path, MOST_LINES, part="content.xml")
            return ods_rows.read_rows(path, limit=MOST_LINES), "ODS"
        return _numbered(workbook_file.read_workbook(path, limit=MOST_LINES)), "XLSX"
    if head.startswith(old_workbook.MAGIC):
        return _numbered(_read_old(path)), "XLS"
    if html_rows.is_html(head):
        return html_rows.read_rows(path), "HTML"
    try:
        file = open_text(path)
    except (errors.LineTooLong, errors.FileTooLarge):
        raise errors.FormatUnknown(path.name) from None
    return rows_of(file.text, keep_breaks=True, most=MOST_LINES), file.encoding.upper()


def _read_old(path: Path) -> list[list[str]]:
    """The first sheet of a workbook of Excel 97 to 2003 that has any row."""
    sound = old_workbook.look_through(path, limit=MOST_LINES)
    try:
        rows = first_sheet.rows_of(BytesIO(sound))
    except SheetUnreadableError:
        raise errors.FormatUnknown(path.name) from None
    if not rows:
        raise errors.FileEmpty(path.name)
    return rows


def _numbered(rows: Sequence[Sequence[str]]) -> list[Line]:
    return [Line(place, tuple(cells)) for place, cells in enumerate(rows, 1)]


def _has_words(cells: Sequence[str]) -> bool:
    return any(cell and not cell.isspace() for cell in cells)


def _bounded(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.strip()[:LONGEST_CELL] for cell in cells[:MOST_CELLS_OF_A_ROW])
