"""Signed envelopes (DSSE) inside sealed files (age).

A signature binds the bytes to their kind; the payload is out of reach until `verify`
has found it true. Algorithms are fixed by version 1: Ed25519, X25519.
"""

import hashlib
import zlib
from dataclasses import dataclass, field

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from securesystemslib.dsse import Envelope
from securesystemslib.signer import Signature  # type: ignore[attr-defined]  # public, but in no __all__

from jukung.exchange.parcels import plain_json

PARCEL = "application/vnd.jukung.parcel.v1+json"
RECEIPT = "application/vnd.jukung.receipt.v1+json"
LIBRARY_CARD = "application/vnd.jukung.library-card.v1+json"
AGENCY_CARD = "application/vnd.jukung.agency-card.v1+json"
INVITATION = "application/vnd.jukung.invitation.v1+json"
ANSWER = "application/vnd.jukung.invitation-answer.v1+json"
RELAY_PERMIT = "application/vnd.jukung.relay-permit.v1+json"

LARGEST_FILE = 1024 * 1024
LARGEST_PAYLOAD = 512 * 1024
# Two recipients need 400 bytes; a longer header only costs us time.
_LONGEST_HEADER = 4096
_LONGEST_KEY_ID = 128
# The first byte of zlib's own header (RFC 1950); JSON never begins with it.
_DEFLATED = b"\x78"
_AGE_START = b"age-encryption.org/v1\n"


class EnvelopeWrong(ValueError):
    """Bytes that are no envelope of the expected kind."""


class SignatureWrong(ValueError):
    """The signature is not this key's over these bytes."""


class NotSealedFile(ValueError):
    """Too large, empty, or without the start of an age file."""


class CannotDecrypt(ValueError):
    """Damaged, or sealed for somebody else; age does not tell which."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An envelope whose signature nobody has checked yet."""

    key_id: str
    signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    unverified: bytes = field(repr=False)

    @property
    def hash(self) -> str:
        """SHA-256 of the signed bytes, which names a parcel for ever."""
        return hashlib.sha256(self.signed).hexdigest()


def seal_bytes(payload: bytes, *, kind: str, key: Ed25519PrivateKey, key_id: str) -> bytes:
    """An envelope with exactly one signature."""
    envelope = Envelope(payload, kind, {})
    signature = key.sign(envelope.pae())
    envelope.signatures[key_id] = Signature(key_id, signature.hex())
    return plain_json.write_long(envelope.to_dict())


def unpack(data: bytes, kind: str) -> Sealed:
    """The parts of an envelope, nothing of it believed; raises EnvelopeWrong."""
    if len(data) > LARGEST_FILE:
        raise EnvelopeWrong("too large")
    try:
        parts = plain_json.read(data, longest=LARGEST_FILE)
        _check_shape(parts, kind)
        envelope = Envelope.from_dict(parts)
    except (KeyError, TypeError, ValueError) as fault:
        raise EnvelopeWrong(str(fault)) from fault
    if len(envelope.payload) > LARGEST_PAYLOAD:
        raise EnvelopeWrong("payload too large")
    (signature,) = envelope.signatures.values()
    return Sealed(
        key_id=signature.keyid,
        signed=envelope.pae(),
        signature=bytes.fromhex(signature.signature),
        unverified=envelope.payload,
    )


def verify(sealed: Sealed, public_key: str) -> bytes:
    """The payload, once its signature is found true; raises SignatureWrong."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(sealed.signature, sealed.signed)
    except (InvalidSignature, ValueError) as fault:
        raise SignatureWrong from fault
    return sealed.unverified


def encrypt(envelope: bytes, recipients: tuple[str, ...]) -> bytes:
    """A file that only these age recipients open; empty ones are left out."""
    keys = [pyrage.x25519.Recipient.from_str(each) for each in recipients if each]
    return bytes(pyrage.encrypt(envelope, keys))


def encrypt_small(envelope: bytes, recipients: tuple[str, ...]) -> bytes:
    """The same in about half the bytes, for codes on paper: deflated before it is sealed."""
    return encrypt(zlib.compress(envelope, 9), recipients)


def inflated(content: bytes) -> bytes:
    """An envelope as it was signed, deflated or not; bounded. Raises EnvelopeWrong."""
    if not content.startswith(_DEFLATED):
        return content
    unpacker = zlib.decompressobj()
    try:
        found = unpacker.decompress(content, LARGEST_FILE)
    except zlib.error as fault:
        raise EnvelopeWrong("damaged") from fault
    if not unpacker.eof or unpacker.unused_data:
        raise EnvelopeWrong("too large, or more behind it")
    return found


def decrypt(data: bytes, *identities: str) -> bytes:
    """What is in a file sealed for one of these; nothing is given out unless it is whole.

    age does not compress, so the size of the file bounds what comes out of it.
    Raises NotSealedFile, CannotDecrypt.
    """
    if len(data) > LARGEST_FILE or not data.startswith(_AGE_START):
        raise NotSealedFile
    if data.find(b"\n--- ", 0, _LONGEST_HEADER) < 0:
        raise NotSealedFile
    try:
        keys = [pyrage.x25519.Identity.from_str(each) for each in identities]
        return bytes(pyrage.decrypt(data, keys))
    except pyrage.DecryptError as fault:
        raise CannotDecrypt from fault


def is_recipient(text: str) -> bool:
    """Whether a text is an X25519 recipient of age."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def _check_shape(parts: dict[str, object], kind: str) -> None:
    if parts.get("payloadType") != kind:
        raise EnvelopeWrong("another kind")
    match parts:
        case {
            "payload": str(),
            "signatures": [{"keyid": str() as key_id, "sig": str()}],
        } if len(key_id) <= _LONGEST_KEY_ID:
            return
    raise EnvelopeWrong("not an envelope with one signature")
