"""A library's card on paper: its name, its numbers, and the codes that carry it."""

from collections.abc import Sequence

from jukung.paper import qr
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages, broken, fit_text
from jukung.paper.papers import SHEETS
from jukung.paper.writing import plain
from jukung.words import _

_EDGE = 20.0
_WIDEST_SQUARE = 0.9
_GAP = 8.0


def sheet(library: str, fingerprint: str, codes: Sequence[str], *, paper: str = "a4") -> bytes:
    """One page of PDF; equal values give equal bytes."""
    width, height = SHEETS[paper]
    pages = Pages(width, height, title=_("This library's card"))
    room = width - 2 * _EDGE
    shown, size = fit_text(plain(library), BOLD, size=20, width=room, smallest=8)
    pages.left(shown, _EDGE, _EDGE + 6, font=BOLD, size=size)
    y = _EDGE + 16
    said = _(
        "The agency reads this card from a photograph of the codes. Afterwards it asks for "
        "these numbers by telephone:"
    )
    for line in broken(said, REGULAR, size=11, width=room):
        pages.left(line, _EDGE, y, font=REGULAR, size=11)
        y += 5.5
    groups = fingerprint.split(" ")
    for start in range(0, len(groups), 5):
        y += 8
        pages.left("   ".join(groups[start : start + 5]), _EDGE, y, font=BOLD, size=18)
    _draw_codes(pages, codes, top=y + 14, room=room)
    return pages.finished()


def _draw_codes(pages: Pages, codes: Sequence[str], *, top: float, room: float) -> None:
    beside = min(len(codes), 2)
    squares = max(map(qr.squares, codes)) + 2 * qr.QUIET
    side = min((room - _GAP * (beside - 1)) / beside / squares, _WIDEST_SQUARE)
    for place, code in enumerate(codes):
        row, column = divmod(place, beside)
        left = _EDGE + column * (side * squares + _GAP)
        black = qr.squares(code) * side
        under = top + row * (side * squares + _GAP) + black
        pages.fill(qr.path(code), left, under, width=side, height=side)
