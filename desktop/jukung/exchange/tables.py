"""Reports as files for other programs: workbooks with true figures and days, and CSV.

Words from a library are never taken for a formula, whatever they begin with.
"""

import csv
import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from jukung import words
from jukung.exchange.harmless import harmless
from jukung.exchange.parcels.flushed import write_true
from jukung.figures.reports.report import Cell, ReportColumn, ReportTable, Row
from jukung.figures.reports.writing import NOT_RECORDED

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_LETTERS = 32_000
"""Of a cell; a workbook takes 32,767."""

_FORMATS = {
    "number": "#,##0",
    "rate": "#,##0.0",
    "share": "0.0 %",
    "money": '"Rp"#,##0',
    "day": "d mmm yyyy",
}
_NARROWEST, _WIDEST, _LOOKED_AT = 8, 60, 500
_NO_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_xlsx(tables: Sequence[ReportTable], path: Path) -> Path:
    """Write a workbook with a sheet for each table; refuses DiskFull, CannotWrite."""
    return write_true(path, workbook(tables))


def write_csv(table: ReportTable, path: Path) -> Path:
    """Write a table as CSV that Excel opens by itself; refuses DiskFull, CannotWrite."""
    return write_true(path, lines(table))


def workbook(tables: Sequence[ReportTable]) -> bytes:
    """The bytes of a workbook; the same tables give the same bytes."""
    file = io.BytesIO()
    book = Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    made = max((table.made_on for table in tables), default=date(2000, 1, 1))
    book.set_properties({"created": datetime.combine(made, time(), UTC).replace(tzinfo=None)})
    formats = _Formats(book)
    taken: set[str] = set()
    for table in tables:
        _write_sheet(book.add_worksheet(_sheet_name(table.title, taken)), table, formats)
    book.close()
    return file.getvalue()


def lines(table: ReportTable) -> bytes:
    """The bytes of a CSV: UTF-8 with its mark; `;` and decimal commas in Indonesian."""
    indonesian = words.language() == "id"
    text = io.StringIO(newline="")
    out = csv.writer(text, delimiter=";" if indonesian else ",", lineterminator="\r\n")
    out.writerow([harmless(heading) for heading in table.headings])
    for row in table.rows:
        out.writerow(_plain_cells(row, table.columns, indonesian=indonesian))
    if table.total is not None:
        out.writerow(_plain_cells(table.total, table.columns, indonesian=indonesian))
    out.writerow([])
    for said in filter(None, (table.title, table.definition, table.source, table.note)):
        out.writerow([harmless(said)])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


class _Formats:
    """The few looks of cells, made once for a workbook."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - the library has no types
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.soft: Format = book.add_format({"font_color": "#4C6370"})
        self._heads = {
            right: book.add_format(
                {
                    "bold": True,
                    "bottom": 1,
                    "bg_color": "#F3F0E9",
                    "text_wrap": True,
                    "valign": "vcenter",
                    "align": "right" if right else "left",
                }
            )
            for right in (False, True)
        }
        self._cells = {
            (kind, bold): book.add_format(_look(kind, bold=bold))
            for kind in ("text", *_FORMATS)
            for bold in (False, True)
        }

    def head(self, column: ReportColumn) -> "Format":
        """The look of a column's title."""
        return self._heads[_is_figure(column)]

    def cell(self, kind: str, *, bold: bool) -> "Format":
        """The look of a cell of a kind."""
        return self._cells[kind, bold]


def _look(kind: str, *, bold: bool) -> dict[str, Any]:
    look: dict[str, Any] = {"bold": bold, "align": "left" if kind in ("text", "day") else "right"}
    if kind in _FORMATS:
        look["num_format"] = _FORMATS[kind]
    return look | ({"top": 1} if bold else {})


def _is_figure(column: ReportColumn) -> bool:
    return column.kind not in ("text", "day")


def _write_sheet(sheet: "Worksheet", table: ReportTable, formats: _Formats) -> None:
    above = [table.definition, table.source, *([table.note] if table.note else [])]
    sheet.write_string(0, 0, table.title, formats.title)
    for number, said in enumerate(above, start=1):
        sheet.write_string(number, 0, said, formats.soft)
    head = len(above) + 2
    for place, column in enumerate(table.columns):
        sheet.write_string(head, place, column.title, formats.head(column))
        sheet.set_column(place, place, _width(table, place))
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    for number, row in enumerate(rows):
        bold = number == len(table.rows)
        for place, cell in enumerate(row):
            look = formats.cell(table.columns[place].kind, bold=bold)
            _write_cell(sheet, head + 1 + number, place, cell, look)
    sheet.freeze_panes(head + 1, 1)
    if table.rows:
        sheet.autofilter(head, 0, head + len(table.rows), len(table.columns) - 1)
    sheet.repeat_rows(head)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    if len(table.columns) > 6:
        sheet.set_landscape()


def _write_cell(sheet: "Worksheet", row: int, place: int, cell: Cell, look: "Format") -> None:
    if cell is None:
        sheet.write_string(row, place, NOT_RECORDED, look)
    elif isinstance(cell, str):
        # Asked for as a string, it is one, even where it begins like a formula.
        sheet.write_string(row, place, _UNPRINTABLE.sub("", cell)[:MOST_LETTERS], look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, datetime.combine(cell, time()), look)
    else:
        sheet.write_number(row, place, cell, look)


def _width(table: ReportTable, place: int) -> int:
    shown = [
        table.texts(row)[place]
        for row in (*table.rows[:_LOOKED_AT], *([table.total] if table.total else []))
    ]
    longest = max((len(each) for each in (*shown, table.columns[place].title)), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that a workbook takes: 31 letters, none twice."""
    plain = _NO_NAME.sub(" ", title).strip()[:31] or "1"
    name, number = plain, 2
    while name.casefold() in taken:
        name = f"{plain[:27]} {number}"
        number += 1
    taken.add(name.casefold())
    return name


def _plain_cells(row: Row, columns: Sequence[ReportColumn], *, indonesian: bool) -> list[str]:
    return [
        _plain(cell, column.kind, indonesian=indonesian)
        for cell, column in zip(row, columns, strict=True)
    ]


def _plain(cell: Cell, kind: str, *, indonesian: bool) -> str:
    """A cell that programs read: days as 2026-11-22, figures without dots between."""
    if cell is None:
        return NOT_RECORDED
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell)
    said = f"{cell:.4f}" if kind == "share" else f"{cell:.2f}"
    return said.replace(".", ",") if indonesian else said
