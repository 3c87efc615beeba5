"""The cells of a workbook or CSV that somebody filled in with figures."""

import csv
import io
import re
from pathlib import Path

from jukung.domain import errors
from jukung.exchange.listed.text_file import open_text
from jukung.exchange.listed.workbook_file import read_workbook

MOST_ROWS = 5_000
_GROUPED = re.compile(r"\d{1,3}([.,  ]\d{3})+")


def rows_of(path: Path) -> list[list[str]]:
    """Every row of the first sheet that has any, or of a CSV; refuses NotOurSheet.

    Refuses also what is missing, too large, or packed in an unusual way.
    """
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        try:
            return read_workbook(path, limit=MOST_ROWS)
        except errors.RosterUnknown:
            raise errors.NotOurSheet(path.name) from None
    text = open_text(path).text
    first = text.partition("\n")[0]
    mark = max(";,\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    if len(rows) > MOST_ROWS:
        raise errors.NotOurSheet(path.name)
    return rows


def whole_number(cell: str) -> int | None:
    """`1200`, `1.200` or `1,200` as a number; None for anything else, and for nothing."""
    plain = cell.strip()
    if _GROUPED.fullmatch(plain):
        plain = re.sub(r"\D", "", plain)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 12 else None
