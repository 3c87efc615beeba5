"""Blocks, rooms and corners: added, renamed, put in order, ended, and all of it undone."""

import pytest

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library import circulation, house, residents, undoing
from makers import a_library, acting_as
from prison_makers import a_passed_copy


@pytest.fixture
def prison(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        yield desk
    library.close()


def names(desk, block="B"):
    found = next(each for each in house.blocks(desk) if each.name == block)
    return [room.code for room in house.rooms(desk, found.id)]


def test_a_pasted_list_becomes_blocks_and_rooms(prison):
    added = house.add_many(prison, "B 1-3\nBlok C: 01, 02\n\nA")

    assert (added.blocks, added.rooms) == (3, 5)
    assert [each.name for each in house.blocks(prison)] == ["A", "B", "C"]
    assert names(prison) == ["B-1", "B-2", "B-3"]
    assert names(prison, "C") == ["C-01", "C-02"]


def test_rooms_stand_in_the_order_people_count(prison):
    house.add_many(prison, "B 10, 2, 1")

    assert names(prison) == ["B-1", "B-2", "B-10"]


def test_pasting_again_adds_only_what_is_missing(prison):
    house.add_many(prison, "B 1-3")

    added = house.add_many(prison, "b 1-5")

    assert (added.blocks, added.rooms) == (0, 2)
    with pytest.raises(errors.NothingChanges):
        house.add_many(prison, "B 1-5")


def test_a_line_nobody_can_read_is_named_and_nothing_is_added(prison):
    with pytest.raises(errors.PlaceListUnreadable) as refused:
        house.add_many(prison, "B 1-3\n?? 9-1")

    assert refused.value.line == "?? 9-1"
    assert house.blocks(prison) == ()


def test_a_name_is_there_once(prison):
    block = house.add_block(prison, "B")
    house.add_room(prison, block.id, "12")

    with pytest.raises(errors.PlaceNameTaken):
        house.add_block(prison, "b")
    with pytest.raises(errors.PlaceNameTaken):
        house.add_room(prison, block.id, "12")


def test_what_was_put_in_order_by_hand_stays_so(prison):
    house.add_many(prison, "A\nB\nC")
    last = house.blocks(prison)[2]

    house.move(prison, last.id, by=-2)
    house.add_block(prison, "AA")

    assert [each.name for each in house.blocks(prison)] == ["C", "A", "B", "AA"]


def test_a_block_where_somebody_lives_does_not_end(prison):
    house.add_many(prison, "B 1-3")
    block = house.blocks(prison)[0]
    residents.register(prison, place_row=house.room_named(prison, "B", "2"))

    with pytest.raises(errors.PlaceInUse) as refused:
        house.end(prison, block.id)

    assert refused.value.count == 1


def test_an_ended_block_is_used_again(prison):
    house.add_many(prison, "B 1-3")
    block = house.blocks(prison)[0]

    house.end(prison, block.id)

    assert house.blocks(prison) == ()
    assert house.blocks(prison, ended=True)[0].ended
    house.use_again(prison, block.id)
    assert [each.name for each in house.blocks(prison)] == ["B"]


def test_every_change_of_places_is_undone(prison):
    added = house.add_many(prison, "B 1-3")
    block = house.blocks(prison)[0]
    renamed = house.rename(prison, block.id, "Melati")

    undoing.undo(prison, renamed)
    assert names(prison) == ["B-1", "B-2", "B-3"]
    undoing.undo(prison, added.act_id)

    assert house.blocks(prison, ended=True) == ()


def test_a_room_somebody_lives_in_by_now_is_not_undone(prison):
    added = house.add_many(prison, "B 1-3")
    residents.register(prison, place_row=house.room_named(prison, "B", "2"))

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(prison, added.act_id)

    assert refused.value.reason == "place_used"


def test_a_room_borrows_under_a_card_of_its_own(prison):
    house.add_many(prison, "B 1-3")
    room = house.rooms(prison, house.blocks(prison)[0].id)[0]

    card = house.card_of_place(prison, room.id)
    slip = circulation.lend(prison, card, a_passed_copy(prison))

    assert house.card_of_place(prison, room.id) == card
    assert slip.card == card
    assert residents.listed(prison) == ()


def test_an_aide_sees_places_and_changes_none(prison):
    house.add_many(prison, "B 1-3")
    aide = acting_as(prison, Role.aide)

    assert [each.name for each in house.blocks(aide)] == ["B"]
    for call in (
        lambda: house.add_block(aide, "C"),
        lambda: house.add_many(aide, "C 1"),
        lambda: house.end(aide, house.blocks(aide)[0].id),
    ):
        with pytest.raises(errors.NotAllowed):
            call()


def test_a_village_has_no_blocks(desk):
    with pytest.raises(errors.OnlyInPrison):
        house.add_block(desk, "B")
