"""Files as they come in: named paths, folders, or bytes from the net; bounded, no links."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jukung.exchange.parcels.envelope import LARGEST_FILE
from jukung.exchange.parcels.flushed import read_bounded


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file to answer; no bytes where it could not be read."""

    file: Path | None
    content: bytes | None = field(repr=False)


def gather(sources: Iterable[Path | bytes]) -> Iterator[Arrival]:
    """Every file once, in order; a folder stands for the parcels directly in it."""
    for source in sources:
        if isinstance(source, bytes):
            yield Arrival(None, source)
        elif source.is_dir() and not source.is_symlink():
            yield from (_read(path) for path in _parcels_in(source))
        else:
            yield _read(source)


def _parcels_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() == ".jkp")
    except OSError:
        return [folder]


def _read(path: Path) -> Arrival:
    try:
        return Arrival(path, read_bounded(path, LARGEST_FILE))
    except (OSError, ValueError):
        return Arrival(path, None)
