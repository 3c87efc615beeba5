"""Partners, services and themes in the settings, by the keyboard."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.domain.kinds import Role, ServiceKind
from jukung.library import cooperations, services, staff, themes
from jukung.library.cooperations import CooperationDraft
from jukung.library.desk import StaffMember
from jukung.ui.pages.programme_section import ProgrammeSection
from makers import TODAY

CONTROL = Qt.KeyboardModifier.ControlModifier
SCHOOL = CooperationDraft("SD Satu", TODAY - timedelta(days=90), matter="Kunjungan kelas")


@pytest.fixture
def page(room, open_page):
    return open_page(ProgrammeSection(room))


def partners(library):
    with library.reading() as desk:
        return [each.draft for each in cooperations.listed(desk)]


def offered(library):
    with library.reading() as desk:
        return services.offered(desk, TODAY)


def recorded(library, page, *drafts):
    with library.changing() as desk:
        for draft in drafts:
            cooperations.record(desk, draft)
    page.shown()


def test_a_partner_is_recorded_with_the_keyboard(page, library):
    page.take_focus()

    QTest.keyClick(page, Qt.Key.Key_N, CONTROL)
    for typed in ("SD Satu", "Kunjungan kelas", "04/PKS/2026"):
        QTest.keyClicks(page.window().focusWidget(), typed)
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(page.form.partner, Qt.Key.Key_S, CONTROL)

    assert partners(library) == [
        CooperationDraft("SD Satu", TODAY, matter="Kunjungan kelas", document="04/PKS/2026")
    ]
    assert page.words() == "Saved: SD Satu"
    assert page.form.isHidden()


def test_a_partner_gets_a_last_day_and_it_is_taken_back(page, library):
    recorded(library, page, SCHOOL)
    page.take_focus()

    QTest.keyClick(page._table, Qt.Key.Key_Return)
    page.form.ends.setChecked(True)
    QTest.keyClick(page.form.partner, Qt.Key.Key_S, CONTROL)
    ended = partners(library)[0].until_on
    QTest.keyClick(page._table, Qt.Key.Key_Z, CONTROL)

    assert ended == TODAY
    assert partners(library) == [SCHOOL]


def test_looking_at_a_partner_changes_nothing(page, library):
    recorded(library, page, SCHOOL)

    page._edit(page.partners()[0])
    page.form.press_save()

    assert partners(library) == [SCHOOL]


def test_a_partner_is_taken_out_and_comes_back(page, library):
    recorded(library, page, SCHOOL)
    page.take_focus()

    QTest.keyClick(page._table, Qt.Key.Key_Delete)
    between = partners(library)
    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)

    assert between == []
    assert partners(library) == [SCHOOL]


def test_a_partner_without_a_name_is_refused_in_the_form(page, library):
    page._begin()

    page.form.press_save()

    assert page.form.words() == "Please type the partner's name first."
    assert partners(library) == []


def test_escape_leaves_the_form(page):
    page._begin()

    QTest.keyClick(page.form.partner, Qt.Key.Key_Escape)

    assert page.form.isHidden()
    assert page._card.isVisible()


def test_a_service_is_ticked_and_taken_back(page, library):
    box = page.services.box(ServiceKind.internet)
    box.setFocus()

    QTest.keyClick(box, Qt.Key.Key_Space)
    ticked = offered(library)
    QTest.keyClick(box, Qt.Key.Key_Z, CONTROL)

    assert ticked == {ServiceKind.internet}
    assert offered(library) == frozenset()
    assert page.services.kinds() == frozenset()


def test_themes_are_saved_and_come_back_when_the_list_is_empty(page, library):
    page.themes.lines.setPlainText("Perahu\n\nAnyaman\nperahu")
    page.themes.press_save()
    with library.reading() as desk:
        own = themes.themes(desk)

    page.themes.lines.clear()
    page.themes.press_save()

    assert own == ("Perahu", "Anyaman")
    assert page.themes.lines.toPlainText().startswith("Economy and enterprise")


def test_what_an_assistant_may_not_decide_is_said_and_shown_as_it_is(page, library):
    with library.changing() as desk:
        rahman = staff.add(desk, "Rahman", Role.assistant)
    library.sign_in(StaffMember(rahman.row, rahman.name, rahman.role))

    page.services.box(ServiceKind.lending).click()

    assert offered(library) == frozenset()
    assert page.services.kinds() == frozenset()
    assert page.words()
