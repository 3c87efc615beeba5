"""Every label is read from paper, straight and spoilt, or refused by name."""

import shutil
import subprocess
from dataclasses import replace
from itertools import product

import pytest
from bad_printer import WORST, Box, ink_box, part_of, read, seen, spoilt

from jukung.domain.errors import CodeDoesNotFit, LabelTooSmall, NoIsbnOnLabel, Refusal
from jukung.domain.kinds import Feed, PrintWhat, Symbology
from jukung.paper import papers
from jukung.paper.labels import (
    Label,
    LabelDesign,
    fitting_sheets,
    label_pages,
    problems,
)
from jukung.paper.placement import Carrier, Fit, Placement
from jukung.paper.sheets import Sheet, sheet, sheets

ISBN = "9786020332956"
KINDS = (
    PrintWhat.barcode,
    PrintWhat.both,
    PrintWhat.box,
    PrintWhat.member,
    PrintWhat.blank,
)
NUMBERS = {PrintWhat.box: "K00012", PrintWhat.member: "A000417"}
NO_ROOM = (CodeDoesNotFit, LabelTooSmall)


def shape(known: Sheet) -> tuple[float, ...]:
    return (
        known.paper_width,
        known.cell_width,
        known.cell_height,
        known.inset,
        known.dots_per_inch,
    )


EVERY_SHEET = sorted(known.name for known in sheets())
EVERY_SHAPE = sorted(known.name for known in {shape(known): known for known in sheets()}.values())


def a_label(what: PrintWhat, place: int = 0) -> Label:
    number = NUMBERS.get(what, "0003320")
    return Label(
        number[: -len(str(place))] + str(place) if place else number,
        heading="Perpustakaan Desa Sungai Melati",
        title="" if what is PrintWhat.blank else "Bercocok Tanam di Lahan Gambut",
        call_number="631.4 PER b",
        spine=("Perp. Melati", "631.4", "PER", "b"),
        class_main="6",
        isbn=ISBN,
        lines=("Kotak 12", "Buku anak"),
    )


def code_of(label: Label, symbology: Symbology) -> str:
    return label.isbn if symbology is Symbology.ean13 else label.number


def cell_box(known: Sheet, cell: int) -> Box:
    x, y = known.corner(cell)
    return x, y, x + known.cell_width, y + known.cell_height


def unread(
    labels: list[Label], known: Sheet, design: LabelDesign, *, cells: tuple[int, ...]
) -> list[tuple[int, int, bool, list[str]]]:
    """Look at these cells of a printed sheet; what was not read as it should be."""
    pdf = label_pages(labels, sheet=known, design=design, placement=Placement(cells[0]))
    missed = []
    for cell, dpi, bad in product(cells, (203, 300), (None, WORST)):
        wanted = code_of(labels[cell - cells[0]], design.symbology)
        picture = seen(pdf, 0, cell_box(known, cell), dpi=dpi, bad=bad)
        found = read(picture, design.symbology)
        if wanted not in found:
            missed.append((cell, dpi, bad is not None, found))
    return missed


def chosen_cell(known: Sheet, what: PrintWhat, symbology: Symbology) -> int:
    """Another cell for each kind, so that all corners of a sheet are looked at."""
    turn = KINDS.index(what) * len(Symbology) + list(Symbology).index(symbology)
    return 1 + (turn * 7 + (known.cells - 1) * (turn % 2)) % known.cells


def refusal_of(label: Label, known: Sheet, design: LabelDesign) -> Refusal | None:
    found = problems([label], sheet=known, design=design)
    return found[0][1] if found else None


@pytest.mark.parametrize("symbology", Symbology)
@pytest.mark.parametrize("name", EVERY_SHAPE)
def test_a_label_is_read_straight_and_spoilt_or_refused_by_name(name, symbology):
    known = sheet(name)

    for what in KINDS:
        design = LabelDesign(what, symbology)
        label = a_label(what)
        refusal = refusal_of(label, known, design)
        if refusal is None:
            cell = chosen_cell(known, what, symbology)
            assert unread([label], known, design, cells=(cell,)) == [], what
            continue
        assert isinstance(refusal, NO_ROOM), what
        assert known.title in str(refusal.facts.values())
        with pytest.raises(type(refusal)):
            label_pages([label], sheet=known, design=design)
        fitting = fitting_sheets([label], design=design, among=sheets())
        assert fitting, what
        assert known not in fitting


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("symbology", Symbology)
def test_the_sheets_that_are_named_instead_can_be_read(what, symbology):
    design = LabelDesign(what, symbology)
    label = a_label(what)

    fitting = fitting_sheets([label], design=design, among=sheets())

    assert fitting
    smallest = min(fitting, key=lambda known: known.cell_width * known.cell_height)
    assert unread([label], smallest, design, cells=(smallest.cells,)) == []


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_every_sheet_takes_the_number_of_a_copy(name):
    known = sheet(name)

    assert unread([a_label(PrintWhat.barcode)], known, LabelDesign(), cells=(known.cells,)) == []


