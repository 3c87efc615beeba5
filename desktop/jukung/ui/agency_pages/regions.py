"""Names of kabupaten and kota, from `resources/tables/regions.toml`."""

import functools
import tomllib
from collections.abc import Mapping

from jukung import places


@functools.cache
def _names() -> Mapping[str, str]:
    written = (places.resources() / "tables" / "regions.toml").read_text(encoding="utf-8")
    names: Mapping[str, str] = tomllib.loads(written)["names"]
    return names


def name_of(code: str) -> str:
    """The name of a kabupaten or kota; the code itself where it is not in the list."""
    return _names().get(code[:5], code[:5])
