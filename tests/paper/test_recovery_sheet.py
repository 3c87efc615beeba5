import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from jukung import places, words
from jukung.domain import recovery_code
from jukung.paper.papers import OFFICE, SHEETS
from jukung.paper.picture import page_count, page_sizes
from jukung.paper.recovery_sheet import SheetWords, recovery_page

LINES = recovery_code.written(bytes(range(100, 120)))
SHEET = SheetWords("Perpustakaan Rawa Bening", "Desa Rawa", date(2026, 11, 22), LINES)


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    leaf = document[0]
    reader = leaf.get_textpage()
    told = reader.get_text_bounded()
    for opened in (reader, leaf, document):
        opened.close()
    return " ".join(told.split())


@pytest.mark.parametrize("paper", OFFICE)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_sheet_is_one_page_of_its_paper(paper, language):
    words.speak(language, places.resources() / "words")

    pdf = recovery_page(SHEET, paper=paper)

    (size,) = page_sizes(pdf)
    assert page_count(pdf) == 1
    assert tuple(round(side) for side in size) == SHEETS[paper]


def test_the_code_is_on_the_sheet_as_it_is_typed():
    told = re.sub(r"\s", "", text_of(recovery_page(SHEET)))

    assert [line for line in LINES if line.replace(" ", "") not in told] == []


def test_a_sheet_names_the_library_and_says_how_to_keep_it():
    told = text_of(recovery_page(SHEET))

    assert "Perpustakaan Rawa Bening" in told
    assert "22 November 2026" in told
    assert "seal it in an envelope" in told
    assert "outside the library" in told


def test_the_same_words_give_the_same_bytes():
    assert recovery_page(SHEET) == recovery_page(replace(SHEET))


@pytest.mark.parametrize("name", ["P" * 400, "ڤرڤوستاكاءن دسا", "", "Pustaka\nBaru"])
def test_any_name_leaves_it_one_page(name):
    pdf = recovery_page(replace(SHEET, library=name, place_name=name))

    assert page_count(pdf) == 1


KEY_LINES = recovery_code.written_key(bytes(range(32)))


@pytest.mark.parametrize("paper", OFFICE)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_prisons_sheet_has_the_key_of_its_file_on_the_same_page(paper, language):
    words.speak(language, places.resources() / "words")

    pdf = recovery_page(replace(SHEET, file_lines=KEY_LINES), paper=paper)

    told = re.sub(r"\s", "", text_of(pdf))
    assert page_count(pdf) == 1
    assert [line for line in (*LINES, *KEY_LINES) if line.replace(" ", "") not in told] == []


def test_the_sheet_of_a_prison_speaks_of_officers_and_no_head():
    key = recovery_code.written_key(bytes(recovery_code.KEY_BYTES))

    told = text_of(recovery_page(replace(SHEET, file_lines=key)))

    assert "head of the library" not in told
    assert "gives an officer a new PIN" in told
