"""Sealed files on their way over a network, kept so that a broken one goes on.

Each seal is new, even around the same report: only the very same file can be
continued where it broke off. They can be opened by the agency alone.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from jukung.domain import errors
from jukung.exchange.parcels import envelope
from jukung.exchange.parcels.export import Waiting
from jukung.exchange.parcels.flushed import read_bounded, write_true

_SUFFIX = ".jkp"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A parcel sealed for the agency; `name` is the hash of the whole file."""

    parcel: Waiting
    hash: str
    name: str
    content: bytes = field(repr=False)
    begun: bool
    """Whether it may be partly there already."""


class Outbox:
    """A folder beside the library's other files of this person."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, parcel: Waiting, recipients: tuple[str, ...]) -> Outgoing:
        """The sealed file of a parcel: the one from before, or a new one."""
        digest = envelope.unpack(parcel.envelope, envelope.PARCEL).hash
        stem = _stem(digest, recipients)
        for path in self._files(stem):
            content = _read(path)
            name = hashlib.sha256(content).hexdigest()
            if content and path.name == f"{stem}-{name}{_SUFFIX}":
                return Outgoing(parcel, digest, name, content, begun=True)
        content = envelope.encrypt(parcel.envelope, recipients)
        name = hashlib.sha256(content).hexdigest()
        # Without a place for it the parcel goes all the same; it only begins anew each time.
        with suppress(errors.DiskFull, errors.CannotWrite, OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_true(self._folder / f"{stem}-{name}{_SUFFIX}", content)
        return Outgoing(parcel, digest, name, content, begun=False)

    def take_out(self, outgoing: Outgoing) -> None:
        """Remove a file that was answered."""
        for path in self._files(""):
            if path.name.endswith(f"-{outgoing.name}{_SUFFIX}"):
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    def keep_only(self, kept: tuple[Outgoing, ...]) -> None:
        """Remove what no longer waits, such as parcels that went on a stick."""
        names = {each.name for each in kept}
        for path in self._files(""):
            if path.stem.rpartition("-")[2] not in names:
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    def _files(self, stem: str) -> list[Path]:
        with suppress(OSError):
            return sorted(self._folder.glob(f"{stem}*{_SUFFIX}"))
        return []


def _stem(digest: str, recipients: tuple[str, ...]) -> str:
    """Another agency's key makes another file of the same parcel."""
    return hashlib.sha256("\n".join((digest, *recipients)).encode()).hexdigest()[:32]


def _read(path: Path) -> bytes:
    with suppress(OSError):
        return read_bounded(path, envelope.LARGEST_FILE)
    return b""
