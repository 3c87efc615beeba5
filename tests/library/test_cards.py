import pytest

from jukung.domain import errors
from jukung.library import cards, members
from makers import a_copy, a_member


def test_a_lost_card_is_replaced_and_still_finds_its_owner(desk):
    member = a_member(desk, card="A7")
    expected = members.next_card(desk)

    after = cards.replace_card(desk, member.id, lost=True)

    assert after.card == expected
    assert members.by_card(desk, "A7") == after
    assert cards.lost_cards(desk, member.id) == ("A7",)
    assert (cards.lost_number(desk, "a7"), cards.lost_number(desk, expected)) == ("A7", None)


def test_a_card_that_wore_out_is_not_lost(desk):
    member = a_member(desk, card="A7")

    cards.replace_card(desk, member.id, lost=False, card="B8")

    assert cards.lost_cards(desk, member.id) == ()
    assert members.by_card(desk, "A7").card == "B8"


def test_a_card_that_turned_up_can_be_used_again(desk):
    member = a_member(desk, card="A07")
    cards.replace_card(desk, member.id, lost=True, card="B8")

    cards.card_found(desk, "a7")

    assert cards.lost_cards(desk, member.id) == ()


def test_an_old_card_becomes_the_members_card_again(desk):
    member = a_member(desk, card="A7")
    cards.replace_card(desk, member.id, lost=True, card="B8")

    after = cards.replace_card(desk, member.id, lost=False, card="A7")

    assert (after.card, cards.lost_cards(desk, member.id)) == ("A7", ())


@pytest.mark.parametrize(
    ("number", "refusal"),
    [("A8", errors.CardTaken), ("K1", errors.CardIsCopyNumber), ("1" * 33, errors.NumberTooLong)],
)
def test_a_number_that_is_taken_is_no_new_card(desk, number, refusal):
    member = a_member(desk, card="A7")
    a_member(desk, card="A8")
    a_copy(desk, "K1")

    with pytest.raises(refusal):
        cards.replace_card(desk, member.id, lost=True, card=number)


def test_a_card_nobody_has_cannot_be_found(desk):
    with pytest.raises(errors.MemberUnknown):
        cards.card_found(desk, "X9")
