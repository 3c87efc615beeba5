"""Moves and states: one at a time, three hundred at once, a release day, all undone."""

from datetime import date, timedelta

import pytest

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import (
    ActKind,
    LetterKind,
    PermissionRule,
    ResidentState,
    Role,
    WriteOffReason,
)
from jukung.library import (
    aides,
    catalogue,
    circulation,
    clearances,
    holds,
    house,
    house_rules,
    identities,
    journal,
    leaving,
    letters,
    moves,
    permissions_asked,
    residents,
    rounds,
    staff,
    undoing,
)
from jukung.library.house_rules import HouseRules
from jukung.library.moves import Arrival, Change
from makers import TODAY, a_library, acting_as, at
from prison_makers import a_passed_copy, goes, in_room

BON, SICK, GONE = ResidentState.away, ResidentState.sick, ResidentState.released


@pytest.fixture
def prison(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        house.add_many(desk, "A 1-10\nB 1-14")
        yield desk
    library.close()


def rooms_of(desk, name):
    block = next(each for each in house.blocks(desk) if each.name == name)
    return house.rooms(desk, block.id)


def again(desk, resident):
    return residents.by_card(desk, resident.card)


def test_a_resident_moves_to_another_room(prison):
    who = in_room(prison)

    moves.record(prison, (Change(who.row, house.room_named(prison, "A", "3")),))

    assert (who.place, again(prison, who).place) == ("B-12", "A-3")


def test_a_state_changes_and_the_place_stays(prison):
    who = in_room(prison)

    moves.record(prison, (Change(who.row, state=BON),))

    now = again(prison, who)
    assert (now.state, now.place, now.state_on) == (BON, "B-12", TODAY)


def test_who_changes_nothing_is_told_so(prison):
    who = in_room(prison)

    with pytest.raises(errors.NothingChanges):
        moves.record(prison, (Change(who.row, who.place_row, ResidentState.present),))


def test_three_hundred_move_in_one_act_and_back_in_one(prison):
    people = [in_room(prison, "B", str(1 + n % 14)) for n in range(300)]
    target = house.room_named(prison, "A", "7")

    done = moves.record(prison, tuple(Change(each.row, target) for each in people))

    assert done.changed == 300
    assert {each.place for each in residents.listed(prison, most=400)} == {"A-7"}
    undoing.undo(prison, done.act_id)
    now = {each.card: each.place for each in residents.listed(prison, most=400)}
    assert now == {each.card: each.place for each in people}


def test_a_release_day_frees_hundreds_and_opens_a_clearance_for_each(prison):
    people = [in_room(prison, "B", str(1 + n % 14)) for n in range(300)]
    for each in people[:20]:
        circulation.lend(prison, each.card, a_passed_copy(prison))

    done = moves.record(prison, tuple(Change(each.row, state=GONE) for each in people))

    opened = clearances.opened(prison)
    assert (done.left, len(opened)) == (300, 300)
    assert [each.still_out for each in opened[:21]] == [1] * 20 + [0]
    assert residents.count(prison) == 0
    assert clearances.close_ready(prison).count == 280
    undoing.undo_last(prison)
    undoing.undo(prison, done.act_id)
    assert clearances.opened(prison) == ()
    assert residents.count(prison) == 300


def test_who_left_borrows_no_more(prison):
    who = in_room(prison)
    moves.record(prison, (Change(who.row, state=GONE),))

    with pytest.raises(errors.MemberLeft):
        circulation.lend(prison, who.card, a_passed_copy(prison))


def test_who_leaves_waits_for_nothing_until_it_is_undone(prison):
    who, other = in_room(prison), in_room(prison)
    number = a_passed_copy(prison)
    circulation.lend(prison, other.card, number)
    title = catalogue.find(prison, "Perahu")[0].id
    holds.place(prison, who.card, title)

    moves.record(prison, (Change(who.row, state=GONE),))

    assert holds.of_member(prison, who.card) == ()
    undoing.undo_last(prison)
    assert len(holds.of_member(prison, who.card)) == 1


def test_who_is_present_again_has_no_clearance_any_more(prison):
    who = in_room(prison)
    moves.record(prison, (Change(who.row, state=GONE),))
    back = house.room_named(prison, "A", "1")

    moves.record(prison, (Change(who.row, back, ResidentState.present),))

    assert clearances.opened(prison) == ()
    assert again(prison, who).place == "A-1"
    circulation.lend(prison, who.card, a_passed_copy(prison))


def test_undoing_the_way_back_opens_the_clearance_again(prison):
    who = in_room(prison)
    moves.record(prison, (Change(who.row, state=GONE),))
    moves.record(prison, (Change(who.row, state=ResidentState.present),))

    undoing.undo_last(prison)

    assert [each.card for each in clearances.opened(prison)] == [who.card]
    assert again(prison, who).state is GONE


def test_a_move_that_was_followed_by_another_is_not_undone(prison):
    who = in_room(prison)
    first = moves.record(prison, (Change(who.row, state=BON),))
    moves.record(prison, (Change(who.row, state=SICK),))

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(prison, first.act_id)

    assert refused.value.reason == "edited"


def test_nobody_is_put_back_into_a_room_that_is_no_longer_used(prison):
    who = in_room(prison)
    left = next(room for room in rooms_of(prison, "B") if room.name == "12")
    act = moves.record(prison, (Change(who.row, house.room_named(prison, "A", "3")),)).act_id
    house.end(prison, left.id)

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(prison, act)

    assert refused.value.reason == "place_ended"
    assert "no longer used" in messages.sentence(refused.value)


def test_who_moved_goes_back_once_the_room_is_used_again(prison):
    who = in_room(prison)
    left = next(room for room in rooms_of(prison, "B") if room.name == "12")
    act = moves.record(prison, (Change(who.row, house.room_named(prison, "A", "3")),)).act_id
    house.end(prison, left.id)
    house.use_again(prison, left.id)

    undoing.undo(prison, act)

    assert again(prison, who).place == "B-12"


def test_undoing_gives_the_day_of_the_former_state_back(prison):
    who = in_room(prison)
    early = at(prison, TODAY - timedelta(days=9))
    moves.record(early, (Change(who.row, state=BON),), TODAY - timedelta(days=9))
    moves.record(prison, (Change(who.row, state=SICK),))

    undoing.undo_last(prison)

    now = again(prison, who)
    assert (now.state, now.state_on) == (BON, TODAY - timedelta(days=9))


def test_a_release_with_a_write_off_on_it_is_not_undone(prison):
    who = in_room(prison)
    circulation.lend(prison, who.card, a_passed_copy(prison))
    done = moves.record(prison, (Change(who.row, state=GONE),))
    detail = clearances.show(prison, clearances.opened(prison)[0].id)
    clearances.write_off(prison, detail.lines[0].loan_id, WriteOffReason.taken_along)

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(prison, done.act_id)

    assert refused.value.reason == "written_off"


def test_new_ones_get_cards_in_the_same_act_and_lose_them_by_undoing(prison):
    who = in_room(prison)
    room = house.room_named(prison, "A", "2")

    done = moves.record(
        prison, (Change(who.row, room),), arrivals=(Arrival(7, room), Arrival(9, room))
    )

    assert [each.number for each in done.arrived] == [7, 9]
    assert residents.count(prison, words="A-2") == 3
    undoing.undo(prison, done.act_id)
    assert residents.count(prison) == 1


def asked_for_a_title(desk, who):
    house_rules.save(desk, HouseRules(permission=PermissionRule.every))
    permissions_asked.ask(desk, who.card, a_passed_copy(desk))


def tied_to_an_account(desk, who):
    aides.tie(desk, staff.add(desk, "", Role.aide).id, who.card)


SINCE = {
    "planned": lambda desk, _who: rounds.plan(desk, house.blocks(desk)[0].id),
    "cleared": lambda desk, who: clearances.open_for(desk, who.id),
    "asked": asked_for_a_title,
    "looked at": lambda desk, who: identities.look_up(desk, who.id, "surat keluarga"),
    "moved": lambda desk, who: moves.record(desk, (Change(who.row, state=SICK),)),
    "tied": tied_to_an_account,
    "written to": lambda desk, who: letters.write(desk, LetterKind.clearance, card=who.card),
}


@pytest.mark.parametrize("deed", SINCE)
def test_arrivals_that_something_rests_on_are_refused_and_not_torn_out(prison, deed):
    place = house.room_named(prison, "A", "1")
    done = moves.record(prison, (), arrivals=(Arrival(4, place),))
    officer = acting_as(prison, Role.officer)
    SINCE[deed](officer, residents.by_card(prison, done.arrived[0].card))

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(prison, done.act_id)

    assert refused.value.reason == "members_work"


def test_arrivals_whose_move_was_undone_are_taken_back(prison):
    done = moves.record(prison, (), arrivals=(Arrival(4, house.room_named(prison, "A", "1")),))
    who = residents.by_card(prison, done.arrived[0].card)
    undoing.undo(prison, moves.record(prison, (Change(who.row, state=SICK),)).act_id)

    undoing.undo(prison, done.act_id)

    assert residents.listed(prison) == ()


def test_a_release_day_is_kept_and_taken_away(prison):
    who = in_room(prison)

    moves.record(prison, (Change(who.row, release_on=TODAY + timedelta(days=5)),))
    assert [each.days_left for each in residents.release_days(prison, 10)] == [5]
    moves.record(prison, (Change(who.row, release_on=None),))

    assert residents.release_days(prison, 10) == ()


def test_a_loan_keeps_the_room_it_was_lent_to(prison):
    who = in_room(prison)
    circulation.lend(prison, who.card, a_passed_copy(prison))

    moves.record(prison, (Change(who.row, state=GONE),))

    line = clearances.show(prison, clearances.opened(prison)[0].id).lines[0]
    assert line.place == "B-12"
    assert clearances.opened(prison)[0].last_place == "B-12"


def test_the_moves_of_one_are_told_latest_first(prison):
    who = in_room(prison)
    moves.record(prison, (Change(who.row, house.room_named(prison, "A", "3")),))
    moves.record(prison, (Change(who.row, state=BON),))

    told = [
        (m.place_before, m.place_after, m.state_after) for m in moves.of_resident(prison, who.id)
    ]

    assert told == [("A-3", "A-3", BON), ("B-12", "A-3", ResidentState.present)]


def test_what_an_act_says_for_ever_is_nothing_of_anybody(prison):
    who = in_room(prison)

    moves.record(prison, (Change(who.row, state=GONE, release_on=date(2026, 12, 1)),))

    kept = prison.session.connection().exec_driver_sql(
        "SELECT facts FROM journal_act WHERE kind = 'move_residents'"
    )
    assert [row[0] for row in kept] == ['{"arrived": 0, "changed": 1}']
    assert journal.walk(prison).broken_at is None


def test_erasing_somebody_takes_the_way_through_the_house_along(prison):
    who = in_room(prison, release_on=TODAY)
    moves.record(prison, (Change(who.row, state=BON),))
    goes(prison, who)

    leaving.erase(prison, who.id)

    run = prison.session.connection().exec_driver_sql
    assert run("SELECT count(*) FROM resident_move").scalar_one() == 0
    assert run("SELECT release_on FROM resident").scalar_one() is None


@pytest.mark.parametrize("role", [Role.aide, Role.assistant, Role.analyst])
def test_only_officers_move_anybody(prison, role):
    who = in_room(prison)

    with pytest.raises(errors.NotAllowed):
        moves.record(acting_as(prison, role), (Change(who.row, state=BON),))


def test_an_aide_takes_no_move_back(prison):
    who = in_room(prison)
    done = moves.record(prison, (Change(who.row, state=BON),))

    with pytest.raises(errors.NotAllowed):
        undoing.undo(acting_as(prison, Role.aide), done.act_id)


def test_a_village_moves_nobody(desk):
    with pytest.raises(errors.OnlyInPrison):
        moves.record(desk, (Change(1, state=BON),))


def test_every_kind_of_act_here_can_be_undone():
    assert {ActKind.edit_places, ActKind.move_residents, ActKind.write_off} <= set(undoing._WAYS)
