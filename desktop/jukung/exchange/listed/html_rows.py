"""Rows of an HTML table, such as the reports that SLiMS and INLISLite name `.xls`.

The table with most words is taken. Tags are taken as they come, in one pass: Python's own
parser (3.11) takes minutes for a page of torn tags. What a page may hold is bounded.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from jukung.domain.errors import FileUnreadable, FormatUnknown, RosterTooLarge
from jukung.exchange.listed import letters
from jukung.exchange.listed.text_rows import Line

MOST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 200_000
MOST_CELLS = 5_000_000

_MOST_COLUMNS = 500
_LONGEST = 32_767
_DEEPEST = 50
_START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:(?><!--.{0,2000}?-->|<\?xml[^>]*+>|<!doctype[^>]*+>|"
    rb"<(?:meta|style|head|title)\b[^>]*+>[^<]{0,2000}+(?:</(?:style|title)>)?)\s*+)*+"
    rb"<(?:html|table|body|center|div|h[1-6]|p|b)\b",
    re.IGNORECASE | re.DOTALL,
)
_TABLE = re.compile(rb"<table\b", re.IGNORECASE)
_PIECE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*+)([^<>]*+)>|[^<]++|<")
_SPANS = re.compile(r"""\b(col|row)span\s*=\s*["']?\s*([0-9]{1,6})(?![0-9])""")
# A sign by a number that no sign has; Python refuses to reckon with thousands of digits.
_FAR_SIGN = re.compile(r"&#(?:[0-9]{8,}+|[xX][0-9a-fA-F]{7,}+);?")
# Not read.
_SKIPPED = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\b[^<>]*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_SILENT = ("style", "script", "head", "title")


def is_html(head: bytes) -> bool:
    """Whether a file begins like a page with a table."""
    narrow = head.replace(b"\0", b"").removeprefix(b"\xff\xfe") if b"\0" in head[:64] else head
    if not _START.match(narrow):
        return False
    return _TABLE.search(narrow) is not None or b"<html" in narrow[:2000].lower()


def read_rows(path: Path) -> list[Line]:
    """The rows of the largest table; refuses FormatUnknown, FileUnreadable, RosterTooLarge."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RosterTooLarge(path.name, MOST_ROWS)
        raw = path.read_bytes()
    except OSError:
        raise FileUnreadable(str(path)) from None
    text = _SKIPPED.sub(" ", letters.decode(raw, file=path.name).text)
    page = _Page()
    try:
        page.read(text)
        page.finish()
    except _TooLargeError:
        raise RosterTooLarge(path.name, MOST_ROWS) from None
    if not page.best:
        raise FormatUnknown(path.name)
    return [Line(place, cells) for place, cells in enumerate(page.best, 1)]


class _TooLargeError(Exception):
    """More cells or rows than any report has."""


@dataclass(slots=True)
class _Open:
    """A table that is being read."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    row: list[str] | None = None
    cell: list[str] | None = None
    letters: int = 0
    span: int = 1
    hanging: dict[int, tuple[int, str]] = field(default_factory=dict)
    """Cells that reach down into rows to come: how far, and what they say."""
    down: int = 1


class _Page:
    """Collects the tables of a page; one within a cell is a table of its own."""

    def __init__(self) -> None:
        self.best: list[tuple[str, ...]] = []
        self._tables: list[_Open] = []
        self._silent = ""
        self._cells = 0

    def read(self, text: str) -> None:
        """Take every tag and every text between tags, each once."""
        for found in _PIECE.finditer(text):
            if found[2] is None:
                self._say(found[0])
            elif found[1]:
                self._close(found[2].lower())
            else:
                self._begin(found[2].lower(), found[3])

    def _begin(self, tag: str, said: str) -> None:
        if tag in _SILENT and not said.endswith("/"):
            self._silent = tag
        elif tag == "table":
            self._silent = ""
            self._tables = self._tables[: _DEEPEST - 1]
            self._tables.append(_Open())
        elif self._tables:
            self._within(self._tables[-1], tag, dict(_SPANS.findall(said.lower())))

    def _close(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif not self._tables:
            return
        elif tag == "table":
            self._end_row(self._tables[-1])
            self._judge(self._tables.pop())
        elif tag == "tr":
            self._end_row(self._tables[-1])
        elif tag in ("td", "th"):
            self._end_cell(self._tables[-1])

    def _say(self, text: str) -> None:
        table = self._tables[-1] if self._tables else None
        if table and table.cell is not None and not self._silent and table.letters <= _LONGEST:
            table.letters += len(text)
            table.cell.append(text)

    def finish(self) -> None:
        """Take what was never closed."""
        while self._tables:
            self._end_row(self._tables[-1])
            self._judge(self._tables.pop())

    def _within(self, table: _Open, tag: str, said: dict[str, str]) -> None:
        if tag == "tr":
            self._end_row(table)
            table.row = []
        elif tag in ("td", "th"):
            self._end_cell(table)
            table.row = [] if table.row is None else table.row
            table.cell, table.letters = [], 0
            table.span, table.down = _span(said.get("col")), _span(said.get("row"))
        elif tag in ("br", "p", "div", "li") and table.cell is not None:
            table.cell.append(" ")

    def _end_cell(self, table: _Open) -> None:
        if table.cell is None or table.row is None:
            table.cell = None
            return
        self._fill(table)
        raw = _FAR_SIGN.sub("\N{REPLACEMENT CHARACTER}", "".join(table.cell))
        text = " ".join(unescape(raw).split())[:_LONGEST]
        if table.down > 1:
            table.hanging[len(table.row)] = (table.down - 1, text)
        room = _MOST_COLUMNS - len(table.row)
        table.row += [text, *[""] * (table.span - 1)][: max(room, 0)]
        table.cell = None

    def _fill(self, table: _Open) -> None:
        """Put in what reaches down from above at this place."""
        row = table.row if table.row is not None else []
        while (hung := table.hanging.get(len(row))) and len(row) < _MOST_COLUMNS:
            left, text = hung
            if left > 1:
                table.hanging[len(row)] = (left - 1, text)
            else:
                del table.hanging[len(row)]
            row.append(text)

    def _end_row(self, table: _Open) -> None:
        self._end_cell(table)
        if table.row is None:
            return
        self._fill(table)
        self._cells += len(table.row)
        table.rows.append(tuple(table.row))
        table.row = None
        if self._cells > MOST_CELLS or len(table.rows) > MOST_ROWS:
            raise _TooLargeError

    def _judge(self, table: _Open) -> None:
        if _worth(table.rows) > _worth(self.best):
            self.best = table.rows


def _worth(rows: list[tuple[str, ...]]) -> int:
    return sum(sum(map(bool, row)) for row in rows)


def _span(text: str | None) -> int:
    return max(1, min(int(text), _MOST_COLUMNS)) if text else 1
