"""The shelves that copies stand on: places by name, made when one is first said."""

from sqlalchemy import func, select
from sqlmodel import col

from jukung.domain.kinds import PlaceKind
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Place


@allowed(STAFF)
def listed(desk: Desk) -> tuple[str, ...]:
    """The names of the shelves that copies stand on."""
    asked = select(col(Place.name)).where(
        col(Place.kind) == PlaceKind.shelf, col(Place.ended_on).is_(None)
    )
    return tuple(desk.session.scalars(asked.order_by(col(Place.name))))


def row_of(desk: Desk, name: str) -> int:
    """The shelf of a name, made where it is new; the library itself without a name."""
    wanted = " ".join(name.split())
    if not wanted:
        return 1
    same = select(col(Place.row)).where(
        col(Place.kind) == PlaceKind.shelf,
        func.lower(col(Place.name)) == func.lower(wanted),
        col(Place.ended_on).is_(None),
    )
    found = desk.session.execute(same.limit(1)).scalar_one_or_none()
    if found is not None:
        return int(found)
    row = Place(kind=PlaceKind.shelf, name=wanted, inside=1)
    desk.session.add(row)
    desk.session.flush()
    return row.row
