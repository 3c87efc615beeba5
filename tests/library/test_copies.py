import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import CollectionKind, CopyStatus, Role
from jukung.library import circulation, copies, holds, undoing
from jukung.library.copies import CopyDraft
from makers import TODAY, a_copy, a_loan, a_member, a_title, acting_as, at


def test_copies_take_the_next_numbers(desk):
    title_id = a_title(desk, "Rawa", call_number="639 HAM p")

    added = copies.add(desk, title_id, count=3)

    shown = [copies.show(desk, number) for number in added]
    assert len(set(added)) == 3
    assert {(each.title, each.call_number, each.label_printed) for each in shown} == {
        ("Rawa", "639 HAM p", False)
    }


def test_copies_take_the_numbers_they_are_given(desk):
    added = copies.add(desk, a_title(desk), numbers_given=("K/1", "k 2"))

    assert added == ("K/1", "k 2")
    assert copies.show(desk, "K 2").number == "k 2"


@pytest.mark.parametrize("count", [0, -1, 1000])
def test_a_count_that_cannot_be_is_refused(desk, count):
    with pytest.raises(errors.CountOutOfRange) as refused:
        copies.add(desk, a_title(desk), count=count)

    assert refused.value.facts == {"count": count, "limit": 999}


def test_copies_need_their_title(desk):
    with pytest.raises(errors.TitleUnknown):
        copies.add(desk, "no-such-id")


def test_one_taken_number_keeps_all_of_them_out(library):
    with library.changing() as desk:
        a_copy(desk, "K2")

    with pytest.raises(errors.CopyNumberTaken), library.changing() as desk:
        copies.add(desk, a_title(desk), numbers_given=("K1", "K2"))

    with library.reading() as desk, pytest.raises(errors.CopyUnknown):
        copies.show(desk, "K1")


def test_a_number_given_twice_is_refused(desk):
    with pytest.raises(errors.CopyNumberTaken):
        copies.add(desk, a_title(desk), numbers_given=("K1", "k1"))


def test_a_copy_is_edited(desk):
    a_copy(desk, "K1")

    copies.edit(
        desk,
        copies.show(desk, "K1").id,
        CopyDraft(
            inventory_code="001/PD",
            call_number="R 639",
            kind=CollectionKind.reference,
            status=CopyStatus.reading_room,
        ),
    )

    view = copies.show(desk, "K1")
    assert (view.inventory_code, view.call_number, view.kind, view.status) == (
        "001/PD",
        "R 639",
        "reference",
        "reading_room",
    )


def test_a_renumbered_copy_needs_a_new_label(desk):
    a_copy(desk, "K1")
    copies.mark_labelled(desk, ("K1",))

    copies.edit(desk, copies.show(desk, "K1").id, CopyDraft(), number="K2")

    assert not copies.show(desk, "K2").label_printed


def test_an_edited_copy_keeps_its_label(desk):
    a_copy(desk, "K1")
    copies.mark_labelled(desk, ("K1",))

    copies.edit(desk, copies.show(desk, "K1").id, CopyDraft(call_number="1"), number="K1")

    assert copies.show(desk, "K1").label_printed


def test_an_unknown_copy_is_refused(desk):
    with pytest.raises(errors.CopyUnknown):
        copies.edit(desk, "no-such-id", CopyDraft())
    with pytest.raises(errors.CopyUnknown) as refused:
        copies.show(desk, "K9")

    assert refused.value.barcode == "K9"


@pytest.mark.parametrize(
    ("number", "refusal"), [("K2", errors.CopyNumberTaken), ("A1", errors.CopyNumberIsCard)]
)
def test_a_copy_cannot_take_a_number_of_something_else(desk, number, refusal):
    a_copy(desk, "K1")
    a_copy(desk, "K2")
    a_member(desk, card="A1")

    with pytest.raises(refusal):
        copies.edit(desk, copies.show(desk, "K1").id, CopyDraft(), number=number)


def withdrawn_on(desk, number):
    return desk.session.execute(
        text("SELECT withdrawn_on FROM copy WHERE number = :number"), {"number": number}
    ).scalar_one()


def test_a_withdrawn_copy_remembers_its_day(desk):
    a_copy(desk, "K1")
    copy_id = copies.show(desk, "K1").id
    withdrawn = CopyDraft(status=CopyStatus.withdrawn)

    copies.edit(desk, copy_id, withdrawn)
    copies.edit(at(desk, TODAY.replace(day=23)), copy_id, withdrawn)

    assert withdrawn_on(desk, "K1") == "2026-11-22"


def test_a_copy_that_comes_back_to_the_shelf_was_never_withdrawn(desk):
    a_copy(desk, "K1")
    copy_id = copies.show(desk, "K1").id

    copies.edit(desk, copy_id, CopyDraft(status=CopyStatus.withdrawn))
    copies.edit(desk, copy_id, CopyDraft())

    assert withdrawn_on(desk, "K1") is None


