"""Receipts: what a library believes of its agency."""

import json
import shutil

import pytest
from sqlalchemy import select

from jukung.agency import accept
from jukung.agency.office import fetch_keys, open_office
from jukung.domain import errors
from jukung.domain.kinds import ParcelState, Role
from jukung.exchange.parcels import envelope, export, join, receipt
from jukung.exchange.parcels.verdict import Verdict
from jukung.library import settings
from jukung.store.tables import ParcelRow
from makers import NOON, a_library, acting_as
from parcel_makers import (
    a_clone,
    a_joined_library,
    a_sealed_month,
    a_stranger,
    an_office,
    dump,
    months_before,
    payload_of,
    sent,
    signed,
)


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def joined(tmp_path, agency):
    made = a_joined_library(tmp_path, agency)
    yield made
    made.close()


def receipts_for(agency, library, stick, months):
    """Seals months and gives the agency's receipt for each."""
    for month in months:
        a_sealed_month(library, month)
    files = sent(library, stick)
    return [judged.receipt for judged in accept.accept(agency, list(files.values()))]


def read(library, content):
    with library.changing() as desk:
        return receipt.read_receipt(desk, content, "x.jkr")


def states(library):
    with library.reading() as desk:
        rows = desk.session.scalars(select(ParcelRow).order_by(ParcelRow.act)).all()
        return [(row.state, row.verdict) for row in rows]


def resigned(agency, content, change, key=None):
    """The receipt with something changed, signed again by the agency or a stranger."""
    payload = payload_of(content, envelope.RECEIPT)
    change(payload)
    with agency.reading() as desk:
        own, fingerprint = fetch_keys(desk.profile).signing, desk.profile.fingerprint
    return signed(payload, key or own, fingerprint, envelope.RECEIPT)


def test_a_receipt_closes_the_circle(joined, agency, tmp_path):
    (content,) = receipts_for(agency, joined, tmp_path / "stick", months_before(1))

    told = read(joined, content)

    assert told.changed
    assert [(each.seq, each.verdict, each.period) for each in told.items] == [
        (1, Verdict.ACCEPT, "2026-10")
    ]
    assert states(joined) == [(ParcelState.received, "ACCEPT")]
    with pytest.raises(errors.NothingToSend):
        export.export(joined, tmp_path / "stick")


def test_the_newest_receipt_is_enough(joined, agency, tmp_path):
    contents = receipts_for(agency, joined, tmp_path / "stick", months_before(3))

    read(joined, contents[-1])

    assert [state for state, _verdict in states(joined)] == [ParcelState.received] * 3


def test_the_same_receipt_twice_changes_nothing(joined, agency, tmp_path):
    (content,) = receipts_for(agency, joined, tmp_path / "stick", months_before(1))
    read(joined, content)
    before = dump(joined.file)

    told = read(joined, content)

    assert not told.changed
    assert dump(joined.file) == before


def test_an_older_receipt_is_refused(joined, agency, tmp_path):
    contents = receipts_for(agency, joined, tmp_path / "stick", months_before(2))
    read(joined, contents[1])
    before = dump(joined.file)

    with pytest.raises(errors.ReceiptOld):
        read(joined, contents[0])

    assert dump(joined.file) == before


def test_receipts_are_read_in_the_order_of_their_numbers(joined, agency, tmp_path):
    contents = receipts_for(agency, joined, tmp_path / "stick", months_before(3))
    files = [(contents[2], "c"), (b"?", "z"), (contents[0], "a"), (contents[1], "b")]

    ordered = receipt.in_order(files)

    assert [name for _content, name in ordered] == ["z", "a", "b", "c"]
    assert [read(joined, content).changed for content, _name in ordered[1:]] == [True] * 3


