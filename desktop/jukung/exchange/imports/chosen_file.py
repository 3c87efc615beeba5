"""A file that somebody chose, looked at from outside before a format reads it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jukung.domain.errors import FileUnreadable
from jukung.exchange.imports.free_table import FreeTable, open_table
from jukung.exchange.imports.raw_databases import refuse_raw
from jukung.exchange.listed.text_file import (
    LARGEST_MB,
    TextFile,
    check_kind_and_size,
    open_text,
)

HEAD = 64 * 1024
LARGEST_BACKUP_MB = 1024
"""Database backups are read piece by piece and may be larger than other lists."""


@dataclass(frozen=True)
class ChosenFile:
    """A chosen file: its place, its first bytes, and its text for those who want it.

    Reading the text refuses what `text_file.open_text` refuses; a large file that is
    read piece by piece (a database backup) never asks for it.
    """

    path: Path
    head: bytes

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return self.path.name

    @cached_property
    def text(self) -> TextFile:
        """The whole file as text."""
        return open_text(self.path)

    @cached_property
    def table(self) -> FreeTable:
        """The file as a table of cells; refuses what `free_table.open_table` refuses."""
        return open_table(self.path)


def choose(path: Path) -> ChosenFile:
    """Look at a file; refuses FileMissing, NotAFile, FileTooLarge, FileUnreadable, RawDatabase."""
    refuse_raw(path)
    is_backup = ".sql" in path.name.casefold()
    check_kind_and_size(path, largest_mb=LARGEST_BACKUP_MB if is_backup else LARGEST_MB)
    try:
        with path.open("rb") as stream:
            return ChosenFile(path, stream.read(HEAD))
    except OSError:
        raise FileUnreadable(str(path)) from None
