"""What the page of residents reads, in one transaction each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain.kinds import ResidentState, Role
from jukung.ui import verbs

if TYPE_CHECKING:
    from datetime import date

    from jukung.library.clearances import ClearanceView
    from jukung.library.desk import Desk
    from jukung.library.house import BlockView
    from jukung.library.members import MemberView
    from jukung.library.moves import MoveLine
    from jukung.library.residents import Particulars, ResidentView
    from jukung.library.slips import LoanLine

MOST = 5_000
LEFT = "left"
"""The choice of those who have left, in place of a state."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which residents are wanted."""

    words: str = ""
    block: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The residents that fit, the blocks to choose from, and whether anybody is here at all."""

    residents: tuple[ResidentView, ...]
    blocks: tuple[BlockView, ...]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class ShownResident:
    """A resident read for the panel; only officers are given the last three."""

    resident: ResidentView
    member: MemberView
    loans: tuple[LoanLine, ...]
    today: date
    particulars: Particulars | None = None
    moves: tuple[MoveLine, ...] = ()
    clearance: ClearanceView | None = None


def read_listed(desk: Desk, asked: Asked) -> Listed:
    """Read the residents that fit; refuses PlaceUnknown."""
    every = verbs.house_residents
    states: tuple[ResidentState, ...] = ()
    if asked.state == LEFT:
        states = every.GONE
    elif asked.state:
        states = (ResidentState(asked.state),)
    elif asked.words:
        # A card that is typed or scanned is found whether its owner left or not.
        states = tuple(ResidentState)
    found = every.listed(
        desk, block_id=asked.block or None, words=asked.words, states=states, most=MOST
    )
    is_empty = not found and not verbs.members.count(desk)
    return Listed(found, verbs.house.blocks(desk), is_empty)


def read_shown(desk: Desk, resident_id: str) -> ShownResident:
    """Read what the panel shows of a resident."""
    view = verbs.house_residents.show(desk, resident_id)
    member = verbs.members.show(desk, resident_id)
    loans = verbs.overview.loans_of(desk, view.card)
    if desk.staff.role is Role.assistant:
        return ShownResident(view, member, loans, desk.today)
    return ShownResident(
        view,
        member,
        loans,
        desk.today,
        verbs.house_residents.particulars(desk, resident_id),
        verbs.moves.of_resident(desk, resident_id),
        verbs.clearances.of_resident(desk, resident_id),
    )
