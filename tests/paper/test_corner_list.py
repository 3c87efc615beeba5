"""The list of a reading corner, read back from its PDF."""

from datetime import date

import pytest
from pypdfium2 import PdfDocument

from jukung.domain.errors import NothingToPrint
from jukung.paper.corner_list import CornerLine, CornerWords, corner_list
from jukung.paper.document import Letterhead

HEAD = Letterhead(name="Perpustakaan Rawa Bening")
SAID = CornerWords("Pojok baca B", "B", date(2026, 11, 22))


def read(pdf):
    document = PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return pages


def test_it_says_what_should_lie_there_and_what_is_missing():
    lines = (CornerLine("0000013", "Kapal Tua", "813 RAH k"), CornerLine("7", "Sungai", "", "gone"))

    (said,) = read(corner_list(SAID, lines, letterhead=HEAD))

    for words in ("Pojok baca B", "0000013", "Kapal Tua", "813 RAH k", "gone", "22 NOVEMBER 2026"):
        assert words in said


def test_the_same_words_give_the_same_bytes():
    lines = (CornerLine("1", "Kapal"),)

    assert corner_list(SAID, lines, letterhead=HEAD) == corner_list(SAID, lines, letterhead=HEAD)


def test_a_long_deposit_goes_over_pages_on_folio():
    lines = [CornerLine(f"{n:07}", f"Kisah {n}") for n in range(120)]

    pages = read(corner_list(SAID, lines, letterhead=HEAD, paper="f4"))

    assert len(pages) > 2
    assert "Kisah 119" in "".join(pages)


def test_an_empty_corner_prints_nothing():
    with pytest.raises(NothingToPrint):
        corner_list(SAID, (), letterhead=HEAD)
