"""The catalogue's list as it is shown, searched and filtered, as a workbook or CSV."""

from collections.abc import Iterator
from pathlib import Path

from jukung.exchange.exports.list_files import ListWritten, write_rows
from jukung.exchange.exports.lists import Cell, ListColumn, ListOf
from jukung.exchange.exports.whole_file import Progress, Stopped
from jukung.library import backup, title_lists, title_search
from jukung.library.desk import Desk, Library
from jukung.library.title_filters import EVERY, TitleFilter
from jukung.library.title_lines import TitleLine
from jukung.words import N_

MOST_FOUND = 100_000
_PAGE = 500
_COLUMNS = (
    ListColumn(N_("Title")),
    ListColumn(N_("People")),
    ListColumn(N_("Call number")),
    ListColumn(N_("Year")),
    ListColumn(N_("Copies"), "number"),
    ListColumn(N_("On the shelf"), "number"),
)
_LIST = ListOf("shown", N_("Titles"), _COLUMNS, "")


def write(
    library: Library,
    path: Path,
    *,
    typed: str = "",
    where: TitleFilter = EVERY,
    progress: Progress = lambda _done, _total: None,
    stopped: Stopped = lambda: False,
) -> ListWritten:
    """Write the titles that fit what was typed and chosen, in the order of the list.

    Refuses NotAllowed, ExportStopped, CannotWrite, DiskFull.
    """
    with library.reading() as desk:
        backup.may_backup(desk)
        if typed:
            found = title_search.find(desk, typed, where=where, most=MOST_FOUND).lines
            count, lines = len(found), iter(found)
        else:
            count, lines = title_lists.count(desk, where=where), _all(desk, where)
        return write_rows(
            desk, path, _LIST, map(_cells, lines), count=count, progress=progress, stopped=stopped
        )


def _all(desk: Desk, where: TitleFilter) -> Iterator[TitleLine]:
    """Every title that fits, a page after the other."""
    last: TitleLine | None = None
    while lines := title_lists.page(desk, last, where=where, most=_PAGE):
        yield from lines
        last = lines[-1]


def _cells(line: TitleLine) -> tuple[Cell, ...]:
    return (
        line.title,
        line.people,
        line.call_number,
        line.year,
        line.copy_count,
        line.in_count,
    )
