import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukung.domain.kinds import Role
from jukung.library import recovery, staff
from jukung.library.desk import signing_key_name
from jukung.store import keys
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.staff_section import StaffSection
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_library

CONTROL = Qt.KeyboardModifier.ControlModifier
PIN = "4071"


@pytest.fixture
def section(room, open_page):
    made = open_page(StaffSection(room))
    made.take_focus()
    return made


def type_in(*words):
    """Type into the fields one after the other, Enter behind each."""
    for word in words:
        QTest.keyClicks(QApplication.focusWidget(), word)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def names(section):
    return [(account.name, account.role) for account in section.accounts()]


def test_the_accounts_are_listed_with_their_roles(section):
    assert names(section) == [("Siti", Role.librarian)]


def test_an_account_is_opened_by_keys_alone(section):
    QTest.keyClick(section, Qt.Key.Key_N, CONTROL)
    type_in("Rahman")

    assert names(section)[1:] == [("Rahman", Role.assistant)]
    assert section.words() == "Saved."


def test_a_name_that_is_taken_is_said_in_the_form(section):
    QTest.keyClick(section, Qt.Key.Key_N, CONTROL)
    type_in("siti")

    assert section.form.words().startswith("There is already an account “siti”")
    assert len(section.accounts()) == 1


def test_escape_leaves_the_form_and_changes_nothing(section):
    QTest.keyClick(section, Qt.Key.Key_N, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "Rahman")
    QTest.keyClick(section.form, Qt.Key.Key_Escape)

    assert (section.form.isVisible(), names(section)) == (False, [("Siti", Role.librarian)])


def test_an_account_is_closed_and_stays_in_the_list(section, library):
    with library.changing() as desk:
        staff.add(desk, "Rahman", Role.assistant)
    section.shown()
    section._table.point_at(1)
    QTest.keyClick(section._table, Qt.Key.Key_Return)
    section.form._active.setChecked(False)
    QTest.keyClick(section.form, Qt.Key.Key_S, CONTROL)

    assert [each.active for each in section.accounts()] == [True, False]
    assert [each.name for each in staff.door(library)] == ["Siti"]


def test_a_pin_is_set_by_typing_it_twice(section, library):
    section._pin.click()
    type_in("4071", "4071")

    assert section.words() == "Siti has a new PIN."
    assert staff.check_pin(library, section.accounts()[0].id, PIN).name == "Siti"
    assert section.pin_form.new.text() == ""


def test_two_different_pins_are_not_taken(section, library):
    section._pin.click()
    type_in("4071", "4072")

    assert section.pin_form.words() == "The two PINs are not the same. Type them again."
    assert staff.has_pins(library) is False


def test_ones_own_pin_is_changed_with_the_old_one(section, library):
    staff.change_pin(library, staff.door(library)[0].id, PIN)
    section.shown()
    section._pin.click()
    type_in("9999", "9026", "9026")
    wrong = section.pin_form.words()
    section.pin_form.clear()
    section.pin_form.old.setFocus()
    type_in(PIN, "9026", "9026")

    assert wrong.startswith("That PIN is not right.")
    assert staff.check_pin(library, staff.door(library)[0].id, "9026").name == "Siti"


def test_once_there_are_pins_a_new_account_gets_its_own_in_the_same_form(section, library):
    staff.change_pin(library, staff.door(library)[0].id, PIN)
    section.shown()
    QTest.keyClick(section, Qt.Key.Key_N, CONTROL)
    type_in("Rahman", "9026", "9027")
    differs = section.form.words()
    section.form.clear()
    section.form.pin.setFocus()
    type_in("12", "12")
    short = section.form.words()
    section.form.clear()
    section.form.pin.setFocus()
    type_in("9026", "9026")

    assert differs == "The two PINs are not the same. Type them again."
    assert short.startswith("A PIN needs at least 4 digits")
    assert [(each.name, each.has_pin) for each in section.accounts()] == [
        ("Siti", True),
        ("Rahman", True),
    ]
    assert (section.words(), section.form.pin.text()) == ("Saved.", "")


def test_without_pins_and_for_an_aide_no_pin_is_asked(section, tmp_path, home, open_page):
    QTest.keyClick(section, Qt.Key.Key_N, CONTROL)
    village = section.form._pin_row.isVisible()
    prison = a_library(tmp_path, file="lapas.jukung", kind="prison", staff_name="Petugas")
    staff.change_pin(prison, staff.door(prison)[0].id, PIN)
    staff.sign_in(prison, staff.door(prison)[0].id, PIN)
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    room.move_in(prison, prison.profile())
    shown = open_page(StaffSection(room))
    QTest.keyClick(shown, Qt.Key.Key_N, CONTROL)
    aides = shown.form._pin_row.isVisible()
    shown.form._role.setCurrentIndex(0)

    assert (village, aides, shown.form._pin_row.isVisible()) == (False, False, True)
    prison.close()


def test_an_assistant_changes_only_their_own_pin(room, open_page, library):
    with library.changing() as desk:
        rahman = staff.add(desk, "Rahman", Role.assistant)
    staff.sign_in(library, rahman.id)
    section = open_page(StaffSection(room))

    section._table.point_at(0)
    others = section._pin.isEnabled()
    section._table.point_at(1)

    assert (others, section._pin.isEnabled()) == (False, True)
    assert (section._new.isEnabled(), section._edit.isEnabled()) == (False, False)
    assert (section._minutes.isEnabled(), section.sheet._print.isEnabled()) == (False, False)


