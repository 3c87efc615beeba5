"""Copies that were added or changed, taken back."""

import json

import pytest
from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import BinWhy, CopyCondition, CopyStatus, SourceKind, WithdrawReason
from jukung.library import catalogue, copies, shelves, undoing, withdrawals
from jukung.library.copies import CopyDraft
from jukung.store.tables import Binned, Copy
from makers import TODAY, a_loan, a_title


@pytest.fixture
def title_id(desk):
    return a_title(desk)


def test_copies_added_at_once_are_taken_out_at_once(desk, title_id):
    numbers = copies.add(desk, title_id, count=40)
    act_id = copies.show(desk, numbers[0]).act_id

    undoing.undo(desk, act_id)

    assert catalogue.show(desk, title_id).copies == ()
    with pytest.raises(errors.CopyUnknown):
        copies.show(desk, numbers[0])


def test_copies_stay_once_one_of_them_was_lent(desk, title_id):
    numbers = copies.add(desk, title_id, count=2)
    act_id = copies.show(desk, numbers[0]).act_id
    a_loan(desk, number=numbers[1])

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, act_id)


def test_a_changed_copy_is_as_it_was(desk, title_id):
    draft = CopyDraft(price=1000, place="Rak A", received_on=TODAY, source_kind=SourceKind.gift)
    (number,) = copies.add(desk, title_id, draft=draft)
    before = copies.show(desk, number)

    act_id = copies.edit(
        desk,
        before.id,
        CopyDraft(
            status=CopyStatus.withdrawn,
            condition=CopyCondition.damaged,
            place="",
            whole=True,
            source_kind=SourceKind.aid,
        ),
        number="B-9",
    )
    undoing.undo(desk, act_id)

    assert copies.show(desk, number) == before
    assert copies.show(desk, "B-9") == before


def test_the_desks_own_key_takes_no_copies_back(desk, title_id):
    (number,) = copies.add(desk, title_id)
    a_loan(desk, number=number)
    copies.edit(desk, copies.show(desk, number).id, CopyDraft(inventory_code="7"))

    assert undoing.undo_last(desk).kind == "lend"


def test_copies_that_were_changed_since_are_not_taken_out_without_a_word(desk, title_id):
    (number,) = copies.add(desk, title_id)
    added = copies.show(desk, number)
    edited = copies.edit(desk, added.id, CopyDraft(inventory_code="7"))

    with pytest.raises(errors.CannotUndo), desk.session.begin_nested():
        undoing.undo(desk, added.act_id)
    undoing.undo(desk, edited)
    undoing.undo(desk, added.act_id)

    assert catalogue.show(desk, title_id).copies == ()


@pytest.fixture
def withdrawn(desk, title_id):
    """Two copies out of the collection by one record; gives them and its act."""
    numbers = copies.add(desk, title_id, count=2)
    done = withdrawals.withdraw(desk, numbers, WithdrawReason.worn)
    return [copies.show(desk, number) for number in numbers], done


def row_of(desk, copy):
    return desk.session.scalars(select(Copy).where(col(Copy.id) == copy.id)).one()


def test_a_withdrawn_copy_that_is_brought_back_leaves_its_record(desk, withdrawn):
    (first, second), done = withdrawn

    copies.edit(desk, first.id, CopyDraft(status=CopyStatus.available))

    row = row_of(desk, first)
    assert (row.status, row.withdrawn_on) == (CopyStatus.available, None)
    assert (row.withdraw_reason, row.withdrawal) == (WithdrawReason.none, None)
    _view, listed = withdrawals.show(desk, done.number)
    assert [each.number for each in listed] == [second.number]
    assert a_loan(desk, number=first.number).barcode == first.number


def test_bringing_a_copy_back_is_undone_with_reason_day_and_record(desk, withdrawn):
    (first, _second), done = withdrawn
    before = row_of(desk, first).model_dump()
    act_id = copies.edit(desk, first.id, CopyDraft(status=CopyStatus.repair))

    undoing.undo(desk, act_id)

    assert row_of(desk, first).model_dump() == before
    assert withdrawals.show(desk, done.number)[0].count == 2


