"""Whatever the order in which parcels come, the agency ends up knowing the same."""

import shutil
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from jukung.agency import accept, totals
from jukung.agency.office import open_office
from jukung.exchange.parcels.verdict import Verdict
from makers import NOON
from parcel_makers import (
    OCTOBER,
    a_clone,
    a_joined_library,
    a_sealed_month,
    an_office,
    dump,
    envelopes,
    for_agency,
    months_before,
)

YEAR = months_before(12)
PERMUTED = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FEWER = settings(PERMUTED, max_examples=40)
OFTEN = settings(PERMUTED, max_examples=5000)


class Post:
    """An enrolled library's parcels, and the agency's file before any of them came."""

    def __init__(self, folder, office, parcels):
        self.folder = folder
        self.parcels = [for_agency(office, content) for content in parcels]
        self.path = office.path
        self.serial = count()
        office.close()
        _judged, self.in_turn = self.delivered(range(len(parcels)))

    def delivered(self, order):
        """What a fresh agency knows after parcels came in this order."""
        path = self.folder / f"{next(self.serial)}.jukung-agency"
        shutil.copyfile(self.path, path)
        office = open_office(path, clock=lambda: NOON)
        try:
            judged = accept.accept(office, [self.parcels[number] for number in order])
            with office.reading() as desk:
                values = [totals.totals(desk, month).values for month in YEAR]
            rows = dump(office.file)
            return judged, (values, rows["claim"], rows["epoch"], self.places(rows))
        finally:
            office.close()
            path.unlink()

    @staticmethod
    def places(rows):
        """Hash, state and whether it counts, of each parcel."""
        parts = [row.split(", ") for row in rows["parcel"]]
        return sorted((part[1], part[11], part[12]) for part in parts)


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """Twelve months, three of them corrected, one of them twice: sixteen parcels."""
    folder = tmp_path_factory.mktemp("year")
    office = an_office(folder)
    library = a_joined_library(folder, office)
    for number, month in enumerate(YEAR, start=1):
        a_sealed_month(library, month, female=number)
        if number in {4, 8}:
            a_sealed_month(library, YEAR[number - 3], female=100)
    a_sealed_month(library, YEAR[1], female=1000)
    a_sealed_month(library, OCTOBER, female=1000)
    parcels = list(envelopes(library).values())
    library.close()
    return Post(folder, office, parcels)


@pytest.fixture(scope="module")
def torn(tmp_path_factory):
    """Two copies of one library that both went on reporting."""
    folder = tmp_path_factory.mktemp("torn")
    office = an_office(folder)
    library = a_joined_library(folder, office)
    for month in YEAR[:3]:
        a_sealed_month(library, month)
    one, other = a_clone(library, folder / "clone")
    for month in YEAR[3:6]:
        a_sealed_month(one, month, female=1)
    a_sealed_month(other, YEAR[1], female=2)
    a_sealed_month(other, YEAR[3], female=3)
    parcels = [*envelopes(one).values(), *list(envelopes(other).values())[3:]]
    one.close()
    other.close()
    return Post(folder, office, parcels)


def orders(parcel_count):
    """Every parcel at least once, some again, in any order."""
    whole = list(range(parcel_count))
    return some.lists(some.sampled_from(whole), max_size=6).flatmap(
        lambda more: some.permutations(whole + more)
    )


def check_year(year, order):
    judged, known = year.delivered(order)

    assert known == year.in_turn
    assert {each.verdict for each in judged} <= {
        Verdict.ACCEPT,
        Verdict.ACCEPT_LATE,
        Verdict.ACCEPT_WITH_GAP,
        Verdict.DUPLICATE,
    }
    assert [values["visits"] for values in known[0]] == [
        *(1, 1102, 3, 4, 5, 106, 7, 8, 9, 10, 11, 1012),
    ]


def check_torn(torn, order):
    _judged, known = torn.delivered(order)

    assert known == torn.in_turn
    assert [values["visits"] for values in known[0]][:6] == [7, 7, 7, None, None, None]


@PERMUTED
@given(order=orders(16))
def test_a_year_in_any_order_with_repeats_gives_the_same(year, order):
    check_year(year, order)


@FEWER
@given(order=orders(8))
def test_a_fork_in_any_order_gives_the_same(torn, order):
    check_torn(torn, order)


@pytest.mark.nightly
@OFTEN
@given(order=orders(16))
def test_a_year_in_very_many_orders_gives_the_same(year, order):
    check_year(year, order)


def test_lost_ones_are_named_until_they_come(year):
    judged, _known = year.delivered([0, 1, 4, 7])

    assert [each.note for each in judged] == ["", "", "3, 4", "6, 7"]


def test_a_month_counts_the_newest_that_came(year):
    _judged, known = year.delivered([15])

    assert known[0][-1]["visits"] == 1012
