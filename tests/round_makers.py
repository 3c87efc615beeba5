"""Makers for rounds: a block with rooms and residents, titles that may circulate, requests."""

from datetime import timedelta

from jukung.domain.kinds import ScreeningResult
from jukung.library import catalogue, circulation, house, requests, residents, screening
from jukung.library.catalogue import TitleDraft
from makers import a_copy


def a_block(desk, name="B", rooms=3, each=2):
    """A block with residents; gives its id and their cards, room by room."""
    house.add_many(desk, f"{name} 1-{rooms}")
    block = next(found for found in house.blocks(desk) if found.name == name)
    cards = [
        a_resident(desk, room.row) for room in house.rooms(desk, block.id) for _ in range(each)
    ]
    return block.id, cards


def a_resident(desk, place, **facts):
    """A resident in a room; gives the card."""
    return residents.register(desk, place_row=place, **facts).card


def a_passed_copy(desk, title="Bertanam di Lahan Sempit", *, title_id=None, **draft):
    """A copy whose title may circulate; gives the number."""
    given = title_id or catalogue.add(desk, TitleDraft(title=title))
    if screening.of_title(desk, given) is not ScreeningResult.passed:
        screening.decide(desk, [given], ScreeningResult.passed)
    return a_copy(desk, title_id=given, **draft)


def a_request(desk, card, title="Perahu Layar"):
    """Somebody asks for a title of one copy; gives the copy's number."""
    number = a_passed_copy(desk, title)
    requests.by_slip(desk, card, number)
    return number


def out_with(desk, card, *, days=0, title="Kapal Tua"):
    """A copy that went out so many days ago; gives the number."""
    number = a_passed_copy(desk, title)
    circulation.lend(desk, card, number, on=desk.today - timedelta(days=days) if days else None)
    return number
