"""Slips typed one after another, permissions answered, and the kiosk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from jukung.domain.kinds import HoldSource, PermissionRule, PermissionState, Role
from jukung.library import house_rules, permissions_asked, requests, staff
from jukung.library.desk import StaffMember
from jukung.library.house_rules import HouseRules
from jukung.ui.pages.kiosk import Keepers
from jukung.ui.pages.request_kiosk import RequestKiosk
from jukung.ui.pages.requests import RequestsPage
from makers import a_copy, a_member, acting_as

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def cards(prison_room):
    with prison_room.library.changing() as desk:
        made = [a_member(desk).card for _ in range(2)]
        for name in ("Rawa Pagi", "Rawa Sore", "Anyaman"):
            a_copy(desk, title=name)
    return made


@pytest.fixture
def page(cards, prison_room, open_page):
    return open_page(RequestsPage(prison_room))


def type_slip(page, card, book):
    QTest.keyClicks(page.entry.card_line, card)
    QTest.keyClick(page.entry.card_line, Qt.Key.Key_Return)
    QTest.keyClicks(page.entry.book, book)
    QTest.keyClick(page.entry.book, Qt.Key.Key_Return)


def open_requests(room):
    with room.library.reading() as desk:
        return [(line.card, line.title, line.source) for line in requests.listed(desk)]


def test_slips_are_typed_one_after_another(page, cards, prison_room):
    type_slip(page, cards[0], "Rawa Pagi")
    QTest.keyClicks(page.entry.book, "Anyaman")
    QTest.keyClick(page.entry.book, Qt.Key.Key_Return)
    QTest.keyClick(page.entry.book, Qt.Key.Key_Return)
    type_slip(page, cards[1], "Rawa Sore")

    assert open_requests(prison_room) == [
        (cards[0], "Anyaman", HoldSource.slip),
        (cards[0], "Rawa Pagi", HoldSource.slip),
        (cards[1], "Rawa Sore", HoldSource.slip),
    ]
    assert len(page.requests()) == 3


def test_words_that_fit_several_titles_offer_them(page, cards, prison_room):
    type_slip(page, cards[0], "rawa")

    QTest.keyClick(page.entry.titles, Qt.Key.Key_Down)
    QTest.keyClick(page.entry.titles, Qt.Key.Key_Return)

    assert open_requests(prison_room) == [(cards[0], "Rawa Sore", HoldSource.slip)]
    assert page.entry.titles.isHidden()


def test_a_card_nobody_has_is_asked_again(page):
    type_slip(page, "W999999", "Anyaman")

    assert page.entry.card_line.hasFocus()
    assert page.words()


def test_the_last_slip_is_taken_back(page, cards, prison_room):
    type_slip(page, cards[0], "Anyaman")

    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)

    assert open_requests(prison_room) == []


def test_a_request_is_cancelled_with_del(page, cards, prison_room):
    type_slip(page, cards[0], "Anyaman")
    page.table.take_focus()

    QTest.keyClick(page.table, Qt.Key.Key_Delete)

    assert open_requests(prison_room) == []


def ask(room, card, title="Bertanya"):
    with room.library.changing() as desk:
        number = a_copy(desk, title=title)
        if house_rules.of(desk).permission is PermissionRule.none:
            house_rules.save(desk, HouseRules(permission=PermissionRule.every))
        return permissions_asked.ask(acting_as(desk, Role.aide), card, number)


def test_an_officer_permits_by_keys(page, cards, prison_room):
    ask(prison_room, cards[0])
    page.shown()

    QTest.keyClick(page, Qt.Key.Key_2, CONTROL)
    QTest.keyClick(page.permissions, Qt.Key.Key_Return, CONTROL)

    assert [line.state for line in page.asked()] == [PermissionState.granted]
    assert page.words() == "Permitted: 1"


def test_several_are_refused_at_once_and_it_is_taken_back(page, cards, prison_room):
    ask(prison_room, cards[0])
    ask(prison_room, cards[1], "Bertanya Lagi")
    page.shown()
    page.show_list("permissions")
    page.permissions.tick_all()

    QTest.keyClick(page.permissions, Qt.Key.Key_Delete, CONTROL)
    refused = page.asked()
    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)

    assert refused == []
    assert [line.state for line in page.asked()] == [PermissionState.asked] * 2


def as_aide(room):
    with room.library.changing() as desk:
        made = staff.add(desk, "", Role.aide)
    aide = StaffMember(made.row, made.name, made.role)
    room.library.sign_in(aide)
    room.staff = aide
    return aide


def test_an_aide_types_slips_and_sees_only_those_of_now(page, cards, prison_room):
    type_slip(page, cards[0], "Anyaman")
    as_aide(prison_room)
    page.take_over()
    page.shown()

    type_slip(page, cards[1], "Rawa Pagi")

    assert page.requests() == page.asked() == []
    assert [noted.card for noted in page._own.values()] == [cards[1]]
    assert not page._lists.isVisible()


@pytest.fixture
def kiosk(cards, prison_room, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    with prison_room.library.reading() as desk:
        accounts, who = staff.listed(desk), desk.staff
    made = RequestKiosk(prison_room, Keepers(accounts, who, accounts[0].id), window)
    made.open()
    yield made
    window.removeEventFilter(made)


def test_the_kiosk_takes_a_card_and_a_book(kiosk, cards, prison_room):
    QTest.keyClicks(kiosk.card, cards[0])
    QTest.keyClick(kiosk.card, Qt.Key.Key_Return)
    QTest.keyClicks(kiosk.book, "anyam")
    QTest.keyClick(kiosk.book, Qt.Key.Key_Return)
    QTest.keyClick(kiosk.titles, Qt.Key.Key_Return)

    assert open_requests(prison_room) == [(cards[0], "Anyaman", HoldSource.kiosk)]
    assert kiosk.words() == "Thank you. Your request is written down."


def test_the_kiosk_answers_the_same_whatever_a_card_waits_for(kiosk, cards, prison_room):
    said = []
    for _again in range(2):
        kiosk.show_front()
        kiosk.card.setText(cards[0])
        kiosk.book.setText("anyam")
        kiosk.search()
        kiosk.ask()
        said.append(kiosk.words())

    assert said[0] == said[1]
    assert len(open_requests(prison_room)) == 1


def test_the_kiosk_forgets_the_last_one(kiosk, cards):
    kiosk.card.setText(cards[0])
    kiosk.book.setText("anyam")
    kiosk.search()

    kiosk.show_front()

    assert (kiosk.card.text(), kiosk.book.text(), kiosk._rows.rowCount()) == ("", "", 0)


def test_only_a_pin_leaves_the_kiosk(kiosk):
    QTest.keyClick(kiosk.book, Qt.Key.Key_Escape)
    QTest.keyClick(kiosk.book, Qt.Key.Key_F4)
    still_front = kiosk._pages.currentWidget() is kiosk._front
    QTest.keyClick(kiosk.book, Qt.Key.Key_K, CONTROL)

    assert still_front
    assert kiosk._pages.currentWidget() is kiosk._leave
