import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from jukung.domain import errors
from jukung.domain.kinds import LibraryKind, PrisonKind, Zone
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.recovery_card import RecoveryCard, sheet_of_file
from jukung.ui.pages.welcome import LibraryAnswers, WelcomePage
from jukung.ui.pieces.button import Button
from jukung.ui.preferences import Preferences
from makers import a_library

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def make_page(open_page, home, tmp_path):
    def make(refusal=None):
        preferences = Preferences(tmp_path / "preferences.ini")
        return open_page(WelcomePage(home / "library.jukung", refusal, preferences=preferences))

    return make


@pytest.fixture
def page(make_page):
    return make_page(errors.FileMissing("library.jukung"))


def test_a_village_library_is_asked_for_with_the_keyboard(page, qtbot):
    fields = page.form._fields
    QTest.keyClicks(fields._name, "Taman Baca Seberang")
    QTest.keyClicks(fields._place, "Desa Contoh")
    QTest.keyClicks(fields._region, "91.05")
    QTest.keyClicks(page.form._staff, "Siti")

    with qtbot.waitSignal(page.make_wanted) as wanted:
        QTest.keyClick(page.form._staff, Qt.Key.Key_Return, CONTROL)

    assert wanted.args == [
        LibraryAnswers(
            name="Taman Baca Seberang",
            kind=LibraryKind.village,
            prison_kind=None,
            place_name="Desa Contoh",
            region_code="91.05",
            zone=Zone.WIT,
            staff_name="Siti",
        )
    ]


def test_a_prison_is_explained_and_asked_for(page):
    page.form.choose_kind(LibraryKind.prison)
    page.form._fields._name.setText("Perpustakaan Lapas Contoh")

    answers = page.form.answers()

    assert (answers.kind, answers.prison_kind) == (LibraryKind.prison, PrisonKind.lapas)
    assert "encrypted" in page.form._explained.text()
    assert page.form._prison_kind.isVisible()


def test_a_library_without_a_name_is_not_made(page, qtbot):
    with qtbot.assertNotEmitted(page.make_wanted):
        page.make()

    assert page.words() == "Please type a name first."


def test_a_missing_library_is_no_trouble(page):
    assert page.words() == ""
    assert page._stack.currentIndex() == 0


def test_a_library_that_cannot_be_opened_says_why_and_offers_a_backup(make_page):
    page = make_page(errors.FileDamaged("library.jukung"))

    assert page.words().startswith("library.jukung is damaged")
    assert page.restore.isVisible()


def test_another_library_is_opened(page, qtbot, tmp_path):
    page.choose("open")

    with qtbot.waitSignal(page.open_wanted) as wanted:
        page.choose_file(tmp_path / "rawa.jukung")

    assert wanted.args == [tmp_path / "rawa.jukung"]


def test_a_backup_is_asked_to_be_restored_under_a_free_name(page, qtbot, home, tmp_path):
    page.choose("open")
    home.mkdir(exist_ok=True)
    (home / "jukung-20261122.jukung").touch()
    page.restore.choose_backup(tmp_path / "jukung-20261122.jkbak")

    with qtbot.waitSignal(page.restore_wanted) as wanted:
        page.restore.restore()

    assert wanted.args == [
        tmp_path / "jukung-20261122.jkbak",
        home / "jukung-20261122-2.jukung",
    ]


def test_the_demo_is_opened_with_a_key(page, qtbot):
    page.choose("demo")

    with qtbot.waitSignal(page.demo_wanted):
        QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)


def test_no_second_press_is_taken_while_a_library_is_made(page):
    page.wait(waits=True)

    assert not page._make.isEnabled()
    page.refuse(errors.FileExists("library.jukung"))
    assert page._make.isEnabled()


def test_the_first_page_does_not_import_the_library():
    asked = (
        "import sys; import jukung.ui.pages.welcome; "
        "print([m for m in ('sqlmodel', 'sqlalchemy', 'jukung.library') if m in sys.modules])"
    )

    answer = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"


def test_after_the_making_the_recovery_sheet_is_offered_and_can_wait(page, tmp_path):
    path = tmp_path / "desa.jukung"
    a_library(tmp_path, file=path.name).close()
    jobs = ImmediateJobs()
    begun = []
    page.begin_wanted.connect(lambda: begun.append(path))
    card = RecoveryCard(
        jobs, page._preferences, lambda: sheet_of_file(path), kind="primary", parent=page
    )

    page.offer_sheet(card)
    card.save(tmp_path / "lembar.pdf")
    QTest.keyClick(page, Qt.Key.Key_Escape)

    assert page.words() == "Your library is ready."
    assert (tmp_path / "lembar.pdf").read_bytes().startswith(b"%PDF")
    assert begun == [path]
    jobs.close()


@pytest.mark.parametrize("encrypted", [True, False])
def test_the_sheet_of_an_encrypted_file_says_that_it_has_the_key(page, tmp_path, encrypted):
    jobs = ImmediateJobs()
    card = RecoveryCard(
        jobs,
        page._preferences,
        lambda: sheet_of_file(tmp_path / "l.jukung"),
        kind="primary",
        encrypted=encrypted,
        parent=page,
    )

    page.offer_sheet(card)

    told = " ".join(each.text() for each in card.findChildren(QLabel))
    buttons = [each.text() for each in card.findChildren(Button)]
    assert ("no backup opens anywhere" in told) is encrypted
    assert ("the head" in told) is not encrypted
    assert ("Open without the sheet" in buttons) is encrypted
    assert card._print.hasFocus() is encrypted
    jobs.close()
