"""Ready sheets from the command line: the workbook, its evidence, the SIM, the standards."""

from datetime import UTC, datetime

import pytest
from python_calamine import CalamineWorkbook

from jukung.paper.picture import page_count
from workbook_makers import a_template

YEAR = str(datetime.now(UTC).astimezone().year)


@pytest.fixture
def library(jukung):
    jukung("init", "--name", "Rawa Bening", "--zone", "WITA")
    jukung("member", "add", "Sarah", "--card", "A1")
    jukung("lend", "A1", "K1", "--title", "Rawa")
    jukung("visits", "add", "--female", "3")
    jukung("activity", "add", "Kelas", "anyaman", "--female", "6", "--male", "2")
    return jukung


def test_a_workbook_is_filled_into_a_new_file(library, tmp_path):
    template = a_template(tmp_path / "Template.xlsx")
    target = tmp_path / "filled.xlsx"

    said = library(
        "iplm", template, "--to", target, "--year", YEAR, "--map", "AE=visits",
        "--answer", "iplm_kind=Umum",
    )  # fmt: skip

    row = (
        CalamineWorkbook.from_path(target)
        .get_sheet_by_name("IPLM Kab-Kota")
        .to_python(skip_empty_area=False)[5]
    )
    assert said.value["filled"]["AE"] == 3
    assert (row[0], row[8], row[30]) == ("Umum", "Rawa Bening", 3)
    assert "AF" in said.value["not_recorded"]


def test_the_chosen_workbook_and_wrong_words_are_refused(library, tmp_path):
    template = a_template(tmp_path / "Template.xlsx")
    before = template.read_bytes()

    refused = [
        library("iplm", template, "--to", template),
        library("iplm", template, "--map", "ZZ=visits"),
        library("iplm", template, "--map", "AE=weather"),
        library("iplm", template, "--answer", "building_m2=big"),
        library("iplm", template, "--year", "next"),
        library("iplm", tmp_path / "none.xlsx"),
    ]

    assert [said.code for said in refused] == [1] * 6
    assert template.read_bytes() == before


def test_the_evidence_is_written_into_a_folder(library, tmp_path):
    said = library("evidence", "--to", tmp_path / "bukti", "--year", YEAR)

    assert len(said.value["files"]) == 3


def test_the_sim_is_listed_and_written(library, tmp_path):
    told = library("sim")
    out = [library("sim", "--to", tmp_path / f"sim.{ending}") for ending in ("xlsx", "pdf")]

    involvement = next(each for each in told.value if each["strategy"] == "involvement")
    assert involvement["participants"] == 8
    assert [said.code for said in out] == [0, 0]
    assert page_count((tmp_path / "sim.pdf").read_bytes()) == 1


def test_readiness_is_told_and_answers_are_remembered(library, tmp_path):
    library("readiness", "--answer", "building_m2=60")
    told = library("readiness")
    out = [library("readiness", "--to", tmp_path / f"r.{e}") for e in ("xlsx", "csv", "pdf")]

    lines = {line["measure"]: line for line in told.value[0]["lines"]}
    assert lines["building_m2"] == {
        "measure": "building_m2", "state": "met", "value": "60 m²", "missing": "",
    }  # fmt: skip
    assert "999" in lines["titles_held"]["missing"]
    assert [said.code for said in out] == [0, 0, 0]
    assert page_count((tmp_path / "r.pdf").read_bytes()) >= 1
