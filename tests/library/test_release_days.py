"""Days on which many left: by card, with what each had and what became of it."""

from datetime import date

import pytest

from jukung.domain import errors
from jukung.domain.kinds import ClearanceReason, ResidentState, Role, WriteOffReason
from jukung.library import circulation, clearances, forgetting, house, moves, release_days, undoing
from jukung.library.moves import Change
from makers import TODAY, a_library, acting_as, at
from prison_makers import a_passed_copy, in_room


@pytest.fixture
def prison(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        house.add_many(desk, "B 1-14")
        yield desk
    library.close()


@pytest.fixture
def gone(prison):
    """Four who were released in one act: three had a copy each; gives cards and numbers."""
    people = [in_room(prison, "B", str(n + 1)) for n in range(4)]
    numbers = [a_passed_copy(prison, f"Judul {n}") for n in range(3)]
    for each, number in zip(people, numbers, strict=False):
        circulation.lend(prison, each.card, number)
    act = release(prison, people)
    return [each.card for each in people], numbers, act


def release(desk, people, state=ResidentState.released):
    return moves.record(desk, [Change(each.row, state=state) for each in people]).act_id


def write_off(desk, card, reason=WriteOffReason.lost, note=""):
    (view,) = [each for each in clearances.opened(desk) if each.card == card]
    (line,) = clearances.show(desk, view.id).lines
    clearances.write_off(desk, line.loan_id, reason, note)


def test_each_card_stands_with_what_it_had(prison, gone):
    cards, numbers, _act = gone
    circulation.give_back(prison, numbers[0])
    write_off(prison, cards[1], note="sobek")

    day = release_days.show(prison, TODAY)

    assert [(each.card, each.last_place) for each in day.leavers] == [
        (card, f"B-{n}") for n, card in enumerate(cards, 1)
    ]
    had = {
        each.card: [(c.number, c.returned_on, c.written_off, c.note) for c in each.copies]
        for each in day.leavers
    }
    assert had == {
        cards[0]: [(numbers[0], TODAY, None, "")],
        cards[1]: [(numbers[1], TODAY, WriteOffReason.lost, "sobek")],
        cards[2]: [(numbers[2], None, None, "")],
        cards[3]: [],
    }
    assert (day.copies, day.written_off, day.still_out) == (3, 1, 1)


def test_a_day_counts_its_clearances(prison, gone):
    cards, numbers, _act = gone
    circulation.give_back(prison, numbers[0])
    clearances.close_ready(prison)

    (day,) = release_days.listed(prison)

    assert (day.on, day.reason) == (TODAY, ClearanceReason.released)
    assert (day.residents, day.still_open, day.still_out) == (len(cards), 2, 2)


def test_another_reason_is_another_paper(prison, gone):
    moved = in_room(prison, "B", "9")
    release(prison, [moved], ResidentState.moved)

    day = release_days.show(prison, TODAY, ClearanceReason.moved)

    assert [each.card for each in day.leavers] == [moved.card]
    assert len(release_days.show(prison, TODAY).leavers) == 4


def test_an_undone_release_leaves_nothing_to_write(prison, gone):
    *_rest, act = gone
    undoing.undo(prison, act)

    with pytest.raises(errors.NobodyLeft):
        release_days.show(prison, TODAY)

    assert release_days.listed(prison) == ()


def test_what_each_had_is_forgotten_with_the_loans(prison, gone):
    cards, numbers, _act = gone
    write_off(prison, cards[1])
    circulation.give_back(prison, numbers[0])
    forgetting.forget(at(prison, date(2027, 6, 1)))

    day = release_days.show(prison, TODAY)

    had = [copy.number for each in day.leavers for copy in each.copies]
    assert had == [numbers[2]]
    assert [each.card for each in day.leavers] == sorted(cards)


@pytest.mark.parametrize("role", [Role.aide, Role.assistant])
def test_an_aide_sees_no_such_day(prison, gone, role):
    with pytest.raises(errors.NotAllowed):
        release_days.show(acting_as(prison, role), TODAY)