def test_labels_are_counted_until_they_are_printed(desk):
    for number in ("K1", "K2", "K3"):
        a_copy(desk, number)
    copies.edit(desk, copies.show(desk, "K3").id, CopyDraft(status=CopyStatus.withdrawn))

    before = copies.without_label_count(desk)
    copies.mark_labelled(desk, ("K1",))

    assert before == 2
    assert [each.number for each in copies.without_label(desk)] == ["K2"]
    assert copies.without_label_count(desk) == 1


def test_more_labels_than_one_statement_takes_are_marked(desk):
    numbers = copies.add(desk, a_title(desk), count=501)

    copies.mark_labelled(desk, numbers)

    assert copies.without_label_count(desk) == 0


def test_copies_are_listed_in_the_order_asked_for(desk):
    for number in ("K1", "K2"):
        a_copy(desk, number)

    assert [each.number for each in copies.with_numbers(desk, ("K2", "K1", "K2"))] == [
        "K2",
        "K1",
        "K2",
    ]


def test_a_copy_that_is_out_says_until_when(desk):
    slip = a_loan(desk, number=a_copy(desk, "K1"))

    assert copies.show(desk, "K1").due_on == slip.due_on


def test_an_unknown_act_added_nothing(desk):
    with pytest.raises(errors.ImportUnknown):
        copies.of_act(desk, "no-such-act")


def test_an_act_knows_what_it_added(desk):
    a_copy(desk, "K0")
    copies.add(desk, a_title(desk), numbers_given=("K1", "K2"))
    act = desk.session.execute(
        text("SELECT id FROM journal_act ORDER BY row DESC LIMIT 1")
    ).scalar_one()

    assert [each.number for each in copies.of_act(desk, act)] == ["K1", "K2"]


def test_copies_are_found_by_their_ids_in_the_order_asked_for(desk):
    for number in ("K1", "K2"):
        a_copy(desk, number)
    one, two = (copies.show(desk, number).id for number in ("K1", "K2"))

    assert [each.number for each in copies.of_ids(desk, [two, "none", one, two])] == [
        "K2",
        "K1",
        "K2",
    ]


def test_a_copy_knows_what_stands_on_its_labels(desk):
    title = a_title(
        desk,
        "Ensiklopedia Rawa",
        people=("Rahmani, Siti",),
        class_number="030",
        isbn="978-602-1234-56-1",
    )
    a_copy(desk, "K1", title_id=title, kind=CollectionKind.reference)
    a_copy(desk, "K2", title_id=title, call_number="R 030 ENS e")

    made, written = copies.with_numbers(desk, ("K1", "K2"))

    assert made.spine == ("R", "030", "RAH", "e")
    assert written.spine == ("R", "030", "ENS", "e")
    assert (made.isbn, made.class_number, made.class_main) == ("978-602-1234-56-1", "030", "0")
    assert (made.label_printed, made.spine_printed) == (False, False)


@pytest.mark.parametrize("status", [CopyStatus.withdrawn, CopyStatus.missing])
def test_a_copy_that_is_on_loan_becomes_neither_withdrawn_nor_missing_by_hand(desk, status):
    number = a_loan(desk).barcode

    with pytest.raises(errors.CopyOnLoan):
        copies.edit(desk, copies.show(desk, number).id, CopyDraft(status=status))


def test_a_copy_of_others_or_one_kept_ready_is_not_withdrawn_by_hand(desk):
    others, ready = a_copy(desk, title="Punya Dinas"), a_loan(desk).barcode
    desk.session.execute(text("INSERT INTO owner VALUES (7, 'o', 'Dispersip', 'agency')"))
    desk.session.execute(text("UPDATE copy SET owner = 7 WHERE number = :n"), {"n": others})
    desk.session.expire_all()
    holds.place(desk, a_member(desk, "Wati").card, copies.show(desk, ready).title_id)
    circulation.give_back(desk, ready)

    for number, refusal in ((others, errors.CopyOfOthers), (ready, errors.CopyHeldForOther)):
        with pytest.raises(refusal), desk.session.begin_nested():
            copies.edit(desk, copies.show(desk, number).id, CopyDraft(status=CopyStatus.withdrawn))


def test_only_a_keeper_withdraws_by_hand_and_brings_back(desk):
    assistant = acting_as(desk, Role.assistant)
    here, gone = (copies.show(desk, a_copy(desk, title=title)).id for title in ("Ada", "Pergi"))
    act_id = copies.edit(desk, gone, CopyDraft(status=CopyStatus.withdrawn))

    for refused in (
        lambda: copies.edit(assistant, here, CopyDraft(status=CopyStatus.withdrawn)),
        lambda: copies.edit(assistant, gone, CopyDraft(status=CopyStatus.available)),
        lambda: undoing.undo(assistant, act_id),
    ):
        with pytest.raises(errors.NotAllowed), desk.session.begin_nested():
            refused()
    draft = CopyDraft(status=CopyStatus.withdrawn, inventory_code="7")

    assert copies.edit(assistant, gone, draft)
