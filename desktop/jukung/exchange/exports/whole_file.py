"""A file or folder that has its name only when all of it is written and on the disk."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from jukung.domain import errors
from jukung.domain.ids import new_id
from jukung.store.database import refusal_for_system
from jukung.store.flushing import flush, flush_folder

Progress = Callable[[int, int | None], None]
Stopped = Callable[[], bool]


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file to write into; refuses DiskFull, CannotWrite, and leaves no half behind."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            yield file
        flush(part)
        part.replace(path)
        flush_folder(path.parent)
    except OSError as fault:
        raise refusal_for_system(fault, path) from fault
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def filling(folder: Path) -> Iterator[Path]:
    """A folder to fill, that gets its name at the end; never one that is there already.

    Refuses FileExists, DiskFull, CannotWrite, and leaves no half behind.
    """
    if folder.exists() or folder.is_symlink():
        raise errors.FileExists(str(folder))
    part = folder.with_name(f"{folder.name}.part-{new_id()[-12:]}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part.mkdir()
        yield part
        flush_folder(part)
        if folder.exists():
            raise errors.FileExists(str(folder))
        part.rename(folder)
        flush_folder(folder.parent)
    except OSError as fault:
        raise refusal_for_system(fault, folder) from fault
    finally:
        with suppress(OSError):
            shutil.rmtree(part)


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
