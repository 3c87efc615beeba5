"""The parts of a card design: what each may be, and that it lies on the card."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jukung import words
from jukung.domain.errors import DesignDoesNotFit
from jukung.domain.kinds import Symbology
from jukung.paper.page import BLACK
from jukung.paper.rooms import Align, Sit
from jukung.words import _

_TOLERANCE = 0.005


class Part(StrEnum):
    """What stands on a card."""

    box = "box"
    shape = "shape"
    text = "text"
    photo = "photo"
    initial = "initial"
    crest = "crest"
    bars = "bars"
    rules = "rules"
    signature = "signature"


class Says(StrEnum):
    """Where a text comes from."""

    nothing = ""
    heading = "heading"
    library = "library"
    institution = "institution"
    address = "address"
    name = "name"
    number = "number"
    kind = "kind"
    since = "since"
    until = "until"
    validity = "validity"
    rules_heading = "rules heading"
    found = "found"


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a card; millimetres from the card's upper left corner, type in points."""

    part: Part
    x: float
    y: float
    width: float
    height: float
    says: Says = Says.nothing
    colour: str = BLACK
    ink: str = "#FFFFFF"
    """Of the letter on an initial's tile."""
    bold: bool = False
    size: float = 8.0
    least: float = 5.0
    lines: int = 1
    align: Align = Align.left
    sit: Sit = Sit.middle
    capitals: bool = False
    caption: bool = False
    """A small word above says what the text is."""
    round: float = 0.0
    points: tuple[tuple[float, float], ...] = ()
    symbology: Symbology = Symbology.code128
    instead: Symbology | None = None
    """For a number whose bars are too wide for their room."""


_PLACES = frozenset({"x", "y", "width", "height"})
_MEASURES = _PLACES | {"size", "least", "round"}
_CHOICES = {
    "part": Part,
    "says": Says,
    "align": Align,
    "sit": Sit,
    "symbology": Symbology,
    "instead": Symbology,
}
_TRUTHS = frozenset({"bold", "capitals", "caption"})
_COLOURS = frozenset({"colour", "ink"})


def element(name: str, written: dict[str, Any], *, size: tuple[float, float]) -> Element:
    """Read one part; refuses DesignDoesNotFit with the measure that is wrong."""
    here = _where(written)
    if "points" in written:
        written |= _around(name, here, written["points"])
    missing = {"part", *_PLACES} - written.keys()
    wrong = sorted(missing) or [key for key, value in written.items() if not _is_usable(key, value)]
    if wrong:
        unusable = _("{measure} is missing or not usable")
        raise DesignDoesNotFit(name, unusable.format(measure=f"{here}, {wrong[0]}"))
    settled: dict[str, Any] = {
        key: _CHOICES[key](value) if key in _CHOICES else value for key, value in written.items()
    }
    made = Element(**settled)
    _check_inside(name, here, made, size=size)
    return made


def _where(written: dict[str, Any]) -> str:
    return " ".join(str(written[key]) for key in ("part", "says") if key in written)


def _around(name: str, here: str, points: object) -> dict[str, Any]:
    """Say what rectangle the corners of a shape take."""
    try:
        corners = tuple((float(x), float(y)) for x, y in points)  # type: ignore[attr-defined]
        across, down = [x for x, _y in corners], [y for _x, y in corners]
        left, top = min(across), min(down)
    except (TypeError, ValueError) as trouble:
        unusable = _("{measure} is missing or not usable").format(measure=f"{here}, points")
        raise DesignDoesNotFit(name, unusable) from trouble
    return {
        "points": corners,
        "x": left,
        "y": top,
        "width": max(across) - left,
        "height": max(down) - top,
    }


def _is_usable(key: str, value: object) -> bool:
    if key in _CHOICES:
        return value in list(_CHOICES[key])
    if key in _MEASURES:
        return (
            isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        )
    if key in _TRUTHS:
        return isinstance(value, bool)
    if key in _COLOURS:
        return isinstance(value, str) and _is_colour(value)
    return key == "points" or (key == "lines" and isinstance(value, int) and value > 0)


def _is_colour(value: str) -> bool:
    return len(value) == 7 and value[0] == "#" and set(value[1:]) <= set("0123456789ABCDEFabcdef")


def _check_inside(name: str, here: str, element: Element, *, size: tuple[float, float]) -> None:
    """Refuse what lies outside the card, saying where it ends."""
    width, height = size
    for fits, measure in (
        (element.x >= -_TOLERANCE, _("{part} begins left of the card")),
        (element.y >= -_TOLERANCE, _("{part} begins above the card")),
        (element.width > 0 and element.height > 0, _("{part} has no size")),
        (
            element.x + element.width <= width + _TOLERANCE,
            _("{part} ends at {end} mm, the card is {size} mm wide"),
        ),
        (
            element.y + element.height <= height + _TOLERANCE,
            _("{part} ends at {end} mm, the card is {size} mm high"),
        ),
    ):
        if not fits:
            is_wide = element.x + element.width > width + _TOLERANCE
            end = element.x + element.width if is_wide else element.y + element.height
            said = measure.format(part=here, end=_mm(end), size=_mm(width if is_wide else height))
            raise DesignDoesNotFit(name, said)


def _mm(value: float) -> str:
    text = f"{round(value, 2):g}"
    return text.replace(".", ",") if words.language() == "id" else text
