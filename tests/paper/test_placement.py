import pytest

from jukung.domain.errors import (
    CellOutOfRange,
    CreepOutOfRange,
    OffsetOutOfRange,
    SheetTooWide,
)
from jukung.domain.kinds import Feed
from jukung.paper import papers
from jukung.paper.placement import Carrier, Fit, Placement
from jukung.paper.sheets import sheet

NAN, INFINITE = float("nan"), float("inf")


def test_a_cell_is_where_the_sheet_says_when_nothing_is_off():
    known = sheet("tj-107")

    assert Placement().corner(known, 30) == known.corner(30) == (113, 187)


def test_shift_and_creep_are_added_from_the_upper_left_corner_of_the_paper():
    known = sheet("tj-107")
    placement = Placement(fit=Fit(2, -1, 1, -0.5))

    x, y = placement.point(known, 113, 187)

    assert x == pytest.approx(113 * 1.01 + 2)
    assert y == pytest.approx(187 * 0.995 - 1)


def test_the_middle_of_a_cell_lands_right_so_that_a_creep_is_shared_by_both_its_edges():
    known = sheet("tj-107")
    placement = Placement(fit=Fit(2, -1, 1, -0.5))

    x, y = placement.corner(known, 30)

    assert x + 25 == pytest.approx((113 + 25) * 1.01 + 2)
    assert y + 9 == pytest.approx((187 + 9) * 0.995 - 1)


@pytest.mark.parametrize(("feed", "right"), [("left", 0), ("centre", 22.5), ("right", 45)])
def test_a_sheet_lies_left_centre_or_right_on_what_carries_it(feed, right):
    known = sheet("tj-107")
    placement = Placement(carrier=Carrier(papers.A4, Feed(feed)))

    assert placement.page(known) == (210, 297)
    assert placement.corner(known, 1) == (3 + right, 7)


def test_a_creep_grows_from_the_edge_of_the_carrier():
    known = sheet("tj-107")
    placement = Placement(fit=Fit(creep_right=1), carrier=Carrier(papers.A4, Feed.right))

    assert placement.point(known, 3, 7)[0] == pytest.approx(48 * 1.01)
    assert placement.corner(known, 1)[0] == pytest.approx((48 + 25) * 1.01 - 25)


@pytest.mark.parametrize("cell", [0, -1, 31])
def test_a_cell_the_sheet_does_not_have_is_refused(cell):
    with pytest.raises(CellOutOfRange) as refusal:
        Placement(cell).check(sheet("tj-107"))

    assert (refusal.value.cell, refusal.value.cells) == (cell, 30)


@pytest.mark.parametrize("off", [20.1, -20.1, NAN, INFINITE])
def test_a_shift_no_printer_has_is_refused(off):
    for fit in (Fit(right=off), Fit(down=off)):
        with pytest.raises(OffsetOutOfRange) as refusal:
            Placement(fit=fit).check(sheet("tj-107"))

        assert refusal.value.limit_mm == 20


@pytest.mark.parametrize("off", [3.1, -3.1, NAN, INFINITE])
def test_a_creep_no_printer_has_is_refused(off):
    for fit in (Fit(creep_right=off), Fit(creep_down=off)):
        with pytest.raises(CreepOutOfRange) as refusal:
            Placement(fit=fit).check(sheet("tj-107"))

        assert refusal.value.limit_mm == 3


@pytest.mark.parametrize("name", ["tj-103", "tj-107"])
def test_a_sheet_larger_than_its_carrier_is_refused_by_name(name):
    known = sheet(name)

    with pytest.raises(SheetTooWide) as refusal:
        Placement(carrier=Carrier(papers.A5)).check(known)

    assert (refusal.value.sheet, refusal.value.paper) == (known.title, "A5")


def test_the_largest_fit_a_printer_needs_is_taken():
    Placement(30, Fit(20, -20, 3, -3), Carrier(papers.F4, Feed.left)).check(sheet("tj-107"))
