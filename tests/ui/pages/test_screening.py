"""Screening by the keyboard: L passes, T reviews, X keeps back, Enter goes on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.domain.kinds import CopyTrait, ScreeningReason, ScreeningResult
from jukung.library import screening, traits
from jukung.paper.picture import page_count
from jukung.ui.pages.screening import ScreeningPage
from jukung.ui.pages.screening_words import printable
from makers import a_copy, a_title

CONTROL = Qt.KeyboardModifier.ControlModifier
PASSED, REVIEW, REFUSED = ScreeningResult.passed, ScreeningResult.review, ScreeningResult.refused


@pytest.fixture
def stocked(prison_room):
    with prison_room.library.changing() as desk:
        for name in ("Anyaman", "Bekantan", "Cerita"):
            a_copy(desk, title_id=a_title(desk, name, class_number="398.2"), screened=False)
    return prison_room


@pytest.fixture
def page(stocked, open_page):
    return open_page(ScreeningPage(stocked))


def names(room, result):
    with room.library.reading() as desk:
        return [line.title for line in screening.listed(desk, result)]


def test_l_passes_the_line_and_goes_to_the_next(page, stocked):
    QTest.keyClick(page.table, Qt.Key.Key_L)
    QTest.keyClick(page.table, Qt.Key.Key_L)

    assert names(stocked, PASSED) == ["Anyaman", "Bekantan"]
    assert [line.title for line in page.values()] == ["Cerita"]
    assert page.words() == "Passed: “Bekantan”"


def test_enter_leaves_a_line_and_goes_on(page, stocked):
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    QTest.keyClick(page.table, Qt.Key.Key_L)

    assert names(stocked, PASSED) == ["Bekantan"]


def test_x_asks_why_and_digits_answer(page, stocked):
    QTest.keyClick(page.table, Qt.Key.Key_X)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_4)
    page.reason.line.setFocus()
    QTest.keyClicks(page.reason.line, "hal. 12")
    QTest.keyClick(page.reason.line, Qt.Key.Key_Return)

    with stocked.library.reading() as desk:
        [line] = screening.listed(desk, REFUSED)
    assert (line.title, line.reasons, line.words) == (
        "Anyaman",
        (ScreeningReason.drugs,),
        "hal. 12",
    )
    assert page.reason.isHidden()


def test_without_a_reason_nothing_is_kept_back(page, stocked):
    QTest.keyClick(page.table, Qt.Key.Key_X)
    QTest.keyClick(page.reason.line, Qt.Key.Key_Return)

    assert names(stocked, REFUSED) == []
    assert page.words() == "Please choose a reason or write one first."


def test_all_are_ticked_passed_and_taken_back_as_one(page, stocked):
    QTest.keyClick(page.table, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(page.table, Qt.Key.Key_L)
    passed = names(stocked, PASSED)
    QTest.keyClick(page.table, Qt.Key.Key_Z, CONTROL)

    assert passed == ["Anyaman", "Bekantan", "Cerita"]
    assert names(stocked, REVIEW) == ["Anyaman", "Bekantan", "Cerita"]


def test_a_class_is_chosen_and_words_are_searched_without_deciding(page, stocked):
    page.show_part(1)
    page._line.take_focus()
    QTest.keyClicks(page._line, "ax")
    page.search("bek")

    assert [line.title for line in page.values()] == ["Bekantan"]
    assert names(stocked, PASSED) == []


def test_what_passed_is_a_list_of_its_own(page):
    QTest.keyClick(page.table, Qt.Key.Key_L)
    QTest.keyClick(page, Qt.Key.Key_2, CONTROL)

    assert [line.title for line in page.values()] == ["Anyaman"]


def test_the_traits_of_copies_are_ticked_by_digits(page, stocked):
    QTest.keyClick(page.table, Qt.Key.Key_R)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_1)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)

    with stocked.library.reading() as desk:
        number = next(iter(desk.session.connection().exec_driver_sql("SELECT number FROM copy")))[0]
        assert traits.of_copy(desk, number) == {CopyTrait.hard_cover}


def test_escape_leaves_the_question(page, stocked):
    QTest.keyClick(page.table, Qt.Key.Key_X)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Escape)

    assert page.reason.isHidden()
    assert names(stocked, REFUSED) == []


@pytest.mark.parametrize("place", range(4))
def test_both_papers_are_written_on_both_sizes(page, tmp_path, place):
    page._paper.setCurrentIndex(place)
    path = tmp_path / "list.pdf"

    page.printing.save(path, printable(page._room, str(page._paper.currentData()), "screening"))

    assert page_count(path.read_bytes()) == 1


def test_an_empty_list_says_what_comes_here(prison_room, open_page):
    page = open_page(ScreeningPage(prison_room))

    assert "New titles come here" in page.table._empty
    assert not page._pass.isEnabled()
