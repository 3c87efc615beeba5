"""Designs of member cards in true millimetres: one file each in `resources/cards`.

The folder is the list. A file names, in drawing order, what stands on the front and on
the back. A part may move where something is lacking (`no_photo = { … }`), be drawn only
where something is there (`needs`) or only where it is not (`lacks`): a photo, a name, a
crest, an institution, a day until which the card is valid.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from jukung import places, words
from jukung.domain.errors import DesignDoesNotFit, DesignUnknown
from jukung.paper.card_elements import Element, Part, element
from jukung.words import _

CARD_WIDTH, CARD_HEIGHT = 85.6, 54.0  # mm, ID-1 of ISO/IEC 7810, called CR80

THINGS = ("crest", "institution", "photo", "name", "until")
"""What a card may lack."""

_NEEDED = {
    "photo": ("photo", "name"),
    "initial": ("name",),
    "signature": ("name",),
    "crest": ("crest",),
    "name": ("name",),
    "institution": ("institution",),
    "until": ("until",),
    "validity": ("until",),
}
"""What a part or a text is nothing without."""


@dataclass(frozen=True, slots=True, eq=False)
class CardDesign:
    """How a card looks, for every thing that it may lack."""

    name: str
    title: str
    upright: bool
    """The card is held upright, so it lies turned on the sheet."""
    has_photo: bool
    has_back: bool
    fronts: Mapping[frozenset[str], tuple[Element, ...]]
    backs: Mapping[frozenset[str], tuple[Element, ...]]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the card as it is read."""
        return (CARD_HEIGHT, CARD_WIDTH) if self.upright else (CARD_WIDTH, CARD_HEIGHT)


def designs() -> tuple[CardDesign, ...]:
    """Every design the program knows, in order of name."""
    return tuple(read_design(path) for path in _files().values())


def design(name: str) -> CardDesign:
    """Read the design of this name; refuses DesignUnknown with the names there are."""
    files = _files()
    if name not in files:
        raise DesignUnknown(name, ", ".join(files))
    return read_design(files[name])


def read_design(path: Path) -> CardDesign:
    """Read one design; refuses DesignDoesNotFit with the measure that is wrong."""
    name = path.stem
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        reason = _("the file cannot be read as TOML")
        raise DesignDoesNotFit(name, reason) from trouble
    upright = written.get("upright") is True
    size = (CARD_HEIGHT, CARD_WIDTH) if upright else (CARD_WIDTH, CARD_HEIGHT)
    fronts = _faces(name, written.get("front", []), size=size)
    backs = _faces(name, written.get("back", []), size=size)
    whole = frozenset[str]()
    return CardDesign(
        name=name,
        title=_title(name, written.get("title")),
        upright=upright,
        has_photo=any(one.part is Part.photo for one in fronts[whole]),
        has_back=bool(backs[whole]),
        fronts=fronts,
        backs=backs,
    )


def _files() -> dict[str, Path]:
    folder = places.resources() / "cards"
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def _title(name: str, written: object) -> str:
    if isinstance(written, dict):
        return str(written.get(words.language(), name))
    return str(written or name)


def _faces(
    name: str, written: list[dict[str, Any]], *, size: tuple[float, float]
) -> dict[frozenset[str], tuple[Element, ...]]:
    """Settle the elements of a side for every set of things that may be lacking."""
    return {
        lacking: tuple(
            element(name, part, size=size)
            for part in (_merged(one, lacking) for one in written)
            if _is_drawn(part, lacking)
        )
        for lacking in _situations()
    }


def _situations() -> Iterator[frozenset[str]]:
    for count in range(len(THINGS) + 1):
        yield from map(frozenset, combinations(THINGS, count))


def _merged(written: dict[str, Any], lacking: frozenset[str]) -> dict[str, Any]:
    merged = dict(written)
    for thing in THINGS:
        moved = merged.pop(f"no_{thing}", {})
        if thing in lacking:
            merged |= moved
    return merged


def _is_drawn(written: dict[str, Any], lacking: frozenset[str]) -> bool:
    lacks = written.pop("lacks", [])
    needs = set(written.pop("needs", []))
    for what in (written.get("part"), written.get("says")):
        needs.update(_NEEDED.get(str(what), ()))
    return not lacking.intersection(needs) and lacking.issuperset(lacks)
