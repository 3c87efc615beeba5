"""Title packs at the agency's window: made of lists and looked into."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.agency import packs
from jukung.ui.agency_pages.packs import PacksPage


def listed(folder):
    path = folder / "daftar.csv"
    path.write_text("Judul;Pengarang;ISBN\nPerahu;Sari;9786020000015\nTikar;Ana;\nPERAHU;Sari;\n")
    return path


def made(page, stick):
    page.read_lists(listed(stick))
    page.form.name.setText("Paket")
    page.make_pack(stick / "paket.jkt")
    return page


def test_a_pack_is_made_and_looked_into(office_room, agency, stick, open_page):
    page = made(open_page(PacksPage(office_room)), stick)

    page.inside.search("perah")

    assert page.words() == "Pack with 2 titles written"
    assert [each.title for each in page.inside.lines()] == ["Perahu"]
    assert [each.name for each in page.lines()] == ["Paket"]
    with agency.reading() as desk:
        assert [each.records for each in packs.all_packs(desk)] == [2]


def test_titles_that_stand_twice_are_named_before_the_pack_is_written(
    office_room, stick, open_page
):
    page = open_page(PacksPage(office_room))

    page.read_lists(listed(stick))

    assert [each.title for each in page.form._rows.values()] == ["PERAHU"]
    assert page._pile.currentWidget() is page.form


def test_a_pack_without_a_name_is_not_written(office_room, stick, open_page):
    page = open_page(PacksPage(office_room))

    page.read_lists(listed(stick))
    QTest.keyClick(page.form.name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert page.form.words() == "Type a name for the pack first."


def test_a_damaged_pack_is_refused_above_the_list(office_room, stick, open_page):
    page = made(open_page(PacksPage(office_room)), stick)
    path = stick / "paket.jkt"
    path.write_bytes(path.read_bytes()[:-1])

    page.look_inside(path)

    assert page.words() == "paket.jkt is not a title pack (.jkt), or it is damaged."


def test_escape_leaves_the_form(office_room, stick, open_page):
    page = open_page(PacksPage(office_room))

    page.read_lists(listed(stick))
    QTest.keyClick(page.form.name, Qt.Key.Key_Escape)

    assert page._pile.currentWidget() is page._empty
