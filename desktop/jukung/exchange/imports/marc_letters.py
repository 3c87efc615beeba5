"""The letters of a MARC record, tried before its leader is believed.

Leader/09 says `a` for UTF-8 and a blank for MARC-8, and in practice it lies. What decodes
strictly as UTF-8 is UTF-8; else MARC-8 where the leader is blank; else Windows-1252.
"""

import io
import re
import unicodedata
from contextlib import nullcontext, redirect_stderr
from enum import StrEnum

from jukung.exchange.listed.letters import LOST

_ESCAPE = b"\x1b"
_UTF_8_PLACE = 9
_MARKS = re.compile(rb"[\xe0-\xfe]++")
_LOOSE_MARKS = re.compile(rb"[\xe0-\xfe]{3,}+|[\xe0-\xfe]++(?![A-Za-z\xa1-\xc8])")
_NO_MARC_8 = re.compile(rb"[\x80-\x87\x8a-\x8c\x8f-\xa0]")
_MOST_LOOSE = 0.2


class Letters(StrEnum):
    """The letters a record is written in."""

    utf_8 = "utf-8"
    marc_8 = "marc-8"
    windows_1252 = "windows-1252"


def of_record(raw: bytes, leader: str) -> tuple[Letters, bool]:
    """The letters of a record, and whether its leader says something else."""
    says_utf_8 = leader[_UTF_8_PLACE] == "a"
    if raw.isascii():
        # MARC-8 can write Arabic in seven bits, between escapes.
        is_marc_8 = _ESCAPE in raw and not says_utf_8
        return (Letters.marc_8 if is_marc_8 else Letters.utf_8), False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _uneven(raw, says_utf_8=says_utf_8)
    return Letters.utf_8, not says_utf_8


def decode(raw: bytes, letters: Letters) -> str:
    """The text of some bytes of a record."""
    if raw.isascii() and (letters is not Letters.marc_8 or _ESCAPE not in raw):
        return raw.decode("ascii")
    if letters is Letters.marc_8:
        try:
            return _from_marc_8(raw)
        except ValueError:
            letters = Letters.windows_1252
    text = raw.decode(
        "utf-8" if letters is Letters.utf_8 else "cp1252",
        "replace",
    )
    return unicodedata.normalize("NFC", text)


def _uneven(raw: bytes, *, says_utf_8: bool) -> tuple[Letters, bool]:
    """Bytes that are not strictly UTF-8: mostly so, or MARC-8, or Windows-1252."""
    if not says_utf_8 and _reads_as_marc_8(raw):
        return Letters.marc_8, False
    shown = raw.decode("utf-8", "replace")
    good = sum(sign > "\x7f" and sign != LOST for sign in shown)
    if good and good >= shown.count(LOST):
        return Letters.utf_8, not says_utf_8
    return Letters.windows_1252, True


def _reads_as_marc_8(raw: bytes) -> bool:
    """Whether the marks of MARC-8 stand before letters, as they must.

    In Windows' letters a byte that would be a mark is a letter by itself, and stands
    before blanks, commas and its like too; the typist's quotes have no place in MARC-8.
    """
    if _ESCAPE not in raw:
        loose = len(_LOOSE_MARKS.findall(raw))
        if _NO_MARC_8.search(raw) or loose > _MOST_LOOSE * len(_MARKS.findall(raw)):
            return False
    try:
        _from_marc_8(raw)
    except ValueError:
        return False
    return True


def _from_marc_8(raw: bytes) -> str:
    """Text of MARC-8; raises UnicodeDecodeError where the bytes are none."""
    from pymarc.marc8 import marc8_to_unicode  # noqa: PLC0415 - its tables take a while

    # pymarc 5.4 writes of letters that were cut short to a stderr which a window lacks.
    quiet = redirect_stderr(io.StringIO()) if _ESCAPE in raw else nullcontext()
    with quiet:
        return str(marc8_to_unicode(raw, hide_utf8_warnings=True))
