import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_pages import (
    black_box,
    boxes,
    cell_box,
    inside,
    picture,
    scans,
    some_labels,
    words_on,
)

from jukung import messages
from jukung.domain.errors import (
    CellOutOfRange,
    CodeDoesNotFit,
    CodeNotEncodable,
    CodesCannotBePrinted,
    CodesDoNotFit,
    CodesNotEncodable,
    CreepOutOfRange,
    LabelTooSmall,
    NoIsbnOnLabel,
    NoIsbnOnLabels,
    NothingToPrint,
    OffsetOutOfRange,
    PrintingStopped,
    SheetTooWide,
)
from jukung.domain.kinds import Feed, PrintWhat, Symbology
from jukung.paper.labels import (
    Label,
    LabelDesign,
    fitting_sheets,
    label_pages,
    problems,
    sheet_count,
)
from jukung.paper.picture import page_count, page_sizes
from jukung.paper.placement import Carrier, Fit, Placement
from jukung.paper.sheets import sheet, sheets
from jukung.paper.spine_labels import class_colours

LONG = "Perpustakaan Desa Sungai Melati, Kecamatan Awang Besar, Kabupaten Jpgyq Éa"
ARABIC = "ڤرڤوستاكاءن دسا بِسْمِ ي ۑ ح"
ISBN = "9786020332956"
EVERY_SHEET = [known.name for known in sheets()]
PLAIN = LabelDesign()
WITH_CODES = (
    PrintWhat.barcode,
    PrintWhat.both,
    PrintWhat.box,
    PrintWhat.member,
    PrintWhat.blank,
)


def a_label(number: str = "0003320", **fields) -> Label:
    said = {
        "heading": "Pustaka Cahaya",
        "title": "Perahu di Sungai Melati",
        "call_number": "899.221 3 PER p",
        "spine": ("R", "899.221 3", "PER", "p"),
        "class_main": "8",
        "isbn": ISBN,
        "lines": ("Kotak 3", "Koleksi bergilir"),
    }
    return Label(number, **said | fields)


# --- Read and placed -----------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_every_label_of_a_run_is_read_within_its_cell(name):
    known = sheet(name)
    labels = some_labels(min(100, known.cells * 3))
    start = min(4, known.cells)
    shifted = Placement(start, Fit(right=1.5, down=-0.5))

    found = scans(label_pages(labels, sheet=known, placement=shifted))

    assert sorted(scan.text for scan in found) == [label.number for label in labels]
    for scan in found:
        place = int(scan.text) - 3320 + start - 1
        assert scan.page == place // known.cells
        box = cell_box(known, place % known.cells + 1, right=1.5, down=-0.5)
        assert inside((scan.left, scan.top, scan.right, scan.bottom), box)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("symbology", Symbology)
@pytest.mark.parametrize("what", WITH_CODES)
@pytest.mark.parametrize("name", ["tj-107", "tj-121", "a4-3x8", "roll-50x30"])
def test_each_kind_of_label_is_read_from_a_coarse_printer(name, what, symbology, dpi):
    labels = [a_label(f"{3320 + place:07}") for place in range(2)]
    design = LabelDesign(what, symbology, colour_band=True)

    pdf = label_pages(labels, sheet=sheet(name), design=design)

    found = [scan.text for scan in scans(pdf, dpi=dpi, symbology=symbology)]
    codes = [ISBN] * 2 if symbology is Symbology.ean13 else [label.number for label in labels]
    assert sorted(found) == codes


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_one_fill_draws_the_bars_of_a_label_at_least_eight_millimetres_high(name):
    known = sheet(name)
    labels = some_labels(known.cells)

    pdf = label_pages(labels, sheet=known)

    filled, _ = boxes(pdf, 0)
    assert len(filled) == known.cells
    assert min(bottom - top for _, top, _, bottom in filled) >= 8


