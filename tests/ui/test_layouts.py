"""What a scanner meant, under the keyboards that village computers have."""

import pytest

from jukung.ui.layouts import is_plausible, scanned_text

FRENCH, ARABIC, PERSIAN = 'àààéà&"', "٠٠٠٢٠١٣", "۰۰۰۲۰۱۳"
PLACES = {sign: place for place, sign in enumerate("1234567890-", start=2)} | {"A": 30, "W": 17}


@pytest.mark.parametrize("text", ["0002013", "A000213", "a000213", "00012/PD/2026", "978-602"])
def test_a_number_that_reads_well_is_left_alone(text):
    assert scanned_text(text, [0] * len(text), x11=True) == text


@pytest.mark.parametrize("text", [FRENCH, ARABIC, PERSIAN])
def test_digits_of_another_keyboard_are_digits(text):
    assert scanned_text(text, [0] * len(text), x11=True) == "0002013"


@pytest.mark.parametrize("x11", [False, True])
def test_the_places_of_the_keys_tell_more_than_the_signs(x11):
    first = 8 if x11 else 0
    places = [PLACES[sign] + first for sign in "A-000213"]

    assert scanned_text('Q)àààé&"', places, x11=x11) == "A-000213"


@pytest.mark.parametrize("text", ["perahu", "čšž", ""])
def test_words_are_no_numbers(text):
    assert not is_plausible(text)
    assert scanned_text(text, [0] * len(text), x11=True) == text
