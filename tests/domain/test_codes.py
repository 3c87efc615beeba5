import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain import codes

SERIALS = st.integers(min_value=1, max_value=10**9)
ANY_TEXT = st.text(max_size=40)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("  a000213 ", "A000213"), ("b  0\t1", "B 0 1"), ("", ""), ("é1", "É1")],
)
def test_numbers_are_compared_in_capitals_and_single_spaces(typed, folded):
    assert codes.fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("A000213", "A213"),
        ("a213", "A213"),
        ("000213", "213"),
        ("0", "0"),
        ("000", "0"),
        ("B-001", "B-001"),
        ("001/PD/2019", "1/PD/2019"),
        ("", ""),
    ],
)
def test_zeros_in_front_do_not_count(typed, bare):
    assert codes.bare(typed) == bare


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text):
    assert codes.fold(codes.fold(text)) == codes.fold(text)


@given(ANY_TEXT)
def test_baring_a_folded_number_is_baring_the_number(text):
    assert codes.bare(codes.fold(text)) == codes.bare(text)


def test_a_published_check_digit_is_ours():
    # The example that usually explains Damm (2004): 572 gives 4.
    assert codes.check_digit("572") == "4"


@given(SERIALS, st.integers(min_value=3, max_value=12))
def test_our_own_numbers_fit(serial, digits):
    assert codes.fits(codes.make("", serial, digits=digits, checked=True))


@given(SERIALS)
def test_every_single_wrong_digit_is_found(serial):
    number = codes.make("", serial, digits=6, checked=True)

    passed = [
        wrong
        for place, right in enumerate(number)
        for digit in "0123456789"
        if digit != right and codes.fits(wrong := number[:place] + digit + number[place + 1 :])
    ]

    assert passed == []


@given(SERIALS)
def test_every_swap_of_neighbours_is_found(serial):
    number = codes.make("", serial, digits=6, checked=True)

    passed = [
        swapped
        for place in range(len(number) - 1)
        if number[place] != number[place + 1]
        and codes.fits(
            swapped := number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        )
    ]

    assert passed == []


@given(SERIALS, SERIALS)
def test_two_serials_never_share_a_number(one, other):
    numbers = {codes.make("A", each, digits=5, checked=True) for each in (one, other)}

    assert len(numbers) == len({one, other})


def test_a_number_may_go_without_check_digit():
    assert codes.make("K", 7, digits=4, checked=False) == "K0007"


@pytest.mark.parametrize("text", ["", "12a", "²", "٥٧٢٤", "-1", "1 2"])
def test_what_is_no_run_of_digits_does_not_fit(text):
    assert codes.fits(text) is False


@pytest.mark.parametrize(
    ("number", "printable"),
    [("A000213", True), ("K 1/2-3_4.5", True), ("", False), ("é1", False), ("A\t1", False)],
)
def test_only_plain_signs_are_printable(number, printable):
    assert codes.is_printable(number) is printable


@pytest.mark.parametrize(
    ("typed", "is_number"),
    [
        ("A000213", True),
        ("000213", True),
        ("001/PD/2019", True),
        ("978-000-000-001-9", True),
        ("siti", False),
        ("Rawa 2", False),
        ("Kumpulan2", False),
        ("", False),
    ],
)
def test_codes_are_told_from_names(typed, is_number):
    assert codes.looks_like_number(typed) is is_number


@pytest.mark.parametrize(
    ("shape", "text", "by_hand", "by_scanner"),
    [
        (codes.Shape("", 6, checked=True), "0000013", False, False),
        (codes.Shape("", 6, checked=True), "13", False, True),
        (codes.Shape("", 6, checked=True), "14", True, True),
        (codes.Shape("", 6, checked=True), "0000014", True, True),
        (codes.Shape("", 6, checked=True), "00000130", False, False),
        (codes.Shape("", 6, checked=True), "B13", False, False),
        (codes.Shape("A", 5, checked=True), "a13", False, True),
        (codes.Shape("A", 5, checked=False), "A13", False, True),
        (codes.Shape("A", 5, checked=False), "A00013", False, False),
        (codes.Shape("B-", 3, checked=False, suffix="/PD"), "B-001/PD", False, False),
        (codes.Shape("B-", 3, checked=False, suffix="/PD"), "B-001", True, True),
        (codes.Shape("B-", 3, checked=False, suffix="/PD"), "B-001/P", True, True),
    ],
)
def test_half_a_number_is_known_by_its_length_and_check_digit(shape, text, by_hand, by_scanner):
    assert (shape.is_cut(text, padded=True), shape.is_cut(text, padded=False)) == (
        by_hand,
        by_scanner,
    )


@given(SERIALS)
def test_no_whole_number_of_ours_is_taken_for_a_half(serial):
    shape = codes.Shape("A", 9, checked=True, suffix="X")
    number = codes.make("A", serial % 10**9, digits=9, checked=True, suffix="X")

    assert not shape.is_cut(number, padded=False)
    assert len(number) == shape.length


def test_half_a_sign_in_a_number_becomes_a_whole_one():
    assert (codes.fold(" a\ud8001"), codes.clean("é😀")) == ("A\ufffd1", "é😀")
