"""What the vault asks of a desk: pieces of work for a lane, without a name in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.ui import verbs
from jukung.ui.vault import protocol as say

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.identities import SealedRow


def hello(desk: Desk) -> say.Hello:
    """Whose vault it is, and who stands here."""
    officers = verbs.vault_doors.doors(desk)
    me = next(each for each in verbs.staff.listed(desk) if each.row == desk.staff.row)
    return say.Hello(
        desk.profile.uid,
        desk.profile.name,
        me.id,
        me.name,
        tuple(say.Officer(each.staff_id, each.name, each.since is not None) for each in officers),
        verbs.vault_doors.escrow_wanted(desk),
        desk.today,
        _places(desk),
    )


def rows(desk: Desk) -> tuple[say.Row, ...]:
    """All residents with what is sealed."""
    found: list[say.Row] = []
    after = 0
    while page := verbs.identities.rows(desk, after=after):
        found += [_row(each) for each in page]
        after = page[-1].row
    return tuple(found)


def look(desk: Desk, said: say.Look) -> bytes:
    """Journal a look; gives the whole of what is sealed where it is wanted."""
    verbs.identities.look_up(desk, said.resident or None, said.reason)
    if not said.whole:
        return b""
    return verbs.identities.sealed_of(desk, [said.resident]).get(said.resident, b"")


def register(desk: Desk, said: say.Register) -> say.Row:
    """Make a card for somebody new."""
    made = verbs.identities.register(desk, sex=said.sex, age_band=said.age_band)
    return _row(verbs.identities.these(desk, [made])[0])


def keep(desk: Desk, said: say.Keep) -> None:
    """Keep what was sealed, and what the figures count of it."""
    for each in said.sealed:
        verbs.identities.keep(desk, each.resident, each.sealed)
        if said.sex is not None and said.age_band is not None:
            verbs.identities.describe(desk, each.resident, sex=said.sex, age_band=said.age_band)


def _places(desk: Desk) -> tuple[str, ...]:
    """Blocks by their names, rooms as they stand on a card."""
    found: list[str] = []
    for block in verbs.house.blocks(desk):
        found.append(block.name)
        found += [f"{block.name}-{room.name}" for room in verbs.house.rooms(desk, block.id)]
    return tuple(found)


def _row(each: SealedRow) -> say.Row:
    return say.Row(
        each.id,
        each.card,
        each.place,
        each.state,
        each.sex,
        each.age_band,
        each.sealed,
        each.has_photo,
    )
