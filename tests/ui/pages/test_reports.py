"""Reports by keys, on a real file."""

from datetime import date
from time import perf_counter

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from jukung.domain.kinds import Role
from jukung.figures.reports import REPORTS
from jukung.library import visits
from jukung.library.desk import StaffMember
from jukung.ui.pages.report_spans import Days, days_of
from jukung.ui.pages.reports import ReportsPage
from makers import TODAY, a_copy, a_loan, a_member, at

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def busy(library):
    with library.changing() as noon:
        desk = at(noon, date(2026, 11, 20), 9)
        who = a_member(desk, "Sarah", card="A1")
        for number in ("K1", "K2"):
            a_loan(desk, who, a_copy(desk, number))
        visits.record(desk, female=3)


@pytest.fixture
def page(busy, room, open_page):
    return open_page(ReportsPage(room))


def choose(page, code):
    if code.startswith("evidence_"):
        page.list.choose(code)
        return
    lines = page.list._rows.values()
    place = next(n for n, line in enumerate(lines) if line.report and line.report.code == code)
    page.list.table.point_at(place)


def press(page, key):
    QTest.keyClick(page, key, CONTROL)


def test_the_page_begins_with_the_loans_of_this_month(page):
    lines = page.view.lines()

    assert page.list.code() == "loans_by_day"
    assert lines[-1] == ("Total", "2", "0", "0")
    assert not page.view.chart.isHidden()


def test_names_in_the_list_do_not_begin_with_the_groups_name_again(page):
    rows = page.list._rows
    shown = [str(rows.index(place, 0).data()) for place in range(rows.rowCount())]

    assert shown[:3] == ["Loans", "By day", "By month"]


def test_every_report_is_listed_below_its_group(page):
    titles = page.list.titles()

    assert titles[:2] == ["Loans", "Loans by day"]
    assert len(titles) > len(REPORTS)


def test_the_arrow_keys_go_through_the_reports(page):
    page.list.table.setFocus()

    QTest.keyClick(page.list.table, Qt.Key.Key_Down)

    assert page.list.code() == "loans_by_month"
    assert page.view.lines()[0][:2] == ("Nov 2026", "2")


def test_letters_find_a_report_and_enter_opens_it(page):
    QTest.keyClick(page.list.table, "p")
    QTest.keyClicks(page.list.search, "urpose")
    QTest.keyClick(page.list.search, Qt.Key.Key_Return)

    assert page.list.code() == "visits_by_purpose"
    assert "Visits by purpose" in page.list.titles()
    assert page.view.lines()[-2:] == [("Not asked", "3", "100.0 %"), ("Total", "3", "")]


def test_a_title_goes_before_a_sentence_with_the_same_word(page):
    QTest.keyClicks(page.list.search, "turnover")
    QTest.keyClick(page.list.search, Qt.Key.Key_Return)

    assert page.list.code() == "turnover"


def test_words_that_no_report_has_leave_the_report_in_view(page):
    QTest.keyClicks(page.list.search, "zzz")
    QTest.keyClick(page.list.search, Qt.Key.Key_Return)

    assert page.list.titles() == []
    assert page.list.code() == "loans_by_day"


def test_other_days_count_anew_and_an_empty_report_says_so(page):
    choose(page, "accession")
    page.span.choose("last_year")

    assert page.view.lines() == []
    assert not page._save.isEnabled()
    assert page.printable() is None


def test_each_span_counts_its_own_days(page):
    said = []
    for name in ("year", "last_month", "free", "quarter", "month"):
        page.span.choose(name)
        said.append(page._counted.table.span.first)

    assert said == [date(2026, month, 1) for month in (1, 10, 11, 10, 11)]


def test_narrow_windows_choose_days_from_a_list(page):
    page.resize(900, 520)

    page.span._list.setCurrentIndex(3)
    page.span._list.activated.emit(3)

    assert page.span._list.isVisible()
    assert page.span.days() == days_of("year", TODAY)
    page.resize(1400, 800)
    assert page.span._segments.name() == "year"
    assert not page.span._list.isVisible()


def test_free_days_are_typed(page):
    page.span.choose("free")
    page.span._first.line.setText("20-11-2026")
    page.span._first.line.editingFinished.emit()
    page.span._last.line.setText("20-11-2026")
    page.span._last.line.editingFinished.emit()

    assert page.span.days() == Days(date(2026, 11, 20), date(2026, 11, 20))
    assert page.view.lines()[0][:2] == ("20 Nov 2026", "2")


