"""The desk as a librarian works it: by keys, on a real file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from jukung.library import circulation
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.circulation import CirculationPage
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_copy, a_member


@pytest.fixture
def room(qapp, library, tmp_path):
    made = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    with library.reading() as desk:
        made.move_in(library, desk.profile)
    yield made
    made.jobs.close()


@pytest.fixture
def page(room, qtbot):
    made = CirculationPage(room)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.shown()
    return made


@pytest.fixture
def stocked(library):
    """A member and three copies: their card, and the numbers."""
    with library.changing() as desk:
        card = a_member(desk, name="Nur Hasanah").card
        numbers = [a_copy(desk, title=f"Judul {place}") for place in range(3)]
    return card, numbers


def scan(page, text):
    line = page.findChild(QLineEdit)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def rows(page):
    return [(row.barcode, row.action) for row in page._rows.values()]


def test_a_card_and_then_a_copy_is_a_loan(page, stocked, library):
    card, numbers = stocked

    scan(page, card)
    scan(page, numbers[0])

    assert rows(page) == [(numbers[0], "Lent")]
    with library.reading() as desk:
        assert [line.barcode for line in circulation.loans_of(desk, card)] == [numbers[0]]


def test_a_copy_alone_comes_back(page, stocked, library):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])
    page.finish()

    scan(page, numbers[0])

    assert rows(page) == [(numbers[0], "Returned")]
    with library.reading() as desk:
        assert circulation.loans_of(desk, card) == ()


def test_a_double_scan_is_not_a_return(page, stocked, library):
    card, numbers = stocked
    scan(page, card)

    scan(page, numbers[0])
    scan(page, numbers[0])

    assert page._banner.words().startswith(f"{numbers[0]} is already with this member")
    with library.reading() as desk:
        assert len(circulation.loans_of(desk, card)) == 1


def test_ctrl_z_takes_the_last_scan_back(page, stocked, library):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])

    page.undo()

    assert rows(page) == []
    with library.reading() as desk:
        assert circulation.loans_of(desk, card) == ()


def test_ctrl_z_reaches_the_desk_although_the_cursor_is_in_the_box(page, stocked, library):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])
    page.activateWindow()
    line = page.findChild(QLineEdit)
    line.setFocus()

    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert rows(page) == []


def test_the_third_copy_is_refused_with_the_limit(page, stocked):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])
    scan(page, numbers[1])

    scan(page, numbers[2])

    assert page._banner.words() == "The limit of 2 copies is reached."
    assert len(rows(page)) == 2


def test_an_unknown_number_asks_for_its_title_and_is_lent(page, stocked, library):
    card, _numbers = stocked
    scan(page, card)

    scan(page, "99887")
    scan(page, "Perahu dari tanah liat")

    assert rows(page) == [("99887", "Lent")]
    with library.reading() as desk:
        (line,) = circulation.loans_of(desk, card)
    assert line.title == "Perahu dari tanah liat"


def test_a_number_scanned_while_a_title_is_asked_is_not_its_title(page, stocked, library):
    card, numbers = stocked
    scan(page, card)
    scan(page, "99887")

    scan(page, numbers[0])

    assert rows(page) == [(numbers[0], "Lent")]
    with library.reading() as desk:
        assert [line.barcode for line in circulation.loans_of(desk, card)] == [numbers[0]]


def test_esc_ends_the_turn(page, stocked):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])

    QTest.keyClick(page.findChild(QLineEdit), Qt.Key.Key_Escape)
    page._finish.click()

    assert rows(page) == []


def test_a_copy_on_the_shelf_without_a_member_asks_for_the_card(page, stocked):
    _card, numbers = stocked

    scan(page, numbers[0])

    assert page._banner.words().startswith(f"{numbers[0]} is on the shelf")
    assert rows(page) == []


def test_a_slip_of_yesterday_keeps_its_true_day(page, stocked, library):
    card, numbers = stocked
    page._late.toggle()
    day = page._late.day()

    scan(page, card)
    scan(page, numbers[0])

    with library.reading() as desk:
        (line,) = circulation.loans_of(desk, card)
    assert line.lent_on == day


def test_renewing_everything_names_what_stays(page, stocked):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])
    page._renew_everything()

    page._renew_everything()

    assert page._banner.words() == "0 renewed, 1 not"


def test_what_is_scanned_before_the_library_is_open_is_done_in_order(
    qtbot, library, stocked, tmp_path
):
    card, numbers = stocked
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    page = CirculationPage(room)
    qtbot.addWidget(page)

    scan(page, card)
    scan(page, numbers[0])
    with library.reading() as desk:
        profile = desk.profile
    room.move_in(library, profile)

    assert rows(page) == [(numbers[0], "Lent")]
    room.jobs.close()


def test_nothing_is_lent_to_who_has_left_before_the_answer(qtbot, library, stocked, tmp_path):
    card, numbers = stocked
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    page = CirculationPage(room)
    qtbot.addWidget(page)

    scan(page, card)
    page.finish()
    scan(page, numbers[0])
    with library.reading() as desk:
        profile = desk.profile
    room.move_in(library, profile)

    assert page._member is None
    assert rows(page) == []
    room.jobs.close()
