"""B7: parcels a second on both stores, and a year of the whole province in a second.

The ordinary run takes in forty libraries; `-m nightly --benchmark-enable` two thousand.
"""

import sys
from time import perf_counter

import pytest

from jukung.agency import accept, totals
from jukung.figures.indicators import SENT
from many_parcels import a_template, plausible, senders
from parcel_makers import an_office, for_agency, months_before
from servers import Server, programs

CODES = [each.code for each in SENT]
YEAR = months_before(12)


@pytest.fixture(scope="module")
def server():
    """Debian's server as it comes, with its flushes."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    made = Server(settings=["listen_addresses="])
    yield made
    made.stop()


@pytest.fixture(params=["file", "server"])
def office(request, tmp_path):
    place = None
    if request.param == "server":
        place = request.getfixturevalue("server").a_database()
    made = an_office(tmp_path, place=place)
    yield made
    made.close()


def take_in(office, folder, *, libraries, months):
    """Every month of every library, sealed before the clock runs; a stick a library."""
    made = senders(a_template(folder, office), libraries)
    with office.changing() as desk:
        for each in made:
            each.enrol(desk)
    seconds = count = 0
    for each in made:
        stick = [
            for_agency(office, each.seal(month, plausible(each.code, month, CODES)))
            for month in months
        ]
        begun = perf_counter()
        judged = accept.accept(office, stick)
        seconds += perf_counter() - begun
        count += sum(one.verdict.is_counted for one in judged)
    return count, seconds


def a_years_table(office):
    begun = perf_counter()
    with office.reading() as desk:
        found = totals.sums(desk, YEAR[0], YEAR[-1])
    return found, perf_counter() - begun


def tell(capsys, office, *words):
    engine = "PostgreSQL" if office.is_shared else "SQLite"
    with capsys.disabled():
        sys.stdout.write(f"\n{engine}: {', '.join(words)}")


def test_parcels_of_forty_libraries_are_taken_in_and_added_up(office, tmp_path, capsys):
    count, seconds = take_in(office, tmp_path, libraries=40, months=YEAR[-3:])
    found, read = a_years_table(office)

    assert count == 120
    assert sum(each.sites for each in found if each.code == "visits") == 120
    tell(capsys, office, f"{count / seconds:.0f} parcels a second", f"table {read:.3f} s")


@pytest.mark.nightly
@pytest.mark.timeout(3600)
def test_a_year_of_two_thousand_libraries_is_taken_in_and_added_up(office, tmp_path, capsys):
    count, seconds = take_in(office, tmp_path, libraries=2000, months=YEAR)
    found, read = a_years_table(office)

    assert count == 24_000
    assert sum(each.sites for each in found if each.code == "visits") == 24_000
    expected = sum(
        plausible(each.code, month, ["visits"])["visits"]
        for each in senders({}, 2000)
        for month in YEAR
    )
    assert sum(each.total for each in found if each.code == "visits") == expected
    tell(capsys, office, f"{count / seconds:.0f} parcels a second", f"table {read:.3f} s")
