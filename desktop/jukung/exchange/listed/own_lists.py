"""Lists that the program itself wrote for correcting, known by a column that only they have.

Such a list goes through a spreadsheet. What came as CSV is unmarked with its rows; a
workbook keeps the marks that the CSV had, and only here they are known to be ours.
"""

from collections.abc import Iterable, Sequence

from jukung.exchange.harmless import as_it_was
from jukung.exchange.listed.text_rows import Line

MARK = "jukung:"
WORKBOOKS = frozenset({"XLSX", "XLS", "ODS"})
"""How a list was written that is no text."""


def is_heading(name: str) -> bool:
    """Whether a column says why rows were left out, in whatever language it was written."""
    return name.strip(" '\"").casefold().startswith(MARK)


def unmarked(lines: Iterable[Line], header: Sequence[str], *, source: str) -> tuple[Line, ...]:
    """The lines of a workbook of ours without marks; those of any other list as they are."""
    if source not in WORKBOOKS or not any(map(is_heading, header)):
        return tuple(lines)
    return tuple(Line(line.number, tuple(map(as_it_was, line.cells))) for line in lines)
