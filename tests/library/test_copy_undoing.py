"""Copies that were added or changed, taken back."""

import pytest

from jukung.domain import errors
from jukung.domain.kinds import CopyCondition, CopyStatus, SourceKind
from jukung.library import catalogue, copies, shelves, undoing
from jukung.library.copies import CopyDraft
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


def test_what_is_not_said_stays(desk, title_id):
    (number,) = copies.add(desk, title_id, draft=CopyDraft(price=1000, invoice="K-1"))

    copies.edit(desk, copies.show(desk, number).id, CopyDraft(inventory_code="7"))

    copy = copies.show(desk, number)
    assert (copy.price, copy.invoice, copy.inventory_code) == (1000, "K-1", "7")


def test_a_shelf_is_made_once(desk, title_id):
    for name in ("Rak A", "rak  a", "Rak B"):
        copies.add(desk, title_id, draft=CopyDraft(place=name))

    assert shelves.listed(desk) == ("Rak A", "Rak B")
