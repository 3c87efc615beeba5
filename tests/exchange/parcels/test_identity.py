"""Fingerprints and cards."""

import base64
import json
from dataclasses import asdict, replace

import pyrage
import pytest

from jukung.domain import codes, errors
from jukung.domain.kinds import LibraryKind, PrisonKind, Zone
from jukung.exchange.parcels import envelope, identity
from jukung.exchange.parcels.identity import AgencyCard, LibraryCard
from parcel_makers import a_stranger, signed

UID = "01a201d6-cd95-7908-bb9d-81bff0d715c6"
EPOCH = "01a201d6-ce1b-7a45-b0f2-7009d6f8a69a"


def a_library_card(key, **changes):
    card = LibraryCard(
        uid=UID,
        epoch=EPOCH,
        name="Perpustakaan Rawa Bening",
        place_name="Rawa Bening",
        region_code="63.03.05.2007",
        kind=LibraryKind.village,
        prison_kind=None,
        zone=Zone.WITA,
        public_key=key.public_key().public_bytes_raw().hex(),
    )
    return replace(card, **changes)


def an_agency_card(key, **changes):
    card = AgencyCard(
        code="63",
        name="Dinas Perpustakaan Contoh",
        verify_key=key.public_key().public_bytes_raw().hex(),
        recipient=str(pyrage.x25519.Identity.generate().to_public()),
    )
    return replace(card, **changes)


def test_a_fingerprint_stays_what_it_is():
    # Worked out from FORMAT.md by other code; it must never change.
    found = identity.fingerprint(UID, "00" * 32)

    assert found == "5310 3571 8382 2184 7940 6942 3832 0865 5844 8129"


def test_a_fingerprint_is_ten_groups_with_a_check_digit_each():
    groups = identity.fingerprint(UID, "ab" * 32).split(" ")

    assert [len(each) for each in groups] == [4] * 10
    assert all(codes.fits(each) for each in groups)
    assert identity.is_fingerprint(" ".join(groups))
    assert not identity.is_fingerprint(" ".join(groups).replace(groups[0], "1235"))


@pytest.mark.parametrize(
    "text", ["", "²²²² " * 9 + "²²²²", "٠٠٠٠ " * 9 + "٠٠٠٠", "0000", "0000 " * 10]
)
def test_other_texts_are_no_fingerprint(text):
    assert not identity.is_fingerprint(text)


def test_a_fingerprint_depends_on_library_and_key():
    found = {
        identity.fingerprint(UID, "00" * 32),
        identity.fingerprint(EPOCH, "00" * 32),
        identity.fingerprint(UID, "01" * 32),
    }

    assert len(found) == 3


def test_an_agency_fingerprint_covers_all_of_its_keys():
    card = an_agency_card(a_stranger())
    others = [
        replace(card, recipient="age1another"),
        replace(card, escrow=card.recipient),
        replace(card, code="62"),
        replace(card, verify_key="00" * 32),
    ]

    assert card.fingerprint not in {each.fingerprint for each in others}
    assert replace(card, name="Nama Lain").fingerprint == card.fingerprint


@pytest.mark.parametrize(
    "changes", [{}, {"kind": LibraryKind.prison, "prison_kind": PrisonKind.lpka, "name": ""}]
)
def test_a_library_card_is_read_as_it_was_written(changes):
    key = a_stranger()
    card = a_library_card(key, **changes)

    assert identity.library_card_in(identity.library_card_bytes(card, key)) == card


def test_an_agency_card_is_read_as_it_was_written(tmp_path):
    key = a_stranger()
    card = an_agency_card(key, escrow=str(pyrage.x25519.Identity.generate().to_public()))
    path = tmp_path / "dinas.jkc"
    path.write_bytes(identity.agency_card_bytes(card, key))

    assert identity.read_agency_card(path) == card


def test_a_card_carries_no_person():
    fields = set(LibraryCard.__slots__) | set(AgencyCard.__slots__)

    assert fields == {
        *("uid", "epoch", "name", "place_name", "region_code", "kind", "prison_kind", "zone"),
        *("public_key", "code", "verify_key", "recipient", "escrow", "address"),
    }


