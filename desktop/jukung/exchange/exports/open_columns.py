"""The columns of the open export: what kind each is, how a value is written and read back.

Kinds are those of Frictionless Table Schema. Text that a spreadsheet could calculate is
marked (`exchange.harmless`); days are 2026-11-22, moments UTC; nothing is an empty cell.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy import types as sql
from sqlmodel import Session, SQLModel

from jukung.exchange.exports.open_tables import OpenTable, tables_of
from jukung.exchange.harmless import as_it_was, harmless

MOMENT = "%Y-%m-%d %H:%M:%S.%f"
"""How moments are written, in UTC."""

FILE, DIGEST = "file", "sha256"
"""The two cells that stand for what lies in a file beside."""

Links = Mapping[str, tuple[str, str]]

_WHOLE = range(-(2**63), 2**63)
_ACTS = "journal_act"


class Unreadable(ValueError):
    """A cell that cannot be what its column holds."""


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column: its name in the file and in the table, its kind, and what it points to."""

    name: str
    kind: str
    required: bool
    unique: bool = False
    choices: tuple[str, ...] = ()
    refers: tuple[str, str] | None = None
    """The file and the column of it that hold what this one names."""
    is_flag: bool = False
    """Whether only the being there of a value is told, not the value."""
    form: str = ""

    def written(self, value: Any) -> str:  # noqa: ANN401 - whatever stands in the table
        """A value as the cell of a list."""
        if self.is_flag:
            return "0" if value is None else "1"
        if value is None:
            return ""
        if isinstance(value, bytes):
            return base64.b64encode(value).decode("ascii")
        if self.form == MOMENT:
            return _moment(str(value))
        return harmless(value) if isinstance(value, str) else str(value)

    def read(self, cell: str) -> Any:  # noqa: ANN401 - whatever the table takes
        """What the table holds for a cell; refuses Unreadable."""
        if self.is_flag or self.kind == "boolean":
            return _flag(cell, required=self.required)
        if cell == "":
            return "" if self.required and self.kind == "string" and not self.form else None
        if self.kind == "integer":
            return _whole(cell)
        if self.form == "binary":
            return _bytes(cell)
        return as_it_was(cell)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file of the export with its columns, and the one whose bytes lie beside."""

    table: OpenTable
    sql_name: str
    columns: tuple[OpenColumn, ...]
    key: tuple[str, ...]
    beside: str = ""

    @property
    def name(self) -> str:
        """What the file is called, without its ending."""
        return self.table.name

    @property
    def header(self) -> tuple[str, ...]:
        """The names above the columns."""
        names = tuple(each.name for each in self.columns)
        return (*names, FILE, DIGEST) if self.beside else names


def files_of(session: Session, *, is_prison: bool) -> tuple[OpenFile, ...]:
    """The files of a library's export, in their order; links are as the schema has them."""
    held = tables_of(is_prison=is_prison)
    names = {_of(each.row).name: each.name for each in held}
    return tuple(_file(each, names, _links(session, each), is_prison=is_prison) for each in held)


def _links(session: Session, table: OpenTable) -> Links:
    """What each column of a table names: another table, and a column there."""
    asked = session.connection().exec_driver_sql(
        f"PRAGMA foreign_key_list('{_of(table.row).name}')"
    )
    return {row[3]: (str(row[2]), str(row[4])) for row in asked}


def _of(row: type[SQLModel]) -> Table:
    found: Table = SQLModel.metadata.tables[str(row.__tablename__)]
    return found


def _file(table: OpenTable, names: dict[str, str], links: Links, *, is_prison: bool) -> OpenFile:
    cut = table.cut | ((table.prison_cut or frozenset()) if is_prison else frozenset())
    found = _of(table.row)
    beside = ""
    columns = []
    for column in found.columns:
        if column.name in cut:
            continue
        if table.file and isinstance(column.type, sql.LargeBinary):
            beside = column.name
            continue
        made = _column(found, column, names, links)
        if made is not None:
            columns.append(made)
    key = tuple(each.name for each in found.primary_key if each.name not in cut)
    return OpenFile(table, found.name, tuple(columns), key, beside)


def _column(
    table: Table, column: Column[Any], names: dict[str, str], links: Links
) -> OpenColumn | None:
    """A column; None where it only points to what this export does not hold."""
    target = links.get(column.name)
    if target and target[0] not in names:
        if target[0] != _ACTS or not column.nullable:
            return None
        # That something was taken back is told; by which act is not.
        return OpenColumn(column.name, "boolean", required=True, is_flag=True)
    kind, form = _kind(column)
    choices = tuple(column.type.enums) if isinstance(column.type, sql.Enum) else ()
    alone = column.primary_key and len(table.primary_key) == 1
    return OpenColumn(
        column.name,
        kind,
        required=not column.nullable,
        unique=column.name == "id" and not alone,
        choices=choices,
        refers=(names[target[0]], target[1]) if target else None,
        form=form,
    )


def _kind(column: Column[Any]) -> tuple[str, str]:
    kinds = (
        (sql.Boolean, "boolean", ""),
        (sql.Integer, "integer", ""),
        (sql.DateTime, "datetime", MOMENT),
        (sql.Date, "date", ""),
        (sql.LargeBinary, "string", "binary"),
    )
    known = column.type
    if isinstance(known, sql.TypeDecorator):
        known = known.impl_instance
    found = next((each for each in kinds if isinstance(known, each[0])), (None, "string", ""))
    return found[1], found[2]


def _whole(cell: str) -> int:
    try:
        found = int(cell)
    except ValueError as fault:
        raise Unreadable(cell[:40]) from fault
    if found not in _WHOLE:
        raise Unreadable(cell[:40])
    return found


def _flag(cell: str, *, required: bool) -> int | None:
    if cell in ("0", "1"):
        return int(cell)
    if cell or required:
        raise Unreadable(cell[:40])
    return None


def _bytes(cell: str) -> bytes:
    try:
        return base64.b64decode(cell, validate=True)
    except binascii.Error as fault:
        raise Unreadable(cell[:40]) from fault


def _moment(text: str) -> str:
    """A moment as every file writes it, whoever stored it; what is none stays as it stands."""
    try:
        found = datetime.fromisoformat(text)
        found = found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError):
        return harmless(text)
    return found.isoformat(" ", "microseconds")
