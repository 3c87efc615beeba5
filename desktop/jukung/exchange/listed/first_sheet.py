"""The first sheet of a workbook that has any row, read by python-calamine.

Files are looked through before: what the reading library reserves room for, it believes.
"""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

Cell = str | float | int | bool | date | datetime | time | timedelta

# By these endings the library knows a file; any other it has to look at.
_KNOWN = (".xlsx", ".xlsm")
_PANIC = "PanicException"


class SheetUnreadableError(ValueError):
    """The reading library cannot make anything of a file."""


def rows_of(source: Path | BinaryIO) -> list[list[str]]:
    """The rows, each cell as text; empty where no sheet has any. Raises SheetUnreadableError.

    Rows end with the last cell that says something.
    """
    try:
        if isinstance(source, Path) and source.suffix.lower() not in _KNOWN:
            # Programs name what they write `.xls`, whatever it is.
            with source.open("rb") as stream:
                return _first(CalamineWorkbook.from_filelike(stream))
        return _first(CalamineWorkbook.from_object(source))
    except (CalamineError, OSError, ValueError, OverflowError) as fault:
        raise SheetUnreadableError from fault
    except BaseException as fault:
        # The library stops so where it did not expect what a torn file says.
        if type(fault).__name__ == _PANIC:
            raise SheetUnreadableError from None
        raise


def _first(book: CalamineWorkbook) -> list[list[str]]:
    with book:
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            before = [""] * sheet.start[1] if sheet.start else []
            rows = [_cells(row, before) for row in sheet.iter_rows()]
            if any(rows):
                return rows
    return []


_BLANK: list[str] = []


def _cells(row: list[Cell], before: list[str]) -> list[str]:
    """The cells up to the last that says something; a sheet may reach far to the right."""
    wide = len(row)
    while wide and row[wide - 1] == "":
        wide -= 1
    if not wide:
        return _BLANK
    return [*before, *(text_of(cell) if cell != "" else "" for cell in row[:wide])]


def text_of(cell: Cell) -> str:
    """A cell as somebody would type it; days as YYYY-MM-DD, whole numbers without a point."""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else str(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell).strip()
