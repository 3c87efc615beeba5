"""Handing out, and reading back, from the command line."""

import pytest


@pytest.fixture
def library(jukung):
    jukung("init", "--name", "Rawa Bening", "--zone", "WITA")
    jukung("member", "add", "Sarah", "--card", "A1")
    jukung("lend", "A1", "K1", "--title", "Perahu Kecil")
    jukung("lend", "A1", "K2", "--title", "Tuntunan Puasa")
    return jukung


def test_everything_goes_out_and_comes_back(library, tmp_path):
    out = library("export", "open", "--to", tmp_path / "out")

    back = library("export", "read", tmp_path / "out", "--to", tmp_path / "back.jukung")
    again = library("export", "open", "--to", tmp_path / "again", library="back.jukung")

    assert (out.code, back.code, again.code) == (0, 0, 0)
    assert (out.value["rows"]["loans"], back.value["name"]) == (2, "Rawa Bening")
    assert again.value["rows"] == out.value["rows"]
    names = sorted(each.name for each in (tmp_path / "out").iterdir() if each.suffix == ".csv")
    assert [
        name for name in names
        if (tmp_path / "out" / name).read_bytes() != (tmp_path / "again" / name).read_bytes()
    ] == []  # fmt: skip


@pytest.mark.parametrize("form", ["marc", "marcxml"])
def test_records_go_out_all_or_those_that_words_find(library, tmp_path, form):
    every = library("export", form, "--to", tmp_path / "all")
    some = library("export", form, "--to", tmp_path / "some", "--titles", "puasa")
    none = library("export", form, "--to", tmp_path / "none", "--titles", "gunung")

    assert (every.value["titles"], some.value["titles"], some.value["copies"]) == (2, 1, 1)
    assert none.code != 0
    assert not (tmp_path / "none").exists()


def test_lists_for_slims_go_out(library, tmp_path):
    said = library("export", "slims", "--to", tmp_path / "slims")

    assert (said.value["titles"], said.value["copies"], said.value["members"]) == (2, 2, 1)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_list_goes_out(library, tmp_path, ending):
    said = library("export", "xlsx", "loans", "--to", tmp_path / f"loans.{ending}")

    assert said.value["rows"] == 2
    assert (tmp_path / f"loans.{ending}").stat().st_size > 50


def test_a_folder_that_is_there_is_named(library, tmp_path):
    (tmp_path / "out").mkdir()

    said = library("export", "open", "--to", tmp_path / "out")

    assert said.code != 0
    assert "out" in said.err
    assert list((tmp_path / "out").iterdir()) == []
