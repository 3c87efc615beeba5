"""The agency's programme by the command line."""

import json
from importlib import import_module

import pytest

from jukung.agency import entries, entry_sheets, leagues
from jukung.agency.office import open_office
from jukung.cli import agency_programme_parser
from jukung.cli.parser import build
from parcel_makers import an_office
from programme_makers import a_site

RAWA = "63.05.01.2001"


@pytest.fixture
def place(tmp_path):
    office = an_office(tmp_path)
    a_site(office, RAWA, "Rawa", phone="0812-0000-0001")
    a_site(office, "63.05.01.2002", "Ilung")
    path = office.path
    office.close()
    return path


@pytest.fixture
def call(place):
    def run(*words):
        arguments = build().parse_args(["--library", str(place), "agency", *map(str, words)])
        module, function = arguments.call.split(":")
        return getattr(import_module(module), function)(arguments)

    return run


def test_the_names_of_the_parser_are_those_of_the_agency():
    assert tuple(map(str, leagues.Per)) == agency_programme_parser.PERS
    assert tuple(map(str, entries.SOURCES)) == agency_programme_parser.SOURCES


def test_the_chase_list_is_shown_written_and_ticked(call, tmp_path):
    shown = call("chase", "--month", "2026-10")
    for suffix in (".xlsx", ".csv", ".pdf"):
        call("chase", "--month", "2026-10", "--to", tmp_path / f"daftar{suffix}")
    told = call("chase", "--month", "2026-10", "--message", RAWA)
    ticked = call("chase", "--month", "2026-10", "--called", RAWA)

    assert shown.value["missing"] == 2
    assert any("0812-0000-0001" in line for line in shown.lines)
    assert (tmp_path / "daftar.pdf").read_bytes().startswith(b"%PDF")
    assert "Rawa" in told.value["message"]
    assert (ticked.value["called"], len(ticked.value["libraries"])) == (1, 1)
    json.dumps(shown.value)


def test_targets_are_set_and_followed(call, tmp_path):
    call("target", "set", "visits", "1200", "--year", "2026")
    call("entry", "add", "--site", RAWA, "--month", "2026-10", "visits=30")
    listed = call("target", "list", "--year", "2026")
    far = call("target", "progress", "--year", "2026")
    for name in ("rapat.pdf", "rapat.xlsx"):
        call("target", "sheet", "--year", "2026", "--to", tmp_path / name)
    call("target", "copy", "2026", "--year", "2027", "--percent", "110")

    assert listed.value == [{"district": "", "code": "visits", "value": 1200}]
    assert (far.value[0]["now"], far.value[0]["state"]) == (30, "behind")
    assert (tmp_path / "rapat.pdf").stat().st_size > 1000
    assert call("target", "list", "--year", "2027").value[0]["value"] == 1320


def test_a_league_is_kept_and_reckoned(call, tmp_path):
    call("entry", "add", "--site", RAWA, "--month", "2026-10", "visits=30")
    made = call(
        "league", "add", "Penghargaan", "--from", "2026-10", "--until", "2026-10",
        "--criterion", "visits:10",
    )  # fmt: skip
    shown = call("league", "show", made.value["number"])
    call("league", "show", made.value["number"], "--to", tmp_path / "juara.xlsx")

    assert [each["code"] for each in shown.value["villages"]] == [RAWA]
    assert shown.value["left_out"][0]["code"] == "63.05.01.2002"
    call("league", "remove", made.value["number"])
    assert call("league", "list").value == []


def test_a_sheet_goes_out_and_comes_back(call, place, tmp_path):
    path = tmp_path / "isian.xlsx"
    call("entry", "template", "--to", path, "--site", RAWA, "--year", "2026")
    (tmp_path / "isian.csv").write_text(f"{entry_sheets.MARK};;;{RAWA}|2026-10\nvisits;;;9\n")
    planned = call("entry", "import", tmp_path / "isian.csv")
    stored = call("entry", "import", tmp_path / "isian.csv", "--apply")
    listed = call("entry", "list", "--month", "2026-10")
    call("entry", "undo", stored.value["import"])
    call("entry", "add", "--site", RAWA, "--month", "2026-10", "visits=8", "--source", "telephone")
    call("entry", "cancel", "--site", RAWA, "--month", "2026-10")

    assert path.stat().st_size > 1000
    assert planned.value["months"][0]["state"] == "new"
    assert planned.value["import"] is None
    assert [each["source"] for each in listed.value] == ["workbook", None]
    office = open_office(place)
    with office.reading() as desk:
        assert entries.of_month(desk, RAWA, entry_sheets.Month(2026, 10)).source is None
    office.close()
