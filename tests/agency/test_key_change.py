"""The agency changes its keys: every library follows, and no forged change is believed."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from jukung.agency import accept, deeds, key_change, receipts
from jukung.agency.office import Office, fetch_keys
from jukung.agency.tables import SiteRow
from jukung.domain import errors
from jukung.exchange.parcels import envelope, export, notices, receipt
from jukung.exchange.parcels.verdict import Verdict
from jukung.library import settings
from jukung.store.tables import JournalDetail
from parcel_makers import (
    a_sealed_month,
    a_stranger,
    dump,
    for_agency,
    months_before,
    payload_of,
    sent,
    signed,
    signed_by,
)


def change(agency):
    return key_change.begin(agency, by="Rahmi", seconded_by="Yusuf")


def exchange(agency, library, folder):
    """The library's files go up, the newest receipt comes back; gives it and the verdicts."""
    files = sent(library, folder)
    judged = accept.accept(agency, list(files.values()))
    return judged[-1].receipt, [each.verdict for each in judged]


def read(library, content):
    with library.changing() as desk:
        return receipt.read_receipt(desk, content, "x.jkr")


def pinned(library):
    with library.reading() as desk:
        return settings.agency(desk)


def renewed(agency):
    with agency.changing() as desk:
        site = desk.session.scalars(select(SiteRow)).one()
        return receipts.renew(desk, fetch_keys(desk.profile), site).bytes


def as_before(content):
    """The parcel as a program wrote it that knew no lineage."""
    payload = payload_of(content)
    payload["spec"]["minor"] = 0
    return payload


def an_old_programs_receipt(agency, library, folder):
    """What the agency answers to a library whose program cannot walk a lineage."""
    folder.mkdir()
    with library.reading() as desk:
        (waiting,) = export.waiting(desk)
    old = signed_by(library, as_before(waiting.envelope))
    (judged,) = accept.accept(agency, [for_agency(agency, old)])
    assert judged.verdict is Verdict.ACCEPT
    return judged.receipt


def own_secret(agency):
    with agency.reading() as desk:
        return fetch_keys(desk.profile).signing, desk.profile.fingerprint


def test_new_keys_need_two_people(agency):
    before = own_secret(agency)[1]

    for by, second in (("Rahmi", ""), ("Rahmi", " rahmi "), ("", "Yusuf")):
        with pytest.raises(errors.SecondPersonMissing):
            key_change.begin(agency, by=by, seconded_by=second)

    assert own_secret(agency)[1] == before


def test_the_change_is_written_down_with_both_names(agency):
    before = own_secret(agency)[1]

    card = change(agency)

    with agency.reading() as desk:
        (done,) = deeds.latest(desk)
        assert desk.profile.card == card
        assert [each.fingerprint for each in desk.profile.former] == [before]
    assert (done.by, done.what) == ("Rahmi", "new_keys")
    assert "Yusuf" in done.detail


def test_a_library_follows_by_the_receipt_it_gets_anyway(agency, joined, tmp_path):
    a_sealed_month(joined)
    card = change(agency)

    content, _verdicts = exchange(agency, joined, tmp_path / "stick")
    told = read(joined, content)

    assert told.new_keys == card.fingerprint
    assert pinned(joined).fingerprint == card.fingerprint
    assert pinned(joined).recipient == card.recipient


def test_a_parcel_sealed_for_the_old_keys_is_still_opened(agency, joined, tmp_path):
    a_sealed_month(joined)
    files = sent(joined, tmp_path / "stick")
    change(agency)

    (judged,) = accept.accept(agency, list(files.values()))

    assert judged.verdict is Verdict.ACCEPT


def test_the_next_parcel_is_sealed_for_the_new_keys_alone(agency, joined, tmp_path):
    before, now = months_before(2)
    a_sealed_month(joined, before)
    card = change(agency)
    read(joined, exchange(agency, joined, tmp_path / "one")[0])

    a_sealed_month(joined, now)
    content, verdicts = exchange(agency, joined, tmp_path / "two")
    told = read(joined, content)

    assert verdicts == [Verdict.ACCEPT]
    assert told.new_keys == ""
    assert payload_of(content, envelope.RECEIPT)["agency"] == card.fingerprint
    with agency.reading() as desk:
        assert key_change.followed(desk).followed == 1
        assert key_change.followed(desk).not_yet == 0


def test_the_change_is_in_the_journal_and_told_until_it_is_read(agency, joined, tmp_path):
    a_sealed_month(joined)
    card = change(agency)
    read(joined, exchange(agency, joined, tmp_path / "stick")[0])

    with joined.changing() as desk:
        details = [json.loads(each) for each in desk.session.scalars(select(JournalDetail.detail))]
        (told,) = notices.unread(desk)
        notices.mark_read(desk, told.no)
        left = notices.unread(desk)

    assert any(each.get("fingerprint") == card.fingerprint for each in details)
    assert (told.no, told.words) == (notices.KEYS, card.fingerprint)
    assert left == ()


def test_a_library_that_was_silent_through_three_changes_walks_the_lineage(
    agency, joined, tmp_path
):
    a_sealed_month(joined)
    for _time in range(3):
        card = change(agency)

    content, _verdicts = exchange(agency, joined, tmp_path / "stick")
    told = read(joined, content)

    assert told.new_keys == card.fingerprint == pinned(joined).fingerprint
    assert len(payload_of(content, envelope.RECEIPT)["lineage"]) == 3


