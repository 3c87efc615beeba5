"""Every page an aide reaches, read word by word: no name, no day of release, no reason."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

from jukung.domain.kinds import (
    PermissionRule,
    ResidentState,
    Role,
    SanctionKind,
    ScreeningResult,
)
from jukung.library import (
    house_rules,
    members,
    permissions_asked,
    sanctions,
    screening,
    staff,
)
from jukung.library.desk import StaffMember
from jukung.library.house_rules import HouseRules
from jukung.library.members import MemberDraft
from jukung.store.tables import Borrower, ResidentRow
from jukung.ui.cells import CELL
from jukung.ui.door import AIDE_PAGES, Door
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.main_window import MainWindow
from jukung.ui.pages.entries import prison_pages
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_copy, a_library, a_loan, a_title

CONTROL = Qt.KeyboardModifier.ControlModifier
OFFICER = "Petugas Kenari"
NOTE, REASON, WHY, HARM = "CATATAN-KENARI", "SANKSI-KENARI", "SELEKSI-KENARI", "RUSAK-KENARI"
RELEASE = date(2031, 3, 7)
CANARIES = (NOTE, REASON, WHY, HARM, "2031", "7 Mar")


@pytest.fixture
def library(home, tmp_path):
    made = a_library(tmp_path, file="lapas.jukung", kind="prison", staff_name=OFFICER)
    yield made
    made.close()


@pytest.fixture
def house(library):
    """A prison where each thing an aide must not read stands once; gives the card."""
    with library.changing() as desk:
        aide = staff.add(desk, "", Role.aide)
        member = members.register(desk, MemberDraft())
        desk.session.get_one(Borrower, member.row).note = NOTE
        number = a_copy(desk, "000010", title="Rawa Bercerita")
        a_loan(desk, member, number)
        a_copy(desk, "000029", title="Anyaman")
        sanctions.impose(desk, member.id, kind=SanctionKind.warning, reason=REASON)
        refused = a_title(desk, "Ditahan")
        screening.decide(desk, [refused], ScreeningResult.refused, words=WHY)
        desk.session.merge(
            ResidentRow(
                borrower=member.row,
                state=ResidentState.present,
                state_on=desk.today,
                release_on=RELEASE,
                act=1,
            )
        )
        house_rules.save(desk, HouseRules(permission=PermissionRule.every))
    return member.card, StaffMember(aide.row, aide.name, aide.role)


@pytest.fixture
def window(qtbot, library, house, tmp_path):
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    room.move_in(library, library.profile())
    made = MainWindow(
        prison_pages(room), preferences=room.preferences, sentence=lambda refusal: refusal.code
    )
    qtbot.addWidget(made)
    made.door = Door(made, room)
    made.room = room
    made.show_page("circulation")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.door.open(library, library.profile(), staff.door(library), officer(library))
    yield made
    room.jobs.close()


def officer(library):
    with library.reading() as desk:
        return desk.staff


def come(window, library, member):
    library.sign_in(member)
    window.door.welcome(member)


def texts(window):
    """Everything a window holds as words, hidden or not, but the page itself being offered."""
    for name in AIDE_PAGES & set(window._made):
        page = window._made[name]
        for kind in (QLabel, QAbstractButton):
            yield from (each.text() for each in page.findChildren(kind))
        for line in page.findChildren(QLineEdit):
            yield from (line.text(), line.placeholderText())
        for box in page.findChildren(QComboBox):
            yield from (box.itemText(n) for n in range(box.count()))
        for field in (*page.findChildren(QTextEdit), *page.findChildren(QPlainTextEdit)):
            yield field.toPlainText()
        for view in page.findChildren(QAbstractItemView):
            yield from cells(view.model())


def cells(model):
    if model is None:
        return
    for row in range(min(model.rowCount(), 50)):
        for column in range(model.columnCount()):
            cell = model.index(row, column).data(CELL)
            if cell is not None:
                yield from (cell.text, cell.second, cell.link)


def told(window):
    return sorted({canary for canary in CANARIES for text in texts(window) if canary in text})


def use_everything(window, card, qtbot):
    """Do on each page what shows most of it."""
    desk = window.show_page("circulation")
    desk.call_member(card)
    for name in sorted(AIDE_PAGES & set(window._entries)):
        window.show_page(name)
    page = window.show_page("catalogue")
    for words in ("Ditahan", "Rawa Bercerita"):
        page.search(words)
        qtbot.waitUntil(lambda words=words: page.panel().title() == words)
    page.begin_copy(page._view.copies[0])


def test_an_aide_reads_no_note_reason_or_day_of_release(window, library, house, qtbot):
    card, aide = house
    come(window, library, aide)

    use_everything(window, card, qtbot)

    assert told(window) == []


def test_nothing_an_officer_read_is_left_for_the_aide(window, library, house, qtbot):
    card, aide = house
    use_everything(window, card, qtbot)
    before = told(window)

    come(window, library, aide)

    assert NOTE in before
    assert told(window) == []
    assert [text for text in texts(window) if card in text] == []


def test_an_idle_officer_leaves_nothing_either(window, library, house, qtbot):
    card, _aide = house
    with library.reading() as desk:
        account = staff.listed(desk)[0]
    staff.change_pin(library, account.id, "4071")
    window.door._accounts = staff.door(library)
    use_everything(window, card, qtbot)
    window.show_page("circulation").call_member(card)

    window.door.lock()

    assert window.room.staff.role is Role.aide
    assert told(window) == []
    assert [text for text in texts(window) if card in text] == []


def test_an_officers_session_ends_by_itself_after_three_minutes(library):
    with library.reading() as desk:
        assert staff.idle_minutes(desk) * 60 == 180


def test_an_aide_is_offered_only_their_pages(window, library, house):
    _card, aide = house
    come(window, library, aide)

    for name in set(window._entries) - AIDE_PAGES:
        key = window._entries[name].key
        if key:
            QTest.keySequence(window, key)
        assert window.current_name() in AIDE_PAGES


def test_an_aide_asks_for_a_permission_with_one_key(window, library, house):
    card, aide = house
    come(window, library, aide)
    page = window.show_page("circulation")
    page.call_member(card)

    page.scan("000029")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_I, CONTROL)

    with library.changing(staff=officer_of(library)) as desk:
        [line] = permissions_asked.listed(desk)
    assert (line.card, line.title) == (card, "Anyaman")


def officer_of(library):
    [first] = [each for each in staff.door(library) if each.role is Role.officer]
    return StaffMember(first.row, first.name, first.role)


def test_the_damage_strip_of_an_aide_takes_keys_and_no_words(window, library, house):
    card, aide = house
    come(window, library, aide)
    page = window.show_page("circulation")
    page.call_member(card)
    page.scan("000010")

    page._asking_for.ask_harm(page._rows.values()[0])
    strip = page._asking_for._harm
    focus = strip.window().focusWidget()

    assert strip.isVisible()
    assert not strip._note.isVisible()
    assert strip.isAncestorOf(focus)
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert strip.isHidden()


def test_a_title_kept_back_says_so_and_not_why(window, library, house, qtbot):
    _card, aide = house
    come(window, library, aide)
    page = window.show_page("catalogue")

    page.search("Ditahan")
    qtbot.waitUntil(lambda: page.panel().title() == "Ditahan")

    assert page.panel().screened() == "Not circulated"
    assert WHY not in " ".join(texts(window))


def test_the_catalogue_offers_an_aide_nothing_to_change(window, library, house):
    _card, aide = house
    page = window.show_page("catalogue")
    before = page._new.isVisible()
    come(window, library, aide)
    page = window.show_page("catalogue")

    page.begin_new()
    shown = [each for each in (page._new, page._import, page._labels) if each.isVisible()]

    assert before
    assert shown == []
    assert page.form_card() is None
    assert not page.panel()._edit.isVisibleTo(page)


def test_an_officer_who_comes_back_finds_the_buttons_again(window, library, house):
    _card, aide = house
    window.show_page("catalogue")
    come(window, library, aide)

    come(window, library, officer_of(library))

    assert window.show_page("catalogue")._new.isVisible()


def test_no_way_leads_an_aide_to_another_page(window, library, house):
    _card, aide = house
    come(window, library, aide)

    window.show_page("settings")
    window.show_page("members")

    assert window.current_name() in AIDE_PAGES
    assert not window._made["settings"].isVisible()


def test_an_aide_is_not_offered_to_register_anybody(window, library, house):
    _card, aide = house
    come(window, library, aide)
    page = window.show_page("circulation")

    page.scan("W999999")

    assert page._banner._button is None


def test_a_scan_right_behind_the_switch_to_an_aide_is_not_lost(window, library, house):
    card, aide = house
    window.show_page("settings")
    QTest.keySequence(window, "Ctrl+K")

    come(window, library, aide)
    QTest.keyClicks(QApplication.focusWidget(), card, delay=-1)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert window.current_page().isAncestorOf(QApplication.focusWidget())
    assert window.current_page()._member.card == card


def test_a_click_on_switch_leaves_the_keys_on_the_desk(window, library, house):
    desk = window.show_page("circulation")
    window.set_footer("Lapas", switch=True)

    QTest.mouseClick(window._rail._switch, Qt.MouseButton.LeftButton)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert desk.isAncestorOf(QApplication.focusWidget())


def test_a_scan_beside_the_desk_falls_into_its_box(window, library, house):
    card, _aide = house
    desk = window.show_page("circulation")
    entry = window._rail._group.button(0)
    entry.setFocus()

    QTest.keyClicks(entry, card[0], delay=-1)
    QTest.keyClicks(QApplication.focusWidget(), card[1:], delay=-1)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert desk._member.card == card


def test_an_aides_empty_catalogue_offers_no_new_title(window, library, house):
    _card, aide = house
    come(window, library, aide)

    page = window.show_page("catalogue")

    assert "Ctrl N" not in " ".join(each.text() for each in page._nothing.findChildren(QLabel))


def test_a_scan_beside_the_round_falls_into_its_box(window, library, house):
    page = window.show_page("rounds")
    page._show(page.trolley)
    entry = window._rail._group.button(0)
    entry.setFocus()

    QTest.keyClicks(entry, "7", delay=-1)

    assert page.trolley.field._line.text() == "7"
