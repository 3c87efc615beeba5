"""A database on a PostgreSQL server, with the same two sessions as a file.

    with database.changing() as session: …   one transaction, committed at the end
    with database.reading() as session: …    sees what is committed, writes nothing

Several programs may stand at it at once; whoever changes a library's rows takes a lock
on that library first (`agency.keeping`), so that no two do at the same time.
The server is asked to have written before it confirms (`synchronous_commit`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session

from jukung.domain import errors
from jukung.store import migrate

_SCHEMES = ("postgresql://", "postgres://")
# One program at a time brings the schema up to date; any number does, it only has to be ours.
_MIGRATING = 0x4A4B4147


class ServerDatabase:
    """A database somebody else runs; made by `open_server` or `make_on_server`."""

    encrypted = False

    def __init__(self, address: str, engine: Engine) -> None:
        self.place = plain_address(address)
        self._engine = engine

    @contextmanager
    def changing(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back on any exception."""
        session = Session(self._engine, expire_on_commit=False)
        with _refusing(self.place), session:
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A view of what is committed, the same from its first look to its last."""
        session = Session(self._engine, expire_on_commit=False)
        with _refusing(self.place), session:
            session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            yield session

    def close(self) -> None:
        """Let the connections go."""
        self._engine.dispose()


def is_address(place: str) -> bool:
    """Whether a place names a server rather than a file."""
    return place.startswith(_SCHEMES)


def plain_address(address: str) -> str:
    """An address as it may be shown: without its password."""
    return _url(address).render_as_string(hide_password=True)


def make_on_server(
    address: str, *, folder: Path, first: Callable[[Session], None]
) -> ServerDatabase:
    """Make today's schema in an empty database, with the rows that `first` writes.

    Refuses ServerAddressWrong, ServerUnreachable, ServerRefuses, FileExists.
    """
    engine = _engine(address)
    try:
        with _refusing(plain_address(address)), engine.begin() as connection:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
            if inspect(connection).get_table_names():
                raise errors.FileExists(plain_address(address))
            migrate.upgrade(connection, folder)
            with Session(connection, join_transaction_mode="create_savepoint") as session:
                first(session)
                session.commit()
    except BaseException:
        engine.dispose()
        raise
    return ServerDatabase(address, engine)


def open_server(address: str, *, folder: Path, head: str) -> ServerDatabase:
    """Open a database of ours and bring it to today's schema if it is older.

    Refuses ServerAddressWrong, ServerUnreachable, ServerRefuses, NotOurFile, FileNewer.
    """
    engine = _engine(address)
    place = plain_address(address)
    try:
        with _refusing(place), engine.begin() as connection:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
            revision = migrate.current(connection)
            if not revision:
                raise errors.NotOurFile(place)
            if revision > head:
                raise errors.FileNewer(place)
            if revision < head:
                migrate.upgrade(connection, folder)
    except BaseException:
        engine.dispose()
        raise
    return ServerDatabase(address, engine)


def _engine(address: str) -> Engine:
    engine = create_engine(
        _url(address).set(drivername="postgresql+psycopg"),
        hide_parameters=True,  # a name must not reach a log
        pool_size=4,
        max_overflow=12,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10},
    )
    # Many rows go in one statement: the driver would send one for each.
    engine.dialect.use_insertmanyvalues_wo_returning = True
    event.listen(engine, "connect", _ask_for_safety)
    return engine


def _ask_for_safety(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # the driver's own connection
    cursor.execute("SET synchronous_commit = on")
    cursor.execute("SET lock_timeout = '30s'")
    cursor.execute("SET timezone = 'UTC'")
    cursor.close()
    connection.commit()  # type: ignore[attr-defined]


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as fault:
        raise errors.ServerAddressWrong from fault
    if not is_address(address) or not url.database:
        raise errors.ServerAddressWrong
    return url


@contextmanager
def _refusing(place: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as fault:
        refusal = _refusal_for(fault, place)
        raise (refusal or fault) from fault
    except UnicodeEncodeError as fault:
        raise errors.TextUnwritable from fault


# States of the SQL standard and PostgreSQL's own; none where no server answered.
def _refusal_for(fault: DBAPIError, place: str) -> errors.Refusal | None:
    state = ""
    with suppress(AttributeError):
        state = fault.orig.sqlstate or ""  # type: ignore[union-attr]
    if state.startswith(("28", "3D", "42501")):
        return errors.ServerRefuses(place)
    if state.startswith("53100"):
        return errors.DiskFull(place)
    if fault.connection_invalidated or state.startswith(("08", "57", "53")):
        return errors.ServerUnreachable(place)
    told = str(fault.orig)
    if not state and type(fault.orig).__name__ in {"OperationalError", "ConnectionTimeout"}:
        denied = "authentication" in told or "does not exist" in told
        return (errors.ServerRefuses if denied else errors.ServerUnreachable)(place)
    return None
