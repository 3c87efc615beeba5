"""Text to rows of cells, in the three ways that lists are written.

    raw       every cell enclosed, quotes inside as they are: one line, one row
    doubled   every cell enclosed, quotes inside doubled, line breaks inside allowed
    sparing   only the cells that need it enclosed (Excel), or none

The last two are read alike. A row that cannot be read so is read by its line alone,
so that one stray quote never swallows the rows after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jukung.exchange.harmless import as_it_was

_LINE = re.compile(r"[^\r\n]*+")
_BREAK = re.compile(r"\r\n|\r|\n")
# Somebody may have saved a million of them.
_BLANK_LINES = re.compile(r"(?: *+(?:\r\n|\r|\n))*+")
# A row of so many cells is none; it keeps a line of a million quotes cheap.
_MOST_CELLS = 1000
_BLANK = (" ", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of a file are written."""

    separator: str
    quote: str = '"'
    enclosed: bool = False
    """Every cell is enclosed, not only those that need it."""
    raw: bool = False
    """Quotes inside stand as they are; goes with `enclosed`."""

    @property
    def joint(self) -> str:
        """What stands between two enclosed cells."""
        return self.quote + self.separator + self.quote


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, the line it begins on and where it ends in the text."""

    line: int
    cells: list[str]
    end: int
    torn: bool = False
    """A cell was opened and not closed."""
    by_line: bool = False
    """A quote is in the wrong place, so the row was taken from its line alone."""


def read_rows(text: str, layout: Layout, *, width: int, start: int = 0) -> Iterator[Row]:
    """Give every row from a place on that has something in it, blank lines left out.

    Lines are counted from that place on.

    Text that was marked on its way out, so that no spreadsheet calculates it, is as it was.
    """
    made = _raw_rows if layout.raw else _quoted_rows
    for row in made(text, layout, width, start):
        for at, cell in enumerate(row.cells):
            if cell[:1] == "'":
                row.cells[at] = as_it_was(cell)
        yield row


def split_enclosed(line: str, layout: Layout) -> list[str] | None:
    """The cells of a line whose cells are all enclosed, quotes inside untouched."""
    line = line.rstrip(" ").removesuffix(layout.separator)
    quote = layout.quote
    if len(line) < 2 or not (line.startswith(quote) and line.endswith(quote)):
        return None
    return line[1:-1].split(layout.joint)


def has_single_quote(cell: str, quote: str) -> bool:
    """Whether a cell has a quote that no other one stands beside."""
    return quote in cell and quote in cell.replace(quote * 2, "")


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with where each begins."""
    at = 0
    while at < len(text):
        line = _line_at(text, at)
        if line.strip(" "):
            yield at, line
        at = _after_blanks(text, _after_break(text, at + len(line)))


def _raw_rows(text: str, layout: Layout, _width: int, start: int) -> Iterator[Row]:
    ending = "\r" if text.count("\r", start) > text.count("\n", start) else "\n"
    at, number = start, 0
    while at < len(text):
        end, number = text.find(ending, at) + 1 or len(text), number + 1
        line = text[at:end].strip("\r\n")
        at = end
        if not line.strip(" "):
            continue
        cells = split_enclosed(line, layout)
        if cells is not None:
            yield Row(number, cells, end)
        else:
            torn = line.startswith(layout.quote)
            yield Row(number, line.split(layout.separator), end, torn)


def _quoted_rows(text: str, layout: Layout, width: int, start: int) -> Iterator[Row]:
    patterns = _Patterns.of(layout)
    at, number = start, 1
    while at < len(text):
        line = _line_at(text, at)
        if line.strip(" "):
            cells = _plain_cells(line, layout)
            if cells is None:
                row = _row_at(text, at, number, (patterns, layout, width))
                number += len(_BREAK.findall(text, at, row.end))
            else:
                row = Row(number, cells, at + len(line))
            yield row
            at = row.end
        else:
            at += len(line)
        at, number = _after_break(text, at), number + 1
        if text[at : at + 1] in _BLANK:
            blanks = _after_blanks(text, at)
            at, number = blanks, number + len(_BREAK.findall(text, at, blanks))


