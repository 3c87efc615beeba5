"""The filters of the catalogue, by keys, on a real file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukung.domain.kinds import Audience
from jukung.ui.pages.catalogue import CataloguePage
from makers import a_copy, a_loan, a_member, a_title

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(room, open_page):
    return open_page(CataloguePage(room))


@pytest.fixture(autouse=True)
def stocked(library):
    with library.changing() as desk:
        for place in range(4):
            a_title(desk, f"Cerita Rawa {place}", class_number="813", audience=Audience.children)
        a_title(desk, "Ilmu Rawa", class_number="639.2", language="ind")
        a_title(desk, "Puisi Rawa", class_number="811", language="eng")
        out = a_title(desk, "Dipinjam Semua", class_number="813")
        a_loan(desk, a_member(desk), a_copy(desk, title_id=out))
        a_copy(desk, title_id=a_title(desk, "Ada di Rak", class_number="2X4"))


def titles(page):
    return [line.title for line in page.found()]


def press(page, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or page, key, modifiers)


def opened(page):
    press(page, Qt.Key.Key_F, CONTROL_SHIFT)
    return page.filters()


def test_a_class_is_chosen_by_keys_and_shown_as_a_chip(page, qtbot):
    filters = opened(page)
    assert QApplication.focusWidget() is filters._fields["class_main"]

    QTest.keyClicks(QApplication.focusWidget(), "6")

    qtbot.waitUntil(lambda: titles(page) == ["Ilmu Rawa"])
    assert filters.words() == ["6 · Teknologi dan keterampilan"]
    assert filters.chips.isVisible()
    assert page._list.said() == "1 title"


def test_a_division_narrows_a_class(page, qtbot):
    filters = opened(page)
    filters.choose("class_main", "8")

    filters.choose("division", "81")

    qtbot.waitUntil(lambda: len(titles(page)) == 6)
    assert [each[:3] for each in filters.words()] == ["8 ·", "810"]
    filters.choose("class_main", "2X")
    qtbot.waitUntil(lambda: titles(page) == ["Ada di Rak"])
    assert filters.words() == ["2X · Islam"]


def test_a_filter_holds_for_what_is_typed(page, qtbot):
    opened(page).choose("audience", Audience.children)

    page.search("rawa")

    qtbot.waitUntil(lambda: titles(page) == [f"Cerita Rawa {n}" for n in range(4)])


def test_what_the_filter_hides_is_said_and_the_way_out(page, qtbot):
    opened(page).choose("audience", Audience.adult)
    assert titles(page) == []
    assert page._list.table._empty.startswith("No title fits these filters")

    page.search("puisi")

    assert page._list.said().startswith("Nothing fits with these filters")
    press(page, Qt.Key.Key_X, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: titles(page) == ["Puisi Rawa"])
    assert page.filters().words() == []


def test_only_what_stands_on_the_shelf_is_left(page, qtbot):
    opened(page).choose("on_shelf", value=True)

    qtbot.waitUntil(lambda: titles(page) == ["Ada di Rak"])


def test_a_chip_is_taken_away_by_delete_and_the_next_has_the_focus(page, qtbot):
    filters = opened(page)
    filters.choose("class_main", "8")
    filters.choose("languages", ("eng",))
    press(page, Qt.Key.Key_Escape)
    first, _second = filters._chips.values()
    first.setFocus()

    press(page, Qt.Key.Key_Delete)

    assert filters.words() == ["Inggris"]
    assert QApplication.focusWidget() is next(iter(filters._chips.values()))
    press(page, Qt.Key.Key_Backspace)
    assert filters.words() == []
    assert QApplication.focusWidget() is page._list.line
    qtbot.waitUntil(lambda: len(titles(page)) == 8)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_card_is_left_and_the_choice_stays(page, key):
    filters = opened(page)
    filters.choose("class_main", "8")

    press(page, key)

    assert filters.card.isHidden()
    assert len(filters.words()) == 1
    assert QApplication.focusWidget() is page._list.line


def test_the_choice_stays_while_the_page_is_left_and_ends_with_who_chose(page, qtbot):
    filters = opened(page)
    filters.choose("class_main", "6")
    page.hide()
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: titles(page) == ["Ilmu Rawa"])

    page.take_over()

    assert filters.facts() == {}
    qtbot.waitUntil(lambda: len(titles(page)) == 8)


def test_a_choice_that_is_no_longer_there_is_dropped(page, library, qtbot):
    filters = opened(page)
    filters.choose("languages", ("ind",))
    with library.changing() as desk:
        a_title(desk, "Lagi", language="Indonesia")

    filters.close()
    opened(page)

    assert filters.facts() == {}
    filters.choose("languages", ("Indonesia", "ind"))
    qtbot.waitUntil(lambda: titles(page) == ["Ilmu Rawa", "Lagi"])


def test_what_was_meant_is_said_below_the_list(page, qtbot):
    page.search("putsi")

    qtbot.waitUntil(lambda: titles(page) == ["Puisi Rawa"])
    assert page._list.said() == "Not found as typed; meant: puisi · 1 found"


def test_lists_of_one_are_not_offered(page):
    filters = opened(page)

    assert filters.card._cells["box"].isHidden()
    assert filters.card._cells["place"].isHidden()
    assert not filters.card._cells["languages"].isHidden()
