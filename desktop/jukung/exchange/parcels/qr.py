"""A parcel as QR codes: printed or shown, photographed, sent by any messenger.

Each code stands for itself: it names its parcel, its place and its number, and carries
a check, so that codes of several parcels and pictures may come in any order, and twice.
What joins is taken only where its hash is the name that every code bears.
"""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from jukung.domain import errors
from jukung.domain.months import Month
from jukung.exchange.parcels import envelope, export, qr_letters
from jukung.exchange.parcels.export import Waiting
from jukung.library.desk import Library

MAGIC = "JKQ1:"
"""What every code begins with: our letters and the edition of the framing."""

MOST_LETTERS = 970  # of a QR code, version 20 at level M (ISO/IEC 18004, table 7)
MOST_CODES = 48

_NAME = 8  # bytes of SHA-256
_FRAME = _NAME + 2 + 4
_ROOM = (MOST_LETTERS - len(MAGIC)) * 2 // 3 - _FRAME
# Codes stand in pairs: three are as small as four, five as small as six.
_BESIDE = 2
# Somebody may put a code of his own among ours: then several could have a place.
_MOST_CLAIMS = 4
_MOST_TRIES = 256


class CodeWrong(ValueError):
    """A text that is none of our codes, or a damaged one."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code: part `place` of `count` of a parcel; nothing of it believed yet."""

    name: str
    place: int
    count: int
    piece: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pieces:
    """How much of a parcel was read."""

    name: str
    read: int
    count: int
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A parcel's codes together: its bytes where all are there, else what is missing."""

    pieces: Pieces
    content: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """A parcel's codes, to be put on paper or shown."""

    epoch: str
    seq: int
    month: Month
    file_name: str
    codes: tuple[str, ...] = field(repr=False)


def for_agency(library: Library, month: Month | None = None) -> tuple[CodeSheet, ...]:
    """Every parcel without a receipt as codes, oldest first; of one month if it is named.

    Refuses NotJoined, NothingToSend, TooLargeForCodes.
    """
    parcels, recipients = export.to_send(library)
    chosen = [each for each in parcels if month is None or each.month == month]
    if not chosen:
        raise errors.NothingToSend
    return sheets(chosen, recipients)


def sheets(parcels: Sequence[Waiting], recipients: tuple[str, ...]) -> tuple[CodeSheet, ...]:
    """Seal parcels into codes, each under a fresh seal; refuses TooLargeForCodes."""
    return tuple(
        CodeSheet(
            epoch=each.epoch,
            seq=each.seq,
            month=each.month,
            file_name=each.file_name,
            codes=_codes_of_month(envelope.encrypt_small(each.envelope, recipients), each.month),
        )
        for each in parcels
    )


def mark_handed_out(library: Library, handed: Sequence[CodeSheet]) -> None:
    """Remember that these codes were printed or shown; only a receipt makes them received."""
    with library.changing() as desk:
        export.mark_written(desk, [(each.epoch, each.seq) for each in handed])


def codes(content: bytes) -> tuple[str, ...]:
    """The texts of the codes that carry a file; raises CodeWrong where it is too large."""
    count = _count(len(content))
    if not content or count > MOST_CODES:
        raise CodeWrong
    name = hashlib.sha256(content).digest()[:_NAME]
    longest = -(-len(content) // count)
    return tuple(
        MAGIC + qr_letters.write(_framed(name, place, count, content[start : start + longest]))
        for place, start in enumerate(range(0, longest * count, longest), start=1)
    )


def read(text: str) -> Code:
    """One of our codes, whole by its own check; raises CodeWrong."""
    if not text.startswith(MAGIC) or len(text) > MOST_LETTERS:
        raise CodeWrong
    try:
        frame = qr_letters.read(text.removeprefix(MAGIC))
    except qr_letters.LettersWrong as fault:
        raise CodeWrong from fault
    body, check = frame[:-4], frame[-4:]
    if len(frame) <= _FRAME or zlib.crc32(body).to_bytes(4, "big") != check:
        raise CodeWrong
    place, count = body[_NAME], body[_NAME + 1]
    if not 1 <= place <= count <= MOST_CODES:
        raise CodeWrong
    return Code(body[:_NAME].hex(), place, count, body[_NAME + 2 :])


def join(found: Iterable[Code]) -> tuple[Joined, ...]:
    """What codes in any order, and twice, make together; in the order of their first ones."""
    parcels: dict[tuple[str, int], dict[int, list[bytes]]] = {}
    for code in found:
        claims = parcels.setdefault((code.name, code.count), {}).setdefault(code.place, [])
        if code.piece not in claims and len(claims) < _MOST_CLAIMS:
            claims.append(code.piece)
    return tuple(_joined(name, count, claims) for (name, count), claims in parcels.items())


def _joined(name: str, count: int, claims: dict[int, list[bytes]]) -> Joined:
    missing = tuple(place for place in range(1, count + 1) if place not in claims)
    pieces = Pieces(name, len(claims), count, missing)
    if missing:
        return Joined(pieces, None)
    tries = product(*(claims[place] for place in range(1, count + 1)))
    for chosen in islice(tries, _MOST_TRIES):
        content = b"".join(chosen)
        if hashlib.sha256(content).digest()[:_NAME].hex() == name:
            return Joined(pieces, content)
    return Joined(pieces, None)


def _codes_of_month(content: bytes, month: Month) -> tuple[str, ...]:
    try:
        return codes(content)
    except CodeWrong as fault:
        raise errors.TooLargeForCodes(month.text) from fault


def _count(size: int) -> int:
    least = -(-size // _ROOM)
    return -(-least // _BESIDE) * _BESIDE if least > 1 else least


def _framed(name: bytes, place: int, count: int, piece: bytes) -> bytes:
    body = name + bytes((place, count)) + piece
    return body + zlib.crc32(body).to_bytes(4, "big")
