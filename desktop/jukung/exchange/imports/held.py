"""Many records in little memory: packed by the hundred, unpacked when they are asked for.

A backup holds hundreds of thousands of loans and visits. They stay in memory and go
nowhere else: a list beside the library would be names that a lost stick carries.
"""

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice
from typing import TypeVar, overload

from typing_extensions import override

Record = TypeVar("Record")

_MANY = 256
# Short records are left as they are: packing them tighter costs more than it saves.
_LARGE = 64 * 1024
_FAST, _IS_TIGHT = 1, b"\x78"


class Held(Sequence[Record]):
    """Records that are gone through one after the other, in the order they came."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        """Begin with some, or none."""
        self._packed: list[bytes] = []
        self._last: list[Record] = []
        self._shown: tuple[int, list[Record]] = (-1, [])
        for each in records:
            self.append(each)

    def append(self, record: Record) -> None:
        """Keep one more."""
        self._last.append(record)
        if len(self._last) == _MANY:
            whole = pickle.dumps(self._last, protocol=pickle.HIGHEST_PROTOCOL)
            self._packed.append(zlib.compress(whole, _FAST) if len(whole) > _LARGE else whole)
            self._last = []

    @override
    def __len__(self) -> int:
        return len(self._packed) * _MANY + len(self._last)

    @override
    def __iter__(self) -> Iterator[Record]:
        for each in self._packed:
            yield from _unpacked(each)
        yield from self._last

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Record]: ...
    @override
    def __getitem__(self, at: int | slice) -> Record | Sequence[Record]:
        if isinstance(at, slice):
            return tuple(self[place] for place in range(*at.indices(len(self))))
        place, within = divmod(range(len(self))[at], _MANY)
        if place == len(self._packed):
            return self._last[within]
        shown, records = self._shown
        if shown != place:
            records = _unpacked(self._packed[place])
            self._shown = (place, records)
        return records[within]


class Picked(Sequence[Record]):
    """Some of the records of others: those whose mark is 1."""

    def __init__(self, records: Sequence[Record], marks: bytearray) -> None:
        """Take one mark, 0 or 1, for each record."""
        self._records, self._marks = records, marks
        self._count = marks.count(1)

    @override
    def __len__(self) -> int:
        return self._count

    @override
    def __iter__(self) -> Iterator[Record]:
        return compress(self._records, self._marks)

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Record]: ...
    @override
    def __getitem__(self, at: int | slice) -> Record | Sequence[Record]:
        if isinstance(at, slice):
            return tuple(self)[at]
        return next(islice(self, range(self._count)[at], None))


def _unpacked(packed: bytes) -> list[Record]:
    whole = zlib.decompress(packed) if packed.startswith(_IS_TIGHT) else packed
    records: list[Record] = pickle.loads(whole)  # noqa: S301 - our own bytes, never out of a file
    return records
