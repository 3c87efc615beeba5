"""The window's door: locking, switching and coming in, by keys alone."""

import threading

import pytest
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from jukung.domain import recovery_code
from jukung.domain.kinds import Role
from jukung.library import recovery, staff
from jukung.ui.door import Door
from jukung.ui.jobs import ImmediateJobs, Jobs
from jukung.ui.main_window import MainWindow, PageEntry
from jukung.ui.pieces.button import Button
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import NOON, a_library

PIN, OTHER = "4071", "9026"
CONTROL = Qt.KeyboardModifier.ControlModifier


class Page(QWidget):
    """A page with somebody's name, a field being filled, and a button with a key."""

    def __init__(self, name):
        super().__init__()
        self.saved, self.finished = 0, 0
        self.field = QLineEdit()
        button = Button("Save", key="Ctrl+S")
        button.clicked.connect(self._save)
        column = QVBoxLayout(self)
        for each in (QLabel(f"Nur Hasanah on {name}"), self.field, button):
            column.addWidget(each)
        self.setFocusProxy(self.field)

    def _save(self):
        self.saved += 1

    def finish(self):
        self.finished += 1


PAGES = (("circulation", "F1"), ("visits", "F2"), ("catalogue", "F3"), ("settings", "F9"))


class House:
    """A library with its window and door."""

    def __init__(self, library, tmp_path, qtbot, jobs=ImmediateJobs):
        self.library, self.qtbot = library, qtbot
        self.room = Room(jobs(), Preferences(tmp_path / "preferences.ini"))
        entries = [
            PageEntry(name, name, "library", key, lambda name=name: Page(name))
            for name, key in PAGES
        ]
        self.window = MainWindow(
            entries, preferences=self.room.preferences, sentence=lambda refusal: refusal.code
        )
        qtbot.addWidget(self.window)
        self.door = Door(self.window, self.room)
        self.came = []
        self.door.entered.connect(self._greet)

    def open(self):
        self.window.show_page("circulation")
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.door.open(
            self.library,
            self.library.profile(),
            staff.door(self.library),
            self.library.at_desk(),
        )
        return self

    def _greet(self, member):
        self.came.append(member.name)
        if self.room.profile is None:
            self.room.move_in(self.library, self.library.profile())
            self.door.read()

    @property
    def page(self):
        return self.window.current_page()

    @property
    def chooser(self):
        cover = self.door._lock if self.door.is_locked() else self.door._switch
        return cover.chooser

    def keys(self, *keys, held=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def type(self, text, every=120):
        self.now = getattr(self, "now", 100_000) + 1000
        for letter in text:
            self.now += every
            where = QApplication.focusWidget()
            key = Qt.Key(ord(letter)) if letter.isdigit() else Qt.Key.Key_unknown
            key = Qt.Key.Key_Return if letter == "\n" else key
            written = "" if letter == "\n" else letter
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, written)
            event.setTimestamp(self.now)
            QApplication.sendEvent(where, event)

    def choose(self, digit):
        """Press a digit, and wait as long as a scanner's next key would take."""
        self.type(str(digit))
        rest(90)

    def begin_long_work(self):
        """Work that goes on until the event; its desks, one that changes and one that reads."""
        ended, done, begun = threading.Event(), [], threading.Event()

        def work(_progress, _stopped):
            begun.set()
            ended.wait(20)
            with self.library.changing() as desk:
                changing = desk.staff
            with self.library.reading() as desk:
                return changing, desk.staff

        self.room.jobs.run(work, then=done.append)
        begun.wait(20)
        return ended, done

    def sign_in_by_hand(self, name):
        """Sign in through the lock, as the chooser does."""
        account = next(each for each in staff.door(self.library) if each.name == name)
        member = staff.sign_in(self.library, account.id, PIN)
        self.door._lock.entered.emit(member)

    def close(self):
        self.room.jobs.close()


