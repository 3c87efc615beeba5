"""The titles of a plan, made of their records one by one as they are stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from typing import overload

from typing_extensions import override

from jukung.domain.kinds import OriginFormat
from jukung.exchange.imports.records import CopyRecord, TitleRecord
from jukung.library.incoming import Incoming

_LONGEST_ORIGIN = 100_000


@dataclass(frozen=True, slots=True)
class TheirCopies:
    """The copies that come with a title."""

    numbers: tuple[str, ...]
    copies: tuple[CopyRecord, ...]
    unnumbered: int

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.numbers) + len(self.copies) + self.unnumbered


class ComingTitles(Sequence[Incoming]):
    """Those titles of a file whose mark is 1, each with the copies that come with it."""

    def __init__(
        self,
        records: Sequence[TitleRecord],
        marks: bytearray,
        changed: Mapping[int, TheirCopies],
        copy_count: int,
    ) -> None:
        """Take a mark for each record, and their copies where not all of them come."""
        self._records, self._marks, self._changed = records, marks, changed
        self._count = marks.count(1)
        self.copy_count = copy_count
        """How many copies they bring."""

    def with_all(self, others: "ComingTitles") -> "ComingTitles":
        """Every title of the file; the others are those that are not among these."""
        marks = bytearray(b"\1") * len(self._marks)
        count = self.copy_count + others.copy_count
        return ComingTitles(self._records, marks, self._changed, count)

    @override
    def __len__(self) -> int:
        return self._count

    @override
    def __iter__(self) -> Iterator[Incoming]:
        for place, record in compress(enumerate(self._records), self._marks):
            brought = self._changed.get(place)
            if brought is None:
                numbers, copies, more = record.copy_numbers, record.copies, record.unnumbered
            else:
                numbers, copies, more = brought.numbers, brought.copies, brought.unnumbered
            yield Incoming(record, numbers, copies, more, _kept(record.origin))

    @overload
    def __getitem__(self, at: int) -> Incoming: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Incoming]: ...
    @override
    def __getitem__(self, at: int | slice) -> Incoming | Sequence[Incoming]:
        if isinstance(at, slice):
            return tuple(self)[at]
        return next(islice(self, range(self._count)[at], None))


def _kept(origin: tuple[OriginFormat, bytes] | None) -> tuple[OriginFormat, bytes] | None:
    """The record as it came, unless it is longer than the file keeps."""
    return origin if origin is not None and 1 <= len(origin[1]) <= _LONGEST_ORIGIN else None
