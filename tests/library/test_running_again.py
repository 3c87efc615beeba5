"""A loan runs again only while somebody watches it and its copy is here."""

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import CopyStatus, ResidentState, Role, WriteOffReason
from jukung.library import (
    box_return,
    circulation,
    clearances,
    copies,
    house,
    moves,
    overview,
    residents,
    round_cells,
    rounds,
    staff,
    undoing,
)
from jukung.library.copies import CopyDraft
from jukung.library.moves import Change
from lent_box_makers import a_box_here
from makers import a_copy, a_library, a_loan, a_member, acting_as
from prison_makers import a_passed_copy, goes, in_room

OPEN = text("SELECT count(*) FROM loan WHERE returned_on IS NULL AND cancel_act IS NULL")


@pytest.fixture
def lapas(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    yield library
    library.close()


@pytest.fixture
def prison(lapas):
    with lapas.changing() as desk:
        house.add_many(desk, "B 1-14")
        yield desk


def an_aide(desk):
    made = staff.add(desk, "", Role.aide)
    row = desk.session.execute(
        text("SELECT row FROM staff WHERE id = :id"), {"id": made.id}
    ).scalar_one()
    return acting_as(desk, Role.aide, row=row)


def with_a_copy(desk):
    """A resident with a copy; gives both."""
    who, number = in_room(desk), a_passed_copy(desk)
    circulation.lend(desk, who.card, number)
    return who, number


def boxed(desk):
    """A box that is here; gives its id and the numbers of its copies."""
    _agency, view = a_box_here(desk, 2)
    return view.id, ("B0001", "B0002")


def refused(desk, act):
    with pytest.raises(errors.CannotUndo) as refusal:
        undoing.undo(desk, act)
    return refusal.value.reason


@pytest.mark.parametrize("role", [Role.aide, Role.officer])
def test_no_loan_runs_again_after_the_clearance_was_closed(prison, role):
    who, number = with_a_copy(prison)
    aide = an_aide(prison)
    moves.record(prison, (Change(who.row, state=ResidentState.released),))
    back = circulation.give_back(aide, number).act_id
    clearances.close_ready(prison)

    assert refused(aide if role is Role.aide else prison, back) == "clearance"
    assert prison.session.execute(OPEN).scalar_one() == 0


def test_a_return_of_a_cell_stands_after_the_clearance_was_closed(prison):
    who, number = with_a_copy(prison)
    round_id = rounds.plan(prison, house.blocks(prison)[0].id).id
    back = round_cells.give_back(prison, round_id, number).act_id
    goes(prison, who)

    assert refused(prison, back) == "clearance"


def test_what_was_written_off_before_the_leaving_stays_so(prison):
    who, number = with_a_copy(prison)
    (line,) = overview.loans_of(prison, who.card)
    loan_id = prison.session.execute(text("SELECT id FROM loan")).scalar_one()
    off = clearances.write_off(prison, loan_id, WriteOffReason.lost)
    goes(prison, who)

    assert line.barcode == number
    assert refused(prison, off) == "clearance"


def test_a_loan_of_who_left_runs_again_while_the_clearance_watches_it(prison):
    who, number = with_a_copy(prison)
    moves.record(prison, (Change(who.row, state=ResidentState.released),))
    back = circulation.give_back(prison, number).act_id

    undoing.undo(prison, back)

    (open_,) = clearances.opened(prison)
    assert (open_.card, open_.still_out) == (who.card, 1)


def test_a_return_stands_for_who_is_back_and_had_a_clearance_once(prison):
    who, number = with_a_copy(prison)
    circulation.give_back(prison, number)
    goes(prison, who)
    room = house.room_named(prison, "B", "1")
    moves.record(prison, (Change(who.row, room, ResidentState.present),))
    circulation.lend(prison, who.card, number)
    back = circulation.give_back(prison, number).act_id

    undoing.undo(prison, back)

    assert residents.by_card(prison, who.card).loans_out == 1


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_return_of_a_copy_that_went_back_in_its_box_stands(desk, is_gone):
    box, numbers = boxed(desk)
    a_loan(desk, number=numbers[0])
    back = circulation.give_back(desk, numbers[0]).act_id
    box_return.begin(desk, box)
    box_return.pack(desk, box, numbers[0])
    if is_gone:
        box_return.finish(desk, box)

    assert refused(desk, back) == "box"


def test_a_lost_copy_stays_lost_after_its_box_went(desk):
    box, numbers = boxed(desk)
    a_loan(desk, number=numbers[0])
    lost = circulation.lose(desk, numbers[0]).act_id
    box_return.begin(desk, box)
    box_return.finish(desk, box)

    assert refused(desk, lost) == "box"
    assert desk.session.execute(OPEN).scalar_one() == 0


def test_a_return_is_undone_while_its_box_is_only_being_packed(desk):
    box, numbers = boxed(desk)
    a_loan(desk, number=numbers[0])
    back = circulation.give_back(desk, numbers[0]).act_id
    box_return.begin(desk, box)

    undoing.undo(desk, back)

    with pytest.raises(errors.BoxStillOut):
        box_return.finish(desk, box)


def test_a_return_of_a_copy_withdrawn_since_stands(desk):
    number = a_copy(desk)
    a_loan(desk, a_member(desk), number)
    back = circulation.give_back(desk, number).act_id
    copies.edit(desk, copies.show(desk, number).id, CopyDraft(status=CopyStatus.withdrawn))

    assert refused(desk, back) == "changed"
