"""The head of a letter and the signatures below it, as Indonesian offices write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jukung.paper import writing
from jukung.paper.flow import Strip, baseline, line_height, lines
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages, fit_text, text_width
from jukung.paper.photos import fitted_crest
from jukung.words import _

ROOM_TO_SIGN = 20.0  # mm

_CREST, _BESIDE = 23.0, 4.0  # mm
_NAME, _SMALLEST_NAME, _ABOVE, _LINES = 16.0, 12.0, 11.5, 9.0  # points
_THICK, _BETWEEN, _THIN, _AFTER = 0.9, 0.6, 0.25, 5.0  # mm
_GAP, _UNDERLINE = 6.0, 0.25  # mm between signatures, and below a name
_SIZE = 11.0


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above each letter: institution, library, address, crests (PNG, JPEG)."""

    above: tuple[str, ...] = ()
    name: str = ""
    lines: tuple[str, ...] = ()
    crest: bytes | None = None
    second_crest: bytes | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs; without a name there is a line to write it on."""

    position: str
    name: str = ""
    number: str = ""
    """An official's number; `NIP` is put before bare figures."""
    before: str = ""
    """What stands above the position, such as `Mengetahui,`."""


def letterhead_strip(head: Letterhead, *, left: float, width: float) -> Strip:
    """The letterhead with the double rule of Indonesian letters below it."""
    crest, second = _readable(head.crest), _readable(head.second_crest)
    crests = crest is not None or second is not None
    room = width - (2 * (_CREST + _BESIDE) if crests else 0)
    written = _head_lines(head, room)
    high = sum(line_height(size) for _text, _font, size in written)
    tall = max(high, _CREST if crests else 0.0)

    def draw(pages: Pages, top: float) -> None:
        middle, y = left + width / 2, top + (tall - high) / 2
        for text, font, size in written:
            pages.centred(text, middle, y + baseline(size), font=font, size=size)
            y += line_height(size)
        down = top + (tall - _CREST) / 2
        if crest is not None:
            pages.picture(crest, left, down, width=_CREST, height=_CREST)
        if second is not None:
            x = left + width - _CREST
            pages.picture(second, x, down, width=_CREST, height=_CREST)
        pages.box(left, top + tall + 2, width=width, height=_THICK)
        pages.box(left, top + tall + 2 + _THICK + _BETWEEN, width=width, height=_THIN)

    return Strip(tall + 2 + _THICK + _BETWEEN + _THIN + _AFTER, draw)


def signature_strip(
    signers: Sequence[Signer],
    *,
    left: float,
    width: float,
    dated: str = "",
    centred: bool = False,
) -> Strip:
    """One to three signatures side by side; a single one stands on the right, or `centred`.

    `dated` stands above the last of them.
    """
    columns = max(len(signers), 2)
    wide = (width - _GAP * (columns - 1)) / columns
    empty = columns - len(signers)
    first = empty / 2 if centred else empty
    heads = [
        _signature_head(signer, wide, dated if signer is signers[-1] else "") for signer in signers
    ]
    feet = [_signature_foot(signer, wide) for signer in signers]
    high, tall = line_height(_SIZE), max(map(len, heads)) * line_height(_SIZE)
    low = max(map(len, feet)) * high

    def draw(pages: Pages, top: float) -> None:
        for place, (head, foot) in enumerate(zip(heads, feet, strict=True)):
            middle = left + (first + place) * (wide + _GAP) + wide / 2
            y = top + tall - len(head) * high
            for line in head:
                pages.centred(line, middle, y + baseline(_SIZE), font=REGULAR, size=_SIZE)
                y += high
            _draw_foot(pages, foot, middle, top=top + tall + ROOM_TO_SIGN, wide=wide)

    return Strip(tall + ROOM_TO_SIGN + low, draw)


@lru_cache(maxsize=4)
def _readable(crest: bytes | None) -> bytes | None:
    """The crest as small as the paper needs it; nothing where it is no picture."""
    return None if crest is None else fitted_crest(crest, width=_CREST, height=_CREST)


def _head_lines(head: Letterhead, room: float) -> list[tuple[str, str, float]]:
    """Each line of a letterhead with its font and size; the library's name is largest."""
    found = [_fitted(text, REGULAR, _ABOVE, room) for text in head.above]
    name = writing.plain(head.name)
    _text, size = fit_text(name, BOLD, size=_NAME, width=room, smallest=_SMALLEST_NAME)
    found += [(line, BOLD, size) for line in lines(name, BOLD, size=size, width=room)]
    found += [_fitted(text, REGULAR, _LINES, room) for text in head.lines]
    return [line for line in found if line[0]]


def _fitted(text: str, font: str, size: float, room: float) -> tuple[str, str, float]:
    line, fitting = fit_text(writing.plain(text), font, size=size, width=room, smallest=size * 0.7)
    return line, font, fitting


def _signature_head(signer: Signer, wide: float, dated: str) -> list[str]:
    return [
        line
        for text in (dated, signer.before, signer.position)
        for line in lines(text, REGULAR, size=_SIZE, width=wide)
    ]


def _signature_foot(signer: Signer, wide: float) -> list[tuple[str, str, float]]:
    """The name, or nothing where it is to be written, and the number below."""
    name = writing.plain(signer.name)
    found = [_fitted(name, BOLD, _SIZE, wide)]
    if signer.number.strip():
        number = writing.plain(signer.number)
        said = _("NIP {number}").format(number=number) if number[0].isdigit() else number
        found.append(_fitted(said, REGULAR, _SIZE, wide))
    return found


def _draw_foot(
    pages: Pages, foot: Sequence[tuple[str, str, float]], middle: float, *, top: float, wide: float
) -> None:
    for place, (text, font, size) in enumerate(foot):
        y = top + place * line_height(_SIZE) + baseline(_SIZE)
        pages.centred(text, middle, y, font=font, size=size)
        if place == 0:
            under = text_width(text, font, size=size) if text else min(wide, 50.0)
            pages.box(middle - under / 2, y + 0.7, width=under, height=_UNDERLINE)
