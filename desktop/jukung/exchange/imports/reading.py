"""A chosen file, opened, recognised and read."""

from collections.abc import Callable, Sequence
from pathlib import Path

from jukung.domain.errors import FormatUnknown, Refusal
from jukung.exchange.imports import FORMATS, corrections, free_table
from jukung.exchange.imports.chosen_file import ChosenFile, choose
from jukung.exchange.imports.formats import (
    Progress,
    Stopped,
    never_stopped,
    no_progress,
)
from jukung.exchange.imports.free_columns import TitleUse
from jukung.exchange.imports.free_table import FreeTable
from jukung.exchange.imports.records import Reading
from jukung.exchange.imports.table_titles import read_table

AUTO = "auto"

UsesOf = Callable[[FreeTable], Sequence[TitleUse] | None]
"""Says what the columns of a table are used for; None where the guess serves."""


def read(
    path: Path,
    *,
    wanted: str = AUTO,
    uses_of: UsesOf | None = None,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Reading:
    """Read a file in the first format that knows it, or in the one that is wanted.

    A wanted format takes its columns by position even where nothing in the file says
    which program wrote it. A table that no format surely knows is read by `uses_of`,
    where that says something. Whatever nobody understands is refused.
    """
    file = choose(path)
    for each in FORMATS:
        if each.name == wanted or (wanted == AUTO and each.looks_like(file)):
            if each.name in free_table.NAMES and (uses := _uses(file, uses_of)):
                break
            reading = each.read(file, progress=progress, stopped=stopped)
            return corrections.without_marks(reading)
    else:
        uses = _uses(file, uses_of) if wanted == AUTO else None
    if not uses:
        raise FormatUnknown(file.name)
    made = read_table(file.table, uses, progress=progress, stopped=stopped)
    return corrections.without_marks(made)


def _uses(file: ChosenFile, uses_of: UsesOf | None) -> Sequence[TitleUse] | None:
    """What somebody said of the columns, where the file is a table at all."""
    if uses_of is None:
        return None
    try:
        return uses_of(file.table)
    except Refusal:
        return None
