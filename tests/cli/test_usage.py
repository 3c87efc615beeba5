"""What is typed amiss: usage with exit 2, or one plain sentence."""

import pytest


@pytest.fixture
def library(jukung):
    jukung("init")
    return jukung


@pytest.mark.parametrize(
    "typed",
    [
        ["import", "a.csv", "b.csv"],
        ["import", "undo"],
        ["import", "undo", "x", "y"],
        ["import", "list", "x"],
        ["import", "a.csv", "--format", "bogus"],
    ],
    ids=" ".join,
)
def test_an_import_typed_amiss_is_usage(library, typed):
    said = library(*typed)

    assert said.code == 2
    assert said.out == ""
    assert "usage:" in said.err


def test_a_name_of_blanks_makes_no_library(jukung, tmp_path):
    said = jukung("init", "--name", "  ", "--language", "en")

    assert said.code == 1
    assert said.err == "Please type a name first.\n"
    assert not (tmp_path / "lib.jukung").exists()


def test_a_name_of_blanks_makes_no_agency(jukung, tmp_path):
    said = jukung("agency", "init", "--name", " \n ", library="p.jukung-agency")

    assert said.code == 1
    assert not (tmp_path / "p.jukung-agency").exists()


@pytest.mark.parametrize("region", ["٦٣.٠٣", "²³", "...", "63-03"])
def test_a_region_of_other_signs_is_refused(jukung, tmp_path, region):
    said = jukung("init", "--region", region, "--language", "en")

    assert said.code == 1
    assert "is not a region code" in said.err
    assert not (tmp_path / "lib.jukung").exists()


@pytest.mark.parametrize("code", ["", "6", "x", "٦٣", "63.", "63.03.05.20"])
def test_an_agency_is_not_made_under_no_code(jukung, tmp_path, code):
    said = jukung("agency", "init", "--code", code, library="p.jukung-agency")

    assert said.code == 1
    assert not (tmp_path / "p.jukung-agency").exists()


def test_a_name_typed_over_lines_becomes_one_line(library):
    positional = library("member", "add", "Nur\n  Hasanah").value
    named = library("member", "add", "--name", "Siti\r\n\tAminah ").value

    assert positional["name"] == "Nur Hasanah"
    assert named["name"] == "Siti Aminah"


def test_a_folder_without_parcels_gets_one_sentence(jukung, tmp_path):
    jukung("agency", "init", library="p.jukung-agency")
    empty = tmp_path / "empty"
    empty.mkdir()

    said = jukung("agency", "accept", empty, "--language", "en", library="p.jukung-agency")

    assert said.code == 1
    assert said.out == ""
    assert said.err.startswith("There is no parcel (.jkp) in ")
    assert len(said.err.splitlines()) == 1