def rest(ms):
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def words_shown(window):
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def village(library):
    """Siti without a PIN, Rahman an assistant, and a head."""
    with library.changing() as desk:
        staff.add(desk, "Rahman", Role.assistant)
        head = staff.add(desk, "Ibu Kepala", Role.head)
    return library, head


@pytest.fixture
def guarded(village):
    """The same with PINs for everybody; Siti stands at the desk."""
    library, head = village
    staff.sign_in(library, head.id)
    for account in reversed(staff.door(library)):
        staff.change_pin(library, account.id, PIN)
    return library


@pytest.fixture
def house(guarded, tmp_path, qtbot):
    staff.sign_in(guarded, staff.door(guarded)[0].id, PIN)
    made = House(guarded, tmp_path, qtbot).open()
    yield made
    made.close()


@pytest.fixture
def threaded(guarded, tmp_path, qtbot):
    """The same house with lanes of its own threads."""
    staff.sign_in(guarded, staff.door(guarded)[0].id, PIN)
    made = House(guarded, tmp_path, qtbot, Jobs).open()
    qtbot.waitUntil(lambda: not made.room.jobs.pending())
    yield made
    made.close()


def fill_the_disk(library):
    """Let no wrong try be counted any more: SQLite itself finds the disk full."""
    with library.file.changing() as session:
        run = session.connection().exec_driver_sql
        run(
            "CREATE TRIGGER grow BEFORE UPDATE OF failures ON staff BEGIN "
            "INSERT INTO setting VALUES ('grow', hex(zeroblob(500000))); END"
        )
        pages = run("PRAGMA page_count").scalar_one()
        run(f"PRAGMA max_page_count = {pages + 1}")


@pytest.fixture
def locked(house):
    house.page.field.setText("half a na")
    house.door.lock()
    house.qtbot.waitUntil(lambda: house.library._staff is None)
    return house


# --- locking --------------------------------------------------------------------------------


def test_without_pins_the_desk_is_open_at_once(village, tmp_path, qtbot):
    house = House(village[0], tmp_path, qtbot).open()

    assert (house.door.is_locked(), house.came[0]) == (False, "Siti")
    assert (house.door.is_lockable(), house.door.has_choice()) == (False, True)
    house.close()


def test_with_pins_the_window_opens_locked(guarded, tmp_path, qtbot):
    guarded.sign_out()
    house = House(guarded, tmp_path, qtbot)
    asked = []
    house.room.jobs.change(asked.append)

    house.open()

    assert (house.door.is_locked(), house.came, asked) == (True, [], [])
    assert house.room.profile is None
    house.close()


def test_what_was_scanned_before_anybody_was_here_is_never_done(guarded, tmp_path, qtbot):
    guarded.sign_out()
    house = House(guarded, tmp_path, qtbot)
    scanned = []
    house.room.jobs.change(lambda desk: scanned.append(desk.staff.name))
    house.open()

    house.choose(1)
    house.type(PIN + "\n")

    assert (house.came[0], scanned) == ("Siti", [])
    house.close()


def test_a_locked_window_shows_nothing_of_persons(locked):
    shown = words_shown(locked.window)

    assert [words for words in shown if "Nur Hasanah" in words] == []
    assert "Perpustakaan Rawa Bening" in shown
    assert any(":" in words and len(words) == 5 for words in shown)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_F9, Qt.Key.Key_Tab])
def test_no_key_opens_a_locked_window(locked, key):
    locked.keys(key, key)

    assert (locked.door.is_locked(), locked.window.current_name()) == (True, "circulation")


def test_no_button_of_the_page_works_beneath_the_lock(locked):
    locked.keys(Qt.Key.Key_S, held=CONTROL)
    locked.keys(Qt.Key.Key_K, held=CONTROL)

    assert (locked.page.saved, locked.door.is_locked()) == (0, True)


