"""A workbook (XLSX), looked at before it is opened.

A file of a few kilobytes can unpack to gigabytes, name the last cell of a million
rows, or define words that grow into each other. Sizes are counted while unpacking,
for what the file says of itself may be a lie.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from jukung.domain.errors import FileEmpty, RosterTooLarge, RosterUnknown, RosterUnsafe

MOST_ENTRIES = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 100
MOST_CELLS = 5_000_000
MAGIC = b"PK\x03\x04"

_CHUNK = 256 * 1024
_OVERLAP = 64
# Small parts of a workbook are packed closely without meaning harm.
_ANY_RATIO_BELOW = 1024 * 1024
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLACE = re.compile(rb'<c\b[^>]{0,120}?\br="([A-Z]{1,3})([0-9]{1,7})"')
_SHEET = "xl/worksheets/"

Cell = str | float | int | bool | date | datetime | time | timedelta


def read_workbook(path: Path, *, limit: int) -> list[list[str]]:
    """The rows of the first sheet that has any, each cell as text.

    Refuses RosterUnknown, RosterUnsafe, FileEmpty, and RosterTooLarge above the limit of lines.
    """
    look_through(path, limit, part="xl/workbook.xml")
    try:
        with CalamineWorkbook.from_path(path) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                cells = sheet.to_python(skip_empty_area=False)
                if any(cell != "" for row in cells for cell in row):
                    return [[text_of(cell) for cell in row] for row in cells]
    except (CalamineError, OSError):
        raise RosterUnknown(path.name) from None
    raise FileEmpty(path.name)


def text_of(cell: Cell) -> str:
    """A cell as somebody would type it; days as YYYY-MM-DD, whole numbers without a point."""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else str(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell).strip()


def look_through(path: Path, limit: int, *, part: str) -> None:
    """Unpack everything once without keeping it; one part must be there."""
    try:
        with zipfile.ZipFile(path) as packed:
            entries = packed.infolist()
            if part not in packed.namelist():
                raise RosterUnknown(path.name)
            if len(entries) > MOST_ENTRIES or any(each.flag_bits & 1 for each in entries):
                raise RosterUnsafe(path.name)
            whole = 0
            for entry in entries:
                whole += _look_at(packed, entry, path.name, limit, most=MOST_UNPACKED - whole)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError):
        raise RosterUnknown(path.name) from None
    except OSError:
        raise RosterUnknown(path.name) from None


def _look_at(
    packed: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str, limit: int, *, most: int
) -> int:
    size = columns = rows = 0
    is_sheet = entry.filename.startswith(_SHEET)
    for chunk in _chunks(packed, entry):
        size += len(chunk) - _OVERLAP
        much = size > _ANY_RATIO_BELOW and size > MOST_RATIO * max(entry.compress_size, 1)
        if size > most or much or _ENTITIES.search(chunk.replace(b"\0", b"")):
            raise RosterUnsafe(file)
        for column, row in _PLACE.findall(chunk) if is_sheet else ():
            columns, rows = max(columns, _column_number(column)), max(rows, int(row))
        # A sheet is held as one block, from its first cell to its last.
        if columns * rows > MOST_CELLS:
            raise RosterTooLarge(file, limit)
    return size


def _chunks(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked entry in pieces that overlap, so that no word is cut in two."""
    end = b" " * _OVERLAP
    with packed.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            yield end + piece
            end = (end + piece)[-_OVERLAP:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number
