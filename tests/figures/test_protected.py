"""What a real file tells outside: its parcel, its page, its year."""

import json
from base64 import b64decode
from datetime import timedelta

import pytest
from sqlalchemy import select

from jukung.agency import accept, totals
from jukung.domain.kinds import PrisonKind
from jukung.exchange.parcels import seal
from jukung.figures import month as figures
from jukung.figures import protected
from jukung.figures.disclosure import kept
from jukung.figures.reports.report import Span
from jukung.figures.reports.running import run
from jukung.library import figure_notes, visits
from jukung.store.tables import ParcelRow
from parcel_makers import OCTOBER, a_joined_library, an_office, payload_of, sent

FIFTEENTH = OCTOBER.first + timedelta(days=14)


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def village(tmp_path, agency):
    made = a_joined_library(tmp_path, agency)
    yield made
    made.close()


@pytest.fixture
def prison(tmp_path, agency):
    made = a_joined_library(
        tmp_path,
        agency,
        file="lapas.jukung",
        code="63.71/LP1",
        region_code="63.71",
        kind="prison",
        prison_kind=PrisonKind.lapas,
    )
    yield made
    made.close()


def tally(library, **counts):
    with library.changing() as desk:
        visits.record(desk, on=FIFTEENTH, **counts)


def closed(library):
    with library.changing() as desk:
        seal.close_month(desk, OCTOBER)
    with library.reading() as desk:
        rows = desk.session.scalars(select(ParcelRow).order_by(ParcelRow.act)).all()
        return payload_of(rows[-1].envelope)


def values_in(payload):
    return {each["de"]: (each["v"], each["s"]) for each in payload["values"]}


def test_few_people_are_not_in_the_parcel(village):
    tally(village, female=60, male=40, unknown=3)

    payload = closed(village)

    told = values_in(payload)
    assert told["visits"] == (103, "ok")
    assert told["visits_female"] == (60, "rounded")
    assert told["visits_unknown"] in {(0, "rounded"), (5, "rounded")}
    assert payload["disclosure"] == {"rule": "tables-v1", "k": 5, "base": 5, "n_suppressed": 0}


def test_the_library_still_sees_its_true_figures(village):
    tally(village, female=60, male=40, unknown=3)
    closed(village)

    with village.reading() as desk:
        assert figures.gather(desk, OCTOBER)["visits_unknown"] == 3


def test_a_replacement_does_not_tell_who_was_one_more(village):
    tally(village, female=60, male=40)
    first = values_in(closed(village))
    tally(village, female=1)

    second = values_in(closed(village))

    assert first["visits_female"] == (60, "ok")
    assert second["visits"] == (101, "ok")
    assert second["visits_female"] == (60, "rounded")
    assert second["visits_male"] == (40, "rounded")


def test_a_parcel_of_before_the_rule_is_known_as_exact(village):
    tally(village, female=60, male=40)
    closed(village)
    with village.changing() as desk:
        row = desk.session.scalars(select(ParcelRow)).one()
        row.envelope = as_it_was_written_before(row.envelope)
        desk.session.add(row)
    tally(village, male=2)

    told = values_in(closed(village))

    assert told["visits_male"] == (40, "rounded")


def as_it_was_written_before(envelope):
    parts = json.loads(envelope)
    payload = json.loads(b64decode(parts["payload"]))
    payload["disclosure"] = {"rule": "marginals-v1", "k": 5, "n_suppressed": 0}
    return json.dumps(parts).encode()


def test_the_agency_takes_what_is_left_out_as_not_known(prison, agency, tmp_path):
    with prison.changing() as desk:
        figure_notes.note(desk, OCTOBER, "readers_unique", value=4, words="")
    tally(prison, male=30)
    payload = closed(prison)

    accept.accept(agency, list(sent(prison, tmp_path / "stick").values()))

    with agency.reading() as desk:
        found = totals.totals(desk, OCTOBER).values
    assert values_in(payload)["readers_unique"] == (None, "suppressed")
    assert payload["disclosure"]["n_suppressed"] >= 1
    assert (found["readers_unique"], found["visits"]) == (None, 30)
    assert found["visits_male"] == values_in(payload)["visits_male"][0]


def test_a_prison_tells_no_exact_part(prison):
    tally(prison, female=0, male=33)

    told = values_in(closed(prison))

    assert told["visits"] == (33, "ok")
    assert {told[f"visits_{each}"][1] for each in ("female", "male", "unknown")} == {"rounded"}


def test_the_printed_year_tells_what_the_parcels_tell(village):
    tally(village, female=60, male=40, unknown=3)
    closed(village)

    with village.reading() as desk:
        inside = run(desk, "yearly", Span(OCTOBER.first, OCTOBER.last))
        outside = run(desk, "yearly", Span(OCTOBER.first, OCTOBER.last), outward=True)

    assert row_of(inside, "visits", "sex not noted")[11] == 3
    assert row_of(outside, "visits", "sex not noted")[11] in {"± 0", "± 5"}
    month, year = (row_of(outside, "visits", "sex not noted")[place] for place in (11, -1))
    assert month == year
    assert row_of(outside, "visits", "Visits")[-1] == 103


def row_of(table, unit, title):
    return next(row for row in table.rows if row[1] == unit and row[0].endswith(title))


def test_what_is_not_told_has_its_reason_in_words(village):
    tally(village, female=60, male=40, unknown=3)

    with village.reading() as desk:
        told = protected.told(desk, OCTOBER)

    assert protected.words_of(told["visits_unknown"]) in {"± 0", "± 5"}
    assert "recognised" in protected.reason(told["visits_unknown"])
    assert protected.reason(told["visits"]) == ""


def test_nothing_changed_is_told_alike(village):
    tally(village, female=60, male=40, unknown=3)
    before = values_in(closed(village))

    with village.reading() as desk:
        told = protected.told(desk, OCTOBER)

    parts = {code for code in before if code.startswith("visits")}
    assert {code: told[code].value for code in parts} == {code: before[code][0] for code in parts}


def test_a_month_is_rounded_alike_on_every_day_and_in_a_copy_of_the_file(village, tmp_path):
    tally(village, female=58, male=42, unknown=3)

    with village.reading() as desk:
        told = [protected.told(desk, OCTOBER) for _ in range(3)]
        salt = (
            desk.session.connection()
            .exec_driver_sql("SELECT salt FROM journal_detail ORDER BY seq LIMIT 1")
            .scalar_one()
        )
        draws = kept.draws(desk, OCTOBER)

    assert told[0] == told[1] == told[2]
    assert (draws.secret, draws.month) == (salt, OCTOBER.text)


def test_no_parcel_carries_the_secret_of_the_tosses(village):
    tally(village, female=58, male=42, unknown=3)
    payload = closed(village)

    with village.reading() as desk:
        secret = kept.draws(desk, OCTOBER).secret

    assert len(secret) == 16
    assert secret.hex() not in json.dumps(payload)


def test_a_replacement_of_much_more_leaves_out_what_was_rounded(village):
    tally(village, female=60, male=40, unknown=3)
    closed(village)
    tally(village, female=30)

    told = values_in(closed(village))

    assert told["visits"] == (133, "ok")
    assert {told[f"visits_{each}"] for each in ("female", "male", "unknown")} == {
        (None, "suppressed")
    }
