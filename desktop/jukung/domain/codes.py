"""Numbers on cards and labels: how they are made, compared and read.

Our own numbers end in a check digit by Damm (2004), which finds every single
wrong digit and every swap of neighbours. Numbers of imported libraries are
accepted as they are.
"""

import re
from dataclasses import dataclass

LONGEST = 32

_ZEROS = re.compile(r"^([A-Z]*)0+(?=\d)")
_HALF_SIGNS = re.compile("[\ud800-\udfff]")

_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def clean(text: str) -> str:
    """A text without half signs, which nothing stores: an unknown one each."""
    return text if text.isascii() else _HALF_SIGNS.sub("\ufffd", text)


def fold(text: str) -> str:
    """The form in which numbers are compared: trimmed, single spaces, capitals."""
    if text.isascii() and text.isalnum():  # nearly all of them, and an import folds millions
        return text.upper()
    return re.sub(r"\s+", " ", clean(text)).strip().upper()


def bare(text: str) -> str:
    """The folded number without the zeros in front, so that `213` finds `A000213`.

    Letters in front are kept: only the zeros between them and the digits go.
    """
    folded = fold(text)
    return _ZEROS.sub(r"\1", folded) if "0" in folded else folded


def check_digit(digits: str) -> str:
    """The Damm check digit of a run of digits."""
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return str(state)


def fits(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    return digits.isascii() and digits.isdigit() and check_digit(digits) == "0"


def make(prefix: str, serial: int, *, digits: int, checked: bool, suffix: str = "") -> str:
    """The number with this serial, for example `A000213` and its check digit."""
    body = str(serial).zfill(digits)
    return prefix + body + (check_digit(body) if checked else "") + suffix


def of_year(pattern: str, year: int) -> str:
    """A prefix or suffix with its year: `{year}` becomes 2026, `{yy}` 26."""
    return pattern.replace("{year}", f"{year:04d}").replace("{yy}", f"{year % 100:02d}")


def is_printable(number: str) -> bool:
    """Whether scanners send the number as it is printed: plain ASCII, no control signs."""
    return bool(number) and all(" " <= sign <= "~" for sign in number)


def looks_like_number(text: str) -> bool:
    """Whether a text at the desk is rather a code than a name or title.

    Codes have a digit and no run of letters as long as a word.
    """
    folded = fold(text)
    if not any(sign.isdigit() for sign in folded):
        return False
    return " " not in folded and not re.search(r"[^\W\d_]{6,}", folded)


@dataclass(frozen=True, slots=True)
class Shape:
    """How the numbers of one series look, so that half of one is known as such."""

    prefix: str
    digits: int
    checked: bool
    suffix: str = ""

    @property
    def length(self) -> int:
        """How many signs a whole number has."""
        return len(self.prefix) + self.digits + self.checked + len(self.suffix)

    def is_cut(self, text: str, *, padded: bool) -> bool:
        """Whether a text begins like these numbers, but is short or has a wrong digit.

        With `padded` it may lack the zeros in front, as a hand leaves them out.
        """
        prefix, suffix = fold(self.prefix), fold(self.suffix)
        folded = fold(text)
        if not folded.startswith(prefix):
            return False
        rest = folded.removeprefix(prefix)
        is_ended = rest.endswith(suffix)
        digits = rest.removesuffix(suffix) if is_ended else rest.rstrip(suffix)
        full = self.digits + self.checked
        if not (digits.isascii() and digits.isdigit()) or len(digits) > full:
            return False
        is_short = len(digits) < full and not padded
        return is_short or not is_ended or (bool(self.checked) and not fits(digits))
