from dataclasses import dataclass, replace

import pypdfium2
import pytest
from bad_printer import part_of
from hypothesis import assume, example, given
from hypothesis import strategies as st

from jukung.domain.errors import (
    CreepOutOfRange,
    OffsetOutOfRange,
    RulerUnlikely,
    SheetTooWide,
)
from jukung.domain.kinds import Feed
from jukung.paper import papers
from jukung.paper.picture import page_count, page_sizes
from jukung.paper.placement import Carrier, Fit, Placement
from jukung.paper.ruler import Marks, expected, fit_from, ruler_page
from jukung.paper.sheets import sheet, sheets

DPI = 600
SIZES = {(known.paper_width, known.paper_height): known for known in sheets()}
EVERY_PAPER = sorted(known.name for known in SIZES.values())
CARRIERS = [None, *(Carrier(papers.A4, feed) for feed in Feed), Carrier(papers.F4)]


@dataclass(frozen=True)
class CheapPrinter:
    """Puts x at scale · x + shift, in millimetres."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    right: float = 0.0
    down: float = 0.0

    def lands(self, x: float, y: float) -> tuple[float, float]:
        return self.scale_x * x + self.right, self.scale_y * y + self.down


def drawn(fit: Fit, x: float, y: float) -> tuple[float, float]:
    return (
        x * (1 + fit.creep_right / 100) + fit.right,
        y * (1 + fit.creep_down / 100) + fit.down,
    )


def measured(printer: CheapPrinter, marks: Marks, fit: Fit) -> dict[str, float]:
    """What a hand reads on the ruler page, to a tenth of a millimetre."""
    near = printer.lands(*drawn(fit, marks.left, marks.top))
    far = printer.lands(*drawn(fit, marks.left + marks.across, marks.top + marks.down))
    return {
        "left": round(near[0], 1),
        "top": round(near[1], 1),
        "across": round(far[0] - near[0], 1),
        "down": round(far[1] - near[1], 1),
    }


def dark_runs(pixels: list[int], *, least: int) -> list[float]:
    """Middles, in millimetres, of the stretches that are dark."""
    middles, start = [], None
    for place, value in enumerate([*pixels, 255]):
        if value < 100 and start is None:
            start = place
        elif value >= 100 and start is not None:
            if place - start >= least:
                middles.append((start + place) / 2 * 25.4 / DPI)
            start = None
    return middles


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    leaf = document[0]
    reader = leaf.get_textpage()
    found = reader.get_text_range()
    for opened in (reader, leaf, document):
        opened.close()
    return found


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_the_lines_are_on_the_paper_and_at_even_millimetres(name):
    known = sheet(name)

    marks = expected(known)

    assert marks == Marks(*(float(int(value)) for value in vars_of(marks)))
    assert min(vars_of(marks)) >= 3
    assert marks.left + marks.across <= known.paper_width - 3
    assert marks.top + marks.down <= known.paper_height - 3


def vars_of(marks: Marks) -> tuple[float, ...]:
    return marks.left, marks.top, marks.across, marks.down


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_the_lines_are_printed_where_they_are_said_to_be(name):
    known = sheet(name)
    marks = expected(known)

    pdf = ruler_page(known, placement=Placement(), printer="Kantor")

    shown = part_of(pdf, 0, (0, 0, known.paper_width, known.paper_height), dpi=DPI)
    edge = round(1.6 / 25.4 * DPI)  # where only the lines run to the edge
    across = dark_runs(list(shown.crop((0, edge, shown.width, edge + 1)).tobytes()), least=4)
    column = dark_runs(list(shown.crop((edge, 0, edge + 1, shown.height)).tobytes()), least=4)
    assert marks.left == pytest.approx(nearest(across, marks.left), abs=0.05)
    far = marks.left + marks.across
    assert far == pytest.approx(nearest(across, far), abs=0.05)
    assert marks.top == pytest.approx(nearest(column, marks.top), abs=0.05)
    far = marks.top + marks.down
    assert far == pytest.approx(nearest(column, far), abs=0.05)


def nearest(found: list[float], wanted: float) -> float:
    return min(found, key=lambda one: abs(one - wanted))


def test_a_fit_moves_the_lines_with_the_labels():
    known = sheet("tj-107")
    fit = Fit(2.0, -1.5, 1.0, -0.5)
    marks = expected(known)

    pdf = ruler_page(known, placement=Placement(fit=fit), printer="Kantor")

    shown = part_of(pdf, 0, (0, 0, known.paper_width, known.paper_height), dpi=DPI)
    across = dark_runs(list(shown.crop((0, 40, shown.width, 41)).tobytes()), least=4)
    for x in (marks.left, marks.left + marks.across):
        lands = drawn(fit, x, 0)[0]
        assert nearest(across, lands) == pytest.approx(lands, abs=0.05)


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_the_page_has_the_size_of_the_sheet_or_of_what_carries_it(name):
    known = sheet(name)
    carrier = Carrier(papers.A4, Feed.right)
    alone = ruler_page(known, placement=Placement(), printer="Kantor")

    pages = [alone]
    if known.paper_width <= 210:
        pages.append(ruler_page(known, placement=Placement(carrier=carrier), printer="Kantor"))

    sizes = [page_sizes(page)[0] for page in pages]
    assert sizes[0] == pytest.approx((known.paper_width, known.paper_height), abs=0.01)
    assert sizes[1:] == [pytest.approx((210, 297), abs=0.01)] * (len(pages) - 1)
    assert [page_count(page) for page in pages] == [1] * len(pages)


@pytest.mark.parametrize("name", [n for n in EVERY_PAPER if not n.startswith("roll")])
def test_the_page_says_the_steps_the_measures_and_whose_it_is(name):
    known = sheet(name)
    marks = expected(known)

    said = words_of(ruler_page(known, placement=Placement(), printer="Epson di kantor"))

    flat = " ".join(said.split())
    for measure in vars_of(marks):
        assert f"{measure:.1f} mm" in flat.replace(",", ".")
    assert f"Epson di kantor · {known.title}" in flat
    assert [letter for letter in "ABCD" if letter in said] == list("ABCD")


def test_a_roll_has_room_for_the_letters_only():
    said = words_of(ruler_page(sheet("roll-33x15x3"), placement=Placement(), printer="Rol"))

    assert sorted(said.split()) == ["A", "B", "C", "D"]


def test_the_same_page_has_the_same_bytes():
    known = sheet("tj-121")
    first = ruler_page(known, placement=Placement(), printer="Kantor")
    ruler_page(sheet("roll-40x30"), placement=Placement(), printer="Rol")

    again = ruler_page(known, placement=Placement(), printer="Kantor")

    assert again == first


@pytest.mark.parametrize(
    ("placement", "refusal"),
    [
        (Placement(fit=Fit(right=21)), OffsetOutOfRange),
        (Placement(fit=Fit(creep_down=3.1)), CreepOutOfRange),
        (Placement(carrier=Carrier(papers.A6)), SheetTooWide),
    ],
)
def test_a_page_is_refused_like_the_labels_it_is_for(placement, refusal):
    with pytest.raises(refusal):
        ruler_page(sheet("a4-3x8"), placement=placement, printer="Kantor")


def test_a_page_that_is_right_changes_nothing():
    known = sheet("tj-107")
    marks = expected(known)

    fit = fit_from(
        known,
        carrier=None,
        left=marks.left,
        top=marks.top,
        across=marks.across,
        down=marks.down,
    )

    assert fit == Fit()


def test_two_millimetres_too_far_right_are_taken_back():
    known = sheet("tj-107")

    fit = fit_from(known, carrier=None, left=22, top=19.5, across=120, down=170)

    assert fit == Fit(right=-2, down=0.5)


scales = st.floats(min_value=0.982, max_value=1.018)
shifts = st.floats(min_value=-2.9, max_value=4.0)
printers = st.builds(CheapPrinter, scale_x=scales, scale_y=scales, right=shifts, down=shifts)
creeps = st.floats(min_value=-1, max_value=1)
fits = st.builds(Fit, st.floats(0, 2), st.floats(0, 2), creeps, creeps)


@given(st.sampled_from(EVERY_PAPER), st.sampled_from(CARRIERS), printers, fits)
@example("a4-3x8", None, CheapPrinter(0.985, 1.015, 2, -2), Fit())
@example("roll-33x15x3", None, CheapPrinter(1.01, 0.99, 1, -1), Fit(0, 1, 0, 0))
def test_a_measured_printer_puts_every_cell_where_it_should_be(name, carrier, printer, used):
    known = sheet(name)
    page = Placement(carrier=carrier).page(known)
    assume(page[0] >= known.paper_width and page[1] >= known.paper_height)
    marks = expected(known, carrier)
    read = measured(printer, marks, used)

    fit = fit_from(known, carrier=carrier, **read, printed_with=used)

    for cell in (1, known.columns, known.cells):
        wanted, sent = (
            (x + known.cell_width / 2, y + known.cell_height / 2)
            for x, y in (
                Placement(fit=one, carrier=carrier).corner(known, cell) for one in (Fit(), fit)
            )
        )
        lands = printer.lands(*sent)
        # A short measure tells no creep: 2.8 % of the half of what it measures is left.
        slack = [0.25 if span >= 30 else 0.55 for span in (marks.across, marks.down)]
        assert lands[0] == pytest.approx(wanted[0], abs=slack[0])
        assert lands[1] == pytest.approx(wanted[1], abs=slack[1])


def test_a_second_page_printed_with_the_fit_says_that_all_is_right():
    known = sheet("tj-121")
    printer = CheapPrinter(0.985, 1.012, 2.0, -1.3)
    marks = expected(known)
    first = fit_from(known, carrier=None, **measured(printer, marks, Fit()))

    again = measured(printer, marks, first)

    for said, wanted in zip(again.values(), vars_of(marks), strict=True):
        assert said == pytest.approx(wanted, abs=0.11)


RIGHT = {"left": 20.0, "top": 20.0, "across": 120.0, "down": 170.0}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"left": 41.0}, "41"),
        ({"left": -1.0}, "-1"),
        ({"left": float("nan")}, "nan"),
        ({"top": 200.0}, "200"),
        ({"across": 12.0}, "12"),
        ({"across": 140.0}, "140"),
        ({"across": 0.0}, "0"),
        ({"down": float("inf")}, "inf"),
        ({"down": 17.0}, "17"),
    ],
)
def test_a_measure_no_printer_makes_is_refused_by_name(wrong, said):
    with pytest.raises(RulerUnlikely) as refusal:
        fit_from(sheet("tj-107"), carrier=None, **RIGHT | wrong)

    assert said in refusal.value.measure
    assert "mm" in refusal.value.measure


def test_a_short_measure_that_is_far_off_is_refused_too():
    known = sheet("roll-33x15x3")
    marks = replace(expected(known), down=12.0)

    with pytest.raises(RulerUnlikely):
        fit_from(
            known,
            carrier=None,
            left=marks.left,
            top=marks.top,
            across=marks.across,
            down=marks.down,
        )