def test_the_right_pin_brings_the_page_back_as_it_was(locked):
    locked.choose(1)
    locked.type(PIN + "\n")

    assert (locked.door.is_locked(), locked.came[-1]) == (False, "Siti")
    assert locked.page.field.text() == "half a na"
    assert locked.page.field.hasFocus()
    assert any("Nur Hasanah" in words for words in words_shown(locked.window))


def test_a_wrong_pin_leaves_it_locked_and_says_how_many_tries_are_left(locked):
    locked.choose(1)
    locked.type("9999\n")

    assert locked.door.is_locked()
    assert locked.chooser.words() == ("That PIN is not right. 2 tries are left before a pause.")


def test_after_three_wrong_pins_the_field_waits(locked):
    locked.choose(1)
    for _try in range(3):
        locked.type("9999\n")
    locked.type(PIN + "\n")

    assert (locked.door.is_locked(), locked.chooser.pin.isEnabled()) == (True, False)
    assert locked.chooser.words() == "Too many wrong PINs. Try again in 30 seconds."


def test_somebody_elses_pause_is_not_mine(locked):
    locked.choose(1)
    for _try in range(3):
        locked.type("9999\n")
    locked.keys(Qt.Key.Key_Escape)
    locked.choose(2)
    locked.type(PIN + "\n")

    assert (locked.door.is_locked(), locked.came[-1]) == (False, "Rahman")


def test_a_pin_too_short_to_be_one_costs_no_try(locked):
    locked.choose(1)
    for _enter in range(5):
        locked.type("12\n")
    locked.chooser.pin.clear()
    locked.type(PIN + "\n")

    assert locked.door.is_locked() is False


@pytest.mark.parametrize("scan", ["0003317\n", "1234\n", "A00012\n", "9786020000001\n"])
@pytest.mark.parametrize("every", [5, 20])
def test_a_scan_while_locked_does_nothing(locked, scan, every):
    locked.type(scan, every=every)
    rest(250)

    assert locked.door.is_locked()
    assert locked.chooser._asks_pin() is False
    assert locked.chooser.words() == "Nothing was scanned. Sign in first."


def test_a_scan_into_the_pin_is_no_try(locked):
    locked.choose(1)
    for _scan in range(4):
        locked.type("0003317\n", every=8)
        rest(200)

    assert locked.chooser.pin.text() == ""
    locked.type(PIN + "\n")
    assert locked.door.is_locked() is False


def test_a_scan_chooses_nobody_who_has_no_pin(village, tmp_path, qtbot):
    library, head = village
    staff.sign_in(library, head.id)
    staff.change_pin(library, head.id, PIN)
    library.sign_out()
    house = House(library, tmp_path, qtbot).open()

    for scan in ("1234567\n", "1\n", "21\n"):
        house.type(scan, every=10)
        rest(200)

    assert (house.door.is_locked(), house.came) == (True, [])
    house.close()


def test_dialogs_are_closed_by_the_lock(house):
    dialog = QDialog(house.window)
    dialog.open()

    house.door.lock()

    assert (dialog.isVisible(), house.door.is_locked()) == (False, True)


def test_an_idle_desk_locks_itself(house):
    house.door.idle.set_minutes(1)

    house.door.idle.idle.emit()

    assert house.door.is_locked()


def test_minutes_of_the_settings_are_watched(house):
    with house.library.changing(staff=staff.check_pin(house.library, head_of(house).id, PIN)) as d:
        staff.keep_idle_minutes(d, 5)

    house.room.jobs.changed.emit(frozenset({"settings"}))

    assert house.door.idle._limit_s == 300


def head_of(house):
    return next(each for each in staff.door(house.library) if each.role is Role.head)


def test_a_pending_job_does_not_hold_the_door_open(threaded):
    ended, done = threaded.begin_long_work()

    threaded.door.lock()

    assert (threaded.door.is_locked(), threaded.library._staff) == (True, None)
    ended.set()
    threaded.qtbot.waitUntil(lambda: bool(done))


