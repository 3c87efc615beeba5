"""The table of verdicts, row by row."""

import os
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from jukung.agency import accept, completeness, enrol, totals
from jukung.agency.chain import FARTHEST
from jukung.agency.holding import MOST_UNVERIFIED
from jukung.domain import errors
from jukung.domain.ids import new_id
from jukung.domain.months import Month
from jukung.exchange.parcels import envelope, export, join, receipt, seal
from jukung.exchange.parcels.identity import library_card_in
from jukung.exchange.parcels.verdict import Verdict
from jukung.library import backup
from jukung.library.desk import open_library
from makers import NOON, a_library
from parcel_makers import (
    OCTOBER,
    a_clone,
    a_joined_library,
    a_sealed_month,
    a_stranger,
    an_office,
    dump,
    envelopes,
    fingerprint_of,
    for_agency,
    months_before,
    payload_of,
    sent,
    signed,
    signed_by,
)

PERIOD_OF_OCTOBER = {
    "type": "month",
    "id": "202610",
    "start": "2026-10-01",
    "end": "2026-10-31",
}


def judge(agency, *sources):
    return accept.accept(agency, sources)


def verdicts(agency, *sources):
    return [each.verdict for each in judge(agency, *sources)]


def a_year(library, count=12):
    for month in months_before(count):
        a_sealed_month(library, month)
    return envelopes(library)


def files_of(agency, contents):
    return {seq: for_agency(agency, content) for seq, content in contents.items()}


def visits_of(agency, month=OCTOBER):
    with agency.reading() as desk:
        return totals.totals(desk, month).values["visits"]


# --- It works ---


def test_a_parcel_is_accepted_and_answered(agency, joined, tmp_path):
    a_sealed_month(joined, female=7)

    (judged,) = judge(agency, sent(joined, tmp_path / "stick")[1])

    assert (judged.verdict, judged.site, judged.period, judged.note) == (
        Verdict.ACCEPT,
        "63.03.05.2007",
        "2026-10",
        "",
    )
    assert visits_of(agency) == 7
    with agency.reading() as desk:
        told = receipt.verify(judged.receipt, desk.profile.card.verify_key)
    assert told.head.seq == 1
    assert told.items[0].imported == len(payload_of(envelopes(joined)[1])["values"])
    assert told.missing == ()


def test_a_folder_stands_for_its_parcels(agency, joined, tmp_path):
    a_year(joined, 3)
    stick = tmp_path / "stick"
    sent(joined, stick)
    (stick / "surat.doc").write_bytes(b"a letter")
    (stick / "RUSAK.JKP").write_bytes(b"damaged")

    judged = judge(agency, stick)

    assert [each.verdict for each in judged] == [
        *[Verdict.ACCEPT] * 3,
        Verdict.REJECT_DAMAGED,
    ]
    assert judged[-1].file == str(stick / "RUSAK.JKP")


def test_receipts_lie_beside_their_parcels(agency, joined, tmp_path):
    a_year(joined, 2)
    stick = tmp_path / "stick"
    sent(joined, stick)

    judged = judge(agency, stick)
    written = accept.write_receipts(judged)
    accept.write_receipts(judged, tmp_path)

    assert [path.suffix for path in written] == [".jkr"] * 2
    assert written[0].read_bytes() == judged[0].receipt
    assert written[0].stem == min(stick.glob("*.jkp")).stem
    assert (tmp_path / written[0].name).read_bytes() == judged[0].receipt
    with joined.changing() as desk:
        told = [receipt.read_receipt(desk, path.read_bytes()) for path in written]
    assert [each.changed for each in told] == [True, True]


def test_receipts_that_cannot_be_written_are_named(agency, joined, tmp_path):
    a_sealed_month(joined)
    sent(joined, tmp_path / "stick")
    judged = judge(agency, tmp_path / "stick")

    with pytest.raises(errors.CannotWrite):
        accept.write_receipts(judged, tmp_path / "pulled")


# --- REJECT stores nothing ---


