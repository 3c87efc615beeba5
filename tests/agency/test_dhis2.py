"""What goes to DHIS2."""

import json

import small_province
from jukung.agency import dhis2
from jukung.agency.spans import month_only, parse_span
from jukung.domain.months import Month


def test_a_month_is_a_value_set(agency):
    small_province.write(agency)

    with agency.reading() as desk:
        found = dhis2.value_sets(desk, month_only(Month(2026, 10)))

    assert found["dataSet"] == "jukung-month"
    assert (found["period"], found["strategy"]) == ("202610", "CREATE_AND_UPDATE")
    assert (found["dataElementIdScheme"], found["orgUnitIdScheme"]) == ("CODE", "CODE")
    assert found["completeDate"] == "2026-11-22"
    banjar = [each for each in found["dataValues"] if each["orgUnit"] == "63.03.05.2007"]
    assert {each["dataElement"]: each["value"] for each in banjar} == {
        "JK_visits": "150",
        "JK_loans": "70",
        "JK_members": "62",
        "JK_readers_unique": "30",
    }
    typed = [each for each in found["dataValues"] if each["orgUnit"] == "63.05.01.2001"]
    assert {each["comment"] for each in typed} == {"estimated"}


def test_what_was_not_recorded_is_not_sent(agency):
    small_province.write(agency)

    with agency.reading() as desk:
        found = dhis2.value_sets(desk, month_only(Month(2026, 10)))["dataValues"]

    assert not [
        e for e in found if (e["orgUnit"], e["dataElement"]) == ("63.03.06.2001", "JK_visits")
    ]


def test_a_year_has_months_and_registrations(agency, tmp_path):
    small_province.write(agency)

    with agency.reading() as desk:
        values, complete, elements = dhis2.write(desk, parse_span("2026"), tmp_path / "nilai.json")

    written = json.loads(values.read_text())
    assert "period" not in written
    assert {each["period"] for each in written["dataValues"]} == {"202608", "202609", "202610"}
    registered = json.loads(complete.read_text())["completeDataSetRegistrations"]
    assert len(registered) == 9
    assert registered[0]["date"] == "2026-11-05"
    known = {each["code"] for each in json.loads(elements.read_text())["dataElements"]}
    assert {each["dataElement"] for each in written["dataValues"]} <= known