@pytest.mark.parametrize(
    "placement",
    [
        Placement(),
        Placement(2, Fit(1.7, -1.2)),
        Placement(1, Fit(-0.8, 0.9, creep_right=0.6, creep_down=-0.4)),
        Placement(1, Fit(0.5, 0.5, creep_right=-0.3), Carrier(feed=Feed.left)),
        Placement(1, Fit(creep_down=0.5), Carrier(feed=Feed.centre)),
        Placement(3, Fit(), Carrier(feed=Feed.right)),
    ],
)
@pytest.mark.parametrize("name", ["tj-107", "tj-121", "gc-108"])
def test_ink_is_within_a_tenth_of_a_millimetre_of_where_the_sheet_says(name, placement):
    known = sheet(name)
    count = known.cells - placement.start_cell + 1
    same = some_labels(1, heading="", title="") * count
    plain = picture(label_pages(same[:1], sheet=known), 0, dpi=600)
    ink = black_box(plain, cell_box(known, 1), dpi=600)
    from_corner = ink[0] - known.left, ink[1] - known.top

    page = picture(label_pages(same, sheet=known, placement=placement), 0, dpi=600)

    parts = {None: 0, Feed.left: 0, Feed.centre: 0.5, Feed.right: 1}
    fed = parts[placement.carrier and placement.carrier.feed] * (210 - known.paper_width)
    fit = placement.fit
    for cell in (placement.start_cell, known.cells):
        left, top = known.corner(cell)
        half_x, half_y = known.cell_width / 2, known.cell_height / 2
        x = (left + fed + half_x) * (1 + fit.creep_right / 100) + fit.right - half_x
        y = (top + half_y) * (1 + fit.creep_down / 100) + fit.down - half_y
        part = (x, y, x + known.cell_width, y + known.cell_height)
        ink = black_box(page, part, dpi=600)
        assert (ink[0] - x, ink[1] - y) == pytest.approx(from_corner, abs=0.1)
        assert (ink[0] + ink[2]) / 2 == pytest.approx(x + known.cell_width / 2, abs=0.1)
        assert inside(ink, part, slack=-known.inset + 0.1)


def test_a_sheet_without_shift_begins_its_bars_where_the_cell_does():
    known = sheet("tj-107")
    same = [a_label("0003320", title="")] * known.cells

    page = picture(label_pages(same, sheet=known), 0, dpi=600)

    inks = [black_box(page, cell_box(known, cell), dpi=600) for cell in (1, 2, 4)]
    assert inks[1][0] - inks[0][0] == pytest.approx(known.pitch_x, abs=0.1)
    assert inks[2][1] - inks[0][1] == pytest.approx(known.pitch_y, abs=0.1)


def test_what_is_shifted_off_the_paper_is_still_placed():
    known = sheet("a4-3x8")
    placement = Placement(1, Fit(-20, -20))

    pdf = label_pages(some_labels(24), sheet=known, placement=placement)

    filled, _ = boxes(pdf, 0)
    assert len(filled) == 24
    assert min(top for _, top, _, _ in filled) < 0


# --- What labels say -----------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_number_heading_title_and_call_number_are_all_on_the_label(name):
    label = Label("0003320", "Pustaka Cahaya", "Kancil & Buaya <i>", "899.221 PER k")

    pdf = label_pages([label], sheet=sheet(name))

    said = " ".join(words_on(pdf))
    for part in ("Pustaka Cahaya", "0003320", "Kancil & Buaya <i>", "899.221 PER k"):
        assert part in said


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_a_number_and_a_call_number_are_never_cut(name):
    label = a_label(
        "0001/PD-S", title=LONG, heading=LONG, call_number="R 899.221 308 3 MUH j jil. 12"
    )

    pdf = label_pages([label], sheet=sheet(name), design=LabelDesign(symbology=Symbology.qr))

    said = " ".join(words_on(pdf))
    assert "0001/PD-S" in said
    assert "R 899.221 308 3 MUH j jil. 12" in said


