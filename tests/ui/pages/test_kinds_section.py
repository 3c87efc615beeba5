"""Kinds of members in the settings, by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.library import members
from jukung.ui.pages.kinds_section import KindsSection

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(room, open_page):
    return open_page(KindsSection(room))


def student(library):
    with library.reading() as desk:
        return next(kind for kind in members.kinds(desk) if kind.kind == "student")


def test_a_kind_gets_a_name_and_a_length_and_is_taken_back(page, library):
    page.take_focus()
    QTest.keyClick(page._table, Qt.Key.Key_Down)
    QTest.keyClick(page._table, Qt.Key.Key_Return)
    QTest.keyClicks(page._name, "Santri")
    QTest.keyClick(page._name, Qt.Key.Key_Return)
    page._days.selectAll()
    QTest.keyClicks(page._days, "180")
    QTest.keyClick(page._days, Qt.Key.Key_Return)
    kept = student(library)

    QTest.keyClick(page._table, Qt.Key.Key_Z, CONTROL)

    assert (kept.name, kept.days) == ("Santri", 180)
    assert student(library).name == ""


def test_a_membership_may_be_without_end(page, library):
    page._edit(page.kinds()[1])
    page._days.clear()

    QTest.keyClick(page._name, Qt.Key.Key_S, CONTROL)

    assert student(library).days is None
    assert page.words() == "Saved."


def test_escape_leaves_the_form(page):
    page._edit(page.kinds()[1])

    QTest.keyClick(page._name, Qt.Key.Key_Escape)

    assert page.form.isHidden()
    assert page._table.hasFocus()


def test_a_prison_has_residents_only(prison_room, open_page):
    page = open_page(KindsSection(prison_room))

    assert [str(kind.kind) for kind in page.kinds()] == ["resident"]
