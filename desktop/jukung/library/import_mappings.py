"""How the columns of lists were understood, remembered by the shape of the header."""

import json
from dataclasses import dataclass

from jukung.domain.kinds import MappingWhat
from jukung.library import days
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import ImportMapping


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the columns of a list are, in their order, by the names of their uses."""

    what: MappingWhat
    uses: tuple[str, ...]


@allowed(STAFF)
def recall(desk: Desk, shape: str) -> Remembered | None:
    """What the columns of lists of this shape were used for the last time."""
    row = desk.session.get(ImportMapping, shape)
    if row is None:
        return None
    return Remembered(row.what, tuple(str(each) for each in json.loads(row.uses)))


@allowed(STAFF)
def remember(desk: Desk, shape: str, known: Remembered) -> None:
    """Remember the uses of columns, over what was remembered before.

    Nothing of the list itself is kept, so this is part of no act.
    """
    row = desk.session.get(ImportMapping, shape)
    uses = json.dumps(known.uses)
    today = days.trusted_today(desk)
    if row is None:
        row = ImportMapping(shape=shape, what=known.what, uses=uses, used_on=today)
    row.what, row.uses, row.used_on = known.what, uses, today
    desk.session.add(row)
    desk.session.flush()
