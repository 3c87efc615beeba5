import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain import isbn
from jukung.domain.isbn import IsbnShape


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("978-000-000-001-9", "isbn"),
        ("978.000.000.0019", "isbn"),
        ("0-00-000000-0", "isbn"),
        ("000000010X", "check_digit"),
        ("978-000-000-001-3", "check_digit"),
        ("9770000000003", "article"),
        ("9770000000004", "check_digit"),
        ("1234-5679", "issn"),
        ("1234-5678", "other"),
        ("-", "other"),
        ("9,78979E+12", "other"),
        ("٩٧٨٠٠٠٠٠٠٠٠١٢", "other"),
    ],
)
def test_a_typed_value_is_judged(text, shape):
    assert isbn.judge(text) == IsbnShape(shape)


def test_both_lengths_are_found_under_one_number():
    assert isbn.thirteen("0-00-000000-0") == isbn.thirteen("978.000.000.0002")


def test_what_is_no_isbn_has_no_number():
    assert isbn.thirteen("9770000000003") is None


NINE = st.text("0123456789", min_size=9, max_size=9)
PUNCTUATION = st.lists(st.sampled_from(["", "-", " ", ".", "‐", "–"]), min_size=14, max_size=14)


def ten(body):
    total = sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1), strict=True))
    return body + "0123456789X"[-total % 11]


def thirteen(body):
    total = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(body))
    return body + str(-total % 10)


@given(NINE)
def test_the_short_and_the_long_form_are_one_number(body):
    assert (
        isbn.thirteen(ten(body)) == thirteen("978" + body) == isbn.thirteen(thirteen("978" + body))
    )


@given(NINE)
def test_every_single_wrong_digit_of_ten_is_found(body):
    number = ten(body)

    passed = [
        wrong
        for place, right in enumerate(number)
        for digit in "0123456789"
        if digit != right
        and isbn.judge(wrong := number[:place] + digit + number[place + 1 :]) is IsbnShape.isbn
    ]

    assert passed == []


@given(NINE, st.sampled_from(["978", "979"]))
def test_every_single_wrong_digit_of_thirteen_is_found(body, start):
    number = thirteen(start + body)

    passed = [
        wrong
        for place, right in enumerate(number)
        for digit in "0123456789"
        if digit != right
        and isbn.judge(wrong := number[:place] + digit + number[place + 1 :]) is IsbnShape.isbn
    ]

    assert passed == []


@given(NINE, PUNCTUATION)
def test_signs_between_the_digits_do_not_count(body, signs):
    number = thirteen("978" + body)

    typed = "".join(sign + digit for sign, digit in zip(signs, number, strict=False))

    assert isbn.thirteen(typed) == number


@given(st.text(max_size=30))
def test_any_text_is_judged(text):
    assert isbn.judge(text) in IsbnShape


@given(NINE)
def test_ten_places_become_thirteen_and_ten_again(body):
    long = thirteen("978" + body)

    short = isbn.ten(long)

    assert isbn.thirteen(short) == long
    assert isbn.ten(short) == short


def test_a_number_of_979_has_no_ten_places():
    assert isbn.ten("9791032700006") is None
    assert isbn.ten("no number") is None