def test_no_truncated_or_flipped_receipt_is_believed(joined, agency, tmp_path):
    (content,) = receipts_for(agency, joined, tmp_path / "stick", months_before(1))
    true = receipt.verify(content, joined_agency(joined).verify_key)
    damaged = [content[:cut] for cut in range(len(content))]
    damaged += [
        bytes([*content[:place], content[place] ^ 1 << bit, *content[place + 1 :]])
        for place in range(len(content))
        for bit in range(0, 8, 3)
    ]

    for each in damaged:
        # A flip in unused bits of base64 changes nothing that was signed.
        try:
            found = receipt.verify(each, joined_agency(joined).verify_key, "x.jkr")
        except (errors.ReceiptUnreadable, errors.ReceiptForged):
            continue
        assert found == true


def joined_agency(library):
    with library.reading() as desk:
        return settings.agency(desk)


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00" * 100, b"[" * 100_000])
def test_something_else_is_unreadable(joined, content):
    with pytest.raises(errors.ReceiptUnreadable) as refused:
        read(joined, content)

    assert refused.value.file == "x.jkr"


def test_a_parcel_is_no_receipt(joined):
    a_sealed_month(joined)
    with joined.reading() as desk:
        own = export.waiting(desk)[0].envelope

    with pytest.raises(errors.ReceiptUnreadable):
        read(joined, own)


FIELDS = [
    "spec",
    "agency",
    "library",
    "epoch",
    "no",
    "utc",
    "head",
    "items",
    "missing",
    "anchor",
]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_signed(joined, agency, tmp_path, field):
    (content,) = receipts_for(agency, joined, tmp_path / "stick", months_before(1))
    before = dump(joined.file)

    def change(payload):
        payload[field] = {
            "library": "0" * 36,
            "epoch": "0" * 36,
            "agency": " ".join(["0000"] * 10),
            "utc": "2027-01-01T00:00:00Z",
            "no": 2_000_000_000,
            "missing": [1],
        }.get(field)

    forged = resigned(agency, content, change, a_stranger())

    with pytest.raises(errors.ReceiptForged):
        read(joined, forged)
    assert dump(joined.file) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("no", 0),
        ("no", "5"),
        ("items", [{"seq": 1}]),
        ("items", {}),
        ("head", 1),
        ("utc", "today"),
        ("missing", ["1"]),
        ("spec", None),
    ],
)
def test_a_signed_receipt_that_breaks_the_format_is_unreadable(
    joined, agency, tmp_path, field, value
):
    (content,) = receipts_for(agency, joined, tmp_path / "stick", months_before(1))

    broken = resigned(agency, content, lambda payload: payload.update({field: value}))

    with pytest.raises(errors.ReceiptUnreadable):
        read(joined, broken)


def test_a_receipt_for_another_library_is_refused(joined, agency, tmp_path):
    other = a_joined_library(tmp_path, agency, file="lain.jukung", code="63.03.05.2008")
    (content,) = receipts_for(agency, other, tmp_path / "stick", months_before(1))

    with pytest.raises(errors.ReceiptForOther):
        read(joined, content)

    other.close()


def test_a_receipt_of_another_agency_is_forged(joined, tmp_path):
    other = an_office(tmp_path, file="lain.jukung-agency")
    guest = a_joined_library(tmp_path, other, file="tamu.jukung")
    (content,) = receipts_for(other, guest, tmp_path / "stick", months_before(1))

    with pytest.raises(errors.ReceiptForged):
        read(joined, content)

    guest.close()
    other.close()


def test_a_library_without_agency_believes_nobody(tmp_path, joined, agency):
    (content,) = receipts_for(agency, joined, tmp_path / "stick", months_before(1))
    alone = a_library(tmp_path, file="sendiri.jukung")

    with pytest.raises(errors.NotJoined):
        read(alone, content)

    alone.close()


def test_an_older_copy_of_the_file_notices_what_it_does_not_know(tmp_path, joined, agency):
    a_sealed_month(joined, months_before(2)[0])
    newer, older = a_clone(joined, tmp_path / "older")
    (*_first, content) = receipts_for(agency, newer, tmp_path / "stick", months_before(1))
    before = dump(older.file)

    with pytest.raises(errors.ReceiptContradicts):
        read(older, content)

    assert dump(older.file) == before
    newer.close()
    older.close()


