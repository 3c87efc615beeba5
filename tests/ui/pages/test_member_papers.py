"""The ways from a member to what is printed of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.library import leaving
from jukung.ui.pages.member_more import ways
from jukung.ui.pages.members import MembersPage
from makers import a_member

CONTROL = Qt.KeyboardModifier.ControlModifier


class PrintDesk:
    """Stands where F6 would."""

    def __init__(self):
        self.asked = []

    def show_cards(self, cards):
        self.asked.append(("cards", cards))

    def show_clearance(self, card):
        self.asked.append(("clearance", card))


@pytest.fixture
def desk_page(room):
    made = PrintDesk()
    room.go = lambda _name: made
    return made


@pytest.fixture
def page(library, room, open_page):
    with library.changing() as desk:
        member = a_member(desk, "Nur Hasanah", card="M1")
    made = open_page(MembersPage(room))
    made.show_member(member.id)
    return made


@pytest.mark.parametrize(
    ("opens", "expected"), [("card", ("cards", ("M1",))), ("clearance", ("clearance", "M1"))]
)
def test_card_and_clearance_are_ways_of_a_member(page, desk_page, opens, expected):
    way = next(way for way in ways() if way.opens == opens)

    page.parts()._begin_task(way)

    assert desk_page.asked == [expected]


def test_who_has_left_is_offered_the_clearance_letter(page, desk_page):
    task = next(way for way in ways() if way.words.startswith("Leaves"))
    page.parts()._begin_task(task)

    page.task().do()
    QTest.keyClick(page, Qt.Key.Key_L, CONTROL)

    assert page.panel().words() == "Has left; what was borrowed is forgotten."
    assert desk_page.asked == [("clearance", "M1")]


def test_a_card_is_no_longer_printed_for_who_has_left(page, library):
    with library.changing() as desk:
        leaving.leave(desk, page.parts()._shown.member.id)
    page.show_member(page.parts()._shown.member.id)

    page.parts()._show_more()

    assert "Print card…" not in page.parts().more.offered()
    assert "Clearance letter…" in page.parts().more.offered()
