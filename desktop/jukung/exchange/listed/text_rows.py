"""Text that somebody saved from a spreadsheet, as rows of cells.

The separator is the one that cuts most lines into the same number of cells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from jukung.exchange.listed.rows import Layout, lines_of, read_rows

_SAMPLE = 200
_SEPARATORS = (";", ",", "\t", "^", "|")
# SLiMS leaves the database's own escapes in its lists of members, of this many columns.
_SLIMS_MEMBERS = 18
_ESCAPES = {"n": " ", "r": " ", "t": " ", "0": ""}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: the line it stands on, and its cells."""

    number: int
    cells: tuple[str, ...]


def rows_of(whole: str, *, keep_breaks: bool = False, most: int | None = None) -> list[Line]:
    """The rows of a text, blank lines left out; each cell in one line, unless breaks stay.

    Of `most` and more rows only one more is read: whoever wants no more knows enough.
    """
    text = re.sub(r'\A\s*"?sep=.{1,3}?"?[\r\n]+', "", whole, flags=re.IGNORECASE)
    above = len(re.findall(r"\r\n|\r|\n", whole)) - len(re.findall(r"\r\n|\r|\n", text))
    layout, width = _layout(text)
    # Nobody else writes those escapes; in another list a backslash is a backslash.
    is_escaped = width == _SLIMS_MEMBERS and ('\\"' in text or "\\'" in text)
    lines = []
    for row in islice(read_rows(text, layout, width=width), most and most + 1):
        cells = [_unescaped(cell) for cell in row.cells] if is_escaped else row.cells
        if not keep_breaks:
            cells = [" ".join(cell.split()) for cell in cells]
        lines.append(Line(row.line + above, tuple(cells)))
    return lines


def _unescaped(cell: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), cell)


def _layout(text: str) -> tuple[Layout, int]:
    """The separator that cuts most lines into the same number of cells."""
    sample = [line for _at, line in islice(lines_of(text), _SAMPLE)]
    enclosed = all(
        line.startswith('"') and line.rstrip(" ").rstrip(";,").endswith('"') for line in sample
    )
    best, most = (Layout(";"), 1), (0, 0)
    for separator in _SEPARATORS:
        layout = Layout(separator)
        if enclosed and any(f'"{separator}"' in line for line in sample):
            # A backslash at the end of a cell is only that.
            inside = re.compile(rf'\\"(?! *(?:{re.escape(separator)}|$))')
            raw = any(inside.search(line) for line in sample)
            layout = Layout(separator, enclosed=True, raw=raw)
        rows = list(islice(read_rows(text, layout, width=0), _SAMPLE))
        widths = [_width(row.cells) for row in rows]
        wide = max(set(widths), key=lambda w: (widths.count(w) * (w > 1), w), default=1)
        worth = (widths.count(wide) * (wide > 1), wide)
        if worth > most:
            best, most = (layout, wide), worth
    return best


def _width(cells: Sequence[str]) -> int:
    return len(cells) - (len(cells) > 1 and not cells[-1].strip())
