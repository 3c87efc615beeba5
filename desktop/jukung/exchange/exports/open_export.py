"""The open export: everything of a library in one folder that any program reads.

Written in a folder of another name and renamed when it is whole, so that there is never
half of one; rows are streamed, whatever their number. FORMAT.md says what is in it.
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jukung.exchange.exports import open_words
from jukung.exchange.exports.open_columns import OpenFile, files_of
from jukung.exchange.exports.open_tables import settings_of
from jukung.exchange.exports.open_words import Written
from jukung.exchange.exports.whole_file import Progress, Steps, Stopped, filling
from jukung.library import backup
from jukung.library.desk import Desk, Library
from jukung.store.flushing import flush, flush_folder

_ROWS = 500


@dataclass(frozen=True, slots=True)
class OpenExport:
    """An export that was written: where, its rows by file, and its pictures."""

    folder: Path
    rows: dict[str, int]
    pictures: int


def usual_name(desk: Desk) -> str:
    """What the folder of an export of today is called."""
    plain = re.sub(r"[^0-9A-Za-z]+", "-", desk.profile.name).strip("-").lower()[:40]
    return f"{plain or 'jukung'}-{desk.today.isoformat()}"


def write(
    library: Library,
    folder: Path,
    *,
    progress: Progress = lambda _done, _total: None,
    stopped: Stopped = lambda: False,
) -> OpenExport:
    """Write everything of a library into a new folder; only for keepers.

    Refuses NotAllowed, FileExists, ExportStopped, CannotWrite, DiskFull.
    """
    with library.reading() as desk:
        backup.may_backup(desk)
        with filling(folder) as part:
            files = files_of(desk.session, is_prison=desk.profile.is_prison)
            total = sum(_count(desk, each) for each in files)
            steps = Steps(total, progress=progress, stopped=stopped)
            written = {each.name: _write_file(desk, each, part, steps) for each in files}
            _describe(desk, part, files, written)
    rows = {name: each.rows for name, each in written.items()}
    return OpenExport(folder, rows, sum(rows[each.name] for each in files if each.beside))


def _describe(
    desk: Desk, part: Path, files: Sequence[OpenFile], written: Mapping[str, Written]
) -> None:
    for name, content in (
        (open_words.README, open_words.readme),
        (open_words.DESCRIPTOR, open_words.descriptor),
    ):
        path = part / name
        path.write_bytes(content(desk.profile, desk.today, files, written))
        flush(path)


def _write_file(desk: Desk, file: OpenFile, part: Path, steps: Steps) -> Written:
    path, rows = part / f"{file.name}.csv", 0
    beside = part / file.name
    if file.beside:
        beside.mkdir()
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(file.header)
        for batch in _batches(desk, file):
            for row in batch:
                rows += 1
                writer.writerow(_cells(file, row, beside / f"{_key(file, row) or rows}"))
            steps.take(len(batch))
    if file.beside:
        flush_folder(beside)
    flush(path)
    with path.open("rb") as whole:
        digest = hashlib.file_digest(whole, "sha256").hexdigest()
    return Written(rows, path.stat().st_size, digest)


def _cells(file: OpenFile, row: Sequence[Any], beside: Path) -> list[str]:
    cells = [column.written(value) for column, value in zip(file.columns, row, strict=False)]
    if not file.beside:
        return cells
    content: bytes = row[-1]
    place = beside.with_suffix(f".{file.table.file}")
    place.write_bytes(content)
    flush(place)
    digest = hashlib.sha256(content).hexdigest()
    return [*cells, f"{file.name}/{place.name}", digest]


def _key(file: OpenFile, row: Sequence[Any]) -> int | None:
    """The row that a picture is of, where one whole number says it."""
    known = dict(zip((each.name for each in file.columns), row, strict=False))
    found = known.get(file.key[0]) if len(file.key) == 1 else None
    return found if isinstance(found, int) else None


def _batches(desk: Desk, file: OpenFile) -> Iterator[list[Any]]:
    names = [each.name for each in file.columns] + ([file.beside] if file.beside else [])
    chosen = ", ".join(f'"{name}"' for name in names)
    order = ", ".join(f'"{name}"' for name in file.key) or "1"
    sql = f'SELECT {chosen} FROM "{file.sql_name}"{_where(desk, file)} ORDER BY {order}'  # noqa: S608 - names of our own tables
    found = desk.session.connection().exec_driver_sql(sql)
    while batch := found.fetchmany(_ROWS):
        yield list(batch)


def _count(desk: Desk, file: OpenFile) -> int:
    sql = f'SELECT count(*) FROM "{file.sql_name}"{_where(desk, file)}'  # noqa: S608 - as above
    return int(desk.session.connection().exec_driver_sql(sql).scalar_one())


def _where(desk: Desk, file: OpenFile) -> str:
    if file.sql_name != "setting":
        return ""
    held = sorted(settings_of(is_prison=desk.profile.is_prison))
    return f" WHERE key IN ({', '.join(repr(each) for each in held)})"