def test_more_changes_than_a_receipt_carries_need_the_card(agency, joined, tmp_path):
    a_sealed_month(joined)
    for _time in range(9):
        change(agency)

    content, _verdicts = exchange(agency, joined, tmp_path / "stick")

    with pytest.raises(errors.ReceiptForged):
        read(joined, content)


def test_an_older_program_is_answered_by_the_keys_it_knows_and_told_the_new_ones(
    agency, joined, tmp_path
):
    a_sealed_month(joined)
    old = own_secret(agency)[1]
    card = change(agency)

    content = an_old_programs_receipt(agency, joined, tmp_path / "stick")

    payload = payload_of(content, envelope.RECEIPT)
    assert payload["agency"] == old
    assert payload["keys"]["verify_key"] == card.verify_key


def test_keys_in_a_receipt_by_the_old_key_are_taken(agency, joined, tmp_path):
    a_sealed_month(joined)
    key, fingerprint = own_secret(agency)
    content, _verdicts = exchange(agency, joined, tmp_path / "stick")
    card = change(agency)
    payload = payload_of(renewed(agency), envelope.RECEIPT)
    payload["agency"] = fingerprint
    del payload["lineage"]

    told = read(joined, signed(payload, key, fingerprint, envelope.RECEIPT))

    assert told.new_keys == card.fingerprint
    assert read(joined, renewed(agency)).changed
    assert content


def test_what_the_old_key_signs_after_the_change_is_refused(agency, joined, tmp_path):
    a_sealed_month(joined)
    key, fingerprint = own_secret(agency)
    change(agency)
    content, _verdicts = exchange(agency, joined, tmp_path / "stick")
    read(joined, content)
    payload = payload_of(content, envelope.RECEIPT) | {"agency": fingerprint}
    payload["no"] += 5
    before = dump(joined.file)

    for keys in (payload["keys"], None):
        forged = signed(payload | {"keys": keys}, key, fingerprint, envelope.RECEIPT)
        with pytest.raises(errors.ReceiptFormerKey):
            read(joined, forged)

    assert dump(joined.file) == before


def test_an_old_change_played_again_does_not_move_back(agency, joined, tmp_path):
    first, second = months_before(2)
    a_sealed_month(joined, first)
    change(agency)
    older, _verdicts = exchange(agency, joined, tmp_path / "one")
    read(joined, older)
    a_sealed_month(joined, second)
    card = change(agency)
    newer, _verdicts = exchange(agency, joined, tmp_path / "two")
    read(joined, newer)

    again = read(joined, older)

    assert not again.changed
    assert pinned(joined).fingerprint == card.fingerprint


def test_an_unread_change_of_before_does_not_move_back(agency, joined, tmp_path):
    a_sealed_month(joined)
    change(agency)
    older, _verdicts = exchange(agency, joined, tmp_path / "stick")
    card = change(agency)
    read(joined, renewed(agency))

    with pytest.raises(errors.Refusal):
        read(joined, older)

    assert pinned(joined).fingerprint == card.fingerprint


@pytest.mark.parametrize("way", ["signed by a stranger", "a link cut", "a link swapped", "grafted"])
def test_a_forged_change_is_refused(agency, joined, tmp_path, way):
    a_sealed_month(joined)
    change(agency)
    change(agency)
    content, _verdicts = exchange(agency, joined, tmp_path / "stick")
    payload, stranger = payload_of(content, envelope.RECEIPT), a_stranger()
    key, fingerprint = own_secret(agency)
    if way == "signed by a stranger":
        key = stranger
    elif way == "a link cut":
        del payload["lineage"][0]
    elif way == "a link swapped":
        first, second = payload["lineage"]
        first["signature"], second["signature"] = second["signature"], first["signature"]
    else:
        payload["keys"]["verify_key"] = stranger.public_key().public_bytes_raw().hex()
        key = stranger
    before = dump(joined.file)

    with pytest.raises(errors.ReceiptForged):
        read(joined, signed(payload, key, fingerprint, envelope.RECEIPT))

    assert dump(joined.file) == before


def test_keys_that_cannot_be_sealed_for_are_refused(agency, joined, tmp_path):
    a_sealed_month(joined)
    content, _verdicts = exchange(agency, joined, tmp_path / "stick")
    key, fingerprint = own_secret(agency)
    payload = payload_of(content, envelope.RECEIPT)
    payload["no"] += 1
    payload["keys"] = {
        "code": "63",
        "verify_key": Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex(),
        "recipient": "age1nothing",
        "escrow": "",
        "since": payload["utc"],
    }

    with pytest.raises(errors.ReceiptUnreadable):
        read(joined, signed(payload, key, fingerprint, envelope.RECEIPT))


def test_an_office_that_is_open_elsewhere_signs_by_the_new_keys_too(agency, joined, tmp_path):
    if not agency.is_shared:
        pytest.skip("a file has one desk")
    other = Office(agency.file, clock=agency._clock)
    with other.reading() as desk:
        assert desk.profile.former == ()
    card = change(agency)
    a_sealed_month(joined)

    content, _verdicts = exchange(other, joined, tmp_path / "stick")

    assert payload_of(content, envelope.RECEIPT)["agency"] == card.fingerprint
