"""Ready sheets by keys, on real files."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from python_calamine import CalamineWorkbook

from jukung.domain.kinds import Role, Strategy
from jukung.figures.ready import answers
from jukung.library import activities, staff, visits
from jukung.library.activities import ActivityDraft
from jukung.library.desk import StaffMember
from jukung.ui.pages.ready_saving import write_made
from jukung.ui.pages.ready_sheets import IPLM, READINESS, SIM
from jukung.ui.pages.ready_work import readiness_pdf
from jukung.ui.pages.reports import ReportsPage
from makers import a_copy, a_loan, a_member, at
from workbook_makers import a_template

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


@pytest.fixture
def busy(library):
    """One copy lent, three visits and two activities in 2025."""
    with library.changing() as noon:
        desk = at(noon, date(2025, 11, 20), 9)
        a_loan(desk, a_member(desk, "Sarah", card="A1"), a_copy(desk, "K1"))
        visits.record(desk, female=3)
        for draft in (
            ActivityDraft("Kelas anyaman", desk.today, theme="Keterampilan", female_count=6),
            ActivityDraft("Rapat", date(2025, 3, 3), strategy=Strategy.advocacy),
        ):
            activities.record(desk, draft)


@pytest.fixture
def page(busy, room, open_page):
    return open_page(ReportsPage(room))


@pytest.fixture
def template(tmp_path):
    return a_template(tmp_path / "Template_IPLM_2026.xlsx")


def opened(page, code, year=2025):
    page.list.choose(code)
    sheet = page.ready.sheet(code)
    sheet.year.setValue(year)
    return sheet


def press(widget, key):
    QTest.keyClick(widget, key, CONTROL)


def line_of(sheet, measure):
    return next(line for line in sheet.lines() if line.measure == measure)


def test_the_ready_sheets_stand_beside_the_reports(page):
    page.list.kinds.choose("ready")

    assert page.list.code() == IPLM
    assert page.list.titles()[:4] == [
        "Ready sheets",
        "IPLM workbook",
        "SIM TPBIS typing aid",
        "Standards and accreditation",
    ]
    assert page.list.titles()[4:6] == ["Evidence", "Collection list"]


def test_letters_find_a_ready_sheet_from_among_the_reports(page):
    QTest.keyClicks(page.list.search, "accreditation")
    QTest.keyClick(page.list.search, ENTER)

    assert page.list.code() == READINESS
    assert page.ready.sheet(READINESS).lines()


def test_going_back_to_the_reports_counts_one(page):
    opened(page, SIM)

    page.list.kinds.choose("reports")

    assert page.list.code() == "loans_by_day"
    assert page.view.isVisible()


def test_an_answer_is_typed_below_and_remembered(page, library):
    sheet = opened(page, READINESS)
    sheet.point_at("building_m2")
    sheet.table.setFocus()

    QTest.keyClick(sheet.table, ENTER)
    QTest.keyClicks(sheet.answer.line, "60")
    QTest.keyClick(sheet.answer.line, ENTER)

    line = line_of(sheet, "building_m2")
    assert (line.state, line.value) == ("met", "60 m²")
    assert sheet.words() == "Remembered."
    with library.reading() as desk:
        assert answers.known(desk, 2025)["building_m2"].year == 2025


def test_an_answer_of_yes_or_no_is_chosen(page):
    sheet = opened(page, READINESS)
    sheet.point_at("head_trained")

    sheet.answer.list.setCurrentIndex(sheet.answer.list.findData("no"))
    press(sheet, Qt.Key.Key_R)

    assert line_of(sheet, "head_trained").state == "missing"


def test_an_answer_that_does_not_fit_is_told(page):
    sheet = opened(page, READINESS)
    sheet.point_at("staff_count")

    QTest.keyClicks(sheet.answer.line, "two")
    QTest.keyClick(sheet.answer.line, ENTER)

    assert "two" in sheet.words()
    assert line_of(sheet, "staff_count").state == "unrecorded"


def test_the_list_that_shows_a_line_opens_with_its_year(page):
    sheet = opened(page, READINESS)
    sheet.point_at("titles_held")

    press(sheet, Qt.Key.Key_G)

    assert page.list.code() == "evidence_collection"
    assert page.span.days().first == date(2025, 1, 1)
    assert page.view.lines()[0][0] == "K1"


def test_readiness_is_saved_and_printed(page, room, tmp_path):
    sheet = opened(page, READINESS)

    for ending in ("xlsx", "pdf"):
        write_made(
            sheet,
            room,
            tmp_path / f"r.{ending}",
            lambda desk, _suffix: readiness_pdf(desk, 2025, paper="a4"),
        )

    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert sheet.words() == "Saved: r.pdf"
    assert sheet.printable().file == "standards-and-accreditation-2025.pdf"


def test_the_workbook_is_chosen_filled_and_saved_beside(page, template):
    sheet = opened(page, IPLM)
    sheet.open_workbook(template)
    before = template.read_bytes()

    target = template.with_name("filled.xlsx")
    sheet.save(target)

    row = (
        CalamineWorkbook.from_path(target)
        .get_sheet_by_name("IPLM Kab-Kota")
        .to_python(skip_empty_area=False)[5]
    )
    assert (row[8], row[14], row[36]) == ("Perpustakaan Rawa Bening", 1, 2)
    assert template.read_bytes() == before
    assert sheet.words() == "Saved: filled.xlsx"


def test_the_chosen_workbook_itself_is_refused(page, template):
    sheet = opened(page, IPLM)
    sheet.open_workbook(template)

    sheet.save(template)

    assert "already exists" in sheet.words()


def test_a_column_is_mapped_otherwise_and_that_is_remembered(page, template):
    sheet = opened(page, IPLM)
    sheet.open_workbook(template)
    sheet.point_at("AE")
    sheet.table.setFocus()
    QTest.keyClick(sheet.table, ENTER)

    place = sheet.pane.source.findData("visits")
    assert sheet.pane.source.hasFocus()
    sheet.pane.source.setCurrentIndex(place)
    sheet.pane.source.activated.emit(place)
    sheet.open_workbook(template)

    line = next(each for each in sheet.lines() if each.column == "AE")
    assert sheet.pane.source.itemText(place) == "Visits: 3"
    assert (line.source, line.value, line.state) == ("visits", 3, "filled")


def test_another_row_may_be_chosen_below_the_headings(page, template):
    sheet = opened(page, IPLM)
    sheet.open_workbook(template)

    sheet.row.setValue(9)
    target = template.with_name("filled.xlsx")
    sheet.save(target)

    book = CalamineWorkbook.from_path(target).get_sheet_by_name("IPLM Kab-Kota")
    rows = book.to_python(skip_empty_area=False)
    assert rows[8][8] == "Perpustakaan Rawa Bening"
    assert rows[5][8] == ""
    assert sheet.row.minimum() == 5


def test_what_nobody_counts_is_typed_for_its_year_only(page, template):
    sheet = opened(page, IPLM)
    sheet.open_workbook(template)
    sheet.point_at("X")

    QTest.keyClicks(sheet.pane.answer.line, "12.500.000")
    QTest.keyClick(sheet.pane.answer.line, ENTER)
    first = next(each for each in sheet.lines() if each.column == "X").value
    sheet.year.setValue(2026)

    assert first == 12_500_000
    assert next(each for each in sheet.lines() if each.column == "X").value is None


@pytest.mark.parametrize("content", [b"<html></html>", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_bad_workbook_gets_one_sentence(page, tmp_path, content):
    sheet = opened(page, IPLM)
    path = tmp_path / "bad.xlsx"
    path.write_bytes(content)

    sheet.open_workbook(path)

    assert "bad.xlsx" in sheet.words()
    assert not sheet._save.isEnabled()


def test_the_evidence_is_written_into_a_folder(page, tmp_path):
    sheet = opened(page, IPLM)

    sheet.write_evidence(tmp_path)

    assert sheet.words().startswith("3 lists written")
    assert len(list(tmp_path.glob("*.xlsx"))) == 3


def test_a_value_is_copied_and_the_next_one_waits(page):
    sheet = opened(page, SIM)
    sheet.table.setFocus()
    QTest.keyClick(sheet.table, ENTER)

    QTest.keyClick(sheet.values, ENTER)
    first = QGuiApplication.clipboard().text()
    press(sheet.values, Qt.Key.Key_C)

    assert first == "Kelas anyaman"
    assert QGuiApplication.clipboard().text() == "20 November 2025"
    assert sheet.values.current_value().name == "Kind of skill, theme"


def test_what_was_not_recorded_is_not_copied_as_nothing(page):
    QGuiApplication.clipboard().setText("before")
    sheet = opened(page, SIM)
    sheet.values.point_at(4)

    press(sheet, Qt.Key.Key_C)

    assert QGuiApplication.clipboard().text() == "before"
    assert "was not recorded" in sheet.words()


def test_a_typed_activity_is_ticked_and_stays_so(page):
    sheet = opened(page, SIM)

    press(sheet, Qt.Key.Key_Y)
    page.list.kinds.choose("reports")
    page.list.choose(SIM)

    assert [each.is_typed for each in sheet.listed()] == [True, False]


def test_a_month_lists_only_its_own(page):
    sheet = opened(page, SIM)

    sheet.month.setCurrentIndex(sheet.month.findData(3))
    sheet.month.activated.emit(3)

    assert [each.name for each in sheet.listed()] == ["Rapat"]


def test_a_year_without_activities_says_where_they_are_recorded(page):
    sheet = opened(page, SIM, year=2020)

    assert sheet.listed() == []
    assert not sheet._print.isEnabled()


def test_a_prison_is_shown_its_own_standards_and_asked_for_no_name(prison_room, open_page):
    page = open_page(ReportsPage(prison_room))
    page.list.choose(READINESS)
    sheet = page.ready.sheet(READINESS)

    measures = {line.measure for line in sheet.lines()}
    assert "loan_days_resident" in measures
    assert "building_m2" not in measures


def test_an_empty_library_shows_every_sheet(room, open_page, template):
    page = open_page(ReportsPage(room))

    for code in (READINESS, SIM, IPLM):
        page.list.choose(code)
    sheet = page.ready.sheet(IPLM)
    sheet.open_workbook(template)

    filled = {each.column for each in sheet.lines() if each.state == "filled"}
    assert filled == {"I"}


def test_an_assistant_reads_and_is_told_who_may_answer(page, library):
    sheet = opened(page, READINESS)
    with library.changing() as desk:
        rahman = staff.add(desk, "Rahman", Role.assistant)
    library.sign_in(StaffMember(rahman.row, rahman.name, rahman.role))
    sheet.point_at("building_m2")

    QTest.keyClicks(sheet.answer.line, "60")
    QTest.keyClick(sheet.answer.line, ENTER)

    assert "another officer" in sheet.words()
