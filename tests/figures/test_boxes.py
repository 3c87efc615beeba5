"""Boxes on loan among the figures of a month."""

from jukung.domain.months import Month
from jukung.figures import month as figures
from jukung.library import box_return
from lent_box_makers import a_box_here, an_announced_box
from makers import a_loan, a_member


def gathered(desk):
    return figures.gather(desk, Month(2026, 11))


def test_nothing_is_known_before_the_first_box(desk):
    a_loan(desk)
    an_announced_box(desk)

    found = gathered(desk)

    assert (found["boxes_received"], found["boxes_returned"]) == (None, None)


def test_a_box_that_came_counts_and_none_went(desk):
    a_box_here(desk, 3)

    found = gathered(desk)

    assert (found["boxes_received"], found["boxes_returned"]) == (1, 0)


def test_a_box_that_went_counts(desk):
    _agency, view = a_box_here(desk, 1)
    a_member(desk)
    box_return.begin(desk, view.id)
    box_return.finish(desk, view.id)

    assert gathered(desk)["boxes_returned"] == 1
