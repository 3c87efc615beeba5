"""The database inside a title pack: written once, looked at without trust.

A pack's bytes are checked against their signature before SQLite sees any of them;
what is here keeps also a signer from putting more into a pack than titles.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from jukung.domain.errors import PackStopped
from jukung.exchange.imports.formats import Progress, Stopped
from jukung.exchange.packs.records import PackRecord, Person
from jukung.store import search

PAGE = 4096
MARK = 0x4A4B5450  # "JKTP" in the file's header
VERSION = 1
HEADER = 100

_START = b"SQLite format 3\x00"
_CHUNK = 1000
_SCHEMA = (
    (
        "record",
        (
            "CREATE TABLE record (row INTEGER PRIMARY KEY, isbn13 INTEGER, isbn TEXT NOT NULL, "
            "title TEXT NOT NULL, subtitle TEXT NOT NULL, people TEXT NOT NULL, "
            "publisher TEXT NOT NULL, place TEXT NOT NULL, year TEXT NOT NULL, "
            "pages TEXT NOT NULL, language TEXT NOT NULL, class TEXT NOT NULL, "
            "subjects TEXT NOT NULL, age TEXT NOT NULL, series TEXT NOT NULL) STRICT"
        ),
    ),
    ("record_isbn", "CREATE INDEX record_isbn ON record (isbn13) WHERE isbn13 IS NOT NULL"),
    (
        "words",
        (
            "CREATE VIRTUAL TABLE words USING fts5(title, people, subjects, content='', "
            "columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 2')"
        ),
    ),
    # What FTS5 itself makes of the line before.
    (
        "words_config",
        "CREATE TABLE 'words_config'(k PRIMARY KEY, v) WITHOUT ROWID",
    ),
    ("words_data", "CREATE TABLE 'words_data'(id INTEGER PRIMARY KEY, block BLOB)"),
    (
        "words_idx",
        "CREATE TABLE 'words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
    ),
)
_MADE = 3  # the lines of the schema that we write; FTS5 writes the others
_COLUMNS = (
    "isbn, title, subtitle, people, publisher, place, year, pages, language, class, subjects, "
    "age, series"
)
_BY_ISBN = f"SELECT row, {_COLUMNS} FROM record WHERE isbn13 = ? ORDER BY row LIMIT ?"  # noqa: S608 - our own words
_BY_WORDS = (
    f"SELECT row, {_COLUMNS} FROM record WHERE row IN "  # noqa: S608 - our own words
    "(SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?) ORDER BY row"
)
_FROM_ROW = f"SELECT row, {_COLUMNS} FROM record WHERE row > ? ORDER BY row LIMIT ?"  # noqa: S608 - our own words
_INSERT = (
    f"INSERT INTO record (row, isbn13, {_COLUMNS}) "  # noqa: S608 - our own words
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class StoreWrong(ValueError):
    """Not a database as packs have it; says why."""


def write(
    path: Path, records: Sequence[PackRecord], *, progress: Progress, stopped: Stopped
) -> None:
    """Write titles into a new file, in the order given; refuses PackStopped."""
    connection = driver.connect(str(path), isolation_level=None)
    try:
        for pragma in (
            f"page_size = {PAGE}",
            f"application_id = {MARK}",
            f"user_version = {VERSION}",
            "journal_mode = OFF",
            "synchronous = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("BEGIN")
        for _name, sql in _SCHEMA[:_MADE]:
            connection.execute(sql)
        for start in range(0, len(records), _CHUNK):
            if stopped():
                raise PackStopped
            progress(start, len(records))
            part = list(enumerate(records[start : start + _CHUNK], start + 1))
            connection.executemany(_INSERT, [_row(at, each) for at, each in part])
            connection.executemany(
                "INSERT INTO words (rowid, title, people, subjects) VALUES (?, ?, ?, ?)",
                [_words(at, each) for at, each in part],
            )
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    finally:
        connection.close()


def check_header(start: bytes, size: int) -> None:
    """Look at the first bytes of a database before SQLite does; raises StoreWrong."""
    as_number = int.from_bytes
    fits = (
        len(start) == HEADER
        and start.startswith(_START)
        and as_number(start[16:18], "big") == PAGE
        and start[18:21] == b"\x01\x01\x00"  # no log beside it, nothing reserved
        and as_number(start[28:32], "big") * PAGE == size
        and as_number(start[68:72], "big") == MARK
        and as_number(start[60:64], "big") == VERSION
    )
    if not fits:
        raise StoreWrong("another kind of file")


def connect(path: Path) -> Any:  # noqa: ANN401 - the driver has no types
    """Open the database of a checked pack, only to read; raises StoreWrong."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = driver.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    try:
        for pragma in (
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "mmap_size = 0",
            "query_only = ON",
            "cache_size = -1024",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        listed = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()
        if [tuple(each) for each in listed] != sorted(_SCHEMA):
            raise StoreWrong("other tables than a pack has")
    except BaseException as fault:
        connection.close()
        if isinstance(fault, driver.Error | UnicodeError):
            raise StoreWrong(str(fault)) from fault
        raise
    return connection


def by_isbn(connection: Any, digits: str, limit: int) -> tuple[PackRecord, ...]:  # noqa: ANN401 - as above
    """The titles with these thirteen digits."""
    return _made(_rows(connection, _BY_ISBN, (int(digits), limit)))


def by_words(connection: Any, typed: str, limit: int) -> tuple[PackRecord, ...]:  # noqa: ANN401 - as above
    """The titles in which each of these words begins one, by title."""
    found = [part for word in search.words_of(typed) for part in word.split("_") if part]
    if not found:
        return ()
    asked = " ".join(f'"{word}"*' for word in found[:12])
    try:
        return _made(connection.execute(_BY_WORDS, (asked, limit)).fetchall())
    except driver.OperationalError:
        # Letters younger than SQLite's own list of them can fall into two words.
        return ()
    except (driver.Error, ValueError) as fault:
        raise StoreWrong(str(fault)) from fault


def every(connection: Any) -> Iterator[PackRecord]:  # noqa: ANN401 - as above
    """All titles, a few hundred in memory at a time."""
    at = -1
    while rows := _rows(connection, _FROM_ROW, (at, _CHUNK)):
        yield from _made(rows)
        # A signer may number rows as he likes, and a damaged page out of order.
        if rows[-1][0] <= at:
            raise StoreWrong("rows out of order")
        at = rows[-1][0]


def first(connection: Any, limit: int) -> tuple[PackRecord, ...]:  # noqa: ANN401 - as above
    """The first titles by the alphabet."""
    return _made(_rows(connection, _FROM_ROW, (-1, limit)))


def _rows(connection: Any, sql: str, asked: Iterable[object]) -> list[tuple[Any, ...]]:  # noqa: ANN401 - as above
    try:
        rows: list[tuple[Any, ...]] = connection.execute(sql, tuple(asked)).fetchall()
    except (driver.Error, ValueError) as fault:
        raise StoreWrong(str(fault)) from fault
    return rows


def _made(rows: list[tuple[Any, ...]]) -> tuple[PackRecord, ...]:
    try:
        return tuple(_record(cells) for _row, *cells in rows)
    except (ValueError, TypeError, AttributeError, RecursionError) as fault:
        raise StoreWrong(str(fault)) from fault


def _row(at: int, each: PackRecord) -> tuple[object, ...]:
    return (
        at,
        int(each.isbn13) if each.isbn13 else None,
        each.isbn,
        each.title,
        each.subtitle,
        json.dumps([[p.name, p.role] for p in each.people], ensure_ascii=False),
        each.publisher,
        each.place,
        each.year,
        each.pages,
        each.language,
        each.class_number,
        json.dumps(list(each.subjects), ensure_ascii=False),
        each.age,
        each.series,
    )


def _words(at: int, each: PackRecord) -> tuple[object, ...]:
    return (
        at,
        f"{each.title} {each.subtitle} {each.series}",
        " ".join(p.name for p in each.people),
        " ".join(each.subjects),
    )


def _record(cells: Sequence[Any]) -> PackRecord:
    isbn, title, subtitle, people, publisher, place, year, pages, language, *rest = cells
    class_number, subjects, age, series = rest
    named = tuple(Person(str(name), str(role)) for name, role in json.loads(people))
    return PackRecord(
        title=title,
        subtitle=subtitle,
        isbn=isbn,
        people=named,
        publisher=publisher,
        place=place,
        year=year,
        pages=pages,
        language=language,
        class_number=class_number,
        subjects=tuple(map(str, json.loads(subjects))),
        age=age,
        series=series,
    )
