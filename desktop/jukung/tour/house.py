"""The prison as it is on an ordinary day: blocks, residents, requests, and what may go out.

Everything is invented, done by the verbs that an officer uses, and the same each time.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from jukung.domain import errors
from jukung.domain.kinds import (
    CollectionKind,
    CopyStatus,
    CopyTrait,
    PermissionRule,
    PrintWhat,
    ResidentState,
    Role,
    ScreeningReason,
    ScreeningResult,
    Sex,
)
from jukung.library import (
    aides,
    catalogue,
    circulation,
    copies,
    corners,
    house,
    house_rules,
    moves,
    permissions_asked,
    requests,
    residents,
    round_cells,
    rounds,
    screening,
    staff,
    traits,
)
from jukung.library.catalogue import TitleDraft
from jukung.library.house_rules import HouseRules
from jukung.library.moves import Change
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Library

PIN = "271828"
BLOCK = "B"
_HOUSE = "A 1-10\nB 1-14\nC 1-8\nD 1-6"
_ROOMS = (("A", 10), ("B", 14), ("C", 8), ("D", 6))
_NEWCOMERS, _AT_THE_DESK = 44, 10
_STATES = {
    3: ResidentState.isolated,
    11: ResidentState.sick,
    17: ResidentState.away,
    26: ResidentState.isolated,
    41: ResidentState.away,
}
_LEAVES_IN = {5: 2, 9: 3, 14: 7, 22: 9, 30: 16, 33: 22, 38: 27, 47: 29, 52: 30}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the walk through the windows needs to know of the house."""

    block: str
    free_cards: tuple[str, ...]
    shelf: tuple[str, ...]
    wanted: tuple[str, ...]
    """Numbers of copies whose titles want an officer's permission."""


def furnish(library: Library) -> Asked:
    """Fill a demo prison up to today, and say what is there."""
    with library.changing() as desk:
        _lay_out(desk)
    with library.changing() as desk:
        cards = _move_in(desk)
    with library.changing() as desk:
        shelf = _on_shelf(desk, 60)
        _walk_block_a(desk, shelf[:2])
        _lend(desk, cards, shelf[2:40])
        _leaves_soon(desk)
    with library.changing() as desk:
        _ask_for(desk, cards, [*shelf[40:54], *_lent(desk, shelf[2:6])])
        wanted = _decide(desk, cards)
        found = next(each for each in house.blocks(desk) if each.name == BLOCK)
        free = tuple(
            each.card
            for each in residents.listed(desk, states=(ResidentState.present,))
            if not each.loans_out
            and not each.waiting
            and residents.particulars(desk, each.id).release_on is None
        )
        return Asked(found.id, free, tuple(shelf[54:]), wanted)


def let_aides_in(library: Library) -> None:
    """Give the officer a PIN, and open an aide's account."""
    (officer,) = staff.door(library)
    staff.change_pin(library, officer.id, PIN)
    with library.changing() as desk:
        aide = staff.add(desk, "", Role.aide)
        card = residents.listed(desk, words="B-2")[0].card
        aides.tie(desk, aide.id, card)


def _lay_out(desk: Desk) -> None:
    house.add_many(desk, _HOUSE)
    block = next(each for each in house.blocks(desk) if each.name == BLOCK)
    corner = house.add_corner(desk, _("Reading corner"), block_id=block.id)
    corners.put_all(desk, corner.id, _on_shelf(desk, 70)[60:])


def _move_in(desk: Desk) -> list[str]:
    """Give everybody a room, and let more come; gives the cards, room by room."""
    rooms = [
        house.room_named(desk, block, str(number))
        for block, count in _ROOMS
        for number in range(1, count + 1)
    ]
    here = residents.listed(desk)
    changes = [Change(each.row, rooms[at * 5 % len(rooms)]) for at, each in enumerate(here)]
    moves.record(desk, changes)
    in_b = [room for room in rooms if room in rooms[10:24]]
    for at in range(_NEWCOMERS):
        room = in_b[at % len(in_b)] if at % 4 else rooms[at * 7 % len(rooms)]
        residents.register(desk, place_row=room, sex=Sex.male)
    everybody = residents.listed(desk)
    told = [
        Change(everybody[at].row, state=state)
        for at, state in _STATES.items()
        if at < len(everybody)
    ]
    told += [
        Change(everybody[at].row, release_on=desk.today + timedelta(days=days))
        for at, days in _LEAVES_IN.items()
        if at < len(everybody)
    ]
    moves.record(desk, told)
    present = residents.listed(desk, states=(ResidentState.present,))
    # Some neither have nor want anything: they are the next at the desk.
    return [each.card for each in present[:-_AT_THE_DESK]]


