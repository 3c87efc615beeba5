"""Receipts and hold slips from the desk."""

from datetime import timedelta

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from jukung.domain.kinds import Role
from jukung.library import circulation, holds, members
from jukung.library.desk import StaffMember
from jukung.ui.pages.circulation import CirculationPage
from jukung.ui.pages.lists import ListsPage
from makers import TODAY, a_copy, a_loan, a_member, a_title

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(library, room, open_page):
    with library.changing() as desk:
        a_member(desk, "Nur Hasanah", card="M1")
        for number in ("K1", "K2"):
            a_copy(desk, number, title=f"Buku {number}")
    room.preferences.keep_paper("receipts", "roll80")
    return open_page(CirculationPage(room))


def scan(page, *texts):
    line = page.findChild(QLineEdit)
    for text in texts:
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)


def receipt(page, tmp_path):
    """What the receipt says that Ctrl P would print, and its width in mm."""
    receipts = page._receipt_printing()
    receipts.printing.print_now = lambda paper: receipts.printing.save(tmp_path / "r.pdf", paper)
    QTest.keyClick(page, Qt.Key.Key_P, CONTROL)
    with pypdfium2.PdfDocument(tmp_path / "r.pdf") as pdf:
        words = " ".join(pdf[0].get_textpage().get_text_bounded().split())
        return words, round(pdf.get_page_size(0)[0] / 72 * 25.4)


def test_nobody_at_the_desk_gets_no_receipt(page):
    assert not page._receipt.isVisible()
    assert not page._side._receipt.isVisible()


def test_a_receipt_says_what_was_lent_in_this_turn(page, tmp_path):
    scan(page, "M1", "K1")

    words, wide = receipt(page, tmp_path)

    assert words.count("Buku") == 1
    for said in ("Loan receipt", "Nur Hasanah", "M1", "Buku K1"):
        assert said.casefold() in words.casefold()
    assert wide == 80


def test_without_an_act_the_receipt_says_what_was_lent_today(page, library, tmp_path):
    with library.changing() as desk:
        circulation.lend(desk, "M1", "K2")
    scan(page, "M1")

    words, _wide = receipt(page, tmp_path)

    assert "Buku K2" in words


def test_a_copy_brought_back_alone_has_a_return_receipt(page, library, tmp_path):
    with library.changing() as desk:
        circulation.lend(desk, "M1", "K1")
    scan(page, "K1")
    assert page._receipt.isVisible()

    words, _wide = receipt(page, tmp_path)

    assert "Return receipt".casefold() in words.casefold()
    assert "Buku K1" in words


def test_the_paper_is_asked_for_once(page, room, tmp_path):
    room.preferences.keep_paper("receipts", "")
    scan(page, "M1", "K1")
    receipts = page._receipt_printing()
    asked = []
    receipts.printing.ask_printer = asked.append

    QTest.keyClick(page, Qt.Key.Key_P, CONTROL)
    assert page._asking_for._paper.isVisible()
    QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)

    assert room.preferences.paper("receipts") == "roll58"
    assert [paper.folder for paper in asked] == ["receipts"]
    assert not page._asking_for._paper.isVisible()


def test_an_aide_prints_nothing(page, room):
    room.staff = StaffMember(2, "Dayat", Role.aide)

    scan(page, "M1", "K1")

    assert not page._receipt.isVisible()
    assert not page._side._receipt.isVisible()


def test_a_prisons_receipt_names_nobody(prison_room, open_page, tmp_path):
    with prison_room.library.changing() as desk:
        resident = a_member(desk, card="N-12")
        a_copy(desk, "K1", title="Buku K1")
    prison_room.preferences.keep_paper("receipts", "a6")
    page = open_page(CirculationPage(prison_room))
    scan(page, resident.card, "K1")

    words, wide = receipt(page, tmp_path)

    assert resident.card in words
    assert "Siti" not in words
    assert wide == 105


@pytest.fixture
def held(library):
    with library.changing() as desk:
        title = a_title(desk, "Peta Banjar")
        copy = a_copy(desk, "P1", title_id=title)
        a_loan(desk, a_member(desk, "Hamid", card="H1"), copy)
        holds.place(desk, a_member(desk, "Nur", card="B1").card, title)


def test_a_copy_that_is_set_aside_offers_its_slip(held, page, tmp_path):
    scan(page, "P1")
    receipts = page._receipt_printing()
    receipts.printing.print_now = lambda paper: receipts.printing.save(tmp_path / "h.pdf", paper)

    QTest.keyClick(page, Qt.Key.Key_G, CONTROL)

    with pypdfium2.PdfDocument(tmp_path / "h.pdf") as pdf:
        words = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    assert "Nur" in words
    assert "Peta Banjar" in words


def test_the_ready_shelf_prints_the_slip_of_a_line(held, library, room, open_page, qtbot, tmp_path):
    with library.changing() as desk:
        circulation.give_back(desk, "P1")
    room.preferences.keep_paper("receipts", "a6")
    page = open_page(ListsPage(room))
    QTest.keyClick(page, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: page.table().current_value() is not None)
    receipts = page._receipt_printing()
    receipts.printing.print_now = lambda paper: receipts.printing.save(tmp_path / "h.pdf", paper)

    QTest.keyClick(page, Qt.Key.Key_G, CONTROL)

    with pypdfium2.PdfDocument(tmp_path / "h.pdf") as pdf:
        assert "Peta Banjar" in pdf[0].get_textpage().get_text_bounded()


def test_the_ready_shelf_asks_for_the_paper_and_an_enter_chooses_none(
    held, library, room, open_page, qtbot
):
    with library.changing() as desk:
        circulation.give_back(desk, "P1")
    room.preferences.keep_paper("receipts", "")
    page = open_page(ListsPage(room))
    QTest.keyClick(page, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: page.table().current_value() is not None)
    asked = []
    page._receipt_printing().printing.ask_printer = asked.append
    QTest.keyClick(page, Qt.Key.Key_G, CONTROL)

    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    by_enter = list(asked)
    QTest.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)

    assert by_enter == []
    assert [paper.folder for paper in asked] == ["receipts"]
    assert room.preferences.paper("receipts") == "a6"


def test_a_receipt_tells_what_is_late_and_still_out_from_what_was_lent_today(
    page, library, tmp_path
):
    with library.changing() as desk:
        a_loan(desk, members.by_card(desk, "M1"), "K2", on=TODAY - timedelta(days=20))
    scan(page, "M1", "K1")

    words, _wide = receipt(page, tmp_path)

    assert words.index("TODAY") < words.index("Buku K1")
    assert words.index("Buku K1") < words.index("STILL OUT") < words.index("Buku K2")
    assert "13 days late" in words
    assert "Please bring back what is late" in words
