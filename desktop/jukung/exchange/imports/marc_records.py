"""MARC 21 as ISO 2709 has it: a stream of bytes, cut record by record.

Nothing is trusted that can be seen: records end where 1D stands, not where the leader
says; a line break between records is none of them; the letters are tried before the
leader is asked what they are. What cannot be read is named by its place in the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from jukung.exchange.imports import marc_letters
from jukung.exchange.imports.marc_letters import Letters

MOST_BYTES = 99_999
"""The length of a record is five figures."""

_CHUNK = 256 * 1024
_RECORD_END = b"\x1d"
_FIELD_END = b"\x1e"
_LEADER = 24
_ENTRY = 12
_BETWEEN = b"\r\n\t \x00\x1a\xef\xbb\xbf"
_START = re.compile(rb"[\s\x00]*(?:\xef\xbb\xbf)?[0-9 ]{5}[\x20-\x7e]{15}")
CONTROL_SIGNS = re.compile("[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes between two record ends, and where they begin in the file."""

    position: int
    raw: bytes
    is_too_long: bool = False
    is_cut: bool = False
    """The file ends without the sign that ends a record."""


@dataclass(frozen=True, slots=True)
class MarcField:
    """A field with its two indicators; blanks are blanks, whatever the writer used."""

    tag: str
    indicators: str
    parts: tuple[tuple[str, str], ...]
    """Subfield codes and what they hold, in their order."""

    def first(self, code: str) -> str:
        """What the first subfield of a code holds; empty without one."""
        return next((text for each, text in self.parts if each == code and text), "")

    def every(self, codes: str) -> list[str]:
        """What the subfields of some codes hold, in the order of the record."""
        return [text for each, text in self.parts if each in codes and text]


@dataclass(frozen=True, slots=True)
class MarcRecord:
    """A record: leader, control fields, fields, and how its letters were found."""

    leader: str
    control: tuple[tuple[str, str], ...]
    fields: tuple[MarcField, ...]
    letters: Letters = Letters.utf_8
    is_leader_wrong: bool = False

    def controlled(self, tag: str) -> str:
        """A control field; empty where it is missing."""
        return next((text for each, text in self.control if each == tag), "")

    def under(self, *tags: str) -> list[MarcField]:
        """The fields under some tags, in the order of the record."""
        return [each for each in self.fields if each.tag in tags]


class BadRecord(ValueError):
    """A record that cannot be read; its word says why."""


def is_marc(head: bytes) -> bool:
    """Whether a file begins like a MARC record."""
    if not _START.match(head):
        return False
    start = head.lstrip(_BETWEEN)
    end = start.find(_FIELD_END)
    return end >= _LEADER and b"\x1f" in start[end:]


def pieces(stream: BinaryIO) -> Iterator[Piece]:
    """Cut a stream at the ends of its records; a piece beyond the limit is only counted.

    Line breaks and blanks between records are left out; a tail of them is given where
    the records before it were not parted by such.
    """
    at = 0
    kept = b""
    skipped: int | None = None
    while chunk := stream.read(_CHUNK):
        *whole, kept = (kept + chunk).split(_RECORD_END)
        for raw in whole:
            if skipped is not None:
                yield Piece(at - skipped, b"", is_too_long=True)
                at += len(raw) + 1
                skipped = None
                continue
            yield _piece(at, raw)
            at += len(raw) + 1
        if len(kept) > MOST_BYTES:
            skipped = (skipped or 0) + len(kept)
            at += len(kept)
            kept = b""
    if skipped is not None:
        yield Piece(at - skipped, b"", is_too_long=True)
    elif kept:
        yield _piece(at, kept, is_cut=True)


def _piece(at: int, raw: bytes, *, is_cut: bool = False) -> Piece:
    bare = raw.lstrip(_BETWEEN)
    if len(bare) >= MOST_BYTES:
        return Piece(at, b"", is_too_long=True)
    return Piece(at + len(raw) - len(bare), bare, is_cut=is_cut)


def record_of(raw: bytes) -> MarcRecord:
    """Read the bytes of one record, without the sign that ends it; raises BadRecord."""
    if len(raw) < _LEADER:
        raise BadRecord("leader")
    leader = _leader(raw[:_LEADER])
    base = raw[12:17]
    if not base.isdigit() or raw[int(base) - 1 : int(base)] != _FIELD_END:
        raise BadRecord("base")
    directory = raw[_LEADER : int(base) - 1]
    if not directory or len(directory) % _ENTRY or not directory.isascii():
        raise BadRecord("directory")
    tags, cells = _cells(directory, raw[int(base) :])
    found, is_wrong = marc_letters.of_record(raw, leader)
    control: list[tuple[str, str]] = []
    fields: list[MarcField] = []
    for tag, cell in zip(tags, cells, strict=True):
        if tag.startswith("00") and b"\x1f" not in cell:
            control.append((tag, _plain(marc_letters.decode(cell, found), blanks=True)))
        elif b"\x1f" in cell:
            fields.append(_field(tag, cell, found))
    return MarcRecord(leader, tuple(control), tuple(fields), found, is_wrong)


def _leader(raw: bytes) -> str:
    """The leader; INLISLite's own signs for a blank and a fill leak into it at times."""
    return raw.decode("ascii", "replace").replace("#", " ").replace("*", "|")


def _cells(directory: bytes, body: bytes) -> tuple[list[str], list[bytes]]:
    """The tags and what stands under them, by the directory, or else by their order."""
    tags, cells, fits = [], [], True
    for at in range(0, len(directory), _ENTRY):
        entry = directory[at : at + _ENTRY]
        if not entry[3:].isdigit() or not entry[:3].isalnum():
            raise BadRecord("directory")
        length, start = int(entry[3:7]), int(entry[7:])
        cell = body[start : start + length]
        fits = fits and cell.endswith(_FIELD_END) and cell.count(_FIELD_END) == 1
        tags.append(entry[:3].decode("ascii"))
        cells.append(cell.removesuffix(_FIELD_END))
    if not fits:
        # An editor changed the letters and with them every length; the order is left.
        cells = body.removesuffix(_FIELD_END).split(_FIELD_END)
        if len(cells) != len(tags) or not body.endswith(_FIELD_END):
            raise BadRecord("fields")
    return tags, cells


def _field(tag: str, cell: bytes, letters: Letters) -> MarcField:
    before, *parts = cell.split(b"\x1f")
    indicators = before.decode("ascii", "replace")[:2].ljust(2)
    made = []
    for part in parts:
        text = marc_letters.decode(part, letters)
        if text:
            made.append((text[0].lower(), _plain(text[1:])))
    return MarcField(tag, cleaned_indicators(indicators), tuple(made))


def cleaned_indicators(text: str) -> str:
    """Two indicators, with the blanks and fills of INLISLite's own forms undone."""
    return text.replace("#", " ").replace("*", " ").replace("|", " ").replace("\\", " ")


def _plain(text: str, *, blanks: bool = False) -> str:
    text = CONTROL_SIGNS.sub(" ", text) if not text.isprintable() else text
    return text if blanks else text.strip()
