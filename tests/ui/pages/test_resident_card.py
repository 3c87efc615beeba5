"""The population register fills the form, and nothing of it is stored."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.domain.kinds import Sex
from jukung.library import members, settings
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.members import MembersPage
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_library

OTHER = "ZULKARNAIN BUKANANGGOTA"
REGISTER = (
    "no,nomorkk,nik,namalengkap,al1,rt,rw,lhrtanggal,jk\n"
    "1,11,6303050211960001,SITI RAHMAH,DUSUN HULU,001,002,02/11/1996,2\n"
    f"2,11,6303050206470002,{OTHER},DUSUN HULU,001,002,06/02/1947,1\n"
)


@pytest.fixture
def register(tmp_path):
    folder = tmp_path / "register"
    folder.mkdir()
    path = folder / "penduduk.csv"
    path.write_text(REGISTER)
    return path


@pytest.fixture
def page(room, open_page):
    return open_page(MembersPage(room))


def press(page, key):
    QTest.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)


def look_up(page, register):
    press(page, Qt.Key.Key_N)
    press(page, Qt.Key.Key_G)
    page.resident_card().take_register(register)
    return page.resident_card()


def test_a_resident_found_by_name_fills_the_form(page, register, library, qtbot):
    card = look_up(page, register)
    QTest.keyClicks(card._line, "rahm")
    QTest.keyClick(card._line, Qt.Key.Key_Return)
    facts = page.form().facts()
    with qtbot.waitSignal(page.member_shown):
        press(page, Qt.Key.Key_S)

    assert (facts["name"], facts["sex"], facts["birth_year"], facts["nik"]) == (
        "SITI RAHMAH",
        Sex.female,
        1996,
        "",
    )
    with library.reading() as desk:
        (member,) = members.find(desk, "siti")
    assert member.address == "DUSUN HULU, RT 001/RW 002"


def test_a_nik_is_filled_in_only_where_it_is_kept(page, register, library):
    with library.changing() as desk:
        settings.remember(desk, "keep_nik", "yes")
    card = look_up(page, register)
    QTest.keyClicks(card._line, "6303050211")
    QTest.keyClick(card._line, Qt.Key.Key_Return)

    assert page.form().facts()["nik"] == "6303050211960001"


def test_the_file_is_remembered_and_read_again(page, register, room):
    look_up(page, register)
    again = MembersPage(room, parent=page)

    again.begin_new()
    again.form()._look_up.click()

    assert room.preferences.residents_file == register
    again.resident_card().search("siti")
    assert [each.name for each in again.resident_card().found()] == ["SITI RAHMAH"]


def test_escape_goes_back_to_the_form_as_it_was(page, register):
    card = look_up(page, register)
    QTest.keyClick(card, Qt.Key.Key_Escape)

    assert page.form_card() is not None
    assert page.form().facts()["name"] == ""


def test_nothing_of_the_register_is_stored_anywhere(page, register, library, room, tmp_path, qtbot):
    card = look_up(page, register)
    QTest.keyClicks(card._line, "zulk")
    QTest.keyClick(card._line, Qt.Key.Key_Escape)
    QTest.keyClicks(card._line, "siti")
    QTest.keyClick(card._line, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.member_shown):
        press(page, Qt.Key.Key_S)
    room.preferences.save()
    plain = library.file.connect_plainly()
    tables = plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    kept = str([plain.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables])  # noqa: S608
    plain.close()
    library.close()

    files = [path for path in tmp_path.rglob("*") if path.is_file() and path != register]
    written = b"".join(path.read_bytes() for path in files)
    assert "SITI RAHMAH" in kept
    assert b"SITI RAHMAH" in written
    for secret in (*OTHER.split(), "6303050206470002", "6303050211960001"):
        assert secret.lower() not in kept.lower()
        assert secret.lower().encode() not in written.lower()


def test_a_list_without_names_is_refused_in_the_card(page, tmp_path):
    path = tmp_path / "buku.csv"
    path.write_text("judul;pengarang;tahun terbit\nRawa;Ahli;2020\n")

    card = look_up(page, path)

    assert card.words().startswith("buku.csv is not a list of people")


def test_a_prison_has_no_population_register(qapp, home, tmp_path, open_page):
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.reading() as desk:
        room.move_in(library, desk.profile)
    page = open_page(MembersPage(room))

    press(page, Qt.Key.Key_N)
    press(page, Qt.Key.Key_G)

    assert page.resident_card() is None
    assert not page.form()._look_up.isVisible()
    room.jobs.close()
    library.close()
