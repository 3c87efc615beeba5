"""A list of members by keys: looked through, registered, undone, on a real file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.library import members
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.members import MembersPage
from jukung.ui.pieces.button import Button
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_library, a_member

LIST = Path(__file__).parents[2] / "kept" / "rosters" / "kelas-enam.csv"


@pytest.fixture
def page(room, open_page):
    return open_page(MembersPage(room))


@pytest.fixture
def view(page):
    made = page.open_roster()
    made.choose_file(LIST)
    return made


@pytest.fixture
def prison_room(qapp, home, tmp_path):
    made = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.reading() as desk:
        made.move_in(library, desk.profile)
    yield made
    made.jobs.close()
    library.close()


def count(library):
    with library.reading() as desk:
        return members.count(desk)


def press(page, key):
    QTest.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)


def test_an_empty_page_offers_to_import_a_list(page, qtbot):
    press(page, Qt.Key.Key_I)

    view = page.open_roster()
    assert view.isVisible()
    qtbot.waitUntil(view._choose.hasFocus)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.parts().list.line.hasFocus)


def test_choosing_a_list_stores_nothing_and_says_what_would_be(view, library):
    assert view.is_planning()
    assert view.register_words() == "Register 3 members"
    assert view.lines.groups() == {"going": 3, "known": 1, "refused": 1, "birth": 1, "sex": 1}
    assert "Agama" in view.columns.words()
    assert count(library) == 0


def test_a_list_is_registered_and_undone_by_keys(view, page, library, qtbot):
    press(view, Qt.Key.Key_S)
    stored = count(library)
    press(view, Qt.Key.Key_Z)

    assert stored == 3
    qtbot.waitUntil(lambda: view.words() == "Undone")
    assert count(library) == 0


def test_lines_that_were_not_stored_are_listed_and_saved(view, tmp_path):
    view.press_register()

    view.save_left(tmp_path / "sisa.csv")

    assert [line.line.number for line in view.left_lines()] == [7, 8]
    written = (tmp_path / "sisa.csv").read_text("utf-8-sig")
    assert "Please type a name first." in written
    assert view.words() == "Written: sisa.csv"


def test_a_line_is_taken_in_by_enter(view, library, qtbot):
    press(view, Qt.Key.Key_2)
    view.lines.open_group("known")
    table = view.lines._line_table
    table.setFocus()
    table.point_at(0)
    qtbot.waitUntil(lambda: table.current_value() is not None)
    QTest.keyClick(table, Qt.Key.Key_Return)

    assert view.register_words() == "Register 4 members"
    view.press_register()
    assert count(library) == 4


def test_all_who_may_be_here_are_taken_in_and_out_at_once(view):
    view.lines.open_group("known")
    view.lines._all.click()
    taken = view.register_words()
    view.lines._none.click()

    assert (taken, view.register_words()) == ("Register 4 members", "Register 3 members")


def test_a_column_is_put_right_and_remembered(view, room, page):
    place = view.columns.uses().index("name")
    view.columns.choose(place, "nothing")
    without = view._register.isEnabled()
    view.columns.choose(place, "name")
    view.columns.choose(view.columns.uses().index("class"), "note")

    view.leave()
    view.choose_file(LIST)

    assert not without
    assert "note" in view.columns.uses()
    assert view.register_words() == "Register 3 members"


def test_escape_leaves_a_list_and_then_the_view(view, page, qtbot):
    QTest.keyClick(view, Qt.Key.Key_Escape)
    planning = view.is_planning()
    QTest.keyClick(view, Qt.Key.Key_Escape)

    assert not planning
    qtbot.waitUntil(page.parts().list.line.hasFocus)


def test_a_file_that_is_no_list_is_refused_with_the_next_step(page, tmp_path):
    path = tmp_path / "foto.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 and more")
    view = page.open_roster()

    view.choose_file(path)

    assert view.words().startswith("foto.jpg is not a list of people")


def test_the_ways_of_a_member_lead_to_the_list(page, library, qtbot):
    with library.changing() as desk:
        member = a_member(desk, "Anggota Satu")
    page.show_member(member.id)
    press(page, Qt.Key.Key_M)
    (button,) = [b for b in page.parts().more.findChildren(Button) if b.text().startswith("Import")]

    button.click()

    assert page.open_roster().isVisible()


def test_a_prison_shows_and_stores_cards_only(prison_room, open_page, tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text("No Kartu;Nama;NIK\nB001;Warga Satu;6303054107150001\n")
    page = open_page(MembersPage(prison_room))
    view = page.open_roster()

    view.choose_file(path)
    shown = [w.text() for w in view.columns.findChildren(type(view.columns._said))]
    words = view.register_words()
    view.press_register()

    assert words == "Register 1 resident"
    assert not any("Warga" in text or "6303" in text for text in shown)
    assert "B001" in shown
    with prison_room.library.reading() as desk:
        assert members.by_card(desk, "B001").name == ""
