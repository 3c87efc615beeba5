"""At a cell and at a reading corner in the real window: permissions and deposits by key."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select, text
from sqlmodel import col

from jukung.domain.kinds import PermissionRule, PermissionState, Role
from jukung.library import corners, house, house_rules, permissions_asked, round_views, staff
from jukung.library.desk import StaffMember
from jukung.library.house_rules import HouseRules
from jukung.store.tables import LoanPermission
from jukung.ui.pages.rounds import RoundsPage
from round_makers import a_block, a_passed_copy

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def facts(prison_room):
    with prison_room.library.changing() as desk:
        block, cards = a_block(desk, rooms=1, each=1)
        corner = house.add_corner(desk, "Pojok baca B", block_id=block).id
        corners.put_in(desk, corner, old := a_passed_copy(desk, "Lama"))
        new = a_passed_copy(desk, "Baru")
    return {"card": cards[0], "corner": corner, "old": old, "new": new}


@pytest.fixture
def page(prison_room, facts, open_page):
    return open_page(RoundsPage(prison_room))


@pytest.fixture
def desk(page):
    page.list.plan()
    return page.desk


def scan(desk, typed):
    desk.take_focus()
    QTest.keyClicks(desk.field._line, typed, delay=-1)
    QTest.keyClick(desk.field._line, Qt.Key.Key_Return)


def press(desk, key, modifier=CONTROL):
    QTest.keyClick(desk.field._line, key, modifier)


def to_corner(desk):
    press(desk, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)


def lines(desk, facts):
    return [line.barcode for line in desk.view().stop_of(facts["corner"]).lines]


def states(prison_room):
    with prison_room.library.reading() as standing:
        return list(standing.session.scalars(select(col(LoanPermission.state))))


@contextmanager
def as_aide(prison_room):
    """An aide at the window, until the officer comes back."""
    library, officer = prison_room.library, prison_room.staff
    with library.changing() as standing:
        here = standing.staff
        found = [each for each in staff.listed(standing) if each.role is Role.aide]
        aide = found[0] if found else staff.add(standing, "", Role.aide)
    prison_room.staff = StaffMember(aide.row, aide.name, Role.aide)
    library.sign_in(prison_room.staff)
    yield
    prison_room.staff = officer
    library.sign_in(here)


def test_the_corner_comes_behind_the_cells(desk, facts):
    to_corner(desk)

    assert desk.card() == facts["corner"]
    assert "Pojok baca B" in desk.field._strong.text()
    assert desk.head._where.text() == "Block B · Reading corner"
    assert not desk.head.names.isVisible()


def test_a_deposit_is_exchanged_by_scan_and_undone_by_key(desk, facts):
    to_corner(desk)

    scan(desk, facts["old"])
    scan(desk, facts["new"])
    exchanged = lines(desk, facts)
    press(desk, Qt.Key.Key_Z)
    press(desk, Qt.Key.Key_Z)

    assert exchanged == [facts["new"]]
    assert lines(desk, facts) == [facts["old"]]


def test_a_second_scan_offers_to_take_it_out(desk, facts, qtbot):
    to_corner(desk)
    scan(desk, facts["new"])
    scan(desk, facts["old"])
    scan(desk, facts["new"])
    said = desk.words()
    qtbot.waitUntil(desk.banner._button.isVisible)

    press(desk, Qt.Key.Key_1)

    assert "already" in said
    assert lines(desk, facts) == []


def test_reading_at_a_corner_is_counted_by_scan_and_taken_back(desk, facts, prison_room):
    to_corner(desk)
    press(desk, Qt.Key.Key_U)
    scan(desk, facts["old"])
    said, lies = desk.words(), lines(desk, facts)

    press(desk, Qt.Key.Key_Z)

    assert "Read in" in said
    assert lies == [facts["old"]]
    with prison_room.library.reading() as standing:
        left = standing.session.execute(
            text("SELECT count(*) FROM in_house_use WHERE cancel_act IS NULL")
        ).scalar_one()
    assert left == 0


def test_a_book_that_is_not_there_is_missing_by_key(desk, facts):
    to_corner(desk)
    press(desk, Qt.Key.Key_M)
    asked = desk.words()
    desk.books.table.point_at(0)

    QTest.keyClick(desk.books.table, Qt.Key.Key_M, CONTROL)

    assert "Point at the book" in asked
    (line,) = desk.view().stop_of(facts["corner"]).lines
    assert line.state == "missing"


def test_the_arrow_below_the_corner_ends_the_way(desk, facts):
    to_corner(desk)

    press(desk, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)

    assert "last one" in desk.words()
    assert desk.view().stop_of(facts["corner"]).is_done


def test_a_card_scanned_at_the_corner_calls_its_cell(desk, facts):
    to_corner(desk)

    scan(desk, facts["card"])

    assert desk.card() == facts["card"]


def test_an_aide_asks_and_an_officer_permits_at_the_cell(desk, facts, prison_room, qtbot):
    with prison_room.library.changing() as standing:
        house_rules.save(standing, HouseRules(permission=PermissionRule.every))
    with as_aide(prison_room):
        scan(desk, facts["new"])
        refused = desk.words()
        qtbot.waitUntil(desk.banner._button.isVisible)
        press(desk, Qt.Key.Key_1)
        asked = desk.words()
        offered = desk.head.asked.isVisible()
    desk.look_again()
    shown = desk.head.asked.words()
    qtbot.waitUntil(desk.head.asked._button.isVisible)

    press(desk, Qt.Key.Key_4)
    permitted = desk.words()
    with as_aide(prison_room):
        scan(desk, facts["new"])

    assert "permission" in refused
    assert asked.startswith("Asked:")
    assert not offered
    assert "Baru" in shown
    assert permitted.startswith("Permitted:")
    assert desk.words().startswith("Lent to")
    assert states(prison_room) == [PermissionState.used]


def test_an_officers_no_at_the_cell_is_taken_back_by_key(desk, facts, prison_room, qtbot):
    with prison_room.library.changing() as standing:
        house_rules.save(standing, HouseRules(permission=PermissionRule.every))
        permissions_asked.ask(standing, facts["card"], facts["new"])
    desk.look_again()

    qtbot.waitUntil(desk.head.asked._button.isVisible)
    press(desk, Qt.Key.Key_5)
    refused = states(prison_room)
    press(desk, Qt.Key.Key_Z)

    assert refused == [PermissionState.refused]
    assert states(prison_room) == [PermissionState.asked]
    assert desk.head.asked.isVisible()


def test_an_aide_sees_no_question_of_somebody(desk, facts, prison_room):
    with prison_room.library.changing() as standing:
        house_rules.save(standing, HouseRules(permission=PermissionRule.every))
        permissions_asked.ask(standing, facts["card"], facts["new"])

    with as_aide(prison_room):
        desk.look_again()

        assert not desk.head.asked.isVisible()


def test_an_aide_counts_the_round_with_its_corner(desk, facts, prison_room):
    to_corner(desk)

    with prison_room.library.reading() as standing:
        (listed,) = round_views.listed(standing)

    assert (listed.done, listed.stops) == (1, 2)
