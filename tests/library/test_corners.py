"""Reading corners: a deposit of their own, put in and taken out by scan, counted in place."""

import json

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import CopyStatus, PermissionRule, Role
from jukung.library import (
    boxes,
    catalogue,
    check,
    circulation,
    corners,
    house,
    house_rules,
    undoing,
)
from jukung.library.house_rules import HouseRules
from lent_box_makers import a_box_here
from makers import a_copy, a_library, acting_as
from round_makers import a_passed_copy, a_resident


@pytest.fixture
def desk(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as standing:
        yield standing
    library.close()


@pytest.fixture
def corner(desk):
    house.add_many(desk, "B 1-2")
    block = house.blocks(desk)[0]
    return house.add_corner(desk, "Pojok baca B", block_id=block.id).id


def numbers_in(desk, corner):
    return {each.number for each in corners.show(desk, corner).copies}


def test_what_is_scanned_in_lies_there_until_it_is_taken_out(desk, corner):
    first, second = a_passed_copy(desk), a_passed_copy(desk, "Kapal Tua")

    corners.put_in(desk, corner, first)
    corners.put_in(desk, corner, second)
    corners.take_out(desk, corner, first)

    assert numbers_in(desk, corner) == {second}
    assert house.corners(desk)[0].copies == 1
    assert corners.show(desk, corner).block == "B"


def test_each_scan_is_an_act_that_is_undone(desk, corner):
    number = a_passed_copy(desk)
    put = corners.put_in(desk, corner, number)
    out = corners.take_out(desk, corner, number)

    undone = undoing.undo(desk, out.act_id)

    assert undone.barcode == number
    assert numbers_in(desk, corner) == {number}
    undoing.undo(desk, put.act_id)
    assert numbers_in(desk, corner) == set()


def test_what_was_moved_since_is_not_undone(desk, corner):
    number = a_passed_copy(desk)
    put = corners.put_in(desk, corner, number)
    corners.take_out(desk, corner, number)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, put.act_id)


def test_many_are_put_in_as_one_act(desk, corner):
    numbers = [a_passed_copy(desk, f"Judul {n}") for n in range(3)]

    act, count = corners.put_all(desk, corner, numbers)

    assert count == 3
    assert numbers_in(desk, corner) == set(numbers)
    undoing.undo(desk, act)
    assert numbers_in(desk, corner) == set()


def test_a_second_scan_puts_nothing_in_twice(desk, corner):
    number = a_passed_copy(desk)
    corners.put_in(desk, corner, number)

    with pytest.raises(errors.CopyInCorner):
        corners.put_in(desk, corner, number)


def test_what_is_not_found_is_missing_and_a_scan_finds_it_again(desk, corner):
    number = a_passed_copy(desk)
    corners.put_in(desk, corner, number)

    corners.miss(desk, corner, number)
    missing = corners.show(desk, corner).missing
    found = corners.put_in(desk, corner, number)

    assert [each.number for each in missing] == [number]
    assert found.was_missing
    assert corners.show(desk, corner).missing == ()
    undoing.undo(desk, found.act_id)
    assert [each.number for each in corners.show(desk, corner).missing] == [number]
    undoing.undo_last(desk)
    assert corners.show(desk, corner).copies[0].status is CopyStatus.available


def test_what_may_not_go_out_may_not_lie_there(desk, corner):
    lent = a_passed_copy(desk)
    card = a_resident(desk, house.rooms(desk, house.blocks(desk)[0].id)[0].row)
    circulation.lend(desk, card, lent)

    unread = a_copy(desk, title="Belum Dibaca", screened=False)

    with pytest.raises(errors.TitleNotScreened):
        corners.put_in(desk, corner, unread)
    with pytest.raises(errors.CopyOnLoan):
        corners.put_in(desk, corner, lent)


def test_what_wants_an_officers_word_is_not_put_there_by_an_assistant(desk, corner):
    number = a_passed_copy(desk)
    house_rules.save(desk, HouseRules(permission=PermissionRule.every))

    with pytest.raises(errors.PermissionNeeded):
        corners.put_in(acting_as(desk, Role.assistant), corner, number)
    assert corners.put_in(desk, corner, number).barcode == number


def test_reading_there_is_counted_and_the_copy_stays_in_use(desk, corner):
    number = a_passed_copy(desk)
    corners.put_in(desk, corner, number)

    corners.use(acting_as(desk, Role.aide), corner, number)

    uses = desk.session.execute(text("SELECT count(*) FROM in_house_use")).scalar_one()
    assert uses == 1
    assert desk.session.execute(text("SELECT count(*) FROM loan")).scalar_one() == 0
    (copy,) = corners.show(desk, corner).copies
    assert (copy.status, copy.due_on) == (CopyStatus.available, None)


def test_only_what_lies_there_is_counted_there(desk, corner):
    with pytest.raises(errors.CopyNotInCorner):
        corners.use(desk, corner, a_passed_copy(desk))


def test_owner_and_status_stay_what_they_were(desk, corner):
    number = a_passed_copy(desk)
    asked = text("SELECT owner, status, back_by, kind FROM copy WHERE number = :number")
    before = desk.session.execute(asked, {"number": number}).one()

    corners.put_in(desk, corner, number)

    assert desk.session.execute(asked, {"number": number}).one() == before
    assert check.examine(desk).flaws == ()
    assert boxes.listed(desk) == ()


def test_the_title_says_where_its_copy_lies_and_the_corner_finds_it(desk, corner):
    number = a_passed_copy(desk, "Kapal Tua")
    a_passed_copy(desk, "Perahu Layar")
    corners.put_in(desk, corner, number)

    (line,) = catalogue.find(desk, "pojok baca b")
    (copy,) = catalogue.show(desk, line.id).copies

    assert line.title == "Kapal Tua"
    assert copy.place == "Pojok baca B"


def test_an_aide_counts_and_lists_nothing(desk, corner):
    aide = acting_as(desk, Role.aide)
    number = a_passed_copy(desk)

    for call in (
        lambda: corners.show(aide, corner),
        lambda: corners.put_in(aide, corner, number),
        lambda: corners.take_out(aide, corner, number),
        lambda: corners.put_all(aide, corner, [number]),
        lambda: corners.miss(aide, corner, number),
    ):
        with pytest.raises(errors.NotAllowed):
            call()


def test_the_journal_keeps_ids_and_rows_alone(desk, corner):
    corners.put_in(desk, corner, a_passed_copy(desk))

    facts = json.loads(
        desk.session.execute(
            text("SELECT facts FROM journal_act ORDER BY row DESC LIMIT 1")
        ).scalar_one()
    )

    assert set(facts) == {"copies"}


def test_a_copy_of_a_box_lies_there_and_is_still_the_boxes(desk, corner):
    house_rules.save(desk, HouseRules(boxes_pass=True))
    _agency, view = a_box_here(desk, 3)
    number = boxes.show(desk, view.id).copies[0].label
    counted = text(
        "SELECT o.kind, count(*) FROM copy c JOIN owner o ON o.row = c.owner "
        "WHERE c.status <> 'withdrawn' GROUP BY 1"
    )
    before = desk.session.execute(counted).all()

    corners.put_in(desk, corner, number)

    assert desk.session.execute(counted).all() == before
    assert boxes.show(desk, view.id).copies[0].place == "Pojok baca B"
    assert corners.show(desk, corner).copies[0].back_by is not None
