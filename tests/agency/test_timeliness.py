"""The registers of a month, counted by hand for a small province."""

from datetime import UTC, datetime

import pytest

from jukung.agency import timeliness
from jukung.agency.tables import Held
from jukung.domain import errors
from jukung.domain.kinds import ParcelAct
from jukung.exchange.parcels.verdict import Verdict
from programme_makers import a_site, month, says

ALL = dict.fromkeys(timeliness.MANDATORY, 3)


def register(agency, district, text):
    with agency.reading() as desk:
        return next(
            each for each in timeliness.registers(desk, (month(text),)) if each.district == district
        )


def test_each_register_is_counted_apart(agency):
    sites = [a_site(agency, f"63.05.01.200{n}", f"Pustaka {n}") for n in range(7)]
    a_site(agency, "63.05.02.2001", "Tutup", closed_from="2026-10")
    a_site(agency, "63.05.02.2002", "Baru", since="2026-11")
    in_time = datetime(2026, 11, 10, 15, 59, tzinfo=UTC)
    too_late = datetime(2026, 11, 10, 16, 1, tzinfo=UTC)
    says(agency, sites[0], "2026-10", at=in_time, **ALL)
    says(agency, sites[1], "2026-10", at=too_late, **ALL)
    says(agency, sites[2], "2026-10", at=in_time, **(ALL | {"members": None}))
    says(agency, sites[3], "2026-10", at=in_time, kind=ParcelAct.nil)
    says(agency, sites[4], "2026-10", at=in_time, kind=ParcelAct.withdrawal)
    with agency.changing() as desk:
        desk.session.add(
            Held(site=sites[5], hash="a" * 64, fingerprint="f", month="2026-10",
                 verdict=Verdict.HOLD_LOCKED, envelope=b"x", seen_at=desk.now)
        )  # fmt: skip

    found = register(agency, "63.05", "2026-10")

    assert (found.expected, found.received, found.missing) == (7, 4, 3)
    assert (found.complete, found.late, found.nil) == (3, 1, 1)
    assert (found.withdrawn, found.held) == (1, 1)


def test_the_agency_sets_the_last_day_and_what_is_complete(agency):
    site = a_site(agency, "63.05.01.2001", "Rawa")
    says(agency, site, "2026-10", at=datetime(2026, 11, 14, tzinfo=UTC), visits=5)

    with agency.changing() as desk:
        timeliness.choose_due_day(desk, 15)
        timeliness.choose_mandatory(desk, ["visits"])
        with pytest.raises(errors.DueDayWrong):
            timeliness.choose_due_day(desk, 31)
        with pytest.raises(errors.FigureUnknown):
            timeliness.choose_mandatory(desk, ["dragons"])
    found = register(agency, "63.05", "2026-10")

    assert (found.late, found.complete) == (0, 1)


def test_kabupaten_add_up_to_the_office(agency):
    for code in ("63.05.01.2001", "63.07.01.2001", "63.07.01.2002"):
        a_site(agency, code, code)

    with agency.reading() as desk:
        span = (month("2026-09"), month("2026-10"))
        found = timeliness.added_up(timeliness.registers(desk, span))

    assert [found[each].expected for each in span] == [3, 3]