def _plain_cells(line: str, layout: Layout) -> list[str] | None:
    """The cells of a line without quotes but the enclosing ones; the usual case."""
    quote = layout.quote
    if quote not in line:
        return line.split(layout.separator)
    if len(line) > 1 and line[0] == line[-1] == quote:
        cells = line[1:-1].split(layout.joint)
        if line.count(quote) == 2 * len(cells):
            return cells
    return None


@dataclass(frozen=True, slots=True)
class _Patterns:
    enclosed: re.Pattern[str]
    bare: re.Pattern[str]

    @classmethod
    def of(cls, layout: Layout) -> "_Patterns":
        q, s = re.escape(layout.quote), re.escape(layout.separator)
        return cls(
            re.compile(f"{q}([^{q}]*+(?:{q}{q}[^{q}]*+)*+){q}"),
            re.compile(rf"(?:(?!{s})[^\r\n])*+"),
        )


def _row_at(text: str, at: int, number: int, how: tuple[_Patterns, Layout, int]) -> Row:
    patterns, layout, width = how
    cells, end = _parse(text, at, patterns, layout)
    by_line = _row_of_line(text, at, number, layout)
    if end is None:
        is_whole = len(by_line.cells) == width and by_line.end < len(text)
        if (is_whole and not by_line.torn) or _has_row(
            text, by_line.end, len(text), layout=layout, width=width
        ):
            return by_line
        return Row(number, cells, len(text), torn=True)
    if end < len(text) and text[end] not in "\r\n":
        return by_line
    if len(cells) != width and (
        len(by_line.cells) == width or _has_row(text, by_line.end, end, layout=layout, width=width)
    ):
        return by_line
    return Row(number, cells, end)


def _parse(text: str, at: int, patterns: _Patterns, layout: Layout) -> tuple[list[str], int | None]:
    """The cells of the row at a place and its end; no end where it runs out.

    A quote in the wrong place ends the row there, with too few cells.
    """
    quote, separator = layout.quote, layout.separator
    cells: list[str] = []
    while len(cells) < _MOST_CELLS:
        if text.startswith(quote, at):
            found = patterns.enclosed.match(text, at)
            if found is None:
                return cells, None
            cells.append(found[1].replace(quote * 2, quote))
        else:
            found = patterns.bare.match(text, at)
            if found is None:  # pragma: no cover - the pattern matches nothing too
                break
            cells.append(found[0])
        at = found.end()
        if not text.startswith(separator, at):
            break
        at += len(separator)
    if layout.enclosed and cells[-1] == "" and text.endswith(separator, 0, at):
        cells.pop()  # nothing was enclosed after the last separator
    return cells, at


def _row_of_line(text: str, at: int, number: int, layout: Layout) -> Row:
    """The row of a line with a quote in the wrong place, as well as can be."""
    line, quote = _line_at(text, at), layout.quote
    end = at + len(line)
    cells = split_enclosed(line, layout)
    if cells is not None and (layout.enclosed or len(cells) > 1):
        undoubled = [_undoubled(cell, quote) for cell in cells]
        return Row(number, undoubled, end, by_line=True)
    cells = line.split(layout.separator)
    if layout.enclosed:
        return Row(number, cells, end, torn=True, by_line=True)
    return Row(number, [_bared(cell, quote) for cell in cells], end, by_line=True)


def _undoubled(cell: str, quote: str) -> str:
    if has_single_quote(cell, quote):
        return cell
    return cell.replace(quote * 2, quote)


def _bared(cell: str, quote: str) -> str:
    inner = cell[1:-1]
    if len(cell) < 2 or cell != quote + inner + quote or has_single_quote(inner, quote):
        return cell
    return inner.replace(quote * 2, quote)


def _has_row(text: str, at: int, end: int, *, layout: Layout, width: int) -> bool:
    """Whether a line between the end of one and a place is a whole row by itself."""
    at = _after_break(text, at)
    while at < end:
        line = _line_at(text, at)
        cells = split_enclosed(line, layout) or line.split(layout.separator)
        if len(cells) == width:
            return True
        at = _after_break(text, at + len(line))
    return False


def _line_at(text: str, at: int) -> str:
    found = _LINE.match(text, at)
    return found[0] if found else ""


def _after_break(text: str, at: int) -> int:
    found = _BREAK.match(text, at)
    return found.end() if found else at


def _after_blanks(text: str, at: int) -> int:
    found = _BLANK_LINES.match(text, at)
    return found.end() if found else at
