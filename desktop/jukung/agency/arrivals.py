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

_ANSWERS = ".jkc"
# A folder for each library, or for each kabupaten and its libraries.
_DEEPEST = 2
_TAKEN = pictures.SUFFIXES | {".jkp", _ANSWERS}


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
    """Every file once; a folder stands for the parcels, answers and pictures directly in it.

    Answers to invitations come first, so that the parcels beside them find their library;
    cards in a folder are read elsewhere. Pictures come last: one without codes for itself,
    the others as the parcels in them.
    """
    yield from taken(listed(sources))


def listed(sources: Iterable[Path | bytes]) -> list[Path | bytes]:
    """The files that folders stand for, in the order in which they are looked at."""
    return sorted(_files(sources), key=_comes_later)


def taken(sources: Iterable[Path | bytes]) -> Iterator[Arrival]:
    """Read files as they are asked for; the parcels in their pictures follow at the end."""
    album = _Album()
    for source in sources:
        if isinstance(source, bytes):
            yield Arrival(None, source)
        else:
            yield from _taken(source, album)
    yield from album.parcels()


def _files(sources: Iterable[Path | bytes]) -> Iterator[Path | bytes]:
    for source in sources:
        if isinstance(source, Path) and source.is_dir() and not source.is_symlink():
            yield from (each for each in _parcels_in(source) if not _is_open_card(each))
        else:
            yield source


def _comes_later(source: Path | bytes) -> bool:
    return isinstance(source, bytes) or source.suffix.lower() != _ANSWERS


def _is_open_card(path: Path) -> bool:
    """Whether a file is a card or an invitation, which is no arrival: those are not sealed."""
    if path.suffix.lower() != _ANSWERS:
        return False
    try:
        return read_bounded(path, 1)[:1] == b"{"
    except OSError:
        return False


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
    """Parcels and pictures in a folder and, as sticks are kept, in folders of it."""
    found: list[Path] = []
    folders = [(folder, 0)]
    while folders:
        here, depth = folders.pop(0)
        try:
            entries = sorted(here.iterdir())
        except OSError:
            found.append(here)
            continue
        found += [path for path in entries if path.suffix.lower() in _TAKEN]
        if depth < _DEEPEST:
            folders += [
                (path, depth + 1)
                for path in entries
                if path.suffix.lower() not in _TAKEN and path.is_dir() and not path.is_symlink()
            ]
    return found


def _read(path: Path) -> Arrival:
    try:
        return Arrival(path, read_bounded(path, LARGEST_FILE))
    except (OSError, ValueError):
        return Arrival(path, None)