@pytest.mark.parametrize("name", ["tj-121", "gc-121", "avery-l7160"])
def test_a_short_title_among_long_ones_leaves_no_empty_line(name):
    known = sheet(name)
    labels = [a_label(), a_label("0003321", title=LONG)]

    pdf = label_pages(labels, sheet=known)

    page = picture(pdf, 0)
    short, long = (black_box(page, cell_box(known, cell), dpi=300) for cell in (1, 2))
    assert short[1] == pytest.approx(long[1], abs=0.1)
    assert short[3] < long[3] - 2  # the call number moves up to the title


def test_a_shelf_sign_that_says_nothing_is_refused():
    with pytest.raises(NothingToPrint):
        label_pages(
            [Label("", lines=("",))], sheet=sheet("tj-121"), design=LabelDesign(PrintWhat.shelf)
        )


def test_a_long_title_takes_two_lines_where_there_is_room_and_then_an_ellipsis():
    label = a_label(title=LONG)

    on_wide = words_on(label_pages([label], sheet=sheet("tj-121")))
    on_narrow = words_on(label_pages([label], sheet=sheet("tj-107")))

    assert sum(line[:5] in LONG for line in on_wide if line != label.number) >= 2
    assert any(line.endswith("…") for line in on_narrow)


def test_fields_that_are_not_chosen_are_not_printed():
    design = LabelDesign(heading=False, title=False, call_number=False)

    pdf = label_pages([a_label()], sheet=sheet("tj-107"), design=design)

    assert words_on(pdf) == ["0003320"]


def test_a_spine_says_its_lines_with_the_class_largest():
    pdf = label_pages([a_label()], sheet=sheet("tj-121"), design=LabelDesign(PrintWhat.spine))

    assert words_on(pdf) == ["Pustaka Cahaya", "R", "899.221 3", "PER", "p"]
    _, letters = boxes(pdf, 0)
    figures = [bottom - top for _, top, _, bottom in letters[14:]]
    assert max(figures) == pytest.approx(figures[1], rel=0.05)


@pytest.mark.parametrize("heading", ["Pustaka Cahaya", ""])
def test_a_library_that_heads_the_spine_is_not_said_twice(heading):
    label = a_label(heading=heading, spine=("Pustaka Cahaya", "899", "PER", "p"))

    pdf = label_pages([label], sheet=sheet("tj-107"), design=LabelDesign(PrintWhat.spine))

    assert words_on(pdf) == ["Pustaka Cahaya", "899", "PER", "p"]


def test_a_class_says_its_digit_beside_the_band():
    design = LabelDesign(PrintWhat.spine, colour_band=True)

    banded = label_pages([a_label()], sheet=sheet("tj-107"), design=design)
    unknown = label_pages([a_label(class_main="")], sheet=sheet("tj-107"), design=design)

    assert "8" in words_on(banded)
    assert len(boxes(banded, 0)[0]) == 1
    assert boxes(unknown, 0)[0] == []


def test_the_ten_colours_differ_in_grey_too():
    colours = class_colours()

    parts = [[int(one[at : at + 2], 16) for at in (1, 3, 5)] for one in colours.values()]
    greys = sorted(0.299 * red + 0.587 * green + 0.114 * blue for red, green, blue in parts)
    assert sorted(colours) == list("0123456789")
    assert min(b - a for a, b in itertools.pairwise(greys)) >= 12


def test_on_the_flattest_cells_the_spine_is_one_line():
    design = LabelDesign(PrintWhat.both)

    pdf = label_pages(
        [a_label(spine=("899.221 3", "PER", "p"))], sheet=sheet("roll-33x15x3"), design=design
    )

    assert "899.221 3 PER p" in words_on(pdf)


def test_a_resident_s_label_has_no_name():
    pdf = label_pages(
        [a_label("W000417", title="")], sheet=sheet("tj-107"), design=LabelDesign(PrintWhat.member)
    )

    assert words_on(pdf) == ["Pustaka Cahaya", "W000417"]


def test_a_blank_label_has_number_and_library_only():
    pdf = label_pages([a_label()], sheet=sheet("tj-107"), design=LabelDesign(PrintWhat.blank))

    assert words_on(pdf) == ["Pustaka Cahaya", "0003320"]


