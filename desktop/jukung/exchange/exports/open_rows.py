"""The rows of an open export, read without trust: digests, columns, cells, lengths."""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from jukung.domain import errors
from jukung.exchange.exports.open_columns import OpenFile, Unreadable
from jukung.exchange.exports.open_tables import settings_of
from jukung.exchange.parcels.flushed import read_bounded

_MOST_BESIDE = 4_000_000
_LONGEST_ROW = 16_000_000
"""Letters; a title in the bin with ten thousand copies has five million."""

_ROWS = 500
_MOST_AT_ONCE = 8_000_000
"""Letters and bytes of rows that are in memory together."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as its descriptor tells of it."""

    path: Path
    is_prison: bool
    resources: Mapping[str, Mapping[str, Any]]

    def refusal(self, file: str) -> errors.Refusal:
        """That one of its files is not as it was written."""
        return errors.OpenExportUnreadable(str(self.path), file)


def batches(found: Folder, file: OpenFile) -> Iterator[list[dict[str, Any]]]:
    """The rows of a file, some at a time; raises OSError, ValueError, csv.Error."""
    path = found.path / f"{file.name}.csv"
    _compare(path, found.resources.get(file.name, {}))
    csv.field_size_limit(_LONGEST_ROW)
    batch: list[dict[str, Any]] = []
    size = 0
    with path.open(encoding="utf-8", newline="") as text:
        lines = _Lines(text, file.name)
        rows = csv.reader(lines, strict=True)
        if tuple(next(rows, ())) != file.header:
            raise Unreadable(file.name)
        for cells in rows:
            lines.begin_row()
            batch.append(_row(found, file, cells))
            size += sum(map(_size, batch[-1].values()))
            if len(batch) == _ROWS or size >= _MOST_AT_ONCE:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


class _Lines:
    """The lines of a file, as long as no row of them is longer than a row may be."""

    def __init__(self, text: TextIO, name: str) -> None:
        self._text, self._name, self._letters = text, name, 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(_LONGEST_ROW + 1)
        self._letters += len(line)
        if self._letters > _LONGEST_ROW:
            raise Unreadable(self._name)
        if not line:
            raise StopIteration
        return line

    def begin_row(self) -> None:
        """Count anew; what was read before is a row by itself."""
        self._letters = 0


def _size(value: Any) -> int:  # noqa: ANN401 - whatever a column holds
    return len(value) if isinstance(value, str | bytes) else 0


def _row(found: Folder, file: OpenFile, cells: list[str]) -> dict[str, Any]:
    if len(cells) != len(file.header):
        raise Unreadable(file.name)
    made: dict[str, Any] = {}
    for column, cell in zip(file.columns, cells, strict=False):
        value = column.read(cell)
        # A flag stands for an act, and there is only one.
        made[column.name] = (value or None) if column.is_flag else value
    if file.beside:
        made[file.beside] = _content(found.path, file.name, *cells[-2:])
    if file.sql_name == "setting" and made["key"] not in settings_of(is_prison=found.is_prison):
        raise Unreadable(file.name)
    return made


def _content(folder: Path, name: str, place: str, digest: str) -> bytes:
    if not re.fullmatch(rf"{name}/[0-9]{{1,20}}\.[a-z]{{2,4}}", place):
        raise Unreadable(place[:40])
    content = read_bounded(folder / place, _MOST_BESIDE)
    if len(content) > _MOST_BESIDE or hashlib.sha256(content).hexdigest() != digest:
        raise Unreadable(place)
    return content


def _compare(path: Path, said: Mapping[str, Any]) -> None:
    """Refuse a file that is no file, or not as it was written; raises OSError, ValueError."""
    if path.is_symlink() or not path.is_file():
        raise Unreadable(path.name)
    with path.open("rb") as whole:
        digest = hashlib.file_digest(whole, "sha256").hexdigest()
    if said.get("hash") != f"sha256:{digest}":
        raise Unreadable(path.name)
