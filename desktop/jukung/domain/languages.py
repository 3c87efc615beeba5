"""Languages by the codes of ISO 639-2/B, and by whatever lists call them.

A title keeps the word that somebody wrote; the code is found where one is needed.
The names lie in `resources/tables/languages.toml`; the caller says where.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FILE = "languages.toml"


@dataclass(frozen=True, slots=True)
class Languages:
    """The names by code, in the order in which they are offered, and the codes by word."""

    names: Mapping[str, str]
    words: Mapping[str, str]

    def code_of(self, said: str) -> str:
        """The code of a language as somebody wrote it; empty where nobody knows the word."""
        return self.words.get(_folded(said), "")

    def name_of(self, said: str) -> str:
        """The name that our catalogues write; the words themselves where nobody knows them."""
        return self.names.get(self.code_of(said), said.strip())


@cache
def read(folder: Path) -> Languages:
    """The languages in a folder of tables, read once."""
    found = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    names: dict[str, str] = found["names"]
    words = {code: code for code in names} | {_folded(name): code for code, name in names.items()}
    for code, said in found["words"].items():
        words |= {_folded(word): code for word in said}
    return Languages(MappingProxyType(names), MappingProxyType(words))


def _folded(said: str) -> str:
    return " ".join(said.casefold().strip(" .,;:()[]").split())
