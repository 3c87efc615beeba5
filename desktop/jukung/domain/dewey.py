"""What stands under a class number: captions of Dewey's divisions and of 2X.

The words are our own and lie in `resources/tables/dewey.toml`; the caller says where.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FILE = "dewey.toml"

# A letter in front marks reference (R) or children's shelves, not a class.
_NUMBER = re.compile(r"\s*(?:[A-Z]{1,3}[\s.]+)?(2\s?[Xx]\s?[0-9]?|[0-9]{1,3})")


@dataclass(frozen=True, slots=True)
class Caption:
    """A division, such as `37` or `2X4`, and what it is about."""

    division: str
    words: str

    @property
    def number(self) -> str:
        """The division as it is written on a shelf: `370`, `2X4`."""
        return self.division if self.division.startswith("2X") else f"{self.division}0"


@dataclass(frozen=True, slots=True)
class Dewey:
    """The captions of the main classes and of their divisions."""

    main: Mapping[str, str]
    divisions: Mapping[str, str]

    def caption(self, class_number: str) -> tuple[str, ...]:
        """The words of the main class, and of the division where that is known yet."""
        place = division(class_number)
        main = "2X" if place.startswith("2X") else place[:1]
        found = (self.main.get(main, ""), self.divisions.get(place, ""))
        return tuple(filter(None, found))

    def begun(self, typed: str, *, most: int = 12) -> tuple[Caption, ...]:
        """The divisions that a beginning of a number, or a word of a caption, may mean."""
        begin = _begin(typed)
        words = typed.casefold().split()
        return tuple(
            Caption(key, said)
            for key, said in self.divisions.items()
            if (begin and key.startswith(begin))
            or (words and not begin and all(word in said.casefold() for word in words))
        )[:most]


@cache
def read(folder: Path) -> Dewey:
    """The captions in a folder of tables, read once."""
    found = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    return Dewey(MappingProxyType(found["main"]), MappingProxyType(found["divisions"]))


def division(class_number: str) -> str:
    """The division of a class number: `37` of 372.21, `2X4` of 2X4.2; less where less is typed."""
    found = _NUMBER.match(class_number)
    if found is None:
        return ""
    number = found[1].upper().replace(" ", "")
    return number if number.startswith("2X") else number[:2]


def _begin(typed: str) -> str:
    """The beginning of a division that was typed; empty where it is a word."""
    found = re.match(r"\s*(2\s?[Xx]\s?[0-9]?|[0-9]{1,2})", typed)
    return found[1].upper().replace(" ", "") if found else ""
