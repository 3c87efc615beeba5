"""Towns in which books are published, offered while a place is typed.

They lie in `resources/tables/publishing_places.toml`; the caller says where.
"""

import tomllib
from functools import cache
from pathlib import Path

FILE = "publishing_places.toml"


@cache
def read(folder: Path) -> tuple[str, ...]:
    """The towns in a folder of tables, the usual ones first, read once."""
    return tuple(tomllib.loads((folder / FILE).read_text(encoding="utf-8"))["places"])
