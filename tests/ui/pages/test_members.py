"""Members and residents by keys, on a real file."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from sqlalchemy import text

from jukung.domain.kinds import BorrowerStatus, SanctionKind
from jukung.library import cards, members, photos, sanctions, settings
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.circulation import CirculationPage
from jukung.ui.pages.members import MembersPage
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_loan, a_member
from photo_makers import a_photo


@pytest.fixture
def page(room, open_page):
    return open_page(MembersPage(room))


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


def test_the_list_shows_who_was_just_registered_and_no_longer_the_old_search(
    library, room, open_page, qtbot
):
    with library.changing() as desk:
        a_member(desk, "Rusdi")
    page = open_page(MembersPage(room))
    QTest.keyClicks(page.parts().list.line, "rusdi")
    qtbot.waitUntil(lambda: [m.name for m in page.found()] == ["Rusdi"])

    press(page, Qt.Key.Key_N)
    QTest.keyClicks(page.form()._name, "Nur Hasanah")
    press(page, Qt.Key.Key_S)

    qtbot.waitUntil(lambda: [m.name for m in page.found()] == ["Nur Hasanah"])
    assert page.parts().list.table.current_value().name == "Nur Hasanah"
    assert page.panel().words().startswith("Registered with card")


def test_an_end_of_membership_that_is_no_day_is_not_saved(page, library):
    press(page, Qt.Key.Key_N)
    QTest.keyClicks(page.form()._name, "Nur Hasanah")
    page.form()._until._ends.setChecked(True)
    page.form().take_day()

    QTest.keyClicks(page.form()._until._day.line, "31/2")
    press(page, Qt.Key.Key_S)

    assert page.form_card().words().startswith("“31/2” is not a day.")
    with library.reading() as desk:
        assert members.count(desk) == 0


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

    press(page, Qt.Key.Key_Return)

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

    assert [name for name in shown if name] == ["Card number"]
    assert page.heading() == "Residents"
    assert by_card(prison_room.library, page.panel().name()).name == ""


def test_saving_the_form_leaves_a_suspension_as_it_is(prison_room, open_page):
    with prison_room.library.changing() as desk:
        resident = a_member(desk)
        sanctions.impose(desk, resident.id, kind=SanctionKind.suspension, reason="rusak")
    page = open_page(MembersPage(prison_room))
    page.show_member(resident.id)

    press(page, Qt.Key.Key_E)
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


@pytest.fixture
def shown(library, room, open_page):
    """Open the page on a new member; gives both."""

    def show(name="Nur Hasanah", **draft):
        with library.changing() as desk:
            member = a_member(desk, name, **draft)
        page = open_page(MembersPage(room))
        page.show_member(member.id)
        return page, member

    return show


def begin(page, words):
    """Press the way with these words in the list behind Ctrl M."""
    press(page, Qt.Key.Key_M)
    more = page.parts().more
    button = next(b for _way, b, _text in more._buttons if b.text() == words)
    QTest.keyClick(button, Qt.Key.Key_Return)


def test_a_membership_is_renewed_and_that_is_undone(shown, library):
    page, member = shown(until_on=date(2026, 11, 1))
    chips = page.panel().chips()

    press(page, Qt.Key.Key_R)
    renewed = by_card(library, member.card)
    press(page, Qt.Key.Key_Z)

    assert chips == ["Ended on 1 Nov 2026"]
    assert renewed.until_on == date(2027, 11, 22)
    assert by_card(library, member.card) == member
    assert page.panel().words() == "Undone"


def test_a_child_is_asked_for_a_guardian_kindly(page):
    page.begin_new("Ani")
    form = page.form()
    at_first = form._guardian.isVisible()

    QTest.keyClicks(form._born, "2018")

    assert (at_first, form._guardian.isVisible(), form._guardian_hint.isVisible()) == (
        False,
        True,
        True,
    )
    QTest.keyClicks(form._guardian_name, "Ibu Ani")
    assert not form._guardian_hint.isVisible()


def test_a_child_is_registered_with_a_guardian(page, library, qtbot):
    page.begin_new("Ani")
    form = page.form()
    form._kind.setCurrentIndex(form._kind.findData("child"))
    QTest.keyClicks(form._guardian_name, "Ibu Ani")

    with qtbot.waitSignal(page.member_shown):
        press(page, Qt.Key.Key_S)

    with library.reading() as desk:
        stored = members.page_at(desk, 0)[0]
    assert (stored.kind, stored.guardian_name) == ("child", "Ibu Ani")


def test_the_proposed_end_goes_with_the_kind(page, library):
    with library.changing() as desk:
        desk.session.execute(text("UPDATE member_kind SET days = 30 WHERE kind = 'teacher'"))
    page.begin_new("Pak Guru")
    form = page.form()

    form._kind.setCurrentIndex(form._kind.findData("teacher"))
    after = form.facts()["until_on"]
    form._kind.setCurrentIndex(form._kind.findData("room"))

    assert after == date(2026, 12, 22)
    assert (form.facts()["until_on"], form.facts()["endless"]) == (None, True)


def test_the_form_asks_for_no_identity_number_unless_the_library_keeps_it(page, library):
    page.begin_new("Ani")
    at_first = page.form()._nik_block.isVisible()
    with library.changing() as desk:
        settings.remember(desk, "keep_nik", "yes")
    page.form_card().left.emit()

    page.begin_new()
    kept = page.form()._nik_block.isVisible()

    assert (at_first, kept) == (False, True)


def test_somebody_who_is_here_already_is_offered(shown, library):
    page, _member = shown(birth_year=1990)
    page.begin_new()
    QTest.keyClicks(page.form()._name, "nur hasanah")
    QTest.keyClicks(page.form()._born, "1990")

    press(page, Qt.Key.Key_S)
    said = page.form_card().words()
    press(page, Qt.Key.Key_Return)

    with library.reading() as desk:
        assert members.count(desk) == 1
    assert said == "Already registered?"
    assert page.form_card() is None
    assert page.panel().name() == "Nur Hasanah"


def test_a_look_alike_is_said_while_typing(shown):
    page, _member = shown()
    page.begin_new()
    QTest.keyClicks(page.form()._name, "nur hasanah")

    QTest.keyClick(page.form()._name, Qt.Key.Key_Return)

    assert page.form_card().words() == "Already registered?"


def test_another_person_of_that_name_is_saved_all_the_same(shown, library):
    page, _member = shown()
    page.begin_new("Nur Hasanah")

    press(page, Qt.Key.Key_S)

    with library.reading() as desk:
        assert members.count(desk) == 2


def test_a_photo_is_pasted_and_kept(shown, library, qtbot):
    page, member = shown()
    press(page, Qt.Key.Key_E)
    picture = QImage(900, 1600, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(picture)
    field = page.form().photo

    QTest.keyClick(field.tile, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(field.is_changed)
    press(page, Qt.Key.Key_S)

    with library.reading() as desk:
        kept = QImage.fromData(photos.show(desk, member.id))
    assert (kept.width(), kept.height()) == (360, 640)
    assert page.panel().shows_photo()


def test_a_photo_is_taken_away(shown, library):
    page, member = shown()
    with library.changing() as desk:
        photos.keep(desk, member.id, a_photo())
    page.show_member(member.id)

    press(page, Qt.Key.Key_E)
    QTest.keyClick(page.form().photo.tile, Qt.Key.Key_Delete)
    press(page, Qt.Key.Key_S)

    with library.reading() as desk:
        assert photos.show(desk, member.id) is None
    assert not page.panel().shows_photo()


def test_a_file_that_is_no_picture_is_refused_in_the_form(shown, tmp_path, qtbot):
    page, _member = shown()
    press(page, Qt.Key.Key_E)
    file = tmp_path / "catatan.jpg"
    file.write_text("bukan gambar", encoding="utf-8")

    page.form().photo.given.emit(file)

    qtbot.waitUntil(lambda: "catatan.jpg" in page.form_card().words())


def test_a_lost_card_is_replaced(shown, library):
    page, member = shown()
    begin(page, "New card…")

    QTest.keyClicks(page.task()._number, "B8")
    press(page, Qt.Key.Key_S)

    assert by_card(library, member.card).card == "B8"
    assert page.panel().words() == "The new card is B8."
    with library.reading() as desk:
        assert cards.lost_cards(desk, member.id) == (member.card,)


def test_a_card_that_turned_up_is_used_again(shown, library):
    page, member = shown()
    with library.changing() as desk:
        cards.replace_card(desk, member.id, lost=True, card="B8")
    begin(page, "New card…")

    QTest.keyClick(page.task()._found, Qt.Key.Key_Return)

    with library.reading() as desk:
        assert cards.lost_cards(desk, member.id) == ()


def test_a_member_leaves_and_comes_back(shown, library):
    page, member = shown()
    begin(page, "Leaves…")
    press(page, Qt.Key.Key_S)
    left = by_card(library, member.card).status

    begin(page, "Is back…")
    press(page, Qt.Key.Key_S)

    assert (left, by_card(library, member.card).status) == ("left", "active")


def test_two_enters_do_not_make_anybody_leave(shown, library):
    page, member = shown()
    begin(page, "Leaves…")

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert by_card(library, member.card).status == "active"
    assert page.task() is None


def test_who_has_copies_at_home_cannot_leave(shown, library):
    page, member = shown()
    with library.changing() as desk:
        a_loan(desk, member)
    begin(page, "Leaves…")

    press(page, Qt.Key.Key_S)

    assert page.task().words() == f"Card {member.card} still has 1 copies."


def test_everything_kept_is_shown_and_written(shown, tmp_path, qtbot):
    page, member = shown(phone="0811")
    begin(page, "Show and write out…")
    task = page.task()
    qtbot.waitUntil(lambda: "0811" in task.lines())

    task.write(tmp_path / "kartu.txt")

    qtbot.waitUntil(lambda: task.words() == "Written: kartu.txt")
    assert "0811" in (tmp_path / "kartu.txt").read_text("utf-8-sig")
    assert member.card in (tmp_path / "kartu.json").read_text("utf-8")


def test_a_person_is_erased_after_one_question(shown, library):
    page, _member = shown()
    begin(page, "Erase…")
    first = page.focusWidget()

    press(page, Qt.Key.Key_S)

    with library.reading() as desk:
        assert members.count(desk) == 0
    assert first.text() == "Cancel"
    assert page.found() == []


def test_a_task_is_left_without_doing_it(shown, library):
    page, member = shown()
    begin(page, "Erase…")

    QTest.keyClick(page.task(), Qt.Key.Key_Escape)

    assert page.task() is None
    assert by_card(library, member.card) == member
