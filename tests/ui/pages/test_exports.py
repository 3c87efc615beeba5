"""Handing out from the settings, by keyboard, and reading it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.domain.kinds import Role
from jukung.library.desk import StaffMember, open_library
from jukung.ui.pages.settings import SettingsPage
from makers import TODAY, a_copy, a_member

CONTROL = Qt.KeyboardModifier.ControlModifier
DAY = TODAY.isoformat()


@pytest.fixture
def stocked(library):
    with library.changing() as desk:
        a_copy(desk, "P-001", title="Perahu Kecil")
        a_member(desk, "Aminah")
    return library


@pytest.fixture
def page(room, stocked, open_page, home):
    made = open_page(SettingsPage(room))
    made.show_section("exports")
    return made


@pytest.fixture
def section(page, room, tmp_path):
    folder = tmp_path / "keluar"
    folder.mkdir()
    room.preferences.keep_folder("export", folder)
    return page.section("exports")


def hand_out(section):
    QTest.keyClick(section.window(), Qt.Key.Key_E, CONTROL)


def written(tmp_path):
    return sorted(each.name for each in (tmp_path / "keluar").iterdir())


def test_everything_is_handed_out_with_one_key(section, tmp_path):
    hand_out(section)

    assert written(tmp_path) == [f"perpustakaan-rawa-bening-{DAY}"]
    assert "rows · 65 files" in section.export.words()


def test_a_second_one_gets_another_name(section, tmp_path):
    hand_out(section)
    hand_out(section)

    assert written(tmp_path) == [
        f"perpustakaan-rawa-bening-{DAY}", f"perpustakaan-rawa-bening-{DAY}-2",
    ]  # fmt: skip


def test_the_arrows_choose_what_is_handed_out(section, tmp_path):
    section.take_focus()
    QTest.keyClick(section.window().focusWidget(), Qt.Key.Key_Right)

    assert section.export.chosen() == "list"
    section.export.choose_list("copies")
    hand_out(section)

    assert written(tmp_path) == [f"copies {DAY}.xlsx"]
    assert section.export.words() == "1 row"


@pytest.mark.parametrize(("form", "name"), [(0, "mrc"), (1, "xml")])
def test_records_are_handed_out_in_either_form(section, tmp_path, form, name):
    section.export.choose("marc")
    section.export._forms.setCurrentIndex(form)

    hand_out(section)

    assert written(tmp_path) == [f"titles {DAY}.{name}"]
    assert section.export.words() == "1 title · 1 copy"


def test_only_titles_with_the_typed_words_are_handed_out(section, stocked, tmp_path):
    with stocked.changing() as desk:
        a_copy(desk, "P-002", title="Tuntunan Puasa")
    section.export.choose("marc")
    QTest.keyClicks(section.export._words, "puasa")

    hand_out(section)

    assert section.export.words() == "1 title · 1 copy"


def test_words_that_find_nothing_write_nothing(section, tmp_path):
    section.export.choose("marc")
    QTest.keyClicks(section.export._words, "gunung")

    hand_out(section)

    assert written(tmp_path) == []
    assert "no title" in section.export.words()


def test_lists_for_slims_are_handed_out(section, tmp_path):
    section.export.choose("slims")

    hand_out(section)

    assert written(tmp_path) == [f"for SLiMS {DAY}"]
    assert section.export.words() == "1 title · 1 copy · 1 member"


def test_only_what_belongs_to_the_choice_is_asked(section):
    section.export.choose("open")
    before = (section.export._list_row.isVisible(), section.export._marc_row.isVisible())

    section.export.choose("marc")

    assert before == (False, False)
    assert (section.export._list_row.isVisible(), section.export._marc_row.isVisible()) == (
        False, True,
    )  # fmt: skip


def test_another_choice_takes_the_old_answer_away(section):
    hand_out(section)

    section.export.choose("slims")

    assert section.export.words() == ""


def test_what_is_handed_out_can_be_read_back_and_opened(page, section, tmp_path, qtbot, home):
    hand_out(section)
    folder = tmp_path / "keluar" / f"perpustakaan-rawa-bening-{DAY}"

    section.back.read(folder)

    assert section.back.words() == "Everything was read and checked."
    with qtbot.waitSignal(page.open_wanted) as opened:
        section.back._answer._button.click()
    back = open_library(opened.args[0])
    assert back.profile().name == "Perpustakaan Rawa Bening"
    back.close()


def test_a_folder_of_something_else_is_refused_in_words(section, tmp_path):
    section.back.read(tmp_path)

    assert "cannot be read as an open export" in section.back.words()


def test_an_assistant_hands_nothing_out(section, stocked, tmp_path):
    stocked.sign_in(StaffMember(1, "Rahman", Role.assistant))

    hand_out(section)

    assert written(tmp_path) == []
    assert section.export.words()


def test_in_a_prison_there_are_only_lists_without_people(prison_room, open_page):
    page = open_page(SettingsPage(prison_room))
    page.show_section("exports")

    lists = page.section("exports").export._lists

    assert [lists.itemData(at) for at in range(lists.count())] == [
        "titles", "copies", "visits", "activities",
    ]  # fmt: skip
