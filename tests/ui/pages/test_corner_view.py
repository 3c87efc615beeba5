"""A reading corner in the settings of a prison, by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import text

from jukung.library import house
from jukung.ui.pages.house_section import HouseSection
from round_makers import a_passed_copy

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(prison_room, open_page):
    with prison_room.library.changing() as desk:
        house.add_many(desk, "B 1-2")
        house.add_corner(desk, "Pojok baca B", block_id=house.blocks(desk)[0].id)
    page = open_page(HouseSection(prison_room))
    page.shown()
    page.take_focus()
    page.table.point_at(3)
    QTest.keyClick(page.table, Qt.Key.Key_L, CONTROL)
    return page


@pytest.fixture
def number(prison_room):
    with prison_room.library.changing() as desk:
        return a_passed_copy(desk, "Kapal Tua")


def scan(page, typed):
    page.deposit.line.take_focus()
    QTest.keyClicks(page.deposit.line._line, typed, delay=-1)
    QTest.keyClick(page.deposit.line._line, Qt.Key.Key_Return)


def press(page, key):
    QTest.keyClick(page.deposit.line._line, key, CONTROL)


def test_an_empty_corner_says_the_first_step(page):
    assert page.deposit.isVisible()
    assert not page._card.isVisible()
    assert "Scan the first book" in page.deposit.table._empty


def test_a_scan_puts_in_and_undo_takes_it_back(page, number):
    scan(page, number)
    lies = [each.number for each in page.deposit.copies()]

    press(page, Qt.Key.Key_Z)

    assert lies == [number]
    assert page.deposit.copies() == []


def test_a_scan_takes_out_where_that_is_chosen(page, number):
    scan(page, number)
    press(page, Qt.Key.Key_2)

    scan(page, number)

    assert page.deposit.copies() == []
    assert "library again" in page.deposit.banner._detail.text()


def test_reading_is_counted_by_scan_and_the_book_stays(page, number, prison_room):
    scan(page, number)
    press(page, Qt.Key.Key_3)

    scan(page, number)

    assert [each.number for each in page.deposit.copies()] == [number]
    with prison_room.library.reading() as desk:
        uses = desk.session.execute(text("SELECT count(*) FROM in_house_use")).scalar_one()
    assert uses == 1


def test_what_is_not_there_is_missing(page, number):
    scan(page, number)
    page.deposit.table.take_focus()
    page.deposit.table.point_at(0)

    QTest.keyClick(page.deposit.table, Qt.Key.Key_M, CONTROL)

    assert [each.is_missing for each in page.deposit.copies()] == [True]
    assert page.deposit._gone.words() == "1 missing"


def test_a_book_that_may_not_go_out_is_refused(page, prison_room):
    scan(page, "99999999")

    assert "99999999" in page.deposit.words()


def test_the_list_is_a_paper_of_the_corner(page, number, prison_room):
    scan(page, number)

    with prison_room.library.reading() as desk:
        pdf = page.deposit.printable().make(desk)

    assert pdf.startswith(b"%PDF")


def test_escape_goes_back_to_the_places(page, number):
    scan(page, number)

    QTest.keyClick(page.deposit.line._line, Qt.Key.Key_Escape)

    assert page._card.isVisible()
    assert [each.copies for each in page.places() if not hasattr(each, "rooms")] == [0, 0, 1]


def test_a_new_corner_stands_in_the_block_that_was_pointed_at(prison_room, open_page):
    with prison_room.library.changing() as desk:
        house.add_many(desk, "A 1\nB 1")
    page = open_page(HouseSection(prison_room))
    page.shown()
    page.take_focus()
    page.table.point_at(3)
    QTest.keyClick(page.table, Qt.Key.Key_N, CONTROL)
    page.corner.setText("Pojok baca B")

    QTest.keyClick(page.corner, Qt.Key.Key_S, CONTROL)

    with prison_room.library.reading() as desk:
        assert [(each.name, each.block) for each in house.corners(desk)] == [("Pojok baca B", "B")]
