"""Loan rules in the settings, by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from jukung.domain.kinds import BorrowerKind, CollectionKind, WhenOverdue
from jukung.domain.lending import Rule
from jukung.library import rules
from jukung.ui import theme
from jukung.ui.cells import SIDE
from jukung.ui.pages.rules_section import RulesSection

CONTROL = Qt.KeyboardModifier.ControlModifier
CHILDREN = Rule(3, 14, 0, borrower_kind=BorrowerKind.child)


@pytest.fixture
def page(room, library, open_page):
    with library.changing() as desk:
        rules.save(desk, CHILDREN)
    return open_page(RulesSection(room))


def kept(library):
    with library.reading() as desk:
        return rules.listed(desk)


def retype(field, text):
    field.selectAll()
    QTest.keyClicks(field, text)


def test_the_list_has_room_for_its_words_on_an_ordinary_screen(page, qtbot):
    page.resize(886, 600)
    qtbot.waitUntil(lambda: not page._table.isColumnHidden(7))
    strong = QFontMetricsF(theme.font(bold=True))
    margins = 2 * theme.px(SIDE)

    room = [page._table.columnWidth(place) - margins for place in range(8)]

    assert room[0] >= strong.horizontalAdvance("Semua peminjam")
    assert room[1] >= QFontMetricsF(theme.font()).horizontalAdvance("Seluruh koleksi")
    assert room[6] >= QFontMetricsF(theme.font(12, bold=True)).horizontalAdvance("Dibawa pulang")


def test_the_most_general_rule_stands_first(page):
    assert [rule.name for rule in page.rules()] == ["*/*", "child/*"]


def test_a_rule_is_changed_by_the_keyboard_and_taken_back(page, library):
    page.take_focus()
    QTest.keyClick(page._table, Qt.Key.Key_Down)
    QTest.keyClick(page._table, Qt.Key.Key_Return)
    retype(page.form._copies, "5")
    QTest.keyClick(page.form._copies, Qt.Key.Key_S, CONTROL)
    changed = kept(library)[1].copies

    QTest.keyClick(page._table, Qt.Key.Key_Z, CONTROL)

    assert changed == 5
    assert kept(library)[1] == CHILDREN
    assert page.words() == "Undone."


def test_a_new_rule_is_made_of_the_general_one(page, library):
    QTest.keyClick(page._table, Qt.Key.Key_N, CONTROL)
    form = page.form
    form._who.setCurrentIndex(form._who.findData("*"))
    form._shelf.setCurrentIndex(form._shelf.findData("reference"))
    form._leaves.setChecked(False)
    QTest.keyClick(form._copies, Qt.Key.Key_S, CONTROL)

    made = kept(library)[1]
    assert (made.collection_kind, made.may_leave, made.days) == (CollectionKind.reference, False, 7)
    assert page.words() == "Saved: Everybody · Reference"


def test_tab_goes_through_the_figures_and_then_to_the_buttons(page):
    page._edit(page.rules()[1])
    form, stops = page.form, []
    for _press in range(11):
        stops.append(page.focusWidget())
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)

    assert stops == [
        form._copies, form._days, form._renewals, form._fine, form._grace, form._hold,
        form._overdue, form._leaves, form._leave, form._remove, form._save,
    ]  # fmt: skip


def test_escape_leaves_the_form_and_changes_nothing(page, library):
    page.begin_new()

    QTest.keyClick(page.form._copies, Qt.Key.Key_Escape)

    assert page.form.isHidden()
    assert page._table.hasFocus()
    assert len(kept(library)) == 2


def test_a_rule_is_removed_but_not_the_general_one(page, library):
    page._edit(page.rules()[0])
    offered = page.form._remove.isVisible()
    page._edit(page.rules()[1])

    page.form._remove.click()

    assert not offered
    assert [rule.name for rule in kept(library)] == ["*/*"]


def test_the_sentence_says_which_rule_counts(page):
    page._who.setCurrentIndex(page._who.findData("child"))

    assert page.which_wins() == (
        "Child, General collection: 3 copies at once, for 14 days, not renewed, no fine. "
        "(Rule: Child · Whole collection)"
    )


def test_the_sentence_counts_the_form_as_saved(page):
    page._edit(page.rules()[0])

    page.form._fine.setValue(500)
    page.form._grace.setValue(2)

    assert page.which_wins() == (
        "General, General collection: 2 copies at once, for 7 days, renewed 1 time, "
        "Rp500 for each open day too late, after 2 days of grace. "
        "(Rule: Everybody · Whole collection)"
    )


def test_a_rule_comes_back_from_the_form_as_it_went_in(page):
    rule = Rule(
        4,
        21,
        2,
        borrower_kind=BorrowerKind.teacher,
        collection_kind=CollectionKind.serial,
        fine_per_day=1000,
        grace_days=3,
        hold_days=7,
        may_leave=False,
        when_overdue=WhenOverdue.refuse,
    )

    page.form.load(rule, is_new=False)

    assert page.form.rule() == rule
