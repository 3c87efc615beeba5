"""Into an encrypted file: by its passphrase, or by the key on its sheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.domain import errors
from jukung.library import backup, recovery
from jukung.library.desk import open_library
from jukung.store import keys
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.passphrase_card import PassphraseCard
from jukung.ui.pages.unlock_card import UnlockCard
from jukung.ui.pages.welcome import WelcomePage
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from jukung.ui.welcome_window import WelcomeWindow
from makers import QUICK, a_library

TYPED = "ikan di sungai"


@pytest.fixture
def lapas(home, tmp_path):
    made = a_library(tmp_path, file="lapas.jukung", kind="prison")
    yield made
    made.close()
    keys.forget_unlocked()


@pytest.fixture
def room(lapas, qapp, tmp_path):
    made = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    with lapas.reading() as desk:
        made.move_in(lapas, desk.profile)
    yield made
    made.jobs.close()


@pytest.fixture
def jobs(qapp):
    made = ImmediateJobs()
    yield made
    made.close()


def test_a_passphrase_opens_its_file(lapas, jobs, stand, qtbot):
    recovery.set_passphrase(lapas, TYPED)
    lapas.close()
    keys.forget_unlocked()
    card = stand(UnlockCard(jobs, lapas.path, errors.FileLocked(str(lapas.path))))
    card.take_focus()
    QTest.keyClicks(card.passphrase, "something else")
    QTest.keyClick(card.passphrase, Qt.Key.Key_Return)
    refused = card.banner.words()

    QTest.keyClicks(card.passphrase, TYPED)
    with qtbot.waitSignal(card.opened):
        QTest.keyClick(card.passphrase, Qt.Key.Key_Return)

    assert refused.startswith("That passphrase is not right")
    open_library(lapas.path, sealing=QUICK).close()


def test_the_lines_of_the_sheet_open_a_file_on_another_computer(
    lapas, jobs, stand, qtbot, tmp_path, monkeypatch
):
    lines = recovery.make(lapas).file_lines
    lapas.close()
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "elsewhere"))
    card = stand(UnlockCard(jobs, lapas.path, errors.FileKeyMissing(str(lapas.path))))
    for field, line in zip(card.lines[:-1], lines, strict=False):
        QTest.keyClicks(field, line.lower())
    card.open_button.click()
    refused = card.banner.words()

    QTest.keyClicks(card.lines[-1], lines[-1])
    with qtbot.waitSignal(card.opened):
        card.open_button.click()

    assert "7" in refused
    open_library(lapas.path, sealing=QUICK).close()


def test_the_welcome_offers_the_way_in_first_and_the_others_behind_it(lapas, jobs, qtbot, tmp_path):
    refusal = errors.FileLocked(str(lapas.path))
    page = WelcomePage(lapas.path, refusal, preferences=Preferences(tmp_path / "p.ini"))
    qtbot.addWidget(page)
    card = UnlockCard(jobs, lapas.path, refusal)
    page.offer_unlock(card)
    page.show()
    is_first = card.isVisible()
    page._show_ways()

    assert is_first
    assert not card.isVisible()


def test_a_passphrase_is_kept_and_taken_away_in_the_settings(lapas, room, stand):
    card = stand(PassphraseCard(room))
    card.refresh()
    QTest.keyClicks(card.typed, TYPED)
    QTest.keyClicks(card.again, "another one")
    QTest.keyClick(card.again, Qt.Key.Key_Return)
    differ = card.words()
    card.again.clear()
    QTest.keyClicks(card.again, TYPED)
    QTest.keyClick(card.again, Qt.Key.Key_Return)
    has_one = recovery.has_passphrase(lapas)
    card.remove()

    assert differ.startswith("The two passphrases differ")
    assert has_one
    assert not recovery.has_passphrase(lapas)


def test_a_village_has_no_passphrase(library, tmp_path, stand, qapp):
    made = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    with library.reading() as desk:
        made.move_in(library, desk.profile)
    card = stand(PassphraseCard(made))
    card.refresh()

    assert card.isHidden()
    made.jobs.close()


def test_a_backup_is_restored_on_another_computer_by_the_key_of_the_sheet(
    lapas, qtbot, qapp, tmp_path, monkeypatch
):
    lines = recovery.make(lapas).file_lines
    written = backup.write(lapas, tmp_path / "stick").path
    lapas.close()
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "elsewhere"))
    target = tmp_path / "restored.jukung"
    welcome = WelcomeWindow(target, Preferences(tmp_path / "p.ini"))
    welcome.show()
    welcome.page.restore_wanted.emit(written, target)
    qtbot.waitUntil(lambda: bool(welcome.window.findChildren(UnlockCard)))
    (card,) = welcome.window.findChildren(UnlockCard)
    for field, line in zip(card.lines, lines, strict=True):
        QTest.keyClicks(field, line)

    with qtbot.waitSignal(welcome.ready) as ready:
        card.open_button.click()

    assert ready.args == [target]
    open_library(target, sealing=QUICK).close()
    welcome.close()
