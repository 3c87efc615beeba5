from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.library import circulation, forgetting
from jukung.ui.pages.privacy_section import PrivacySection
from makers import TODAY, a_copy, a_loan, a_member, at

ENTER = Qt.Key.Key_Return


@pytest.fixture
def old_loan(library):
    with library.changing() as desk:
        before = at(desk, TODAY - timedelta(days=120))
        slip = a_loan(before, a_member(before), a_copy(before))
        circulation.give_back(before, slip.barcode)


@pytest.fixture
def section(room, open_page, old_loan):
    return open_page(PrivacySection(room))


def kept(library):
    with library.reading() as desk:
        return forgetting.privacy(desk)


def test_it_says_how_long_and_how_many_are_due(section):
    assert section._days.value() == 90
    assert section.due_words() == "1 returned loan still names its borrower longer than that."


def test_forget_now_forgets_and_says_so(section, library):
    QTest.keyClick(section._forget, ENTER)

    assert section.words() == "1 loan no longer names its borrower."
    assert kept(library).due_count == 0
    assert not section._forget.isEnabled()


def test_the_days_are_saved_by_keys(section, library):
    section.take_focus()
    QTest.keyClicks(section._days, "0")
    QTest.keyClick(section._days.lineEdit(), ENTER)

    assert (kept(library).days, section.words()) == (0, "Saved.")
    assert section._means.text().startswith("Loans say for ever who had them.")


def test_keeping_a_nik_is_warned_about(section, library):
    section._nik.click()
    warned = section._nik_means.text()
    section.save()

    assert warned.startswith("A NIK opens many doors")
    assert kept(library).keeps_nik


def test_looking_does_not_save(section, library):
    section._days.setValue(7)

    section.shown()

    assert (section._days.value(), kept(library).days) == (90, 90)
