"""What every import format offers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from jukung.exchange.imports.records import Reading
from jukung.exchange.imports.text_file import TextFile

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
    """Reads an opened file, or refuses it."""

    def __call__(self, file: TextFile, *, progress: Progress, stopped: Stopped) -> Reading:
        """Give everything the file holds."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its name, how to know it, how to read it."""

    name: str
    looks_like: Callable[[TextFile], bool]
    read: Read