def test_days_that_run_backwards_count_nothing(page):
    before = page.view.lines()
    page.span.choose("free")
    page.span._first.line.setText("30-12-2026")
    page.span._first.line.editingFinished.emit()

    assert page.span.days() is None
    assert page.view.lines() == before


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("month", Days(date(2026, 11, 1), date(2026, 11, 30))),
        ("last_month", Days(date(2026, 10, 1), date(2026, 10, 31))),
        ("quarter", Days(date(2026, 10, 1), date(2026, 12, 31))),
        ("year", Days(date(2026, 1, 1), date(2026, 12, 31))),
        ("last_year", Days(date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_named_spans_are_whole_months(name, expected):
    assert days_of(name, TODAY) == expected


def test_the_month_before_january_is_december():
    assert days_of("last_month", date(2026, 1, 5)) == Days(date(2025, 12, 1), date(2025, 12, 31))


def test_report_and_days_are_remembered(page, room, open_page):
    choose(page, "loans_by_class")
    page.span.choose("year")

    again = open_page(ReportsPage(room))

    assert again.list.code() == "loans_by_class"
    assert again.span.days() == days_of("year", TODAY)


def test_a_report_is_saved_by_the_ending_of_its_name(page, tmp_path):
    for name in ("a.xlsx", "a.csv", "a.pdf", "bare"):
        page.save(tmp_path / name)

    assert CalamineWorkbook.from_path(tmp_path / "a.xlsx").sheet_names == ["Loans by day"]
    assert (tmp_path / "a.csv").read_text("utf-8-sig").startswith("Day,Loans")
    assert (tmp_path / "bare.xlsx").exists()
    with pypdfium2.PdfDocument(str(tmp_path / "a.pdf")) as document:
        assert "LOANS BY DAY" in document[0].get_textpage().get_text_range()
    assert page.words() == "Saved: bare.xlsx"


def test_ctrl_s_asks_where_and_as_what(page, qtbot):
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - only here

    press(page, Qt.Key.Key_S)

    dialog = page.findChild(QFileDialog)
    assert [each.rsplit(".", 1)[1] for each in dialog.nameFilters()] == ["xlsx)", "csv)", "pdf)"]
    dialog.filterSelected.emit(dialog.nameFilters()[2])
    assert dialog.defaultSuffix() == "pdf"
    dialog.reject()


def test_a_folder_that_is_gone_is_said(page, tmp_path):
    page.save(tmp_path / "gone" / "a.csv")

    assert page.words()
    assert not page.words().startswith("Saved")


def test_the_paper_has_chart_and_signer(page, library):
    with library.reading() as desk:
        pdf = page.printable().make(desk)

    with pypdfium2.PdfDocument(pdf) as document:
        told = document[len(document) - 1].get_textpage().get_text_range()
    assert "Head of the library" in told


def test_a_reader_of_figures_prints_without_the_letterhead(page, library):
    with library.reading() as desk:
        from dataclasses import replace  # noqa: PLC0415 - only here

        analyst = replace(desk, staff=StaffMember(2, "Rahman", Role.analyst))

        assert page.printable().make(analyst).startswith(b"%PDF")


def test_changed_figures_show_when_the_page_comes_into_view(page, library):
    with library.changing() as desk:
        a_loan(at(desk, date(2026, 11, 21), 9))

    page.shown()

    assert page.view.lines()[-1][1] == "3"


def test_a_prison_covers_few_people_on_paper_and_in_files(prison_room, open_page, tmp_path):
    with prison_room.library.changing() as desk:
        visits.record(desk, female=3, male=40)
    page = open_page(ReportsPage(prison_room))
    choose(page, "visits_by_sex_age")

    page.save(tmp_path / "a.csv")

    assert ("Age not noted", "3", "40", "0", "43") in page.view.lines()
    written = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "Age not noted,…,…,…," in written
    assert ",3," not in written


def test_twenty_thousand_rows_are_shown_at_once(page, library):
    with library.changing() as desk:
        desk.session.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
                "INSERT INTO copy (id, title, number, added_on, act) "
                "SELECT 'x' || i, 1, 'X' || i, '2026-11-02', 1 FROM n"
            )
        )
    begun = perf_counter()

    choose(page, "accession")

    assert len(page.view.lines()) > 20_000
    assert perf_counter() - begun < 4
    assert page.view.table.model().rowCount() == len(page.view.lines())


@pytest.mark.parametrize("code", [report.code for report in REPORTS])
def test_every_report_is_painted(page, code):
    page.span.choose("year")
    choose(page, code)

    assert not page.grab().isNull()
    assert page.list.code() == code
