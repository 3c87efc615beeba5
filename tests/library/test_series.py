"""Numbers that go on counting, whatever they look like (SLiMS stops: slims9_bulian#213)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukung.domain import codes, errors
from jukung.library import circulation, numbers, series
from makers import a_copy, a_member, at

NEXT_YEAR = date(2027, 1, 4)


def pattern(desk, kind="copies", **wished):
    return replace(series.show(desk, kind), **wished)


def test_a_pattern_may_have_words_before_and_behind(desk):
    series.save(
        desk, pattern(desk, prefix="", digits=5, check_digit=False, suffix="/PD/{year}", next=12)
    )

    assert series.next_numbers(desk, "copies", 2) == ["00012/PD/2026", "00013/PD/2026"]


def test_a_yearly_pattern_begins_anew_with_the_year(desk):
    series.save(desk, pattern(desk, prefix="{yy}-", digits=4, check_digit=False, yearly=True))
    this_year = series.next_numbers(desk, "copies", 2)

    next_year = series.next_numbers(at(desk, NEXT_YEAR), "copies", 2)

    assert (this_year, next_year) == (["26-0001", "26-0002"], ["27-0001", "27-0002"])


def test_a_clock_set_back_a_year_does_not_count_anew(desk):
    series.save(desk, pattern(desk, prefix="{yy}-", digits=4, check_digit=False, yearly=True))
    series.next_numbers(desk, "copies", 2)

    back = series.next_numbers(at(desk, date(2025, 6, 1)), "copies", 1)

    assert back == ["25-0003"]


def test_a_yearly_pattern_without_a_year_is_refused(desk):
    with pytest.raises(errors.SeriesWouldRepeat):
        series.save(desk, pattern(desk, yearly=True))


def test_counting_goes_on_when_the_digits_are_used_up(desk):
    series.save(desk, pattern(desk, digits=3, check_digit=False, next=998))

    assert series.next_numbers(desk, "copies", 3) == ["998", "999", "1000"]


@pytest.mark.parametrize(
    ("wished", "refusal"),
    [
        ({"digits": 2}, errors.CountOutOfRange),
        ({"digits": 13}, errors.CountOutOfRange),
        ({"next": 0}, errors.CountOutOfRange),
        ({"prefix": "É"}, errors.NumberNotPrintable),
        ({"prefix": "PERPUSTAKAAN"}, errors.NumberNotPrintable),
        ({"suffix": "X" * 40}, errors.NumberTooLong),
    ],
)
def test_a_pattern_that_scanners_or_the_desk_would_not_read_is_refused(desk, wished, refusal):
    before = series.show(desk, "copies")

    with pytest.raises(refusal):
        series.save(desk, pattern(desk, **wished))

    assert series.show(desk, "copies") == before


def test_numbers_on_labels_stay_when_the_pattern_changes(desk):
    old = a_copy(desk)

    series.save(desk, pattern(desk, prefix="B", digits=5))

    assert numbers.copy_row(desk, old) is not None
    assert a_copy(desk).startswith("B")


def test_a_copy_with_such_a_number_is_lent_by_its_number_without_zeros(desk):
    series.save(desk, pattern(desk, digits=5, check_digit=False, suffix="/PD/{year}"))
    number, card = a_copy(desk), a_member(desk).card

    slip = circulation.lend(desk, card, "1/pd/2026")

    assert slip.barcode == number


def test_examples_take_nothing(desk):
    wished = pattern(desk, prefix="C", digits=4, check_digit=False)

    shown = series.examples(desk, wished)

    assert shown == ("C0001", "C0002", "C0003")
    assert series.show(desk, "copies").prefix == ""


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    prefix=st.text("AB-{}", max_size=3),
    digits=st.integers(3, 6),
    checked=st.booleans(),
    given_out=st.integers(1, 8),
)
def test_numbers_never_repeat_and_never_collide(desk, prefix, digits, checked, given_out):
    taken = set(series.next_numbers(desk, "cards", given_out))
    wished = pattern(desk, prefix=prefix, digits=digits, check_digit=checked, next=1)
    series.save(desk, wished)

    fresh = series.next_numbers(desk, "copies", given_out)

    assert len(set(fresh)) == given_out
    assert not taken & set(fresh)
    assert all(codes.looks_like_number(each) for each in fresh)
