"""What a parcel says, and what its reader refuses."""

import copy
import json

import pytest

from jukung.domain.kinds import LibraryKind
from jukung.exchange.parcels import parcel
from jukung.figures.disclosure.told import Told
from parcel_makers import a_joined_library, a_sealed_month, an_office, envelopes, payload_of

HASH = "ab" * 32


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parcel")
    agency = an_office(folder)
    library = a_joined_library(folder, agency)
    a_sealed_month(library)
    payload = payload_of(envelopes(library)[1])
    library.close()
    agency.close()
    return payload


def read(payload):
    return parcel.read(json.dumps(payload, ensure_ascii=False).encode())


def test_a_parcel_is_read_as_it_was_written(said):
    found = read(said)

    assert json.loads(parcel.write(found)) == said


def test_a_parcel_names_no_library_and_no_person(said):
    text = json.dumps(said)

    assert "Rawa" not in text
    assert "Siti" not in text
    assert set(said) == {
        *("spec", "app", "library", "key", "audience", "chain", "period", "act", "dataset"),
        *("values", "control", "disclosure", "clock", "audit", "prepared"),
    }


def test_what_was_not_recorded_is_empty_and_says_why():
    values = parcel.values_of({"visits": Told(7), "activities": Told(None)})

    found = [(each.de, each.v, each.s) for each in values]
    assert found == [("activities", None, "not_collected"), ("visits", 7, "ok")]


def test_unknown_fields_are_tolerated(said):
    newer = copy.deepcopy(said)
    newer["weather"] = {"rain": True}
    newer["chain"]["later"] = 1
    newer["values"][0]["coc"] = "female"
    newer["spec"]["minor"] = 9

    assert read(newer).spec.minor == 9


def test_disclosure_depends_on_the_kind_of_library():
    assert parcel.disclosure_of(LibraryKind.village).k == 5
    assert parcel.disclosure_of(LibraryKind.prison).k == 10


WRONG = [
    ("spec.major", "1"),
    ("spec.min_reader", 0),
    ("library.uid", "x"),
    ("library.kind", "school"),
    ("library.zone", "CET"),
    ("key.fingerprint", "1234"),
    ("audience.fingerprint", ""),
    ("chain.epoch", 5),
    ("chain.seq", 0),
    ("chain.seq", -1),
    ("chain.seq", True),
    ("chain.seq", "1"),
    ("chain.seq", 2),
    ("chain.prev", HASH),
    ("chain.recent", [HASH]),
    ("chain.recent", "x"),
    ("period.type", "week"),
    ("period.id", "202613"),
    ("period.id", "209910"),
    ("period.start", "2026-10-02"),
    ("period.end", "2026-10-30"),
    ("act.kind", "deletion"),
    ("act.kind", "replacement"),
    ("act.kind", "withdrawal"),
    ("act.revision", 0),
    ("act.replaces", HASH),
    ("dataset.id", "../x"),
    ("dataset.version", 0),
    ("values", {}),
    ("values.0.v", -1),
    ("values.0.v", 10**9),
    ("values.0.v", 5),
    ("values.0.de", "=cmd()"),
    ("values.0.de", "visits"),
    ("values.0.s", "not_collected"),
    ("control.n_values", 1),
    ("control.sum", 1),
    ("disclosure.k", 1),
    ("disclosure.n_suppressed", 1),
    ("clock.utc", "yesterday"),
    ("clock.offset_minutes", 9999),
    ("clock.doubtful", 1),
    ("audit.count", -1),
    ("audit.head", "x"),
    ("prepared.role", "Siti"),
]


@pytest.mark.parametrize(("place", "value"), WRONG, ids=[f"{p}={v!r:.20}" for p, v in WRONG])
def test_a_wrong_field_is_refused(said, place, value):
    wrong = copy.deepcopy(said)
    *steps, last = place.split(".")
    inner = wrong
    for step in steps:
        inner = inner[int(step) if step.isdigit() else step]
    inner[last] = value

    with pytest.raises(parcel.ContentWrong):
        read(wrong)


def test_every_missing_field_is_refused(said):
    for part in said:
        wrong = {name: value for name, value in said.items() if name != part}
        with pytest.raises(parcel.ContentWrong):
            read(wrong)


def test_more_values_than_the_limit_are_refused(said):
    wrong = copy.deepcopy(said)
    wrong["values"] = [
        {"de": f"x{number}", "v": 1, "s": "ok"} for number in range(parcel.MOST_VALUES + 1)
    ]
    wrong["control"] = {"n_values": len(wrong["values"]), "sum": len(wrong["values"])}

    with pytest.raises(parcel.ContentWrong):
        read(wrong)


def test_recent_must_reach_back_far_enough(said):
    wrong = copy.deepcopy(said)
    wrong["chain"] |= {"seq": 4, "prev": HASH, "recent": [HASH]}

    with pytest.raises(parcel.ContentWrong):
        read(wrong)


def test_suppressed_values_are_counted(said):
    right = copy.deepcopy(said)
    right["values"][0] |= {"s": "suppressed", "v": None}
    right["disclosure"]["n_suppressed"] = 1

    assert read(right).disclosure.n_suppressed == 1


def test_the_audience_of_a_newer_edition_can_be_read(said):
    newer = copy.deepcopy(said)
    newer["spec"] = {"major": 2, "minor": 0, "min_reader": 2}
    newer["values"] = "compressed"

    audience, spec = parcel.read_audience(json.dumps(newer).encode())

    assert audience.code == "63"
    assert spec.min_reader == 2


@pytest.mark.parametrize("payload", [b"", b"{}", b"[]", b'{"audience":1,"spec":2}', b"\xff"])
def test_a_payload_without_audience_is_refused(payload):
    with pytest.raises(parcel.ContentWrong):
        parcel.read_audience(payload)
    with pytest.raises(parcel.ContentWrong):
        parcel.read(payload)
