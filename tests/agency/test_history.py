"""Taking a parcel in asks the same of a young library and of one with years behind it."""

import pytest
from sqlalchemy import Engine, event

from jukung.agency import accept
from jukung.figures.indicators import SENT
from many_parcels import a_template, plausible, senders
from parcel_makers import for_agency, months_before

CODES = [each.code for each in SENT]
MOST = 30
"""Statements for one parcel, with the look-ups and the sums of its delivery."""


@pytest.fixture
def asked():
    """The statements that reach the store."""
    found = []

    def note(_connection, _cursor, statement, *_rest):
        found.append(" ".join(statement.split()))

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
def year(agency, tmp_path):
    """Twenty-four months of one library."""
    (library,) = senders(a_template(tmp_path, agency), 1)
    with agency.changing() as desk:
        library.enrol(desk)
    return [
        for_agency(agency, library.seal(month, plausible(library.code, month, CODES)))
        for month in months_before(24)
    ]


def test_a_parcel_costs_no_more_statements_after_two_years(agency, year, asked):
    accept.accept(agency, year[:2])
    asked.clear()
    accept.accept(agency, [year[2]])
    young = len(asked)
    accept.accept(agency, year[3:-1])
    asked.clear()

    accept.accept(agency, [year[-1]])

    assert len(asked) == young
    inside = asked.index(next(each for each in asked if "FROM site_key" in each))
    until = asked.index(next(each for each in asked if each.startswith("UPDATE parcel")))
    assert until - inside < MOST


def test_no_envelope_is_read_again(agency, year, asked):
    accept.accept(agency, year[:-1])
    asked.clear()

    accept.accept(agency, [year[-1], year[-1], year[0]])

    assert [each for each in asked if "parcel.envelope" in each and "SELECT" in each] == []


def test_the_same_parcel_again_asks_little(agency, year, asked):
    accept.accept(agency, year)
    asked.clear()

    (judged,) = accept.accept(agency, [year[0]])

    assert judged.receipt
    assert len(asked) < MOST / 2
