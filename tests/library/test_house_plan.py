"""A list of moves held against the library, and stored as one act."""

from datetime import timedelta

import pytest

from jukung.domain import errors
from jukung.domain.kinds import ResidentState, Role
from jukung.library import circulation, clearances, house, house_plan, moves, residents, undoing
from jukung.library.house_plan import Doubt, ListLine, Verdict
from jukung.library.moves import Change
from makers import TODAY, a_library, acting_as
from prison_makers import a_passed_copy, in_room


@pytest.fixture
def prison(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        house.add_many(desk, "A 1-10\nB 1-14")
        yield desk
    library.close()


def verdicts(plan):
    return [str(line.verdict) for line in plan.lines]


def test_each_line_says_what_becomes_of_it(prison):
    stays, moves_, leaves, sick = (in_room(prison) for _each in range(4))
    lines = [
        ListLine(2, stays.card, block="B", room="12"),
        ListLine(3, moves_.card, block="A", room="3"),
        ListLine(4, leaves.card, state=ResidentState.released),
        ListLine(5, sick.card, block="B", room="12", state=ResidentState.sick),
        ListLine(6, "W99999"),
    ]

    plan = house_plan.plan(prison, lines)

    assert verdicts(plan) == ["same", "moved", "left", "moved", "doubtful"]
    assert plan.lines[4].doubts == (Doubt.unknown_card,)
    assert plan.usual == {1, 2, 3}


def test_a_plan_says_what_each_still_holds(prison):
    who = in_room(prison)
    circulation.lend(prison, who.card, a_passed_copy(prison))

    plan = house_plan.plan(prison, [ListLine(2, who.card, state=ResidentState.moved)])

    assert plan.lines[0].resident.loans_out == 1


def test_a_plan_stores_nothing(prison):
    who = in_room(prison)

    house_plan.plan(prison, [ListLine(2, who.card, block="C", room="1")])

    assert residents.by_card(prison, who.card).place == "B-12"
    assert [each.name for each in house.blocks(prison)] == ["A", "B"]


def test_a_room_that_is_not_there_is_added_when_it_is_stored(prison):
    who = in_room(prison)
    plan = house_plan.plan(prison, [ListLine(2, who.card, block="C", room="1")])

    house_plan.apply(prison, plan)

    assert (plan.new_places, plan.lines[0].doubts) == ((("C", "1"),), (Doubt.new_place,))
    assert residents.by_card(prison, who.card).place == "C-1"


def test_a_card_that_stands_there_twice_is_looked_at(prison):
    who = in_room(prison)
    lines = [ListLine(2, who.card, block="A", room="1"), ListLine(3, who.card, block="A", room="2")]

    plan = house_plan.plan(prison, lines)

    assert verdicts(plan) == ["moved", "doubtful"]


def test_who_is_not_on_a_whole_list_has_left(prison):
    here, gone = in_room(prison), in_room(prison)

    plan = house_plan.plan(prison, [ListLine(2, here.card)], is_whole=True)

    assert [(each.card, each.state) for each in plan.of(Verdict.left)] == [
        (gone.card, ResidentState.released)
    ]


def test_only_what_is_chosen_is_stored(prison):
    first, second = in_room(prison), in_room(prison)
    lines = [ListLine(2, each.card, block="A", room="1") for each in (first, second)]
    plan = house_plan.plan(prison, lines)

    done = house_plan.apply(prison, plan, [1])

    assert done.changed == 1
    assert residents.by_card(prison, first.card).place == "B-12"


def test_new_lines_of_the_vault_get_cards(prison):
    lines = [ListLine(5, block="A", room="1", hint="new"), ListLine(6, hint="doubtful")]
    plan = house_plan.plan(prison, lines)

    done = house_plan.apply(prison, plan)

    assert verdicts(plan) == ["new", "doubtful"]
    assert [each.number for each in done.arrived] == [5]
    assert [each.place for each in residents.listed(prison)] == ["A-1"]


def test_who_left_and_stands_on_a_list_again_is_looked_at(prison):
    who = in_room(prison)
    moves.record(prison, (Change(who.row, state=ResidentState.released),))

    plan = house_plan.plan(
        prison, [ListLine(2, who.card, block="A", room="1", state=ResidentState.present)]
    )

    assert verdicts(plan) == ["doubtful"]
    house_plan.apply(prison, plan, [0])
    assert residents.by_card(prison, who.card).place == "A-1"


def test_three_hundred_leave_by_a_list_in_one_act(prison):
    people = [in_room(prison, "B", str(1 + n % 14)) for n in range(300)]
    lines = [ListLine(n, each.card, state=ResidentState.released) for n, each in enumerate(people)]

    done = house_plan.apply(prison, house_plan.plan(prison, lines))

    assert (done.changed, done.left, len(clearances.opened(prison))) == (300, 300, 300)
    undoing.undo(prison, done.act_id)
    assert residents.count(prison) == 300


def test_a_day_alone_is_a_change(prison):
    who = in_room(prison)

    house_plan.apply(
        prison,
        house_plan.plan(prison, [ListLine(2, who.card, release_on=TODAY + timedelta(days=9))]),
    )

    assert [each.days_left for each in residents.release_days(prison, 10)] == [9]


@pytest.mark.parametrize("role", [Role.aide, Role.assistant])
def test_lists_are_for_officers(prison, role):
    other = acting_as(prison, role)

    with pytest.raises(errors.NotAllowed):
        house_plan.plan(other, [])
