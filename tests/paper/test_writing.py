import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.paper.fonts import REGULAR
from jukung.paper.page import Pages
from jukung.paper.writing import pieces, plain, width


def drawn(text: str) -> list[str]:
    """Pieces from left to right; Arabic ones as `*`, since their letters are joined."""
    return [
        "*" if "Arabic" in piece.font and not piece.text.strip().isdigit() else
        piece.text.strip()
        for piece in pieces(text, REGULAR)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "from_the_left"),
    [
        ("Perahu (jilid 2)", ["Perahu (jilid 2)"]),
        ("كتاب فقه", ["*"]),
        ("Tafsir كتاب anak", ["Tafsir", "*", "anak"]),
        ("كتاب untuk anak", ["untuk anak", "*"]),
        ("كتاب ١٢", ["١٢", "*"]),
        ("Kitab كتاب 12", ["Kitab", "12", "*"]),
        ("كتاب (فقه) anak", ["anak", "(", "*", ")", "*"]),
        ("Kitab كتاب (جزء) anak", ["Kitab", "(", "*", ")", "*", "anak"]),
        ("Kitab كتاب (bab) anak", ["Kitab", "*", "(bab) anak"]),
        ("كتاب 2024/15", ["2024/15", "*"]),
    ],
)
def test_a_line_is_drawn_in_reading_order(text, from_the_left):
    assert drawn(text) == from_the_left


def test_arabic_letters_are_joined():
    together = width("كتاب", REGULAR)
    apart = sum(width(letter, REGULAR) for letter in "كتاب")

    assert together < apart


def test_the_letters_of_arab_melayu_are_joined():
    (piece,) = pieces("سوڠاي", REGULAR)

    assert "ڠ" not in piece.text


@given(st.text(st.sampled_from("aZ 12()[].,:/،كتڠڤ١٢\u064b\u200d"), max_size=30))
def test_no_letter_is_lost_or_stops_the_line(text):
    line = pieces(text, REGULAR)
    pages = Pages(100, 60, title="Percobaan")
    pages.centred(text, 50, 30, font=REGULAR, size=9)

    assert pages.finished().startswith(b"%PDF")
    latin = "".join(piece.text for piece in line if "Arabic" not in piece.font)
    assert sorted(filter(str.isalnum, latin)) == sorted(
        filter(str.isascii, filter(str.isalnum, text))
    )
    assert width(text, REGULAR) == pytest.approx(sum(piece.width for piece in line))


def test_controls_and_line_ends_do_not_print():
    assert plain("  Perahu\r\n di\t\x00Sungai\u202e ") == "Perahu di Sungai"


def test_a_joiner_of_arab_melayu_stays():
    assert plain("ک\u200cت") == "ک\u200cت"
