"""A file or folder that has its name only when all of it is written and on the disk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from jukung.domain import errors
from jukung.store.database import refusal_for_system
from jukung.store.flushing import flush, flush_folder
from jukung.store.replacing import refuse_precious, unfinished_here

Progress = Callable[[int, int | None], None]
Stopped = Callable[[], bool]


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file to write into, that takes its name at the end; never that of a library.

    Refuses FileExists, NotAFile, DiskFull, CannotWrite, and leaves no half behind.
    """
    refuse_precious(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished_here(path) as part:
            with part.open("xb") as file:
                yield file
            flush(part)
            refuse_precious(path)
            part.replace(path)
            flush_folder(path.parent)
    except OSError as fault:
        raise refusal_for_system(fault, path) from fault


@contextmanager
def filling(folder: Path) -> Iterator[Path]:
    """A folder to fill, that gets its name at the end; never one that is there already.

    Refuses FileExists, DiskFull, CannotWrite, and leaves no half behind.
    """
    if folder.exists() or folder.is_symlink():
        raise errors.FileExists(str(folder))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with unfinished_here(folder) as part:
            part.mkdir()
            yield part
            flush_folder(part)
            if folder.exists():
                raise errors.FileExists(str(folder))
            part.rename(folder)
            flush_folder(folder.parent)
    except OSError as fault:
        raise refusal_for_system(fault, folder) from fault


class Steps:
    """How far it is; asks at every step whether somebody stopped it."""

    def __init__(self, total: int | None, *, progress: Progress, stopped: Stopped) -> None:
        self._progress, self._stopped = progress, stopped
        self.done, self.total = 0, total

    def take(self, count: int) -> None:
        """Go on by some rows; refuses ExportStopped."""
        if self._stopped():
            raise errors.ExportStopped
        self.done += count
        self._progress(self.done, self.total)
