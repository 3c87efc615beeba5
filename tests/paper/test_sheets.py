from pathlib import Path

import pytest

from jukung import places
from jukung.domain.errors import SheetDoesNotFit, SheetUnknown
from jukung.paper.sheets import read_sheet, sheet, sheets

A_SHEET = """
title = "Percobaan"
verified = true
[paper]
width_mm = 100
height_mm = 60
[cells]
columns = 2
rows = 3
width_mm = 45
height_mm = 18
pitch_x_mm = 50
pitch_y_mm = 20
left_mm = 2.5
top_mm = 1
inset_mm = 1
"""


def a_file(folder: Path, text: str) -> Path:
    path = folder / "percobaan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_folder_is_the_list():
    files = (places.resources() / "labels").glob("*.toml")

    names = [one.name for one in sheets()]

    assert names == sorted(path.stem for path in files)
    assert {"a4-3x8", "tj-107"} <= set(names)


def test_tom_and_jerry_107_has_thirty_labels_and_is_not_measured():
    known = sheet("tj-107")

    assert (known.paper_width, known.paper_height, known.cells) == (165, 210, 30)
    assert (known.verified, known.source != "") == (False, True)


def test_an_unknown_sheet_is_refused_with_those_there_are():
    with pytest.raises(SheetUnknown) as refusal:
        sheet("../labels/tj-107")

    assert "tj-107" in refusal.value.known


def test_cells_are_counted_from_left_to_right_and_then_down(tmp_path):
    two_by_three = read_sheet(a_file(tmp_path, A_SHEET))

    corners = [two_by_three.corner(cell) for cell in (1, 2, 3, 6)]

    assert corners == [(2.5, 1), (52.5, 1), (2.5, 21), (52.5, 41)]


def test_a_roll_is_paper_of_one_label(tmp_path):
    roll = """
    [paper]
    width_mm = 46
    height_mm = 19
    [cells]
    columns = 1
    rows = 1
    width_mm = 46
    height_mm = 19
    pitch_x_mm = 46
    pitch_y_mm = 21
    left_mm = 0
    top_mm = 0
    inset_mm = 1
    [printer]
    dots_per_inch = 203
    """

    known = read_sheet(a_file(tmp_path, roll))

    assert (known.title, known.cells, known.dots_per_inch) == ("percobaan", 1, 203)
    assert known.verified is False


@pytest.mark.parametrize(
    ("written", "wrong", "said"),
    [
        ("pitch_x_mm = 50", "pitch_x_mm = 53", "100.5"),
        ("pitch_y_mm = 20", "pitch_y_mm = 21", "61"),
        ("pitch_x_mm = 50", "pitch_x_mm = 44", "44"),
        ("pitch_y_mm = 20", "pitch_y_mm = 17", "17"),
        ("inset_mm = 1", "inset_mm = 9", "9"),
        ("inset_mm = 1", "", "cells.inset_mm"),
        ("width_mm = 100", "width_mm = 0", "paper.width_mm"),
        ("width_mm = 100", "width_mm = nan", "paper.width_mm"),
        ("width_mm = 100", "width_mm = 1e9", "paper.width_mm"),
        ("width_mm = 100", 'width_mm = "A4"', "paper.width_mm"),
        ("left_mm = 2.5", "left_mm = -1", "cells.left_mm"),
        ("left_mm = 2.5", "left_mm = true", "cells.left_mm"),
        ("columns = 2", "columns = 2.5", "cells.columns"),
        ("rows = 3", "rows = 0", "cells.rows"),
        ("[paper]", "[papier]", "paper.width_mm"),
        ("[cells]", "[cells", "TOML"),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused_with_the_measure(tmp_path, written, wrong, said):
    assert written in A_SHEET
    path = a_file(tmp_path, A_SHEET.replace(written, wrong))

    with pytest.raises(SheetDoesNotFit) as refusal:
        read_sheet(path)

    assert refusal.value.sheet == "percobaan"
    assert said in refusal.value.measure.replace(",", ".")
