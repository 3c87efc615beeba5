"""Envelopes and sealed files."""

import hashlib
import json
import shutil
import subprocess

import pyrage
import pytest

from jukung.exchange.parcels import envelope
from parcel_makers import a_stranger

KEY_ID = "1234"


def public(key):
    return key.public_key().public_bytes_raw().hex()


def test_what_was_signed_comes_back():
    key = a_stranger()
    content = envelope.seal_bytes(b"abc", kind=envelope.PARCEL, key=key, key_id=KEY_ID)

    sealed = envelope.unpack(content, envelope.PARCEL)

    assert sealed.key_id == KEY_ID
    assert envelope.verify(sealed, public(key)) == b"abc"


def test_the_hash_names_what_was_signed():
    content = envelope.seal_bytes(b"abc", kind="t", key=a_stranger(), key_id=KEY_ID)

    found = envelope.unpack(content, "t").hash

    assert found == hashlib.sha256(b"DSSEv1 1 t 3 abc").hexdigest()


def test_another_key_does_not_verify():
    content = envelope.seal_bytes(b"abc", kind=envelope.PARCEL, key=a_stranger(), key_id=KEY_ID)
    sealed = envelope.unpack(content, envelope.PARCEL)

    for key in (public(a_stranger()), "00" * 32, "zz", ""):
        with pytest.raises(envelope.SignatureWrong):
            envelope.verify(sealed, key)


def test_one_kind_cannot_pass_as_another():
    key = a_stranger()
    content = envelope.seal_bytes(b"abc", kind=envelope.RECEIPT, key=key, key_id=KEY_ID)
    relabelled = content.replace(envelope.RECEIPT.encode(), envelope.PARCEL.encode())

    with pytest.raises(envelope.EnvelopeWrong):
        envelope.unpack(content, envelope.PARCEL)
    with pytest.raises(envelope.SignatureWrong):
        envelope.verify(envelope.unpack(relabelled, envelope.PARCEL), public(key))


def test_a_payload_cannot_be_changed():
    key = a_stranger()
    content = envelope.seal_bytes(b"abc", kind=envelope.PARCEL, key=key, key_id=KEY_ID)
    parts = json.loads(content)
    parts["payload"] = "YWJk"

    changed = envelope.unpack(json.dumps(parts).encode(), envelope.PARCEL)

    with pytest.raises(envelope.SignatureWrong):
        envelope.verify(changed, public(key))


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts["signatures"].append(dict(parts["signatures"][0])),
        lambda parts: parts["signatures"].clear(),
        lambda parts: parts.pop("payload"),
        lambda parts: parts.pop("payloadType"),
        lambda parts: parts.pop("signatures"),
        lambda parts: parts.update(payload=5),
        lambda parts: parts.update(payload="***"),
        lambda parts: parts.update(payload="é"),
        lambda parts: parts.update(signatures={}),
        lambda parts: parts["signatures"][0].pop("keyid"),
        lambda parts: parts["signatures"][0].update(keyid=None),
        lambda parts: parts["signatures"][0].update(keyid="9" * 200),
        lambda parts: parts["signatures"][0].update(sig="?"),
    ],
)
def test_any_other_shape_is_refused(change):
    content = envelope.seal_bytes(b"abc", kind=envelope.PARCEL, key=a_stranger(), key_id=KEY_ID)
    parts = json.loads(content)
    change(parts)

    with pytest.raises(envelope.EnvelopeWrong):
        envelope.unpack(json.dumps(parts).encode(), envelope.PARCEL)


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b"\x00" * 10, b"{" * 2_000_000])
def test_what_is_no_envelope_is_refused(content):
    with pytest.raises(envelope.EnvelopeWrong):
        envelope.unpack(content, envelope.PARCEL)


def test_a_payload_over_the_limit_is_refused():
    payload = b"x" * (envelope.LARGEST_PAYLOAD + 1)
    content = envelope.seal_bytes(payload, kind=envelope.PARCEL, key=a_stranger(), key_id=KEY_ID)

    with pytest.raises(envelope.EnvelopeWrong):
        envelope.unpack(content, envelope.PARCEL)


def test_agency_and_escrow_both_open_a_sealed_file():
    agency, escrow, other = (pyrage.x25519.Identity.generate() for _ in range(3))
    content = envelope.encrypt(b"abc", (str(agency.to_public()), str(escrow.to_public())))

    assert envelope.decrypt(content, str(agency)) == b"abc"
    assert envelope.decrypt(content, str(escrow)) == b"abc"
    with pytest.raises(envelope.CannotDecrypt):
        envelope.decrypt(content, str(other))


def test_an_agency_without_escrow_leaves_it_out():
    agency = pyrage.x25519.Identity.generate()

    content = envelope.encrypt(b"abc", (str(agency.to_public()), ""))

    assert envelope.decrypt(content, str(agency)) == b"abc"


def test_every_sealing_is_new():
    agency = pyrage.x25519.Identity.generate()
    recipients = (str(agency.to_public()),)

    assert envelope.encrypt(b"abc", recipients) != envelope.encrypt(b"abc", recipients)


def test_what_does_not_begin_like_age_is_told_apart():
    agency = pyrage.x25519.Identity.generate()
    armored = pyrage.encrypt(b"abc", [agency.to_public()], armored=True)
    long_header = b"age-encryption.org/v1\n" + b"-> x\n\n" * 5000 + b"--- "

    for content in (b"", b"PK", armored, b"age-encryption.org/v1\n", long_header):
        with pytest.raises(envelope.NotSealedFile):
            envelope.decrypt(content, str(agency))


def test_a_file_over_the_limit_is_not_opened():
    agency = pyrage.x25519.Identity.generate()
    content = envelope.encrypt(b"x" * (envelope.LARGEST_FILE + 1), (str(agency.to_public()),))

    with pytest.raises(envelope.NotSealedFile):
        envelope.decrypt(content, str(agency))


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed")
def test_the_age_program_opens_what_we_seal(tmp_path):
    agency = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(str(agency))
    (tmp_path / "file.jkp").write_bytes(envelope.encrypt(b"abc", (str(agency.to_public()),)))

    opened = subprocess.run(  # noqa: S603 - our own words
        [shutil.which("age"), "-d", "-i", tmp_path / "key", tmp_path / "file.jkp"],
        check=True,
        capture_output=True,
    )

    assert opened.stdout == b"abc"
