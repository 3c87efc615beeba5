"""Boxes on loan by keys, on a real file."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukung.domain.kinds import BoxArrival, BoxLeaving, BoxState, CopyStatus
from jukung.exchange.packs import returns
from jukung.exchange.packs.boxes import write_box
from jukung.library import box_return, boxes, circulation, holds
from jukung.library import copies as library_copies
from jukung.paper.picture import page_count
from jukung.ui.pages.boxes import BoxesPage
from lent_box_makers import Agency, a_box_here, a_known_agency, an_announced_box, copies
from makers import TODAY, a_copy, a_loan, a_member

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def press(key, modifier=CONTROL):
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifier)


def scan(page, *numbers):
    for number in numbers:
        page.scan.line.entered.emit(number)


@pytest.fixture
def show(room, open_page, qtbot):
    def shown():
        made = open_page(BoxesPage(room))
        qtbot.waitUntil(lambda: room.jobs.pending() == 0)
        return made

    return shown


def read(library, verb, *facts):
    with library.reading() as desk:
        return verb(desk, *facts)


def test_an_empty_page_says_the_first_step(show):
    page = show()

    assert page.lines() == []
    assert page._whole.currentWidget() is page._empty


def test_a_box_file_is_read_and_checked_in_by_keys(show, library, tmp_path):
    with library.changing() as desk:
        agency = a_known_agency(desk)
    page = show()

    page.read_file(write_box(tmp_path / "box.jkb", agency.box(*copies(4)), agency.key))
    press(Qt.Key.Key_Return)
    scan(page, "B0001", "B0002", "B0003")
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_Return)
    assert "not scanned" in page.scan.banner.words()
    press(Qt.Key.Key_Return)

    (view,) = page.lines()
    assert (view.state, view.here, view.damaged, view.missing) == (BoxState.here, 2, 1, 1)
    assert page.words() == "Box KB-01 is on the shelf"
    assert not page.is_scanning()


def test_one_key_takes_a_scan_back(show, library):
    with library.changing() as desk:
        an_announced_box(desk)
    page = show()
    press(Qt.Key.Key_Return)
    scan(page, "B0001")

    press(Qt.Key.Key_Z)

    assert read(library, boxes.show, "KB-01").view.here == 0
    assert len(page.scan.copies()) == 6


def test_what_is_scanned_leaves_the_list(show, library):
    with library.changing() as desk:
        an_announced_box(desk)
    page = show()
    page.go_on()

    scan(page, "B0001", "B0001")

    assert page.scan.copies()[0].number == "B0002"
    page.scan.show_part("done")
    assert [each.number for each in page.scan.copies()] == ["B0001"]


def test_a_copy_of_ours_is_refused_where_it_is_scanned(show, library):
    with library.changing() as desk:
        an_announced_box(desk)
        a_copy(desk, "M-1", title="Milik Desa")
    page = show()
    page.go_on()

    scan(page, "M-1")

    assert "M-1 is a copy of this library" in page.scan.banner.words()


def test_escape_leaves_the_check_and_it_goes_on_later(show, library):
    with library.changing() as desk:
        an_announced_box(desk)
    page = show()
    page.go_on()
    scan(page, "B0001")

    press(Qt.Key.Key_Escape, PLAIN)
    assert not page.is_scanning()
    press(Qt.Key.Key_Return)

    assert page.is_scanning()
    assert len(page.scan.copies()) == 5


def test_a_strangers_box_asks_for_the_digits(show, tmp_path):
    page, province = show(), Agency("Dinas Provinsi")
    path = write_box(tmp_path / "box.jkb", province.box(*copies(2)), province.key)

    page.read_file(path)
    assert "Dinas Provinsi" in page.words()
    assert page.lines() == []
    press(Qt.Key.Key_Y)

    assert [each.owner for each in page.lines()] == ["Dinas Provinsi"]


def test_a_day_brought_forward_says_how_many_loans_end_earlier(show, library, tmp_path):
    with library.changing() as desk:
        agency, view = a_box_here(desk, 3)
        a_loan(desk, number="B0001")
    sooner = agency.box(*copies(3), uid=view.id, due_on=TODAY + timedelta(days=2))
    page = show()

    page.read_file(write_box(tmp_path / "box.jkb", sooner, agency.key))

    assert page.words() == "Box KB-01 was changed by the agency"
    assert "1 loan ends earlier" in page._banner._detail.text()


def test_an_older_file_read_again_is_told_and_changes_nothing(show, library, tmp_path):
    with library.changing() as desk:
        agency, view = an_announced_box(desk)
    made = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
    older = agency.box(*copies(2), uid=view.id, due_on=TODAY, made_at=made)
    page = show()

    page.read_file(write_box(tmp_path / "box.jkb", older, agency.key))

    assert page.words() == "An older file of box KB-01"
    assert page.lines() == [view]


def test_who_waits_for_a_copy_that_went_is_told_at_the_finish(show, library):
    with library.changing() as desk:
        _agency, view = a_box_here(desk, 1)
        title = library_copies.show(desk, "B0001").title_id
        a_loan(desk, number="B0001")
        holds.place(desk, a_member(desk).card, title)
        circulation.give_back(desk, "B0001")
        box_return.begin(desk, view.id)
    page = show()
    page.go_on()

    page.scan.finish()
    page.scan.finish()

    assert page.words() == "Box KB-01 goes back"
    assert "1 reader for whom a copy was set aside" in page._banner._detail.text()


def test_a_box_for_another_library_asks(show, library, tmp_path):
    with library.changing() as desk:
        agency = a_known_agency(desk)
    page = show()
    box = agency.box(*copies(2), for_code="63.99.01.2001")

    page.read_file(write_box(tmp_path / "box.jkb", box, agency.key))
    assert "another library" in page.words()
    press(Qt.Key.Key_Y)

    assert len(page.lines()) == 1


def test_a_damaged_file_is_refused_in_one_sentence(show, tmp_path):
    path = tmp_path / "box.jkb"
    path.write_bytes(b"{}")
    page = show()

    page.read_file(path)

    assert page.words().startswith("box.jkb is not a box file")


def test_a_box_before_its_file_is_scanned_in(show, library):
    page = show()

    press(Qt.Key.Key_N)
    page.form.number.setText("KB-9")
    page.form.owner.setText("Dinas Contoh")
    press(Qt.Key.Key_S)
    scan(page, "X1", "X2")

    view = read(library, boxes.show, "KB-9").view
    assert (view.state, view.extra, view.has_file) == (BoxState.here, 2, False)
    assert read(library, library_copies.show, "X1").status is CopyStatus.available


def test_the_form_says_what_is_missing(show):
    page = show()

    press(Qt.Key.Key_N)
    press(Qt.Key.Key_S)

    assert "needs a number" in page._form_card.words()


def test_a_box_goes_back_by_keys(show, library, tmp_path):
    with library.changing() as desk:
        _agency, view = a_box_here(desk, 3)
        a_loan(desk, a_member(desk), "B0003")
    page = show()

    press(Qt.Key.Key_Return)
    assert page.scan.banner.words() == "1 copy is still with a reader"
    scan(page, "B0001", "B0002", "B0003")
    assert "still lent" in page.scan.banner.words()
    page.scan.finish()
    assert "still out" in page.scan.banner.words()
    page.scan.show_part("out")
    page.scan._table.point_at(0)
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)

    assert page.lines()[0].state is BoxState.returned
    page.write_return(tmp_path)
    (path,) = tmp_path.glob("JKB-*.jkb")
    assert [str(came) for _n, came in returns.read_return(path).copies] == [
        "found",
        "found",
        "missing",
    ]
    assert [each.went for each in read(library, boxes.show, view.id).copies] == [
        BoxLeaving.here,
        BoxLeaving.here,
        BoxLeaving.missing,
    ]


def test_finishing_is_undone_from_the_banner(show, library):
    with library.changing() as desk:
        a_box_here(desk, 1)
    page = show()
    page.go_on()
    scan(page, "B0001")
    page.scan.finish()

    press(Qt.Key.Key_Z)

    assert page.lines()[0].state is BoxState.returning


def test_a_missing_copy_turns_up(show, library):
    with library.changing() as desk:
        a_box_here(desk, 3, missing=("B0003",))
    page = show()

    press(Qt.Key.Key_J)
    scan(page, "B0003")

    assert read(library, boxes.show, "KB-01").copies[2].arrived is BoxArrival.here


@pytest.mark.parametrize("what", [0, 1])
def test_its_papers_are_made(show, library, what):
    with library.changing() as desk:
        a_box_here(desk, 30, missing=("B0003",), damaged=("B0004",))
    page = show()
    page.side.what.setCurrentIndex(what)

    pdf = read(library, page.printable().make)

    assert page_count(pdf) >= 1


def test_the_parts_of_a_box_are_listed_apart(show, library):
    with library.changing() as desk:
        a_box_here(desk, 6, missing=("B0003",), damaged=("B0004",))
        a_loan(desk, number="B0001")
    page = show()

    page.side.show_part("odd")
    assert [each.number for each in page.side.copies()] == ["B0003", "B0004"]
    page.side.show_part("out")
    assert [each.number for each in page.side.copies()] == ["B0001"]
