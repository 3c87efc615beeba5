"""No truncated and no flipped parcel is ever taken, and none leaves a trace."""

import pytest

from jukung.agency import accept
from jukung.domain import errors
from jukung.exchange.parcels import envelope, receipt
from jukung.exchange.parcels.verdict import Verdict
from parcel_makers import a_sealed_month, dump, envelopes, for_agency, sent


def flipped(content, place, bit):
    return bytes([*content[:place], content[place] ^ 1 << bit, *content[place + 1 :]])


def test_no_truncated_parcel_is_taken(agency, joined, tmp_path):
    a_sealed_month(joined)
    content = sent(joined, tmp_path / "stick")[1]
    before = dump(agency.file)

    judged = accept.accept(agency, [content[:length] for length in range(len(content))])

    assert len(judged) == len(content)
    assert {each.verdict for each in judged} == {
        Verdict.REJECT_DAMAGED,
        Verdict.REJECT_UNREADABLE,
    }
    assert dump(agency.file) == before


def test_no_parcel_with_a_flipped_bit_is_taken(agency, joined, tmp_path):
    a_sealed_month(joined)
    content = sent(joined, tmp_path / "stick")[1]
    before = dump(agency.file)

    judged = accept.accept(
        agency,
        (flipped(content, place, bit) for place in range(len(content)) for bit in range(8)),
    )

    assert len(judged) == len(content) * 8
    assert all(each.verdict.is_rejected for each in judged)
    assert dump(agency.file) == before


def test_nothing_may_be_added_behind_a_parcel(agency, joined, tmp_path):
    a_sealed_month(joined)
    content = sent(joined, tmp_path / "stick")[1]
    before = dump(agency.file)

    judged = accept.accept(agency, [content + b"\x00", content + content])

    assert {each.verdict for each in judged} == {Verdict.REJECT_UNREADABLE}
    assert dump(agency.file) == before


def flip_inside(agency, library, step):
    """Somebody who can seal for the agency flips bits of a true envelope."""
    a_sealed_month(library)
    content = envelopes(library)[1]
    true = envelope.unpack(content, envelope.PARCEL).hash
    flips = [
        flipped(content, number // 8, number % 8) for number in range(0, len(content) * 8, step)
    ]

    judged = accept.accept(agency, (for_agency(agency, each) for each in flips))

    for each, answer in zip(flips, judged, strict=True):
        if answer.verdict.is_counted:
            # A flip in unused bits of base64 changes nothing that was signed.
            assert envelope.unpack(each, envelope.PARCEL).hash == true
        else:
            assert answer.verdict.is_rejected or answer.verdict is Verdict.HOLD_UNKNOWN_KEY
    assert len(dump(agency.file)["parcel"]) <= 1


def test_a_flip_under_the_seal_changes_nothing(agency, joined):
    flip_inside(agency, joined, 17)


@pytest.mark.nightly
def test_no_flip_under_the_seal_changes_anything(agency, joined):
    flip_inside(agency, joined, 1)


def a_receipt_for(agency, library, folder):
    a_sealed_month(library)
    (judged,) = accept.accept(agency, [sent(library, folder)[1]])
    with agency.reading() as desk:
        return judged.receipt, desk.profile.card.verify_key


def flip_a_receipt(agency, library, folder, step):
    """No flip and no cut of a receipt is believed, but for unused bits of base64."""
    content, key = a_receipt_for(agency, library, folder)
    true = receipt.verify(content, key)
    damaged = [content[:length] for length in range(0, len(content), step)]
    damaged += [
        flipped(content, number // 8, number % 8) for number in range(0, len(content) * 8, step)
    ]

    believed = 0
    for each in damaged:
        try:
            found = receipt.verify(each, key, "x.jkr")
        except (errors.ReceiptUnreadable, errors.ReceiptForged):
            continue
        believed += 1
        assert found == true
    assert believed < 16


def test_a_damaged_receipt_is_not_believed(agency, joined, tmp_path):
    flip_a_receipt(agency, joined, tmp_path / "stick", 13)


@pytest.mark.nightly
def test_no_flip_and_no_cut_of_a_receipt_is_believed(agency, joined, tmp_path):
    flip_a_receipt(agency, joined, tmp_path / "stick", 1)
