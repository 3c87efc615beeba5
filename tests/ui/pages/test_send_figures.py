"""A month's figures: groups, what they were counted from, and what a person says of them."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from jukung.domain.months import Month
from jukung.library import circulation, figure_notes, in_house, late_entry, visits
from jukung.ui.pages import send_lines
from jukung.ui.pages.send import SendPage
from jukung.ui.pages.send_check import FIGURES, points
from jukung.ui.pages.send_lines import FigureLine, GroupLine
from jukung.ui.pieces.button import Button
from makers import a_copy, a_member, at
from parcel_makers import OCTOBER, count_visits

SEPTEMBER = OCTOBER.before


@pytest.fixture
def page(library, room, open_page):
    count_visits(library, OCTOBER, 12)
    shown = open_page(SendPage(room))
    shown.choose_month(OCTOBER)
    shown.look_at_figures()
    return shown


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)


def open_figure(page, code):
    page.look_at_figure(code)
    press(page._figures._table, Qt.Key.Key_Return)
    return page._parts.figure


def remark_of(page, code):
    rows = page._figures._rows
    return next(
        rows.index(row, 4).data()
        for row, line in enumerate(rows.values())
        if isinstance(line, FigureLine) and line.code == code
    )


def words_in(widget):
    return [each.text() for each in widget.findChildren(QLabel) if not each.isHidden()]


@pytest.mark.parametrize(
    ("value", "before", "jumps"),
    [
        (30, 10, True),
        (29, 10, False),
        (10, 30, True),
        (0, 6, True),
        (6, 0, False),
        (0, 4, False),
        (None, 40, False),
        (40, None, False),
    ],
)
def test_three_times_as_much_or_suddenly_none_is_pointed_out(value, before, jumps):
    assert send_lines.is_jump(value, before) is jumps


def test_figures_stand_in_groups_with_parts_behind_their_whole(page):
    shown = page._figures._rows.values()

    assert isinstance(shown[0], GroupLine)
    codes = [line.code for line in shown if isinstance(line, FigureLine)]
    assert codes[:3] == ["visits", "visits_female", "visits_male"]
    titles = [line.title for line in shown if isinstance(line, GroupLine)]
    assert len(titles) == len(set(titles))
    assert not any(
        isinstance(one, GroupLine) and isinstance(other, GroupLine)
        for one, other in pairwise(shown)
    )


def test_ages_and_classes_come_with_a_key(page):
    few = len(page._figures._rows.values())

    press(page, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)

    assert len(page._figures._rows.values()) > few
    assert {line.code for line in page._figures._rows.values() if isinstance(line, FigureLine)} == {
        line.code for line in page._figures.values()
    }


def test_enter_opens_what_a_figure_was_counted_from_and_esc_closes_it(page):
    pane = open_figure(page, "visits")

    assert pane.isVisible()
    assert [(row.on, row.amount) for row in pane.rows()] == [(date(2026, 10, 15), 12)]
    assert not page._primary.isVisible()

    press(pane, Qt.Key.Key_Escape)

    assert page._figures.isVisible()
    assert page._figures._table.hasFocus()
    assert page._figures._table.current_value().code == "visits"


def test_what_was_not_recorded_is_typed_in_its_place_and_marked(page, library):
    pane = open_figure(page, "boxes_received")
    pane._count.setText("3")
    pane._words.setText("  Counted on paper. ")
    press(pane, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    with library.reading() as desk:
        note = figure_notes.notes(desk, OCTOBER)["boxes_received"]
    assert (note.value, note.words) == (3, "Counted on paper.")
    line = next(each for each in page._figures.values() if each.code == "boxes_received")
    assert (line.value, line.is_estimated) == (3, True)
    assert remark_of(page, "boxes_received") == "typed by hand"
    assert page._figures.isVisible()


def test_a_counted_figure_takes_words_but_no_other_number(page):
    pane = open_figure(page, "visits")

    assert not pane._count.isVisible()

    pane._words.setText("A school came by.")
    press(pane, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert remark_of(page, "visits") == "A school came by."
    assert next(each for each in page._figures.values() if each.code == "visits").value == 12


def test_a_jump_asks_gently_for_words_until_they_are_there(page, library):
    with library.changing() as desk:
        visits.record(desk, female=60, on=SEPTEMBER.first)
    page.choose_month(OCTOBER)
    page.look_at_figures()
    before = remark_of(page, "visits")
    pane = open_figure(page, "visits")
    pane._words.setText("The bridge was closed.")
    press(pane, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert before == "much less"
    assert page._view.jumping == ()


def test_a_running_month_is_compared_with_nothing_yet(page, library):
    with library.changing() as desk:
        visits.record(desk, female=60, on=OCTOBER.first)
    page.choose_month(Month(2026, 11))

    assert page._view.jumping == ()
    assert page._view.missing == ()


def test_a_number_typed_after_closing_reopens_the_month(page):
    page.close_month()
    pane = open_figure(page, "boxes_received")
    pane._count.setText("2")
    press(pane, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert page.words() == "October 2026 is closed"
    page.choose_month(OCTOBER)
    assert page.words() == "Figures changed since October 2026 was closed"


def test_the_narrow_table_says_its_remarks_beneath_the_names(page):
    page.resize(780, 520)

    cell = page._figures._rows.columns[0].cell_of(
        next(each for each in page._figures.values() if each.code == "boxes_received")
    )
    assert cell.second == "not recorded"


def test_what_is_missing_and_what_jumps_stands_in_the_checklist(page, library):
    with library.changing() as desk:
        visits.record(desk, female=60, on=SEPTEMBER.first)
    page.choose_month(OCTOBER)
    page._go_to_step(0)

    words = words_in(page._parts.check)
    assert any(each.endswith("figures were not recorded") for each in words)
    assert any("far from the month before" in each for each in words)

    page._parts.check.figures_wanted.emit("visits")

    assert page._figures._table.current_value().code == "visits"


def test_a_day_of_reading_without_a_tally_is_named(room, library, open_page):
    with library.changing() as desk:
        in_house.use(desk, a_copy(desk), on=date(2026, 10, 9))
    page = open_page(SendPage(room))
    page.choose_month(OCTOBER)

    assert any("has no visit tally" in each for each in words_in(page._parts.check))


def test_in_a_prison_no_card_stands_among_the_sources(prison_room, open_page):
    library = prison_room.library
    with library.changing() as desk:
        standing = at(desk, date(2026, 10, 7))
        member = a_member(standing)
        circulation.lend(standing, member.card, a_copy(standing))
    page = open_page(SendPage(prison_room))
    page.choose_month(OCTOBER)
    pane = open_figure(page, "loans")

    assert pane.rows()
    assert not any(member.card in row.words for row in pane.rows())


def test_slips_that_were_only_typed_are_named_with_a_way_to_them(page, library, room):
    opened = []
    room.go = opened.append
    with library.changing() as desk:
        late_entry.keep_drafts(desk, [late_entry.TypedSlip("2026-10-09", "", "lend", "1", "2")])
    page.choose_month(OCTOBER)
    page._go_to_step(0)

    assert "1 paper slip was typed but not recorded" in words_in(page._parts.check)

    next(
        each for each in page._parts.check.findChildren(Button) if each.text() == "Open slips"
    ).click()

    assert opened == ["late_entry"]


def test_days_with_a_doubtful_clock_lead_to_the_figures(page):
    view = replace(
        page._view,
        checklist=replace(
            page._view.checklist,
            clock_doubt_count=2,
            clock_doubt_days=(date(2026, 10, 3), date(2026, 10, 4)),
        ),
    )
    found = [point for point in points(view) if "clock was in doubt" in point.title]

    assert [point.opens for point in found] == [FIGURES]
    assert found[0].detail.startswith("Days 3, 4.")
