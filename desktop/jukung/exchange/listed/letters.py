"""Bytes to letters, and letters that went through the wrong encoding.

Files of these programs are UTF-8; what went through Excel may be Windows-1252 or
UTF-16 with a mark in front.
"""

import codecs
import re
from dataclasses import dataclass

from jukung.domain.errors import EncodingUnknown, FileCut

LOST = "\N{REPLACEMENT CHARACTER}"

_MARKS_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ESCAPED = re.compile("[\udc80-\udcff]+")
_BEYOND_ASCII = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")
# Where one kind of sequence outnumbers the other like this, the encoding is plain.
_CLEAR = 4
# Latin text has letters beyond ASCII here and there; more is another script.
_MOST_HIGH_BYTES = 0.2


@dataclass(frozen=True, slots=True)
class Letters:
    """The text of a file and the encoding it was in."""

    text: str
    encoding: str


def has_wide_mark(start: bytes) -> bool:
    """Whether the first bytes say UTF-16, where zero bytes are no rubbish."""
    return start.startswith(_MARKS_16)


def decode(raw: bytes, *, file: str) -> Letters:
    """Make out the letters of a file; refuse with `EncodingUnknown` or `FileCut`."""
    if has_wide_mark(raw):
        return _decode_wide(raw, file)
    marked = raw.startswith(codecs.BOM_UTF8)
    try:
        return Letters(raw.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        return _decode_uneven(raw, file, marked=marked)


def _decode_wide(raw: bytes, file: str) -> Letters:
    try:
        text = raw[: len(raw) // 2 * 2].decode("utf-16")
    except UnicodeDecodeError:
        raise EncodingUnknown(file) from None
    if len(raw) % 2:
        raise FileCut(file, text.count("\n") + 1)
    return Letters(text, "utf-16")


def _decode_uneven(raw: bytes, file: str, *, marked: bool) -> Letters:
    """Weigh the sequences that are UTF-8 against those that are not.

    Mostly UTF-8 with a few bad bytes (a database cut a text in the middle of a
    letter): each bad run becomes a replacement sign, which is found and reported by
    line. Hardly any UTF-8: one byte per letter. In between nobody can tell.
    """
    text = raw.decode("utf-8", "surrogateescape")
    bad = len(_ESCAPED.findall(text))
    good = len(_BEYOND_ASCII.findall(text))
    if good and bad == 1 and _ends_in_a_letter(raw):
        raise FileCut(file, raw.count(b"\n") + 1)
    if marked or good >= bad * _CLEAR:
        return Letters(_ESCAPED.sub(LOST, text), "utf-8")
    if bad >= good * _CLEAR and _is_mostly_ascii(raw):
        try:
            return Letters(raw.decode("cp1252"), "windows-1252")
        except UnicodeDecodeError:
            raise EncodingUnknown(file) from None
    raise EncodingUnknown(file)


def _ends_in_a_letter(raw: bytes) -> bool:
    try:
        raw[-4:].lstrip(bytes(range(0x80, 0xC0))).decode("utf-8")
    except UnicodeDecodeError as fault:
        return fault.reason == "unexpected end of data"
    return False


def _is_mostly_ascii(raw: bytes) -> bool:
    high = len(raw) - len(raw.translate(None, bytes(range(0x80, 0x100))))
    return high <= len(raw) * _MOST_HIGH_BYTES
