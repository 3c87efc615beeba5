"""A workbook (XLSX), looked at before it is opened.

A file of a few kilobytes can unpack to gigabytes, name the last cell of a million
rows, or define words that grow into each other. Sizes are counted while unpacking,
for what the file says of itself may be a lie.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jukung.domain.errors import FileEmpty, RosterTooLarge, RosterUnknown, RosterUnsafe
from jukung.exchange.listed import first_sheet
from jukung.exchange.listed.first_sheet import SheetUnreadableError

MOST_ENTRIES = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 100
MOST_CELLS = 5_000_000
MAGIC = b"PK\x03\x04"

_CHUNK = 256 * 1024
_LONGEST_TAG = 4 * 1024 * 1024
# Longer places are none; the reading library takes them for others.
_MOST_LETTERS, _MOST_DIGITS = 6, 12
# Small parts of a workbook are packed closely without meaning harm.
_ANY_RATIO_BELOW = 1024 * 1024
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Where a cell or row says it is, whatever the sheet is called and however it is written.
_PLACE = re.compile(rb"(?<![:\w])r\s*+=\s*+[\"']\s*+([A-Za-z]*+)([0-9]++)")
# Cells as Excel does not write them: without a place, or with a prefix.
_OTHER_CELLS = (b"<c>", b"<c/", b"<c\n", b"<c\r", b"<c\t", b":c")
_TOKEN = re.compile(rb"<(?:[\w.-]++:)?(c|row)(?=[\s/>])")


def read_workbook(path: Path, *, limit: int) -> list[list[str]]:
    """The rows of the first sheet that has any, each cell as text.

    Refuses RosterUnknown, RosterUnsafe, FileEmpty, and RosterTooLarge above the limit of lines.
    """
    look_through(path, limit, part="xl/workbook.xml")
    try:
        rows = first_sheet.rows_of(path)
    except SheetUnreadableError:
        raise RosterUnknown(path.name) from None
    if not rows:
        raise FileEmpty(path.name)
    return rows


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
    size = 0
    corners = _Corners()
    for chunk, fresh in _chunks(packed, entry):
        size += fresh
        much = size > _ANY_RATIO_BELOW and size > MOST_RATIO * max(entry.compress_size, 1)
        narrow = chunk.replace(b"\0", b"")
        if size > most or much or len(chunk) > _LONGEST_TAG or _ENTITIES.search(narrow):
            raise RosterUnsafe(file)
        corners.take(narrow)
        # A sheet is held as one block, from its first cell to its last.
        if corners.cells > MOST_CELLS:
            raise RosterTooLarge(file, limit)
    return size


def _chunks(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """The unpacked entry in pieces that end before a tag, and how much of each is fresh."""
    rest = b""
    with packed.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            whole = rest + piece
            # Text without a tag is cut anywhere.
            at = whole.rfind(b"<")
            cut = at if at > 0 or (at == 0 and len(whole) < _LONGEST_TAG) else len(whole)
            rest = whole[cut:]
            yield whole[:cut], len(piece)
    yield rest, 0


@dataclass(slots=True)
class _Corners:
    """How far a sheet reaches, by what its cells say and by how many there are."""

    rows: int = 0
    columns: int = 0
    unplaced: int = 0
    counted: int = 0
    run: int = 0
    longest: int = 0

    @property
    def cells(self) -> int:
        """The cells of the block around all of them."""
        more = self.longest if self.unplaced else 0
        return max(self.rows, self.counted) * (self.columns + more)

    def take(self, piece: bytes) -> None:
        """Look at a piece of the part."""
        found = _PLACE.findall(piece)
        letters = [place[0] for place in found if place[0]]
        self.columns = max(self.columns, *map(_column_number, set(letters)), 0)
        self.rows = max(self.rows, *map(_row_number, {place[1] for place in found}), 0)
        if len(letters) == piece.count(b"<c ") and not any(map(piece.count, _OTHER_CELLS)):
            self.run = 0
            return
        names = _TOKEN.findall(piece)
        for name in names:
            self.run = self.run + 1 if name == b"c" else 0
            self.longest = max(self.longest, self.run)
        cells = names.count(b"c")
        self.counted += len(names) - cells
        self.unplaced = max(self.unplaced, cells - len(letters))


def _column_number(letters: bytes) -> int:
    if len(letters) > _MOST_LETTERS:
        return MOST_CELLS + 1
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


def _row_number(digits: bytes) -> int:
    return int(digits.lstrip(b"0")[:_MOST_DIGITS] or b"0")
