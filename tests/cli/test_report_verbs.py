"""Reports from the command line, to the screen and into files."""

import pytest
from python_calamine import CalamineWorkbook

from jukung.figures.reports import REPORTS
from jukung.paper.picture import page_count

NOVEMBER = ("--from", "2026-11-01", "--to", "2026-11-30")


@pytest.fixture
def library(jukung):
    jukung("init", "--name", "Rawa Bening", "--zone", "WITA")
    jukung("member", "add", "Sarah", "--card", "A1")
    jukung("lend", "A1", "K1", "--title", "Rawa")
    return jukung


def test_the_reports_are_listed(library):
    listed = library("report", "list")

    assert {line["code"] for line in listed.value} == {report.code for report in REPORTS}


def test_this_month_is_meant_where_no_day_is_given(library):
    said = library("report", "loans_by_collection")

    assert said.value["total"] == ["Total", 1, ""] or said.value["total"][1] == 1
    assert said.value["first"].endswith("-01")


def test_a_report_is_written_by_the_ending_of_its_name(library, tmp_path):
    answers = [
        library("report", "loans_by_collection", "--out", tmp_path / f"r.{ending}")
        for ending in ("xlsx", "csv", "pdf")
    ]

    assert [said.code for said in answers] == [0, 0, 0]
    assert CalamineWorkbook.from_path(tmp_path / "r.xlsx").sheet_names
    assert (tmp_path / "r.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert page_count((tmp_path / "r.pdf").read_bytes()) == 1


def test_another_ending_is_refused(library, tmp_path):
    said = library("report", "loans_by_day", "--out", tmp_path / "r.doc")

    assert said.code == 1
    assert "r.doc" in said.err
    assert not (tmp_path / "r.doc").exists()


def test_an_unknown_report_and_days_backwards_are_refused(library):
    unknown = library("report", "novels")
    backwards = library("report", "loans_by_day", "--from", "2026-11-30", "--to", "2026-11-01")

    assert (unknown.code, backwards.code) == (1, 1)
    assert "novels" in unknown.err


def test_an_empty_report_is_not_put_on_paper(library, tmp_path):
    said = library("report", "withdrawn", *NOVEMBER, "--out", tmp_path / "r.pdf")

    assert said.code == 1
    assert not (tmp_path / "r.pdf").exists()
