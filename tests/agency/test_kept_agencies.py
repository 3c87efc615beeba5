"""Files of earlier schemas open as they were; what they counted still counts."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from jukung.agency import completeness, sites, totals
from jukung.agency.office import open_office
from jukung.agency.tables import MonthDue
from jukung.domain.months import Month
from makers import NOON
from parcel_makers import OCTOBER

KEPT = sorted((Path(__file__).parents[1] / "kept" / "agency").glob("*.jukung-agency"))


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def old(request, tmp_path):
    copy = tmp_path / request.param.name
    shutil.copyfile(request.param, copy)
    office = open_office(copy, clock=lambda: NOON)
    yield office
    office.close()


def test_a_kept_agency_counts_what_it_counted(old):
    with old.reading() as desk:
        october = totals.totals(desk, OCTOBER)
        september = totals.totals(desk, OCTOBER.before)
        lines = totals.by_site(desk, OCTOBER)

    assert (october.sites, october.values["visits"]) == (2, 14)
    assert (september.sites, september.values["visits"]) == (1, 4)
    assert [(each.code, each.revision, each.values["visits"]) for each in lines] == [
        ("63.03.05.2007", 2, 9),
        ("63.71.05.1001", 1, 5),
    ]


def test_a_kept_agency_still_knows_who_waits(old):
    with old.reading() as desk:
        waiting = [(each.verdict, each.period) for each in completeness.attention(desk)]

    assert waiting == [("HOLD_UNKNOWN_KEY", ""), ("HOLD_LOCKED", "2026-08")]


def test_a_kept_agency_knows_its_libraries(old):
    with old.reading() as desk:
        found = sites.all_sites(desk)
        due = {each.month for each in desk.session.scalars(select(MonthDue))}

    assert [(each.code, each.uses_jukung, each.since) for each in found] == [
        ("63.03.05.2007", True, Month(2026, 11)),
        ("63.71.05.1001", True, Month(2026, 11)),
    ]
    assert due == {"2026-09", "2026-10"}
