"""Two records of one person become one, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.library import members
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.members import MembersPage
from jukung.ui.pieces.button import Button
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_copy, a_library, a_loan, a_member


@pytest.fixture
def twice(library):
    """Siti has cards A1 and A2, with a loan on the second."""
    with library.changing() as desk:
        a_member(desk, "Siti Rahmah", card="A1", address="Hilir")
        a_loan(desk, a_member(desk, "Siti Rahmah", card="A2", phone="0811"), a_copy(desk, "K1"))
        a_member(desk, "Rusdi", card="A3")


@pytest.fixture
def page(room, twice, open_page):
    return open_page(MembersPage(room))


def by_card(library, card):
    with library.reading() as desk:
        return members.by_card(desk, card)


def press(page, key):
    QTest.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)


def begin(page, library, card):
    page.show_member(by_card(library, card).id)
    press(page, Qt.Key.Key_M)
    buttons = page.parts().more.findChildren(Button)
    next(b for b in buttons if b.text().startswith("Registered twice")).click()
    return page.task()


def test_a_twin_is_compared_and_merged(page, library):
    task = begin(page, library, "A1")
    facts = task.facts()

    press(page, Qt.Key.Key_S)

    assert "Hilir" in facts[0]
    assert "1 copy on loan" in facts[1]
    assert task.words() == "Now one member, with card A1"
    assert (by_card(library, "A2").card, by_card(library, "A2").open_count) == ("A1", 1)


def test_a_typed_name_finds_the_other_record(page, library):
    task = begin(page, library, "A1")

    QTest.keyClicks(task._other, "rusdi")
    QTest.keyClick(task._other, Qt.Key.Key_Return)

    assert task.facts()[1].startswith("Rusdi")


def test_a_name_that_fits_several_asks_for_the_card(page, library):
    with library.changing() as desk:
        a_member(desk, "Rusdi Amin", card="A4")
    task = begin(page, library, "A1")

    QTest.keyClicks(task._other, "rus")
    QTest.keyClick(task._other, Qt.Key.Key_Return)

    assert task.words() == "2 members fit “rus”"
    assert task._other.selectedText() == "rus"


def test_the_other_record_can_be_kept(page, library):
    task = begin(page, library, "A1")
    task.keep("A2")
    press(page, Qt.Key.Key_S)

    assert by_card(library, "A1").card == "A2"


def test_a_merge_is_undone_at_once(page, library):
    task = begin(page, library, "A1")
    press(page, Qt.Key.Key_S)
    press(page, Qt.Key.Key_Z)

    assert task.words() == "Undone"
    assert by_card(library, "A2").card == "A2"
    assert len(task.twins()) == 1


def test_any_two_are_merged_by_the_second_card(page, library):
    task = begin(page, library, "A3")
    QTest.keyClicks(task._other, "a1")
    QTest.keyClick(task._other, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_S)

    assert (by_card(library, "A1").card, by_card(library, "A1").name) == ("A3", "Rusdi")


def test_the_kept_member_is_shown_afterwards(page, library, qtbot):
    task = begin(page, library, "A1")
    task.keep("A2")
    press(page, Qt.Key.Key_S)
    with qtbot.waitSignal(page.member_shown):
        QTest.keyClick(page, Qt.Key.Key_Escape)

    assert [line.barcode for line in page.panel().loans()] == ["K1"]


def test_a_card_of_the_same_member_merges_nothing(page, library):
    task = begin(page, library, "A3")
    QTest.keyClicks(task._other, "A3")
    QTest.keyClick(task._other, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_S)

    assert task.words() == "Both cards find the same member"


def test_residents_are_merged_by_cards(qapp, home, tmp_path, open_page):
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        for card in ("B001", "B002"):
            a_member(desk, card=card)
        room.move_in(library, desk.profile)
    page = open_page(MembersPage(room))

    task = begin(page, library, "B001")
    QTest.keyClicks(task._other, "B002")
    QTest.keyClick(task._other, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_S)

    assert task.twins() == []
    assert by_card(library, "B002").card == "B001"
    room.jobs.close()
    library.close()
