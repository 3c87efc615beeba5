"""Words as packs and boxes carry them: one line, no control signs, NFC, not too long."""

import re
import unicodedata

_ISBD_END = re.compile(r"[\s:;,/=]+$")
_OUTER = re.compile(r"^[\s\[\]]+|[\s\[\]]+$")


def one_line(text: str, most: int) -> str:
    """A text in one line, cut where it is too long."""
    shown = unicodedata.normalize("NFC", text)
    if not shown.isprintable():
        shown = "".join(sign if sign.isprintable() else " " for sign in shown)
    return " ".join(shown.split())[:most].rstrip()


def without_isbd(text: str) -> str:
    """A cell without the signs that catalogue cards put after it, such as `Jakarta :`."""
    return _ISBD_END.sub("", _OUTER.sub("", text))


def folded(text: str) -> str:
    """A title as titles are compared: letters and figures alone."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