def test_a_shelf_sign_and_a_box_say_their_lines():
    label = a_label(lines=("800–899", "Kesusastraan"), heading="")

    sign = label_pages([label], sheet=sheet("tj-121"), design=LabelDesign(PrintWhat.shelf))
    box = label_pages([label], sheet=sheet("tj-121"), design=LabelDesign(PrintWhat.box))

    assert words_on(sign) == ["800–899", "Kesusastraan"]
    assert words_on(box) == ["800–899", "Kesusastraan", "0003320"]
    assert [scan.text for scan in scans(box)] == ["0003320"]
    assert scans(sign) == []


@pytest.mark.parametrize("words", ["2X4 Agama Islam", "800-899 Kesusastraan"])
@pytest.mark.parametrize("name", ["a4-3x8", "tj-121"])
@pytest.mark.parametrize("band", [False, True])
def test_a_shelf_sign_of_long_words_leaves_white_before_the_next_cell(name, words, band):
    known = sheet(name)
    label = a_label(lines=(words,), heading="", class_main="8")
    design = LabelDesign(PrintWhat.shelf, colour_band=band)

    pdf = label_pages([label] * known.cells, sheet=known, design=design)

    _, letters = boxes(pdf, 0)
    first = [box for box in letters if box[0] < known.left + known.pitch_x - 0.5 and box[1] < 40]
    white = known.inset + 2.5 - 0.05
    first = [box for box in first if box[3] < known.top + known.cell_height]
    assert max(box[2] for box in first) <= known.left + known.cell_width - white
    if not band:
        assert min(box[0] for box in first) >= known.left + white


def test_a_title_beside_a_spine_on_a_small_label_is_large_enough_to_read():
    long = a_label(title="Bercocok Tanam di Lahan Gambut untuk Pemula")

    pdf = label_pages([long], sheet=sheet("tj-107"), design=LabelDesign(PrintWhat.both))

    said = words_on(pdf)
    assert any(line.startswith("Bercocok Tanam") for line in said)
    assert any("Gambut" in line and not line.startswith("Bercocok") for line in said)
    filled, letters = boxes(pdf, 0)
    (left, _, right, bottom), *_ = filled
    assert right - left > 24  # the bars have gained what the spine gave
    title = [box for box in letters if box[0] > left - 3 and box[1] > bottom + 2.4]
    # Small letters are 0.54 of the type, of 4 points in the smallest type.
    assert max(box[3] - box[1] for box in title) >= 6 * 0.7 * 25.4 / 72


def test_a_box_without_a_number_has_words_only():
    labels = [a_label(""), a_label()]

    pdf = label_pages(labels, sheet=sheet("tj-121"), design=LabelDesign(PrintWhat.box))

    assert [scan.text for scan in scans(pdf)] == ["0003320"]


# --- Pages and cells -----------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_the_pages_have_the_size_of_the_sheet(name):
    known = sheet(name)
    size = (known.paper_width, known.paper_height)
    labels = some_labels(known.cells + 1)

    pdf = label_pages(labels, sheet=known)

    assert page_sizes(pdf) == (pytest.approx(size, abs=0.001),) * 2


def test_on_a_carrier_the_pages_have_its_size():
    placement = Placement(carrier=Carrier("f4", Feed.left))

    pdf = label_pages(some_labels(31), sheet=sheet("tj-107"), placement=placement)

    assert page_sizes(pdf) == (pytest.approx((215, 330), abs=0.001),) * 2


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
    for fit in (Fit(right=offset), Fit(down=offset)):
        with pytest.raises(OffsetOutOfRange) as refusal:
            label_pages(some_labels(1), sheet=sheet("tj-107"), placement=Placement(1, fit))

        assert refusal.value.limit_mm == 20


def test_a_creep_no_printer_has_and_a_narrow_carrier_are_refused():
    with pytest.raises(CreepOutOfRange):
        label_pages(
            some_labels(1), sheet=sheet("tj-107"), placement=Placement(1, Fit(creep_down=3.1))
        )
    with pytest.raises(SheetTooWide):
        label_pages(
            some_labels(1), sheet=sheet("tj-107"), placement=Placement(carrier=Carrier("a5"))
        )


