"""Nothing lies outside a cell less its inset, and no letter lies on bars."""

import csv
import itertools
import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from printed_pages import (
    boxes,
    cell_box,
    inside,
    letters_and_colours,
    outside,
    overlap,
)

from jukung.domain.errors import CodeDoesNotFit, LabelTooSmall, NothingToPrint
from jukung.domain.kinds import PrintWhat, Symbology
from jukung.paper.labels import Label, LabelDesign, label_pages, problems
from jukung.paper.picture import page_count
from jukung.paper.sheets import Sheet, parse, sheet, sheets
from jukung.paper.spine_labels import class_colours

LONG = "Perpustakaan Desa Sungai Melati, Kecamatan Awang Besar, Kabupaten Jpgyq Éa"
ARABIC = "ڤرڤوستاكاءن دسا بِسْمِ ي ۑ ح"
ISBN = "9786020332956"
WITH_CODES = (
    PrintWhat.barcode,
    PrintWhat.both,
    PrintWhat.box,
    PrintWhat.member,
    PrintWhat.blank,
)
EVERY_KIND = [*itertools.product(WITH_CODES, Symbology), (PrintWhat.spine, Symbology.code128)]
EVERY_KIND += [(PrintWhat.shelf, Symbology.code128)]
EVERY_SHAPE = sorted(
    {
        (known.cell_width, known.cell_height, known.inset, known.dots_per_inch): known.name
        for known in sheets()
    }.values()
)


def a_cell(width: float, height: float, *, dpi: float = 600, inset: float = 1) -> Sheet:
    """A roll with labels of this size."""
    return parse(
        "roll",
        f"""
        title = "Roll"
        verified = true
        source = "test"
        [paper]
        width_mm = {width}
        height_mm = {height}
        [cells]
        columns = 1
        rows = 1
        width_mm = {width}
        height_mm = {height}
        pitch_x_mm = {width}
        pitch_y_mm = {height}
        left_mm = 0
        top_mm = 0
        inset_mm = {inset}
        [printer]
        dots_per_inch = {dpi}
        """,
    )


def saying(words: str, number: str = "0003320", **fields) -> Label:
    said = {
        "heading": words,
        "title": words,
        "call_number": "R 899.221 3 JPG y",
        "spine": ("R", "899.221 3", "PQJ", "y"),
        "class_main": "8",
        "isbn": ISBN,
        "lines": (words, "800–899", words),
    }
    return Label(number, **said | fields)


def check(pdf: bytes, page: int, cells, *, inset: float) -> None:
    """Assert that all ink is inside one of these cells and that nothing overlaps."""
    filled, letters = boxes(pdf, page)
    assert letters
    assert not [1 for pair in itertools.product(filled, letters) if overlap(*pair)]
    for box in filled + letters:
        assert any(inside(box, cell) for cell in cells), (box, inset)


@pytest.mark.parametrize("name", EVERY_SHAPE)
@pytest.mark.parametrize(("what", "symbology"), EVERY_KIND)
def test_all_of_a_label_is_inside_its_cell_and_no_letter_is_on_bars(what, symbology, name):
    known = sheet(name)
    design = LabelDesign(what, symbology, colour_band=True)
    labels = [
        saying(words, f"{3320 + place:07}")
        for place, words in enumerate(("Ay", "(gjpqy) Ç & <b>", LONG, ARABIC))
    ]
    refused = {place for place, _ in problems(labels, sheet=known, design=design)}
    printed = [label for place, label in enumerate(labels) if place not in refused]
    assert printed or symbology is Symbology.code39 or known.cell_width <= 40
    if not printed:
        return

    pdf = label_pages(printed, sheet=known, design=design)

    cells = [cell_box(known, cell, inset=known.inset) for cell in range(1, known.cells + 1)]
    for page in range(page_count(pdf)):
        check(pdf, page, cells, inset=known.inset)


@pytest.mark.parametrize("size", [(33, 15), (40, 30), (30, 60), (105, 148), (210, 297), (60, 16)])
@pytest.mark.parametrize("what", [what for what in PrintWhat if what is not PrintWhat.card])
def test_each_kind_has_room_on_any_cell(what, size):
    known = a_cell(*size)
    cell = cell_box(known, 1, inset=1)
    for symbology, band in ((Symbology.code128, True), (Symbology.qr, False)):
        label = saying("Pustaka Cahaya", lines=("800–899", "Kesusastraan"))
        design = LabelDesign(what, symbology, colour_band=band)

        pdf = label_pages([label], sheet=known, design=design)

        check(pdf, 0, [cell], inset=1)


@example("²", (PrintWhat.barcode, Symbology.code128), (33, 15))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(
        st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], max_codepoint=0x24F)
        | st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ڤۑڽءئ"),
        max_size=120,
    ),
    st.sampled_from(EVERY_KIND),
    st.sampled_from([(33, 15), (50, 18), (64, 34), (40, 30)]),
)
def test_any_words_stay_inside_any_kind_of_label(words, kind, size):
    known = a_cell(*size, dpi=203)
    design = LabelDesign(*kind)
    label = saying(words, lines=(words[:40],), spine=("899.2", words[:3], words[-1:]))
    try:
        pdf = label_pages([label], sheet=known, design=design)
    except (CodeDoesNotFit, LabelTooSmall, NothingToPrint):
        return

    filled, letters = boxes(pdf, 0)
    assert not outside(filled + letters, cell_box(known, 1, inset=1))
    assert not [1 for pair in itertools.product(filled, letters) if overlap(*pair)]


def real_titles() -> list[str]:
    folder = os.environ.get("JUKUNG_PEER_SAMPLES")
    if not folder:
        pytest.skip("no sample files of other programs here")
    titles: set[str] = set()
    for path in sorted(Path(folder).rglob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            for row in itertools.islice(csv.reader(file), 5000):
                titles.update(cell for cell in row[:12] if len(cell.split()) > 1)
    return sorted(titles)


@pytest.mark.parametrize("name", ["tj-107", "tj-121", "roll-33x15x3", "a4-3x8"])
def test_a_thousand_real_titles_with_the_longest_stay_inside(name):
    titles = real_titles()
    longest = sorted(titles, key=len)[-100:]
    picked = longest + random.Random(20261122).choices(titles, k=900)
    known = sheet(name)
    labels = [saying(title, f"{place:07}") for place, title in enumerate(picked)]

    pdf = label_pages(labels, sheet=known)

    cells = [cell_box(known, cell, inset=known.inset) for cell in range(1, known.cells + 1)]
    for page in range(-(-1000 // known.cells)):
        check(pdf, page, cells, inset=known.inset)


def test_a_class_of_islam_has_the_colour_of_religion_and_its_own_name():
    label = Label("0000412", "Pustaka Rawa", spine=("2X4.3", "ROH", "t"), class_main="2X")
    design = LabelDesign(PrintWhat.spine, colour_band=True)

    found = [
        letters_and_colours(label_pages([label], sheet=sheet(name), design=design))
        for name in ("tj-121", "roll-40x30", "tj-108")
    ]

    assert all("2X" in words and class_colours()["2"].lower() in inks for words, inks in found)
