"""Files that cross the door: written whole and read back, or read within limits."""

import errno
import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

from jukung.domain import errors
from jukung.store.database import flush_folder
from jukung.store.replacing import refuse_precious, unfinished


def write_true(path: Path, content: bytes) -> Path:
    """Write, flush, rename, and compare with what the medium gives back.

    Refuses FileExists over a library, NotAFile, DiskFull, CannotWrite; an unfinished
    `.part` does not stay.
    """
    refuse_precious(path)
    part = unfinished(path)
    try:
        _write_flushed(part, content)
        part.replace(path)
        _flush_folder(path.parent)
        found = _hash_on_disk(path, len(content))
    except OSError as fault:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        full = fault.errno in {errno.ENOSPC, errno.EDQUOT}
        raise (errors.DiskFull if full else errors.CannotWrite)(str(path)) from fault
    if found != hashlib.sha256(content).digest():
        raise errors.CannotWrite(str(path))
    return path


def read_bounded(path: Path, limit: int) -> bytes:
    """At most one byte more than the limit; never a link, a folder or a device.

    Raises OSError.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    if path.is_symlink():
        raise OSError(errno.ELOOP, "a link")
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        return file.read(limit + 1)


def _write_flushed(part: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, 0o644), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    try:
        flush_folder(folder)
    except OSError as fault:
        # Some file systems of sticks have nothing to flush for a folder.
        if fault.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise


def _hash_on_disk(path: Path, size: int) -> bytes:
    with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)), "rb") as file:
        if hasattr(os, "posix_fadvise"):
            # What the medium has, not what memory remembers.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.sha256(file.read(size + 1)).digest()
