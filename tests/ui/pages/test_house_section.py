"""Blocks and rooms in the settings, by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.library import house
from jukung.ui.pages.house_section import HouseSection
from jukung.ui.pages.settings import SettingsPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(prison_room, open_page):
    return open_page(HouseSection(prison_room))


def codes(page):
    return [getattr(each, "code", each.name) for each in page.places()]


def add(page, typed):
    QTest.keyClick(page, Qt.Key.Key_N, CONTROL)
    page.pasted.setPlainText(typed)
    QTest.keyClick(page.pasted, Qt.Key.Key_S, CONTROL)


def test_pasted_blocks_stand_in_the_list_and_are_taken_back(page):
    add(page, "B 1-2\nA 1")
    shown = codes(page)

    QTest.keyClick(page.table, Qt.Key.Key_Z, CONTROL)

    assert shown == ["A", "A-1", "B", "B-1", "B-2"]
    assert codes(page) == []


def test_a_line_nobody_can_read_is_said(page):
    add(page, "?? !!")

    assert page.adding.isVisible()


def test_a_block_gets_another_name(page):
    add(page, "B 1-2")
    page.take_focus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    page.name.setText("Melati")

    QTest.keyClick(page.name, Qt.Key.Key_Return)

    assert codes(page) == ["Melati", "Melati-1", "Melati-2"]


def test_a_room_is_ended_and_used_again(page, prison_room, qtbot):
    add(page, "B 1-2")
    page.table.setFocus()
    page.table.point_at(1)

    QTest.keyClick(page.table, Qt.Key.Key_E, CONTROL)
    with prison_room.library.reading() as desk:
        left = house.blocks(desk)[0].rooms
    qtbot.waitUntil(page.banner._button.isVisible)
    QTest.keyClick(page.table, Qt.Key.Key_Z, CONTROL)

    assert left == 1
    assert [each.ended for each in page.places()] == [False, False, False]


def test_a_village_has_no_such_section(room, prison_room, qtbot):
    village, prison = SettingsPage(room), SettingsPage(prison_room)
    qtbot.addWidget(village)
    qtbot.addWidget(prison)

    assert "house" in [each.name for each in prison._sections]
    assert "house" not in [each.name for each in village._sections]
