"""Pictures for the letterhead: a PNG or JPEG alone, without what programs write into it.

PNG is read as in ISO/IEC 15948; a JPEG as `photos` reads one.
"""

import zlib
from collections.abc import Iterator

from jukung.domain import errors
from jukung.library import photos

LIMIT_KB = 256
LONGEST_SIDE = 2000

_PNG = b"\x89PNG\r\n\x1a\n"
# What the picture needs; times, texts and places are left out.
_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_PALETTE = 3
_CLEAR = {0: 2, 2: 6}  # bytes of tRNS
_PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
_BEYOND = 32_000  # some writers leave a little behind the last line
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


def plain(image: bytes) -> bytes:
    """The picture alone; refuses EmblemUnreadable, EmblemTooLarge.

    At most 256 kB and 2,000 points a side.
    """
    if len(image) > LIMIT_KB * 1024:
        raise errors.EmblemTooLarge(LIMIT_KB)
    if image.startswith(_PNG):
        return _plain_png(image)
    try:
        return photos.plain(image)
    except errors.PhotoTooLarge as refusal:
        raise errors.EmblemTooLarge(LIMIT_KB) from refusal
    except errors.PhotoUnreadable as refusal:
        raise errors.EmblemUnreadable from refusal


def _plain_png(image: bytes) -> bytes:
    chunks = [(kind, body) for kind, body in _chunks(image) if kind in _KEPT]
    kinds = [kind for kind, _body in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or kinds.count(b"IHDR") != 1:
        raise errors.EmblemUnreadable
    header = chunks[0][1]
    scans = _scans(header)
    packed = b"".join(body for kind, body in chunks if kind == b"IDAT")
    _check_points(packed, scans)
    # In the order that readers need, without what they stumble over.
    parts = [(b"IHDR", header), *_colours(header[9], dict(chunks)), (b"IDAT", packed)]
    return _PNG + b"".join(_chunk(kind, body) for kind, body in (*parts, (b"IEND", b"")))


def _colours(colours: int, bodies: dict[bytes, bytes]) -> Iterator[tuple[bytes, bytes]]:
    """The palette and what is see-through, where the kind of picture has such."""
    palette, clear = bodies.get(b"PLTE", b""), bodies.get(b"tRNS", b"")
    if colours == _PALETTE:
        if len(palette) % 3 or not 3 <= len(palette) <= 768:
            raise errors.EmblemUnreadable
        yield b"PLTE", palette
    is_sound = 1 <= len(clear) <= len(palette) // 3
    if is_sound if colours == _PALETTE else len(clear) == _CLEAR.get(colours):
        yield b"tRNS", clear


def _chunks(image: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(image):
        length, kind = int.from_bytes(image[at : at + 4], "big"), image[at + 4 : at + 8]
        body, check = image[at + 8 : at + 8 + length], image[at + 8 + length : at + 12 + length]
        if len(check) < 4 or zlib.crc32(kind + body) != int.from_bytes(check, "big"):
            raise errors.EmblemUnreadable
        yield kind, body
        if kind == b"IEND":
            return
        at += 12 + length
    raise errors.EmblemUnreadable


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + check


def _scans(header: bytes) -> list[tuple[int, int]]:
    """Bytes of a line and lines, for each pass; refuses what is no sound header."""
    if len(header) != 13:
        raise errors.EmblemUnreadable
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, colours, packing, filters, interlaced = header[8:]
    is_known = depth in _DEPTHS.get(colours, ()) and (packing, filters) == (0, 0)
    if not is_known or interlaced > 1 or min(width, height) < 1:
        raise errors.EmblemUnreadable
    if max(width, height) > LONGEST_SIDE:
        raise errors.EmblemTooLarge(LIMIT_KB)
    points = depth * _CHANNELS[colours]
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    sides = [
        ((width - x + across - 1) // across, (height - y + down - 1) // down)
        for x, y, across, down in passes
    ]
    return [(1 + (wide * points + 7) // 8, high) for wide, high in sides if min(wide, high) > 0]


def _check_points(packed: bytes, scans: list[tuple[int, int]]) -> None:
    """Unpack the points once: half a picture is none, and a packed flood is cut off."""
    least = sum(line * high for line, high in scans)
    unpacking = zlib.decompressobj()
    try:
        points = unpacking.decompress(packed, least + _BEYOND)
    except zlib.error as trouble:
        raise errors.EmblemUnreadable from trouble
    if not unpacking.eof or len(points) < least:
        raise errors.EmblemUnreadable
    start = 0
    for line, high in scans:
        # Each line begins with one of the five filters.
        if max(points[start : start + line * high : line]) > 4:
            raise errors.EmblemUnreadable
        start += line * high
