"""Parcels that come in pieces: what arrived stays for a while, within narrow bounds.

Pieces lie in memory. Where there is no room the one that stood still longest gives
way; its sender begins again. A name is the hash of the whole file, so that nothing
wrong can be put together: what does not fit its name is thrown away.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field


class OffsetWrong(Exception):
    """The next piece does not begin where the last one ended."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class LengthWrong(Exception):
    """The whole is said to be of another length than before."""


class PenLost(Exception):
    """Somebody else writes on, or there is no room left."""


@dataclass(slots=True)
class _Upload:
    length: int
    touched: float
    content: bytearray = field(default_factory=bytearray)
    pen: int = 0


@dataclass(frozen=True, slots=True)
class Pen:
    """The right to write on; the newest one counts.

    A line that broke may look open here for a while, and must not keep its own
    sender from going on.
    """

    name: str
    number: int


class Uploads:
    """All parcels that are under way in pieces; `clock` is monotonic."""

    def __init__(
        self, *, most: int, most_bytes: int, seconds: float, clock: Callable[[], float]
    ) -> None:
        self._most, self._most_bytes, self._seconds = most, most_bytes, seconds
        self._clock = clock
        self._uploads: OrderedDict[str, _Upload] = OrderedDict()
        self._bytes = 0
        self._pens = 0

    def offset(self, name: str) -> int:
        """How much of a file is here."""
        self._forget_old()
        upload = self._uploads.get(name)
        return len(upload.content) if upload else 0

    def begin(self, name: str, *, offset: int, length: int) -> Pen:
        """Begin to write a piece; raises OffsetWrong, LengthWrong."""
        here = self.offset(name)
        upload = self._uploads.get(name)
        if upload is not None and upload.length != length:
            raise LengthWrong
        if offset != here:
            raise OffsetWrong(here)
        if upload is None:
            while len(self._uploads) >= self._most:
                self._drop(next(iter(self._uploads)))
            upload = self._uploads[name] = _Upload(length, self._clock())
        self._pens += 1
        upload.pen = self._pens
        return Pen(name, self._pens)

    def write(self, pen: Pen, piece: bytes) -> None:
        """Add a piece; raises PenLost."""
        upload = self._held(pen)
        if len(upload.content) + len(piece) > upload.length:
            raise PenLost
        while self._bytes + len(piece) > self._most_bytes:
            oldest = next(iter(self._uploads))
            self._drop(oldest)
            if oldest == pen.name:
                raise PenLost
        upload.content += piece
        upload.touched = self._clock()
        self._bytes += len(piece)
        self._uploads.move_to_end(pen.name)

    def whole(self, pen: Pen) -> bytes | None:
        """The file, once all of it is here and it is what its name says; raises PenLost.

        One that is not is thrown away, and given back as nothing at all.
        """
        upload = self._held(pen)
        if len(upload.content) < upload.length:
            return None
        content = bytes(upload.content)
        if hashlib.sha256(content).hexdigest() == pen.name:
            return content
        self._drop(pen.name)
        return b""

    def forget(self, name: str) -> None:
        """Throw away what was judged."""
        if name in self._uploads:
            self._drop(name)

    def __len__(self) -> int:
        return len(self._uploads)

    @property
    def size(self) -> int:
        """Bytes of all pieces together."""
        return self._bytes

    def _held(self, pen: Pen) -> _Upload:
        upload = self._uploads.get(pen.name)
        if upload is None or upload.pen != pen.number:
            raise PenLost
        return upload

    def _forget_old(self) -> None:
        # The one that stood still longest comes first.
        since = self._clock() - self._seconds
        while self._uploads and next(iter(self._uploads.values())).touched < since:
            self._drop(next(iter(self._uploads)))

    def _drop(self, name: str) -> None:
        self._bytes -= len(self._uploads.pop(name).content)
