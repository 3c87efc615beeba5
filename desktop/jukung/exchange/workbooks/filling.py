"""Writing one row of a sheet in place: every other byte of the sheet stays as it was.

A library that wrote the sheet anew would lose what it does not know: extensions,
validations, and names of namespaces on which others insist. Where elements stand only
expat tells; the bytes were read by defusedxml before, which takes no DTD.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from jukung.domain import errors
from jukung.exchange.workbooks.package import Package
from jukung.exchange.workbooks.reading import Layout, letters_of, place_of

MOST_LETTERS = 32_000
"""Of a cell; a workbook takes 32,767."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RECKON = re.compile(rb"<((?:\w+:)?calcPr)\b(?![^>]*fullCalcOnLoad)")
_ENCODING = re.compile(rb"^<\?xml[^>]*encoding=[\"']([^\"']+)", re.IGNORECASE)


@dataclass(slots=True)
class _Piece:
    """An element of the sheet: where its bytes are, and its attributes."""

    tag: str
    start: int
    attributes: dict[str, str]
    end: int = 0
    cells: list["_Piece"] = field(default_factory=list)
    has_formula: bool = False


def filled(package: Package, layout: Layout, values: Mapping[str, int | str]) -> bytes:
    """The bytes of the workbook with these cells in the row; formulas stay.

    Refuses ColumnUnknown, WorkbookDamaged.
    """
    content = package.parts[layout.sheet.part]
    sheet = _Sheet(content, package.path.name)
    wanted: dict[int, int | str] = {}
    for letters, value in values.items():
        place = place_of(f"{letters}1")
        if place is None:
            raise errors.ColumnUnknown(letters)
        if letters not in layout.formulas:
            wanted[place[0]] = value
    changed = {layout.sheet.part: sheet.with_row(layout.row, wanted)}
    book = package.parts[package.book]
    # What reckons with the new figures is reckoned again when the workbook is opened.
    changed[package.book] = _RECKON.sub(rb'<\1 fullCalcOnLoad="1"', book, count=1)
    return package.with_parts(changed)


class _Sheet:
    """The bytes of a sheet with the places of its rows."""

    def __init__(self, content: bytes, file: str) -> None:
        encoding = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
        if content.startswith((b"\xff\xfe", b"\xfe\xff")) or (
            encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
        ):
            raise errors.WorkbookDamaged(file)
        self._content, self._file = content, file
        self._rows: dict[int, _Piece] = {}
        self._styles: list[tuple[int, int, str]] = []
        self._sheet_rows: _Piece | None = None
        self._open: list[_Piece] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as fault:
            raise errors.WorkbookDamaged(file) from fault
        if self._sheet_rows is None:
            raise errors.WorkbookDamaged(file)

    def with_row(self, number: int, values: Mapping[int, int | str]) -> bytes:
        """The sheet with some cells of a row in place of what stood there."""
        row = self._rows.get(number)
        if row is not None:
            return self._put(row.start, row.end, self._row(row, number, values))
        later = [each for each in self._rows if each > number]
        made = self._new_row(number, values)
        if later:
            start = self._rows[min(later)].start
            return self._put(start, start, made)
        rows = self._sheet_rows
        if rows is None:
            raise errors.WorkbookDamaged(self._file)
        if self._content[rows.start : rows.end].endswith(b"/>"):
            opened = self._content[rows.start : rows.end].rstrip(b"/>").rstrip()
            whole = opened + b">" + made + f"</{rows.tag}>".encode()
            return self._put(rows.start, rows.end, whole)
        end = self._content.rindex(b"</", rows.start, rows.end)
        return self._put(end, end, made)

    # --- the row ---

    def _row(self, row: _Piece, number: int, values: Mapping[int, int | str]) -> bytes:
        prefix = row.tag.removesuffix("row")
        style = row.attributes.get("s", "") if row.attributes.get("customFormat") else ""
        pieces: dict[int, bytes] = {}
        column = 0
        for cell in row.cells:
            place = place_of(cell.attributes.get("r", ""))
            column = place[0] if place else column + 1
            pieces[column] = self._named(cell, f"{letters_of(column)}{number}")
            if column in values and not cell.has_formula:
                pieces[column] = _cell(
                    prefix, column, number, values[column], cell.attributes.get("s", "")
                )
        for column, value in values.items():
            if column not in pieces:
                pieces[column] = _cell(prefix, column, number, value, style or self._style(column))
        # Which columns are in the row is a hint for readers; a wrong one is worse than none.
        told = {"r": str(number)} | {k: v for k, v in row.attributes.items() if k != "spans"}
        said = "".join(f" {key}={quoteattr(value)}" for key, value in told.items())
        inside = b"".join(pieces[column] for column in sorted(pieces))
        return f"<{row.tag}{said}>".encode() + inside + f"</{row.tag}>".encode()

    def _new_row(self, number: int, values: Mapping[int, int | str]) -> bytes:
        prefix = self._sheet_rows.tag.removesuffix("sheetData") if self._sheet_rows else ""
        inside = b"".join(
            _cell(prefix, column, number, values[column], self._style(column))
            for column in sorted(values)
        )
        return f'<{prefix}row r="{number}">'.encode() + inside + f"</{prefix}row>".encode()

    def _named(self, cell: _Piece, reference: str) -> bytes:
        whole = self._content[cell.start : cell.end]
        if "r" in cell.attributes:
            return whole
        head = f"<{cell.tag}".encode()
        return head + f' r="{reference}"'.encode() + whole[len(head) :]

    def _style(self, column: int) -> str:
        return next((s for first, last, s in self._styles if first <= column <= last), "")

    def _put(self, start: int, end: int, made: bytes) -> bytes:
        return self._content[:start] + made + self._content[end:]

    # --- where everything stands ---

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        piece = _Piece(tag, self._parser.CurrentByteIndex, attributes)
        self._open.append(piece)
        name = tag.rpartition(":")[2]
        if name == "row":
            number = attributes.get("r") or str(max(self._rows, default=0) + 1)
            if number.isascii() and number.isdigit():
                self._rows[int(number)] = piece
        elif name == "c" and len(self._open) > 1:
            self._open[-2].cells.append(piece)
        elif name == "f" and len(self._open) > 1:
            self._open[-2].has_formula = True
        elif name == "col" and attributes.get("style"):
            self._keep_style(attributes)
        elif name == "sheetData":
            self._sheet_rows = piece

    def _end(self, tag: str) -> None:
        piece = self._open.pop()
        here = self._parser.CurrentByteIndex
        # Of an element without a body the parser gives the place behind it.
        closes = self._content.startswith(f"</{tag}".encode(), here)
        piece.end = self._content.index(b">", here) + 1 if closes else here

    def _keep_style(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdigit() and last.isdigit():
            self._styles.append((int(first), int(last), attributes["style"]))


def _cell(prefix: str, column: int, row: int, value: int | str, style: str) -> bytes:
    """A cell; words are written as words, even where they begin like a formula."""
    look = f" s={quoteattr(style)}" if style else ""
    head = f'<{prefix}c r="{letters_of(column)}{row}"{look}'
    if isinstance(value, int):
        return f"{head}><{prefix}v>{value}</{prefix}v></{prefix}c>".encode()
    plain = escape(_UNPRINTABLE.sub("", value)[:MOST_LETTERS])
    inside = f'<{prefix}is><{prefix}t xml:space="preserve">{plain}</{prefix}t></{prefix}is>'
    return f'{head} t="inlineStr">{inside}</{prefix}c>'.encode()
