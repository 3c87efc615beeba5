"""Text that spreadsheets could calculate: marked, and unmarked without a change."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jukung.exchange.harmless import as_it_was, harmless

SIGNS = st.text(alphabet="'=+-@ \t\r\n＝\ufe66\u2060\u202eab1", max_size=8)


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+62812", "-7", "@SUM(A1)", "\t=1", " =1", "\r\n", "＝1", "\u00a0=1", "'=1"),
        *("\ufe66SUM(A1)", "\ufe621", "\ufe631", "\ufe6bA", "\u22121"),
        *("\u2060=1", "\u202e=1", "\u3000=1", "\x0b=1", "\u200f\u2060 =1"),
    ],
)
def test_what_a_spreadsheet_calculates_gets_a_mark(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Perahu", "'tis", "1-2", "a=b", "''", "'", "Nu'man"])
def test_other_text_stays_as_it_is(text):
    assert harmless(text) == text
    assert as_it_was(text) == text


@given(st.one_of(st.text(), SIGNS))
@example("'=x")
@example("''=x")
@example("' =x")
def test_every_text_comes_back(text):
    assert as_it_was(harmless(text)) == text


@given(st.one_of(st.text(), SIGNS))
def test_nothing_that_goes_out_begins_a_formula(text):
    assert not harmless(text).lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r"))
