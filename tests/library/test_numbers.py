import pytest
from sqlalchemy import text

from jukung.domain import codes, errors
from jukung.library import circulation, copies, members, numbers, series
from jukung.library.copies import CopyDraft
from jukung.library.members import MemberDraft
from makers import a_copy, a_member


def title_of(desk, typed):
    row = numbers.copy_row(desk, typed)
    return (
        row
        and desk.session.execute(
            text("SELECT t.title FROM copy c JOIN title t ON t.row = c.title WHERE c.row = :row"),
            {"row": row},
        ).scalar_one()
    )


def test_numbers_follow_each_other_with_a_check_digit(desk):
    before = series.next_numbers(desk, "copies", 3)

    taken = series.next_numbers(desk, "copies", 2)

    assert [each[:6] for each in (*before, *taken)] == [f"{place:06}" for place in range(1, 6)]
    assert all(codes.fits(each) for each in taken)


def test_peeking_takes_nothing(desk):
    peeked = [series.peek_number(desk, "cards"), series.peek_number(desk, "cards")]

    assert [*peeked, *series.next_numbers(desk, "cards", 1)] == [peeked[0]] * 3


def test_a_number_that_exists_is_passed_over(desk):
    next_one = series.peek_number(desk, "copies")
    a_copy(desk, next_one)

    assert series.next_numbers(desk, "copies", 1) != [next_one]


def test_a_number_that_is_a_card_is_passed_over(desk):
    next_one = series.peek_number(desk, "copies")
    a_member(desk, card=next_one)

    assert series.next_numbers(desk, "copies", 1) != [next_one]


@pytest.mark.parametrize("typed", ["B000213", "b213", " B00213 ", "B213"])
def test_a_number_is_found_however_it_is_typed(desk, typed):
    a_copy(desk, "B000213", title="Rawa")

    assert title_of(desk, typed) == "Rawa"


def test_a_short_card_finds_its_member_beside_a_copy_of_the_same_digits(desk):
    card = a_member(desk, card="000213").card
    a_copy(desk, "00213")
    a_copy(desk, "K1")

    assert circulation.lend(desk, "213", "K1").card == card


@pytest.mark.parametrize("typed", ["213", "C213", "B2130", "", "0"])
def test_another_number_finds_nothing(desk, typed):
    a_copy(desk, "B000213")

    assert numbers.copy_row(desk, typed) is None


def test_without_its_zeros_a_number_finds_only_what_is_alone(desk):
    a_copy(desk, "00213", title="Lima")
    a_copy(desk, "0213", title="Empat")

    assert [title_of(desk, each) for each in ("00213", "0213", "213", "000213")] == [
        "Lima",
        "Empat",
        None,
        None,
    ]


def test_every_past_number_still_finds_the_copy(desk):
    a_copy(desk, "LAMA1", title="Rawa")
    for number in ("BARU2", "BARU3"):
        copies.edit(desk, copies.show(desk, "LAMA1").id, CopyDraft(), number=number)

    assert [title_of(desk, each) for each in ("LAMA1", "BARU2", "BARU3")] == ["Rawa"] * 3
    assert copies.show(desk, "LAMA1").number == "BARU3"


def test_a_past_number_belongs_to_its_copy_for_ever(desk):
    a_copy(desk, "LAMA1")
    copies.edit(desk, copies.show(desk, "LAMA1").id, CopyDraft(), number="BARU2")

    with pytest.raises(errors.CopyNumberTaken):
        a_copy(desk, "lama1")


def test_a_copy_may_take_its_past_number_again(desk):
    a_copy(desk, "LAMA1")
    copy_id = copies.show(desk, "LAMA1").id

    for number in ("BARU2", "LAMA1"):
        copies.edit(desk, copy_id, CopyDraft(), number=number)

    assert copies.show(desk, "BARU2").number == "LAMA1"


def test_a_number_that_only_lost_its_zeros_is_a_number_of_its_own(desk):
    a_copy(desk, "005", title="Rawa")
    copies.edit(desk, copies.show(desk, "005").id, CopyDraft(), number="5")

    a_copy(desk, "05", title="Lain")

    assert [title_of(desk, each) for each in ("5", "005", "05")] == ["Rawa", "Rawa", "Lain"]


def test_a_card_that_only_lost_its_zeros_is_a_card_of_its_own(desk):
    member = a_member(desk, name="Satu", card="005")
    members.edit(desk, member.id, MemberDraft(name="Satu", card="5"))

    a_member(desk, name="Dua", card="05")

    assert [members.by_card(desk, each).name for each in ("5", "005", "05")] == [
        "Satu",
        "Satu",
        "Dua",
    ]


def test_a_card_cannot_take_a_copys_number(desk):
    a_copy(desk, "X1")

    with pytest.raises(errors.CardIsCopyNumber):
        a_member(desk, card="x1")


def test_a_copy_cannot_take_a_cards_number(desk):
    a_member(desk, card="X1")

    with pytest.raises(errors.CopyNumberIsCard):
        a_copy(desk, "x1")


def test_a_printed_number_goes_before_one_without_its_zeros(desk):
    member = a_member(desk, card="213")
    a_copy(desk, "00213", title="Rawa")

    scanned = circulation.scan(desk, "00213", card=member.card)

    assert scanned.slip.title == "Rawa"
    assert circulation.scan(desk, "213").slip is None


def test_what_fits_a_card_and_a_copy_alike_means_neither(desk):
    a_member(desk, card="213")
    a_copy(desk, "00213")

    with pytest.raises(errors.CopyUnknown):
        circulation.scan(desk, "0213")


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("", errors.NumberNotPrintable),
        ("é1", errors.NumberNotPrintable),
        ("1" * 33, errors.NumberTooLong),
    ],
)
def test_a_number_that_no_label_carries_is_refused(desk, number, refusal):
    with pytest.raises(refusal):
        numbers.give_copy_number(desk, 1, number)