def test_an_empty_run_is_refused():
    with pytest.raises(NothingToPrint):
        label_pages([], sheet=sheet("tj-107"))


# --- What cannot be printed ----------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=20))
def test_a_number_is_read_from_the_label_or_refused_by_name(number):
    for name in ("tj-107", "a4-3x8", "roll-33x15x3", "roll-57x40"):
        known = sheet(name)
        label = Label(number, "Pustaka")
        try:
            pdf = label_pages([label], sheet=known)
        except CodeDoesNotFit as refusal:
            assert refusal.number == number  # noqa: PT017 - either end is right
            assert not fitting_sheets([label], design=PLAIN, among=[known])
        else:
            assert [scan.text for scan in scans(pdf, dpi=203)] == [number]
            assert fitting_sheets([label], design=PLAIN, among=[known]) == (known,)


def test_one_number_no_scanner_sends_stops_the_run_by_name():
    labels = [*some_labels(3), Label("0004é", "Pustaka Cahaya")]

    with pytest.raises(CodeNotEncodable) as refusal:
        label_pages(labels, sheet=sheet("tj-107"))

    assert refusal.value.number == "0004é"


def test_several_numbers_that_do_not_fit_are_named_together():
    numbers = [f"ABCDEFGHIJKLMNOPQRS{place}" for place in range(7)]
    labels = [*some_labels(3), *map(Label, numbers)]

    with pytest.raises(CodesDoNotFit) as refusal:
        label_pages(labels, sheet=sheet("tj-107"))

    assert refusal.value.count == 7
    assert refusal.value.numbers == ", ".join(numbers[:5]) + " …"
    found = problems(labels, sheet=sheet("tj-107"), design=PLAIN)
    assert [place for place, _ in found] == [3, 4, 5, 6, 7, 8, 9]
    assert {type(reason) for _, reason in found} == {CodeDoesNotFit}


def test_many_copies_without_an_isbn_are_not_told_to_choose_a_wider_label():
    labels = [a_label(f"{3320 + place:07}", isbn="") for place in range(7)]
    design = LabelDesign(symbology=Symbology.ean13)

    with pytest.raises(NoIsbnOnLabels) as refusal:
        label_pages([*labels, a_label()], sheet=sheet("tj-121"), design=design)

    assert refusal.value.count == 7
    assert refusal.value.numbers == "0003320, 0003321, 0003322, 0003323, 0003324 …"
    said = messages.sentence(refusal.value)
    assert "ISBN" in said
    assert "wider" not in said


def test_several_numbers_with_a_wrong_sign_are_named_as_that():
    labels = [a_label("a1"), a_label("b1"), a_label("0003320")]

    with pytest.raises(CodesNotEncodable) as refusal:
        label_pages(labels, sheet=sheet("tj-121"), design=LabelDesign(symbology=Symbology.code39))

    assert (refusal.value.count, refusal.value.numbers) == (2, "a1, b1")
    assert "wider" not in messages.sentence(refusal.value)


def test_labels_that_fail_for_different_reasons_are_counted_by_reason():
    labels = [
        *map(Label, ("a1", "b1", "c1", "d1")),
        *map(Label, ("ABCDEFGHIJKLMNOPQRST", "ABCDEFGHIJKLMNOPQRSU")),
        Label("0003320"),
    ]

    with pytest.raises(CodesCannotBePrinted) as refusal:
        label_pages(labels, sheet=sheet("tj-107"), design=LabelDesign(symbology=Symbology.code39))

    assert refusal.value.count == 6
    counted = "4 with a wrong sign, 2 too long"
    assert refusal.value.reasons == counted
    assert refusal.value.numbers == "a1, b1, c1, d1, ABCDEFGHIJKLMNOPQRST …"
    assert refusal.value.reasons in messages.sentence(refusal.value)


