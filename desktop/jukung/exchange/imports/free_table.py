"""Any table of titles: where its header is, what its columns may be, its rows.

Nothing is read into titles here (`table_titles` does); somebody may change the uses first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jukung.exchange.imports import free_columns
from jukung.exchange.imports.free_columns import TitleUse
from jukung.exchange.listed import own_lists, table_file
from jukung.exchange.listed.text_rows import Line

NAME = "table"
INLISLITE = "inlislite_titles"
NAMES = (NAME, INLISLITE)
"""The names of readings that were made by the words of a header."""

_HEADER_WITHIN = 10
# The form of INLISLite, by words that nobody else puts together.
_OF_INLISLITE = frozenset(
    ("judul utama", "jenis bahan", "jenis sumber", "tajuk pengarang", "kota terbit", "no ddc")
)
_FEWEST_OF_INLISLITE = 4
# The page of all fields of INLISLite has one name only that lists of titles have.
_OF_PAGES = {"tag", "value", "judul"}


@dataclass(frozen=True, slots=True)
class FreeTable:
    """A table as it stands in the file; without a header its columns are A, B, C."""

    file: str
    source: str
    """`XLSX`, `XLS`, `ODS`, `HTML`, or the encoding of the text."""
    header: tuple[str, ...]
    rows: tuple[Line, ...]
    """The rows below the header that have something in them."""
    uses: tuple[TitleUse, ...]
    """What the columns may be; a proposal, one for each of the header."""
    shape: str
    """A short name for the header, to remember the uses by."""
    has_header: bool = True
    empty_count: int = 0

    @property
    def is_of_inlislite(self) -> bool:
        """Whether it is the form of INLISLite 3.2 or 3.3 for titles and copies."""
        words = set(map(free_columns.folded, self.header))
        return len(words & _OF_INLISLITE) >= _FEWEST_OF_INLISLITE and "judul utama" in words

    @property
    def is_of_titles(self) -> bool:
        """Whether its header alone says that it is a list of titles."""
        known = sum(use is not TitleUse.nothing for use in self.uses)
        return TitleUse.title_ in self.uses and (known > 1 or len(self.header) == 1)


def open_table(path: Path) -> FreeTable:
    """Open a table and find its header within the first ten rows.

    Refuses FileMissing, FileUnreadable, NotAFile, FileTooLarge, FileEmpty, FileCut,
    EncodingUnknown, FormatUnknown, RosterUnsafe, RosterTooLarge.
    """
    table = table_file.read_lines(path)
    lines = table.lines
    known = [free_columns.known_words(line.cells) for line in lines[:_HEADER_WITHIN]]
    best = max(range(len(known)), key=lambda place: known[place])
    if known[best] and _is_header(lines[best].cells):
        cells = lines[best].cells
        rows = own_lists.unmarked(lines[best + 1 :], cells, source=table.source)
        width = max(1 + max(n for n, cell in enumerate(cells) if cell), _width(rows))
        header = tuple(
            " ".join(cells[n].split()) if n < len(cells) and cells[n] else column_letters(n)
            for n in range(width)
        )
        uses = free_columns.guess(header)
        return FreeTable(
            path.name, table.source, header, rows, uses, free_columns.shape_of(header),
            empty_count=table.empty_count,
        )  # fmt: skip
    header = tuple(map(column_letters, range(_width(lines))))
    return FreeTable(
        path.name,
        table.source,
        header,
        lines,
        (TitleUse.nothing,) * len(header),
        free_columns.shape_of(header),
        has_header=False,
        empty_count=table.empty_count,
    )


def column_letters(place: int) -> str:
    """The name of a column in a spreadsheet: A, B, … Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _is_header(cells: Sequence[str]) -> bool:
    """Whether a row is of names; one word alone may be a title as well."""
    if set(map(free_columns.folded, cells)) >= _OF_PAGES:
        return True
    known = free_columns.known_words(cells)
    return known > 1 or (known == 1 and not any(map(str.isdigit, "".join(cells))))


def _width(lines: Sequence[Line]) -> int:
    """As many columns as any row has words in."""
    return max((n + 1 for line in lines for n, cell in enumerate(line.cells) if cell), default=1)
