"""Block rounds as an officer and an aide see them, by the keyboard."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from jukung.domain.kinds import Role
from jukung.library import residents, round_views
from jukung.library.desk import StaffMember
from jukung.ui.pages.entries import library_pages, prison_pages
from jukung.ui.pages.rounds import RoundsPage
from round_makers import a_block, a_passed_copy, a_request, a_resident, out_with


@pytest.fixture
def block(prison_room):
    with prison_room.library.changing() as desk:
        block, cards = a_block(desk, rooms=2, each=2)
        wanted = a_request(desk, cards[0])
        due = out_with(desk, cards[1], days=9)
    return {"block": block, "cards": cards, "wanted": wanted, "due": due}


@pytest.fixture
def page(prison_room, block, open_page):
    return open_page(RoundsPage(prison_room))


@pytest.fixture
def way(page):
    """The page with a round planned, at its first cell."""
    page.list.plan()
    return page.desk


def type_in(widget, words):
    QTest.keyClicks(widget.focusWidget(), words, delay=-1)
    QTest.keyClick(widget.focusWidget(), Qt.Key.Key_Return)


def down(way):
    QTest.keyClick(way.field._line, Qt.Key.Key_Down)


def test_the_list_says_what_rounds_are_for(prison_room, open_page):
    page = open_page(RoundsPage(prison_room))

    page.list.plan()

    assert "no block" in page.words()
    assert "cell to cell" in page.list._table._empty


def test_planning_opens_the_first_cell(page, block):
    page.list.plan()

    assert page.desk.card() == block["cards"][0]
    assert page.chips()[0][0].startswith("Block B")
    assert block["cards"][0] in page.desk.field._strong.text()


def test_typing_a_number_lends_and_the_arrow_goes_on(page, way, block):
    type_in(way, block["wanted"])
    down(way)

    assert way.card() == block["cards"][1]
    assert way.view().stop_of(block["cards"][0]).is_done


def test_the_arrow_up_goes_back_without_writing(page, way, block):
    down(way)
    before = way.view()

    QTest.keyClick(way.field._line, Qt.Key.Key_Up)

    assert way.card() == block["cards"][0]
    assert way.view() == before


def test_what_came_back_is_looked_through_with_one_key(page, way, block, prison_room):
    down(way)
    type_in(way, block["due"])
    assert "Back from" in way.words()

    QTest.keyClick(way.field._line, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)

    with prison_room.library.reading() as desk:
        (copy,) = round_views.show(desk, way.view().id).trolley
    assert copy.found == "object"
    assert "officer" in way.words()


def test_a_banner_of_what_must_come_back_gives_no_reason(prison_room, open_page):
    with prison_room.library.changing() as desk:
        _block, cards = a_block(desk, rooms=1, each=1)
        place = residents.by_card(desk, cards[0]).place_row
        leaving = a_resident(desk, place, release_on=desk.today + timedelta(days=1))
        out_with(desk, leaving)
    page = open_page(RoundsPage(prison_room))
    page.list.plan()
    down(page.desk)

    assert page.desk.card() == leaving
    assert page.desk.head.must.words() == "1 book must come back on this visit."


def test_an_aide_prints_nothing(page, block, prison_room):
    prison_room.staff = StaffMember(2, "Tamping", Role.aide)

    page.list.plan()

    assert not page.desk.way.list.isVisible()
    assert not page.desk.way.form.isVisible()


def test_an_unknown_number_is_said_and_nothing_is_lent(page, way, block):
    type_in(way, "99999999")

    assert "99999999" in way.words()
    assert not any(stop.is_done for stop in way.view().stops)


def test_the_trolley_is_put_away_and_who_was_left_out_is_said(page, way, block, prison_room, qtbot):
    page.show_trolley()
    type_in(page.trolley, block["wanted"])
    assert block["cards"][0] in page.words()

    page.trolley._unload.click()
    type_in(page.trolley, block["wanted"])
    page.trolley._end.click()
    asked = page.words()
    qtbot.waitUntil(page.trolley._banner._button.isVisible)
    QTest.keyClick(page.trolley.field._line, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)

    assert asked.startswith("4 stops are still open.")
    assert "has ended" in page.words()
    with prison_room.library.reading() as desk:
        assert [each.state for each in round_views.listed(desk, ended=True)] == ["done"]


def test_taking_back_and_undoing_are_two_words(page, way, block, prison_room):
    with prison_room.library.changing() as desk:
        elsewhere = out_with(desk, block["cards"][2], title="Sungai")

    type_in(way, elsewhere)

    buttons = [each.text() for each in way.banner.findChildren(QAbstractButton)]
    assert "Take the book back" in buttons
    assert not {"Undo", "Take it back"} & set(buttons)


def test_a_round_ends_only_after_looking_through(page, way, block):
    down(way)
    type_in(way, block["due"])
    page.show_trolley()
    page.trolley._all.click()

    page.trolley._end.click()

    assert "looked through" in page.words()


def test_taking_the_plan_back_leads_to_the_list(page, way, prison_room):
    way.undo()

    with prison_room.library.reading() as desk:
        assert round_views.listed(desk, ended=True) == ()
    assert page._stack.currentWidget() is page.list


def test_a_letter_without_meaning_is_said(page, way):
    page.show_typing()

    QTest.keyClick(page.typing._table, Qt.Key.Key_Q)

    assert "no meaning" in page.typing.words()


def test_delete_takes_a_mark_away(page, way):
    page.show_typing()
    typing = page.typing
    QTest.keyClick(typing._table, Qt.Key.Key_Return)
    typing._table.point_at(0)

    QTest.keyClick(typing._table, Qt.Key.Key_Delete)

    assert typing._rows.value_at(0).mark is None


def test_something_besides_the_form_is_typed_as_card_and_number(page, way, block, prison_room):
    with prison_room.library.changing() as desk:
        spare = a_passed_copy(desk, "Tambahan")
    page.show_typing()
    typing = page.typing
    typing._more.click()
    typing._card_field.setText(block["cards"][3])
    QTest.keyClick(typing._card_field, Qt.Key.Key_Return)
    QTest.keyClicks(typing._number_field, spare)
    QTest.keyClick(typing._number_field, Qt.Key.Key_Return)

    typing.record()

    with prison_room.library.reading() as desk:
        stop = round_views.show(desk, way.view().id).stop_of(block["cards"][3])
    assert [line.barcode for line in stop.lines] == [spare]


def test_rounds_stand_at_f2_behind_the_wall_and_nowhere_else(room):
    village = {entry.name: entry.key for entry in library_pages(room)}
    prison = {entry.name: entry.key for entry in prison_pages(room)}

    assert "rounds" not in village
    assert village["visits"] == prison["rounds"] == "F2"
    assert prison["visits"]
    keys = [key for key in prison.values() if key]
    assert len(keys) == len(set(keys))


def test_no_paper_an_officer_opened_stays_for_the_aide(page, way, block, prison_room):
    page.show_papers("form")
    page.show_typing()
    QTest.keyClick(page.typing._table, Qt.Key.Key_Return)
    page.show_papers("list")

    prison_room.staff = StaffMember(2, "Tamping", Role.aide)
    page.take_over()

    assert page._stack.currentWidget() is page.desk
    assert page._papers is None
    assert not way.way.list.isVisible()
    assert page.typing._rows.rowCount() == 0
