"""The code on a recovery sheet: 160 random bits that a person can type.

Crockford's base 32 has no I, L, O and U. Each of the four lines has two groups of
four signs and two check signs, so that a slip is found in its line.
"""

import hashlib
import secrets

from jukung.domain import errors

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_BYTES = 20
LINES, _OF_LINE, _CHECKS = 4, 8, 2
LENGTH = LINES * (_OF_LINE + _CHECKS)
KEY_BYTES, KEY_LINES = 32, 7
"""A key of a file, and how many lines it takes with its own check."""

_OF_BYTES = 5  # a line's eight signs
# The largest prime that two signs can hold: one wrong sign, or two that changed
# places, never leave the sum as it was.
_PRIME = 1021


def new_secret() -> bytes:
    """160 random bits."""
    return secrets.token_bytes(_BYTES)


def written(secret: bytes) -> tuple[str, ...]:
    """The lines of a code as they are printed, such as `7K2M 9QXA D4`."""
    number = int.from_bytes(secret)
    last = len(secret) // _OF_BYTES * _OF_LINE - 1
    signs = "".join(_SIGNS[number >> (5 * place) & 31] for place in range(last, -1, -1))
    lines = (signs[start : start + _OF_LINE] for start in range(0, len(signs), _OF_LINE))
    return tuple(f"{line[:4]} {line[4:]} {_check(place, line)}" for place, line in enumerate(lines))


def written_key(key: bytes, *, belongs: str = "") -> tuple[str, ...]:
    """The lines of a key of 32 bytes, with a check over all of them and what it is for."""
    return written(key + _key_check(key, belongs))


def read_key(typed: str, *, belongs: str = "") -> bytes:
    """The key of typed lines; refuses RecoveryCodeWrong, also for a key of something else."""
    whole = read(typed, lines=KEY_LINES)
    key, check = whole[:KEY_BYTES], whole[KEY_BYTES:]
    if check != _key_check(key, belongs):
        raise errors.RecoveryCodeWrong
    return key


def plain(typed: str) -> str:
    """What was typed, without blanks and dashes; O is read as 0, I and L as 1."""
    signs = (sign for sign in typed.upper() if sign.isalnum())
    return "".join(signs).translate(_READ_AS)


def is_line(place: int, typed: str) -> bool:
    """Whether a line, counted from 0, can be as it was printed."""
    line = plain(typed)
    return (
        len(line) == _OF_LINE + _CHECKS
        and set(line) <= set(_SIGNS)
        and _check(place, line[:_OF_LINE]) == line[_OF_LINE:]
    )


def wrong_lines(typed: str, *, lines: int = LINES) -> tuple[int, ...]:
    """Which lines, counted from 1, cannot be as they were printed."""
    signs = plain(typed)
    whole = _OF_LINE + _CHECKS
    parts = [signs[place * whole : (place + 1) * whole] for place in range(lines)]
    wrong = tuple(place + 1 for place, line in enumerate(parts) if not is_line(place, line))
    return wrong or ((lines,) if len(signs) > lines * whole else ())


def read(typed: str, *, lines: int = LINES) -> bytes:
    """The secret of a typed code; refuses RecoveryCodeWrong."""
    if wrong_lines(typed, lines=lines):
        raise errors.RecoveryCodeWrong
    signs = plain(typed)
    whole = _OF_LINE + _CHECKS
    number = 0
    for start in range(0, lines * whole, whole):
        for sign in signs[start : start + _OF_LINE]:
            number = number << 5 | _SIGNS.index(sign)
    return number.to_bytes(lines * _OF_BYTES)


def _key_check(key: bytes, belongs: str) -> bytes:
    said = hashlib.sha256(b"jukung key " + belongs.encode() + key).digest()
    return said[: KEY_LINES * _OF_BYTES - KEY_BYTES]


def _check(place: int, line: str) -> str:
    """Two signs for a line; the same line elsewhere on the sheet has others."""
    total = (place + 1) * 7 + sum((at + 2) * _SIGNS.index(sign) for at, sign in enumerate(line))
    rest = total % _PRIME
    return _SIGNS[rest >> 5] + _SIGNS[rest & 31]
