"""Letters that went through the wrong encoding, made right again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain.twice_encoded import is_twice_encoded, mended


def garbled(text, times=1):
    for _time in range(times):
        text = "".join(
            chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
            for byte in text.encode()
        )
    return text


@pytest.mark.parametrize("text", ["Café", "l’été", "“Rawa”", "Naïve – ½", "الفقه", "Zoë"])
@pytest.mark.parametrize("times", [1, 2])
def test_garbled_words_are_mended(text, times):
    wrong = garbled(text, times)

    assert is_twice_encoded(wrong)
    assert mended(wrong) == text


@pytest.mark.parametrize("text", ["Café", "É”", "Ça va", "Perahu", "naïve", "", "São Paulo"])
def test_right_words_are_left_in_peace(text):
    assert mended(text) == text


@given(st.text())
def test_any_text_is_answered_and_mending_ends(text):
    once = mended(text)

    assert len(once) <= len(text)
