"""Holds and the history of a copy in the catalogue, by keys, on a real file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.library import circulation, holds
from jukung.library.copy_history import Happening
from jukung.ui.pages.catalogue import CataloguePage
from jukung.ui.pages.copy_history_list import HAPPENINGS
from makers import a_copy, a_loan, a_member, a_title

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def title(library):
    """A title whose only copy is out; its id."""
    with library.changing() as desk:
        title = a_title(desk, "Rawa")
        a_loan(desk, a_member(desk, "Hamid", card="H1"), a_copy(desk, "K1", title_id=title))
        for name, card in (("Sarah Aminah", "A1"), ("Sarah Nur", "A2"), ("Rusdi", "A3")):
            a_member(desk, name, card=card)
    return title


@pytest.fixture
def page(title, room, open_page, qtbot):
    made = open_page(CataloguePage(room))
    with qtbot.waitSignal(made.title_shown):
        made.show_title(title)
    return made


def ask(page, who):
    """Open the form by its key and say who waits."""
    QTest.keyClick(page, Qt.Key.Key_H, CTRL)
    QTest.keyClicks(page.hold_form()._who, who)
    QTest.keyClick(page.hold_form()._who, Qt.Key.Key_Return)


def queue(library, title):
    with library.reading() as desk:
        return [line.card for line in holds.queue_of(desk, title)]


def test_a_card_is_put_in_the_queue(page, library, title, qtbot):
    ask(page, "A3")

    qtbot.waitUntil(lambda: queue(library, title) == ["A3"])
    assert page.panel().words() == "Rusdi waits for this title"
    assert page.panel().counted() == "0 of 1 copies available · 1 waits"


def test_a_name_that_fits_one_member_is_enough(page, library, title, qtbot):
    ask(page, "rusdi")

    qtbot.waitUntil(lambda: queue(library, title) == ["A3"])


def test_a_name_that_fits_several_is_chosen_from_a_list(page, library, title, qtbot):
    ask(page, "sarah")
    qtbot.waitUntil(lambda: len(page.hold_form().offered()) == 2)

    QTest.keyClick(page.hold_form()._table, Qt.Key.Key_Down)
    QTest.keyClick(page.hold_form()._table, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: queue(library, title) == ["A2"])


def test_a_stranger_is_refused_in_the_form(page, library, title):
    ask(page, "B9")

    assert "B9" in page.form_card().words()
    assert queue(library, title) == []


def test_the_next_name_replaces_the_refused_one(page, library, title, qtbot):
    ask(page, "Rusd1")

    QTest.keyClicks(page.hold_form()._who, "Rusdi")
    QTest.keyClick(page.hold_form()._who, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: queue(library, title) == ["A3"])


def test_nobody_named_is_asked_for(page):
    QTest.keyClick(page, Qt.Key.Key_H, CTRL)

    page.save()

    assert page.form_card().words().startswith("Scan the member's card")


def test_a_title_on_the_shelf_is_not_waited_for(page, library, title, qtbot):
    with library.changing() as desk:
        circulation.give_back(desk, "K1")

    ask(page, "A3")

    assert page.form_card().words() == "“Rawa” is on the shelf."


def test_escape_leaves_the_question(page):
    QTest.keyClick(page, Qt.Key.Key_H, CTRL)

    QTest.keyClick(page, Qt.Key.Key_Escape)

    assert page.form_card() is None


def test_the_form_of_a_copy_shows_its_history(page, qtbot):
    page.panel().take_focus()

    QTest.keyClick(page.panel()._table, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: [str(line.what) for line in page.history()] == ["lent", "registered"])


def test_everything_that_happens_to_a_copy_has_its_word():
    assert list(HAPPENINGS) == [str(each) for each in Happening]
