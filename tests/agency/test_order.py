"""Whatever the order in which parcels come, the agency ends up knowing the same."""

import shutil
from itertools import count
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select
from sqlmodel import col

from jukung.agency import accept, totals
from jukung.agency.office import open_office
from jukung.agency.tables import ParcelKept
from jukung.exchange.parcels.verdict import Verdict
from makers import NOON
from many_parcels import a_template, senders
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
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FEWER = settings(PERMUTED, max_examples=20)
FEW = settings(PERMUTED, max_examples=1)
OFTEN = settings(PERMUTED, max_examples=5000)
MANY = settings(PERMUTED, max_examples=100)


class InFiles:
    """Offices that begin as copies of one file."""

    def __init__(self, folder):
        self.folder = folder
        self.serial = count()

    def first(self):
        return an_office(self.folder)

    def keep(self, office):
        self.path = office.path
        office.close()

    def fresh(self):
        path = self.folder / f"{next(self.serial)}.jukung-agency"
        shutil.copyfile(self.path, path)
        return open_office(path, clock=lambda: NOON)

    def drop(self, office):
        office.close()
        office.path.unlink()


class OnServer:
    """Offices that begin as copies of one database."""

    def __init__(self, folder, server):
        self.folder = folder
        self.server = server
        self.address = server.a_database()

    def first(self):
        return an_office(self.folder, place=self.address)

    def keep(self, office):
        office.close()

    def fresh(self):
        self.last = self.server.a_copy_of(self.address)
        return open_office(self.last, clock=lambda: NOON)

    def drop(self, office):
        office.close()
        self.server.drop(self.last)


class Post:
    """Enrolled libraries' parcels, and the agency before any of them came."""

    def __init__(self, offices, office, parcels):
        self.offices = offices
        self.parcels = [for_agency(office, content) for content in parcels]
        offices.keep(office)
        _judged, self.in_turn = self.delivered(range(len(parcels)))

    def delivered(self, order):
        """What a fresh agency knows after parcels came in this order."""
        office = self.offices.fresh()
        try:
            judged = accept.accept(office, [self.parcels[number] for number in order])
            with office.reading() as desk:
                values = [totals.totals(desk, month).values for month in YEAR]
            rows = dump(office.file)
            return judged, (values, rows["claim"], rows["epoch"], rows["figure"], places(office))
        finally:
            self.offices.drop(office)


def places(office):
    """Hash and state of each parcel."""
    with office.reading() as desk:
        found = desk.session.execute(select(col(ParcelKept.hash), col(ParcelKept.state)))
        return sorted((digest, state.value) for digest, state in found)


@pytest.fixture(scope="module", params=["file", "server"])
def offices(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("offices")
    if request.param == "file":
        return InFiles(folder)
    return OnServer(folder, request.getfixturevalue("postgresql"))


@pytest.fixture(scope="module")
def year(offices, tmp_path_factory):
    """Twelve months, three of them corrected, one of them twice: sixteen parcels."""
    folder = tmp_path_factory.mktemp("year")
    office = offices.first()
    library = a_joined_library(folder, office)
    for number, month in enumerate(YEAR, start=1):
        a_sealed_month(library, month, female=number)
        if number in {4, 8}:
            a_sealed_month(library, YEAR[number - 3], female=100)
    a_sealed_month(library, YEAR[1], female=1000)
    a_sealed_month(library, OCTOBER, female=1000)
    parcels = list(envelopes(library).values())
    library.close()
    return Post(offices, office, parcels)


@pytest.fixture(scope="module", params=["file", "server"])
def torn_offices(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("torn-offices")
    if request.param == "file":
        return InFiles(folder)
    return OnServer(folder, request.getfixturevalue("postgresql"))


@pytest.fixture(scope="module")
def torn(torn_offices, tmp_path_factory):
    """Two copies of one library that both went on reporting."""
    folder = tmp_path_factory.mktemp("torn")
    office = torn_offices.first()
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
    return Post(torn_offices, office, parcels)


@pytest.fixture(scope="module", params=["file", "server"])
def fifty_offices(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("fifty-offices")
    if request.param == "file":
        return InFiles(folder)
    return OnServer(folder, request.getfixturevalue("postgresql"))


@pytest.fixture(scope="module")
def fifty(fifty_offices, tmp_path_factory):
    """A year of fifty libraries, every fifth month of them corrected once."""
    office = fifty_offices.first()
    libraries = senders(a_template(tmp_path_factory.mktemp("fifty"), office), 50)
    with office.changing() as desk:
        for each in libraries:
            each.enrol(desk)
    parcels = []
    for serial, library in enumerate(libraries):
        for number, month in enumerate(YEAR):
            figures = {"visits": serial + number, "loans": number, "returns": 1}
            parcels.append(library.seal(month, figures))
            if (serial + number) % 5 == 0:
                replaced = library.hashes[-1]
                figures["visits"] = 1000
                parcels.append(
                    library.seal(month, figures, kind="replacement", revision=2, replaces=replaced)
                )
    return Post(fifty_offices, office, parcels)


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


def check_fifty(fifty, seed):
    rng = Random(seed)
    order = list(range(len(fifty.parcels)))
    rng.shuffle(order)
    lost = set(order[:20])
    order += rng.choices(order, k=60)
    first_delivery = [number for number in order if number not in lost]
    # What was lost comes with a later stick, which brings everything again.
    _judged, known = fifty.delivered([*first_delivery, *sorted(lost), *order[:40]])

    assert known == fifty.in_turn
    corrected = [[(s + n) % 5 == 0 for s in range(50)] for n in range(12)]
    assert [values["visits"] for values in known[0]] == [
        sum(1000 if corrected[n][s] else s + n for s in range(50)) for n in range(12)
    ]


@FEW
@given(seed=some.integers(0, 2**32))
def test_a_year_of_fifty_libraries_lost_repeated_and_in_any_order_gives_the_same(fifty, seed):
    check_fifty(fifty, seed)


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@MANY
@given(seed=some.integers(0, 2**32))
def test_a_year_of_fifty_libraries_in_very_many_orders_gives_the_same(fifty, seed):
    check_fifty(fifty, seed)
