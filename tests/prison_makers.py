"""Makers for prison libraries: copies that may go out, residents with a room."""

from jukung.domain.kinds import ResidentState, ScreeningResult
from jukung.library import clearances, house, moves, residents, screening
from jukung.library.moves import Change
from makers import a_copy, a_title


def a_passed_copy(desk, title="Perahu Kecil di Rawa", **draft):
    """A copy of a new title that passed the screening; gives its number."""
    title_id = a_title(desk, title)
    screening.decide(desk, [title_id], ScreeningResult.passed)
    return a_copy(desk, title_id=title_id, **draft)


def in_room(desk, block="B", room="12", **facts):
    """A new resident of a room that is there; gives the view."""
    return residents.register(desk, place_row=house.room_named(desk, block, room), **facts)


def goes(desk, resident, state=ResidentState.released):
    """A resident with nothing out leaves, and the clearance is closed."""
    moves.record(desk, (Change(resident.row, state=state),))
    clearances.close_ready(desk)
