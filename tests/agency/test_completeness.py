"""Who has reported, and what waits for a person."""

import pytest

from jukung.agency import accept, completeness, enrol
from jukung.domain.months import Month
from jukung.exchange.parcels.verdict import Verdict
from parcel_makers import (
    OCTOBER,
    a_clone,
    a_joined_library,
    a_sealed_month,
    fingerprint_of,
    months_before,
    sent,
    this_month,
)


@pytest.fixture
def second(tmp_path, agency):
    made = a_joined_library(tmp_path, agency, file="kedua.jukung", code="63.71.05.1001")
    yield made
    made.close()


def of(agency, period):
    with agency.reading() as desk:
        return completeness.of_month(desk, period)


@pytest.mark.usefixtures("joined", "second")
def test_a_library_owes_months_from_its_enrolment_on(agency):
    assert of(agency, OCTOBER).expected == 0
    assert of(agency, this_month()).expected == 2
    assert [site.code for site in of(agency, this_month()).missing] == [
        "63.03.05.2007",
        "63.71.05.1001",
    ]


@pytest.mark.usefixtures("second")
def test_who_reports_an_earlier_month_owes_those_after_it(agency, joined, tmp_path):
    a_sealed_month(joined, Month(2026, 9))
    accept.accept(agency, sent(joined, tmp_path / "a").values())

    found = of(agency, OCTOBER)

    assert (found.expected, found.received) == (1, 0)
    assert (of(agency, Month(2026, 9)).expected, of(agency, Month(2026, 9)).received) == (1, 1)


def test_a_withdrawn_key_owes_nothing(agency, joined):
    with agency.changing() as desk:
        enrol.revoke(desk, fingerprint_of(joined))

    assert of(agency, this_month()).expected == 0


@pytest.mark.usefixtures("second")
def test_the_grid_shows_twelve_months_by_kabupaten(agency, joined, tmp_path):
    for month in (OCTOBER, this_month()):
        a_sealed_month(joined, month)
    accept.accept(agency, sent(joined, tmp_path / "a").values())

    with agency.reading() as desk:
        rows = completeness.grid(desk, this_month())

    assert [row.kabupaten for row in rows] == ["63.03", "63.71"]
    assert [cell.period.text for cell in rows[0].cells] == [
        month.text for month in months_before(12, until=this_month())
    ]
    assert [(cell.expected, cell.received) for cell in rows[0].cells[-3:]] == [
        (0, 0),
        (1, 1),
        (1, 1),
    ]
    assert [(cell.expected, cell.received) for cell in rows[1].cells[-2:]] == [(0, 0), (1, 0)]


def test_nothing_waits_where_all_is_well(agency, joined, tmp_path):
    a_sealed_month(joined)
    accept.accept(agency, sent(joined, tmp_path / "a").values())

    with agency.reading() as desk:
        assert completeness.attention(desk) == ()


def test_gaps_forks_and_holds_wait_for_a_person(agency, joined, tmp_path):
    for month in months_before(3):
        a_sealed_month(joined, month)
    files = sent(joined, tmp_path / "a")
    accept.accept(agency, [files[1], files[3]])
    with agency.reading() as desk:
        (gap,) = completeness.attention(desk)
    one, other = a_clone(joined, tmp_path / "clone")
    a_sealed_month(one, this_month(), female=1)
    a_sealed_month(other, this_month(), female=2)
    accept.accept(agency, [sent(one, tmp_path / "b")[4], sent(other, tmp_path / "c")[4]])

    with agency.reading() as desk:
        matters = completeness.attention(desk)

    assert (gap.verdict, gap.numbers, gap.site) == (
        Verdict.ACCEPT_WITH_GAP,
        (2,),
        "63.03.05.2007",
    )
    assert [(each.verdict, each.numbers) for each in matters] == [
        (Verdict.FORK, (4,)),
        (Verdict.ACCEPT_WITH_GAP, (2,)),
    ]
    one.close()
    other.close()


def test_a_published_month_holds_what_comes_for_it(agency, joined, tmp_path):
    a_sealed_month(joined)
    content = sent(joined, tmp_path / "a")[1]
    with agency.changing() as desk:
        completeness.lock(desk, OCTOBER)
        completeness.lock(desk, OCTOBER)

    held = accept.accept(agency, [content])[0]
    with agency.reading() as desk:
        (matter,) = completeness.attention(desk)
    with agency.changing() as desk:
        completeness.unlock(desk, OCTOBER)
    judged = accept.accept(agency, [content])[0]

    assert held.verdict is Verdict.HOLD_LOCKED
    assert (matter.verdict, matter.period) == (Verdict.HOLD_LOCKED, "2026-10")
    assert judged.verdict is Verdict.ACCEPT
