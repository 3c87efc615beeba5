"""A workbook of Excel 97 to 2003 (XLS), looked at before it is opened.

Such a file is a file system of its own, whose chains may bite their tails, around records
that may name the last cell of a sheet. The reading library believes both, and a damaged
file ends the whole program; so the stream is taken out here, looked through, and put into
a plain file of our own making. Sources: [MS-CFB], [MS-XLS].
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jukung.domain.errors import FileTooLarge, FormatUnknown, RosterTooLarge

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST_MB = 30
MOST_CELLS = 5_000_000

_MEGABYTE = 1024 * 1024
_HEADER = 512
_IN_HEADER = 109  # so many places of the table of sectors stand in the header
_END, _OF_TABLE, _NOWHERE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA
_LEAST_STREAM = 4096
_SMALL = 64
_ENTRY = 128
_NAMES = ("workbook", "book")
_OUR_SECTOR = 4096
# Records: the first of a part, the words of the book, the corners of a sheet, and cells.
_BEGIN = frozenset((0x0009, 0x0209, 0x0409, 0x0809))
_WORDS, _MORE, _CORNERS = 0x00FC, 0x003C, frozenset((0x0000, 0x0200))
_CELLS = frozenset(
    (
        *(0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0007, 0x00BD, 0x00BE, 0x00D6, 0x00FD),
        *(0x0201, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406),
    )
)
_RUNS = frozenset((0x00BD, 0x00BE))
_LEAST_WORD = 3


class _WrongError(ValueError):
    """Not such a file, or torn."""


def look_through(path: Path, *, limit: int) -> bytes:
    """The workbook in a plain file around it, as bytes for the reading library.

    Refuses FileTooLarge, FormatUnknown, and RosterTooLarge above the limit of lines.
    """
    try:
        if path.stat().st_size > LARGEST_MB * _MEGABYTE:
            raise FileTooLarge(path.name, LARGEST_MB)
        stream = bytearray(_stream(_File.of(path.read_bytes())))
        _check_words(stream)
        if _most_cells(stream) > MOST_CELLS:
            raise RosterTooLarge(path.name, limit)
    except (OSError, struct.error, _WrongError):
        raise FormatUnknown(path.name) from None
    return _plain_file(bytes(stream))


# --- the file system ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _File:
    """The sectors of a file, and where each goes on."""

    raw: bytes
    sector: int
    table: tuple[int, ...]
    directory: int
    small_table: int

    @classmethod
    def of(cls, raw: bytes) -> "_File":
        """Take the header and the table of sectors."""
        if len(raw) < _HEADER or not raw.startswith(MAGIC):
            raise _WrongError
        (shift,) = struct.unpack_from("<H", raw, 30)
        if shift not in (9, 12):
            raise _WrongError
        directory, _sign, _least, small, _count, more, _more_count = struct.unpack_from(
            "<7I", raw, 48
        )
        made = cls(raw, 1 << shift, (), directory, small)
        places = list(struct.unpack_from(f"<{_IN_HEADER}I", raw, 76))
        seen: set[int] = set()
        while more < _LAST_SECTOR:
            if more in seen:
                raise _WrongError
            seen.add(more)
            *found, more = made.numbers(more)
            places += found
        table: list[int] = []
        for place in places:
            if place < _LAST_SECTOR:
                table += made.numbers(place)
            if len(table) > len(raw):
                raise _WrongError
        return cls(raw, made.sector, tuple(table), directory, small)

    def numbers(self, place: int) -> tuple[int, ...]:
        """A sector of numbers."""
        return struct.unpack(f"<{self.sector // 4}I", self.at(place).ljust(self.sector, b"\xff"))

    def at(self, place: int) -> bytes:
        """A sector; the last of a file may be short."""
        start = (place + 1) * self.sector
        if start >= len(self.raw):
            raise _WrongError
        return self.raw[start : start + self.sector]

    def chain(self, first: int) -> bytes:
        """The sectors of a stream, in their order."""
        return b"".join(self.at(place) for place in _places(first, self.table))

    def entries(self) -> Iterator[tuple[str, int, int, int]]:
        """Name, kind, first sector and size of everything in the file."""
        listed = self.chain(self.directory)
        for start in range(0, len(listed) - _ENTRY + 1, _ENTRY):
            entry = listed[start : start + _ENTRY]
            length, kind = struct.unpack_from("<HB", entry, 64)
            first, size = struct.unpack_from("<II", entry, 116)
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            yield name, kind, first, size


def _places(first: int, table: tuple[int, ...]) -> Iterator[int]:
    left = len(table)
    while first < _LAST_SECTOR:
        if first >= len(table) or not left:
            raise _WrongError
        left -= 1
        yield first
        first = table[first]


def _stream(file: _File) -> bytes:
    """The stream of the workbook."""
    entries = list(file.entries())
    for wanted in _NAMES:
        for name, _kind, first, size in entries:
            if name.casefold() != wanted:
                continue
            if size >= _LEAST_STREAM:
                return file.chain(first)[:size]
            return _small_stream(file, entries, first)[:size]
    raise _WrongError


def _small_stream(file: _File, entries: list[tuple[str, int, int, int]], first: int) -> bytes:
    root = next((start for _name, kind, start, _size in entries if kind == 5), _END)
    whole = file.chain(root)
    listed = file.chain(file.small_table)
    table = struct.unpack(f"<{len(listed) // 4}I", listed[: len(listed) // 4 * 4])
    return b"".join(whole[place * _SMALL : (place + 1) * _SMALL] for place in _places(first, table))


def _plain_file(stream: bytes) -> bytes:
    """A file with this one stream, its sectors in their order."""
    stream = stream.ljust(-(-max(len(stream), 1) // _OUR_SECTOR) * _OUR_SECTOR, b"\0")
    count = len(stream) // _OUR_SECTOR
    each = _OUR_SECTOR // 4
    tables = 1
    while tables * each < tables + 2 + count:
        tables += 1
    # The directory, a sector for small streams that nobody has, the stream.
    table = [_OF_TABLE] * tables + [_END, _END]
    table += [*range(tables + 3, tables + 2 + count), _END]
    table += [_NOWHERE] * (tables * each - len(table))
    head = MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 4, 0xFFFE, 12, 6) + bytes(6)
    head += struct.pack("<9I", 1, tables, tables, 0, _LEAST_STREAM, _END, 0, _END, 0)
    places = [*range(tables), *[_NOWHERE] * (_IN_HEADER - tables)]
    head += struct.pack(f"<{_IN_HEADER}I", *places)
    entries = _entry("Root Entry", 5, 1, tables + 1, 0)
    entries += _entry("Workbook", 2, _NOWHERE, tables + 2, len(stream))
    return b"".join(
        (
            head.ljust(_OUR_SECTOR, b"\0"),
            struct.pack(f"<{len(table)}I", *table),
            entries.ljust(2 * _OUR_SECTOR, b"\0"),
            stream,
        )
    )


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    letters = f"{name}\0".encode("utf-16-le")
    made = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
    made += struct.pack("<III", _NOWHERE, _NOWHERE, child) + bytes(36)
    return made + struct.pack("<IQ", first, size)


# --- the records -------------------------------------------------------------------------------


def _most_cells(stream: bytearray) -> int:
    """The cells of the largest sheet; what would only reserve room is made to say nothing."""
    most = rows = columns = 0
    for kind, start, size in _records(stream):
        if kind in _BEGIN:
            rows = columns = 0
        elif kind in _CORNERS:
            stream[start : start + size] = bytes(size)
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", stream, start)
            more = size // 2 if kind in _RUNS else 0
            rows, columns = max(rows, row + 1), max(columns, column + 1 + more)
            most = max(most, rows * columns)
    return most


def _check_words(stream: bytearray) -> None:
    """Refuse a book that says it has more words than there are letters for."""
    words = letters = 0
    for kind, start, size in _records(stream):
        if kind == _MORE:
            letters += size
        elif words * _LEAST_WORD > letters:
            raise _WrongError
        elif kind == _WORDS:
            (words,) = struct.unpack_from("<I", stream, start + 4)
            letters = size
        else:
            words = 0
    if words * _LEAST_WORD > letters:
        raise _WrongError


def _records(stream: bytearray) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of every record that is whole."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        start, at = at + 4, at + 4 + size
        if at <= len(stream):
            yield kind, start, size
