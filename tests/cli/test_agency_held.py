"""What waits at an agency is listed and decided on the command line."""

import pytest

from jukung.agency import accept
from jukung.agency.chain import FARTHEST
from jukung.agency.office import open_office
from jukung.agency.waiting import Decision
from jukung.cli import held_parser
from parcel_makers import (
    a_joined_library,
    a_sealed_month,
    an_office,
    envelopes,
    for_agency,
    payload_of,
    signed_by,
)

CODE = "63.03.05.2007"


@pytest.fixture
def held(tmp_path, home):
    """An agency at which one report waits: its number is far ahead."""
    office = an_office(tmp_path, file="lib.jukung")
    library = a_joined_library(tmp_path, office, file="rawa.jukung")
    a_sealed_month(library)
    payload = payload_of(envelopes(library)[1])
    recent = [f"{number:064x}" for number in range(FARTHEST - 11, FARTHEST + 1)]
    chain = payload["chain"] | {"seq": FARTHEST + 1, "recent": recent, "prev": recent[-1]}
    content = signed_by(library, payload | {"chain": chain})
    accept.accept(office, [for_agency(office, content)])
    library.close()
    office.close()
    return tmp_path / "lib.jukung"


def test_the_words_are_those_of_the_decisions():
    known = {str(each) for each in Decision} - {"branch"}

    assert set(held_parser.DECISIONS) == known | {"take-back"}


def test_what_waits_is_listed_let_in_and_taken_back(jukung, held):
    (matter,) = jukung("agency", "held").value
    digest = matter["hashes"][0]

    admitted = jukung(
        "agency", "decide", "admit", digest[:12], "--by", "Rahmi", "--reason", "telephoned"
    )
    nothing = jukung("agency", "held").value
    back = jukung("agency", "decide", "take-back", digest[:12], "--by", "Sari")

    assert (matter["verdict"], matter["site"]) == ("HOLD_JUMP", CODE)
    assert admitted.value["verdicts"] == ["ACCEPT_WITH_GAP"]
    assert nothing == []
    assert back.code == 0
    assert [each["verdict"] for each in jukung("agency", "held").value] == ["HOLD_JUMP"]
    done = jukung("agency", "deeds", "--site", CODE).value
    assert [(each["what"], each["by"]) for each in done][:2] == [
        ("take_back", "Sari"),
        ("admit", "Rahmi"),
    ]


def test_a_matter_is_named_by_its_library_and_month(jukung, held):
    typed = ("agency", "decide", "refuse", "--site", CODE, "--month", "2026-10")

    found = jukung(*typed, "--by", "Rahmi", "--reason", "a test")

    assert found.value["verdicts"] == ["HOLD_JUMP"]
    assert jukung("agency", "held").value == []


def test_no_decision_without_a_reason(jukung, held):
    found = jukung("agency", "decide", "admit", "--site", CODE, "--by", "Rahmi")

    assert found.code != 0
    assert "Write why" in found.err or "alasan" in found.err.lower()


def test_an_unknown_hash_is_said(jukung, held):
    assert jukung("agency", "decide", "admit", "abcdefabcdef", "--by", "R").code != 0


def test_months_are_locked_and_unlocked(jukung, held):
    locked = jukung("agency", "lock", "2026-10", "--by", "Rahmi")
    opened = jukung("agency", "unlock", "2026-10", "--by", "Rahmi")

    assert (locked.value["month"], opened.value["counted"]) == ("2026-10", 0)


def test_receipts_are_written_later(jukung, held, tmp_path):
    later = tmp_path / "later"
    later.mkdir()

    found = jukung("agency", "receipts", "--since", "2026-11-01", "--to", later)

    assert len(found.value) == 1
    assert open_office(held).close() is None
    assert [path.suffix for path in later.iterdir()] == [".jkr"]
