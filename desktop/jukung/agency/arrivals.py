"""Files as they come in: named paths, folders, or bytes from the net; bounded, no links.

Photographs of codes are looked at as they come; the parcels in them, whose parts
may lie in several pictures, follow at the end.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jukung.agency import pictures
from jukung.exchange.parcels import qr
from jukung.exchange.parcels.envelope import LARGEST_FILE
from jukung.exchange.parcels.flushed import read_bounded
from jukung.exchange.parcels.qr import Code, Pieces

_TAKEN = pictures.SUFFIXES | {".jkp"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file to answer; no bytes where it could not be read.

    A parcel out of photographs bears the first of them and its own `pieces`;
    one without any is a picture in which no code of ours was found.
    """

    file: Path | None
    content: bytes | None = field(repr=False)
    from_picture: bool = False
    pieces: Pieces | None = None


@dataclass(slots=True)
class _Album:
    """The codes of all pictures so far, and where each parcel was first seen."""

    codes: dict[Code, None] = field(default_factory=dict)
    first: dict[tuple[str, int], Path] = field(default_factory=dict)

    def add(self, path: Path, found: tuple[Code, ...]) -> None:
        for code in found:
            self.codes[code] = None
            self.first.setdefault((code.name, code.count), path)

    def parcels(self) -> Iterator[Arrival]:
        for joined in qr.join(self.codes):
            first = self.first[joined.pieces.name, joined.pieces.count]
            yield Arrival(first, joined.content, from_picture=True, pieces=joined.pieces)


def gather(sources: Iterable[Path | bytes]) -> Iterator[Arrival]:
    """Every file once, in order; a folder stands for the parcels and pictures directly in it.

    Pictures come last: one without codes for itself, the others as the parcels in them.
    """
    album = _Album()
    for source in sources:
        if isinstance(source, bytes):
            yield Arrival(None, source)
        elif source.is_dir() and not source.is_symlink():
            for path in _parcels_in(source):
                yield from _taken(path, album)
        else:
            yield from _taken(source, album)
    yield from album.parcels()


def _taken(path: Path, album: _Album) -> Iterator[Arrival]:
    if path.suffix.lower() not in pictures.SUFFIXES:
        yield _read(path)
        return
    try:
        found = pictures.codes_in(path)
    except (OSError, ValueError):
        yield Arrival(path, None)
        return
    if not found:
        yield Arrival(path, None, from_picture=True)
    album.add(path, found)


def _parcels_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in _TAKEN)
    except OSError:
        return [folder]


def _read(path: Path) -> Arrival:
    try:
        return Arrival(path, read_bounded(path, LARGEST_FILE))
    except (OSError, ValueError):
        return Arrival(path, None)
