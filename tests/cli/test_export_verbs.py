"""Handing out, and reading back, from the command line."""

import shutil

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


@pytest.mark.parametrize(
    "words",
    [
        ("export", "marc", "--to"),
        ("export", "marcxml", "--to"),
        ("export", "xlsx", "titles", "--to"),
        ("import", "rows.csv", "--rejects"),
        ("labels", "--out"),
    ],
    ids=" ".join,
)
def test_no_verb_writes_over_a_library(library, tmp_path, words):
    (tmp_path / "rows.csv").write_text("title,author,barcode\nBuku,Orang,B9\n,Tanpa,B10\n")
    own, other = tmp_path / "rawa.jukung", tmp_path / "lain.jukung"
    given = [str(tmp_path / each) if each == "rows.csv" else each for each in words]
    library("init", "--name", "Rawa Lain", "--zone", "WITA", library=own.name)
    library("lend", "A1", "K1", "--title", "Perahu Kecil", library=own.name)
    shutil.copyfile(own, other)
    before = own.read_bytes()

    said = library(*given, own, library=own.name)
    there = library(*given, other, library=own.name)

    assert (said.code != 0, there.code != 0) == (True, True)
    assert own.read_bytes() == other.read_bytes() == before
    assert library("check", library=own.name).code == 0


def test_a_library_that_only_its_key_opens_is_not_written_over(library, tmp_path):
    library(
        "init", "--name", "Lapas Bening", "--kind", "prison", "--zone", "WITA", library="l.jukung"
    )
    aside = tmp_path / "aside.bin"
    shutil.copyfile(tmp_path / "l.jukung", aside)
    before = aside.read_bytes()

    said = library("export", "marc", "--to", aside)

    assert said.code != 0
    assert aside.read_bytes() == before


def test_rows_to_correct_never_replace_the_list_they_come_from(library, tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("title,author,barcode\nBuku,Orang,B9\n,Tanpa,B10\n")
    before = rows.read_bytes()

    said = library("import", rows, "--rejects", rows)

    assert said.code != 0
    assert rows.read_bytes() == before


def test_a_file_that_somebody_named_part_is_left_alone(library, tmp_path):
    (tmp_path / "berkas.mrc.part").write_text("penting")

    said = library("export", "marc", "--to", tmp_path / "berkas.mrc")

    assert said.code == 0
    assert (tmp_path / "berkas.mrc.part").read_text() == "penting"
    assert not list(tmp_path.glob("jukung-*"))
