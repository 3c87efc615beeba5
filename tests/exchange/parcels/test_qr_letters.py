"""Base45 as RFC 9285 gives it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.exchange.parcels import qr_letters


@pytest.mark.parametrize(
    ("content", "text"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"", "")],
)
def test_the_examples_of_the_standard_hold(content, text):
    written, found = qr_letters.write(content), qr_letters.read(text)

    assert written == text
    assert found == content


@given(st.binary(max_size=400))
def test_all_bytes_come_back(content):
    assert qr_letters.read(qr_letters.write(content)) == content


@pytest.mark.parametrize("text", ["GGW", "::", "A", "AAAA", "ab8", "B\u00c48"])
def test_what_stands_for_no_bytes_is_refused(text):
    with pytest.raises(qr_letters.LettersWrong):
        qr_letters.read(text)
