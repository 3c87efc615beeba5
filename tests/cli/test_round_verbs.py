"""Rounds from the command line: planned, gone and ended by card alone."""

import pytest

from jukung import cli
from jukung.library.desk import open_library
from makers import a_library
from round_makers import a_block, a_request, out_with


@pytest.fixture
def prison(tmp_path, home):
    library = a_library(tmp_path, file="lib.jukung", kind="prison", clock=None)
    with library.changing() as desk:
        _block, cards = a_block(desk)
        wanted = a_request(desk, cards[0])
        due = out_with(desk, cards[1], days=9)
    library.close()
    return {"cards": cards, "wanted": wanted, "due": due}


def test_a_round_goes_from_plan_to_end(jukung, prison):
    planned = jukung("round", "plan", "b")
    lent = jukung("round", "lend", prison["cards"][0], prison["wanted"])
    back = jukung("round", "return", prison["due"])
    ended = jukung("round", "done", "--all")

    assert [len(planned.value["stops"]), planned.value["block"]] == [6, "B"]
    assert lent.value["card"] == prison["cards"][0]
    assert back.value["card"] == prison["cards"][1]
    assert ended.code == 0
    assert jukung("round", "list").value == []
    assert [each["state"] for each in jukung("round", "list", "--ended").value] == ["done"]


def test_a_trolley_that_is_not_empty_ends_no_round(jukung, prison):
    jukung("round", "plan", "B")
    jukung("round", "return", prison["due"])

    refused = jukung("round", "done", "--round", "B")

    assert refused.code != 0
    assert "troli" in refused.err


def test_a_round_ends_silently_with_nobody_visited_no_more(jukung, prison):
    jukung("round", "plan", "B")

    refused = jukung("round", "done")
    ended = jukung("round", "done", "--all")

    assert refused.code != 0
    assert "6" in refused.err
    assert "--all" in refused.err
    assert ended.value["left_out"] == 6


def test_what_is_done_is_not_shown_as_left_to_do(jukung, prison, tmp_path, capsys):
    jukung("round", "plan", "B")
    jukung("round", "lend", prison["cards"][0], prison["wanted"])

    cli.main(["--library", str(tmp_path / "lib.jukung"), "round", "show"])

    said = capsys.readouterr().out
    assert prison["wanted"] not in said
    assert prison["cards"][0] not in said
    assert prison["due"] in said
    assert prison["cards"][2] in said


def test_showing_names_every_line_and_nobody(jukung, prison):
    jukung("round", "plan", "B")

    shown = jukung("round", "show")

    lines = [line for stop in shown.value["stops"] for line in stop["lines"]]
    assert {line["barcode"] for line in lines} == {prison["wanted"], prison["due"]}
    assert set(shown.value["stops"][0]) == {"card", "corner", "room", "done", "lines"}


def test_of_two_rounds_under_way_the_one_is_asked_for_by_number(jukung, prison, tmp_path):
    library = open_library(tmp_path / "lib.jukung")
    with library.changing() as desk:
        a_block(desk, "C")
    library.close()
    first = jukung("round", "plan", "B").value["round"]
    second = jukung("round", "plan", "C").value["round"]

    asked = [jukung("round", "show"), jukung("round", "done")]

    assert [each.code for each in asked] == [1, 1]
    assert all(first in each.err and second in each.err for each in asked)
    assert all("--round" in each.err for each in asked)
    assert jukung("round", "show", "--round", second).value["block"] == "C"


def test_no_round_is_no_crash(jukung, prison):
    refused = jukung("round", "show")

    assert refused.code != 0
    assert "daftar" in refused.err
