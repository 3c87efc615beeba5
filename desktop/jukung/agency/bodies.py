"""What a request claims to carry, and its bytes, read within limits of size and time."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import anyio
from starlette.requests import Request

_TYPES = frozenset(
    {
        "application/octet-stream",
        "application/offset+octet-stream",
        "application/vnd.jukung.parcel",
    }
)
_NUMBER = re.compile(r"[0-9]{1,12}")


class Refused(Exception):
    """A request that gets no further, with its status and the headers that go along."""

    def __init__(self, status: int, words: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(status, words)
        self.status, self.words, self.headers = status, words, headers or {}


@dataclass(slots=True)
class Shelf:
    """Room for the bytes of all requests together."""

    room: int
    taken: int = 0

    def put(self, size: int) -> None:
        """Take room; refuses with 503 where there is none."""
        if self.taken + size > self.room:
            raise Refused(503, "busy", {"Retry-After": "5"})
        self.taken += size

    def clear(self, size: int) -> None:
        """Give room back."""
        self.taken -= size


def length_of(request: Request, *, largest: int) -> int:
    """How long the body says it is, before a byte of it is read."""
    if "transfer-encoding" in request.headers or "content-length" not in request.headers:
        raise Refused(411, "say the length in Content-Length")
    length = number(request, "content-length")
    if length > largest:
        raise Refused(413, f"at most {largest} bytes")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _TYPES or request.headers.get("content-encoding", "identity") != "identity":
        raise Refused(415, "send application/octet-stream")
    return length


def number(request: Request, name: str) -> int:
    """A header that is a whole number, once and nothing else."""
    values = request.headers.getlist(name)
    if len(values) != 1 or _NUMBER.fullmatch(values[0]) is None:
        raise Refused(400, f"{name} must be one whole number")
    return int(values[0])


async def pieces(request: Request, *, seconds: float) -> AsyncIterator[bytes]:
    """The body as it comes in, cut off where it takes too long."""
    stream = request.stream().__aiter__()
    until = anyio.current_time() + seconds
    while True:
        piece = None
        with anyio.move_on_after(until - anyio.current_time()):
            piece = await anext(stream, b"")
        if piece is None:
            raise Refused(408, "the body came too slowly")
        if not piece:
            return
        yield piece


async def whole(request: Request, *, length: int, seconds: float, shelf: Shelf) -> bytes:
    """The whole body."""
    content = bytearray()
    try:
        async for piece in pieces(request, seconds=seconds):
            shelf.put(len(piece))
            content += piece
    finally:
        shelf.clear(len(content))
    if len(content) != length:
        raise Refused(400, "the body is shorter than it says")
    return bytes(content)
