"""What every import format offers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from jukung.domain.errors import FormatUnknown
from jukung.exchange.imports.chosen_file import ChosenFile
from jukung.exchange.imports.records import Reading
from jukung.exchange.listed import html_rows
from jukung.exchange.listed.text_file import TextFile

Progress = Callable[[int, int], None]
"""Is told how much of how much is done."""

Stopped = Callable[[], bool]
"""Says whether somebody has stopped the import."""


def no_progress(_done: int, _of: int) -> None:
    """Tell nobody."""


def never_stopped() -> bool:
    """Go on to the end."""
    return False


class Read(Protocol):
    """Reads a chosen file, or refuses it."""

    def __call__(self, file: ChosenFile, *, progress: Progress, stopped: Stopped) -> Reading:
        """Give everything the file holds."""
        ...


class ReadText(Protocol):
    """Reads the text of a file, or refuses it."""

    def __call__(self, file: TextFile, *, progress: Progress, stopped: Stopped) -> Reading:
        """Give everything the file holds."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its name, how to know it, how to read it.

    `looks_like` goes by the first bytes where it can; formats are asked in the order of
    `FORMATS`, those that are surest first.
    """

    name: str
    looks_like: Callable[[ChosenFile], bool]
    read: Read


def of_text(name: str, looks_like: Callable[[TextFile], bool], read: ReadText) -> Format:
    """A format whose files are texts of ordinary size; other files are never its own."""

    def is_such(file: ChosenFile) -> bool:
        if html_rows.is_html(file.head):
            return False
        try:
            text = file.text
        except FormatUnknown:  # a workbook, or whatever the next format may know
            return False
        return looks_like(text)

    def read_text(file: ChosenFile, *, progress: Progress, stopped: Stopped) -> Reading:
        return read(file.text, progress=progress, stopped=stopped)

    return Format(name, is_such, read_text)