REAL_NUMBERS = ("0003320", "A000213", "0001/PD/2024", "9780000000001", "PERPUS-2024-0012")


@pytest.mark.parametrize("number", REAL_NUMBERS)
@pytest.mark.parametrize("symbology", [Symbology.code128, Symbology.code39, Symbology.qr])
def test_numbers_as_libraries_write_them_are_read_or_refused(symbology, number):
    for turn, name in enumerate(EVERY_SHAPE):
        known = sheet(name)
        what = (PrintWhat.barcode, PrintWhat.both)[turn % 2]
        label, design = replace(a_label(what), number=number), LabelDesign(what, symbology)
        if refusal_of(label, known, design):
            assert not fitting_sheets([label], design=design, among=[known])
            continue
        cell = known.columns

        pdf = label_pages([label], sheet=known, design=design, placement=Placement(cell))

        assert read(seen(pdf, 0, cell_box(known, cell), dpi=203), symbology) == [number], name


def test_the_smallest_sheets_take_seven_figures_in_every_kind():
    """Nothing that a library prints every day is refused since modules are wider."""
    for name, what in product(EVERY_SHAPE, KINDS):
        label, design = a_label(what), LabelDesign(what)

        assert problems([label], sheet=sheet(name), design=design) == ()


LONG_NUMBERS = ("0001/PD-SUKA/2024", "ABCDEFGHIJKLMNOPQRST", "991234", "00000000012345678")


@pytest.mark.parametrize("number", LONG_NUMBERS)
@pytest.mark.parametrize("symbology", [Symbology.code128, Symbology.code39, Symbology.qr])
def test_a_long_number_is_read_or_refused_with_a_sheet_that_fits(number, symbology):
    label = Label(number, heading="Pustaka Cahaya", title="Perahu")
    design = LabelDesign(symbology=symbology)
    among = [sheet(name) for name in EVERY_SHAPE]

    fitting = fitting_sheets([label], design=design, among=among)

    assert fitting
    for known in sorted(fitting, key=lambda known: known.cell_width)[:3]:
        assert unread([label], known, design, cells=(1,)) == [], known.name
    for known in among:
        refusal = refusal_of(label, known, design)
        assert (refusal is None) is (known in fitting)
        if refusal is not None:
            assert isinstance(refusal, CodeDoesNotFit)
            assert refusal.facts == {"number": number, "sheet": known.title}


def test_bars_of_an_isbn_are_refused_by_name_where_there_is_none():
    label = Label("0003320", heading="Pustaka Cahaya")
    design = LabelDesign(symbology=Symbology.ean13)

    with pytest.raises(NoIsbnOnLabel) as refusal:
        label_pages([label], sheet=sheet("tj-121"), design=design)

    assert refusal.value.number == "0003320"


# --- Where it is on the paper --------------------------------------------------------

PLACEMENTS = [
    Placement(fit=Fit(2.0, -1.5, 0.8, -1.2)),
    Placement(fit=Fit(-0.4, 0.7, -1.5, 1.5)),
    *(Placement(fit=Fit(0.6, 0.9, 0.5, 0.5), carrier=Carrier(papers.A4, feed)) for feed in Feed),
    Placement(carrier=Carrier(papers.F4, Feed.right)),
]
FINE = 600


def ink_of(pdf: bytes, box: Box) -> Box:
    """Where the ink of a cell is, in millimetres from the page's upper left corner."""
    left, top, _right, _bottom = box
    picture = part_of(pdf, 0, box, dpi=FINE)
    found = ink_box(picture, dpi=FINE)
    left, top = max(left, 0), max(top, 0)
    return found[0] + left, found[1] + top, found[2] + left, found[3] + top


