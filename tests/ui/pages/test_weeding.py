"""Weeding, the register and serials by keys, on a real file."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from jukung.domain.kinds import CopyStatus, Frequency, IssueState
from jukung.library import copies, issues, serials, withdrawals
from jukung.library.issues import IssueLine
from jukung.paper.picture import page_count
from jukung.ui.pages.stocktake_hub import CollectionPage
from makers import TODAY, a_copy, a_title

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def press(key, modifier=CONTROL):
    # A button that was just put into a layout is seen, and takes its key, after this.
    QApplication.sendPostedEvents()
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifier)


@pytest.fixture
def page(room, open_page):
    return open_page(CollectionPage(room))


def old_copies(library, count=2):
    with library.changing() as desk:
        numbers = [
            a_copy(desk, title_id=a_title(desk, f"Buku Lama {place}", year="1998"))
            for place in range(count)
        ]
        desk.session.execute(text("UPDATE copy SET added_on = '2015-03-01'"))
    return numbers


def read(library, verb, *facts):
    with library.reading() as desk:
        return verb(desk, *facts)


def test_copies_are_ticked_and_withdrawn_by_keys(page, library):
    numbers = old_copies(library)
    pane = page.show_part("weeding")

    press(Qt.Key.Key_A)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, PLAIN)

    assert pane.lines() == []
    (view,) = read(library, withdrawals.listed)
    assert view.count == 2
    assert "2 copies withdrawn" in pane.words()
    press(Qt.Key.Key_Z)
    assert read(library, copies.show, numbers[0]).status is CopyStatus.available


def test_the_signs_are_chosen_and_told(page, library):
    old_copies(library)
    pane = page.show_part("weeding")
    assert [[str(sign) for sign in line.signs] for line in pane.lines()] == [["old", "unused"]] * 2

    pane.least.setValue(3)
    none = pane.lines()
    for box in (pane.old, pane.unused, pane.worn):
        box.setChecked(False)

    assert none == []
    assert "Choose at least one sign" in pane.words()


def test_the_minutes_of_a_withdrawal_are_made(page, library, tmp_path):
    old_copies(library)
    pane = page.show_part("weeding")
    pane.write(tmp_path / "list.xlsx")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, PLAIN)

    pane.show_part("records")
    with library.reading() as desk:
        pdf = pane.printable().make(desk)

    assert page_count(pdf) == 1
    assert (tmp_path / "list.xlsx").read_bytes()[:2] == b"PK"


def test_the_register_shows_a_year_and_is_written(page, library, tmp_path, qtbot):
    old_copies(library)
    with library.changing() as desk:
        number = a_copy(desk)
    pane = page.show_part("accession")
    whole = pane.count()

    pane.show_year(2026)
    pane.write(tmp_path / "register.xlsx")
    with library.reading() as desk:
        pdf = pane.printable().make(desk)

    assert whole == 3
    qtbot.waitUntil(lambda: [line.number for line in pane.values()] == [number])
    assert pane.count() == 1
    assert page_count(pdf) == 1
    assert (tmp_path / "register.xlsx").read_bytes()[:2] == b"PK"


def test_a_serial_is_added_and_its_issues_checked_in_by_keys(page, library):
    pane = page.show_part("serials")

    press(Qt.Key.Key_N)
    QTest.keyClicks(QApplication.focusWidget(), "Warta Rawa")
    press(Qt.Key.Key_S)
    press(Qt.Key.Key_I)
    press(Qt.Key.Key_Return, PLAIN)

    (serial,) = read(library, serials.listed)
    assert (serial.title, serial.frequency, serial.arrived) == ("Warta Rawa", Frequency.monthly, 1)
    assert [str(line.state) for line in pane.lines()] == ["expected", "arrived"]


def a_weekly(library, weeks=3):
    with library.changing() as desk:
        title_id = serials.add(desk, "Warta Rawa", Frequency.weekly)
        day = TODAY - timedelta(days=7 * weeks)
        line = IssueLine("", title_id, "", "", "1", day, IssueState.expected)
        issues.check_in(desk, line)
    return title_id


def test_the_oldest_expected_issue_is_checked_in_by_one_key(page, library):
    a_weekly(library)
    pane = page.show_part("serials")
    pane.issues.setFocus()

    press(Qt.Key.Key_Return, PLAIN)
    press(Qt.Key.Key_Return, PLAIN)

    assert [(line.label, str(line.state)) for line in pane.lines()][1:] == [
        ("4", "expected"),
        ("3", "arrived"),
        ("2", "arrived"),
        ("1", "arrived"),
    ]


def test_missing_issues_are_said_and_undone_by_keys(page, library):
    title_id = a_weekly(library)
    pane = page.show_part("serials")
    pane.issues.setFocus()

    press(Qt.Key.Key_M, PLAIN)
    missing = [line for line in pane.lines() if line.state is IssueState.missing]
    press(Qt.Key.Key_Z)

    assert [line.label for line in missing] == ["2"]
    assert all(
        line.state is not IssueState.missing for line in read(library, issues.of_title, title_id)
    )


def test_issues_are_bound_and_the_month_is_written(page, library, tmp_path):
    a_weekly(library)
    pane = page.show_part("serials")
    pane.issues.setFocus()
    pane.issues.point_at(len(pane.lines()) - 1)

    press(Qt.Key.Key_B, PLAIN)
    pane.write(tmp_path / "month.xlsx")

    assert pane.lines()[-1].copy_number
    assert (tmp_path / "month.xlsx").read_bytes()[:2] == b"PK"


def test_an_empty_part_says_the_first_step(page):
    pane = page.show_part("serials")

    assert pane.serials() == []
    assert pane._whole.currentWidget() is pane._empty


def test_the_list_is_narrowed_to_a_class(page, library):
    with library.changing() as desk:
        for class_number in ("813", "639"):
            title_id = a_title(desk, f"Buku {class_number}", year="1998", class_number=class_number)
            a_copy(desk, title_id=title_id)
        desk.session.execute(text("UPDATE copy SET added_on = '2015-03-01'"))
    pane = page.show_part("weeding")

    pane.class_main.setCurrentIndex(pane.class_main.findData("8"))

    assert [line.title for line in pane.lines()] == ["Buku 813"]
    pane.class_main.setCurrentIndex(0)
    assert len(pane.lines()) == 2


def test_the_signs_give_the_question_their_room(page, library):
    old_copies(library)
    pane = page.show_part("weeding")

    press(Qt.Key.Key_A)
    press(Qt.Key.Key_Return)

    assert not pane._asking.isVisible()
    press(Qt.Key.Key_Escape, PLAIN)
    assert pane._asking.isVisible()


def test_no_part_of_the_page_is_a_window_of_its_own(page, qapp):
    page.show_part("weeding")

    others = [each for each in qapp.topLevelWidgets() if each.isVisible()]

    assert others == [page]