def test_what_is_no_sealed_file_is_damaged(agency, joined, tmp_path):
    before = dump(agency.file)
    huge = tmp_path / "huge.jkp"
    with huge.open("wb") as file:
        file.truncate(10 * 1024**3)
    a_sealed_month(joined)
    true = sent(joined, tmp_path / "stick")[1]

    found = verdicts(
        agency,
        b"",
        b"PK\x03\x04",
        b"age-encryption.org/v1\n",
        true + b"\x00" * envelope.LARGEST_FILE,
        huge,
        tmp_path / "none.jkp",
    )

    assert found == [Verdict.REJECT_DAMAGED] * 6
    assert dump(agency.file) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_links_and_devices_are_not_followed(agency, joined, tmp_path):
    a_sealed_month(joined)
    sent(joined, tmp_path / "stick")
    (true,) = (tmp_path / "stick").iterdir()
    trap = tmp_path / "trap"
    trap.mkdir()
    (trap / "a.jkp").symlink_to(true)
    (trap / "b.jkp").symlink_to("/dev/zero")
    (trap / "c.jkp").mkdir()
    os.mkfifo(trap / "d.jkp")
    (tmp_path / "linked").symlink_to(tmp_path / "stick")

    found = verdicts(agency, trap, tmp_path / "linked")

    assert found == [Verdict.REJECT_DAMAGED] * 5


def test_a_parcel_for_another_agency_cannot_be_opened(joined, tmp_path):
    other = an_office(tmp_path, file="lain.jukung-agency", code="62")
    a_sealed_month(joined)

    (judged,) = judge(other, sent(joined, tmp_path / "stick")[1])

    assert judged.verdict is Verdict.REJECT_UNREADABLE
    assert judged.receipt is None
    other.close()


def test_a_parcel_sealed_anew_for_another_agency_is_not_taken(joined, tmp_path):
    other = an_office(tmp_path, file="lain.jukung-agency", code="62")
    a_sealed_month(joined)
    with joined.reading() as desk:
        card = join.library_card(desk)
    with other.changing() as desk:
        enrol.enrol(desk, library_card_in(card), code="63.03.05.2007")
    before = dump(other.file)

    found = verdicts(other, for_agency(other, envelopes(joined)[1]))

    assert found == [Verdict.REJECT_NOT_FOR_US]
    assert dump(other.file) == before
    other.close()


def test_other_things_sealed_for_us_are_of_the_wrong_type(agency, joined, tmp_path):
    a_sealed_month(joined)
    (accepted,) = judge(agency, sent(joined, tmp_path / "stick")[1])
    with joined.reading() as desk:
        card = join.library_card(desk)
    before = dump(agency.file)
    odd_key = signed(b"{}", a_stranger(), "²²²² " * 9 + "²²²²")

    for content in (b"", b"{}", b"[" * 50_000, card, accepted.receipt, b"\x00" * 999, odd_key):
        assert verdicts(agency, for_agency(agency, content)) == [Verdict.REJECT_TYPE]

    assert dump(agency.file) == before


FIELDS = [
    "spec",
    "app",
    "library",
    "key",
    "audience",
    "chain",
    "period",
    "act",
    "dataset",
    "values",
    "control",
    "disclosure",
    "clock",
    "audit",
    "prepared",
]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_signed(agency, joined, field):
    a_sealed_month(joined)
    payload = payload_of(envelopes(joined)[1])
    payload[field] = changed(payload[field])
    forged = signed(payload, a_stranger(), fingerprint_of(joined))
    before = dump(agency.file)

    found = verdicts(agency, for_agency(agency, forged))

    assert found == [Verdict.REJECT_SIGNATURE]
    assert dump(agency.file) == before


def changed(value):
    if isinstance(value, dict):
        name = min(value)
        return value | {name: changed(value[name])}
    if isinstance(value, list):
        return value[:-1]
    return value + 1 if isinstance(value, int) else f"{value}0"


def test_a_forged_parcel_under_a_key_of_its_own_is_held_apart(agency, joined):
    a_sealed_month(joined)
    stranger = a_stranger()
    unknown = "0000 " * 9 + "0000"
    forged = signed(payload_of(envelopes(joined)[1]), stranger, unknown)

    (judged,) = judge(agency, for_agency(agency, forged))

    assert (judged.verdict, judged.note, judged.receipt) == (
        Verdict.HOLD_UNKNOWN_KEY,
        unknown,
        None,
    )
    assert visits_of(agency) is None