def lands(known: Sheet, cell: int, placement: Placement) -> tuple[float, float]:
    """Upper left corner of a cell by the sheet's own figures."""
    row, column = divmod(cell - 1, known.columns)
    x, y = known.left + column * known.pitch_x, known.top + row * known.pitch_y
    if placement.carrier is not None:
        spare = papers.SHEETS[placement.carrier.paper][0] - known.paper_width
        x += {Feed.left: 0, Feed.centre: 0.5, Feed.right: 1}[placement.carrier.feed] * spare
    fit = placement.fit
    half_x, half_y = known.cell_width / 2, known.cell_height / 2
    return (
        x + (x + half_x) * fit.creep_right / 100 + fit.right,
        y + (y + half_y) * fit.creep_down / 100 + fit.down,
    )


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_ink_is_in_the_middle_of_its_cell_and_inside(name):
    known = sheet(name)
    labels = [Label("0003320", heading="Pustaka", title="Perahu")] * known.cells

    pdf = label_pages(labels, sheet=known)

    for cell in {1, known.columns, known.cells}:
        left, top, right, bottom = cell_box(known, cell)
        ink = ink_of(pdf, (left, top, right, bottom))
        assert (ink[0] + ink[2]) / 2 == pytest.approx((left + right) / 2, abs=0.1)
        assert ink[0] >= left + known.inset - 0.05
        assert ink[1] >= top + known.inset - 0.05
        assert ink[2] <= right - known.inset + 0.05
        assert ink[3] <= bottom - known.inset + 0.05


@pytest.mark.parametrize("name", EVERY_SHAPE)
def test_ink_is_within_a_tenth_of_a_millimetre_of_the_sheets_figures(name):
    known = sheet(name)
    labels = [Label("0003320", heading="Pustaka", title="Perahu")] * known.cells
    straight = ink_of(label_pages(labels[:1], sheet=known), cell_box(known, 1))
    first = known.corner(1)
    inside = tuple(edge - first[place % 2] for place, edge in enumerate(straight))

    for placement in PLACEMENTS:
        if placement.carrier and known.paper_height > 297 - 0.1 and known.paper_width > 209:
            continue  # nothing to carry
        pdf = label_pages(labels, sheet=known, placement=placement)

        for cell in sorted({1, known.columns, known.cells // 2 + 1, known.cells}):
            x, y = lands(known, cell, placement)
            wide, high = placement.page(known)
            if x + inside[0] < 0 or y + inside[1] < 0:
                continue  # such a shift leaves the paper of a narrow roll
            if x + inside[2] > wide or y + inside[3] > high:
                continue
            box = x, y, min(x + known.cell_width, wide), min(y + known.cell_height, high)
            found = ink_of(pdf, box)
            for place in range(4):
                corner = (x, y)[place % 2]
                assert found[place] - corner == pytest.approx(inside[place], abs=0.1), (
                    placement,
                    cell,
                )


# --- Whole sheets, by night ----------------------------------------------------------


@pytest.mark.nightly
@pytest.mark.parametrize("symbology", Symbology)
@pytest.mark.parametrize("name", EVERY_SHAPE)
def test_every_cell_of_every_sheet_is_read(name, symbology):
    known = sheet(name)

    for what in KINDS:
        design = LabelDesign(what, symbology)
        labels = [a_label(what, place) for place in range(1, known.cells + 1)]
        refused = problems(labels, sheet=known, design=design)
        assert {type(refusal) for _place, refusal in refused} <= set(NO_ROOM)
        labels = [
            label
            for place, label in enumerate(labels)
            if place not in {refused_place for refused_place, _refusal in refused}
        ]
        cells = tuple(range(1, len(labels) + 1))
        if cells:
            assert unread(labels, known, design, cells=cells) == [], what


@pytest.mark.nightly
@pytest.mark.parametrize("symbology", Symbology)
@pytest.mark.parametrize("name", EVERY_SHAPE)
def test_another_reader_reads_the_same(name, symbology, tmp_path):
    program = shutil.which("zbarimg")
    if program is None:
        pytest.skip("zbarimg is not installed: apt-get install zbar-tools")
    known = sheet(name)

    for what in KINDS:
        label, design = a_label(what), LabelDesign(what, symbology)
        if refusal_of(label, known, design):
            continue
        pdf = label_pages([label] * known.cells, sheet=known, design=design)
        for cell, spoil in product({1, known.cells}, (False, True)):
            picture = part_of(pdf, 0, cell_box(known, cell), dpi=300, around=4)
            path = tmp_path / f"{what}-{cell}-{spoil}.png"
            (spoilt(picture, WORST, dpi=300) if spoil else picture).save(path)
            said = subprocess.run(  # noqa: S603 - found above
                [program, "--quiet", "--raw", str(path)],
                capture_output=True,
                check=False,
                text=True,
            )
            assert code_of(label, symbology) in said.stdout.split(), (what, cell, spoil)
