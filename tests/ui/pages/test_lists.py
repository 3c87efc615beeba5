"""The lists of the day by keys, on a real file."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from jukung.library import circulation, holds, lists
from jukung.paper.picture import page_count, page_sizes
from jukung.ui.pages.lists import ListsPage
from makers import TODAY, a_copy, a_loan, a_member, a_title


@pytest.fixture
def busy(library):
    """One due today, two late, one on the ready shelf, one waiting."""
    with library.changing() as desk:
        fill(desk)


def fill(desk, *, prison=False):
    def member(name, card, **facts):
        return a_member(desk, card=card) if prison else a_member(desk, name, card=card, **facts)

    days = 5 if prison else 7
    for number, name, late in (("K1", "Sarah", 0), ("K2", "Rusdi", 3), ("K3", "Aminah", 9)):
        who = member(name, f"A{late}", phone=f"0812-{late}")
        copy = a_copy(desk, number, title=f"Buku {number}")
        a_loan(desk, who, copy, on=TODAY - timedelta(days=late + days))
    title = a_title(desk, "Peta Banjar")
    copy = a_copy(desk, "P1", title_id=title)
    a_loan(desk, member("Hamid", "H1"), copy)
    for name, card in (("Nur", "B1"), ("Umar", "B2")):
        holds.place(desk, member(name, card).card, title)
    circulation.give_back(desk, "P1")


@pytest.fixture
def page(busy, room, open_page, qtbot):
    made = open_page(ListsPage(room))
    qtbot.waitUntil(lambda: len(made.values()) == 1)
    return made


def press(widget, key, modifier=Qt.KeyboardModifier.ControlModifier):
    QTest.keyClick(widget, key, modifier)


def cards(page):
    return [line.card for line in page.values()]


def test_the_page_begins_with_what_is_due_today(page):
    assert (page.current(), cards(page)) == ("due", ["A0"])
    assert [words for words, _tint in page.chips()] == [
        "1 due today",
        "2 overdue",
        "1 on the ready shelf",
    ]


@pytest.mark.parametrize(
    ("key", "name", "expected"),
    [
        (Qt.Key.Key_1, "due", ["A0"]),
        (Qt.Key.Key_2, "overdue", ["A9", "A3"]),
        (Qt.Key.Key_3, "ready", ["B1"]),
        (Qt.Key.Key_4, "waiting", ["B2"]),
    ],
)
def test_each_list_has_its_key(page, qtbot, key, name, expected):
    press(page, key)

    qtbot.waitUntil(lambda: cards(page) == expected)
    assert page.current() == name


def test_enter_calls_the_member_at_the_desk(page, room, qtbot):
    called = []

    class Desk:
        def call_member(self, card):
            called.append(card)

    room.go = lambda _name: Desk()
    press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: cards(page) == ["A9", "A3"])
    qtbot.waitUntil(lambda: page.table().current_value() is not None)

    QTest.keyClick(page.table(), Qt.Key.Key_Down)
    QTest.keyClick(page.table(), Qt.Key.Key_Return)

    assert called == ["A3"]


def test_a_message_goes_to_the_clipboard(page, qtbot):
    press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: page.table().current_value() is not None)

    with qtbot.waitSignal(page.copied):
        press(page, Qt.Key.Key_C)

    said = QGuiApplication.clipboard().text()
    assert said.startswith("Good day Aminah, this is Perpustakaan Rawa Bening.")
    assert "Buku K3" in said
    assert page.words() == "Message for Aminah copied"


def test_a_hold_is_cancelled_and_taken_back(page, library, qtbot):
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: cards(page) == ["B1"] and page.table().current_value() is not None)

    QTest.keyClick(page, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: cards(page) == ["B2"])
    assert page.words() == "Nur no longer waits for “Peta Banjar”"
    press(page, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: cards(page) == ["B1"])
    with library.reading() as desk:
        assert [line.card for line in holds.ready_shelf(desk)] == ["B1"]


def test_a_loan_is_not_cancelled_like_a_hold(page, library):
    QTest.keyClick(page, Qt.Key.Key_Delete)

    with library.reading() as desk:
        assert lists.counts(desk).due_today == 1


def test_coming_to_the_page_tidies_the_ready_shelf(busy, library, room, open_page, qtbot):
    with library.changing() as desk:
        from sqlalchemy import text  # noqa: PLC0415 - only here

        desk.session.execute(text("UPDATE hold SET until_on = '2026-11-21' WHERE state = 'ready'"))

    page = open_page(ListsPage(room))

    qtbot.waitUntil(lambda: page.words() == "1 hold ran out")
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: cards(page) == ["B2"])


def test_what_the_desk_does_shows_at_once(page, room, qtbot):
    room.jobs.change(lambda desk: circulation.give_back(desk, "K1"), touched={"loan"}, owner=page)

    qtbot.waitUntil(lambda: page.values() == [])
    assert page.chips()[0][0] == "0 due today"


def test_an_empty_list_says_what_it_is_for(room, open_page, qtbot):
    page = open_page(ListsPage(room))

    with qtbot.waitSignal(page.listed):
        press(page, Qt.Key.Key_4)

    assert page.values() == []
    assert page._list().currentWidget() is page._list()._none


@pytest.mark.parametrize(
    ("key", "pages"), [(Qt.Key.Key_1, 1), (Qt.Key.Key_2, 1), (Qt.Key.Key_3, 1)]
)
def test_slips_are_saved_as_pages(page, qtbot, tmp_path, key, pages):
    press(page, key)
    qtbot.waitUntil(lambda: page.values() != [])
    target = tmp_path / "slips.pdf"

    with qtbot.waitSignal(page.slips().said):
        page.slips().save(target, page.printable())

    assert page_count(target.read_bytes()) == pages
    assert page.words() == "Saved: slips.pdf"


def test_the_paper_of_slips_is_remembered(page, room, open_page, qtbot, tmp_path):
    page._paper.setCurrentIndex(page._paper.findData("f4"))
    again = open_page(ListsPage(room))
    qtbot.waitUntil(lambda: again.values() != [])
    target = tmp_path / "slips.pdf"

    with qtbot.waitSignal(again.slips().said):
        again.slips().save(target, again.printable())

    ((width, height),) = page_sizes(target.read_bytes())
    assert (round(width), round(height)) == (215, 330)


def test_a_prison_shows_cards_and_nobody(prison_room, open_page, qtbot):
    with prison_room.library.changing() as desk:
        fill(desk, prison=True)
    page = open_page(ListsPage(prison_room))

    for key, expected in ((Qt.Key.Key_2, ["A9", "A3"]), (Qt.Key.Key_3, ["B1"])):
        press(page, key)
        qtbot.waitUntil(lambda expected=expected: cards(page) == expected)
        headings = [column.heading for column in page._list().rows.columns]
        assert {"Phone", "Member", "Fine"} & set(headings) == set()


def test_a_long_list_is_not_read_whole(library, room, open_page, qtbot):
    with library.changing() as desk:
        member = a_member(desk, "Sarah", card="A1")
        a_loan(desk, member, a_copy(desk, "K0"), on=TODAY - timedelta(days=30))
        multiply(desk, 2000)
    page = open_page(ListsPage(room))

    press(page, Qt.Key.Key_2)

    rows = page._list().rows
    qtbot.waitUntil(lambda: rows.rowCount() == 2001 and page.values() != [])
    assert rows.pages_kept() == 1
    assert rows.value_at(2000) is None
    qtbot.waitUntil(lambda: rows.value_at(2000) is not None)
    assert rows.pages_kept() < 4


def multiply(desk, count):
    """As many late loans again, each of a copy of its own."""
    from sqlalchemy import text  # noqa: PLC0415 - only here

    numbers = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :count) "
    desk.session.execute(
        text(
            numbers  # noqa: S608 - written out here
            + "INSERT INTO copy (id, number, title, added_on, act) "
            "SELECT 'c' || n, 'N' || n, title, added_on, act FROM c, copy WHERE copy.row = 1"
        ),
        {"count": count},
    )
    desk.session.execute(
        text(
            numbers + "INSERT INTO loan (id, copy, title, borrower, lent_on, due_on, source, act, "
            "sex, age_band, borrower_kind, class_main, collection_kind, owner_kind) "
            "SELECT 'l' || n, n + 1, title, borrower, lent_on, due_on, source, act, sex, "
            "age_band, borrower_kind, class_main, collection_kind, owner_kind "
            "FROM c, loan WHERE loan.row = 1"
        ),
        {"count": count},
    )
