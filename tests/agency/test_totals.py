"""Figures added up: what counts now, and nothing else."""

import pytest

from jukung.agency import accept, totals
from jukung.figures.indicators import SENT
from parcel_makers import (
    OCTOBER,
    a_joined_library,
    a_sealed_month,
    envelopes,
    for_agency,
    payload_of,
    sent,
    signed_by,
)


@pytest.fixture
def second(tmp_path, agency):
    made = a_joined_library(tmp_path, agency, file="kedua.jukung", code="63.71.05.1001")
    yield made
    made.close()


def of(agency, period=OCTOBER):
    with agency.reading() as desk:
        return totals.totals(desk, period)


def test_a_month_without_parcels_is_empty(agency):
    found = of(agency)

    assert found.sites == 0
    assert set(found.values) == {each.code for each in SENT}
    assert set(found.values.values()) == {None}


def test_libraries_are_added_up(agency, joined, second, tmp_path):
    a_sealed_month(joined, female=7)
    a_sealed_month(second, female=5)
    accept.accept(agency, sent(joined, tmp_path / "a").values())
    accept.accept(agency, sent(second, tmp_path / "b").values())

    found = of(agency)

    assert found.period == OCTOBER
    assert found.sites == 2
    assert found.values["visits"] == found.values["visits_female"] == 12
    assert of(agency, OCTOBER.before).sites == 0


def test_what_nobody_recorded_stays_empty(agency, joined):
    payload = sealed_payload(joined)
    for each in payload["values"]:
        if each["de"] in {"loans", "returns"}:
            each |= {"v": None, "s": "not_collected"}
    payload["control"]["sum"] = sum(each["v"] or 0 for each in payload["values"])
    accept.accept(agency, [for_agency(agency, signed_by(joined, payload))])

    found = of(agency)

    assert found.values["loans"] is None
    assert found.values["visits"] == 7


def sealed_payload(library):
    a_sealed_month(library)
    return payload_of(envelopes(library)[1])


def test_a_replacement_takes_the_place_of_what_it_replaces(agency, joined, tmp_path):
    a_sealed_month(joined, female=7)
    a_sealed_month(joined, female=2)
    accept.accept(agency, sent(joined, tmp_path / "a").values())

    with agency.reading() as desk:
        (site,) = totals.by_site(desk, OCTOBER)

    assert of(agency).values["visits"] == 9
    assert site.code == "63.03.05.2007"
    assert site.revision == 2
    assert site.values["visits"] == 9


def test_a_withdrawal_leaves_nothing_to_count(agency, joined, tmp_path):
    a_sealed_month(joined)
    accept.accept(agency, sent(joined, tmp_path / "a").values())
    a_sealed_month(joined, female=1)
    payload = payload_of(envelopes(joined)[2])
    payload["act"]["kind"] = "withdrawal"

    accept.accept(agency, [for_agency(agency, signed_by(joined, payload))])

    assert of(agency).sites == 0
    assert of(agency).values["visits"] is None


def test_every_library_is_listed_by_code(agency, joined, second, tmp_path):
    a_sealed_month(second)
    a_sealed_month(joined)
    accept.accept(agency, sent(second, tmp_path / "b").values())
    accept.accept(agency, sent(joined, tmp_path / "a").values())

    with agency.reading() as desk:
        found = totals.by_site(desk, OCTOBER)

    assert [each.code for each in found] == ["63.03.05.2007", "63.71.05.1001"]
    assert all(set(each.values) == set(of(agency).values) for each in found)