def test_what_was_begun_is_finished_in_the_name_of_who_began_it(threaded):
    ended, done = threaded.begin_long_work()
    threaded.door.lock()
    threaded.sign_in_by_hand("Rahman")

    ended.set()
    threaded.qtbot.waitUntil(lambda: bool(done))

    assert [(kept.name, now.name) for kept, now in done] == [("Siti", "Siti")]
    with threaded.library.reading() as desk:
        assert desk.staff.name == "Rahman"


def test_who_signs_in_is_not_thrown_out_when_old_work_ends(threaded):
    ended, done = threaded.begin_long_work()
    threaded.door.lock()
    threaded.sign_in_by_hand("Rahman")

    ended.set()
    threaded.qtbot.waitUntil(lambda: bool(done))
    rest(100)

    assert (threaded.door.is_locked(), threaded.room.staff.name) == (False, "Rahman")
    assert threaded.library.at_desk().name == "Rahman"


def test_a_scan_in_the_lane_is_recorded_by_who_scanned_it(threaded):
    ended, recorded = threading.Event(), []
    threaded.room.jobs.change(lambda _desk: ended.wait(20))
    threaded.room.jobs.change(lambda desk: desk.staff.name, then=recorded.append)

    threaded.door.lock()
    ended.set()
    threaded.qtbot.waitUntil(lambda: bool(recorded))

    assert (recorded, threaded.door.is_locked()) == (["Siti"], True)


# --- switching ------------------------------------------------------------------------------


def test_ctrl_k_changes_who_stands_here_and_leaves_the_page(house):
    house.page.field.setText("half a na")
    house.keys(Qt.Key.Key_K, held=CONTROL)
    house.choose(2)
    house.type(PIN + "\n")

    assert (house.came[-1], house.room.staff.name) == ("Rahman", "Rahman")
    assert (house.page.field.text(), house.page.field.hasFocus()) == ("half a na", True)
    with house.library.reading() as desk:
        assert desk.staff.name == "Rahman"


def test_escape_leaves_the_sheet_and_everything_as_it_was(house):
    house.keys(Qt.Key.Key_K, held=CONTROL)
    open_then = house.door._switch.isVisible()
    house.keys(Qt.Key.Key_Escape)

    assert (open_then, house.door._switch.isVisible()) == (True, False)
    assert (house.room.staff.name, house.page.field.hasFocus()) == ("Siti", True)


def test_no_button_of_the_page_works_beneath_the_sheet(house):
    house.keys(Qt.Key.Key_K, held=CONTROL)
    house.keys(Qt.Key.Key_S, held=CONTROL)
    house.keys(Qt.Key.Key_F9)

    assert (house.page.saved, house.window.current_name()) == (0, "circulation")


def test_a_page_that_answers_late_does_not_take_the_keys(house):
    house.keys(Qt.Key.Key_K, held=CONTROL)

    house.page.field.setFocus()

    assert not house.page.field.hasFocus()


def test_tab_stays_in_the_sheet(house):
    house.keys(Qt.Key.Key_K, held=CONTROL)
    for _tab in range(8):
        house.keys(Qt.Key.Key_Tab)
        assert house.door._switch.isAncestorOf(QApplication.focusWidget())


def test_a_scan_at_the_sheet_does_nothing(house):
    house.keys(Qt.Key.Key_K, held=CONTROL)
    house.type("2003317\n", every=8)
    rest(250)

    assert (house.room.staff.name, house.page.field.text()) == ("Siti", "")


def test_where_there_is_nobody_else_ctrl_k_does_nothing(library, tmp_path, qtbot):
    house = House(library, tmp_path, qtbot).open()

    house.keys(Qt.Key.Key_K, held=CONTROL)

    assert house.door._switch is None
    house.close()


