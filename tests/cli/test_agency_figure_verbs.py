"""The agency's figures by the command line."""

import json

import pytest

import small_province
from jukung.agency.office import open_office

OFFICE = "p.jukung-agency"


@pytest.fixture
def province(jukung, tmp_path):
    jukung("agency", "init", library=OFFICE)
    office = open_office(tmp_path / OFFICE)
    small_province.write(office)
    office.close()

    def call(*typed):
        return jukung("agency", *typed, "--language", "en", library=OFFICE)

    return call


def test_figures_are_shown_by_kabupaten(province):
    found = province("figures", "--from", "2026-09", "--until", "2026-10", "--indicator", "loans")

    assert found.code == 0
    rows = {row[0]: row[1:3] for row in found.value["rows"]}
    assert rows == {"Banjar": [2, 133], "Tapin": [1, 20], "Prisons": [1, 27]}


def test_figures_are_shown_by_library_and_by_month(province):
    sites = province("figures", "--from", "2026", "--by", "site", "--of", "63.03").value
    months = province(
        "figures", "--from", "2026-10", "--by", "month", "--of", "63.05.01.2001"
    ).value

    assert [row[1:4] for row in sites["rows"]] == [
        ["63.03.05.2007", 3, 350],
        ["63.03.06.2001", 2, 300],
    ]
    assert months["rows"][-1] == ["October 2026", 50, "typed", "estimated"]


def test_figures_are_written_to_a_file(province, tmp_path):
    path = tmp_path / "kunjungan.csv"

    answer = province("figures", "--from", "2026-10", "--to", path)

    assert answer.value == {"file": str(path)}
    assert "Banjar" in path.read_text(encoding="utf-8-sig")


def test_two_years_are_compared_in_the_same_libraries(province):
    found = province("compare", "2026", "2025", "--indicator", "visits").value

    assert found["values"]["visits"] == {
        "now": 310,
        "before": 260,
        "share": pytest.approx(50 / 260),
        "libraries": 2,
    }


def test_spans_of_different_length_are_refused(province):
    answer = province("compare", "2026", "2025-10")

    assert answer.code != 0
    assert "Traceback" not in answer.err


def test_an_unknown_figure_is_refused(province):
    assert province("figures", "--from", "2026", "--indicator", "cuaca").code != 0


def test_a_year_is_one_table(province, tmp_path):
    found = province("year", "2026").value
    written = province("year", "2026", "--to", tmp_path / "tahun.xlsx")

    assert found["visits"]["months"][7:10] == [90, 500, 233]
    assert (found["visits"]["year"], found["readers_unique"]["year"]) == (823, None)
    assert written.value["file"].endswith("tahun.xlsx")


def test_open_package_and_dhis2_are_written(province, tmp_path):
    opened = province("open-data", "--year", "2026", "--to", tmp_path / "terbuka", "--libraries")
    dhis = province("dhis2", "--month", "2026-10", "--to", tmp_path / "nilai.json")

    assert len(opened.value["files"]) == 7
    assert len(dhis.value["files"]) == 3
    assert json.loads((tmp_path / "nilai.json").read_text())["period"] == "202610"