def test_the_same_number_twice_is_one_problem():
    with pytest.raises(CodeDoesNotFit):
        label_pages([Label("ABCDEFGHIJKLMNOPQRST")] * 3, sheet=sheet("tj-107"))


@pytest.mark.parametrize("isbn", ["", "9786020332957", "0003320", "ISBN"])
def test_a_title_without_a_valid_isbn_has_no_ean_13(isbn):
    label = a_label(isbn=isbn)

    with pytest.raises(NoIsbnOnLabel) as refusal:
        label_pages([label], sheet=sheet("tj-107"), design=LabelDesign(symbology=Symbology.ean13))

    assert refusal.value.number == "0003320"


def test_a_short_isbn_becomes_thirteen_digits():
    label = a_label(isbn="602-03-3295-2")

    found = problems([label], sheet=sheet("tj-107"), design=LabelDesign(symbology=Symbology.ean13))

    assert not found or isinstance(found[0][1], NoIsbnOnLabel)


def test_small_letters_are_named_for_code_39():
    labels = [a_label("0003320"), a_label("a3320")]
    design = LabelDesign(symbology=Symbology.code39)

    found = problems(labels, sheet=sheet("tj-121"), design=design)

    assert [(place, type(reason), reason.number) for place, reason in found] == [
        (1, CodeNotEncodable, "a3320")
    ]


def test_a_number_too_long_for_one_sheet_names_those_it_fits():
    labels = [Label("0003320"), Label("ABCDEFGHIJKLMNOPQRST")]

    fitting = fitting_sheets(labels, design=PLAIN, among=sheets())

    names = [known.name for known in fitting]
    assert "tj-107" not in names
    assert "tj-121" in names
    square = LabelDesign(symbology=Symbology.qr)
    assert len(fitting_sheets(labels, design=square, among=sheets())) == len(sheets())


def test_more_lines_than_a_cell_holds_are_refused():
    label = a_label()
    known = replace(sheet("roll-33x15x3"), cell_height=4.5)

    with pytest.raises(LabelTooSmall):
        label_pages([label], sheet=known, design=LabelDesign(PrintWhat.spine))


# --- A long run ----------------------------------------------------------------------


def test_progress_tells_every_label_and_ends_at_the_last():
    heard = []

    label_pages(some_labels(450), sheet=sheet("tj-107"), progress=lambda *done: heard.append(done))

    assert heard[-1] == (450, 450)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert len(heard) >= 5


def test_a_long_run_can_be_stopped():
    heard = []

    with pytest.raises(PrintingStopped):
        label_pages(
            some_labels(2000),
            sheet=sheet("tj-107"),
            progress=lambda *done: heard.append(done),
            stopped=lambda: len(heard) >= 3,
        )

    assert len(heard) == 3


@pytest.mark.parametrize(
    "design",
    [PLAIN, LabelDesign(PrintWhat.spine, colour_band=True), LabelDesign(symbology=Symbology.qr)],
)
def test_the_same_labels_give_the_same_bytes(design):
    known = sheet("tj-107")
    labels = [a_label(f"{place:07}", title=ARABIC) for place in range(40)]
    placement = Placement(2, Fit(0.3, -0.2))
    first = label_pages(labels, sheet=known, design=design, placement=placement)
    label_pages(some_labels(3, title=LONG), sheet=known)

    again = label_pages(labels, sheet=known, design=design, placement=placement)

    assert again == first


def test_a_large_run_stays_small():
    known = sheet("tj-107")

    sizes = [len(label_pages(some_labels(count), sheet=known)) for count in (300, 1500)]

    assert (sizes[1] - sizes[0]) / 1200 <= 250


def test_labels_of_a_run_stand_at_the_same_height():
    labels = [a_label(), a_label("0003321", title=LONG), a_label("0003322", call_number="")]

    pdf = label_pages(labels, sheet=sheet("tj-107"))

    filled, _ = boxes(pdf, 0)
    assert len({round(top, 3) for _, top, _, _ in filled}) == 1
    assert len({round(bottom, 3) for _, _, _, bottom in filled}) == 1