def test_a_different_hash_for_a_number_of_ours_is_an_alarm(joined, agency, tmp_path):
    (content,) = receipts_for(agency, joined, tmp_path / "stick", months_before(1))

    def change(payload):
        payload["items"][0]["hash"] = "ab" * 32

    with pytest.raises(errors.ReceiptContradicts):
        read(joined, resigned(agency, content, change))


def test_a_receipt_of_an_epoch_we_never_had_is_an_alarm(joined, agency, tmp_path):
    (content,) = receipts_for(agency, joined, tmp_path / "stick", months_before(1))

    def change(payload):
        payload |= {"epoch": "0" * 36, "items": [], "head": None}

    with pytest.raises(errors.ReceiptContradicts):
        read(joined, resigned(agency, content, change))


def test_a_held_parcel_is_sent_again(joined, agency, tmp_path):
    (content,) = receipts_for(agency, joined, tmp_path / "stick", months_before(1))

    def change(payload):
        payload["items"][0]["verdict"] = "HOLD_FUTURE"

    read(joined, resigned(agency, content, change))

    assert states(joined) == [(ParcelState.written, "HOLD_FUTURE")]
    assert list(sent(joined, tmp_path / "stick")) == [1]


def test_an_agency_restored_from_its_backup_gets_again_what_it_lost(joined, agency, tmp_path):
    first, *rest = months_before(3)
    read(joined, receipts_for(agency, joined, tmp_path / "stick", [first])[0])
    path = agency.path
    agency.close()
    shutil.copyfile(path, tmp_path / "backup")
    agency = open_office(path, clock=lambda: NOON)
    read(joined, receipts_for(agency, joined, tmp_path / "stick", rest)[-1])
    agency.close()
    later = NOON.replace(hour=9)
    restored = open_office(tmp_path / "backup", clock=lambda: later)

    a_sealed_month(joined, first, female=3)
    gap = accept.accept(restored, [sent(joined, tmp_path / "stick")[4]])[0]
    read(joined, gap.receipt)
    again = sent(joined, tmp_path / "stick")
    judged = accept.accept(restored, list(again.values()))

    assert gap.verdict is Verdict.ACCEPT_WITH_GAP
    assert sorted(again) == [2, 3]
    assert [each.verdict for each in judged] == [Verdict.ACCEPT_LATE] * 2
    restored.close()


def test_a_new_epoch_forgets_no_old_parcel(joined, agency, tmp_path):
    a_sealed_month(joined, months_before(2)[0])
    with joined.changing() as desk:
        join.begin_epoch(desk)
    a_sealed_month(joined)
    files = export.export(joined, tmp_path)

    judged = accept.accept(agency, [each.path for each in files])

    assert [each.verdict for each in judged] == [Verdict.ACCEPT, Verdict.ACCEPT_EPOCH]
    for each in judged:
        read(joined, each.receipt)
    assert states(joined) == [
        (ParcelState.received, "ACCEPT"),
        (ParcelState.received, "ACCEPT_EPOCH"),
    ]


def test_only_keepers_read_receipts(joined, agency, tmp_path):
    (content,) = receipts_for(agency, joined, tmp_path / "stick", months_before(1))

    with pytest.raises(errors.NotAllowed), joined.changing() as desk:
        receipt.read_receipt(acting_as(desk, Role.assistant), content)


def test_a_receipt_file_is_loaded_or_named(tmp_path):
    (tmp_path / "a.jkr").write_bytes(b"abc")

    assert receipt.load(tmp_path / "a.jkr") == b"abc"
    with pytest.raises(errors.FileMissing):
        receipt.load(tmp_path / "none.jkr")
    with pytest.raises(errors.ReceiptUnreadable):
        receipt.load(tmp_path)


def test_a_receipt_shows_counts_and_no_name(joined, agency, tmp_path):
    (content,) = receipts_for(agency, joined, tmp_path / "stick", months_before(1))

    text = json.dumps(payload_of(content, envelope.RECEIPT))

    assert "Rawa" not in text