def test_the_arrows_and_enter_choose_too(house):
    house.keys(Qt.Key.Key_K, held=CONTROL)
    house.keys(Qt.Key.Key_Down)
    rest(90)
    house.keys(Qt.Key.Key_Return)
    house.type(PIN + "\n")

    assert house.came[-1] == "Rahman"


def test_a_closed_account_is_asked_to_leave(house):
    siti = staff.door(house.library)[0]
    head = staff.check_pin(house.library, head_of(house).id, PIN)
    with house.library.changing(staff=head) as desk:
        staff.edit(desk, siti.id, name="Siti", role=Role.librarian, active=False)

    house.room.jobs.changed.emit(frozenset({"staff"}))

    assert house.door.is_locked()


# --- the recovery sheet -----------------------------------------------------------------------


def test_a_forgotten_pin_is_set_anew_with_the_sheet(guarded, tmp_path, qtbot):
    sheet = recovery.make(guarded)
    guarded.sign_out()
    house = House(guarded, tmp_path, qtbot).open()
    house.door._lock._forgot.click()
    form = house.door._lock.forgotten

    for line in sheet.lines:
        QTest.keyClicks(QApplication.focusWidget(), line.lower())
        house.keys(Qt.Key.Key_Return)
    for _twice in range(2):
        QTest.keyClicks(QApplication.focusWidget(), OTHER)
        house.keys(Qt.Key.Key_Return)

    assert (house.door.is_locked(), house.came[-1]) == (False, "Ibu Kepala")
    assert "".join(line.text() for line in form.code.lines) == ""
    house.close()


def test_a_mistyped_line_of_the_code_is_marked_and_named(locked):
    locked.door._lock._forgot.click()
    form = locked.door._lock.forgotten
    lines = list(recovery_code.written(bytes(20)))
    lines[2] = "X" + lines[2][1:]
    for field, line in zip(form.code.lines, lines, strict=True):
        field.setText(line)

    form.save()

    assert form.words() == "Check line 3 with the sheet."
    assert locked.door.is_locked()


def test_escape_leaves_the_form_of_the_sheet_but_not_the_lock(locked):
    locked.door._lock._forgot.click()

    locked.keys(Qt.Key.Key_Escape)

    assert (locked.door._lock.forgotten.isVisible(), locked.door.is_locked()) == (False, True)


# --- accounts without a PIN -------------------------------------------------------------------


def test_an_account_without_a_pin_is_told_to_get_one(village, tmp_path, qtbot):
    library, head = village
    staff.sign_in(library, head.id)
    staff.change_pin(library, head.id, PIN)
    library.sign_out()
    house = House(library, tmp_path, qtbot).open()

    house.choose(1)

    assert (house.door.is_locked(), house.came) == (True, [])
    assert house.chooser.words().startswith("Siti has no PIN yet. Ask whoever looks after")
    house.close()


def test_a_full_disk_refuses_the_pin_and_leaves_the_open_desk_as_it_is(house):
    house.keys(Qt.Key.Key_K, held=CONTROL)
    fill_the_disk(house.library)
    house.choose(2)
    house.type(PIN + "\n")
    words = house.chooser.words()
    house.keys(Qt.Key.Key_Escape, Qt.Key.Key_Escape, Qt.Key.Key_Escape)

    assert words.startswith("There is no room left")
    assert (house.room.staff.name, house.library.at_desk().name) == ("Siti", "Siti")
    assert house.page.field.hasFocus()


# --- prisons ----------------------------------------------------------------------------------


@pytest.fixture
def prison(tmp_path, home, qtbot):
    library = a_library(tmp_path, kind="prison", staff_name="Petugas", clock=lambda: NOON)
    with library.changing() as desk:
        staff.add(desk, "", Role.aide)
    officer = staff.door(library)[0]
    staff.change_pin(library, officer.id, PIN)
    staff.sign_in(library, officer.id, PIN)
    house = House(library, tmp_path, qtbot).open()
    yield house
    house.close()
    library.close()


