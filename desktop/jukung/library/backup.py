"""Backup and restore that can be trusted: a new name each time, and checked.

A backup counts only when it was flushed, renamed, its folder flushed,
and then opened and examined again.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jukung.domain import errors
from jukung.domain.ids import new_id
from jukung.domain.kinds import ActKind
from jukung.library import journal, settings
from jukung.library.desk import Desk, Library, open_library
from jukung.library.forgetting import BACKUP_KEY
from jukung.library.permission import DESK, KEEPERS, allowed
from jukung.store import database
from jukung.store.lock import FileLock
from jukung.store.tables import LibraryRow

ENDING = ".jkbak"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was opened and found whole."""

    path: Path
    size: int


@allowed(KEEPERS)
def may_backup(desk: Desk) -> None:
    """Refuse anybody who must not carry data out; refuses NotAllowed."""
    del desk


@allowed(KEEPERS)
def remember(desk: Desk) -> datetime:
    """Keep that a backup was written now, by whatever way; gives the moment."""
    settings.remember(desk, BACKUP_KEY, desk.now.isoformat())
    return desk.local_now


@allowed(DESK)
def last(desk: Desk) -> datetime | None:
    """When the last backup was written, by the library's own clocks."""
    try:
        moment = datetime.fromisoformat(settings.recall(desk, BACKUP_KEY))
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(desk.local_now.tzinfo)


def write(library: Library, folder: Path) -> Backup:
    """Write the whole library, pictures and all, into one new file in a folder.

    The copy keeps the library's encryption.
    Refuses NotAllowed, CannotWrite, DiskFull, BackupNotTrue.
    """
    with library.reading() as desk:
        may_backup(desk)
        moment = desk.local_now.strftime("%Y%m%d-%H%M%S")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < library.path.stat().st_size + 1_000_000:
            raise errors.DiskFull(str(folder))
    except OSError as fault:
        raise database.refusal_for_system(fault, folder) from fault
    _remove_strays(folder)
    target = _unused(folder / f"jukung-{moment}{ENDING}")
    part = target.with_name(target.name + ".part")
    source = library.file.connect_plainly()
    try:
        database.verified_copy(source, part, key=library.file.key)
        database.put_in_place(part, target)
    except OSError as fault:
        raise database.refusal_for_system(fault, folder) from fault
    finally:
        source.close()
        database.remove_file(part)
    return Backup(target, target.stat().st_size)


def restore(backup: Path, target: Path) -> None:
    """Make a new library file from a backup, under a new epoch.

    The agency then sees that numbers may repeat, and asks for the card again.
    Refuses FileExists, FileMissing, NotAFile, FileNewer, BackupUnreadable, FileOpenElsewhere,
    CannotWrite,
    DiskFull.
    """
    database.refuse_taken(target)
    try:
        key = database.find_key(backup)
    except (errors.FileDamaged, errors.NotOurFile) as fault:
        raise errors.BackupUnreadable(str(backup)) from fault
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        database.remove_file(part)  # the log of an attempt that was cut off
        _copy_whole(backup, part, key)
        database.examine(part, key=key, mark=database.LIBRARY_MARK)
        database.flush(part)
        _begin_epoch(part)
        database.put_in_place(part, target)
    except (errors.FileDamaged, errors.NotOurFile, errors.BackupNotTrue) as fault:
        raise errors.BackupUnreadable(str(backup)) from fault
    except errors.FileNewer as fault:
        raise errors.FileNewer(str(backup)) from fault
    except OSError as fault:
        raise database.refusal_for_system(fault, target) from fault
    finally:
        database.remove_file(part)


def _copy_whole(backup: Path, part: Path, key: bytes | None) -> None:
    """Copy a file with what still stands in its log, as after a power cut."""
    log = Path(f"{backup}-wal")
    if not log.exists() or not log.stat().st_size:
        shutil.copyfile(backup, part)
        return
    lock = FileLock(backup)  # nobody may write while it is copied
    try:
        shutil.copyfile(log, f"{part}-wal")
        shutil.copyfile(backup, part)
        database.fold(part, key)
    finally:
        lock.release()


def _begin_epoch(path: Path) -> None:
    library = open_library(path)
    try:
        with library.changing() as desk:
            row = desk.session.get_one(LibraryRow, 1)
            row.epoch = new_id()
            desk.session.add(row)
            act = journal.begin(desk, ActKind.restore)
            journal.note(desk, act, "restore", noun="library", noun_id=row.uid)
    finally:
        library.close()


def _remove_strays(folder: Path) -> None:
    for stray in folder.glob(f"jukung-*{ENDING}.part*"):
        with suppress(OSError):  # on Windows it may be in use
            stray.unlink()


def _unused(path: Path) -> Path:
    number, wanted = 2, path
    while path.exists():
        path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        number += 1
    return path
