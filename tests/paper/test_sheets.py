from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung import places
from jukung.domain.errors import SheetDoesNotFit, SheetUnknown
from jukung.paper.sheets import Sheet, parse, read_sheet, sheet, sheets, written

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

    names = [one.name for one in (*sheets(), *sheets(use="cards"))]

    assert sorted(names) == sorted(path.stem for path in files)
    assert {"a4-3x8", "tj-107"} <= {one.name for one in sheets()}
    assert all(one.name.startswith("card-") for one in sheets(use="cards"))


GRIDS = {
    "103": (64, 32, 3, 4),
    "107": (50, 18, 3, 10),
    "108": (38, 18, 5, 8),
    "121": (75, 38, 2, 5),
    "l7160": (63.5, 38.1, 3, 7),
    "l7163": (99.1, 38.1, 2, 7),
    "l7651": (38.1, 21.2, 5, 13),
    "3475": (70, 36, 3, 8),
    "3x8": (70, 37, 3, 8),
    "4x10": (52.5, 29.7, 4, 10),
    "33x15x3": (33, 15, 3, 1),
    "40x30": (40, 30, 1, 1),
    "50x30": (50, 30, 1, 1),
    "57x40": (57, 40, 1, 1),
}


@pytest.mark.parametrize("known", sheets(), ids=lambda known: known.name)
def test_a_sheet_has_the_labels_its_number_stands_for(known):
    grid = (75, 38, 2, 4) if known.name == "gc-121" else GRIDS[known.name.split("-", 1)[1]]

    assert (known.cell_width, known.cell_height, known.columns, known.rows) == grid


@pytest.mark.parametrize("known", sheets(), ids=lambda known: known.name)
def test_every_cell_is_inside_the_paper_with_even_margins(known):
    left, top = known.corner(1)
    last_x, last_y = known.corner(known.cells)

    right = known.paper_width - last_x - known.cell_width
    bottom = known.paper_height - last_y - known.cell_height
    assert min(left, top, right, bottom) >= -0.001
    assert abs(top - bottom) <= 5
    assert abs(left - right) <= 8


@pytest.mark.parametrize("known", sheets(), ids=lambda known: known.name)
def test_a_sheet_says_where_its_measures_come_from(known):
    published = known.name.startswith(("a4-", "avery-"))

    assert known.source
    assert known.verified is published
    assert (known.use, known.cut_marks, known.own) == ("labels", False, False)
    assert known.dots_per_inch == (203 if known.name.startswith("roll-") else 600)


def test_there_are_sheets_wider_than_high_and_higher_than_wide():
    shapes = {known.paper_width > known.paper_height for known in sheets()}

    assert shapes == {True, False}


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


SPARE = 0.5
widths = st.floats(min_value=3, max_value=120)
gaps = st.floats(min_value=0, max_value=9)
titles = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)


@st.composite
def any_sheets(draw):
    columns, rows = draw(st.integers(1, 8)), draw(st.integers(1, 14))
    cell_width, cell_height = draw(widths), draw(widths)
    pitch_x, pitch_y = cell_width + draw(gaps), cell_height + draw(gaps)
    left, top = draw(gaps), draw(gaps)
    return Sheet(
        name=draw(st.sampled_from(["milik-kami", "Stiker toko 12", "طابع"])),
        title=draw(titles),
        paper_width=left + columns * pitch_x + SPARE,
        paper_height=top + rows * pitch_y + SPARE,
        columns=columns,
        rows=rows,
        cell_width=cell_width,
        cell_height=cell_height,
        pitch_x=pitch_x,
        pitch_y=pitch_y,
        left=left,
        top=top,
        inset=min(cell_width, cell_height) / draw(st.integers(3, 30)),
        dots_per_inch=draw(st.sampled_from([203.0, 300.0, 600.0])),
        verified=draw(st.booleans()),
        source=draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=200)),
        use=draw(st.sampled_from(["labels", "cards"])),
        cut_marks=draw(st.booleans()),
        own=draw(st.booleans()),
    )


@given(any_sheets())
def test_a_written_sheet_is_read_back_equal(made):
    text = written(made)

    assert parse(made.name, text, own=made.own) == made


@pytest.mark.parametrize("known", sheets(), ids=lambda known: known.name)
def test_a_sheet_of_ours_is_written_and_read_back(known):
    assert parse(known.name, written(known)) == known


def test_a_card_sheet_says_what_it_is_for(tmp_path):
    path = a_file(tmp_path, 'use = "cards"\ncut_marks = true\n' + A_SHEET)

    known = read_sheet(path)

    assert (known.use, known.cut_marks, known.own) == ("cards", True, False)
    assert parse("kartu", A_SHEET, own=True).own is True


@pytest.mark.parametrize(
    "name", ["", " ", "../tj-107", "a/b", "a\\b", ".a", "a\nb", "a\0", "x" * 61]
)
def test_a_name_that_is_no_name_is_refused(name):
    with pytest.raises(SheetDoesNotFit):
        parse(name, A_SHEET)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (A_SHEET + "#" * 10_000, "10 kB"),
        ("[" * 9_000, "TOML"),
        (A_SHEET.replace("columns = ", "columns = " + "9" * 5000), "TOML"),
        (A_SHEET.replace("Percobaan", " Percobaan"), "60"),
        ("a=" + "[" * 9_000, "TOML"),
        (A_SHEET.replace("Percobaan", ""), "60"),
        (A_SHEET.replace("Percobaan", "x" * 61), "60"),
        (A_SHEET.replace("Percobaan", "dua\\nbaris"), "60"),
        ('use = "stamps"\n' + A_SHEET, "cards"),
        (A_SHEET.replace("rows = 3", "rows = 501"), "1002"),
        ("paper = 3", "paper.width_mm"),
    ],
)
def test_words_that_are_no_sheet_are_refused_with_the_reason(text, said):
    with pytest.raises(SheetDoesNotFit) as refusal:
        parse("percobaan", text)

    assert said in refusal.value.measure


def test_a_file_that_is_too_large_or_no_text_is_refused(tmp_path):
    large = a_file(tmp_path, A_SHEET + "#" * 200_000)

    with pytest.raises(SheetDoesNotFit, match="percobaan"):
        read_sheet(large)
    large.write_bytes(b"title = '\xff'")
    with pytest.raises(SheetDoesNotFit):
        read_sheet(large)
