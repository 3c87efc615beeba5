"""How often names were looked up in a prison, as a list of days and by hand."""

from datetime import date

import pytest

from jukung.domain.kinds import LibraryKind, Role
from jukung.domain.months import Month
from jukung.figures import month as figures
from jukung.figures import protected
from jukung.figures.indicators import SENT, of
from jukung.library import closing, identities, residents
from makers import a_library, acting_as, at

# The journal's list; who was looked up, and why, is none of the figure's business.
DAYS = """
2026-09-30  A  surat pulang
2026-10-01  A  surat pulang
2026-10-01  A  pinjaman lama
2026-10-01  -  daftar blok
2026-10-15  B  foto kartu
2026-10-31  B  foto kartu
2026-11-01  B  foto kartu
"""
BY_HAND = {Month(2026, 9): 1, Month(2026, 10): 5, Month(2026, 11): 1}
CODE = "identity_look_ups"


@pytest.fixture
def prison(tmp_path, home):
    made = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with made.changing() as desk:
        officer = acting_as(desk, Role.officer)
        then = at(officer, date(2026, 8, 3))
        known = {name: residents.register(then).id for name in "AB"}
        for line in DAYS.strip().splitlines():
            day, who, reason = line.split(maxsplit=2)
            on = at(officer, date.fromisoformat(day))
            identities.look_up(on, known.get(who), reason)
    yield made
    made.close()


def test_looks_are_what_a_hand_counts(prison):
    with prison.reading() as desk:
        found = {month: figures.gather(desk, month)[CODE] for month in BY_HAND}

    assert found == BY_HAND


def test_a_month_of_work_without_a_look_has_none_and_one_before_all_work_is_empty(prison):
    with prison.reading() as desk:
        assert figures.gather(desk, Month(2026, 8))[CODE] == 0
        assert figures.gather(desk, Month(2026, 7))[CODE] is None


def test_it_opens_into_days_and_names_nobody(prison):
    with prison.reading() as desk:
        rows = figures.sources(desk, Month(2026, 10), CODE)

    assert [(row.on.day, row.words, row.amount) for row in rows] == [
        (1, "", 3),
        (15, "", 1),
        (31, "", 1),
    ]


def test_it_never_leaves_the_library(prison):
    with prison.reading() as desk:
        told = protected.told(desk, Month(2026, 10))

    assert CODE not in told
    assert CODE not in {each.code for each in SENT}


def test_it_stays_when_the_looked_up_are_forgotten(prison):
    with prison.changing() as desk:
        closing.close(desk, Month(2026, 10), figures.gather(desk, Month(2026, 10)))
        rows = desk.session.connection().exec_driver_sql("SELECT row FROM borrower").scalars()
        identities.forget_identities(desk, list(rows))

    with prison.reading() as desk:
        assert figures.gather(desk, Month(2026, 10))[CODE] == 5


def test_a_village_has_no_such_figure(library):
    with library.reading() as desk:
        found = figures.gather(desk, Month(2026, 11))

    assert found[CODE] is None
    assert CODE not in {each.code for each in of(LibraryKind.village)}
