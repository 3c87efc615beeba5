"""Lines in Latin and Arabic letters, Arab-Melayu among them, in reading order.

The order on paper follows the Unicode bidirectional algorithm (UAX #9) as far as a
title needs it: letters, numbers, signs between them and mirrored brackets, but no
embeddings. The letters of an Arabic piece are joined by HarfBuzz.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import shapeStr

from jukung.paper import fonts

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_IN_NUMBER = re.compile(r"(?<=\d)[.,:/](?=\d)")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_UNSEEN = {0x200E: None, 0x200F: None}  # direction marks: fonts draw a tick for them
_JOINERS = "\u200c\u200d"  # Arab-Melayu spelling needs them; other controls go


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one font in the order in which they are drawn."""

    text: str  # reportlab's shaped string where letters join
    font: str
    width: float  # in parts of the type size


def plain(text: str) -> str:
    """Make one line without controls: what a field may hide does not print."""
    spaced = " ".join(text.split())
    if spaced.isascii() and spaced.isprintable():
        return spaced
    spaced = unicodedata.normalize("NFC", spaced)
    return "".join(
        letter
        for letter in spaced
        if letter in _JOINERS or not unicodedata.category(letter).startswith("C")
    )


def led(line: str, *, by: str) -> str:
    """Give a line the direction of the paragraph it was cut from.

    A line that begins with a name in the other script gets an invisible mark before it.
    """
    leftward = _begins_right_to_left(by)
    if _begins_right_to_left(line) == leftward:
        return line
    return ("\u200f" if leftward else "\u200e") + line


def runs_left(text: str) -> bool:
    """Whether a text has letters that are read from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def begins_at_right(text: str) -> bool:
    """Whether a line begins on the right, as one in Arabic letters does."""
    return _begins_right_to_left(text)


def depth(text: str) -> float:
    """Say how far letters may hang below the baseline, in parts of the type size."""
    return 0.5 if runs_left(text) else 0.24


@lru_cache(maxsize=1024)
def width(text: str, font: str) -> float:
    """Measure a line, in parts of the type size."""
    if _RIGHT_TO_LEFT.search(text):
        return sum(piece.width for piece in pieces(text, font))
    return _latin_width(text, font)


@lru_cache(maxsize=1024)
def pieces(text: str, font: str) -> tuple[Piece, ...]:
    """Split a line into what is drawn from left to right."""
    if not _RIGHT_TO_LEFT.search(text):
        return (Piece(text, font, _latin_width(text, font)),)
    found: list[Piece] = []
    for run, level in _in_drawing_order(text):
        here = [
            _arabic(part, font, level=level) if arabic else _latin(part, font, level=level)
            for arabic, part in _by_font(run.translate(_UNSEEN))
        ]
        found.extend(reversed(here) if level % 2 else here)
    return tuple(found)


def _latin_width(text: str, font: str) -> float:
    fonts.load()
    return float(pdfmetrics.stringWidth(text, font, 1))


def _latin(text: str, font: str, *, level: int) -> Piece:
    shown = text[::-1].translate(_MIRRORED) if level % 2 else text
    return Piece(shown, font, _latin_width(shown, font))


def _arabic(text: str, font: str, *, level: int) -> Piece:
    fonts.load()
    arabic = fonts.arabic_for(font)
    if level % 2 == 0:  # a number: nothing joins, and its figures run to the right
        advance = float(pdfmetrics.stringWidth(text, arabic, 1))
        return Piece(text, arabic, advance)
    shaped = shapeStr(text, arabic, 1000, force=True)
    advance = sum(letter.x_advance for letter in shaped.__shapeData__) / 1000
    return Piece(shaped, arabic, advance)


def _by_font(run: str) -> list[tuple[bool, str]]:
    """Cut a run where the font changes; a blank stays with the letters before it."""
    arabic = [_RIGHT_TO_LEFT.match(letter) is not None for letter in run]
    for place, letter in enumerate(run):
        if place and (letter == " " or letter in _JOINERS):
            arabic[place] = arabic[place - 1]
    cut = groupby(zip(arabic, run, strict=True), key=lambda pair: pair[0])
    return [(is_arabic, "".join(c for _, c in part)) for is_arabic, part in cut]


def _in_drawing_order(text: str) -> list[tuple[str, int]]:
    """Cut into runs of one level, from left to right (UAX #9, rule L2)."""
    cut = groupby(zip(_levels(text), text, strict=True), key=lambda pair: pair[0])
    runs = [("".join(c for _, c in part), level) for level, part in cut]
    for least in range(max(level for _, level in runs), 0, -1):
        ordered: list[tuple[str, int]] = []
        for high, part in groupby(runs, key=lambda run: run[1] >= least):
            together = list(part)
            ordered.extend(reversed(together) if high else together)
        runs = ordered
    return runs


def _levels(text: str) -> list[int]:
    """Say for each letter how deep it lies: odd levels run from right to left."""
    kinds = _kinds(text)
    base = "R" if _begins_right_to_left(text) else "L"
    _settle_brackets(text, kinds, base)
    before = base
    for place, kind in enumerate(kinds):
        if kind == " ":
            after = next((k for k in kinds[place:] if k != " "), base)
            same = (before == "L") == (after == "L")
            kinds[place] = ("L" if before == "L" else "R") if same else base
        else:
            before = kind
    depths = {"L": 2 if base == "R" else 0, "R": 1, "N": 2}
    return [depths[kind] for kind in kinds]


def _settle_brackets(text: str, kinds: list[str], base: str) -> None:
    """Give both brackets of a pair the direction of what they hold (rule N0)."""
    opened: list[int] = []
    for place, letter in enumerate(text):
        if letter in _PAIRS.values():
            opened.append(place)
        elif opened and text[opened[-1]] == _PAIRS.get(letter):
            start = opened.pop()
            held = {_strong(kind) for kind in kinds[start:place]} - {" "}
            earlier = [_strong(kind) for kind in kinds[:start] if kind != " "]
            if held:
                alike = earlier[-1] if earlier else base
                kinds[start] = kinds[place] = base if base in held else alike


def _strong(kind: str) -> str:
    return "R" if kind == "N" else kind


def _kinds(text: str) -> list[str]:
    """`L`, `R`, `N` for a number among Arabic letters, blank for signs between."""
    kinds: list[str] = []
    strong = "R" if _begins_right_to_left(text) else "L"
    inside = {match.start() for match in _IN_NUMBER.finditer(text)}
    for place, letter in enumerate(text):
        sort = unicodedata.bidirectional(letter)
        if sort in {"R", "AL"}:
            strong = "R"
            kinds.append("R")
        elif sort == "L":
            strong = "L"
            kinds.append("L")
        elif sort in {"EN", "AN"} or place in inside:
            kinds.append("N" if strong == "R" else "L")
        elif sort in {"NSM", "BN"} and kinds:
            kinds.append(kinds[-1])
        else:
            kinds.append(" ")
    return kinds


def _begins_right_to_left(text: str) -> bool:
    sorts = map(unicodedata.bidirectional, text)
    return next((sort for sort in sorts if sort in {"L", "R", "AL"}), "L") != "L"
