"""What the columns of a table are used for: guessed, remembered, or said by somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jukung.domain.errors import ColumnNotInList, ColumnUseUnknown, FormatUnknown
from jukung.domain.kinds import MappingWhat
from jukung.exchange.imports import free_columns
from jukung.exchange.imports.chosen_file import choose
from jukung.exchange.imports.corrections import own_header
from jukung.exchange.imports.formats import Stopped, never_stopped
from jukung.exchange.imports.free_columns import TitleUse
from jukung.exchange.imports.free_table import FreeTable
from jukung.exchange.imports.table_titles import read_table
from jukung.library import import_mappings
from jukung.library.desk import Desk
from jukung.library.import_mappings import Remembered

FIRST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Sketch:
    """The columns of a table with its first rows, as they are understood now."""

    table: FreeTable
    uses: tuple[TitleUse, ...]
    is_remembered: bool

    @property
    def first_rows(self) -> tuple[tuple[str, ...], ...]:
        """Some rows to know the columns by."""
        return tuple(line.cells for line in self.table.rows[:FIRST_ROWS])


@dataclass(frozen=True, slots=True)
class Counted:
    """What a table comes to when its columns are used in some way."""

    titles: int
    copies: int
    findings: int


def sketch(desk: Desk, path: Path) -> Sketch:
    """Open a table to look at its columns; refuses what `free_table.open_table` refuses."""
    table = choose(path).table
    known = remembered(desk, table)
    return Sketch(table, known or table.uses, known is not None)


def remembered(desk: Desk, table: FreeTable) -> tuple[TitleUse, ...] | None:
    """What the columns of such a table were used for the last time."""
    found = import_mappings.recall(desk, shape_of(table.header))
    if found is None or found.what is not MappingWhat.titles:
        return None
    names = {str(use) for use in TitleUse}
    uses = [TitleUse(name) if name in names else TitleUse.nothing for name in found.uses]
    uses += [TitleUse.nothing] * (len(table.header) - len(uses))
    return tuple(uses[: len(table.header)])


def remember(desk: Desk, header: Sequence[str], uses: Sequence[TitleUse]) -> None:
    """Keep what the columns of tables of this shape are used for."""
    known = Remembered(MappingWhat.titles, tuple(map(str, uses)))
    import_mappings.remember(desk, shape_of(header), known)


def count(
    table: FreeTable, uses: Sequence[TitleUse], *, stopped: Stopped = never_stopped
) -> Counted:
    """What storing a table would bring; refuses ListWithoutTitles, FileEmpty, ImportStopped."""
    reading = read_table(table, uses, stopped=stopped)
    copies = sum(
        len(each.copies) + len(each.copy_numbers) + each.unnumbered for each in reading.titles
    )
    return Counted(len(reading.titles), copies, len(reading.findings))


def uses_named(names: Sequence[str]) -> tuple[TitleUse, ...]:
    """Uses by their names, as a window keeps them."""
    return tuple(TitleUse(name) for name in names)


def said(table: FreeTable, words: str) -> tuple[TitleUse, ...]:
    """The uses that somebody typed, such as `Judul=title,Jml=count`, over the guessed ones.

    Refuses ColumnNotInList, ColumnUseUnknown.
    """
    uses = list(table.uses)
    places = {free_columns.folded(name): at for at, name in reversed(list(enumerate(table.header)))}
    for pair in filter(None, (each.strip() for each in words.split(","))):
        name, _sign, use = (part.strip() for part in pair.rpartition("="))
        at = places.get(free_columns.folded(name))
        if at is None:
            raise ColumnNotInList(name)
        if use not in {str(each) for each in TitleUse}:
            raise ColumnUseUnknown(use)
        wanted = TitleUse(use)
        # One use has one column, unless it is read twice anyway.
        uses = [TitleUse.nothing if each is wanted and at != n else each
                for n, each in enumerate(uses)]  # fmt: skip
        uses[at] = wanted
    return tuple(uses)


def table_of(path: Path) -> FreeTable:
    """The table in a file; refuses FormatUnknown where there is none."""
    table = choose(path).table
    if not table.header:
        raise FormatUnknown(path.name)
    return table


def shape_of(header: Sequence[str]) -> str:
    """The short name of a header, our own column aside."""
    return free_columns.shape_of(own_header(header))