def test_one_library_cannot_speak_for_another(agency, joined, tmp_path):
    other = a_joined_library(tmp_path, agency, file="lain.jukung", code="63.03.05.2008")
    a_sealed_month(joined)
    a_sealed_month(other)
    payload = payload_of(envelopes(joined)[1])
    before = dump(agency.file)

    as_it_is = signed_by(other, payload)
    with_its_key = signed_by(other, payload | {"key": {"fingerprint": fingerprint_of(other)}})

    for forged in (as_it_is, with_its_key):
        (judged,) = judge(agency, for_agency(agency, forged))
        assert (judged.verdict, judged.note) == (Verdict.REJECT_CONTENT, "library")
    assert dump(agency.file) == before
    other.close()


def test_the_key_inside_is_the_key_it_is_signed_with(agency, joined):
    a_sealed_month(joined)
    payload = payload_of(envelopes(joined)[1]) | {"key": {"fingerprint": "0000 " * 9 + "0000"}}

    (judged,) = judge(agency, for_agency(agency, signed_by(joined, payload)))

    assert (judged.verdict, judged.note) == (Verdict.REJECT_CONTENT, "library")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("control", {"n_values": 3, "sum": 0}),
        ("period", {"type": "month", "id": "202610", "start": "2026-10-01", "end": "2026-11-01"}),
        ("values", []),
        ("values", [{"de": "visits", "v": 2**60, "s": "ok"}]),
        ("chain", None),
        ("act", {"kind": "original", "revision": 1, "replaces": "ab" * 32}),
        ("clock", {}),
        ("spec", {}),
        ("audience", {}),
    ],
)
def test_signed_content_that_breaks_the_format_is_refused(agency, joined, field, value):
    a_sealed_month(joined)
    payload = payload_of(envelopes(joined)[1]) | {field: value}
    before = dump(agency.file)

    (judged,) = judge(agency, for_agency(agency, signed_by(joined, payload)))

    assert judged.verdict is Verdict.REJECT_CONTENT
    assert judged.note
    assert dump(agency.file) == before


@pytest.mark.parametrize(
    "payload",
    [b"", b"[]", b"{}", b"\xff", b'{"a":' * 50_000, b'{"spec":1.5}', b'{"spec":1,"spec":1}'],
)
def test_signed_bytes_that_are_no_parcel_are_refused(agency, joined, payload):
    found = verdicts(agency, for_agency(agency, signed_by(joined, payload)))

    assert found == [Verdict.REJECT_CONTENT]


def test_a_village_does_not_turn_into_a_prison(agency, joined):
    a_sealed_month(joined)
    payload = payload_of(envelopes(joined)[1])
    payload["library"]["kind"] = "prison"

    (judged,) = judge(agency, for_agency(agency, signed_by(joined, payload)))

    assert (judged.verdict, judged.note) == (Verdict.REJECT_CONTENT, "library.kind")


