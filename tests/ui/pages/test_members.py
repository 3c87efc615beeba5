"""Members and residents by keys, on a real file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from jukung.domain.kinds import BorrowerStatus
from jukung.library import members
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.circulation import CirculationPage
from jukung.ui.pages.members import MembersPage
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_library, a_loan, a_member


@pytest.fixture
def page(room, open_page):
    return open_page(MembersPage(room))


@pytest.fixture
def prison_room(qapp, home, tmp_path):
    made = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.reading() as desk:
        made.move_in(library, desk.profile)
    yield made
    made.jobs.close()
    library.close()


def by_card(library, card):
    with library.reading() as desk:
        return members.by_card(desk, card)


def press(page, key):
    QTest.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)


def test_typing_finds_members(library, room, open_page, qtbot):
    with library.changing() as desk:
        for name in ("Nur Hasanah", "Rusdi", "Sarah"):
            a_member(desk, name)
    page = open_page(MembersPage(room))

    QTest.keyClicks(page.parts().list.line, "nur")

    qtbot.waitUntil(lambda: [m.name for m in page.found()] == ["Nur Hasanah"])
    qtbot.waitUntil(lambda: page.panel().name() == "Nur Hasanah")


def test_a_member_is_registered_with_the_next_card(page, library, qtbot):
    press(page, Qt.Key.Key_N)
    hint = page.form()._card.placeholderText()
    QTest.keyClicks(page.form()._name, "Nur Hasanah")
    with qtbot.waitSignal(page.member_shown):
        press(page, Qt.Key.Key_S)

    card = hint.removeprefix("empty: ")
    assert by_card(library, card).name == "Nur Hasanah"
    assert page.panel().words() == f"Registered with card {card}"


def test_a_member_without_a_name_is_refused_in_the_form(page):
    page.begin_new()

    page.save()

    assert page.form_card().words() == "Please type a name first."


def test_a_birth_year_to_come_is_not_saved(page):
    page.begin_new("Nur Hasanah")
    page.form()._born.setText("2099")

    page.save()

    assert page.form_card().words() == "The birth year cannot be right"


def test_opening_and_saving_a_member_changes_nothing(library, room, open_page):
    with library.changing() as desk:
        before = a_member(desk, "Nur Hasanah", birth_year=2010, address="RT 02", note="Ada")
    page = open_page(MembersPage(room))
    page.show_member(before.id)

    press(page, Qt.Key.Key_E)
    page.save()

    assert by_card(library, before.card) == before


def test_a_member_has_their_loans_below(library, room, open_page):
    with library.changing() as desk:
        member = a_member(desk)
        slip = a_loan(desk, member)
    page = open_page(MembersPage(room))

    page.show_member(member.id)

    assert [loan.barcode for loan in page.panel().loans()] == [slip.barcode]


def test_a_member_goes_to_the_desk(library, room, open_page):
    with library.changing() as desk:
        member = a_member(desk, "Nur Hasanah")
    desk_page = open_page(CirculationPage(room))
    room.go = {"circulation": desk_page}.get
    page = open_page(MembersPage(room))
    page.show_member(member.id)

    press(page, Qt.Key.Key_D)

    assert desk_page._member.card == member.card


def test_a_name_unknown_at_the_desk_is_registered(room, open_page):
    page = open_page(MembersPage(room))
    room.go = {"members": page}.get
    desk_page = open_page(CirculationPage(room))

    desk_page.scan("Rusdi Baru")
    press(desk_page, Qt.Key.Key_N)

    assert page.form().facts()["name"] == "Rusdi Baru"


def test_a_resident_is_a_card_and_nothing_of_a_person(prison_room, open_page, qtbot):
    page = open_page(MembersPage(prison_room))
    page.begin_new("Nama")
    shown = [f.accessibleName() for f in page.form().findChildren(QWidget) if f.isVisible()]
    with qtbot.waitSignal(page.member_shown):
        page.save()

    assert [name for name in shown if name] == ["Card number", "Status", "Note for the desk"]
    assert page.heading() == "Residents"
    assert by_card(prison_room.library, page.panel().name()).name == ""


def test_a_resident_is_suspended(prison_room, open_page):
    with prison_room.library.changing() as desk:
        resident = a_member(desk)
    page = open_page(MembersPage(prison_room))
    page.show_member(resident.id)

    press(page, Qt.Key.Key_E)
    page.form()._status.setCurrentIndex(1)
    page.save()

    stored = by_card(prison_room.library, resident.card)
    assert (stored.status, stored.until_on) == (BorrowerStatus.suspended, resident.until_on)


def test_the_page_may_be_made_before_the_library_is_open(library, tmp_path, open_page):
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    page = open_page(MembersPage(room))

    with library.reading() as desk:
        room.move_in(library, desk.profile)

    assert page.findChild(QLineEdit) is not None
    room.jobs.close()
