"""Packs, boxes and agreements by the command line."""

import json
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from box_makers import a_site
from jukung import cli
from jukung.agency.office import open_office
from jukung.exchange.packs.returns import Came, ReturnList, write_return

OFFICE = "p.jukung-agency"
CODE = "63.03.02"


@pytest.fixture
def agency(jukung, tmp_path):
    """A call on a new agency with one prison."""
    jukung("agency", "init", library=OFFICE)
    office = open_office(tmp_path / OFFICE)
    with office.changing() as desk:
        a_site(desk)
    office.close()
    return lambda *typed: jukung(*typed, library=OFFICE)


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text(
        "No. Induk;Judul;Pengarang;ISBN\n"
        "C1;Perahu;Sari;9786020000015\nC2;Tikar;Ana;\nC3;TIKAR;Ana;\n"
    )
    return path


def test_a_pack_is_made_listed_and_searched(agency, listed, tmp_path):
    pack = tmp_path / "a.jkt"

    made = agency("pack", "make", listed, "--name", "Paket", "--to", pack)
    told = agency("pack", "list", pack)
    found = agency("pack", "find", pack, "perah")

    assert (made.value["records"], made.value["repeats"]) == (2, {"title": 1})
    assert (told.value["name"], told.value["number"][-2:]) == ("Paket", "-1")
    assert [each["isbn"] for each in found.value] == ["9786020000015"]


def test_a_pack_of_another_agency_is_refused_without_its_card(agency, jukung, listed, tmp_path):
    pack = tmp_path / "a.jkt"
    agency("pack", "make", listed, "--name", "Paket", "--to", pack)
    card = agency("agency", "card", "--to", tmp_path).value["file"]
    jukung("agency", "init", library="q.jukung-agency")

    refused = jukung("--language", "en", "pack", "find", pack, "perah", library="q.jukung-agency")
    taken = jukung("pack", "find", pack, "perah", "--card", card, library="q.jukung-agency")

    assert refused.code != 0
    assert "not known here" in refused.err
    assert len(taken.value) == 1


def test_a_box_goes_out_and_comes_back(agency, listed, tmp_path):
    new = agency("agency", "box", "new", "KB-01", listed, "--name", "Novel")
    out = agency(
        "agency", "box", "hand-over", "KB-01", "--for", CODE, "--on", "2026-11-22",
        "--due", "2027-02-22", "--to", tmp_path / "stick",
    )  # fmt: skip
    shown = agency("agency", "box", "show", "KB-01")
    back = agency("agency", "box", "take-back", "KB-01", "--on", "2027-02-01", "--missing", "C2")

    assert new.value["copies"] == 3
    assert out.value["state"] == "out"
    assert sorted(path.suffix for path in (tmp_path / "stick").iterdir()) == [
        ".jkb", ".pdf", ".pdf",
    ]  # fmt: skip
    assert [each["number"] for each in shown.value["copies"]] == ["C1", "C2", "C3"]
    assert (back.value["state"], back.value["missing"]) == ("back", 1)
    assert [each["number"] for each in agency("agency", "box", "list").value] == ["KB-01"]
    assert agency("agency", "box", "list", "--overdue").value == []


def test_an_agreement_is_kept_and_the_page_written(agency, tmp_path):
    kept = agency(
        "agency", "agreement", "add", CODE, "2026-01-01", "2035-12-31", "--number", "120/PKS"
    )
    told = agency("agency", "agreement", "list")
    page = agency("agency", "prison-page", CODE, "--to", tmp_path / "page.pdf", "--year", "2026")

    assert kept.value["number"] == "120/PKS"
    assert [(each["code"], each["standing"]) for each in told.value] == [(CODE, "holds")]
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert json.dumps(page.value)


def test_a_box_is_changed_written_again_and_given_up(agency, listed, tmp_path):
    agency("agency", "box", "new", "KB-01", listed, "--for", CODE)
    agency("agency", "box", "hand-over", "KB-01", "--due", "2027-02-01", "--to", tmp_path / "a")

    changed = agency("agency", "box", "change", "KB-01", "--name", "Cerita", "--due", "2027-03-01")
    again = agency("agency", "box", "file", "KB-01", "--to", tmp_path / "b")
    agency("agency", "box", "take-back", "KB-01", "--missing", "C2")
    found = agency("agency", "box", "change", "KB-01", "--found", "C2")
    gone = agency("agency", "box", "give-up", "KB-01")

    assert (changed.value["name"], changed.value["due_on"][:10]) == ("Cerita", "2027-03-01")
    assert again.value["file"].endswith(".jkb")
    assert found.value["missing"] == 0
    assert gone.value["state"] == "gone"


def test_a_box_taken_back_by_number_says_that_no_list_was_read(agency, listed, tmp_path, capsys):
    agency("agency", "box", "new", "KB-01", listed, "--for", CODE)
    agency("agency", "box", "hand-over", "KB-01", "--due", "2027-02-01", "--to", tmp_path / "a")
    path = str(tmp_path / OFFICE)
    capsys.readouterr()

    cli.main(["--library", path, "--language", "en", "agency", "box", "take-back", "KB-01"])
    told = capsys.readouterr().out
    cli.main(["--library", path, "--language", "en", "agency", "box", "show", "KB-01"])
    shown = capsys.readouterr().out

    assert "No return list was read: 3 copies count as back" in told
    assert "FILE.jkb" in told
    assert shown.count("in the box") == 3
    assert "in_box" not in shown


def test_accepting_a_stick_mentions_the_return_list_on_it(agency, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    key = Ed25519PrivateKey.generate()
    facts = ReturnList(
        box="01900000-0000-7000-8000-000000000001",
        number="KB-01",
        owner=" ".join(["1234"] * 10),
        library_uid="01900000-0000-7000-8000-000000000002",
        library_name="Lapas Contoh",
        public_key=key.public_key().public_bytes_raw().hex(),
        back_on=date(2026, 11, 23),
        made_at=datetime(2026, 11, 23, 4, tzinfo=UTC),
        copies=(("C1", Came.missing),),
    )
    path = write_return(stick / "JKB-1.jkb", facts, key)

    said = agency("agency", "accept", stick)

    assert said.code == 0
    assert said.value == [{"file": str(path), "verdict": "box_list"}]
