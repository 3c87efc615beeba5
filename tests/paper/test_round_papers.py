"""The papers of a round: every line, no name, the same bytes for the same values."""

from datetime import date

import pypdfium2
import pytest

from jukung.domain.errors import NothingToPrint
from jukung.paper import round_papers
from jukung.paper.document import Letterhead
from jukung.paper.round_papers import FormLine, WantedCopy, WayPaper

WAY = WayPaper("B", date(2026, 11, 22), 60)
HEAD = Letterhead(name="Lapas Kelas IIA Contoh")
LETTERS = (("Y", "done"), ("N", "not found"))


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    said = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return said


def test_the_list_has_what_is_to_be_found_and_for_which_card():
    copies = [WantedCopy("635 WID", f"{n:07}", f"Judul {n}", "B-12", f"W-{n}") for n in range(80)]

    pages = words_of(round_papers.pick_list(WAY, copies, letterhead=HEAD))

    assert len(pages) > 1
    text = " ".join(pages)
    assert all(copy.barcode in text and copy.card in text for copy in copies)
    assert "635 WID" in text


def test_the_form_has_a_line_for_each_and_empty_ones_behind():
    lines = [FormLine("B-1", f"W-{n}", "bring", f"{n:07}", f"Judul {n}") for n in range(40)]

    text = " ".join(
        words_of(round_papers.cell_form(WAY, lines, letters=LETTERS, letterhead=HEAD, blanks=4))
    )

    assert all(line.barcode in text for line in lines)
    assert text.count("Y / N") == 40
    assert text.count("lent / back") == 4


def test_the_same_values_give_the_same_bytes():
    lines = [FormLine("B-1", "W-1", "visit")]

    first, again = (
        round_papers.cell_form(WAY, lines, letters=LETTERS, letterhead=HEAD) for _ in range(2)
    )

    assert first == again


def test_an_empty_round_prints_nothing():
    with pytest.raises(NothingToPrint):
        round_papers.pick_list(WAY, [], letterhead=HEAD)
    with pytest.raises(NothingToPrint):
        round_papers.cell_form(WAY, [], letters=LETTERS, letterhead=HEAD)