def _walk_block_a(desk: Desk, shelf: list[str]) -> None:
    """A round of last week that was typed from paper, so that the list has one."""
    day = desk.today - timedelta(days=5)
    block = next(each for each in house.blocks(desk) if each.name == "A")
    here = residents.listed(desk, block_id=block.id)
    requests.by_slip(desk, here[0].card, shelf[0])
    planned = rounds.plan(desk, block.id, on=day)
    for each in here:
        with suppress(errors.StopNotDone):
            round_cells.pass_by(desk, planned.id, each.card)
    rounds.finish(desk, planned.id, leaves_open=True)


def _lend(desk: Desk, cards: list[str], shelf: list[str]) -> None:
    """Loans of the last days; some are due on the next round, and some late."""
    for at, number in enumerate(shelf):
        day = desk.today - timedelta(days=(9, 5, 4, 2)[at % 4])
        try:
            circulation.lend(desk, cards[at * 3 % len(cards)], number, on=day)
        except errors.Refusal:
            continue


def _leaves_soon(desk: Desk) -> None:
    """Somebody on the way of the round, whose copies must come back, and somebody elsewhere."""
    soon = desk.today + timedelta(days=2)
    for room in ("B-4", "A-7"):
        here = [each for each in residents.listed(desk, words=room) if each.loans_out]
        if here:
            moves.record(desk, [Change(here[0].row, release_on=soon)])


def _lent(desk: Desk, numbers: list[str]) -> list[str]:
    return [each for each in numbers if copies.show(desk, each).due_on is not None]


def _ask_for(desk: Desk, cards: list[str], numbers: list[str]) -> None:
    """Slips for what is on the shelf, and several for the same title."""
    for at, number in enumerate(numbers):
        for card in (cards[at * 2 % len(cards)], cards[(at * 5 + 7) % len(cards)])[: 1 + at % 2]:
            try:
                requests.by_slip(desk, card, number)
            except errors.Refusal:
                continue


def _decide(desk: Desk, cards: list[str]) -> tuple[str, ...]:
    """What does not go out, what wants a permission, and who asked for one."""
    review = screening.listed(desk, ScreeningResult.review)
    screening.decide(
        desk, [each.id for each in review[:3]], ScreeningResult.refused,
        reasons=(ScreeningReason.marks,), words=_("Pages with notes of somebody else"),
    )  # fmt: skip
    screening.decide(
        desk, [review[4].id], ScreeningResult.refused,
        reasons=(ScreeningReason.escape,), words="",
    )  # fmt: skip
    shelf = _on_shelf(desk, 100)
    traits.mark(desk, shelf[90:94], (CopyTrait.hard_cover, CopyTrait.disc))
    law = catalogue.add(desk, TitleDraft(title=_("Carpentry for beginners"), class_number="694"))
    screening.decide(desk, [law], ScreeningResult.passed)
    numbers = copies.add(desk, law, count=3)
    house_rules.save(
        desk,
        HouseRules(
            traits_refused=frozenset({CopyTrait.disc, CopyTrait.spiral}),
            permission=PermissionRule.chosen,
            permission_classes=frozenset({"6"}),
            boxes_pass=True,
        ),
    )
    for card in (*cards[2:5], cards[9]):
        permissions_asked.ask(desk, card, numbers[0])
    return tuple(numbers)


def _on_shelf(desk: Desk, count: int) -> list[str]:
    """Copies that may be lent now."""
    passed = {each.id for each in screening.listed(desk, ScreeningResult.passed, most=2000)}
    return [
        copy.number
        for copy in copies.without_label(desk, what=PrintWhat.spine)
        if copy.due_on is None
        and copy.status is CopyStatus.available
        and copy.kind is not CollectionKind.reference
        and copy.title_id in passed
    ][:count]
