"""A stocktake by keys, on a real file: counted, finished, decided, printed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukung.domain.kinds import CopyStatus, StocktakeDecision, StocktakeState
from jukung.library import copies, stocktake_counting, stocktake_files, stocktakes
from jukung.paper.picture import page_count
from jukung.ui import sounds
from jukung.ui.pages.stocktake_hub import CollectionPage
from makers import a_copy, a_loan, a_member, at

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def press(key, modifier=CONTROL):
    # A button that was just put into a layout is seen, and takes its key, after this.
    QApplication.sendPostedEvents()
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifier)


def type_in(text):
    QTest.keyClicks(QApplication.focusWidget(), text)
    press(Qt.Key.Key_Return, PLAIN)


@pytest.fixture
def page(room, open_page):
    return open_page(CollectionPage(room))


@pytest.fixture
def pane(page):
    return page.show_part("stocktake")


@pytest.fixture
def tones(monkeypatch):
    heard = []
    monkeypatch.setattr(sounds, "play", heard.append)
    return heard


def read(library, verb, *facts, **more):
    with library.reading() as desk:
        return verb(desk, *facts, **more)


def begun(pane):
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_S)
    return pane.count


def test_an_empty_page_says_the_first_step(pane):
    assert pane.lines() == []
    assert pane._whole.currentWidget() is pane._empty


def test_a_stocktake_begins_and_counts_by_keys(pane, library):
    with library.changing() as desk:
        numbers = [a_copy(desk) for _place in range(3)]

    count = begun(pane)
    type_in(numbers[0])
    type_in("B/2011/0042")

    assert pane.is_counting()
    assert [row.code for row in count.scans()] == ["B/2011/0042", numbers[0]]
    assert read(library, stocktakes.figures, count.view().id) == (3, 1, 1, 0)
    press(Qt.Key.Key_Escape, PLAIN)
    assert not pane.is_counting()
    assert [(view.seen, view.expected) for view in pane.lines()] == [(1, 3)]


def test_each_scan_has_its_tone_after_it_is_on_the_disk(pane, library, tones):
    with library.changing() as desk:
        number, lent = a_copy(desk), a_loan(desk).barcode
        card = a_member(desk).card
    begun(pane)
    tones.clear()

    for text in (number, number, lent, card, "X-1"):
        type_in(text)

    assert tones == ["done", "attention", "attention", "refused", "refused"]


def test_a_wrong_scan_is_undone_by_its_key(pane, library):
    with library.changing() as desk:
        number = a_copy(desk)
    count = begun(pane)
    type_in(number)

    press(Qt.Key.Key_Z)

    assert read(library, stocktakes.figures, count.view().id)[1] == 0


def test_a_lent_copy_is_taken_back_only_when_asked(pane, library):
    with library.changing() as desk:
        lent = a_loan(desk).barcode
    begun(pane)

    type_in(lent)
    still = read(library, copies.show, lent).due_on
    press(Qt.Key.Key_R)

    assert still is not None
    assert read(library, copies.show, lent).due_on is None


def test_finishing_asks_once_and_then_decisions_are_made_by_keys(pane, library):
    with library.changing() as desk:
        first, second = a_copy(desk), a_copy(desk)
    count = begun(pane)
    type_in(first)

    press(Qt.Key.Key_Return)
    asked = count.view().state
    press(Qt.Key.Key_Return)

    assert (asked, count.view().state) == (StocktakeState.open, StocktakeState.finished)
    assert [line.number for line in count.lines()] == [second]
    press(Qt.Key.Key_M, PLAIN)
    assert read(library, copies.show, second).status is CopyStatus.missing
    press(Qt.Key.Key_Z)
    assert read(library, copies.show, second).status is CopyStatus.available


def test_a_withdrawal_after_a_stocktake_asks_why(pane, library):
    with library.changing() as desk:
        number = a_copy(desk)
    count = begun(pane)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)

    press(Qt.Key.Key_W, PLAIN)
    type_in("Dicari dua kali")

    assert read(library, copies.show, number).status is CopyStatus.withdrawn
    assert count.lines()[0].decision is StocktakeDecision.withdrawn
    assert "PENYIANGAN" in count.banner._detail.text()


def test_a_finished_stocktake_opens_again_by_a_key(pane, library):
    with library.changing() as desk:
        a_copy(desk)
    count = begun(pane)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)

    press(Qt.Key.Key_J)

    assert count.view().state is StocktakeState.open


def test_a_hand_scanners_file_is_answered_line_by_line(pane, library, tmp_path):
    with library.changing() as desk:
        numbers = [a_copy(desk) for _place in range(3)]
    path = tmp_path / "scan.txt"
    path.write_text("\r\n".join([*numbers[:2], "???", numbers[2][:3]]))
    count = begun(pane)

    count.read_file(path)

    assert [(row.code, row.at) for row in count.scans()] == [
        ("???", "line 3"),
        (numbers[2][:3], "line 4"),
    ]
    assert "2 copies counted" in count.words()


def test_the_list_for_another_pc_and_the_workbook_are_written(pane, library, tmp_path):
    with library.changing() as desk:
        number = a_copy(desk)
    count = begun(pane)
    type_in(number)

    count.write(tmp_path / "pc.txt")
    count.write(tmp_path / "all.xlsx")

    assert number in (tmp_path / "pc.txt").read_text()
    assert (tmp_path / "all.xlsx").read_bytes()[:2] == b"PK"


def test_the_minutes_are_made(pane, library, room):
    with library.changing() as desk:
        a_copy(desk)
    count = begun(pane)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)

    with library.reading() as desk:
        pdf = count.printable().make(desk)

    assert page_count(pdf) == 1


def test_a_prisons_stocktake_names_nobody(prison_room, open_page, tmp_path):
    library = prison_room.library
    with library.changing() as desk:
        lent, number = a_loan(desk).barcode, a_copy(desk)
        card = a_member(desk).card
        stocktake = stocktakes.begin(desk, "Stock opname 2026")
        for code in (lent, number, card, "Rahmat Hidayat"):
            stocktake_counting.count(desk, stocktake, code)
        stocktakes.finish(desk, stocktake)
    page = open_page(CollectionPage(prison_room))
    pane = page.show_part("stocktake")
    press(Qt.Key.Key_Return)
    pane.count.write(tmp_path / "all.xlsx")
    with library.reading() as desk:
        pdf = pane.count.printable().make(desk)
        told = stocktake_files.export(desk, stocktake)

    assert page_count(pdf) == 1
    assert card.encode() not in told
    assert b"Rahmat" not in told


def test_the_four_parts_are_opened_by_keys(room, open_page):
    page = open_page(CollectionPage(room))

    for place, name in enumerate(("stocktake", "weeding", "accession", "serials"), start=1):
        QTest.keyClick(page, getattr(Qt.Key, f"Key_{place}"), CONTROL)
        assert page._parts.name() == name
        assert page.pane().isVisible()


def test_a_copy_among_other_call_numbers_is_to_be_put_right(pane, library):
    with library.changing() as desk:
        numbers = [a_copy(desk, call_number=f"{100 + place} ABC") for place in range(20)]
        stocktake = stocktakes.begin(desk, "SO 2026")
        along = [*numbers[:2], *numbers[3:15], numbers[2], *numbers[15:]]
        for minute, number in enumerate(along):
            stocktake_counting.count(at(desk, hour=13, minute=minute), stocktake, number)
    pane.shown()
    pane.open_chosen()

    pane.count.show_part("odd")
    with library.reading() as desk:
        pdf = pane.count.printable().make(desk)

    assert [(line.number, str(line.fate)) for line in pane.count.lines()] == [
        (numbers[2], "misplaced")
    ]
    assert page_count(pdf) >= 1