def test_a_damaged_card_is_refused():
    key = a_stranger()
    whole = identity.library_card_bytes(a_library_card(key), key)
    damaged = [whole[:cut] for cut in range(0, len(whole), 7)]
    damaged += [
        bytes([*whole[:place], whole[place] ^ 1, *whole[place + 1 :]])
        for place in range(0, len(whole), 5)
    ]

    for each in damaged:
        # A flip in unused bits of base64 changes nothing that was signed.
        try:
            found = identity.library_card_in(each, "rawa.jkc")
        except errors.CardUnreadable:
            continue
        assert found == a_library_card(key)


@pytest.mark.parametrize(
    "change",
    [
        {"public_key": "zz"},
        {"kind": "school"},
        {"uid": "short"},
        {"name": 5},
        {"name": "x" * 200},
        {"zone": None},
    ],
)
def test_a_card_with_a_wrong_field_is_refused(change):
    key = a_stranger()
    card = a_library_card(key)
    forged = signed(asdict(card) | change, key, card.fingerprint, envelope.LIBRARY_CARD)

    with pytest.raises(errors.CardUnreadable):
        identity.library_card_in(forged)


def test_a_card_signed_by_another_key_is_refused():
    card = a_library_card(a_stranger())

    with pytest.raises(errors.CardUnreadable):
        identity.library_card_in(identity.library_card_bytes(card, a_stranger()))


def test_a_card_of_the_other_kind_is_refused():
    key = a_stranger()
    library = identity.library_card_bytes(a_library_card(key), key)
    agency = identity.agency_card_bytes(an_agency_card(key), key)

    with pytest.raises(errors.CardUnreadable):
        identity.agency_card_in(library)
    with pytest.raises(errors.CardUnreadable):
        identity.library_card_in(agency)


def test_an_agency_card_without_a_usable_recipient_is_refused():
    key = a_stranger()
    card = an_agency_card(key, recipient="age1notakey")

    with pytest.raises(errors.CardUnreadable):
        identity.agency_card_in(identity.agency_card_bytes(card, key))


def test_a_missing_or_huge_card_is_refused(tmp_path):
    huge = tmp_path / "huge.jkc"
    huge.write_bytes(b"{" * 100_000)

    with pytest.raises(errors.CardUnreadable):
        identity.read_library_card(huge)
    with pytest.raises(errors.FileMissing):
        identity.read_library_card(tmp_path / "none.jkc")
    with pytest.raises(errors.CardUnreadable):
        identity.read_library_card(tmp_path)


def test_a_name_fits_on_one_line():
    assert identity.plain_name("Rumah\nBaca\t\x00  Sungai") == "Rumah Baca Sungai"
    assert len(identity.plain_name("x" * 500)) == 120


def test_an_unknown_field_of_a_newer_card_is_ignored():
    key = a_stranger()
    card = a_library_card(key)
    newer = signed(asdict(card) | {"later": [1]}, key, card.fingerprint, envelope.LIBRARY_CARD)

    assert identity.library_card_in(newer) == card
    assert json.loads(envelope.unpack(newer, envelope.LIBRARY_CARD).unverified)["later"] == [1]


def test_an_agencys_address_is_signed_but_is_not_who_it_is():
    key = a_stranger()
    plain = an_agency_card(key)
    card = replace(plain, address="https://lapor.example.id")

    read = identity.agency_card_in(identity.agency_card_bytes(card, key))

    assert read == card
    assert card.fingerprint == plain.fingerprint


def test_a_card_without_an_address_is_what_it_always_was():
    key = a_stranger()

    content = identity.agency_card_bytes(an_agency_card(key), key)

    assert b"address" not in envelope.unpack(content, envelope.AGENCY_CARD).unverified


def test_an_address_changed_on_the_way_is_noticed():
    key = a_stranger()
    card = replace(an_agency_card(key), address="https://lapor.example.id")
    content = json.loads(identity.agency_card_bytes(card, key))
    payload = json.loads(base64.b64decode(content["payload"])) | {"address": "https://x.example"}
    content["payload"] = base64.b64encode(json.dumps(payload).encode()).decode()

    with pytest.raises(errors.CardUnreadable):
        identity.agency_card_in(json.dumps(content).encode())
