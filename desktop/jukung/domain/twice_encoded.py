"""Letters that went through the wrong encoding: found, and made right again.

UTF-8 that was read as Windows-1252 looks like its own bytes: a lead sign and one
to three of the signs that bytes 80 to BF become.
"""

import re

_TAIL = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# Of the leads of two-byte letters only those that Latin and Arabic text gives, so
# that É” is left in peace.
_SEQUENCE = re.compile(f"[ÂÃÄÅØÙ]{_TAIL}|[à-ï]{_TAIL}{{2}}|[ð-ô]{_TAIL}{{3}}")
_MOST_TIMES = 3


def is_twice_encoded(text: str) -> bool:
    """Whether text shows UTF-8 that was once taken for Windows-1252."""
    return _SEQUENCE.search(text) is not None


def mended(text: str) -> str:
    """The text as it was meant; what does not fit is left as it stands.

    Some texts went through the wrong encoding two or three times.
    """
    for _time in range(_MOST_TIMES):
        once = _SEQUENCE.sub(_letter, text)
        if once == text:
            return text
        text = once
    return text


def _letter(found: re.Match[str]) -> str:
    """The letter whose bytes these signs are; the signs themselves where they are none."""
    try:
        return b"".join(map(_byte, found[0])).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return found[0]


def _byte(sign: str) -> bytes:
    # The five bytes that Windows-1252 leaves out come through as they are.
    return bytes([ord(sign)]) if ord(sign) < 0x100 else sign.encode("cp1252")
