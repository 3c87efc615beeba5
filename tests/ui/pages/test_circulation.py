"""The desk as a librarian works it: by keys, on a real file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from jukung.domain.kinds import ActKind
from jukung.library import blank_numbers, catalogue, check, copies, members, overview
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.circulation import DESK_ACTS, CirculationPage
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


def type_slowly(page, text):
    """Type as fingers do, and press Enter."""
    line = page.findChild(QLineEdit)
    for letter in text:
        QTest.keyClick(line, letter, Qt.KeyboardModifier.NoModifier, 40)
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, 200)


def press(page, key):
    """Press Ctrl with a key, as the window hears it."""
    page.activateWindow()
    QTest.keyClick(QApplication.focusWidget() or page, key, Qt.KeyboardModifier.ControlModifier)


def rows(page):
    return [(row.barcode, row.action) for row in page._rows.values()]


def test_a_card_and_then_a_copy_is_a_loan(page, stocked, library):
    card, numbers = stocked

    scan(page, card)
    scan(page, numbers[0])

    assert rows(page) == [(numbers[0], "Lent")]
    with library.reading() as desk:
        assert [line.barcode for line in overview.loans_of(desk, card)] == [numbers[0]]


def test_a_copy_alone_comes_back(page, stocked, library):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])
    page.finish()

    scan(page, numbers[0])

    assert rows(page) == [(numbers[0], "Returned")]
    with library.reading() as desk:
        assert overview.loans_of(desk, card) == ()


def test_a_double_scan_is_not_a_return(page, stocked, library):
    card, numbers = stocked
    scan(page, card)

    scan(page, numbers[0])
    scan(page, numbers[0])

    assert page.words() == f"{numbers[0]} was read twice; once was enough."
    with library.reading() as desk:
        assert len(overview.loans_of(desk, card)) == 1


def test_the_same_copy_later_is_still_not_a_return(page, stocked, library):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])
    page._field.forget_last()

    scan(page, numbers[0])

    assert page.words().startswith(f"{numbers[0]} is already with this member")
    with library.reading() as desk:
        assert len(overview.loans_of(desk, card)) == 1


def test_half_a_scan_is_never_an_act(page, stocked, library):
    card, numbers = stocked
    scan(page, card)

    scan(page, numbers[1][:5])

    assert page.words() == f"{numbers[1][:5]} is not whole or has a wrong digit."
    with library.reading() as desk:
        assert overview.loans_of(desk, card) == ()


def test_a_number_that_only_looks_cut_can_still_be_registered(page, stocked, library):
    card, _numbers = stocked
    scan(page, card)
    scan(page, "99887")

    press(page, Qt.Key.Key_N)
    scan(page, "Perahu dari tanah liat")

    with library.reading() as desk:
        (line,) = overview.loans_of(desk, card)
    assert (line.barcode, line.title) == ("99887", "Perahu dari tanah liat")


def test_a_title_that_looks_like_a_number_can_be_typed(page, stocked, library):
    card, _numbers = stocked
    scan(page, card)
    scan(page, "PB-99887")

    type_slowly(page, "1984")

    with library.reading() as desk:
        (line,) = overview.loans_of(desk, card)
    assert (line.barcode, line.title) == ("PB-99887", "1984")


def test_a_limit_is_permitted_once_with_its_reason(page, stocked, library):
    card, numbers = stocked
    for text in (card, *numbers):
        scan(page, text)

    press(page, Qt.Key.Key_I)
    QTest.keyClicks(page._asking_for._permit._reason, "Lomba baca")
    QTest.keyClick(page._asking_for._permit._reason, Qt.Key.Key_Return)

    assert rows(page)[0] == (numbers[2], "Lent by permission")
    with library.reading() as desk:
        assert len(overview.loans_of(desk, card)) == 3


def test_a_copy_that_just_came_back_is_noted_as_damaged(page, stocked, library):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])
    page.finish()
    scan(page, numbers[0])

    press(page, Qt.Key.Key_L)
    note = page._asking_for._harm._note
    QTest.keyClicks(note, "halaman 3 robek")
    QTest.keyClick(note, Qt.Key.Key_Return)

    assert rows(page) == [(numbers[0], "Returned damaged")]
    with library.reading() as desk:
        assert copies.show(desk, numbers[0]).status == "repair"


def test_a_copy_at_home_is_noted_as_lost_and_found_again(page, stocked, library):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])

    press(page, Qt.Key.Key_L)
    press(page, Qt.Key.Key_2)
    QTest.keyClick(page._asking_for._harm._note, Qt.Key.Key_Return)
    page.finish()
    scan(page, numbers[0])

    assert page.words() == "“Judul 0” was missing and is found"
    with library.reading() as desk:
        assert copies.show(desk, numbers[0]).status == "available"


def test_copies_read_here_are_counted_by_scanning(page, stocked, library):
    _card, numbers = stocked

    press(page, Qt.Key.Key_O)
    scan(page, numbers[0])
    scan(page, numbers[1])
    page.finish()

    assert [action for _number, action in rows(page)] == ["Read here", "Read here"]
    with library.reading() as desk:
        assert overview.day_counts(desk).in_house == 2


def test_down_reaches_a_copy_at_home_and_enter_renews_it(page, stocked):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])
    page.finish()
    scan(page, card)

    QTest.keyClick(page.findChild(QLineEdit), Qt.Key.Key_Down)
    QTest.keyClick(page._table, Qt.Key.Key_Return)

    assert rows(page) == [(numbers[0], "Renewal 1")]


def test_ctrl_z_takes_the_last_scan_back(page, stocked, library):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])

    page.undo()

    assert rows(page) == []
    with library.reading() as desk:
        assert overview.loans_of(desk, card) == ()


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

    assert page._banner.words() == "The limit of 2 copies is reached (rule for everybody)."
    assert len(rows(page)) == 2


def test_an_unknown_number_asks_for_its_title_and_is_lent(page, stocked, library):
    card, _numbers = stocked
    scan(page, card)

    scan(page, "PB-99887")
    scan(page, "Perahu dari tanah liat")

    assert rows(page) == [("PB-99887", "Lent")]
    with library.reading() as desk:
        (line,) = overview.loans_of(desk, card)
    assert line.title == "Perahu dari tanah liat"


def test_a_number_that_was_printed_blank_is_told_apart_and_can_be_lent(page, stocked, library):
    card, _numbers = stocked
    with library.changing() as desk:
        (number,) = blank_numbers.reserve(desk, 1).numbers

    scan(page, number)
    alone = page._banner.words()
    page._field.forget_last()
    scan(page, card)
    scan(page, number)
    asked = page._banner.words()
    scan(page, "Perahu dari tanah liat")

    assert alone == f"{number} is printed but not bound to a title yet."
    assert asked == f"{number} has no title yet"
    assert rows(page) == [(number, "Lent")]


def test_a_number_scanned_while_a_title_is_asked_is_not_its_title(page, stocked, library):
    card, numbers = stocked
    scan(page, card)
    scan(page, "PB-99887")

    scan(page, numbers[0])

    assert rows(page) == [(numbers[0], "Lent")]
    with library.reading() as desk:
        assert [line.barcode for line in overview.loans_of(desk, card)] == [numbers[0]]


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


def test_a_name_typed_with_enter_calls_its_one_member(page, stocked):
    type_slowly(page, "nur")

    assert page._member.name == "Nur Hasanah"


def test_a_name_that_several_bear_opens_the_list_at_the_first(page, stocked, library):
    with library.changing() as desk:
        other = a_member(desk, name="Nur Hasanah", address="Dusun II").card

    type_slowly(page, "nur hasanah")
    line = page.findChild(QLineEdit)
    shown = (line.text(), page._field._list.isVisible())
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert shown == ("nur hasanah", True)
    assert page._member.card == other


def test_words_that_nobody_bears_never_become_a_copy_number(page, stocked, library):
    card, _numbers = stocked
    scan(page, card)

    type_slowly(page, "Salasiah")
    type_slowly(page, "Salasiah")

    assert page.words() == "Nobody has the card or name “Salasiah”."
    with library.reading() as desk:
        assert overview.loans_of(desk, card) == ()


def test_a_title_that_nobody_registered_is_lent_under_our_next_number(page, stocked, library):
    card, _numbers = stocked
    scan(page, card)
    type_slowly(page, "Kitab kuning")

    press(page, Qt.Key.Key_J)

    with library.reading() as desk:
        (line,) = overview.loans_of(desk, card)
    assert (line.title, line.barcode[:6]) == ("Kitab kuning", "000004")


def test_undoing_a_registered_loan_takes_the_title_back_too(page, stocked, library):
    card, _numbers = stocked
    scan(page, card)
    type_slowly(page, "Kitab kuning")
    press(page, Qt.Key.Key_J)

    press(page, Qt.Key.Key_Z)

    with library.reading() as desk:
        assert catalogue.find(desk, "kitab kuning") == ()
        assert check.examine(desk).flaws == ()


def test_escape_clears_a_refusal_although_nobody_is_at_the_desk(page, stocked):
    type_slowly(page, "Salasiah")

    QTest.keyClick(page.findChild(QLineEdit), Qt.Key.Key_Escape)

    assert page.words() == ""


def test_a_price_typed_for_a_lost_copy_is_its_price(page, stocked, library):
    card, numbers = stocked
    scan(page, card)
    scan(page, numbers[0])

    press(page, Qt.Key.Key_L)
    press(page, Qt.Key.Key_2)
    for figure in "45000":
        QTest.keyClick(QApplication.focusWidget(), figure, Qt.KeyboardModifier.NoModifier, 40)
    QTest.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, 200
    )

    with library.reading() as desk:
        assert members.by_card(desk, card).owed == 45000
        assert overview.day_counts(desk).returned == 0


def test_the_key_that_undoes_at_the_desk_takes_back_no_title_withdrawal_or_count():
    of_the_catalogue = {
        *(ActKind.edit_title, ActKind.edit_titles, ActKind.edit_traits),
        *(ActKind.bin_title, ActKind.merge_titles, ActKind.merge_names, ActKind.keep_cover),
        *(ActKind.keep_pack, ActKind.drop_pack, ActKind.withdraw_copies, ActKind.edit_serial),
        *(ActKind.record_issues, ActKind.begin_stocktake, ActKind.count_copies),
        *(ActKind.add_copies, ActKind.edit_copy),
        *(ActKind.end_stocktake, ActKind.reopen_stocktake, ActKind.decide_stocktake),
    }

    assert DESK_ACTS.isdisjoint(of_the_catalogue)
