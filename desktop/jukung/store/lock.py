"""One program per file, by a lock that the operating system drops with the process.

The lock lies on `<file>.lock`, never on the database itself.
"""

import sys
from pathlib import Path
from typing import IO

from jukung.domain import errors


class FileLock:
    """Held from making until `release`; refuses FileOpenElsewhere, CannotWrite."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] | None = None
        place = Path(f"{path}.lock")
        try:
            file = place.open("ab")
        except OSError as fault:
            raise errors.CannotWrite(str(path)) from fault
        try:
            _take(file)
        except OSError as fault:
            file.close()
            raise errors.FileOpenElsewhere(str(path)) from fault
        self._file = file

    def release(self) -> None:
        """Let another program have the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