@pytest.fixture
def prison_threaded(tmp_path, home, qtbot):
    library = a_library(tmp_path, kind="prison", staff_name="Petugas", clock=lambda: NOON)
    with library.changing() as desk:
        staff.add(desk, "", Role.aide)
    officer = staff.door(library)[0]
    staff.change_pin(library, officer.id, PIN)
    staff.sign_in(library, officer.id, PIN)
    house = House(library, tmp_path, qtbot, Jobs).open()
    qtbot.waitUntil(lambda: not house.room.jobs.pending())
    yield house
    house.close()
    library.close()


def test_an_idle_officer_falls_back_to_the_aides_desk(prison):
    prison.window.show_page("settings")

    prison.door.idle.idle.emit()
    prison.qtbot.waitUntil(lambda: prison.came[-1] == "Aide 1")

    assert (prison.door.is_locked(), prison.window.current_name()) == (False, "circulation")
    assert prison.page.finished == 1
    with prison.library.reading() as desk:
        assert desk.staff.role is Role.aide


def test_a_prisons_lock_does_not_wait_for_a_long_job(prison_threaded):
    prison = prison_threaded
    prison.window.show_page("settings")
    officers = prison.page
    ended, done = prison.begin_long_work()

    prison.door.lock()
    shown = (prison.window.current_name(), officers.isVisible(), prison.room.staff.role)
    allowed = prison.library.at_desk().role
    prison.keys(Qt.Key.Key_F9)
    ended.set()
    prison.qtbot.waitUntil(lambda: bool(done))

    assert (*shown, allowed) == ("circulation", False, Role.aide, Role.aide)
    assert [kept.role for kept, _now in done] == [Role.officer]
    assert (prison.window.current_name(), prison.room.staff.role) == ("circulation", Role.aide)


def test_two_long_jobs_do_not_hold_up_a_prisons_lock(prison_threaded):
    endings = [prison_threaded.begin_long_work()[0] for _job in range(2)]

    prison_threaded.door.lock()
    rest(50)
    standing = prison_threaded.library.at_desk()
    for ended in endings:
        ended.set()

    assert (standing.role, prison_threaded.room.staff.role) == (Role.aide, Role.aide)


def test_an_aide_opens_no_pages_of_the_officer(prison):
    prison.door.lock()
    prison.qtbot.waitUntil(lambda: prison.came[-1] == "Aide 1")

    prison.keys(Qt.Key.Key_F9)
    refused = prison.window.current_name()
    prison.keys(Qt.Key.Key_F2)

    assert (refused, prison.window.current_name()) == ("circulation", "visits")


def test_the_officer_comes_back_with_the_pin(prison):
    prison.door.lock()
    prison.qtbot.waitUntil(lambda: prison.came[-1] == "Aide 1")
    prison.keys(Qt.Key.Key_K, held=CONTROL)
    prison.choose(1)
    prison.type(PIN + "\n")
    prison.keys(Qt.Key.Key_F9)

    assert (prison.room.staff.name, prison.window.current_name()) == ("Petugas", "settings")


# --- Tab --------------------------------------------------------------------------------------


def walked(first, steps):
    """The widgets that Tab reaches from here, this one first."""
    first.setFocus()
    found = []
    for _step in range(steps):
        found.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    return found


def test_tab_reaches_the_way_to_the_sheet_and_goes_through_its_form_in_order(locked):
    lock = locked.door._lock
    lock._forgot.setFocus()
    locked.keys(Qt.Key.Key_Return)
    form = lock.forgotten

    found = walked(form.code.lines[0], 8)

    assert found == [*form.code.lines, form.new, form.again, form._leave, form._save]


def test_tab_at_the_lock_goes_from_the_accounts_to_the_forgotten_pin(locked):
    lock = locked.door._lock

    assert walked(lock.chooser, 2) == [lock.chooser, lock._forgot]
