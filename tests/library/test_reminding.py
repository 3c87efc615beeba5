"""The text that a person copies, and whom slips are printed for."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from jukung import places, words
from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library import circulation, holds, reminding
from makers import TODAY, a_copy, a_library, a_loan, a_member, a_title, acting_as, at


def lent(desk, member, number, *, late, title="Rawa"):
    a_loan(desk, member, a_copy(desk, number, title=title), on=TODAY - timedelta(days=late + 7))


def test_a_message_greets_says_what_is_late_and_thanks(desk):
    lent(desk, a_member(desk, "Sarah", card="A1"), "K1", late=3)

    said = reminding.message(desk, "A1")

    assert said.splitlines() == [
        "Good day Sarah, this is Perpustakaan Rawa Bening.",
        "",
        "These should have come back; please bring them when you can:",
        "• Rawa (19 November 2026, 3 days late)",
        "",
        "Thank you.",
    ]


def test_a_message_says_what_is_due_soon_and_what_is_set_aside(desk):
    member = a_member(desk, "Sarah", card="A1")
    lent(desk, member, "K1", late=-2)
    title = a_title(desk, "Peta")
    a_loan(desk, a_member(desk), a_copy(desk, "P1", title_id=title))
    holds.place(desk, "A1", title)
    circulation.give_back(desk, "P1")

    said = reminding.message(desk, "A1")

    assert "These are due soon:\n• Rawa (24 November 2026)" in said
    assert "This is set aside for you:\n• Peta (until 25 November 2026)" in said


def test_a_message_names_the_fine_where_the_rules_have_one(desk):
    desk.session.execute(text("UPDATE loan_rule SET fine_per_day = 500"))
    lent(desk, a_member(desk, "Sarah", card="A1"), "K1", late=3)

    assert "Fine so far: Rp1,500." in reminding.message(desk, "A1")


def test_the_message_about_a_child_is_for_the_guardian(desk):
    lent(desk, a_member(desk, "Dina", card="A1", guardian_name="Ibu Ratna"), "K1", late=1)

    first = reminding.message(desk, "A1").splitlines()[0]

    assert first == (
        "Good day Ibu Ratna, this is Perpustakaan Rawa Bening, about what Dina borrowed."
    )


def test_who_has_nothing_gets_no_message(desk):
    a_member(desk, card="A1")

    assert reminding.message(desk, "A1") == ""


def test_a_message_to_a_stranger_is_refused(desk):
    with pytest.raises(errors.MemberUnknown):
        reminding.message(desk, "B9")


def test_a_message_in_indonesian_leaves_no_field_open(desk):
    lent(desk, a_member(desk, "Dina", card="A1", guardian_name="Ibu Ratna"), "K1", late=1)
    words.speak("id", places.resources() / "words")

    said = reminding.message(desk, "A1")

    assert "{" not in said
    assert "22 November 2026" in said or "21 November 2026" in said


def test_each_borrower_gets_one_slip_for_all_that_is_late(desk):
    sarah, rusdi = a_member(desk, "Sarah", card="A1"), a_member(desk, "Rusdi", card="A2")
    lent(desk, sarah, "K1", late=3)
    lent(desk, rusdi, "K2", late=2)
    lent(desk, sarah, "K3", late=1)

    slips = reminding.reminders(desk)

    assert [(slip.card, [line.barcode for line in slip.lines]) for slip in slips] == [
        ("A1", ["K1", "K3"]),
        ("A2", ["K2"]),
    ]


def test_slips_for_today_leave_out_what_is_late(desk):
    lent(desk, a_member(desk, card="A1"), "K1", late=3)
    lent(desk, a_member(desk, card="A2"), "K2", late=0)

    assert [slip.card for slip in reminding.reminders(desk, day=TODAY)] == ["A2"]


def test_an_aide_reminds_nobody(desk):
    with pytest.raises(errors.NotAllowed):
        reminding.reminders(acting_as(desk, Role.aide))


def test_a_message_about_a_resident_names_the_card_only(home, tmp_path):
    library = a_library(tmp_path, kind="prison", file="lapas.jukung")
    with library.changing() as desk:
        card = a_loan(desk, a_member(desk), a_copy(desk, "K1", title="Rawa")).card
        said = reminding.message(at(desk, TODAY + timedelta(days=20)), card)
    library.close()

    assert said.startswith(f"Card {card}, this is Perpustakaan Rawa Bening.")
