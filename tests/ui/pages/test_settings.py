import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.domain.kinds import Zone
from jukung.library import backup
from jukung.library.desk import open_library
from jukung.ui import sounds
from jukung.ui.pages.settings import SettingsPage
from jukung.ui.pages.settings_sections import SECTIONS
from jukung.ui.window_chips import WindowChips
from makers import a_title

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(room, open_page, home):
    return open_page(SettingsPage(room))


def profile(library):
    with library.reading() as desk:
        return desk.profile


def test_the_form_shows_what_the_library_is_called(page):
    words = page.library.fields.words()

    assert (words.name, words.region_code) == ("Perpustakaan Rawa Bening", "63.03.05.2007")
    assert words.zone is Zone.WITA


def test_a_new_name_is_saved_with_the_keyboard(page, library, qtbot):
    name = page.library.fields._name
    name.selectAll()
    QTest.keyClicks(name, "Taman Baca Seberang")

    with qtbot.waitSignal(page.renamed):
        QTest.keyClick(name, Qt.Key.Key_S, CONTROL)

    assert profile(library).name == "Taman Baca Seberang"
    assert page.library.words() == "Saved."


def test_the_zone_follows_the_region_code(page, library):
    region = page.library.fields._region
    region.selectAll()
    QTest.keyClicks(region, "91.05")

    page.save()

    assert profile(library).zone is Zone.WIT


def test_a_region_code_with_letters_is_refused_in_the_form(page, library):
    page.library.fields._region.setText("Banjar")

    page.save()

    assert page.library.words().startswith("“Banjar” is not a region code.")
    assert profile(library).region_code == "63.03.05.2007"


def test_a_backup_is_written_checked_and_remembered(page, room, tmp_path):
    shown = []
    follower = WindowChips(room, shown.append, parent=page)
    folder = tmp_path / "stick"
    folder.mkdir()

    page.backup.choose_folder(folder)

    assert page.backup.words() == "The backup was opened and checked."
    assert [file.suffix for file in folder.iterdir()] == [".jkbak"]
    assert ("Backup today 12:00", "good") in shown[-1]
    assert room.preferences.folder("backup") == folder
    assert follower.parent() is page


def test_a_library_never_backed_up_says_so(page, room):
    shown = []
    follower = WindowChips(room, shown.append, parent=page)

    room.opened.emit()

    assert ("No backup yet", "gold") in shown[0]
    assert follower.parent() is page


def test_a_backup_is_restored_under_a_new_name_and_offered(page, library, tmp_path, qtbot):
    with library.changing() as desk:
        a_title(desk)
    written = backup.write(library, tmp_path / "stick")
    target = tmp_path / "restored.jukung"
    page.restore.form.choose_backup(written.path)
    page.restore.form.choose_target(target)

    page.restore.form.restore()

    assert page.restore.words() == "Restored and checked."
    with qtbot.waitSignal(page.open_wanted) as wanted:
        page.restore._answer._button.click()
    assert wanted.args == [target]
    open_library(target).close()


def test_something_else_is_not_restored(page, tmp_path):
    letter = tmp_path / "letter.jkbak"
    letter.write_text("Surat undangan", encoding="utf-8")
    page.restore.form.choose_backup(letter)

    page.restore.form.restore()

    assert page.restore.words().endswith("is not a Jukung backup, or it is damaged.")


def test_an_examined_file_is_whole_in_words(page):
    page.examine.examine()

    assert page.examine.words() == "Everything holds together."


def test_another_language_waits_for_the_next_start(page, room):
    page.look.choose_language("en")

    assert room.preferences.language == "en"
    assert page.look.words() == "Close Jukung and open it again to see this."


def test_colours_change_at_once(page, room):
    page.look.choose_theme("dark")
    kept = room.preferences.theme
    page.look.choose_theme("light")

    assert kept == "dark"
    assert page.look.words() == ""


def test_sounds_are_switched_and_kept(page, room):
    page.look._sound.setChecked(False)

    assert not sounds.is_on()
    assert not room.preferences.sound


def test_about_says_where_the_file_is(page, library):
    assert page.show_section("keeping").path.text() == str(library.path)


def test_the_arrows_choose_a_section_and_it_is_remembered(page, room):
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)

    assert page._list.current_name() == "letterhead"
    assert room.preferences.section == "letterhead"
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_End)
    assert page._list.current_name() == SECTIONS[-1].name
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Home)
    assert page._list.current_name() == "library"


def test_enter_goes_inside_a_section(page):
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)

    assert page.focusWidget() is page.library.fields._name


def test_the_section_of_last_time_is_shown_again(room, open_page):
    room.preferences.section = "look"

    page = open_page(SettingsPage(room))

    assert page._list.current_name() == "look"
    assert page.look.isVisible()


def test_a_section_that_is_gone_gives_the_first(room, open_page):
    room.preferences.section = "abacus"

    page = open_page(SettingsPage(room))

    assert page._list.current_name() == "library"


@pytest.mark.parametrize("entry", SECTIONS, ids=lambda entry: entry.name)
def test_every_section_is_made_and_shown(page, entry):
    section = page.show_section(entry.name)

    assert section.isVisible()
