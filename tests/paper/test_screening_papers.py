"""The papers of screening, and the set-up sheet of a prison's computer."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from jukung import places, words
from jukung.paper.papers import OFFICE, SHEETS
from jukung.paper.picture import page_count, page_sizes
from jukung.paper.prison_setup_sheet import SetupWords, setup_sheet
from jukung.paper.screening_papers import PaperWords, ScreenedLine, public_list, record

HOUSE = PaperWords("Perpustakaan Lapas Rawa", "Kota Rawa", date(2026, 11, 22))
SHEET = SetupWords("Perpustakaan Lapas Rawa", "Kota Rawa", date(2026, 11, 22), 3)
LINE = ScreenedLine(
    "Rawa Bercerita",
    "Penulis Rekaan",
    "899.2",
    "Not circulated",
    "Drugs: hal. 12",
    "Siti",
    date(2026, 11, 20),
)


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    told = []
    for leaf in document:
        reader = leaf.get_textpage()
        told.append(reader.get_text_bounded())
        reader.close()
        leaf.close()
    document.close()
    return " ".join(" ".join(told).split())


def test_the_record_says_what_was_decided_by_whom_when_and_why():
    told = text_of(record(HOUSE, [LINE]))

    for said in ("Rawa Bercerita", "Not circulated", "Drugs: hal. 12", "Siti", "20 Nov 2026"):
        assert said in told


def test_the_public_list_says_neither_who_nor_why():
    told = text_of(public_list(HOUSE, [LINE]))

    assert "Rawa Bercerita" in told
    assert "Siti" not in told
    assert "Drugs" not in told


def test_a_long_record_runs_over_pages_and_keeps_its_heading():
    pdf = record(HOUSE, [replace(LINE, title=f"Judul {n}") for n in range(120)])

    assert page_count(pdf) > 3
    assert text_of(pdf).count("Result") == page_count(pdf)


@pytest.mark.parametrize("paper", OFFICE)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_set_up_sheet_is_one_page_of_its_paper(paper, language):
    words.speak(language, places.resources() / "words")

    pdf = setup_sheet(SHEET, paper=paper)

    (size,) = page_sizes(pdf)
    assert page_count(pdf) == 1
    assert tuple(round(side) for side in size) == SHEETS[paper]


def test_the_set_up_sheet_claims_nothing_that_only_the_system_can_do():
    told = text_of(setup_sheet(SHEET))

    assert "cannot stop another program" in told
    assert "After 3 minutes" in told
    assert "by hand" in text_of(setup_sheet(replace(SHEET, idle_minutes=0)))


def test_the_same_words_give_the_same_bytes():
    assert record(HOUSE, [LINE]) == record(replace(HOUSE), [replace(LINE)])
    assert setup_sheet(SHEET) == setup_sheet(replace(SHEET))