def test_a_condition_alone_brings_no_copy_back(desk, withdrawn):
    (first, _second), _done = withdrawn

    draft = CopyDraft(status=CopyStatus.withdrawn, condition=CopyCondition.good)
    copies.edit(desk, first.id, draft)

    row = row_of(desk, first)
    assert (row.status, row.withdraw_reason) == (CopyStatus.withdrawn, WithdrawReason.worn)
    assert row.withdrawal is not None


def test_a_withdrawal_is_undone_although_one_copy_came_back_by_hand(desk, withdrawn):
    (first, second), done = withdrawn
    back = copies.edit(desk, first.id, CopyDraft(status=CopyStatus.reading_room))

    undoing.undo(desk, done.act_id)

    shown = [copies.show(desk, each.number).status for each in (first, second)]
    assert shown == [CopyStatus.reading_room, CopyStatus.available]
    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, back)


def test_what_is_not_said_stays(desk, title_id):
    (number,) = copies.add(desk, title_id, draft=CopyDraft(price=1000, invoice="K-1"))

    copies.edit(desk, copies.show(desk, number).id, CopyDraft(inventory_code="7"))

    copy = copies.show(desk, number)
    assert (copy.price, copy.invoice, copy.inventory_code) == (1000, "K-1", "7")


def test_a_shelf_is_made_once(desk, title_id):
    for name in ("Rak A", "rak  a", "Rak B"):
        copies.add(desk, title_id, draft=CopyDraft(place=name))

    assert shelves.listed(desk) == ("Rak A", "Rak B")


def test_a_record_whose_last_copy_came_back_is_cancelled_and_stands_again_after_undo(
    desk, withdrawn
):
    (first, second), done = withdrawn

    backs = [
        copies.edit(desk, each.id, CopyDraft(status=CopyStatus.available))
        for each in (first, second)
    ]
    empty, _none = withdrawals.show(desk, done.number)
    undoing.undo(desk, backs[0])
    one, _listed = withdrawals.show(desk, done.number)

    assert (empty.count, empty.cancelled) == (0, True)
    assert (one.count, one.cancelled) == (1, False)


def test_a_copy_withdrawn_by_hand_carries_no_reason_of_an_earlier_record(desk, withdrawn):
    (first, _second), _done = withdrawn
    copies.edit(desk, first.id, CopyDraft(status=CopyStatus.available))

    copies.edit(desk, first.id, CopyDraft(status=CopyStatus.withdrawn))

    row = row_of(desk, first)
    assert (row.withdraw_reason, row.withdrawal) == (WithdrawReason.none, None)


@pytest.mark.parametrize("status", [CopyStatus.missing, CopyStatus.withdrawn])
def test_undoing_an_edit_makes_nothing_missing_or_withdrawn_that_is_on_loan(desk, title_id, status):
    (number,) = copies.add(desk, title_id)
    copy_id = copies.show(desk, number).id
    copies.edit(desk, copy_id, CopyDraft(status=status))
    back = copies.edit(desk, copy_id, CopyDraft())
    a_loan(desk, number=number)

    with pytest.raises(errors.CannotUndo) as refused, desk.session.begin_nested():
        undoing.undo(desk, back)

    assert refused.value.reason == "lent_again"
    assert copies.show(desk, number).status is CopyStatus.available


def test_a_withdrawal_stays_whose_copy_lies_in_the_bin(desk, withdrawn):
    (first, second), done = withdrawn
    row = row_of(desk, second)
    stash = json.dumps({"title": {}, "copies": [{"withdrawal": row.withdrawal}]})
    lost = Binned(id="lama", title="Lama", why=BinWhy.mistake, stash=stash, on_day=TODAY, act=1)
    desk.session.add(lost)
    desk.session.flush()

    with pytest.raises(errors.CannotUndo) as refused, desk.session.begin_nested():
        undoing.undo(desk, done.act_id)

    assert refused.value.reason == "changed"
    assert copies.show(desk, first.number).status is CopyStatus.withdrawn
