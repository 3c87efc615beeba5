"""A list written as a workbook or CSV, row by row."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO

from jukung import words
from jukung.domain import errors
from jukung.exchange.exports.lists import Cell, ListOf, lists_of
from jukung.exchange.exports.whole_file import Progress, Steps, Stopped, writing
from jukung.exchange.harmless import harmless
from jukung.library import backup
from jukung.library.desk import Desk, Library
from jukung.words import _

XLSX, CSV = ".xlsx", ".csv"
MOST_ROWS = 1_048_000
"""Of a sheet; what is beyond goes on the next."""

_MOST_LETTERS = 32_000
_STEP = 500
_FIRST_DAY = "1900-03-01"  # from which on all spreadsheets count alike
_FORMATS = {"number": "#,##0", "money": '"Rp"#,##0', "day": "d mmm yyyy", "text": "@"}
_WIDTHS = {"number": 10, "money": 14, "day": 13, "text": 24}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class ListWritten:
    """A list that was written, and its rows."""

    path: Path
    rows: int


def write(
    library: Library,
    path: Path,
    *,
    code: str,
    progress: Progress = lambda _done, _total: None,
    stopped: Stopped = lambda: False,
) -> ListWritten:
    """Write a list; `.csv` at the end of the name gives CSV, all else a workbook.

    Refuses NotAllowed, ListUnknown, ExportStopped, CannotWrite, DiskFull.
    """
    with library.reading() as desk:
        backup.may_backup(desk)
        found = list_named(desk, code)
        rows, count = found.rows(desk), found.count(desk)
        return write_rows(desk, path, found, rows, count=count, progress=progress, stopped=stopped)


def write_rows(
    desk: Desk,
    path: Path,
    found: ListOf,
    rows: Iterator[tuple[Cell, ...]],
    *,
    count: int,
    progress: Progress = lambda _done, _total: None,
    stopped: Stopped = lambda: False,
) -> ListWritten:
    """Write these rows under the columns of a list; refuses as `write` does."""
    steps = Steps(count, progress=progress, stopped=stopped)
    counted = _counted(rows, steps)
    with writing(path) as file:
        if path.suffix.lower() == CSV:
            _write_csv(file, found, counted)
        else:
            _write_xlsx(file, found, counted, made_on=desk.today)
    return ListWritten(path, steps.total or 0)


def list_named(desk: Desk, code: str) -> ListOf:
    """A list by its code; refuses ListUnknown, also where it has people and a prison asks."""
    known = lists_of(is_prison=desk.profile.is_prison)
    found = next((each for each in known if each.code == code), None)
    if found is None:
        raise errors.ListUnknown(code)
    return found


def _counted(rows: Iterator[tuple[Cell, ...]], steps: Steps) -> Iterator[tuple[Cell, ...]]:
    waiting = 0
    for row in rows:
        yield row
        waiting += 1
        if waiting == _STEP:
            steps.take(waiting)
            waiting = 0
    steps.take(waiting)


def _write_csv(file: BinaryIO, found: ListOf, rows: Iterator[tuple[Cell, ...]]) -> None:
    """UTF-8 with its mark, and `;` in Indonesian, as a double click in Excel wants it."""
    lines = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    lines.write("\ufeff")
    separator = ";" if words.language() == "id" else ","
    out = csv.writer(lines, delimiter=separator, lineterminator="\r\n")
    out.writerow([harmless(_(each.title)) for each in found.columns])
    for row in rows:
        out.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    lines.detach()


def _write_xlsx(
    file: BinaryIO, found: ListOf, rows: Iterator[tuple[Cell, ...]], *, made_on: date
) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415 - a tenth of a second

    plain = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(file, plain)
    created = datetime.combine(made_on, time(), UTC).replace(tzinfo=None)
    book.set_properties({"created": created, "title": _(found.title)})
    looks = {kind: book.add_format({"num_format": form}) for kind, form in _FORMATS.items()}
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F3F0E9", "text_wrap": True})
    sheet, at = _sheet(book, found, head), 1
    try:
        for row in rows:
            if at > MOST_ROWS:
                sheet, at = _sheet(book, found, head), 1
            for place, cell in enumerate(row):
                kind = found.columns[place].kind
                _write_cell(sheet, (at, place), cell, kind=kind, look=looks[kind])
            at += 1
    except BaseException:
        _forget_rows(book)
        raise
    book.close()


def _forget_rows(book: Any) -> None:  # noqa: ANN401 - as below
    """Leave no file with rows behind that the workbook kept aside until its end."""
    for sheet in book.worksheets():
        sheet.row_data_fh.close()
        sheet.row_data_fh_closed = True
        Path(sheet.row_data_filename).unlink(missing_ok=True)


def _sheet(book: Any, found: ListOf, head: Any) -> Any:  # noqa: ANN401 - the library has no types
    sheet = book.add_worksheet()
    for place, column in enumerate(found.columns):
        sheet.set_column(place, place, _WIDTHS[column.kind])
        sheet.write_string(0, place, _(column.title), head)
    sheet.freeze_panes(1, 1)
    return sheet


def _write_cell(
    sheet: Any,  # noqa: ANN401 - as above
    at: tuple[int, int],
    cell: Cell,
    *,
    kind: str,
    look: Any,  # noqa: ANN401 - as above
) -> None:
    if isinstance(cell, int):
        sheet.write_number(*at, cell, look)
    elif cell and kind == "day" and cell >= _FIRST_DAY:
        sheet.write_datetime(*at, datetime.fromisoformat(cell), look)
    elif cell:
        # Asked for as a string, it is one, even where it begins like a formula.
        sheet.write_string(*at, _UNPRINTABLE.sub("", cell)[:_MOST_LETTERS], look)
