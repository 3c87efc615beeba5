"""Boxes on loan, as they are typed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jukung import cli
from jukung.cli import box_parser, paper_parser
from jukung.exchange.packs import returns
from jukung.exchange.packs.boxes import write_box
from jukung.paper.picture import page_count
from lent_box_makers import Agency, copies
from makers import TODAY


@pytest.fixture
def village(jukung):
    jukung("init", "--region", "63.03.05.2007")
    return jukung


@pytest.fixture
def agency():
    return Agency()


@pytest.fixture
def stick(tmp_path, agency):
    folder = tmp_path / "stick"
    folder.mkdir()
    return write_box(folder / "box.jkb", agency.box(*copies(4)), agency.key)


def test_a_box_comes_and_goes(village, stick, agency):
    read = village("box", "read", str(stick), "--trust", agency.card.fingerprint).value
    checked = village("box", "check", "KB-01", "B0001", "B0002", "B0003", "--finish").value
    back = village(
        "box", "return", "KB-01", "B0001", "B0002", "--finish", "--to", str(stick.parent)
    ).value

    assert (read["state"], read["listed"], read["new"]) == ("announced", 4, True)
    assert (checked["state"], checked["here"], checked["missing"]) == ("here", 3, 1)
    assert (back["state"], back["packed"]) == ("returned", 2)
    (listed,) = [each for each in stick.parent.glob("*.jkb") if each != stick]
    assert [str(came) for _number, came in returns.read_return(listed).copies] == [
        "found",
        "found",
        "missing",
        "missing",
    ]


def test_a_stranger_is_told_with_digits(village, stick):
    said = village("--language", "en", "box", "read", str(stick))

    assert said.code == 1
    assert "compare the digits" in said.err


def test_an_older_file_is_named_as_such(village, tmp_path, stick, agency):
    box = agency.box(*copies(4))
    later = replace(box, made_at=box.made_at + timedelta(days=1), due_on=TODAY)
    newer = write_box(tmp_path / "newer.jkb", later, agency.key)
    older = write_box(stick, box, agency.key)
    village("box", "read", str(newer), "--trust", agency.card.fingerprint)

    said = village("box", "read", str(older)).value

    assert (said["new"], said["older"]) == (False, True)
    assert said["due_on"] == TODAY.isoformat()


def test_a_damaged_file_is_refused(village, stick):
    stick.write_bytes(stick.read_bytes()[:-9])

    said = village("--language", "en", "box", "read", str(stick))

    assert said.code == 1
    assert "box file" in said.err


def test_a_box_before_its_file(village, agency, stick):
    village("box", "begin", "KB-01", "--owner", "Dinas", "--due", "2099-01-31")
    village("box", "check", "KB-01", "B0001", "--damaged")
    read = village("box", "read", str(stick), "--trust", agency.card.fingerprint).value

    assert (read["state"], read["damaged"], read["missing"]) == ("here", 1, 3)


def test_the_list_says_what_is_in_it(village, agency, stick):
    village("box", "read", str(stick), "--trust", agency.card.fingerprint)
    village("box", "check", "KB-01", "B0002")

    shown = village("box", "list", "kb-01").value

    assert [each["arrived"] for each in shown["in_it"]] == ["open", "here", "open", "open"]
    assert [each["number"] for each in village("box", "list").value] == ["KB-01"]


def test_a_scan_is_undone(village, agency, stick):
    village("box", "read", str(stick), "--trust", agency.card.fingerprint)
    village("box", "check", "KB-01", "B0002")

    assert village("undo").code == 0
    assert village("box", "list", "KB-01").value["here"] == 0


@pytest.mark.parametrize("what", ["minutes", "missing"])
def test_papers_are_written(village, agency, stick, tmp_path, what):
    village("box", "read", str(stick), "--trust", agency.card.fingerprint)
    village("box", "check", "KB-01", "B0002", "--finish")
    target = tmp_path / "paper.pdf"

    said = village("box", "paper", "KB-01", "--what", what, "--out", str(target))

    assert said.code == 0
    assert page_count(target.read_bytes()) == 1


def test_the_parser_knows_the_papers():
    assert box_parser.OFFICE == paper_parser.OFFICE


def test_the_list_of_a_box_speaks_the_language_of_who_reads(
    village, agency, stick, tmp_path, capsys
):
    village("box", "read", str(stick), "--trust", agency.card.fingerprint)
    village("box", "check", "KB-01", "B0001", "--damaged")
    village("box", "check", "KB-01", "B0002", "--finish")
    capsys.readouterr()

    cli.main(["--library", str(tmp_path / "lib.jukung"), "box", "list", "KB-01"])

    told = capsys.readouterr().out
    assert "rusak" in told
    assert "hilang" in told
    assert not {"damaged", "missing", "here"} & set(told.replace("·", " ").split())
