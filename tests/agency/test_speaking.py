"""What speaks for a month while a parcel is in doubt, and when it was first told."""

from datetime import timedelta

import pytest

from jukung.agency import accept, completeness, deciding, entries, totals
from jukung.agency.office import Office, fetch_keys
from jukung.agency.tables import SiteMonthRow
from jukung.exchange.parcels import envelope, join, seal
from jukung.exchange.parcels.verdict import Verdict
from makers import NOON
from parcel_makers import OCTOBER, a_clone, a_sealed_month, envelopes, for_agency
from programme_makers import at_desk

CODE = "63.03.05.2007"


@pytest.fixture
def torn(joined, tmp_path):
    """Two copies of a library, each with its own parcel for October."""
    one, other = a_clone(joined, tmp_path / "clone")
    a_sealed_month(one, female=2)
    a_sealed_month(other, female=20)
    yield one, other
    one.close()
    other.close()


def judge(agency, *libraries):
    contents = [for_agency(agency, each) for copy in libraries for each in envelopes(copy).values()]
    return [each.verdict for each in accept.accept(agency, contents)]


def later(agency, days):
    return Office(agency.file, clock=lambda: NOON + timedelta(days=days))


def typed(agency, *, days=0):
    with at_desk(agency, now=NOON + timedelta(days=days)) as desk:
        entries.enter(desk, CODE, OCTOBER, figures={"visits": 100})


def visits(agency):
    with agency.reading() as desk:
        return totals.totals(desk, OCTOBER).values["visits"]


def choose(agency, library):
    (content,) = envelopes(library).values()
    root = envelope.unpack(content, envelope.PARCEL).hash
    with agency.changing(by="Rahmi") as desk:
        (matter,) = deciding.matters.forks(desk)
        deciding.choose_branch(desk, fetch_keys(desk.profile), matter.key, root, reason="Ditelepon")


def test_a_month_that_comes_back_was_first_told_when_its_first_parcel_came(agency, torn):
    judge(agency, torn[0])
    judge(later(agency, 3), torn[1])
    with agency.reading() as desk:
        silent = desk.session.get(SiteMonthRow, (1, OCTOBER.text))

    choose(later(agency, 5), torn[1])

    with agency.reading() as desk:
        row = desk.session.get(SiteMonthRow, (1, OCTOBER.text))
    assert silent is None
    assert (row.first_at, row.accepted_at) == (NOON, NOON + timedelta(days=5))
    assert visits(agency) == 20


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_typed_figures_do_not_come_back_while_parcels_are_in_doubt(agency, torn, order):
    typed(agency)

    judge(agency, *(torn[each] for each in order))

    assert visits(agency) is None


def test_what_is_typed_after_the_doubt_speaks_until_it_is_decided(agency, torn):
    judge(agency, *torn)

    typed(agency, days=1)
    meanwhile = visits(agency)
    choose(agency, torn[0])

    assert (meanwhile, visits(agency)) == (100, 2)


def test_typed_figures_speak_while_a_parcel_is_only_held(agency, joined):
    typed(agency)
    a_sealed_month(joined, female=2)
    with agency.changing() as desk:
        completeness.lock(desk, OCTOBER)

    found = judge(agency, joined)

    assert (found, visits(agency)) == ([Verdict.HOLD_LOCKED], 100)


def test_a_fork_wants_no_attention_once_the_library_reported_anew(agency, torn):
    judge(agency, *torn)
    with agency.reading() as desk:
        (before,) = completeness.attention(desk)
    with torn[0].changing() as desk:
        join.begin_epoch(desk)
    with torn[0].changing() as desk:
        seal.close_month(desk, OCTOBER)

    judge(agency, torn[0])

    with agency.reading() as desk:
        assert completeness.attention(desk) == ()
    assert (before.verdict, before.numbers) == (Verdict.FORK, (1,))
