"""For whom a title is, by the reading levels of the national book law (UU 3/2017).

The levels lie in `resources/tables/reading_levels.toml`; the caller says where.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from jukung.domain.kinds import Audience

FILE = "reading_levels.toml"
# Who is at least so old reads what is for the next audience.
_FROM_YEARS = ((16, Audience.adult), (12, Audience.teen), (6, Audience.children))


@dataclass(frozen=True, slots=True)
class Level:
    """A reading level, its audience, and what it means."""

    code: str
    audience: Audience
    words: str


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels in their order, and the words by which lists say the same."""

    levels: tuple[Level, ...]
    words: Mapping[str, Audience]

    def audience_of(self, said: str) -> Audience:
        """Whom a word, a level or an age in years means; unknown where nobody can tell."""
        folded = " ".join(said.casefold().strip(" .,;:()[]").split())
        bare = re.sub(r"^(jenjang|level|pembaca|usia|umur)\s+", "", folded)
        for wanted in (folded, bare, bare.split(" ")[0] if bare else ""):
            if wanted in self.words:
                return self.words[wanted]
        years = re.search(r"\d{1,2}", bare)
        return _of_age(int(years[0])) if years else Audience.unknown


@cache
def read(folder: Path) -> Levels:
    """The reading levels in a folder of tables, read once."""
    found = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    levels = tuple(
        Level(code, Audience(audience), said) for code, (audience, said) in found["levels"].items()
    )
    words = {level.code.casefold(): level.audience for level in levels}
    for audience, said in found["words"].items():
        words |= dict.fromkeys(said, Audience(audience))
    return Levels(levels, MappingProxyType(words))


def _of_age(years: int) -> Audience:
    """By the youngest who is named: 6-8 years are children, 16+ is on the way to adults."""
    for least, audience in _FROM_YEARS:
        if years >= least:
            return Audience.teen if audience is Audience.adult and years < 19 else audience
    return Audience.early
