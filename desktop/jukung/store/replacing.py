"""What a written file may stand in place of, and what it is called while it is unfinished.

Every way to a file that somebody named ends here, so that no list, record or page is ever
written over a library: those cannot be had back, and the one beside may be the only backup.
"""

import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jukung.domain import errors
from jukung.store import keys
from jukung.store.database import (
    AGENCY_MARK,
    LIBRARY_MARK,
    name_of_key,
    refusal_for_system,
)
from jukung.store.lock import FileLock

_SQLITE = b"SQLite format 3\x00"
_MARKS = frozenset({LIBRARY_MARK, AGENCY_MARK})
_MARK_AT = slice(68, 72)  # application_id in the header of SQLite's file format
_PAGE = 4096
_ENDINGS = frozenset({".jukung", ".jukung-agency", ".jkbak"})
_BESIDE = ("-wal", "-shm", "-journal", ".lock")
_OURS = re.compile(r"jukung-[0-9a-f]{12}\.part")
_OLD_S = 3600


def refuse_precious(path: Path) -> None:
    """Refuse to replace a library, what lies beside one, or a device.

    What is not there yet passes, and so does a folder, which no file can replace.
    Refuses FileExists, NotAFile, CannotWrite.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except OSError as fault:
        raise refusal_for_system(fault, path) from fault
    if stat.S_ISDIR(mode):
        return
    if not stat.S_ISREG(mode):
        raise errors.NotAFile(str(path))
    kept = [Path(str(path).removesuffix(each)) for each in _BESIDE if str(path).endswith(each)]
    if any(_is_library(each) for each in (path, *kept)):
        raise errors.FileExists(str(path))


def _is_library(path: Path) -> bool:
    """Whether a file is one of ours, by its mark, its lock, or the key that opens it."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(_MARK_AT.stop)
        if start.startswith(_SQLITE):
            return int.from_bytes(start[_MARK_AT], "big") in _MARKS
        size = path.stat().st_size
        # An encrypted one begins with salt, and tells nothing of itself without its key.
        if not size or size % _PAGE:
            return False
        if path.suffix in _ENDINGS or Path(f"{path}.lock").exists():
            return True
        name = name_of_key(path)
        return keys.is_locked(name) or keys.fetch(name) is not None
    except (OSError, errors.Refusal):
        return True  # what cannot be looked at is not replaced


def unfinished(path: Path) -> Path:
    """A name beside a file or folder that nothing has, for as long as it is unfinished."""
    return path.with_name(f"jukung-{secrets.token_hex(6)}.part")


@contextmanager
def unfinished_here(path: Path) -> Iterator[Path]:
    """As `unfinished`, with what was cut off earlier cleared away, and nothing left at the end.

    What is written meanwhile is locked, so that no other program takes it for something left.
    """
    clear_left(path.parent)
    part = unfinished(path)
    lock: FileLock | None = None
    with suppress(errors.Refusal):  # some sticks and shares know no locks
        lock = FileLock(part)
    try:
        yield part
    finally:
        _remove(part)
        if lock is not None:
            lock.release()
        with suppress(OSError):
            Path(f"{part}.lock").unlink(missing_ok=True)


def clear_left(folder: Path) -> None:
    """Remove what a program that was cut off left unfinished in a folder."""
    with suppress(OSError):
        for each in list(folder.iterdir()):
            if each.is_symlink():
                continue
            if _OURS.fullmatch(each.name):
                _clear(each)
            elif each.suffix == ".lock" and _OURS.fullmatch(each.stem):
                part = each.with_suffix("")
                if not part.exists() and _is_old(each):
                    with suppress(OSError):
                        each.unlink()


def _clear(part: Path) -> None:
    beside = Path(f"{part}.lock")
    if not beside.exists():
        if _is_old(part):
            _remove(part)
        return
    try:
        lock = FileLock(part)
    except errors.Refusal:
        return  # somebody is at it
    try:
        _remove(part)
    finally:
        lock.release()
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _is_old(path: Path) -> bool:
    """Whether nobody has written into it for an hour."""
    with suppress(OSError):
        inside = list(path.iterdir()) if path.is_dir() else []
        latest = max(each.lstat().st_mtime for each in (path, *inside))
        return time.time() - latest > _OLD_S
    return False


def _remove(part: Path) -> None:
    with suppress(OSError):
        if part.is_dir() and not part.is_symlink():
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)