def test_the_idle_minutes_are_kept(section, library):
    section._minutes.setCurrentIndex(section._minutes.findData(5))

    with library.reading() as desk:
        assert staff.idle_minutes(desk) == 5


def test_showing_the_section_saves_nothing(section, library):
    with library.changing() as desk:
        staff.keep_idle_minutes(desk, 10)

    section.shown()

    with library.reading() as desk:
        assert staff.idle_minutes(desk) == 10


def test_a_recovery_sheet_is_saved_as_one_page(section, library, tmp_path):
    path = tmp_path / "lembar.pdf"

    section.sheet.save(path)

    with library.reading() as desk:
        assert recovery.last_made(desk) is not None
    assert path.read_bytes().startswith(b"%PDF")
    assert section.sheet.words() == "Saved: lembar.pdf"
    assert section.sheet._last.text() == "The newest sheet is of 22 Nov 2026."


def test_a_recovery_sheet_is_printed(section, tmp_path, qtbot):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    section.sheet.print_on(printer)

    qtbot.waitUntil(lambda: section.sheet.words() == "The sheet is at the printer.")
    assert (tmp_path / "printed.pdf").stat().st_size > 1000


def test_no_code_stays_on_the_computer(section, tmp_path):
    section.sheet.save(tmp_path / "lembar.pdf")
    (tmp_path / "lembar.pdf").unlink()
    section._room.preferences.save()

    left = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert [file.name for file in left if b"%PDF" in file.read_bytes()] == []


def test_where_the_signing_key_is_missing_the_sheet_brings_it_back(
    room, open_page, library, tmp_path, monkeypatch
):
    sheet = recovery.make(library)
    name = signing_key_name(library.profile().uid)
    before = keys.fetch(name)
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "new computer"))
    section = open_page(StaffSection(room))
    asked = section.signing.isVisible()

    section.signing.code.lines[0].setFocus()
    type_in(*sheet.lines)

    assert (asked, section.signing.isVisible()) == (True, False)
    assert keys.fetch(name) == before


def test_a_prisons_aide_has_a_number_and_no_name(tmp_path, home, open_page):
    prison = a_library(tmp_path, kind="prison", staff_name="Petugas")
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    room.move_in(prison, prison.profile())
    section = open_page(StaffSection(room))

    QTest.keyClick(section, Qt.Key.Key_N, CONTROL)
    typed = section.form._name.isEnabled()
    section.form.press_save()

    assert (typed, names(section)[1:]) == (False, [("Aide 1", Role.aide)])
    room.jobs.close()
    prison.close()


def test_a_new_account_without_a_pin_is_pointed_at_and_asked_for_it(section, library):
    with library.changing() as desk:
        staff.add(desk, "Ani", Role.assistant)
    section.shown()
    QTest.keyClick(section, Qt.Key.Key_N, CONTROL)
    section.form._role.setCurrentIndex(1)
    type_in("Rina")
    asked, said = section.pin_form.account.name, section._answer._detail.text()

    type_in("9026", "9026")

    assert (asked, said) == ("Rina", "Now give Rina a PIN, or press Esc to leave it for later.")
    assert section._table.current_value().name == "Rina"
    assert [each.has_pin for each in section.accounts()] == [False, False, True]


def test_nobody_is_asked_for_a_pin_that_would_be_refused(section):
    QTest.keyClick(section, Qt.Key.Key_N, CONTROL)
    type_in("Rina")

    assert (section.pin_form.isVisible(), section.words()) == (False, "Saved.")
    assert section._table.current_value().name == "Rina"


def test_the_pin_of_a_new_account_is_left_for_later_by_escape(section):
    QTest.keyClick(section, Qt.Key.Key_N, CONTROL)
    section.form._role.setCurrentIndex(1)
    type_in("Rina")

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert (section.pin_form.isVisible(), section.words()) == (False, "")
    assert section._table.current_value().name == "Rina"
    assert section._table.hasFocus()


def test_whoever_made_a_head_is_not_sent_to_a_form_that_refuses(section):
    QTest.keyClick(section, Qt.Key.Key_N, CONTROL)
    section.form._role.setCurrentIndex(0)
    type_in("Ibu Kepala")

    assert section.pin_form.isVisible() is False
    assert section._answer._detail.text() == "Ibu Kepala chooses a PIN here after signing in."


def walked(steps):
    """The widgets that Tab reaches from where the keys are, that one first."""
    found = []
    for _step in range(steps):
        found.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    return found


def test_tab_goes_through_the_form_of_an_account_in_order(section):
    QTest.keyClick(section, Qt.Key.Key_N, CONTROL)
    form = section.form

    assert walked(4) == [form._name, form._role, form._leave, form._save]


def test_tab_goes_through_the_form_of_a_pin_in_order_and_escape_leaves_it(section, library):
    staff.change_pin(library, staff.door(library)[0].id, PIN)
    section.shown()
    section._pin.click()
    form = section.pin_form

    found = walked(5)
    QTest.keyClick(form.again, Qt.Key.Key_Escape)

    assert found == [form.old, form.new, form.again, form._leave, form._save]
    assert section._table.hasFocus()


def test_tab_goes_from_the_accounts_to_the_lock_and_the_sheet(section, library):
    staff.change_pin(library, staff.door(library)[0].id, PIN)
    section.shown()
    sheet = section.sheet

    found = walked(8)

    assert found == [
        *(section._table, section._pin, section._edit, section._new),
        *(section._minutes, sheet._paper, sheet._save, sheet._print),
    ]
