"""The file by the command line: what belongs to prisons alone, backups, what is not over."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jukung import cli
from jukung.library import backup
from jukung.library.desk import open_library


@pytest.fixture
def village(jukung):
    jukung("init", "--region", "63.03.05.2007", "--zone", "WITA")
    return jukung


@pytest.mark.parametrize(
    "words",
    [
        ("round", "plan", "B"),
        ("round", "list"),
        ("vault", "status"),
        ("screen", "list"),
        ("permission", "list"),
        ("request",),
        ("resident", "list"),
        ("residents", "plan", "no.csv"),
        ("block", "list"),
        ("house", "left"),
    ],
)
def test_a_village_is_told_what_belongs_to_prisons(village, tmp_path, words):
    (tmp_path / "no.csv").write_text("No Kartu;Blok\nA1;B\n")
    words = [str(tmp_path / each) if each == "no.csv" else each for each in words]

    said = village("--language", "en", *words)

    assert (said.code, said.out) == (1, "")
    assert "prison libraries alone" in said.err


def test_a_village_keeps_its_own_verbs(village):
    codes = {village(*words).code for words in (("box", "list"), ("holds",), ("visits", "day"))}

    assert codes == {0}


def test_a_month_of_a_village_has_no_residents(village, tmp_path, capsys):
    month = today().strftime("%Y-%m")

    told = {kind: figures_of(tmp_path, capsys, kind, month) for kind in ("village", "prison")}

    assert "Resident" not in told["village"]
    assert "Resident" in told["prison"]


def figures_of(tmp_path, capsys, kind, month):
    path = str(tmp_path / f"{kind}.jukung")
    cli.main(["--library", path, "init", "--kind", kind])
    capsys.readouterr()
    assert cli.main(["--library", path, "--language", "en", "month", "figures", month]) == 0
    return capsys.readouterr().out


def today():
    return datetime.now(ZoneInfo("Asia/Makassar")).date()


def test_the_running_month_closes_only_where_it_is_said(village):
    month = today().strftime("%Y-%m")

    refused = village("--language", "en", "month", "close", month)
    early = village("month", "close", month, "--early")

    assert refused.code == 1
    assert "--early" in refused.err
    assert (early.code, early.value["period"]) == (0, month)


def test_a_month_that_is_over_closes_as_ever(village):
    month = (today().replace(day=1) - timedelta(days=1)).strftime("%Y-%m")

    assert village("month", "close", month).code == 0


def test_a_backup_by_the_command_line_counts_for_the_window(village, tmp_path):
    village("backup", "--to", tmp_path / "stick")

    library = open_library(tmp_path / "lib.jukung")
    with library.reading() as desk:
        at, now = backup.last(desk), desk.local_now
    library.close()
    assert at is not None
    assert timedelta() <= now - at < timedelta(minutes=10)
