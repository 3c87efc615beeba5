"""A thousand books in any order: number and ISBN are scanned, and the copy is there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.library import blank_numbers, catalogue, copies
from jukung.ui.pages.bind_task import BindTask
from makers import a_copy, a_member, a_title

CONTROL = Qt.KeyboardModifier.ControlModifier
ISBN, OTHER, UNKNOWN = "9780306406157", "9786020332956", "9789793062792"


@pytest.fixture
def numbers(library):
    """Five blank numbers; two titles with ISBN, the second one twice."""
    with library.changing() as desk:
        a_title(desk, "Perahu Kecil di Rawa", isbn=ISBN, people=("Rahman Basri",))
        a_title(desk, "Bulan di Hulu", isbn=OTHER)
        a_title(desk, "Bulan di Hulu, jilid 2", isbn=OTHER)
        return blank_numbers.reserve(desk, 5).numbers


@pytest.fixture
def task(room, numbers, qtbot):
    made = BindTask(room)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.begin()
    return made


def scan(task, text):
    task.scan(text, by_scanner=True)


def enter(task, text):
    """Type into the box, slowly as hands do, and press Enter."""
    QTest.keyClicks(task._field._line, text, delay=0)
    task._field._pace.forget()
    QTest.keyClick(task._field._line, Qt.Key.Key_Return)


def bound(task):
    return [(row.number, row.title) for row in task.rows()]


def title_of(library, number):
    with library.reading() as desk:
        return copies.show(desk, number).title


def test_a_number_and_an_isbn_become_a_copy(task, numbers, library):
    scan(task, numbers[0])
    scan(task, ISBN)

    assert title_of(library, numbers[0]) == "Perahu Kecil di Rawa"
    assert bound(task) == [(numbers[0], "Perahu Kecil di Rawa")]


def test_the_isbn_may_come_first(task, numbers, library):
    scan(task, ISBN)
    waiting = task._side.words()
    scan(task, numbers[0])

    assert waiting[1] == ISBN
    assert title_of(library, numbers[0]) == "Perahu Kecil di Rawa"


def test_the_old_isbn_of_ten_digits_finds_the_title(task, numbers):
    scan(task, numbers[0])
    scan(task, "0-306-40615-2")

    assert bound(task) == [(numbers[0], "Perahu Kecil di Rawa")]


def test_the_progress_counts_what_was_bound_and_what_is_left(task, numbers):
    scan(task, numbers[0])
    scan(task, ISBN)
    scan(task, numbers[1])
    scan(task, ISBN)

    assert task._side.words()[2] == "2 of 5 bound today"
    assert [row.copies for row in task.rows()] == [2, 1]


def test_the_same_title_again_takes_one_key(task, numbers, library):
    scan(task, numbers[0])
    scan(task, ISBN)
    scan(task, numbers[1])

    QTest.keyClick(task, Qt.Key.Key_R, CONTROL)

    assert title_of(library, numbers[1]) == "Perahu Kecil di Rawa"


def test_several_titles_of_one_isbn_are_asked_about(task, numbers, library):
    scan(task, numbers[0])
    scan(task, OTHER)
    asked = task._choice.words()

    QTest.keyClick(task._choice.table, Qt.Key.Key_Down)
    QTest.keyClick(task._choice.table, Qt.Key.Key_Return)

    assert asked == f"2 titles have ISBN {OTHER}. Which one is it?"
    assert title_of(library, numbers[0]) == "Bulan di Hulu, jilid 2"
    assert task._field._line.hasFocus()


def test_a_scan_before_the_answer_is_not_lost_in_silence(task, numbers):
    scan(task, numbers[0])
    scan(task, OTHER)

    scan(task, numbers[1])

    assert task.words() == f"First say which title {numbers[0]} is"
    assert bound(task) == []


def test_an_isbn_that_nobody_knows_opens_a_small_form(task, numbers, library):
    scan(task, UNKNOWN)
    scan(task, numbers[0])
    isbn = task._form.line("isbn").text()

    QTest.keyClicks(task.focusWidget(), "Jalan ke Ladang")
    for name in ("title", "people", "class_number"):
        QTest.keyClick(task._form.line(name), Qt.Key.Key_Return)
    QTest.keyClick(task._form.line("isbn"), Qt.Key.Key_Return)

    with library.reading() as desk:
        found = catalogue.find(desk, UNKNOWN)
    assert isbn == UNKNOWN
    assert [line.title for line in found] == ["Jalan ke Ladang"]
    assert bound(task) == [(numbers[0], "Jalan ke Ladang")]


def test_a_form_without_a_title_says_so_and_stays(task, numbers):
    scan(task, numbers[0])
    scan(task, UNKNOWN)

    QTest.keyClick(task, Qt.Key.Key_S, CONTROL)

    assert task.words()
    assert bound(task) == []


def test_an_old_book_is_found_by_a_part_of_its_title(task, numbers, library):
    scan(task, numbers[0])
    enter(task, "perahu")
    QTest.keyClick(task._field._line, Qt.Key.Key_Return)

    assert title_of(library, numbers[0]) == "Perahu Kecil di Rawa"


def test_a_title_that_nobody_knows_is_described_with_its_name(task, numbers):
    scan(task, numbers[0])

    enter(task, "Kitab Lama")

    assert task._form.line("title").text() == "Kitab Lama"
    assert task._form.line("people").hasFocus()


def test_a_title_may_be_chosen_before_the_number(task, numbers, library):
    enter(task, "perahu")
    QTest.keyClick(task._field._line, Qt.Key.Key_Return)

    scan(task, numbers[0])

    assert title_of(library, numbers[0]) == "Perahu Kecil di Rawa"


def test_an_unknown_title_without_a_number_asks_for_the_number(task):
    enter(task, "Kitab Lama")

    assert task.words() == "“Kitab Lama” is not in the catalogue"


def test_the_last_binding_is_taken_back(task, numbers, library):
    scan(task, numbers[0])
    scan(task, ISBN)

    QTest.keyClick(task._field._line, Qt.Key.Key_Z, CONTROL)

    with library.reading() as desk:
        assert numbers[0] in blank_numbers.blank(desk)
    assert task.words() == f"Undone. {numbers[0]} is blank again."
    assert bound(task) == []
    assert task._side.words()[2] == "0 of 5 bound today"


def test_an_older_binding_is_taken_back_by_its_row(task, numbers):
    for number in numbers[:2]:
        scan(task, number)
        scan(task, ISBN)

    task._follow_link(task.rows()[1])

    assert bound(task) == [(numbers[1], "Perahu Kecil di Rawa")]


def test_a_number_that_has_a_copy_says_which_title(task, library):
    with library.changing() as desk:
        a_copy(desk, "K77", title="Rumah Panggung")

    scan(task, "K77")

    assert task.words() == "K77 already belongs to “Rumah Panggung”"


def test_a_number_just_bound_says_its_title_too(task, numbers):
    scan(task, numbers[0])
    scan(task, ISBN)

    scan(task, numbers[0])

    assert task.words() == f"{numbers[0]} already belongs to “Perahu Kecil di Rawa”"


def test_a_members_card_is_called_a_card_without_a_name(task, library):
    with library.changing() as desk:
        a_member(desk, "Siti Aminah", card="A9")

    scan(task, "A9")

    assert task.words() == "A9 is a member's card"


def test_a_wrong_digit_of_an_isbn_is_said_kindly(task, numbers):
    scan(task, numbers[0])

    scan(task, "9780306406158")

    assert task.words() == "ISBN 9780306406158 has a wrong digit."
    assert task._side.words()[0] == numbers[0]


def test_the_bars_of_a_magazine_are_no_isbn(task, numbers):
    scan(task, "9770027951234")

    assert task.words().startswith("9770027951234 is no")


def test_a_number_that_was_never_printed_is_refused(task):
    scan(task, "Z12345")

    assert task.words() == "Z12345 is not a blank number."


def test_a_year_typed_as_a_title_is_looked_for_as_a_title(task, numbers):
    scan(task, numbers[0])

    enter(task, "1984")

    assert task._form.line("title").text() == "1984"


def test_escape_forgets_the_half_and_then_leaves(task, numbers, qtbot):
    scan(task, numbers[0])
    QTest.keyClick(task._field._line, Qt.Key.Key_Escape)
    words = task._side.words()

    with qtbot.waitSignal(task.left):
        QTest.keyClick(task._field._line, Qt.Key.Key_Escape)

    assert words[0] == "scan a blank number"


def test_escape_in_the_form_leaves_the_number_waiting(task, numbers):
    scan(task, numbers[0])
    scan(task, UNKNOWN)

    QTest.keyClick(task._form.line("title"), Qt.Key.Key_Escape)

    assert task._side.words()[:2] == (numbers[0], "scan the ISBN, or type the title")
    assert task._field._line.hasFocus()


def test_coming_back_the_same_day_shows_what_was_bound(task, numbers):
    scan(task, numbers[0])
    scan(task, ISBN)

    task.begin()

    assert task._side.words()[2] == "1 of 5 bound today"


def test_without_blank_numbers_the_first_step_is_said(room, qtbot):
    task = BindTask(room)
    qtbot.addWidget(task)

    task.begin()

    assert task.words() == "There is no blank number yet"


def test_a_prison_binds_without_a_name_anywhere(prison_room, qtbot):
    with prison_room.library.changing() as desk:
        a_title(desk, "Perahu Kecil di Rawa", isbn=ISBN)
        number = blank_numbers.reserve(desk, 1).numbers[0]
        card = a_member(desk).card
    task = BindTask(prison_room)
    qtbot.addWidget(task)
    task.begin()

    scan(task, card)
    said = task.words()
    scan(task, number)
    scan(task, ISBN)

    assert said == f"{card} is a resident's card"
    assert bound(task) == [(number, "Perahu Kecil di Rawa")]


def test_what_was_bound_before_a_restart_counts_as_today(task, room, numbers, qtbot):
    scan(task, numbers[0])
    scan(task, ISBN)
    again = BindTask(room)
    qtbot.addWidget(again)

    again.begin()

    assert again.rows() == []
    assert again._side.words()[2] == "1 of 5 bound today"


def test_a_second_number_sets_the_first_aside_and_says_so(task, numbers):
    scan(task, numbers[0])
    scan(task, numbers[1])

    assert task.words() == f"{numbers[0]} has no title yet and was set aside"
    assert task._side.words()[0] == numbers[1]
    assert task._side.aside()[0] == numbers[0]
    assert task._side._aside_card.isVisible()


def test_what_was_set_aside_waits_until_it_is_bound(task, numbers, library):
    scan(task, numbers[0])
    scan(task, numbers[1])
    scan(task, ISBN)
    task.begin()
    listed = task._side.aside()[0]

    scan(task, numbers[0])
    scan(task, ISBN)

    assert listed == numbers[0]
    assert title_of(library, numbers[0]) == title_of(library, numbers[1])
    assert task._side.aside() == ("", "")
    assert not task._side._aside_card.isVisible()


def test_a_second_isbn_sets_the_first_aside_and_says_so(task, numbers, library):
    scan(task, ISBN)
    scan(task, UNKNOWN)
    said = task.words()
    aside = task._side.aside()[1]
    scan(task, ISBN)
    scan(task, numbers[0])

    assert said == f"{ISBN} has no number yet and was set aside"
    assert aside == ISBN
    assert title_of(library, numbers[0]) == "Perahu Kecil di Rawa"
    assert task._side.aside()[1] == UNKNOWN
