"""The command line where the terminal, the disk or the home folder gives way."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jukung import cli

FULL = Path("/dev/full")


@pytest.fixture
def typed(tmp_path, home):
    """`typed("search", "x", stdout=…)` in a process of its own."""

    def run(*words: str, **ends):
        # Buffered, as at a person's desk: what does not go out is noticed at the end.
        own = {"JUKUNG_LANGUAGE": "en", "PYTHONUNBUFFERED": ""}
        surroundings = os.environ | own | ends.pop("env", {})
        ends = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | ends
        command = [sys.executable, "-m", "jukung", *words]
        return subprocess.run(command, env=surroundings, check=False, **ends)  # noqa: S603 - our own

    return run


@pytest.mark.parametrize(
    "words",
    [
        ["--json"],
        ["--library", "x.jukung", "--json"],
        ["--language", "en"],
        ["--json", "--library", "x.jukung"],
        ["member"],
        ["--json", "visits"],
        ["activity", "--json"],
        ["agency"],
    ],
    ids=" ".join,
)
def test_without_a_verb_usage_is_shown(capsys, home, words):
    try:
        code = cli.main(words)
    except SystemExit as left:
        code = left.code

    heard = capsys.readouterr()
    assert code == 2
    assert "usage:" in heard.err
    assert "Traceback" not in heard.err


def test_json_without_a_verb_is_usage_without_a_screen_too(capsys, home, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    code = cli.main(["--json"])

    assert code == 2


@pytest.mark.parametrize("words", [["--help"], ["search", "x", "--library", "lib.jukung"]])
def test_a_closed_pipe_ends_quietly(typed, jukung, tmp_path, words):
    jukung("init")
    reading, writing = os.pipe()
    os.close(reading)

    ended = typed(*words, stdout=writing, cwd=tmp_path, env=_importable())
    os.close(writing)

    assert ended.returncode == 1
    assert ended.stderr == b""


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_a_full_device_gets_one_sentence(typed, jukung, tmp_path):
    jukung("init")

    with FULL.open("wb") as full:
        ended = typed("--library", str(tmp_path / "lib.jukung"), "search", "x", stdout=full)

    assert ended.returncode == 1
    assert ended.stderr.decode().startswith("There is no room left")
    assert len(ended.stderr.splitlines()) == 1


def test_letters_come_out_where_the_terminal_speaks_ascii(typed, jukung, tmp_path):
    jukung("init")
    card = jukung("member", "add", "Nur").value["card"]

    ended = typed(
        *("--library", str(tmp_path / "lib.jukung")),
        *("lend", card, "7", "--title", "Perahu “kertas” – ☂"),
        env={"PYTHONIOENCODING": "ascii"},
    )

    assert ended.returncode == 0
    assert "“Perahu “kertas” – ☂”" in ended.stdout.decode()


@pytest.mark.parametrize(
    "words",
    [["search", "x"], ["init"], ["agency", "init"], ["agency", "totals", "2026-10"], ["demo"]],
    ids=" ".join,
)
def test_a_home_that_is_a_file_gets_one_sentence(capsys, home, words):
    home.write_bytes(b"")

    code = cli.main([*words, "--language", "en"])

    heard = capsys.readouterr()
    assert code == 1
    assert heard.err.startswith("Nothing can be written at")
    assert len(heard.err.splitlines()) == 1


def test_a_prison_without_a_place_for_keys_is_not_made(jukung, home, tmp_path):
    home.mkdir()
    (home / "keys").write_bytes(b"")

    said = jukung("init", "--kind", "prison", "--language", "en")

    assert said.code == 1
    assert said.err.startswith("Nothing can be written at")
    assert not (tmp_path / "lib.jukung").exists()


def test_a_bug_is_confessed_although_home_is_broken(capsys, home, monkeypatch):
    home.write_bytes(b"")
    monkeypatch.setattr(cli, "import_module", lambda _name: None)

    code = cli.main(["search", "x", "--language", "en"])

    heard = capsys.readouterr()
    assert code == 1
    assert heard.err.startswith("Something unexpected happened")
    assert "Traceback" not in heard.err


def test_a_name_that_is_no_text_is_still_json(jukung, tmp_path):
    said = jukung("demo", "--to", tmp_path / "de\udcffmo.jukung")

    assert said.code == 0
    assert json.loads(said.out)["library"].endswith("de\udcffmo.jukung")


def _importable() -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join([str(Path(cli.__file__).parents[2]), *sys.path])}
