"""Clearances: what is still out, written off without debt, closed, with the letter."""

import pytest

from jukung.domain import errors
from jukung.domain.kinds import ClearanceReason, LetterKind, ResidentState, Role, WriteOffReason
from jukung.library import (
    circulation,
    clearances,
    copies,
    house,
    ledger,
    letters,
    moves,
    residents,
    undoing,
)
from jukung.library.moves import Change
from makers import TODAY, a_library, acting_as
from prison_makers import a_passed_copy


@pytest.fixture
def prison(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        house.add_many(desk, "B 1-14")
        yield desk
    library.close()


@pytest.fixture
def leaver(prison):
    """A resident who left with one copy; gives view, number of the copy."""
    who = residents.register(prison, place_row=house.room_named(prison, "B", "4"))
    number = a_passed_copy(prison)
    circulation.lend(prison, who.card, number)
    moves.record(prison, (Change(who.row, state=ResidentState.released),))
    return who, number


def only(desk):
    return clearances.opened(desk)[0]


def test_leaving_says_what_is_still_out(prison, leaver):
    who, number = leaver

    detail = clearances.show(prison, only(prison).id)

    assert (detail.clearance.card, detail.clearance.reason) == (who.card, ClearanceReason.released)
    assert [(line.number, line.returned_on) for line in detail.lines] == [(number, None)]


def test_a_clearance_with_copies_out_does_not_close(prison, leaver):
    with pytest.raises(errors.ClearanceHasLoans) as refused:
        clearances.close(prison, only(prison).id)

    assert refused.value.count == 1


def test_a_copy_that_came_back_lets_it_close(prison, leaver):
    _who, number = leaver
    clearance = only(prison)
    circulation.give_back(prison, number)

    clearances.close(prison, clearance.id)

    detail = clearances.show(prison, clearance.id)
    assert detail.clearance.closed_on == TODAY
    assert [(line.number, line.returned_on) for line in detail.lines] == [(number, TODAY)]
    assert clearances.opened(prison) == ()
    assert [each.id for each in clearances.closed(prison)] == [clearance.id]


def test_a_return_of_somebody_who_left_is_undone(prison, leaver):
    _who, number = leaver
    circulation.give_back(prison, number)

    undoing.undo_last(prison)

    assert only(prison).still_out == 1


def test_a_copy_is_written_off_with_a_reason_and_no_debt(prison, leaver):
    who, number = leaver
    loan = clearances.show(prison, only(prison).id).lines[0]

    clearances.write_off(prison, loan.loan_id, WriteOffReason.taken_along, "ikut ke tempat baru")

    line = clearances.show(prison, only(prison).id).lines[0]
    assert (line.written_off, line.note) == (WriteOffReason.taken_along, "ikut ke tempat baru")
    assert ledger.owed_by(prison, who.row) == 0
    assert circulation.scan(prison, number).slip.action == "find_copy"


def test_a_write_off_is_undone(prison, leaver):
    _who, number = leaver
    loan = clearances.show(prison, only(prison).id).lines[0]
    act = clearances.write_off(prison, loan.loan_id, WriteOffReason.lost)

    undoing.undo(prison, act)

    assert only(prison).still_out == 1
    found = copies.with_numbers(prison, [number])[0]
    assert found.status == "available"


def test_another_reason_needs_words(prison, leaver):
    loan = clearances.show(prison, only(prison).id).lines[0]

    with pytest.raises(errors.ReasonMissing):
        clearances.write_off(prison, loan.loan_id, WriteOffReason.other)


def test_a_letter_is_written_once_and_bears_a_card(prison, leaver):
    who, number = leaver
    clearance = only(prison)
    circulation.give_back(prison, number)

    closed = clearances.close(prison, clearance.id, with_letter=True)

    facts = letters.clearance(prison, who.card)
    assert closed.letter_number
    assert clearances.write_letter(prison, clearance.id) == closed.letter_number
    assert (facts.card, facts.name) == (who.card, "")
    kinds = [each.kind for each in letters.register(prison, year=2026)]
    assert kinds == [LetterKind.clearance]


def test_closing_is_undone(prison, leaver):
    _who, number = leaver
    clearance = only(prison)
    circulation.give_back(prison, number)
    closed = clearances.close(prison, clearance.id)

    undoing.undo(prison, closed.act_id)

    assert [each.id for each in clearances.opened(prison)] == [clearance.id]


def test_a_release_that_was_closed_is_not_undone(prison):
    who = residents.register(prison)
    done = moves.record(prison, (Change(who.row, state=ResidentState.moved),))
    clearances.close_ready(prison)

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(prison, done.act_id)

    assert refused.value.reason == "clearance"


def test_a_clearance_is_opened_for_somebody_who_still_is_here(prison):
    who = residents.register(prison)

    view = clearances.open_for(prison, who.id)

    assert (view.reason, view.card) == (ClearanceReason.left, who.card)
    assert clearances.open_for(prison, who.id).id == view.id
    undoing.undo_last(prison)
    assert clearances.opened(prison) == ()


def test_nothing_to_close_is_said(prison, leaver):
    with pytest.raises(errors.NoClearanceReady):
        clearances.close_ready(prison)


@pytest.mark.parametrize("role", [Role.aide, Role.assistant])
def test_clearances_are_for_officers(prison, leaver, role):
    clearance = only(prison)
    other = acting_as(prison, role)

    for call in (
        lambda: clearances.opened(other),
        lambda: clearances.closed(other),
        lambda: clearances.show(other, clearance.id),
        lambda: clearances.close(other, clearance.id),
        lambda: clearances.close_ready(other),
        lambda: clearances.open_for(other, clearance.resident_id),
        lambda: clearances.write_off(other, "x", WriteOffReason.lost),
    ):
        with pytest.raises(errors.NotAllowed):
            call()


def test_a_letter_knows_what_was_written_off_until_it_turns_up(prison, leaver):
    who, number = leaver
    loan = clearances.show(prison, only(prison).id).lines[0]
    off = clearances.write_off(prison, loan.loan_id, WriteOffReason.taken_along)

    written = letters.clearance(prison, who.card)
    undoing.undo(prison, off)
    circulation.give_back(prison, number)

    assert written.written_off == 1
    assert letters.clearance(prison, who.card).written_off == 0


def test_whoever_is_here_again_gets_a_letter_of_their_own(prison, leaver):
    who, number = leaver
    circulation.give_back(prison, number)
    first = clearances.letter_for(prison, who.card)
    again = clearances.letter_for(prison, who.card)
    clearances.close_ready(prison)
    moves.record(prison, (Change(who.row, state=ResidentState.present),))

    later = clearances.letter_for(prison, who.card)

    assert first.number == again.number
    assert later.number != first.number
