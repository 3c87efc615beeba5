"""Workbooks and CSV, opened again by programs that share no line with ours."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

from jukung import places, words
from jukung.domain.errors import CannotWrite
from jukung.exchange import tables
from jukung.figures.reports.report import ReportColumn, ReportTable, Span
from makers import TODAY

FORMULAS = ("=1+1", "+62812", "-7", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", " =1")
COLUMNS = (
    ReportColumn("Day", "day"),
    ReportColumn("Title", wide=True),
    ReportColumn("Loans", "number", total=True),
    ReportColumn("Share", "share"),
    ReportColumn("Price", "money"),
)


def a_table(*titles, **changes):
    made = [(date(2026, 11, 1), title, 3, 0.25, None) for title in titles or ("Rawa",)]
    total = ("Total", "", 3 * len(made), "", None)
    table = ReportTable(
        "x",
        "Loans by day",
        COLUMNS,
        tuple(made),
        total,
        Span(date(2026, 11, 1), date(2026, 11, 30)),
        "What is counted.",
        "Rawa Bening",
        TODAY,
    )
    return replace(table, **changes)


def opened(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def sheet_of(*made):
    return opened(tables.workbook(made)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def read_csv(table, delimiter=","):
    return list(
        csv.reader(io.StringIO(tables.lines(table).decode("utf-8-sig")), delimiter=delimiter)
    )


@pytest.fixture
def indonesian():
    words.speak("id", places.resources() / "words")
    yield
    words.speak("en", places.resources() / "words")


def test_a_workbook_has_true_figures_and_days(tmp_path):
    path = tables.write_xlsx([a_table()], tmp_path / "report.xlsx")

    rows = opened(path.read_bytes()).get_sheet_by_index(0).to_python(skip_empty_area=False)

    assert [row[0] for row in rows[:3]] == [
        "Loans by day",
        "What is counted.",
        "Rawa Bening · 1 Nov 2026 – 30 Nov 2026 · made on 22 Nov 2026",
    ]
    assert rows[4] == ["Day", "Title", "Loans", "Share", "Price"]
    assert rows[5] in (
        [date(2026, 11, 1), "Rawa", 3.0, 0.25, "–"],
        [datetime(2026, 11, 1), "Rawa", 3.0, 0.25, "–"],  # noqa: DTZ001 - a day in a cell
    )
    assert rows[6] == ["Total", "", 3.0, "", "–"]


def test_no_text_of_a_workbook_is_a_formula():
    book = opened(tables.workbook([a_table(*FORMULAS)]))

    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)

    assert [row[1] for row in rows[5:-1]] == list(FORMULAS)
    formulas = [
        cell for row in book.get_sheet_by_index(0).to_python() for cell in row if cell == 2.0
    ]
    assert formulas == []
    assert b"<f>" not in unpacked(tables.workbook([a_table(*FORMULAS)]))


def unpacked(content):
    from zipfile import ZipFile  # noqa: PLC0415 - only here

    with ZipFile(io.BytesIO(content)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def test_a_workbook_keeps_its_heading_in_view_and_has_the_same_bytes_again():
    first, again = tables.workbook([a_table()]), tables.workbook([a_table()])

    assert first == again
    assert b'state="frozen"' in unpacked(first)


def test_sheets_of_one_name_are_told_apart():
    odd = a_table(title="A/B: [Loans] by * day?, and quite a long name besides")

    book = opened(tables.workbook([odd, odd, a_table()]))

    names = book.sheet_names
    assert len(set(names)) == 3
    assert all(len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)


def test_letters_that_a_workbook_cannot_hold_are_left_out():
    assert sheet_of(a_table("Ra\x00wa\x0b"))[5][1] == "Rawa"


def test_csv_is_read_back_with_its_source_below():
    rows = read_csv(a_table())

    assert rows[0] == ["Day", "Title", "Loans", "Share", "Price"]
    assert rows[1] == ["2026-11-01", "Rawa", "3", "0.2500", "–"]
    assert rows[2] == ["Total", "", "3", "", "–"]
    assert rows[3] == []
    assert rows[4:] == [
        ["Loans by day"],
        ["What is counted."],
        ["Rawa Bening · 1 Nov 2026 – 30 Nov 2026 · made on 22 Nov 2026"],
    ]


def test_no_text_of_a_csv_is_a_formula():
    rows = read_csv(a_table(*FORMULAS))

    assert [row[1] for row in rows[1 : 1 + len(FORMULAS)]] == [f"'{text}" for text in FORMULAS]


def test_indonesian_csv_has_semicolons_and_decimal_commas(indonesian):
    rows = read_csv(a_table(), delimiter=";")

    assert rows[1][2:4] == ["3", "0,2500"]


def test_a_csv_says_that_it_is_unicode():
    assert tables.lines(a_table("Ḥikayat")).startswith(b"\xef\xbb\xbf")


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CannotWrite):
        tables.write_csv(a_table(), tmp_path / "nowhere" / "report.csv")
