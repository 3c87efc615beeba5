"""Reading corners from the command line: filled, emptied, counted and listed on paper."""

import pytest

from jukung.cli import corner_parser
from jukung.library import house
from jukung.paper.papers import OFFICE
from makers import a_library
from round_makers import a_passed_copy


@pytest.fixture
def numbers(tmp_path, home):
    library = a_library(tmp_path, file="lib.jukung", kind="prison", clock=None)
    with library.changing() as desk:
        house.add_many(desk, "B 1-2")
        made = [a_passed_copy(desk, title) for title in ("Kapal Tua", "Perahu Layar")]
    library.close()
    return made


def test_a_corner_is_added_filled_and_emptied(jukung, numbers):
    added = jukung("house", "corner", "add", "Pojok baca B", "--block", "b")
    put = jukung("house", "corner", "put", "pojok baca b", *numbers)
    taken = jukung("house", "corner", "take", "Pojok baca B", numbers[0])

    assert added.value["block"] == "B"
    assert put.value["moved"] == 2
    assert [each["barcode"] for each in taken.value["copies"]] == [numbers[1]]
    assert jukung("house", "corner", "list").value == [
        {"name": "Pojok baca B", "block": "B", "copies": 1}
    ]


def test_putting_in_is_undone_by_one_word(jukung, numbers):
    jukung("house", "corner", "add", "Pojok baca")
    jukung("house", "corner", "put", "Pojok baca", *numbers)

    undone = jukung("undo")

    assert undone.code == 0
    assert jukung("house", "corner", "show", "Pojok baca").value["copies"] == []


def test_what_was_read_is_counted_and_what_is_gone_is_missing(jukung, numbers):
    jukung("house", "corner", "add", "Pojok baca")
    jukung("house", "corner", "put", "Pojok baca", *numbers)

    read = jukung("house", "corner", "read", "Pojok baca", numbers[0])
    gone = jukung("house", "corner", "missing", "Pojok baca", numbers[1])

    assert [each["barcode"] for each in read.value] == [numbers[0]]
    assert [each["missing"] for each in gone.value["copies"]] == [False, True]


def test_the_list_is_written_as_a_paper(jukung, numbers, tmp_path):
    jukung("house", "corner", "add", "Pojok baca")
    jukung("house", "corner", "put", "Pojok baca", *numbers)
    target = tmp_path / "pojok.pdf"

    done = jukung("house", "corner", "paper", "Pojok baca", "--out", str(target))

    assert done.value["file"] == str(target)
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("deed", [("show", "Melati"), ("put", "Melati", "1")])
def test_an_unknown_corner_is_refused(jukung, numbers, deed):
    refused = jukung("house", "corner", *deed)

    assert refused.code != 0
    assert "Traceback" not in refused.err


def test_a_village_has_no_corner(jukung, tmp_path, home):
    a_library(tmp_path, file="lib.jukung", clock=None).close()

    assert jukung("house", "corner", "add", "Pojok baca").code != 0


def test_the_papers_are_those_of_an_office():
    assert set(corner_parser.OFFICE) == set(OFFICE)
