import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain import spelling


@pytest.mark.parametrize(
    ("older", "today"),
    [("Soekarno", "sukarno"), ("Djalan", "jalan"), ("Tjerita", "cerita"), ("Sjair", "syair")],
)
def test_older_words_are_spelled_as_today(older, today):
    assert spelling.modern(older) == today


def test_only_words_that_changed_are_given_and_each_once():
    assert spelling.of_today("Djalan Raya Djalan Soerabaja") == "jalan surabaja"


@pytest.mark.parametrize(
    ("word", "plain"), [("Résidèn", "residen"), ("Çelik", "celik"), ("STRAẞE", "strasse")]
)
def test_marks_are_taken_off(word, plain):
    assert spelling.without_marks(word) == plain


def test_one_slip_is_a_letter_more_less_other_or_changed_places():
    found = set(spelling.one_off("kuda"))

    assert {"kudaa", "kkuda", "uda", "kud", "kuga", "kdua", "ukda"} <= found
    assert not {"kuda", "kaud", "kudang", "ku", ""} & found


@given(word=st.text("abcdefgh", max_size=8))
def test_a_slip_can_be_taken_back_by_one(word):
    for slip in spelling.one_off(word)[::17]:
        assert word in spelling.one_off(slip) or not word
