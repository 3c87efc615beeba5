"""Book cards, pockets and date-due slips."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.library import copies
from jukung.paper.picture import page_sizes
from jukung.ui.pages.book_papers_panel import BookPapersPanel
from jukung.ui.pages.source_choices import Which
from makers import a_title


@pytest.fixture
def numbers(library):
    with library.changing() as desk:
        title = a_title(desk, "Perahu Kecil di Rawa", call_number="813 BAS p")
        return copies.add(desk, title, count=7)


@pytest.fixture
def panel(numbers, room, open_page):
    made = open_page(BookPapersPanel(room))
    made.bench.preview.show_now()
    return made


def test_copies_without_a_label_are_offered_first(panel):
    assert panel.copies.which() is Which.unprinted
    assert len(panel.chosen()) == 7
    assert panel.which() == {"card", "pocket", "date_due"}
    assert panel.chips()[0][0].startswith("7 copies · ")


def test_scanned_numbers_are_chosen_and_unknown_ones_named(panel, numbers, library):
    panel.copies.choose(Which.typed)
    field = panel.copies._numbers
    for number in (numbers[2], "99999"):
        QTest.keyClicks(field, number)
        QTest.keyClick(field, Qt.Key.Key_Return)

    with library.reading() as desk:
        assert [copy.number for copy in copies.of_ids(desk, panel.chosen())] == [numbers[2]]
    assert panel.copies.note() == "Not known here: 99999"


def test_without_a_paper_chosen_nothing_can_be_printed(panel):
    panel.choose()

    assert panel.printable() is None
    assert not panel.bench.may_print()
    assert panel.bench.preview.words() == "Choose at least one of the three papers."


def test_a_saved_file_has_the_paper_of_last_time(panel, room, open_page, tmp_path):
    panel._paper.setCurrentIndex(panel._paper.findData("f4"))
    again = open_page(BookPapersPanel(room))
    again.choose("pocket")

    again.bench.printing.save(tmp_path / "pockets.pdf", again.printable())

    sizes = {(round(w), round(h)) for w, h in page_sizes((tmp_path / "pockets.pdf").read_bytes())}
    assert sizes == {(215, 330)}
    assert again.bench.words() == "Saved: pockets.pdf"


def test_an_empty_library_says_the_first_step(room, open_page):
    panel = open_page(BookPapersPanel(room))

    assert panel.printable() is None
    assert panel.bench.preview.words().startswith("Choose copies at the left")
