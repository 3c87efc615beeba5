"""The catalogue put in order by keys, on a real file."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from sqlalchemy import text

from jukung.domain.kinds import Audience, Role
from jukung.exchange.packs import kept
from jukung.library import bin as title_bin
from jukung.library import catalogue
from jukung.ui.cells import CELL
from jukung.ui.pages.catalogue import CataloguePage
from makers import a_copy, a_loan, a_title, acting_as
from pack_makers import Agency

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(room, open_page):
    return open_page(CataloguePage(room))


def open_view(page, place):
    QTest.keyClick(page, Qt.Key.Key_O, CTRL | SHIFT)
    QTest.keyClick(page.tidy(), Qt.Key(Qt.Key.Key_0 + place), CTRL)
    return page.tidy().view()


def draft(library, title_id):
    with library.reading() as desk:
        return catalogue.show(desk, title_id).draft


def test_twins_are_made_one_and_parted_by_keys(page, library):
    with library.changing() as desk:
        keep = a_title(desk, "Anak Sungai", people=("Sari",))
        other = a_title(desk, "ANAK SUNGAI", people=("Sari",), year="2019")
        a_loan(desk, number=a_copy(desk, title_id=other))
    view = open_view(page, 1)

    QTest.keyClick(view.table, Qt.Key.Key_Down)
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    QTest.keyClick(view.table, Qt.Key.Key_Up)
    said = view.said()
    QTest.keyClick(view, Qt.Key.Key_S, CTRL)
    merged = draft(library, keep)
    QTest.keyClick(view, Qt.Key.Key_Z, CTRL)

    assert said == "Stays: Anak Sungai (0 copies) · 1 ticked with Space"
    assert merged.year == "2019"
    assert draft(library, other).title == "ANAK SUNGAI"
    assert view.words() == "Undone."


@pytest.mark.parametrize("typed", ["", "laskar"])
def test_a_twin_that_is_ticked_goes_into_the_one_beside_it(page, library, typed):
    with library.changing() as desk:
        keep = a_title(desk, "Laskar Rawa", people=("Sari",), publisher="Satu", year="2019")
        other = a_title(desk, "Laskar Rawa", people=("Sari",), publisher="Dua", year="2019")
        a_copy(desk, title_id=other)
    view = open_view(page, 1)
    view.search(typed)

    QTest.keyClick(view.table, Qt.Key.Key_Down)
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    said = view.said()
    QTest.keyClick(view, Qt.Key.Key_S, CTRL)

    assert said == "Stays: Laskar Rawa (2019, Satu, 0 copies) · 1 ticked with Space"
    assert view.words() == "“Laskar Rawa” is one title now"
    with library.reading() as desk:
        assert [line.id for line in title_bin.listed(desk)] == [other]
        assert len(catalogue.show(desk, keep).copies) == 1


def test_the_line_that_stays_says_so(page, library):
    with library.changing() as desk:
        for year in ("2019", ""):
            a_title(desk, "Laskar Rawa", people=("Sari",), year=year)
    view = open_view(page, 1)

    QTest.keyClick(view.table, Qt.Key.Key_Down)
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    seconds = [view._rows.index(row, 1).data(CELL).second for row in range(2)]

    assert seconds == ["stays · Sari", "Sari"]


def test_ticks_in_several_groups_are_not_made_one(page, library):
    with library.changing() as desk:
        for name in ("Laskar", "Perahu"):
            for _ in range(2):
                a_title(desk, name, people=("Sari",))
    view = open_view(page, 1)

    QTest.keyClick(view, Qt.Key.Key_A, CTRL | SHIFT)
    QTest.keyClick(view, Qt.Key.Key_S, CTRL)

    assert view.words() == "It is not clear which line stays."
    assert len(view.values()) == 4


def test_a_title_that_nothing_is_like_asks_for_the_one_that_stays(page, library):
    with library.changing() as desk:
        for name in ("Rawa Kecil", "Rawa Besar"):
            a_title(desk, name)
    view = open_view(page, 1)
    view.search("rawa")

    QTest.keyClick(view.table, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_S, CTRL)
    asked = view.words()
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_S, CTRL)

    assert asked == "It is not clear which line stays."
    assert view.words().endswith("is one title now")


@pytest.mark.parametrize("typed", ["", "wulan"])
def test_a_name_that_is_ticked_is_written_as_the_one_beside_it(page, library, typed):
    with library.changing() as desk:
        ids = [a_title(desk, "A", people=(name,)) for name in ("Sari Wulan", "Wulan, Sari")]
        ids.append(a_title(desk, "B", people=("Sari Wulan",)))
    view = open_view(page, 2)
    view.search(typed)

    QTest.keyClick(view.table, Qt.Key.Key_Down)
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_S, CTRL)

    assert {draft(library, each).people for each in ids} == {("Sari Wulan",)}
    assert view.words() == "All are “Sari Wulan” now"


def test_names_are_written_anew_in_all_titles(page, library):
    with library.changing() as desk:
        ids = [a_title(desk, "A", people=(name,)) for name in ("Sari Wulan", "Wulan, Sari")]
        ids.append(a_title(desk, "B", people=("Sari Wulan",)))
    view = open_view(page, 2)

    QTest.keyClick(view.table, Qt.Key.Key_Down)
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    QTest.keyClick(view.table, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_S, CTRL)

    assert {draft(library, each).people for each in ids} == {("Sari Wulan",)}
    assert view.words() == "All are “Sari Wulan” now"


def test_subjects_are_found_by_typing(page, library):
    with library.changing() as desk:
        a_title(desk, "A", subjects=("Sungai",))
        a_title(desk, "B", subjects=("Ikan",))
    view = open_view(page, 3)

    view.search("sung")

    assert [each.name for each in view.values()] == ["Sungai"]


def test_one_field_of_all_found_titles_is_set_and_given_back(page, library):
    with library.changing() as desk:
        ids = [a_title(desk, f"Rawa {n}") for n in range(3)]
        other = a_title(desk, "Gunung")
    page.search("rawa")
    view = open_view(page, 4)

    QTest.keyClick(view, Qt.Key.Key_A, CTRL | SHIFT)
    view.choose("audience", "children")
    QTest.keyClick(view, Qt.Key.Key_S, CTRL)
    audiences = {draft(library, each).audience for each in ids}
    QTest.keyClick(view, Qt.Key.Key_Z, CTRL)

    assert audiences == {Audience.children}
    assert draft(library, other).audience is Audience.unknown
    assert draft(library, ids[0]).audience is Audience.unknown


def test_subjects_are_added_to_those_that_are_there(page, library):
    with library.changing() as desk:
        title_id = a_title(desk, "Rawa", subjects=("Sungai",))
    view = open_view(page, 4)

    QTest.keyClick(view, Qt.Key.Key_A, CTRL | SHIFT)
    view.choose("subjects", "Ikan", how="add")
    QTest.keyClick(view.value, Qt.Key.Key_Return)

    assert draft(library, title_id).subjects == ("Sungai", "Ikan")


def test_nothing_ticked_is_told(page, library):
    with library.changing() as desk:
        a_title(desk, "Rawa")
    view = open_view(page, 4)

    QTest.keyClick(view, Qt.Key.Key_S, CTRL)

    assert view.words() == "Nothing is chosen yet."
    assert view.button.isEnabled()


def test_garbled_letters_are_compared_and_repaired(page, library):
    with library.changing() as desk:
        title_id = a_title(desk, "CafÃ© Rawa")
    view = open_view(page, 5)

    QTest.keyClick(view, Qt.Key.Key_A, CTRL | SHIFT)
    QTest.keyClick(view, Qt.Key.Key_S, CTRL)

    assert draft(library, title_id).title == "Café Rawa"
    assert view.values() == []


def test_binned_titles_are_put_back(page, library):
    with library.changing() as desk:
        title_id = a_title(desk, "Salah")
        title_bin.put_in(desk, [title_id])
    view = open_view(page, 6)

    QTest.keyClick(view.table, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_S, CTRL)

    assert draft(library, title_id).title == "Salah"
    assert view.values() == []


def test_a_copy_that_comes_back_without_its_shelf_is_named(page, library):
    with library.changing() as desk:
        title_id = a_title(desk, "Salah")
        a_copy(desk, "O1", title_id=title_id, place="Rak X")
        title_bin.put_in(desk, [title_id])
        desk.session.connection().execute(text("DELETE FROM place WHERE name = 'Rak X'"))
    view = open_view(page, 6)

    QTest.keyClick(view.table, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_S, CTRL)

    assert view.words() == "1 title is back"
    said = [each.text() for each in view.answer.findChildren(QLabel)]
    assert "The shelf of O1 is gone. Say where it stands." in said


def test_escape_goes_back_to_the_titles(page, library, qtbot):
    with library.changing() as desk:
        a_title(desk, "Rawa")
    view = open_view(page, 6)

    QTest.keyClick(view, Qt.Key.Key_Escape)

    assert page.tidy().isHidden()
    qtbot.waitUntil(lambda: [line.title for line in page.found()] == ["Rawa"])


def test_a_pack_is_added_once_its_digits_are_compared_and_dropped(page, tmp_path, qtbot):
    agency = Agency()
    path = agency.pack(tmp_path / "titles.jkt")
    view = open_view(page, 7)

    view.add(path)
    qtbot.waitUntil(lambda: "is not known here" in view.words())
    QTest.keyClick(view, Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(lambda: len(view.packs()) == 1)
    kept = view.words()
    QTest.keyClick(view, Qt.Key.Key_K, CTRL | SHIFT)
    qtbot.waitUntil(lambda: view.packs() == [] and view.answer._button.isVisible())
    QTest.keyClick(view, Qt.Key.Key_Z, CTRL)

    qtbot.waitUntil(lambda: len(view.packs()) == 1)
    assert kept == "Title pack “Paket contoh” is kept here"


def test_a_pack_whose_file_did_not_come_back_with_a_backup_is_told(page, library, tmp_path, qtbot):
    agency = Agency()
    path = agency.pack(tmp_path / "titles.jkt")
    view = open_view(page, 7)
    view.add(path)
    qtbot.waitUntil(lambda: "is not known here" in view.words())
    QTest.keyClick(view, Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(lambda: len(view.packs()) == 1)

    shutil.rmtree(kept.folder_of(library.path))
    view.shown()

    column = view._columns()[0]
    qtbot.waitUntil(lambda: column.cell_of(view.packs()[0]).tint == "bad")
    assert column.cell_of(view.packs()[0]).second == (
        "Its file is gone or damaged. Add the pack again."
    )


def test_a_file_that_is_no_pack_is_told(page, tmp_path, qtbot):
    (tmp_path / "x.jkt").write_bytes(b"x" * 9000)
    view = open_view(page, 7)

    view.add(tmp_path / "x.jkt")

    qtbot.waitUntil(lambda: view.words() != "")
    assert view.packs() == []


def test_an_aide_puts_nothing_in_order(page, room, library):
    with library.reading() as desk:
        room.staff = acting_as(desk, Role.aide).staff
    page.staff_came()

    QTest.keyClick(page, Qt.Key.Key_O, CTRL | SHIFT)

    assert page.tidy() is None
