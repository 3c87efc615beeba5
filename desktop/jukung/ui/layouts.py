"""What a scanner meant, whatever keyboard layout the computer has.

A scanner presses the keys of an American keyboard. Under another layout the
same keys give other signs: digits become `&é"'(` in French, Arabic digits in
Arabic. What was read is told from the places of the keys where the system
gives them, otherwise from the signs.
"""

import unicodedata

# The places of keys as PC keyboards count them (scan code set 1); X11 counts from eight on.
_ROWS = ((2, "1234567890-="), (16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM,./"))
_PLACES = {start + n: sign for start, row in _ROWS for n, sign in enumerate(row)} | {57: " "}
X11_FIRST = 8

_FRENCH = str.maketrans("&é\"'(-è_çà", "1234567890")
_KNOWN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-./ $+%:]=")


def is_plausible(text: str) -> bool:
    """Whether a number on a label could read like this."""
    folded = text.upper()
    return any(sign in "0123456789" for sign in folded) and set(folded) <= _KNOWN


def scanned_text(text: str, places: list[int], *, x11: bool) -> str:
    """The number behind a burst; the text itself where nothing better is known."""
    if is_plausible(text):
        return text
    first = X11_FIRST if x11 else 0
    by_place = [_PLACES.get(place - first, "") for place in places]
    if len(by_place) == len(text) and all(by_place):
        return "".join(by_place)
    digits = "".join(_digit(sign) for sign in text)
    for candidate in (digits, digits.translate(_FRENCH)):
        if is_plausible(candidate):
            return candidate
    return text


def _digit(sign: str) -> str:
    """The same digit as ours, where a sign is a digit of another script."""
    value = unicodedata.digit(sign, None)
    return sign if value is None else str(value)
