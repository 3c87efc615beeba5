"""Rows of an OpenDocument spreadsheet, read as they come.

A cell or row may say that it is repeated a million times; what is empty costs nothing
then, and what has words is counted.
"""

import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from jukung.domain.errors import FormatUnknown, RosterTooLarge, RosterUnsafe
from jukung.exchange.listed.text_rows import Line

_CHUNK = 64 * 1024
_MOST_CELLS = 5_000_000
_MOST_COLUMNS = 500
_LONGEST = 32_767
# Rows that say the same are written once, with a number; more than these are no list.
_MOST_ALIKE = 5_000
_DAY = 10
_BREAKS = ("p", "line-break", "tab", "s")


def read_rows(path: Path, *, limit: int) -> list[Line]:
    """The rows of the first sheet that has any; the packing was looked through before.

    Refuses FormatUnknown, RosterUnsafe, RosterTooLarge.
    """
    sheet = _Sheet(limit)
    try:
        with zipfile.ZipFile(path) as packed, packed.open("content.xml") as stream:
            _feed(stream, sheet)
    except _FullError:
        pass
    except _TooLargeError:
        raise RosterTooLarge(path.name, limit) from None
    except DefusedXmlException:
        raise RosterUnsafe(path.name) from None
    except (ParseError, zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, LookupError,
            EOFError, RuntimeError, NotImplementedError):  # fmt: skip
        raise FormatUnknown(path.name) from None
    return sheet.rows


def _feed(stream: IO[bytes], sheet: "_Sheet") -> None:
    parser = DefusedXMLParser(target=sheet, forbid_external=True)
    while chunk := stream.read(_CHUNK):
        parser.feed(chunk)
    parser.close()


class _FullError(Exception):
    """The first sheet with rows has ended."""


class _TooLargeError(Exception):
    """More cells or rows than any list has."""


@dataclass(slots=True)
class _Sheet:
    """Takes the elements of a spreadsheet one by one."""

    limit: int
    rows: list[Line] = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)
    _words: list[str] | None = None
    _value: str = ""
    _repeat: int = 1
    _row_repeat: int = 1
    _row: int = 0
    _size: int = 0
    _letters: int = 0
    _notes: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        name = tag.rpartition("}")[2]
        said = {key.rpartition("}")[2]: text for key, text in attributes.items()}
        if name == "annotation":
            self._notes += 1
        elif name == "table-row":
            self._cells = []
            self._row_repeat = _count(said.get("number-rows-repeated", ""))
        elif name in ("table-cell", "covered-table-cell"):
            self._words, self._letters = [], 0
            self._repeat = _count(said.get("number-columns-repeated", ""))
            self._value = _value(said)
        elif name in _BREAKS and self._words:
            self._words.append(" ")

    def keep_letters(self, text: str) -> None:
        """Keep the words of a cell, not of the notes beside it."""
        if self._words is not None and not self._notes and self._letters <= _LONGEST:
            self._letters += len(text)
            self._words.append(text)

    # The name by which the parser calls it.
    data = keep_letters

    def end(self, tag: str) -> None:
        """Close an element."""
        name = tag.rpartition("}")[2]
        if name == "annotation":
            self._notes -= 1
        elif name in ("table-cell", "covered-table-cell") and self._words is not None:
            text = self._value or " ".join("".join(self._words).split())
            self._words = None
            room = _MOST_COLUMNS - len(self._cells)
            self._cells += [text[:_LONGEST]] * min(self._repeat, room)
        elif name == "table-row":
            self._close_row()
        elif name == "table" and self.rows:
            raise _FullError
        elif name == "table":
            self._row = 0

    def close(self) -> None:
        """End; the rows stay."""

    def _close_row(self) -> None:
        while self._cells and not self._cells[-1]:
            self._cells.pop()
        if self._cells:
            self._size += len(self._cells) * self._row_repeat
            more = len(self.rows) + self._row_repeat
            if self._size > _MOST_CELLS or more > self.limit or self._row_repeat > _MOST_ALIKE:
                raise _TooLargeError
            cells = tuple(self._cells)
            self.rows += [Line(self._row + n, cells) for n in range(1, self._row_repeat + 1)]
        self._row += self._row_repeat


def _count(text: str) -> int:
    return max(1, min(int(text), 10_000_000)) if text[:9].isdigit() and len(text) <= 9 else 1


def _value(said: dict[str, str]) -> str:
    """A number or a day as it is kept, which its looks may cut short."""
    kind = said.get("value-type")
    if kind == "date":
        return said.get("date-value", "")[:_DAY]
    if kind in ("float", "currency", "percentage"):
        text = said.get("value", "")
        return text.removesuffix(".0")
    return ""
