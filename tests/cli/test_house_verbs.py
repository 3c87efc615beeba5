"""Blocks and residents from the command line: cards, places, states; never a name."""

import json

import pypdfium2
import pytest

from jukung import cli
from jukung.cli import house_parser
from jukung.domain.kinds import ClearanceReason, ResidentState, WriteOffReason


@pytest.fixture
def lapas(home, tmp_path, capsys):
    path = tmp_path / "lapas.jukung"
    assert cli.main(["init", "--library", str(path), "--kind", "prison"]) == 0
    capsys.readouterr()

    def run(*words):
        code = cli.main(["--library", str(path), "--json", *words])
        said = capsys.readouterr().out
        return json.loads(said) if code == 0 and said.strip() else code

    return run


def test_the_words_are_those_of_the_kinds():
    assert tuple(map(str, ResidentState)) == house_parser.STATES
    assert tuple(map(str, WriteOffReason)) == house_parser.REASONS


def test_blocks_are_added_and_listed(lapas):
    lapas("block", "add", "B 1-3", "A 1-2")

    assert [(each["name"], each["in"]) for each in lapas("block", "list")] == [
        ("A", ["A-1", "A-2"]),
        ("B", ["B-1", "B-2", "B-3"]),
    ]


def test_a_resident_moves_leaves_and_is_cleared(lapas, tmp_path):
    lapas("block", "add", "B 1-3")
    card = lapas("resident", "add", "--room", "B-1")["card"]

    assert lapas("resident", "move", card, "B-2")["place"] == "B-2"
    assert lapas("resident", "state", card, "released")["state"] == "released"
    assert [each["card"] for each in lapas("resident", "clearance")] == [card]
    out = str(tmp_path / "bebas.pdf")
    closed = lapas("resident", "clearance", card, "--letter", "--out", out, "--close")
    assert closed["closed_on"]
    assert closed["letter"]
    assert lapas("resident", "list") == []


def test_a_list_is_planned_then_stored_then_undone(lapas, tmp_path):
    lapas("block", "add", "B 1-3")
    cards = [lapas("resident", "add", "--room", "B-1")["card"] for _each in range(2)]
    path = tmp_path / "mutasi.csv"
    path.write_text(f"No Kartu;Blok;Kamar;Status\n{cards[0]};B;3;\n{cards[1]};;;PULANG\n")

    planned = lapas("residents", "plan", str(path))
    stored = lapas("residents", "plan", str(path), "--apply")

    assert (planned["counts"]["moved"], planned["counts"]["left"]) == (1, 1)
    assert (stored["changed"], stored["left"]) == (2, 1)
    lapas("undo")
    assert [each["place"] for each in lapas("resident", "list")] == ["B-1", "B-1"]


def test_who_is_expected_to_leave_is_listed(lapas, tmp_path):
    card = lapas("resident", "add")["card"]
    path = tmp_path / "ekspirasi.csv"
    path.write_text(f"No Kartu;Ekspirasi\n{card};01/01/2020\n")
    lapas("residents", "plan", str(path), "--apply")

    assert [each["card"] for each in lapas("resident", "release-list", "--within", "3")] == [card]


def test_the_reasons_of_leaving_are_those_of_the_kinds():
    assert tuple(map(str, ClearanceReason)) == house_parser.LEAVINGS


def test_the_minutes_of_a_day_are_written_and_numbered(lapas, tmp_path):
    lapas("block", "add", "B 1-3")
    cards = [lapas("resident", "add", "--room", "B-1")["card"] for _each in range(3)]
    path = tmp_path / "pulang.csv"
    path.write_text("No Kartu;Status\n" + "".join(f"{card};PULANG\n" for card in cards))
    lapas("residents", "plan", str(path), "--apply")
    (day,) = lapas("house", "left")
    out = tmp_path / "ba.pdf"

    made = lapas("house", "minutes", day["on"], "--out", str(out))

    document = pypdfium2.PdfDocument(out.read_bytes())
    said = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert (day["residents"], day["reason"], made["residents"]) == (3, "released", 3)
    assert made["number"] in said
    assert all(card in said for card in cards)


def test_no_minutes_of_a_day_on_which_nobody_left(lapas, tmp_path):
    out = tmp_path / "ba.pdf"

    assert lapas("house", "minutes", "2026-08-17", "--out", str(out)) != 0
    assert not out.exists()
    assert lapas("house", "left") == []


def test_a_resident_does_not_leave_past_the_clearance(lapas):
    card = lapas("resident", "add")["card"]

    assert lapas("member", "leave", card) != 0
    assert lapas("member", "erase", card, "--yes") != 0

    assert [each["card"] for each in lapas("resident", "list")] == [card]


def text_of(path):
    document = pypdfium2.PdfDocument(path.read_bytes())
    said = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return said


def a_leaver(lapas):
    card = lapas("resident", "add")["card"]
    lapas("resident", "state", card, "released")
    return card


def test_a_clearance_letter_takes_one_number_and_is_a_paper(lapas, tmp_path):
    card = a_leaver(lapas)
    out, again = tmp_path / "bebas.pdf", tmp_path / "lagi.pdf"

    closed = lapas("resident", "clearance", card, "--close", "--letter", "--out", str(out))
    lapas("letter", "clearance", card, "--out", str(again))

    listed = lapas("letter", "list")
    assert [each["number"] for each in listed] == [closed["letter"]]
    assert closed["file"] == str(out)
    assert all(closed["letter"] in text_of(each) for each in (out, again))


def test_a_clearance_letter_without_a_file_takes_no_number(lapas):
    card = a_leaver(lapas)

    assert lapas("resident", "clearance", card, "--close", "--letter") != 0

    assert lapas("letter", "list") == []
    assert [each["card"] for each in lapas("resident", "clearance")] == [card]


def test_a_block_and_its_rooms_may_be_two_words(lapas):
    added = lapas("block", "add", "B", "1-20", "C", "1,", "2")

    assert (added["blocks"], added["rooms"]) == (2, 22)
    assert [(each["name"], each["rooms"]) for each in lapas("block", "list")] == [
        ("B", 20),
        ("C", 2),
    ]


def test_what_is_typed_is_explained_in_the_language_spoken(lapas, capsys):
    for words, said in (
        (("resident", "state", "--help"), "present = Aktif"),
        (("resident", "clearance", "--help"), "lost = Hilang"),
    ):
        with pytest.raises(SystemExit):
            cli.parser.build().parse_args(words)
        assert said in " ".join(capsys.readouterr().out.split())
