"""Bad input gets one clear sentence, stores nothing and loses nothing."""

import os
import sqlite3

import pytest


@pytest.fixture
def library(jukung):
    jukung("init")
    return jukung


def _dump(path) -> bytes:
    return path.read_bytes()


@pytest.mark.parametrize("command", ["import", "backup-file", "card", "receipt", "library"])
@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 5000, b"hello world\n", os.urandom(4096), b"\xff\xfe\x00\xd8", b"%PDF-1.7\n"],
    ids=["empty", "zeros", "prose", "noise", "half-utf16", "pdf"],
)
def test_any_file_gets_one_sentence(library, tmp_path, command, content):
    before = _dump(tmp_path / "lib.jukung")
    bad = tmp_path / "bad.dat"
    bad.write_bytes(content)
    calls = {
        "import": ["import", bad, "--apply"],
        "backup-file": ["restore", bad, "--to", tmp_path / "new.jukung"],
        "card": ["join", bad],
        "receipt": ["month", "receipt", bad],
        "library": ["--library", bad, "search", "x"],
    }

    said = library(*calls[command])

    assert said.code == 1
    assert said.out == ""
    _is_one_sentence(said.err)
    assert bad.read_bytes() == content
    assert not (tmp_path / "new.jukung").exists()
    assert _dump(tmp_path / "lib.jukung") == before


@pytest.mark.parametrize("command", ["import", "restore", "join", "receipt", "library"])
def test_a_folder_in_place_of_a_file_gets_one_sentence(library, tmp_path, command):
    folder = tmp_path / "folder"
    folder.mkdir()
    calls = {
        "import": ["import", folder, "--apply"],
        "restore": ["restore", folder, "--to", tmp_path / "new.jukung"],
        "join": ["join", folder],
        "receipt": ["month", "receipt", folder],
        "library": ["--library", folder, "search", "x"],
    }

    said = library(*calls[command])

    assert said.code == 1
    _is_one_sentence(said.err)


def test_one_endless_line_is_refused_at_once(library, tmp_path):
    endless = tmp_path / "satu-giga.csv"
    with endless.open("wb") as file:
        file.truncate(1 << 30)  # sparse: no disk is filled

    said = library("import", endless, "--apply")

    assert said.code == 1
    _is_one_sentence(said.err)


def test_a_library_that_is_open_elsewhere_is_left_alone(library, tmp_path):
    from jukung.library.desk import open_library  # noqa: PLC0415 - the other program

    other = open_library(tmp_path / "lib.jukung")
    try:
        said = library("search", "x")
    finally:
        other.close()

    assert said.code == 1
    _is_one_sentence(said.err)


def test_a_foreign_sqlite_file_is_not_taken_for_a_library(library, tmp_path):
    foreign = tmp_path / "foreign.jukung"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE kontak (nama)")
    connection.close()
    before = foreign.read_bytes()

    said = library("search", "x", library="foreign.jukung")

    assert said.code == 1
    _is_one_sentence(said.err)
    assert foreign.read_bytes() == before


def test_init_never_covers_a_file(library, tmp_path):
    before = (tmp_path / "lib.jukung").read_bytes()

    said = library("init")

    assert said.code == 1
    _is_one_sentence(said.err)
    assert (tmp_path / "lib.jukung").read_bytes() == before


def test_a_missing_library_is_not_made_in_silence(jukung, tmp_path):
    said = jukung("search", "x", library="nowhere.jukung")

    assert said.code == 1
    _is_one_sentence(said.err)
    assert not (tmp_path / "nowhere.jukung").exists()


@pytest.mark.parametrize(
    "typed",
    [
        ["visits", "add"],
        ["visits", "add", "--female", "-3"],
        ["visits", "add", "--female", "3", "--on", "2999-01-01"],
        ["visits", "add", "--female", "3", "--on", "31-02-2026"],
        ["lend", "A1", "2"],
        ["return", "2"],
        ["renew", "2"],
        ["month", "close", "2026-13"],
        ["month", "close", "2999-01"],
        ["month", "export", "--to", "/dev/null/x"],
        ["labels", "--out", "x.pdf", "--sheet", "nothing"],
        ["labels", "--out", "x.pdf"],
        ["backup", "--to", "/dev/null/x"],
        ["member", "add", "  "],
        ["import", "undo", "nothing"],
        ["import", "nowhere.csv"],
        ["undo"],
    ],
    ids=" ".join,
)
def test_a_wish_that_cannot_be_met_gets_one_sentence(library, tmp_path, typed):
    before = _dump(tmp_path / "lib.jukung")

    said = library(*typed)

    assert said.code == 1
    assert said.out == ""
    _is_one_sentence(said.err)
    assert _dump(tmp_path / "lib.jukung") == before


def _is_one_sentence(text: str) -> None:
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    assert lines[0].endswith((".", "!", "?"))
    assert "Traceback" not in text
    assert "Something unexpected" not in text
    assert "tak terduga" not in text


def test_a_name_is_no_card_of_a_resident(jukung):
    jukung("init", "--kind", "prison", library="lapas.jukung")

    said = jukung("member", "add", "--card", "BUDI", library="lapas.jukung")

    assert said.code == 1
    _is_one_sentence(said.err)


def test_a_card_that_is_not_there_is_not_called_damaged(library, tmp_path):
    missing = library("join", tmp_path / "none.jkc", "--language", "en")
    receipt = library("month", "receipt", tmp_path / "none.jkr", "--language", "en")

    assert missing.err.startswith("There is no file")
    assert receipt.err.startswith("There is no file")


def test_an_empty_day_is_not_today(library):
    said = library("visits", "add", "--female", "1", "--on", "")

    assert said.code == 1
    _is_one_sentence(said.err)
