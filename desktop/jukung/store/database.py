"""One file, one writing connection, and the promise that what was committed stays.

    with database.changing() as session: …   one BEGIN IMMEDIATE transaction
    with database.reading() as session: …    sees the last commit, writes nothing

WAL with synchronous=FULL lost no confirmed loan in simulated power cuts;
every pragma is set, fetched and read back, because a failed one can pass unnoticed.
"""

import errno
import hashlib
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool
from sqlmodel import Session

from jukung.domain import errors
from jukung.store import keys, migrate
from jukung.store.flushing import flush, flush_folder
from jukung.store.lock import FileLock

LIBRARY_MARK = 0x4A4B4C42  # "JKLB" in the file's header
AGENCY_MARK = 0x4A4B4147  # "JKAG"
MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0006"

_PLAIN_START = b"SQLite format 3\x00"
_NO_ROOM = 65_536  # bytes; the log and its index grow by less at a time

# Each is set, and must read back as the last value.
_PRAGMAS = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("mmap_size", "0", 0),
    ("cell_size_check", "ON", 1),
    ("secure_delete", "ON", 1),
    ("busy_timeout", "5000", 5000),
)


class Database:
    """An open file; made by `open_file` or `make_file`, closed once."""

    def __init__(self, path: Path, *, mark: int, key: bytes | None, lock: FileLock) -> None:
        self.path = path
        self._mark = mark
        self._key = key
        self._lock = lock
        self._writing = threading.RLock()
        self._writer = self._engine(writes=True)
        self._readers = self._engine(writes=False)

    @property
    def encrypted(self) -> bool:
        """Whether the file can be read without its key."""
        return self._key is not None

    @contextmanager
    def changing(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back on any exception."""
        with self._writing:
            session = Session(self._writer, expire_on_commit=False)
            try:
                session.connection()
                yield session
                session.commit()
            except DBAPIError as fault:
                refusal = self._give_up(session, fault)
                raise (refusal or fault) from fault
            except UnicodeEncodeError as fault:
                with suppress(DBAPIError):
                    session.rollback()
                raise errors.TextUnwritable from fault
            except BaseException:
                with suppress(DBAPIError):
                    session.rollback()
                raise
            finally:
                with suppress(DBAPIError):
                    session.close()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A view of the last commit."""
        session = Session(self._readers, expire_on_commit=False)
        try:
            yield session
        except DBAPIError as fault:
            refusal = refusal_for(fault, self.path)
            raise (refusal or fault) from fault
        except UnicodeEncodeError as fault:
            raise errors.TextUnwritable from fault
        finally:
            with suppress(DBAPIError):
                session.close()

    def close(self) -> None:
        """Fold the log into the file, because people copy one file, and let go."""
        with self._writing:
            self._readers.dispose()
            self._fold()
            self._writer.dispose()
            self._lock.release()

    def read_anew(self) -> None:
        """Let readers forget what they remember, such as the places of a search index."""
        self._readers.dispose()

    def fold_log(self) -> None:
        """Bring the log into the file and empty it, so that no erased word stays there.

        Where somebody reads just then the log is emptied later, at the latest by `close`.
        """
        with self._writing:
            self._fold()

    def _fold(self) -> None:
        with suppress(DBAPIError, driver.Error), self._writer.connect() as connection:
            plain: Any = connection.connection.driver_connection
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def connect_plainly(self) -> Any:
        """A bare driver connection with the file's key, for copying and checking."""
        return connect(self.path, self._key)

    @property
    def key(self) -> bytes | None:
        """The raw key (32 bytes and 16 of salt), for a copy that opens with the same."""
        return self._key

    # A failed flush may have dropped pages in silence: never retry on the same connection.
    def _give_up(self, session: Session, fault: DBAPIError) -> errors.Refusal | None:
        refusal = refusal_for(fault, self.path)
        with suppress(DBAPIError):
            session.rollback()
        if _code(fault.orig) == driver.SQLITE_IOERR:
            with suppress(DBAPIError):
                session.close()
            self._write_over()
            self._writer.dispose()
            self._readers.dispose()
            self._writer = self._engine(writes=True)
            self._readers = self._engine(writes=False)
        return refusal

    # A commit whose flush failed lies whole in the log, and reopening would bring it back
    # although it was refused. The next commit begins at the same place and covers it:
    # here one that changes nothing.
    def _write_over(self) -> None:
        with suppress(DBAPIError, driver.Error), self._writer.connect() as connection:
            plain: Any = connection.connection.driver_connection
            plain.execute(f"PRAGMA application_id = {self._mark}").fetchall()

    def _engine(self, *, writes: bool) -> Engine:
        engine = create_engine(
            "sqlite+pysqlite://",
            hide_parameters=True,  # a name must not reach a log
            module=driver,
            creator=lambda: self._prepared(writes=writes),
            poolclass=QueuePool,
            pool_size=1 if writes else 3,
            max_overflow=0,
            pool_reset_on_return="rollback",
        )
        event.listen(engine, "begin", _begin_immediate if writes else _begin)
        return engine

    def _prepared(self, *, writes: bool) -> Any:
        connection = connect(self.path, self._key)
        try:
            _verify_pragmas(connection, writes=writes)
        except BaseException:
            connection.close()
            raise
        return connection


def make_file(
    path: Path,
    *,
    mark: int,
    folder: Path,
    encrypted: bool,
    first: Callable[[Session], None] = lambda _session: None,
) -> Database:
    """Make a new file with today's schema; encrypted from its first byte when asked.

    It has its name only when it is whole, with the rows that `first` writes.
    Refuses FileExists, CannotWrite, DiskFull, FileOpenElsewhere.
    """
    refuse_taken(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise errors.CannotWrite(str(path)) from fault
    lock = FileLock(path)
    part = path.with_name(f"{path.name}.part")
    try:
        refuse_taken(path)
        remove_file(part)
        key = os.urandom(48) if encrypted else None
        if key is not None:
            keys.keep(_key_name(key[32:]), key)
        with _one_connection(part, key) as connection:
            migrate.upgrade(connection, folder)
            connection.exec_driver_sql(f"PRAGMA application_id = {mark}")
            with Session(connection) as session:
                first(session)
                session.flush()
        put_in_place(part, path)
        return Database(path, mark=mark, key=key, lock=lock)
    except BaseException as fault:
        remove_file(part)
        lock.release()
        if isinstance(fault, DBAPIError):
            raise (refusal_for(fault, path) or errors.CannotWrite(str(path))) from fault
        if isinstance(fault, OSError):
            raise refusal_for_system(fault, path) from fault
        raise


def refuse_taken(path: Path) -> None:
    """Refuse FileExists for a name that a file has, or the log of a file that went away.

    Such a log would be played into the new file.
    """
    for suffix in ("", "-wal", "-journal"):
        taken = Path(f"{path}{suffix}")
        if taken.exists() or taken.is_symlink():
            raise errors.FileExists(str(taken))


def put_in_place(part: Path, path: Path) -> None:
    """Give a whole, closed file its name; refuses CannotWrite. Raises OSError."""
    # Closing folds the log into the file, and is silent where the disk does not let it.
    if Path(f"{part}-wal").exists():
        raise errors.CannotWrite(str(path))
    flush(part)
    part.replace(path)
    flush_folder(path.parent)


def remove_file(path: Path) -> None:
    """Remove an unfinished file with its log."""
    for suffix in ("", "-wal", "-shm", "-journal", ".lock"):
        with suppress(OSError):
            Path(f"{path}{suffix}").unlink(missing_ok=True)


def open_file(path: Path, *, mark: int, folder: Path, head: str) -> Database:
    """Open a file of ours, alone, and bring it to today's schema if it is older.

    Refuses FileMissing, NotAFile, FileUnreadable, NotOurFile, FileKeyMissing,
    FileDamaged, FileNewer, FileOpenElsewhere; never makes an empty file.
    """
    path = path.resolve()
    key = find_key(path)
    lock = FileLock(path)
    try:
        _refuse_others(path, key, mark=mark)
        with _one_connection(path, key) as connection:
            revision = migrate.current(connection)
        if revision > head:
            raise errors.FileNewer(str(path))
        if revision < head:
            _bring_up_to_date(path, key, folder=folder, revision=revision)
        return Database(path, mark=mark, key=key, lock=lock)
    except DBAPIError as fault:
        lock.release()
        raise (refusal_for(fault, path) or errors.FileDamaged(str(path))) from fault
    except BaseException:
        lock.release()
        raise


# Before any of our settings, since WAL would be written into another program's file.
def _refuse_others(path: Path, key: bytes | None, *, mark: int) -> None:
    connection = connect(path, key)
    try:
        found = connection.execute("PRAGMA application_id").fetchone()
    except driver.Error as fault:
        refusal = _refusal_for_code(fault, path)
        raise (refusal or errors.FileDamaged(str(path))) from fault
    finally:
        connection.close()
    if found != (mark,):
        raise errors.NotOurFile(str(path))


def _bring_up_to_date(path: Path, key: bytes | None, *, folder: Path, revision: str) -> None:
    aside = path.with_name(f"{path.name}.before-{revision or 'first'}")
    part = aside.with_name(f"{aside.name}.part")
    part.unlink(missing_ok=True)
    source = connect(path, key)
    try:
        verified_copy(source, part, key=key)
    finally:
        source.close()
    part.replace(aside)
    flush_folder(aside.parent)
    # SQLite rebuilds a table by copying it; with foreign keys on, the copy's DROP
    # would take the children along.
    with _one_connection(path, key, foreign_keys=False) as connection:
        migrate.upgrade(connection, folder)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise errors.FileDamaged(str(path))


def remove_copies_before(path: Path, *, made_before: float | None = None) -> None:
    """Remove the copies of a library from before an update, or those made before a moment.

    Only files named as `_bring_up_to_date` names them, beside the library; one that is in
    use stays until the next time.
    """
    ours = re.compile(rf"{re.escape(path.name)}\.before-(?:first|\d{{4}})(?:\.part)?")
    with suppress(OSError):
        for each in list(path.parent.iterdir()):
            if not ours.fullmatch(each.name) or each.is_symlink() or not each.is_file():
                continue
            with suppress(OSError):
                if made_before is None or each.stat().st_mtime < made_before:
                    each.unlink()


def find_key(path: Path) -> bytes | None:
    """The key an encrypted file opens with; None for a plain one.

    An encrypted file begins with its 16 bytes of salt, which name its key.
    Refuses FileMissing, NotAFile, FileUnreadable, NotOurFile, FileDamaged, FileKeyMissing,
    FileLocked where the key lies under a passphrase.
    """
    start = _start_of(path)
    if start == _PLAIN_START:
        return None
    if len(start) < 16:
        raise errors.FileDamaged(str(path))
    key = keys.fetch(_key_name(start))
    if key is not None:
        return key
    if keys.is_locked(_key_name(start)):
        raise errors.FileLocked(str(path))
    if path.stat().st_size % 4096:
        raise errors.NotOurFile(str(path))
    raise errors.FileKeyMissing(str(path))


def name_of_key(path: Path) -> str:
    """Under which name the key of an encrypted file is kept; refuses as `find_key`."""
    return _key_name(_start_of(path))


def take_key(path: Path, secret: bytes) -> None:
    """Keep the key of a file, such as from its recovery sheet, once it opens the file.

    `secret` is the key without its salt. A passphrase that it lay under is gone then: who has
    the sheet needs none, and nobody is told of one that is not asked for.
    Refuses FileKeyCodeWrong, as `find_key`, and as `store.keys.keep`.
    """
    start = _start_of(path)
    if start == _PLAIN_START or len(start) < 16:
        raise errors.FileKeyCodeWrong(str(path))
    key = secret + start
    connection = connect(path, key)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.Error as fault:
        raise errors.FileKeyCodeWrong(str(path)) from fault
    finally:
        connection.close()
    keys.keep_without_passphrase(_key_name(start), key)


def refusal_for(fault: DBAPIError, path: Path) -> errors.Refusal | None:
    """Tell trouble of the machine from a bug of ours; None means a bug."""
    return _refusal_for_code(fault.orig, path)


def refusal_for_system(fault: OSError, path: Path) -> errors.Refusal:
    """Tell a full disk from one that takes nothing."""
    full = fault.errno in {errno.ENOSPC, errno.EDQUOT}
    return (errors.DiskFull if full else errors.CannotWrite)(str(path))


def _refusal_for_code(fault: BaseException | None, path: Path) -> errors.Refusal | None:
    code = _code(fault)
    # The log's index that cannot grow is told as trouble with the disk.
    if code == driver.SQLITE_IOERR and _is_full(path.parent):
        return errors.DiskFull(str(path))
    table: dict[int, type[errors.Refusal]] = {
        driver.SQLITE_FULL: errors.DiskFull,
        driver.SQLITE_READONLY: errors.CannotWrite,
        driver.SQLITE_PERM: errors.CannotWrite,
        driver.SQLITE_CANTOPEN: errors.FileUnreadable,
        driver.SQLITE_IOERR: errors.DiskTrouble,
        driver.SQLITE_CORRUPT: errors.FileDamaged,
        driver.SQLITE_NOTADB: errors.FileDamaged,
        driver.SQLITE_BUSY: errors.FileOpenElsewhere,
    }
    refusal = table.get(code)
    return refusal(str(path)) if refusal else None


def _code(fault: BaseException | None) -> int:
    return (getattr(fault, "sqlite_errorcode", 0) or 0) & 0xFF


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _NO_ROOM
    except OSError:
        return False


def verified_copy(source: Any, target: Path, *, key: bytes | None) -> None:
    """Copy an open database into a new file, flush it, and open it again to check.

    `source` is a bare driver connection. Refuses BackupNotTrue, DiskFull, CannotWrite.
    """
    try:
        copy = connect(target, key)
        try:
            copy.execute("PRAGMA synchronous = EXTRA").fetchall()
            source.backup(copy)
        finally:
            copy.close()
    except driver.Error as fault:
        refusal = _refusal_for_code(fault, target)
        if refusal is None or isinstance(refusal, errors.FileUnreadable):
            refusal = errors.CannotWrite(str(target))
        raise refusal from fault
    flush(target)
    try:
        examine(target, key=key)
    except errors.FileDamaged as fault:
        raise errors.BackupNotTrue(str(target)) from fault


def fold(path: Path, key: bytes | None) -> None:
    """Bring what a file's log holds into the file; refuses FileDamaged."""
    connection = connect(path, key)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except driver.Error as fault:
        raise errors.FileDamaged(str(path)) from fault
    finally:
        connection.close()


def examine(path: Path, *, key: bytes | None, mark: int | None = None) -> None:
    """Read a whole file that nobody has open; refuses FileDamaged, NotOurFile, DiskFull."""
    connection = connect(path, key)
    try:
        answers = connection.execute("PRAGMA integrity_check").fetchall()
        strays = connection.execute("PRAGMA foreign_key_check").fetchall()
        found = connection.execute("PRAGMA application_id").fetchone()
        pages = connection.execute("SELECT * FROM pragma_page_count, pragma_page_size").fetchone()
    except driver.Error as fault:
        refusal = _refusal_for_code(fault, path)
        if isinstance(refusal, errors.DiskFull):
            raise refusal from fault
        raise errors.FileDamaged(str(path)) from fault
    finally:
        connection.close()
    # A page that is not in use may be cut off, and all the others still hold together.
    is_cut = path.stat().st_size != int(pages[0]) * int(pages[1])
    if answers != [("ok",)] or strays or is_cut:
        raise errors.FileDamaged(str(path))
    if mark is not None and found != (mark,):
        raise errors.NotOurFile(str(path))


@contextmanager
def _one_connection(path: Path, key: bytes | None, *, foreign_keys: bool = True) -> Iterator[Any]:
    engine = create_engine(
        "sqlite+pysqlite://",
        hide_parameters=True,  # a name must not reach a log
        module=driver,
        creator=lambda: _prepared_once(path, key, foreign_keys=foreign_keys),
        poolclass=NullPool,
    )
    event.listen(engine, "begin", _begin_immediate)
    with engine.begin() as connection:
        yield connection


def _prepared_once(path: Path, key: bytes | None, *, foreign_keys: bool) -> Any:
    connection = connect(path, key)
    _verify_pragmas(connection, writes=True)
    if not foreign_keys:
        connection.execute("PRAGMA foreign_keys = OFF").fetchall()
    return connection


def connect(path: Path, key: bytes | None) -> Any:
    """Open a bare driver connection, keyed where the file has a key."""
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"").fetchall()
    return connection


def _verify_pragmas(connection: Any, *, writes: bool) -> None:
    for name, value, expected in _PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if found is None or found[0] != expected:
            raise errors.UnsafeDriver(name)
    if not writes:
        # Only the writing connection folds the log into the file.
        connection.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
        connection.execute("PRAGMA query_only = ON").fetchall()


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def _start_of(path: Path) -> bytes:
    if path.is_dir():
        raise errors.NotAFile(str(path))
    if not path.exists():
        raise errors.FileMissing(str(path))
    if not path.is_file():
        raise errors.NotAFile(str(path))
    try:
        with path.open("rb") as file:
            return file.read(16)
    except OSError as fault:
        raise errors.FileUnreadable(str(path)) from fault


def _key_name(salt: bytes) -> str:
    return "file-" + hashlib.sha256(salt).hexdigest()[:32]


__all__ = [
    "AGENCY_MARK",
    "HEAD",
    "LIBRARY_MARK",
    "MIGRATIONS",
    "Database",
    "connect",
    "examine",
    "find_key",
    "flush",
    "flush_folder",
    "fold",
    "make_file",
    "open_file",
    "put_in_place",
    "refusal_for",
    "refusal_for_system",
    "refuse_taken",
    "remove_copies_before",
    "remove_file",
    "verified_copy",
]
