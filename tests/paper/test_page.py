import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages, fit_text, text_width

FITS = {"size": 9.0, "width": 40.0, "smallest": 6.0}


def a_page(*lines: str) -> bytes:
    pages = Pages(100, 60, title="Percobaan")
    for place, line in enumerate(lines):
        pages.centred(line, 50, 10 + 8 * place, font=REGULAR, size=9)
    return pages.finished()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    leaf = document[0]
    reader = leaf.get_textpage()
    found = reader.get_text_range()
    for opened in (reader, leaf, document):
        opened.close()
    return found


def test_a_short_line_keeps_its_size():
    assert fit_text("Ayo, Membaca!", REGULAR, **FITS) == ("Ayo, Membaca!", 9.0)


def test_a_longer_line_shrinks_and_is_whole():
    title = "Bercocok Tanam di Lahan Gambut"

    text, size = fit_text(title, BOLD, **FITS)

    assert text == title
    assert 6.0 <= size < 9.0
    assert text_width(text, BOLD, size=size) <= 40.0


def test_a_very_long_line_is_cut_after_a_letter():
    text, size = fit_text("Panduan, " * 30, REGULAR, **FITS)

    assert size == 6.0
    assert text.endswith("…")
    assert text[-2].isalpha()


def test_nothing_is_left_where_not_even_the_ellipsis_fits():
    text, _ = fit_text("Panduan", REGULAR, size=9.0, width=0.5, smallest=6.0)

    assert text == ""


@given(st.text(max_size=80), st.floats(min_value=1, max_value=60))
def test_no_line_is_wider_than_its_room(text, width):
    fitted, size = fit_text(text, REGULAR, size=9.0, width=width, smallest=6.0)

    assert text_width(fitted, REGULAR, size=size) <= width + 1e-6
    assert 6.0 <= size <= 9.0


def test_text_is_never_markup():
    line = "<b>tak ditutup & (kurung \\ <para>"

    assert text_of(a_page(line)).strip() == line


def test_the_same_lines_give_the_same_bytes():
    lines = ("Perahu", "كتاب فقه (جزء ١٢)")

    first = a_page(*lines)
    a_page("سوڠاي الله لا", "žéß")

    assert a_page(*lines) == first


def test_pages_print_at_their_true_size_with_embedded_fonts_only():
    pdf = a_page("Perahu", "كتاب")

    assert b"/PrintScaling /None" in pdf
    assert b"/FontFile2" in pdf
    assert b"Helvetica" not in pdf


@pytest.mark.parametrize("text", ["", "😀 𐐷", "\ud800", "日本", "a\u0301\u0327", "\u200d"])
def test_letters_the_font_lacks_do_not_stop_a_page(text):
    assert a_page(text).startswith(b"%PDF")
