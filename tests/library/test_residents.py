"""Residents by card and place; what an aide is told, and what only officers are."""

from datetime import date, timedelta

import pytest

from jukung.domain import errors
from jukung.domain.kinds import AgeBand, ResidentState, Role, Sex
from jukung.library import circulation, house, members, moves, residents
from jukung.library.moves import Change
from makers import TODAY, a_library, a_member, acting_as
from prison_makers import a_passed_copy, in_room


@pytest.fixture
def prison(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        house.add_many(desk, "A 1-3\nB 1-14")
        yield desk
    library.close()


def test_residents_are_listed_by_block_room_and_card(prison):
    for place in (("B", "10"), ("A", "2"), ("B", "2"), ("A", "1")):
        in_room(prison, *place)
    residents.register(prison)

    assert [each.place for each in residents.listed(prison)] == ["A-1", "A-2", "B-2", "B-10", ""]


@pytest.mark.parametrize("words", ["B-12", "b 12", "Blok B/12"])
def test_a_room_is_searched_as_people_write_it(prison, words):
    who = in_room(prison)
    in_room(prison, "B", "1")

    assert [each.card for each in residents.listed(prison, words=words)] == [who.card]


def test_a_card_is_found_by_a_part_of_it(prison):
    who = in_room(prison)

    assert [each.card for each in residents.listed(prison, words=who.card[-3:].lower())] == [
        who.card
    ]


def test_a_block_is_listed_alone(prison):
    in_room(prison, "A", "1")
    in_room(prison)
    block = house.blocks(prison)[1]

    assert [each.place for each in residents.listed(prison, block_id=block.id)] == ["B-12"]
    assert residents.count(prison, block_id=block.id) == 1


def test_who_left_is_listed_only_when_asked_for(prison):
    who = in_room(prison)
    moves.record(prison, (Change(who.row, state=ResidentState.released),))

    assert residents.listed(prison) == ()
    found = residents.listed(prison, states=residents.GONE)
    assert [(each.card, each.place) for each in found] == [(who.card, "")]


def test_a_resident_registered_as_any_borrower_is_present(prison):
    who = a_member(prison)

    found = residents.by_card(prison, who.card)

    assert (found.state, found.place) == (ResidentState.present, "")


def test_what_is_at_home_is_counted(prison):
    who = in_room(prison)
    circulation.lend(prison, who.card, a_passed_copy(prison))

    assert residents.by_card(prison, who.card).loans_out == 1


def test_copies_must_come_back_before_a_release(prison):
    soon = in_room(prison, release_on=TODAY + timedelta(days=3))
    later = in_room(prison, release_on=TODAY + timedelta(days=4))

    told = [residents.by_card(prison, each.card).must_come_back for each in (soon, later)]

    assert told == [True, False]
    residents.keep_come_back_days(prison, 10)
    assert residents.by_card(prison, later.card).must_come_back


def test_an_aide_is_told_no_reason_and_no_day(prison):
    who = in_room(prison)
    circulation.lend(prison, who.card, a_passed_copy(prison))
    moves.record(prison, (Change(who.row, state=ResidentState.died),))

    found = residents.by_card(acting_as(prison, Role.aide), who.card)

    assert (found.state, found.state_on, found.must_come_back) == (
        ResidentState.moved,
        date.min,
        True,
    )


def test_an_aide_gets_no_list_and_no_release(prison):
    in_room(prison)
    aide = acting_as(prison, Role.aide)

    for call in (
        lambda: residents.listed(aide),
        lambda: residents.count(aide),
        lambda: residents.release_days(aide, 30),
        lambda: residents.register(aide),
        lambda: residents.state_counts(aide),
    ):
        with pytest.raises(errors.NotAllowed):
            call()


def test_releases_stand_soonest_first_with_those_past(prison):
    for days in (20, -1, 3):
        in_room(prison, release_on=TODAY + timedelta(days=days))

    assert [each.days_left for each in residents.release_days(prison, 30)] == [-1, 3, 20]
    assert [each.days_left for each in residents.release_days(prison, 10)] == [-1, 3]


def test_a_word_is_no_card(prison):
    with pytest.raises(errors.NamesNotKept):
        residents.register(prison, "Budi Santoso")


def test_a_loan_counts_sex_and_age_of_a_resident(prison):
    who = in_room(prison, sex=Sex.female, age_band=AgeBand.adult)

    circulation.lend(prison, who.card, a_passed_copy(prison))

    run = prison.session.connection().exec_driver_sql
    assert run("SELECT sex, age_band FROM loan").one() == ("female", "adult")


def test_states_are_counted(prison):
    who, _other = in_room(prison), in_room(prison)
    moves.record(prison, (Change(who.row, state=ResidentState.sick),))

    assert residents.state_counts(prison) == {ResidentState.present: 1, ResidentState.sick: 1}


def test_a_village_member_is_no_resident(desk):
    member = a_member(desk, "Wati")

    with pytest.raises(errors.NotAResident):
        residents.by_card(desk, member.card)
    with pytest.raises(errors.OnlyInPrison):
        residents.register(desk)
    assert members.count(desk) == 1
