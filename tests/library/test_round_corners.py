"""A reading corner is a stop of a round: its deposit is exchanged like books at a cell."""

import pytest

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library import (
    catalogue,
    check,
    circulation,
    corners,
    house,
    requests,
    round_cells,
    round_corners,
    round_views,
    rounds,
    undoing,
)
from jukung.library.catalogue import TitleDraft
from jukung.library.round_corners import CornerAct
from jukung.library.round_views import LineState
from makers import a_library, acting_as
from round_makers import a_block, a_passed_copy, out_with


@pytest.fixture
def desk(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as standing:
        yield standing
    library.close()


@pytest.fixture
def block(desk):
    return a_block(desk, rooms=1, each=2)


@pytest.fixture
def corner(desk, block):
    return house.add_corner(desk, "Pojok baca B", block_id=block[0]).id


def at_corner(desk, round_id, corner):
    return round_views.show(desk, round_id).stop_of(corner)


def test_the_corner_of_a_block_is_the_last_stop_of_its_round(desk, block, corner):
    house.add_corner(desk, "Pojok baca aula")
    corners.put_in(desk, corner, number := a_passed_copy(desk))

    shown = rounds.plan(desk, block[0])

    assert [stop.key for stop in shown.stops] == [*block[1], corner]
    assert shown.cards == 2
    assert shown.stops[-1].room == "Pojok baca B"
    assert [(line.barcode, line.state) for line in shown.stops[-1].lines] == [
        (number, LineState.here)
    ]


def test_a_deposit_is_exchanged_over_the_trolley(desk, block, corner):
    old, new = a_passed_copy(desk, "Lama"), a_passed_copy(desk, "Baru")
    corners.put_in(desk, corner, old)
    round_id = rounds.plan(desk, block[0]).id
    rounds.take(desk, round_id, new)

    out = round_corners.scan(desk, round_id, corner, old)
    put = round_corners.scan(desk, round_id, corner, new)

    assert (out.what, put.what) == (CornerAct.taken_out, CornerAct.put_in)
    shown = round_views.show(desk, round_id)
    assert [copy.barcode for copy in shown.on_trolley] == [old]
    assert [line.barcode for line in shown.stop_of(corner).lines] == [new]
    with pytest.raises(errors.TrolleyNotEmpty):
        rounds.finish(desk, round_id)
    rounds.shelve(desk, round_id, old)
    rounds.finish(desk, round_id, leaves_open=True)
    assert check.examine(desk).flaws == ()


def test_a_second_scan_takes_nothing_away_again(desk, block, corner):
    number = a_passed_copy(desk)
    round_id = rounds.plan(desk, block[0]).id
    round_corners.scan(desk, round_id, corner, number)

    with pytest.raises(errors.CopyInCorner):
        round_corners.scan(desk, round_id, corner, number)
    assert round_corners.take_out(desk, round_id, corner, number).what is CornerAct.taken_out


def test_what_came_back_at_a_cell_goes_on_into_the_corner(desk, block, corner):
    late = out_with(desk, block[1][1], days=9)
    round_id = rounds.plan(desk, block[0]).id
    round_cells.scan(desk, round_id, late, card=block[1][1])

    put = round_corners.scan(desk, round_id, corner, late)

    assert put.what is CornerAct.put_in
    assert round_views.show(desk, round_id).on_trolley == ()


def test_every_step_at_a_corner_is_undone_in_turn(desk, block, corner):
    old, new = a_passed_copy(desk, "Lama"), a_passed_copy(desk, "Baru")
    corners.put_in(desk, corner, old)
    before = rounds.plan(desk, block[0])
    acts = [
        round_corners.scan(desk, before.id, corner, old).act_id,
        round_corners.scan(desk, before.id, corner, new).act_id,
        round_corners.miss(desk, before.id, corner, new).act_id,
        round_corners.scan(desk, before.id, corner, new).act_id,
        round_corners.use(desk, before.id, corner, new).act_id,
        round_corners.pass_by(desk, before.id, corner).act_id,
    ]
    assert at_corner(desk, before.id, corner).is_done

    for act in reversed(acts):
        undoing.undo(desk, act)

    assert round_views.show(desk, before.id) == before
    assert check.examine(desk).flaws == ()


def test_an_undone_cell_leaves_a_round_whose_corner_was_visited_begun(desk, block, corner):
    number = a_passed_copy(desk)
    round_id = rounds.plan(desk, block[0]).id
    round_corners.pass_by(desk, round_id, corner)
    lent = round_cells.scan(desk, round_id, number, card=block[1][0])

    undoing.undo(desk, lent.act_id)

    assert round_views.show(desk, round_id).state == "out"
    with pytest.raises(errors.RoundBegun):
        rounds.drop(desk, round_id)


def test_a_corner_of_another_block_is_no_stop(desk, block, corner):
    other, _cards = a_block(desk, "C", rooms=1, each=1)
    round_id = rounds.plan(desk, other).id

    assert at_corner(desk, round_id, corner) is None
    with pytest.raises(errors.PlaceUnknown):
        round_corners.scan(desk, round_id, corner, a_passed_copy(desk))


def test_the_next_round_begins_at_the_corner_anew(desk, block, corner):
    first = rounds.plan(desk, block[0]).id
    round_corners.pass_by(desk, first, corner)
    for card in block[1]:
        round_cells.pass_by(desk, first, card)
    rounds.finish(desk, first)

    second = rounds.plan(desk, block[0]).id

    assert at_corner(desk, first, corner).is_done
    assert not at_corner(desk, second, corner).is_done
    counts = {each.id: (each.done, each.stops) for each in round_views.listed(desk, ended=True)}
    assert counts == {first: (3, 3), second: (0, 3)}


def test_a_copy_lent_from_a_corner_says_so_and_comes_back_to_it(desk, block, corner):
    number = a_passed_copy(desk)
    corners.put_in(desk, corner, number)
    circulation.lend(desk, block[1][0], number)
    round_id = rounds.plan(desk, block[0]).id

    with pytest.raises(errors.CopyOnLoan):
        round_corners.scan(desk, round_id, corner, number)
    (line,) = at_corner(desk, round_id, corner).lines
    assert line.state is LineState.lent
    round_cells.give_back(desk, round_id, number)
    assert round_corners.scan(desk, round_id, corner, number).what is CornerAct.put_in


def test_a_request_is_brought_from_the_shelf_before_a_corner(desk, block, corner):
    title = catalogue.add(desk, TitleDraft(title="Perahu Layar"))
    here, there = (a_passed_copy(desk, title_id=title) for _each in range(2))
    corners.put_in(desk, corner, here)
    requests.by_slip(desk, block[1][0], here)

    (line,) = rounds.plan(desk, block[0]).stop_of(block[1][0]).lines

    assert line.barcode == there


def test_what_is_found_in_a_corner_is_said_on_the_book_list(desk, block, corner):
    corners.put_in(desk, corner, number := a_passed_copy(desk))
    requests.by_slip(desk, block[1][0], number)

    (found,) = rounds.pick_list(rounds.plan(desk, block[0]))

    assert found[0].startswith("Pojok baca B")


def test_an_aide_exchanges_a_deposit_and_sees_titles_and_places_alone(desk, block, corner):
    aide = acting_as(desk, Role.aide)
    round_id = rounds.plan(aide, block[0]).id
    number = a_passed_copy(desk)

    round_corners.scan(aide, round_id, corner, number)
    round_corners.use(aide, round_id, corner, number)
    round_corners.miss(aide, round_id, corner, number)
    round_corners.pass_by(aide, round_id, corner)

    stop = at_corner(aide, round_id, corner)
    assert (stop.card, stop.soon_gone, stop.late_days) == ("", False, 0)


def test_what_lies_on_another_trolley_is_not_taken_out_of_its_corner_again(desk, block, corner):
    other, _cards = a_block(desk, "C", rooms=1, each=1)
    corners.put_in(desk, corner, number := a_passed_copy(desk))
    along = rounds.plan(desk, other).id
    rounds.take(desk, along, number)
    round_id = rounds.plan(desk, block[0]).id

    with pytest.raises(errors.CopyOnOtherTrolley):
        round_corners.take_out(desk, round_id, corner, number)

    assert [each.barcode for each in round_views.show(desk, along).on_trolley] == [number]