def test_a_folder_of_hostile_files_gets_an_answer_each(agency, joined, tmp_path):
    a_sealed_month(joined)
    true = sent(joined, tmp_path / "stick")[1]
    dice = random.Random(4)
    trap = tmp_path / "trap"
    trap.mkdir()
    for number in range(300):
        content = bytearray(true)
        for _times in range(dice.randrange(1, 6)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        (trap / f"{number:04}.jkp").write_bytes(content[: dice.randrange(1, len(content))])
    before = dump(agency.file)

    judged = judge(agency, trap)

    assert len(judged) == 300
    assert all(each.verdict.is_rejected for each in judged)
    assert dump(agency.file) == before


# --- HOLD keeps the bytes ---


def test_a_library_that_is_not_enrolled_is_held(agency, tmp_path):
    stranger = a_library(tmp_path, file="baru.jukung")
    with agency.reading() as desk:
        card = desk.profile.card
    with stranger.changing() as desk:
        join.join(desk, card)
    a_sealed_month(stranger)
    content = sent(stranger, tmp_path / "stick")[1]

    (judged,) = judge(agency, content)
    after = dump(agency.file)
    judge(agency, content)

    assert (judged.verdict, judged.note) == (Verdict.HOLD_UNKNOWN_KEY, fingerprint_of(stranger))
    assert judged.receipt is None
    assert dump(agency.file) == after
    with agency.reading() as desk:
        (matter,) = completeness.attention(desk)
    assert matter.note == fingerprint_of(stranger)
    stranger.close()


def test_strangers_cannot_fill_the_disk(agency):
    key = a_stranger()
    contents = [
        for_agency(agency, signed({"n": number}, key, "0000 " * 9 + "0000"))
        for number in range(MOST_UNVERIFIED + 5)
    ]

    found = verdicts(agency, *contents)

    assert set(found) == {Verdict.HOLD_UNKNOWN_KEY}
    assert len(dump(agency.file)["held"]) == MOST_UNVERIFIED


def test_a_newer_edition_is_held_whole(agency, joined):
    a_sealed_month(joined)
    payload = payload_of(envelopes(joined)[1])
    payload["spec"] = {"major": 2, "minor": 0, "min_reader": 2}
    payload["values"] = "something new"
    content = signed_by(joined, payload)

    first, second = judge(agency, for_agency(agency, content), for_agency(agency, content))

    assert first.verdict is second.verdict is Verdict.HOLD_NEWER
    assert first.receipt == second.receipt is not None
    with agency.reading() as desk:
        told = receipt.verify(first.receipt, desk.profile.card.verify_key)
    assert [(each.seq, each.verdict) for each in told.items] == [(0, Verdict.HOLD_NEWER)]


def test_a_newer_edition_that_older_readers_may_import_is_imported(agency, joined):
    a_sealed_month(joined)
    payload = payload_of(envelopes(joined)[1])
    payload["spec"] = {"major": 2, "minor": 3, "min_reader": 1}
    payload["values"].append({"de": "drones", "v": 1, "s": "ok"})
    payload["control"] = {
        "n_values": payload["control"]["n_values"] + 1,
        "sum": payload["control"]["sum"] + 1,
    }
    payload["weather"] = {"rain": True}

    (judged,) = judge(agency, for_agency(agency, signed_by(joined, payload)))

    assert judged.verdict is Verdict.ACCEPT
    assert visits_of(agency) == 7
    with agency.reading() as desk:
        told = receipt.verify(judged.receipt, desk.profile.card.verify_key)
    assert told.items[0].ignored == ("drones",)


def test_a_parcel_from_before_a_figure_was_counted_is_taken(agency, joined):
    a_sealed_month(joined)
    payload = payload_of(envelopes(joined)[1])
    first = {"visits", "visits_female", "loans", "members", "copies_held"}
    payload["values"] = [each for each in payload["values"] if each["de"] in first]
    total = sum(each["v"] or 0 for each in payload["values"])
    payload["control"] = {"n_values": len(payload["values"]), "sum": total}

    (judged,) = judge(agency, for_agency(agency, signed_by(joined, payload)))

    assert judged.verdict is Verdict.ACCEPT
    with agency.reading() as desk:
        found = totals.totals(desk, OCTOBER).values
    assert (found["visits"], found["members_female"]) == (7, None)


def test_what_a_library_keeps_to_itself_is_not_kept_here_either(agency, joined):
    a_sealed_month(joined)
    payload = payload_of(envelopes(joined)[1])
    payload["values"].append({"de": "loans_kind_child", "v": 1, "s": "ok"})
    payload["control"]["n_values"] += 1
    payload["control"]["sum"] += 1

    (judged,) = judge(agency, for_agency(agency, signed_by(joined, payload)))

    assert judged.verdict is Verdict.ACCEPT
    with agency.reading() as desk:
        told = receipt.verify(judged.receipt, desk.profile.card.verify_key)
        assert "loans_kind_child" not in totals.totals(desk, OCTOBER).values
    assert told.items[0].ignored == ("loans_kind_child",)


def test_another_dataset_is_held(agency, joined):
    a_sealed_month(joined)
    payload = payload_of(envelopes(joined)[1]) | {"dataset": {"id": "jukung-year", "version": 1}}

    found = verdicts(agency, for_agency(agency, signed_by(joined, payload)))

    assert found == [Verdict.HOLD_NEWER]


def with_number(payload, seq, **changes):
    """The payload with another number, and invented ones before it."""
    recent = [f"{number:064x}" for number in range(max(1, seq - 12), seq)]
    chain = payload["chain"] | {"seq": seq, "recent": recent}
    return payload | {"chain": chain | {"prev": recent[-1] if recent else None}} | changes


def test_a_number_far_ahead_is_held(agency, joined):
    a_sealed_month(joined)
    payload = payload_of(envelopes(joined)[1])
    far = for_agency(agency, signed_by(joined, with_number(payload, FARTHEST + 1)))
    near = for_agency(agency, signed_by(joined, with_number(payload, FARTHEST)))

    assert verdicts(agency, far, far) == [Verdict.HOLD_JUMP] * 2
    assert verdicts(agency, near) == [Verdict.ACCEPT_WITH_GAP]


def test_a_month_that_has_not_begun_is_held(agency, tmp_path):
    ahead = a_joined_library(tmp_path, agency, clock=lambda: NOON + timedelta(days=30))
    a_sealed_month(ahead, Month(2026, 12))
    content = sent(ahead, tmp_path / "stick")[1]

    (judged,) = judge(agency, content)

    assert judged.verdict is Verdict.HOLD_FUTURE
    assert judged.receipt is not None
    assert visits_of(agency, Month(2026, 12)) is None
    ahead.close()


def test_a_clock_one_day_ahead_is_forgiven(tmp_path):
    last_of_november = NOON + timedelta(days=8)
    agency = an_office(tmp_path, clock=lambda: last_of_november)
    ahead = a_joined_library(tmp_path, agency, clock=lambda: NOON + timedelta(days=9))
    a_sealed_month_today(ahead, Month(2026, 12))

    found = verdicts(agency, sent(ahead, tmp_path / "stick")[1])

    assert found == [Verdict.ACCEPT]
    ahead.close()
    agency.close()


def a_sealed_month_today(library, month):
    with library.changing() as desk:
        return seal.close_month(desk, month)


def test_what_was_held_is_judged_again_when_it_comes_again(tmp_path):
    moment = [NOON]
    agency = an_office(tmp_path, clock=lambda: moment[0])
    ahead = a_joined_library(tmp_path, agency, clock=lambda: NOON + timedelta(days=30))
    a_sealed_month(ahead, Month(2026, 12))
    content = sent(ahead, tmp_path / "stick")[1]
    held = judge(agency, content)[0]

    moment[0] = NOON + timedelta(days=30)
    judged = judge(agency, content)[0]

    assert (held.verdict, judged.verdict) == (Verdict.HOLD_FUTURE, Verdict.ACCEPT)
    assert held.receipt != judged.receipt
    assert dump(agency.file)["held"] == []
    ahead.close()
    agency.close()


# --- The chain ---


def test_the_same_parcel_twice_gives_the_same_receipt(agency, joined, tmp_path):
    a_year(joined, 2)
    files = sent(joined, tmp_path / "stick")
    first = judge(agency, *files.values())
    before = dump(agency.file)

    again = judge(agency, *sent(joined, tmp_path / "stick").values())

    assert [each.verdict for each in again] == [Verdict.DUPLICATE] * 2
    assert [each.receipt for each in again] == [each.receipt for each in first]
    assert dump(agency.file) == before


def test_a_gap_is_told_and_filled(agency, joined, tmp_path):
    a_year(joined, 4)
    files = sent(joined, tmp_path / "stick")

    one, four, two, three = judge(agency, *(files[seq] for seq in (1, 4, 2, 3)))

    assert [each.verdict for each in (one, four, two, three)] == [
        Verdict.ACCEPT,
        Verdict.ACCEPT_WITH_GAP,
        Verdict.ACCEPT_LATE,
        Verdict.ACCEPT_LATE,
    ]
    assert four.note == "2, 3"
    with agency.reading() as desk:
        key = desk.profile.card.verify_key
        assert completeness.attention(desk) == ()
    missing = [receipt.verify(each.receipt, key).missing for each in (one, four, two, three)]
    assert missing == [(), (2, 3), (3,), ()]


def test_a_held_one_is_not_called_missing(agency, joined, tmp_path):
    a_year(joined, 3)
    files = sent(joined, tmp_path / "stick")
    with agency.changing() as desk:
        completeness.lock(desk, Month(2026, 9))

    judged = judge(agency, *files.values())

    assert [(each.verdict, each.note) for each in judged] == [
        (Verdict.ACCEPT, ""),
        (Verdict.HOLD_LOCKED, ""),
        (Verdict.ACCEPT, ""),
    ]


def test_receipt_numbers_rise(agency, joined, tmp_path):
    a_year(joined, 3)
    with agency.reading() as desk:
        key = desk.profile.card.verify_key

    judged = judge(agency, *sent(joined, tmp_path / "stick").values())

    numbers = [receipt.verify(each.receipt, key).no for each in judged]
    assert numbers == [2611221200, 2611221201, 2611221202]


def test_a_long_gap_filled_backwards_is_no_fork(agency, joined):
    contents = files_of(agency, a_year(joined, 20))

    found = verdicts(agency, *(contents[seq] for seq in reversed(contents)))

    assert found == [Verdict.ACCEPT_WITH_GAP, *[Verdict.ACCEPT_LATE] * 19]
    with agency.reading() as desk:
        assert completeness.attention(desk) == ()


def test_two_copies_of_a_library_are_a_fork(agency, joined, tmp_path):
    a_sealed_month(joined, Month(2026, 8), female=1)
    judge(agency, sent(joined, tmp_path / "stick")[1])
    one, other = a_clone(joined, tmp_path / "clone")
    a_sealed_month(one, Month(2026, 9), female=2)
    a_sealed_month(one, OCTOBER, female=4)
    a_sealed_month(other, Month(2026, 9), female=8)

    first = judge(agency, *sent(one, tmp_path / "a").values())
    (fork,) = judge(agency, sent(other, tmp_path / "b")[2])
    after = dump(agency.file)
    again = judge(agency, *sent(one, tmp_path / "a").values(), sent(other, tmp_path / "b")[2])

    assert [each.verdict for each in first] == [
        Verdict.DUPLICATE,
        Verdict.ACCEPT,
        Verdict.ACCEPT,
    ]
    assert fork.verdict is Verdict.FORK
    assert [visits_of(agency, month) for month in months_before(3)] == [1, None, None]
    assert [each.verdict for each in again] == [
        Verdict.DUPLICATE,
        Verdict.FORK,
        Verdict.FORK,
        Verdict.FORK,
    ]
    assert {each.receipt for each in again[1:]} == {fork.receipt}
    assert dump(agency.file) == after
    for copy in (one, other):
        with pytest.raises(errors.ReceiptContradicts), copy.changing() as desk:
            receipt.read_receipt(desk, fork.receipt)
        copy.close()


def test_a_copy_that_went_on_alone_is_a_fork_by_what_it_lists(agency, joined, tmp_path):
    a_sealed_month(joined, Month(2026, 8))
    judge(agency, sent(joined, tmp_path / "stick")[1])
    one, other = a_clone(joined, tmp_path / "clone")
    a_sealed_month(one, Month(2026, 9))
    a_sealed_month(other, Month(2026, 9))
    a_sealed_month(other, OCTOBER)

    found = verdicts(agency, sent(one, tmp_path / "a")[2], sent(other, tmp_path / "b")[3])

    assert found == [Verdict.ACCEPT, Verdict.FORK]
    assert visits_of(agency, Month(2026, 9)) is None
    assert visits_of(agency, OCTOBER) is None
    one.close()
    other.close()


def test_after_a_fork_an_earlier_missing_one_is_still_taken(agency, joined, tmp_path):
    a_sealed_month(joined, Month(2026, 8), female=3)
    a_sealed_month(joined, Month(2026, 9), female=5)
    early = sent(joined, tmp_path / "stick")
    one, other = a_clone(joined, tmp_path / "clone")
    a_sealed_month(one)
    a_sealed_month(other)

    found = verdicts(
        agency,
        early[2],
        sent(one, tmp_path / "a")[3],
        sent(other, tmp_path / "b")[3],
        early[1],
    )

    assert found == [
        Verdict.ACCEPT_WITH_GAP,
        Verdict.ACCEPT,
        Verdict.FORK,
        Verdict.ACCEPT_LATE,
    ]
    assert [visits_of(agency, month) for month in months_before(3)] == [3, 5, None]
    one.close()
    other.close()


def test_a_file_put_back_behind_our_back_is_a_fork(agency, joined, tmp_path):
    a_sealed_month(joined, Month(2026, 8))
    now, older = a_clone(joined, tmp_path / "clone")
    a_sealed_month(now, Month(2026, 9))
    judge(agency, *sent(now, tmp_path / "a").values())
    now.close()

    a_sealed_month(older, OCTOBER)
    found = verdicts(agency, *sent(older, tmp_path / "b").values())

    assert found == [Verdict.DUPLICATE, Verdict.FORK]
    older.close()


def test_a_restored_library_is_accepted_under_its_new_epoch(agency, joined, tmp_path):
    a_sealed_month(joined, Month(2026, 8), female=1)
    (tmp_path / "backup").mkdir()
    copy = backup.write(joined, tmp_path / "backup")
    a_sealed_month(joined, Month(2026, 9), female=2)
    judge(agency, *sent(joined, tmp_path / "a").values())
    backup.restore(copy.path, tmp_path / "new" / "rawa.jukung")
    restored = open_library(tmp_path / "new" / "rawa.jukung", clock=lambda: NOON)
    a_sealed_month(restored, OCTOBER, female=4)

    files = sent_in_order(restored, tmp_path / "b")
    judged = judge(agency, *files)

    assert [each.verdict for each in judged] == [Verdict.DUPLICATE, Verdict.ACCEPT_EPOCH]
    assert [visits_of(agency, month) for month in months_before(3)] == [1, 2, 4]
    restored.close()


def sent_in_order(library, folder):
    folder.mkdir()
    return [each.path for each in export.export(library, folder)]


def test_the_old_computer_may_not_go_on_after_a_restore(agency, joined, tmp_path):
    a_sealed_month(joined, Month(2026, 8))
    (tmp_path / "backup").mkdir()
    copy = backup.write(joined, tmp_path / "backup")
    backup.restore(copy.path, tmp_path / "new" / "rawa.jukung")
    restored = open_library(tmp_path / "new" / "rawa.jukung", clock=lambda: NOON)
    a_sealed_month(restored, Month(2026, 9))
    judge(agency, *sent_in_order(restored, tmp_path / "b"))
    a_sealed_month(joined, OCTOBER)

    found = verdicts(agency, *sent(joined, tmp_path / "a").values())

    assert found == [Verdict.DUPLICATE, Verdict.HOLD_EPOCH]
    assert visits_of(agency) is None
    restored.close()


def test_what_the_new_epoch_lists_may_still_come_late(agency, joined):
    a_sealed_month(joined, Month(2026, 8), female=1)
    old = envelopes(joined)[1]
    with joined.changing() as desk:
        join.begin_epoch(desk)
    a_sealed_month(joined, OCTOBER, female=4)
    new = envelopes(joined)[1]

    judged = judge(agency, for_agency(agency, new), for_agency(agency, old))

    assert [each.verdict for each in judged] == [Verdict.ACCEPT, Verdict.ACCEPT]
    assert [visits_of(agency, month) for month in (Month(2026, 8), OCTOBER)] == [1, 4]


def test_a_new_epoch_that_goes_on_from_nothing_waits_for_its_card(agency, joined):
    a_sealed_month(joined, Month(2026, 9))
    first = envelopes(joined)[1]
    judge(agency, for_agency(agency, first))
    payload = payload_of(first)
    payload["chain"] = {"epoch": new_id(), "seq": 1, "prev": None, "recent": []}
    payload["period"] = PERIOD_OF_OCTOBER
    content = for_agency(agency, signed_by(joined, payload))
    held = judge(agency, content)[0]

    with joined.reading() as desk, agency.changing() as office:
        card = library_card_in(join.library_card(desk))
        renewed = replace(card, epoch=payload["chain"]["epoch"])
        enrol.enrol(office, renewed, code="63.03.05.2007")
    judged = judge(agency, content)[0]

    assert (held.verdict, judged.verdict) == (Verdict.HOLD_EPOCH, Verdict.ACCEPT)
    assert held.receipt != judged.receipt


def test_a_clock_that_ran_back_is_noted(agency, tmp_path):
    moment = [NOON]
    library = a_joined_library(tmp_path, agency, clock=lambda: moment[0])
    a_sealed_month(library, Month(2026, 9))
    moment[0] = NOON - timedelta(days=3)
    a_sealed_month(library, OCTOBER)

    judged = judge(agency, *sent(library, tmp_path / "stick").values())

    assert [(each.verdict, each.note) for each in judged] == [
        (Verdict.ACCEPT, ""),
        (Verdict.ACCEPT, "CLOCK_BACK"),
    ]
    library.close()


# --- Revisions ---


def test_a_replacement_counts_instead_of_what_it_replaces(agency, joined, tmp_path):
    a_sealed_month(joined, female=7)
    a_sealed_month(joined, female=2)

    found = verdicts(agency, *sent(joined, tmp_path / "stick").values())

    assert found == [Verdict.ACCEPT] * 2
    assert visits_of(agency) == 9


def test_a_replacement_may_come_before_what_it_replaces(agency, joined):
    a_sealed_month(joined, female=7)
    a_sealed_month(joined, female=2)
    contents = files_of(agency, envelopes(joined))

    found = verdicts(agency, contents[2], contents[1])

    assert found == [Verdict.ACCEPT_WITH_GAP, Verdict.ACCEPT_LATE]
    assert visits_of(agency) == 9


def test_a_replayed_older_revision_is_only_a_duplicate(agency, joined):
    for _times in range(3):
        a_sealed_month(joined, female=1)
    contents = files_of(agency, envelopes(joined))
    judge(agency, *contents.values())

    found = verdicts(agency, contents[1], contents[2])

    assert found == [Verdict.DUPLICATE] * 2
    assert visits_of(agency) == 3


def test_a_second_original_is_a_conflict(agency, joined):
    a_sealed_month(joined, Month(2026, 9), female=3)
    a_sealed_month(joined, OCTOBER, female=4)
    contents = envelopes(joined)
    payload = payload_of(contents[2])
    payload["period"] = payload_of(contents[1])["period"]
    second = for_agency(agency, signed_by(joined, payload))

    first, conflict, again = judge(agency, for_agency(agency, contents[1]), second, second)

    assert [each.verdict for each in (first, conflict, again)] == [
        Verdict.ACCEPT,
        Verdict.CONFLICT_REVISION,
        Verdict.CONFLICT_REVISION,
    ]
    assert conflict.receipt == again.receipt
    assert visits_of(agency, Month(2026, 9)) == 3


@pytest.mark.parametrize("replaces", ["the first", "nothing known"])
def test_a_replacement_must_name_what_counts_now(agency, joined, replaces):
    for _times in range(3):
        a_sealed_month(joined, female=1)
    contents = envelopes(joined)
    payload = payload_of(contents[3])
    payload["act"]["replaces"] = (
        payload_of(contents[2])["act"]["replaces"] if replaces == "the first" else "ab" * 32
    )
    files = files_of(agency, {1: contents[1], 2: contents[2], 3: signed_by(joined, payload)})

    found = verdicts(agency, *files.values())

    assert found == [Verdict.ACCEPT, Verdict.ACCEPT, Verdict.CONFLICT_REVISION]
    assert visits_of(agency) == 2


def test_a_fork_and_a_conflict_keep_their_bytes(agency, joined, tmp_path):
    a_sealed_month(joined, Month(2026, 8))
    one, other = a_clone(joined, tmp_path / "clone")
    a_sealed_month(one, Month(2026, 9), female=2)
    a_sealed_month(other, Month(2026, 9), female=8)
    contents = [*envelopes(one).values(), envelopes(other)[2]]

    judge(agency, *(for_agency(agency, each) for each in contents))

    kept = " ".join(dump(agency.file)["parcel"])
    assert [envelope.unpack(each, envelope.PARCEL).hash in kept for each in contents] == [True] * 3
    assert kept.count("quarantined") == 2
    one.close()
    other.close()
