"""What kabupaten, kota and villages are called, and how many people live there.

Names and people come from the newest list of regions that this agency loaded; names of
kabupaten that it lacks, from `resources/tables/regions.toml`.
"""

import functools
import tomllib
from collections.abc import Mapping

from sqlalchemy import desc, func, select
from sqlmodel import col

from jukung import places
from jukung.agency.office import OfficeDesk
from jukung.agency.rollup import DISTRICT
from jukung.agency.tables import Region, RegionList


def names(desk: OfficeDesk) -> dict[str, str]:
    """The names of kabupaten and kota by their codes."""
    loaded = desk.session.execute(
        select(col(Region.code), col(Region.name)).where(
            col(Region.edition) == _newest(desk), func.length(col(Region.code)) == DISTRICT
        )
    )
    return dict(_usual()) | {code: name for code, name in loaded if name}


def name_of(named: Mapping[str, str], code: str) -> str:
    """The name of the kabupaten that a code lies in; the code where it has none."""
    return named.get(code[:DISTRICT], code[:DISTRICT])


def people(desk: OfficeDesk) -> dict[str, int]:
    """How many people live in each region, where that is known."""
    found = desk.session.execute(
        select(col(Region.code), col(Region.population)).where(
            col(Region.edition) == _newest(desk), col(Region.population) > 0
        )
    )
    return dict(found.all())


def _newest(desk: OfficeDesk) -> str:
    return (
        desk.session.scalars(
            select(col(RegionList.edition))
            .order_by(desc(col(RegionList.loaded_at)), desc(col(RegionList.edition)))
            .limit(1)
        ).first()
        or ""
    )


@functools.cache
def _usual() -> Mapping[str, str]:
    written = (places.resources() / "tables" / "regions.toml").read_text(encoding="utf-8")
    found: Mapping[str, str] = tomllib.loads(written)["names"]
    return found
