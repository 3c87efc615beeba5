"""Small workbooks of Excel 97 to 2003, written by hand: a file of sectors around records."""

import struct

_SECTOR = 512
_FREE, _END, _OF_TABLE, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_LEAST_STREAM = 4096


def records(*rows):
    """The stream of a workbook with one sheet: texts and numbers in their places."""
    front = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6))
    front += _record(0x0042, struct.pack("<H", 1200))
    name = b"Sheet1"
    ending = _record(0x000A, b"")
    at = len(front) + 4 + 8 + len(name) + len(ending)
    sheet = _record(0x0085, struct.pack("<IHBB", at, 0, len(name), 0) + name)
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6))
    wide = max(map(len, rows), default=0)
    body += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, wide, 0))
    for row, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            head = struct.pack("<HHH", row, place, 0)
            if isinstance(cell, str):
                letters = cell.encode("latin-1")
                body += _record(0x0204, head + struct.pack("<HB", len(letters), 0) + letters)
            else:
                body += _record(0x0203, head + struct.pack("<d", cell))
    return front + sheet + ending + body + ending


def in_sectors(stream, name="Workbook"):
    """A stream in a compound file, as Excel keeps it."""
    stream = stream.ljust(max(_LEAST_STREAM, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    count = len(stream) // _SECTOR
    table = [_OF_TABLE, _END, *range(3, 2 + count), _END]
    allocation = b"".join(struct.pack("<I", each) for each in table).ljust(_SECTOR, b"\xff")
    assert len(allocation) == _SECTOR, "one sector of allocations is enough here"
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _NONE, 2, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _LEAST_STREAM, _END, 0, _END, 0)
    head += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    return head + allocation + entries.ljust(_SECTOR, b"\0") + stream


def _record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content


def _entry(name, kind, child, start, size):
    letters = (name + "\0").encode("utf-16-le")
    made = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
    made += struct.pack("<III", _NONE, _NONE, child) + bytes(16 + 4 + 8 + 8)
    return made + struct.pack("<IQ", start, size)
