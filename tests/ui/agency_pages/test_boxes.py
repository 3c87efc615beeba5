"""Boxes at the agency's window: made of a list, handed over, taken back; prisons beside."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from box_makers import COPIES, a_box, a_site
from jukung.agency import agreements, boxes
from jukung.agency.boxes import BoxState
from jukung.exchange.packs.returns import Came, ReturnList, write_return
from jukung.exchange.parcels.signing import signing_key
from jukung.ui.agency_pages.boxes import BoxesPage
from makers import NOON, TODAY

CTRL = Qt.KeyboardModifier.ControlModifier


def listed(folder):
    path = folder / "daftar.csv"
    path.write_text("No. Induk;Judul;Pengarang;Harga\nC1;Perahu;Sari;45000\nC2;Tikar;Ana;\n;X;Y;\n")
    return path


def the_boxes(agency):
    with agency.reading() as desk:
        return {each.number: each for each in boxes.all_boxes(desk)}


def test_a_box_is_made_of_a_list(office_room, agency, stick, open_page):
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes

    page.read_list(listed(stick))
    said = page.new_form._found.text()
    page.new_form.name.setText("Novel")
    QTest.keyClick(page.new_form.name, Qt.Key.Key_S, CTRL)

    assert "Copies without a number: 1" in said
    assert [each.number for each in page.lines()] == ["KB-01"]
    assert page.words() == "Box KB-01 is prepared with 2 copies"
    assert the_boxes(agency)["KB-01"].copies == 2


def test_other_uses_of_the_columns_are_read_anew(office_room, stick, open_page):
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes

    page.read_list(listed(stick))
    combo = page.new_form._uses[2]
    combo.setCurrentIndex(combo.findData("nothing"))
    combo.activated.emit(combo.currentIndex())

    assert page._plan.copies[0].author == ""


def test_a_box_is_handed_over_with_its_file_and_papers(
    office_room, agency, joined, stick, open_page
):
    a_box(agency)
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes

    QTest.keyClick(page._table, Qt.Key.Key_H, CTRL)
    page.out_form.library.setText("63.03.05.2007")
    page.hand_over(stick)

    assert the_boxes(agency)["KB-01"].state is BoxState.out
    assert sorted(path.suffix for path in stick.iterdir()) == [".jkb", ".pdf", ".pdf"]
    assert page.words().startswith("Box KB-01 went to ")


def test_a_library_nobody_knows_is_said_in_the_form(office_room, agency, stick, open_page):
    a_box(agency)
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes

    page.begin_hand_over()
    page.out_form.library.setText("Nowhere")
    page.hand_over(stick)

    assert page.out_form.words() == "No library has the code Nowhere here."
    assert the_boxes(agency)["KB-01"].state is BoxState.prepared


def test_a_box_comes_back_with_a_copy_missing(office_room, agency, joined, open_page):
    a_box(agency, to="63.03.05.2007")
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes

    QTest.keyClick(page._table, Qt.Key.Key_B, CTRL)
    QTest.keyClick(page.back_form._table, Qt.Key.Key_M, CTRL)
    page.back_form.on.show_day(TODAY + timedelta(days=1), today=TODAY)
    QTest.keyClick(page.back_form._table, Qt.Key.Key_S, CTRL)

    line = the_boxes(agency)["KB-01"]
    assert (line.state, line.missing) == (BoxState.back, 1)
    assert page.words() == "Box KB-01 is back"


def test_escape_leaves_a_form(office_room, agency, open_page):
    a_box(agency)
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes

    page.begin_hand_over()
    QTest.keyClick(page.out_form.library, Qt.Key.Key_Escape)

    assert page._pile.currentWidget() is page.side


def test_a_box_is_found_by_its_library(office_room, agency, joined, open_page):
    a_box(agency, to="63.03.05.2007")
    a_box(agency, "KB-02", [COPIES[0].__class__("Z1", "Lain")])
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes

    page._search_for("63.03.05")

    assert [each.number for each in page.lines()] == ["KB-01"]


def test_without_boxes_the_page_says_what_it_is_for(office_room, open_page):
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes

    assert page._whole.currentWidget() is page._empty


def test_an_agreement_is_kept_from_the_prisons(office_room, agency, open_page):
    with agency.changing() as desk:
        a_site(desk)
    page = open_page(BoxesPage(office_room))
    page.choose("prisons")

    QTest.keyClick(page.prisons._table, Qt.Key.Key_R, CTRL)
    page.prisons.card.form.number.setText("120/PKS")
    QTest.keyClick(page.prisons.card.form.number, Qt.Key.Key_S, CTRL)

    with agency.reading() as desk:
        (kept,) = agreements.chain(desk, "63.03.02")
    assert (kept.number, kept.from_on) == ("120/PKS", TODAY)
    assert page.prisons.card.words().startswith("Holds until ")


def test_the_card_of_a_village_hides_itself(office_room, joined, open_page):
    page = open_page(BoxesPage(office_room))

    page.prisons.card.show_site("63.03.05.2007")

    assert page.prisons.card.isHidden()


def test_a_box_is_renamed_and_left_there_longer(office_room, agency, joined, open_page):
    a_box(agency, to="63.03.05.2007")
    office_room.preferences.person = "Rahmi"
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes
    later = TODAY + timedelta(days=120)

    QTest.keyClick(page._table, Qt.Key.Key_E, CTRL)
    page.change_form.name.setText("Cerita rakyat")
    page.change_form.due.show_day(later, today=TODAY)
    QTest.keyClick(page.change_form.name, Qt.Key.Key_S, CTRL)

    line = the_boxes(agency)["KB-01"]
    assert (line.name, line.due_on) == ("Cerita rakyat", later)
    assert page.words() == "Box KB-01 is changed"
    with agency.reading() as desk:
        assert boxes.show(desk, "KB-01").history[0].by == "Rahmi"


def test_the_file_of_a_box_is_written_once_more(office_room, agency, joined, stick, open_page):
    a_box(agency, to="63.03.05.2007")
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes

    page.begin_change()
    page.changing.write_again(stick)

    assert [path.suffix for path in stick.iterdir()] == [".jkb"]
    assert page.words().startswith("Written: ")


def test_a_copy_that_was_missing_is_put_right(office_room, agency, joined, open_page):
    uid, _handed = a_box(agency, to="63.03.05.2007")
    with agency.changing() as desk:
        boxes.take_back(desk, uid, back_on=TODAY, missing=["B2"])
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes

    QTest.keyClick(page._table, Qt.Key.Key_E, CTRL)
    page.change_form.copies.take_focus()
    QTest.keyClick(page.change_form.copies, Qt.Key.Key_Return)

    assert the_boxes(agency)["KB-01"].missing == 0
    assert page.words() == "A copy of KB-01 is back"


def test_a_box_is_given_up_by_a_second_press_only(office_room, agency, open_page):
    a_box(agency)
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes
    page.begin_change()

    QTest.keyClick(page.change_form.end, Qt.Key.Key_Space)
    asked = the_boxes(agency)["KB-01"].state
    QTest.keyClick(page.change_form.end, Qt.Key.Key_Space)

    assert asked is BoxState.prepared
    assert the_boxes(agency)["KB-01"].state is BoxState.gone


def test_the_views_have_keys(office_room, agency, open_page):
    page = open_page(BoxesPage(office_room))

    QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)

    assert page._pile.currentWidget() is page.prisons


def test_a_list_that_comes_after_its_box_is_still_read(
    office_room, agency, joined, stick, open_page
):
    _uid, handed = a_box(agency, to="63.03.05.2007")
    with joined.reading() as desk, agency.reading() as office:
        facts = ReturnList(
            box=handed.line.uid,
            number="KB-01",
            owner=office.profile.fingerprint,
            library_uid=desk.profile.uid,
            library_name=desk.profile.name,
            public_key=desk.profile.public_key,
            back_on=TODAY,
            made_at=NOON,
            copies=(("B1", Came.found), ("B2", Came.found), ("B3", Came.missing)),
        )
        path = write_return(stick / "JKB-1.jkb", facts, signing_key(desk.profile))
    with agency.changing() as desk:
        boxes.take_back(desk, "KB-01", back_on=TODAY)
    whole = open_page(BoxesPage(office_room))
    page = whole.boxes
    shown = page.side.late_list.isVisible()

    page.take_back_by(path)

    assert shown
    assert the_boxes(agency)["KB-01"].missing == 1
