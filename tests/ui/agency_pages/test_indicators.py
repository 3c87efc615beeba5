"""One figure by kabupaten, by library and by month, with the keyboard."""

from zipfile import ZipFile

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

import small_province
from jukung.ui.agency_pages.indicators import IndicatorsPage


@pytest.fixture
def page(office_room, agency, open_page):
    small_province.write(agency)
    return open_page(IndicatorsPage(office_room))


def test_before_a_library_is_enrolled_the_first_step_is_said(office_room, open_page):
    page = open_page(IndicatorsPage(office_room))

    assert page._pile.currentWidget() is page._empty
    assert not page._save.isEnabled()


def test_visits_of_the_last_month_stand_by_kabupaten(page):
    assert page.shown_now().span.words == "October 2026"
    assert page.view.rows() == [
        ("Banjar", "1", "150", "0.2", "25.0 %", "1"),
        ("Tapin", "1", "50", "0.2", "25.0 %", "1"),
        ("Prisons", "1", "33", "–", "–", "0"),
        ("Together", "3", "233", "0.2", "25.0 %", "2"),
    ]


def test_the_line_draws_only_libraries_with_both_years(page):
    drawn = page.view.years.drawn()

    assert (drawn.now[-1], drawn.before[-1]) == (200, 160)
    assert drawn.now[0] is None
    assert "both years" in drawn.words


def test_where_no_library_has_the_year_before_all_are_drawn_and_it_is_said(page):
    page.open("prisons")

    drawn = page.view.years.drawn()

    assert (drawn.now[-2:], set(drawn.before)) == ((30, 33), {None})
    assert "none of them has the year before" in drawn.words


def test_enter_opens_a_kabupaten_then_a_library_and_escape_goes_back(page, qtbot):
    page.view.take_focus()
    qtbot.keyClick(page.view.table, Qt.Key.Key_Return)
    by_library = page.view.rows()
    page.view.take_focus()
    qtbot.keyClick(page.view.table, Qt.Key.Key_Return)
    by_month = page.view.rows()

    assert by_library[0] == (
        "Perpustakaan 63.03.05.2007",
        "63.03.05.2007",
        "1",
        "150",
        "Sealed report",
    )
    assert by_library[-1][0] == "Together"
    assert by_month[-1] == ("October 2026", "150", "Sealed report", "")
    assert by_month[0] == ("November 2025", "–", "no report", "")
    page._back.click()
    assert page.view.rows() == by_library
    page._back.click()
    assert page.view.rows()[0][0] == "Banjar"
    assert not page._back.isVisible()


def test_typed_figures_are_marked(page):
    page.open("63.05")
    page.open("63.05.01.2001")

    assert page.view.rows()[-1] == ("October 2026", "50", "typed", "estimated")


def test_another_figure_is_chosen_with_the_arrows(page, qtbot):
    codes = [name.code for name in page._names.values()]
    page.list.setFocus()
    page.list.point_at(codes.index("loans") - 1)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)

    assert page.shown_now().asked.code == "loans"
    assert page.view.rows()[0][:3] == ("Banjar", "2", "78")


def test_quarters_and_years_are_added_up(page):
    page.span.units.choose("year")
    year = page.view.rows()
    page.span.units.choose("quarter")
    page.span._before.click()

    assert year[0][:3] == ("Banjar", "2", "650")
    assert page.shown_now().span.words == "Quarter 3 of 2026"
    assert page.view.rows()[0][:3] == ("Banjar", "2", "500")


def test_different_readers_of_a_year_are_not_added_up_and_it_is_said(page):
    page.choose("readers_unique")
    page.span.units.choose("year")

    assert page.view.rows()[0][:3] == ("Banjar", "0", "–")
    assert "choose a single month" in page.shown_now().table.note


def test_parts_stand_beside_their_whole(page):
    page._parts.setChecked(True)

    assert page.shown_now().table.headings[2:5] == ("Visits", "women and girls", "men and boys")


def test_the_table_is_saved_as_a_workbook_csv_and_pdf(page, tmp_path):
    for name in ("kunjungan.xlsx", "kunjungan.csv", "kunjungan.pdf"):
        page.save(tmp_path / name)

    with ZipFile(tmp_path / "kunjungan.xlsx") as book:
        assert b"Banjar" in book.read("xl/sharedStrings.xml")
        assert b"<v>150</v>" in book.read("xl/worksheets/sheet1.xml")
    assert "Banjar,1,150" in (tmp_path / "kunjungan.csv").read_text(encoding="utf-8-sig")
    text = pypdfium2.PdfDocument(tmp_path / "kunjungan.pdf")[0].get_textpage().get_text_range()
    assert "Banjar" in text
    assert page.words() == "Saved: kunjungan.pdf"


def test_the_table_is_copied_for_a_letter(page):
    page._copy.click()

    copied = QGuiApplication.clipboard().text().splitlines()

    assert copied[0].startswith("Regency or city\tLibraries\tVisits")
    assert copied[1].startswith("Banjar\t1\t150")


def test_the_open_package_of_the_year_is_written(page, tmp_path):
    page.write_open_package(tmp_path)

    assert (tmp_path / "2026" / "datapackage.json").exists()
    assert page.words().startswith("Written: ")
