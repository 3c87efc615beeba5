"""ISBN and ISSN as they stand in real lists (ISO 2108, ISO 3297).

A value is kept as it was typed; only what it is gets judged here.
"""

import re
from enum import StrEnum

# Made once: an import judges by the hundred thousand.
_BETWEEN = re.compile(r"[\s.\-‐-–]")
_OTHER_SIGNS = re.compile(r"[^0-9X]")
_THIRTEEN = re.compile(r"[0-9]{13}")
_TEN = re.compile(r"[0-9]{9}[0-9X]")
_ISSN = re.compile(r"[0-9]{7}[0-9X]")


class IsbnShape(StrEnum):
    """What a value in an ISBN column turns out to be."""

    empty = "empty"
    isbn = "isbn"
    article = "article"
    issn = "issn"
    check_digit = "check_digit"
    other = "other"


def judge(text: str) -> IsbnShape:
    """Say what a typed value is: a number, one with a wrong check digit, or neither.

    Ten or thirteen places are judged by their check digit; thirteen that fit without
    978 or 979 in front are an article number from the bars, such as a serial's 977.
    Spaces, hyphens and dots between the digits do not count.
    """
    if not text.strip():
        return IsbnShape.empty
    compact = _BETWEEN.sub("", text).upper()
    if _THIRTEEN.fullmatch(compact):
        return _thirteen_places(compact)
    if _TEN.fullmatch(compact):
        return IsbnShape.isbn if _ten_fits(compact) else IsbnShape.check_digit
    if _ISSN.fullmatch(compact) and _weighted_fits(compact, 8):
        return IsbnShape.issn
    return IsbnShape.other


def thirteen(text: str) -> str | None:
    """The thirteen digits of a valid ISBN of either length, for look-up; else None."""
    if judge(text) is not IsbnShape.isbn:
        return None
    compact = _OTHER_SIGNS.sub("", text.upper())
    if len(compact) == 13:
        return compact
    body = "978" + compact[:9]
    total = sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(body))
    return body + str(-total % 10)


def as_written(text: str) -> str:
    """The places of an ISBN whose check digit is wrong, to compare; empty for anything else.

    Publishers print such numbers too, and then every copy of the book bears the same one.
    """
    if judge(text) is not IsbnShape.check_digit:
        return ""
    return _BETWEEN.sub("", text).upper()


def ten(text: str) -> str | None:
    """The ten places of a valid ISBN that has them; None for one of 979, which never had."""
    full = thirteen(text)
    if full is None or not full.startswith("978"):
        return None
    body = full[3:12]
    check = -sum(int(d) * w for d, w in zip(body, range(10, 1, -1), strict=True)) % 11
    return body + ("X" if check == 10 else str(check))


def _thirteen_places(compact: str) -> IsbnShape:
    if not _thirteen_fits(compact):
        return IsbnShape.check_digit
    is_isbn = compact.startswith(("978", "979"))
    return IsbnShape.isbn if is_isbn else IsbnShape.article


def _weighted_fits(compact: str, first: int) -> bool:
    digits = [10 if d == "X" else int(d) for d in compact]
    return sum(d * w for d, w in zip(digits, range(first, 0, -1), strict=True)) % 11 == 0


def _ten_fits(compact: str) -> bool:
    return _weighted_fits(compact, 10)


def _thirteen_fits(compact: str) -> bool:
    return (sum(map(int, compact[::2])) + 3 * sum(map(int, compact[1::2]))) % 10 == 0
