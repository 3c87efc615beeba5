import itertools

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_pages import cell_box, scans, some_labels

from jukung.domain.errors import (
    CellOutOfRange,
    CodeDoesNotFit,
    CodeNotEncodable,
    NothingToPrint,
    OffsetOutOfRange,
)
from jukung.paper.barcodes import bars
from jukung.paper.labels import (
    Label,
    Placement,
    fitting_sheets,
    label_pages,
    sheet_count,
)
from jukung.paper.picture import page_count, page_sizes
from jukung.paper.sheets import sheet, sheets

LONG = "Perpustakaan Desa Sungai Melati, Kecamatan Awang Besar, Kabupaten Jpgyq Éa"
ARABIC = "ڤرڤوستاكاءن دسا بِسْمِ ي ۑ ح"
EVERY_SHEET = [known.name for known in sheets()]


def boxes(pdf: bytes, page: int, *, height: float):
    """Boxes of the bars and of each letter: left, top, right, bottom in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    leaf = document[page]
    reader = leaf.get_textpage()
    drawn = list(leaf.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]))
    paths = [path.get_bounds() for path in drawn]
    letters = [reader.get_charbox(place) for place in range(reader.count_chars())]
    for opened in (reader, leaf, document):
        opened.close()
    k = 25.4 / 72
    return tuple(
        [(x * k, height - high * k, right * k, height - y * k) for x, y, right, high in b]
        for b in (paths, [letter for letter in letters if letter[2] > letter[0]])
    )


def overlap(one, other) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.01 and down > 0.01


def inside(box, outer) -> bool:
    return (
        box[0] >= outer[0] - 0.01
        and box[1] >= outer[1] - 0.01
        and box[2] <= outer[2] + 0.01
        and box[3] <= outer[3] + 0.01
    )


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_every_label_of_a_run_is_read_within_its_cell(name):
    known = sheet(name)
    labels = some_labels(100)
    shifted = Placement(start_cell=4, right_mm=1.5, down_mm=-0.5)

    found = scans(label_pages(labels, sheet=known, placement=shifted))

    assert sorted(scan.text for scan in found) == [label.number for label in labels]
    for scan in found:
        place = int(scan.text) - 3320 + 3
        assert scan.page == place // known.cells
        box = cell_box(known, place % known.cells + 1, right=1.5, down=-0.5)
        assert inside((scan.left, scan.top, scan.right, scan.bottom), box)


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_every_label_is_read_from_a_coarse_printer(name):
    labels = some_labels(30)

    pdf = label_pages(labels, sheet=sheet(name), placement=Placement())

    found = [scan.text for scan in scans(pdf, dpi=200)]
    assert sorted(found) == [label.number for label in labels]


@pytest.mark.parametrize("name", EVERY_SHEET)
@pytest.mark.parametrize("words", [LONG, ARABIC, "Ay", "(gjpqy) Ç & <b>"])
def test_no_letter_touches_the_bars_or_leaves_the_cell(name, words):
    known = sheet(name)
    labels = [
        Label("0001/pq-SUKA/2024", words, words, "899.221 3 jpg y"),
        Label("jpgqy", words, words),
        *some_labels(known.cells - 2, heading=words, title=words),
    ]

    pdf = label_pages(labels, sheet=known, placement=Placement())

    paths, letters = boxes(pdf, 0, height=known.paper_height)
    cells = [cell_box(known, cell) for cell in range(1, known.cells + 1)]
    assert len(letters) > 10 * known.cells
    assert not [1 for pair in itertools.product(paths, letters) if overlap(*pair)]
    assert all(any(inside(box, cell) for cell in cells) for box in letters)


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_one_fill_draws_the_bars_of_a_label_at_least_eight_millimetres_high(name):
    known = sheet(name)
    labels = some_labels(known.cells)

    pdf = label_pages(labels, sheet=known, placement=Placement())

    paths, _ = boxes(pdf, 0, height=known.paper_height)
    code = bars("0003320", sheet=known)
    assert len(paths) == known.cells
    for left, top, right, bottom in paths:
        assert right - left == pytest.approx(code.width, abs=0.01)
        assert bottom - top >= 8


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_the_number_heading_and_title_are_on_the_label(name):
    label = Label("0003320", "Pustaka Cahaya", "Kancil & Buaya <i>", "899.221 PER k")

    pdf = label_pages([label], sheet=sheet(name), placement=Placement())

    document = pypdfium2.PdfDocument(pdf)
    leaf = document[0]
    reader = leaf.get_textpage()
    lines = reader.get_text_range().split("\r\n")
    for opened in (reader, leaf, document):
        opened.close()
    assert lines[:3] == ["Pustaka Cahaya", "0003320", "Kancil & Buaya <i>"]


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=20))
def test_a_number_is_read_from_the_label_or_refused_by_name(number):
    for known in sheets():
        try:
            pdf = label_pages([Label(number, "Pustaka")], sheet=known, placement=Placement())
        except CodeDoesNotFit as refusal:
            assert refusal.number == number  # noqa: PT017 - either end is right
            assert known not in fitting_sheets([number])
        else:
            assert [scan.text for scan in scans(pdf)] == [number]
            assert known in fitting_sheets([number])


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_the_pages_have_the_size_of_the_sheet(name):
    known = sheet(name)
    size = (known.paper_width, known.paper_height)
    labels = some_labels(known.cells + 1)

    pdf = label_pages(labels, sheet=known, placement=Placement())

    assert page_sizes(pdf) == (pytest.approx(size, abs=0.001),) * 2


@pytest.mark.parametrize(
    ("count", "start_cell", "sheets_needed"),
    [(0, 1, 0), (1, 30, 1), (30, 1, 1), (30, 2, 2), (31, 1, 2), (48, 4, 2), (60, 1, 2)],
)
def test_sheets_are_counted_as_they_are_printed(count, start_cell, sheets_needed):
    known = sheet("tj-107")

    counted = sheet_count(count, sheet=known, start_cell=start_cell)

    assert counted == sheets_needed
    if count:
        pdf = label_pages(some_labels(count), sheet=known, placement=Placement(start_cell))
        assert page_count(pdf) == sheets_needed


@pytest.mark.parametrize("cell", [0, -1, 31])
def test_a_cell_the_sheet_does_not_have_is_refused(cell):
    known = sheet("tj-107")

    with pytest.raises(CellOutOfRange) as refusal:
        label_pages(some_labels(1), sheet=known, placement=Placement(cell))

    assert (refusal.value.cell, refusal.value.cells) == (cell, 30)
    with pytest.raises(CellOutOfRange):
        sheet_count(1, sheet=known, start_cell=cell)


@pytest.mark.parametrize("offset", [20.1, -20.1, float("nan"), float("inf")])
def test_an_offset_no_printer_has_is_refused(offset):
    for placement in (Placement(right_mm=offset), Placement(down_mm=offset)):
        with pytest.raises(OffsetOutOfRange) as refusal:
            label_pages(some_labels(1), sheet=sheet("tj-107"), placement=placement)

        assert refusal.value.limit_mm == 20


def test_what_is_shifted_off_the_paper_is_still_placed():
    known = sheet("a4-3x8")
    placement = Placement(right_mm=-20, down_mm=-20)

    pdf = label_pages(some_labels(24), sheet=known, placement=placement)

    paths, _ = boxes(pdf, 0, height=known.paper_height)
    assert len(paths) == 24
    assert min(top for _, top, _, _ in paths) < 0


def test_an_empty_run_is_refused():
    with pytest.raises(NothingToPrint):
        label_pages([], sheet=sheet("tj-107"), placement=Placement())


def test_one_number_no_scanner_sends_stops_the_run_by_name():
    labels = [*some_labels(3), Label("0004é", "Pustaka Cahaya")]

    with pytest.raises(CodeNotEncodable) as refusal:
        label_pages(labels, sheet=sheet("tj-107"), placement=Placement())

    assert refusal.value.number == "0004é"


def test_a_number_too_long_for_one_sheet_names_those_it_fits():
    numbers = ["0003320", "ABCDEFGHIJKLMNOPQRST"]

    names = [known.name for known in fitting_sheets(numbers)]

    assert "tj-107" not in names
    assert "a4-3x8" in names


def test_the_same_labels_give_the_same_bytes():
    known = sheet("tj-107")
    labels = some_labels(40, title=ARABIC)
    first = label_pages(labels, sheet=known, placement=Placement(2, 0.3, -0.2))
    label_pages(some_labels(3, title=LONG), sheet=known, placement=Placement())

    again = label_pages(labels, sheet=known, placement=Placement(2, 0.3, -0.2))

    assert again == first


def test_a_large_run_stays_small():
    known = sheet("tj-107")

    sizes = [
        len(label_pages(some_labels(count), sheet=known, placement=Placement()))
        for count in (300, 1500)
    ]

    assert (sizes[1] - sizes[0]) / 1200 <= 250
