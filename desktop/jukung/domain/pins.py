"""PINs: what makes one good enough, and how long to wait after wrong ones."""

from itertools import pairwise

from jukung.domain import errors

LEAST, MOST = 4, 12
TRIES = 3
"""Wrong PINs in a row before the first pause."""

_PAUSES = (30, 60, 300, 900, 3600)  # seconds, one after the other


def check(pin: str) -> str:
    """A PIN that may be used; refuses PinTooShort, PinTooSimple."""
    if not (pin.isascii() and pin.isdigit() and LEAST <= len(pin) <= MOST):
        raise errors.PinTooShort(LEAST)
    steps = {(int(after) - int(digit)) % 10 for digit, after in pairwise(pin)}
    repeats = pin == (pin[:2] * MOST)[: len(pin)]
    if steps in ({0}, {1}, {9}) or repeats:
        raise errors.PinTooSimple
    return pin


def pause_after(failures: int) -> int:
    """Seconds to wait after so many wrong PINs in a row; 0 below the limit."""
    if failures < TRIES:
        return 0
    return _PAUSES[min(failures - TRIES, len(_PAUSES) - 1)]
