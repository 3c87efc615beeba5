"""The open export read back: a new library with everything that a folder holds.

Nothing is believed of the folder: digests, names of columns, cells and links are looked
at, and the library has its name only when all of it is in. It has a key and an epoch of
its own, as after the restoring of a backup.
"""

import csv
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel

from jukung.domain import errors
from jukung.domain.ids import new_id
from jukung.domain.kinds import ActKind, LibraryKind, Role
from jukung.exchange.exports import open_words
from jukung.exchange.exports.open_columns import OpenFile, Unreadable, files_of
from jukung.exchange.exports.open_rows import Folder, batches
from jukung.exchange.exports.whole_file import Progress, Steps, Stopped
from jukung.exchange.parcels.flushed import read_bounded
from jukung.library import journal
from jukung.library.desk import Desk, Library, StaffMember, read_profile, signing_key_name
from jukung.library.pin_seal import FULL, Sealing
from jukung.store import database, keys
from jukung.store.tables import Staff

_MOST_DESCRIPTOR = 4_000_000
# Rows that the schema itself puts in.
_MADE_TABLES = ("member_kind",)
# What a prison's export does not tell and no row can be without; every act is the reading.
_NOT_TOLD = {"act": 1, "sex": "unknown", "age_band": "unknown"}


def read(
    folder: Path,
    target: Path,
    *,
    progress: Progress = lambda _done, _total: None,
    stopped: Stopped = lambda: False,
    clock: Callable[[], datetime] | None = None,
    sealing: Sealing = FULL,
) -> Library:
    """Make a new library of an open export; a prison's is encrypted from its first byte.

    Refuses OpenExportUnreadable, FileNewer, FileExists, ExportStopped, CannotWrite, DiskFull.
    """
    found = _look_at(folder)
    steps = Steps(None, progress=progress, stopped=stopped)
    now = clock() if clock else datetime.now(UTC)
    made: list[str] = []

    def first(session: Session) -> None:
        _fill(session, found, steps, made)
        if found.is_prison:
            _begin_journal(session, now)
        if session.connection().exec_driver_sql("PRAGMA foreign_key_check").first():
            raise found.refusal(open_words.DESCRIPTOR)

    try:
        file = database.make_file(
            target,
            mark=database.LIBRARY_MARK,
            folder=database.MIGRATIONS,
            encrypted=found.is_prison,
            first=first,
        )
    except BaseException:
        for name in made:
            keys.forget(name)
        raise
    return Library(file, clock=clock, sealing=sealing)


def _look_at(folder: Path) -> Folder:
    """Read the descriptor; refuses OpenExportUnreadable, FileNewer."""
    unread = errors.OpenExportUnreadable(str(folder), open_words.DESCRIPTOR)
    try:
        content = read_bounded(folder / open_words.DESCRIPTOR, _MOST_DESCRIPTOR)
        said: dict[str, Any] = json.loads(content[:_MOST_DESCRIPTOR])
        ours = said["jukung"]
        is_ours = ours["format"] == open_words.MARK
        version, kind = int(ours["version"]), LibraryKind(ours["kind"])
        resources = {str(each["name"]): dict(each) for each in said["resources"]}
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as fault:
        raise unread from fault
    if not is_ours:
        raise unread
    if version > open_words.VERSION:
        raise errors.FileNewer(str(folder))
    return Folder(folder, kind is LibraryKind.prison, resources)


def _fill(session: Session, found: Folder, steps: Steps, made: list[str]) -> None:
    """Write every row; `made` takes the name of a signing key that is new here."""
    plain = session.connection()
    for table in _MADE_TABLES:
        plain.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - our own name
    plain.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for file in files_of(session, is_prison=found.is_prison):
        try:
            for batch in batches(found, file):
                fixed = _fixed(found, file, batch, made)
                ids = _ids(file)
                names = [*batch[0], *fixed, *ids]
                values = [
                    (*row.values(), *fixed.values(), *(new_id() for _each in ids)) for row in batch
                ]
                plain.exec_driver_sql(_insert(file.sql_name, names), values)
                steps.take(len(batch))
        except DBAPIError as fault:
            if database.refusal_for(fault, found.path):
                raise  # the disk, and not the folder
            raise found.refusal(f"{file.name}.csv") from fault
        except (OSError, ValueError, csv.Error) as fault:
            raise found.refusal(f"{file.name}.csv") from fault


def _insert(table: str, names: list[str]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join("?" * len(names))
    return f'INSERT INTO "{table}" ({columns}) VALUES ({places})'  # noqa: S608 - our own names


def _fixed(
    found: Folder, file: OpenFile, batch: list[dict[str, Any]], made: list[str]
) -> dict[str, Any]:
    """What the file does not tell and its table cannot be without."""
    if file.sql_name == "library":
        is_right = len(batch) == 1 and (batch[0]["kind"] == "prison") == found.is_prison
        if not is_right:
            raise Unreadable(file.name)
        return {"one": 1, "epoch": new_id(), "public_key": _public_key(batch[0]["uid"], made)}
    told = {each.name for each in file.columns}
    columns = SQLModel.metadata.tables[file.sql_name].columns
    return {
        each.name: _NOT_TOLD[each.name]
        for each in columns
        if each.name not in told and not each.nullable and each.name in _NOT_TOLD
    }


def _ids(file: OpenFile) -> list[str]:
    """The id of a table whose file leaves it out, and that is made anew for every row."""
    told = {each.name for each in file.columns}
    columns = SQLModel.metadata.tables[file.sql_name].columns
    return [each.name for each in columns if each.name == "id" and "id" not in told]


def _public_key(uid: str, made: list[str]) -> str:
    """The key of the library: the one that is on this computer, else a new one."""
    # As in `desk.found`: a library opened every day never needs it.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - as just said
        Ed25519PrivateKey,
    )

    if not re.fullmatch(r"[0-9a-f-]{36}", uid):
        raise Unreadable(uid[:40])
    name = signing_key_name(uid)
    secret = keys.fetch(name)
    if secret is None:
        secret = Ed25519PrivateKey.generate().private_bytes_raw()
        keys.keep(name, secret)
        made.append(name)
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw().hex()


def _begin_journal(session: Session, now: datetime) -> None:
    """Say in an empty journal where everything came from; it is the only act there."""
    profile = read_profile(session)
    staff = Staff(name=profile.name, role=Role.officer)
    session.add(staff)
    session.flush()
    desk = Desk(session, now, StaffMember(staff.row, staff.name, staff.role), profile)
    act = journal.begin(desk, ActKind.restore, trusted=True)
    journal.note(desk, act, "restore", noun="library", noun_id=profile.uid)
