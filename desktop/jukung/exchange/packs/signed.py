"""Signed payloads without secrets: written one way only, so that no bit can change.

The envelope is DSSE as everywhere; a reader writes what it understood anew and
compares, because DSSE leaves the key's name and the spelling of signatures open.
"""

import json
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field
from securesystemslib.dsse import Envelope
from securesystemslib.signer import Signature  # type: ignore[attr-defined]  # public, but in no __all__

from jukung.domain import errors
from jukung.exchange.parcels import plain_json
from jukung.exchange.parcels.flushed import read_bounded
from jukung.exchange.parcels.identity import AgencyCard

LONGEST_TEXT = 500

Hex32 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Id = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Day = Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
Moment = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$")]
Short = Annotated[str, Field(max_length=120)]
Long = Annotated[str, Field(max_length=LONGEST_TEXT)]


class SignedWrong(ValueError):
    """Bytes that are no such envelope, or not as their signer wrote them."""


class Part(BaseModel):
    """A part of a payload; what a newer minor edition adds is passed over."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Spec(Part):
    """The edition of a file."""

    major: Annotated[int, Field(ge=1, le=1)]
    minor: Annotated[int, Field(ge=0)]


class Office(Part):
    """The agency's public identity, so that a stranger's file can be told from a damaged one."""

    code: Annotated[str, Field(min_length=1, max_length=32)]
    name: Short
    verify_key: Hex32
    recipient: Short
    escrow: Short

    def card(self) -> AgencyCard:
        """The same as a card."""
        return AgencyCard(self.code, self.name, self.verify_key, self.recipient, self.escrow)


SPEC = {"major": 1, "minor": 0}


def office_facts(card: AgencyCard) -> dict[str, str]:
    """What a file says of the agency that signs it."""
    return {
        "code": card.code,
        "name": card.name,
        "verify_key": card.verify_key,
        "recipient": card.recipient,
        "escrow": card.escrow,
    }


@dataclass(frozen=True, slots=True)
class Unverified:
    """What an envelope says, before its signature was checked."""

    key_id: str
    payload: dict[str, Any]
    signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)

    def is_signed_by(self, public_key: str) -> bool:
        """Whether this key signed it."""
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
            key.verify(self.signature, self.signed)
        except (InvalidSignature, ValueError):
            return False
        return True


def sealed(facts: dict[str, Any], *, kind: str, key: Ed25519PrivateKey, key_id: str) -> bytes:
    """An envelope around facts; equal facts give equal bytes."""
    text = json.dumps(
        facts, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    payload = unicodedata.normalize("NFC", text).encode()
    plain_json.read(payload, longest=LONGEST_TEXT)
    envelope = Envelope(payload, kind, {})
    return _written(payload, kind, key_id, key.sign(envelope.pae()))


def unsealed(data: bytes, kind: str) -> Unverified:
    """The parts of an envelope; raises SignedWrong for anything a writer would not write."""
    try:
        parts = plain_json.read(data, longest=len(data))
        if parts.get("payloadType") != kind:
            raise SignedWrong("another kind")
        envelope = Envelope.from_dict(parts)
        (signature,) = envelope.signatures.values()
        signed = bytes.fromhex(signature.signature)
        if _written(envelope.payload, kind, signature.keyid, signed) != data:
            raise SignedWrong("written in another way")
        payload = plain_json.read(envelope.payload, longest=LONGEST_TEXT)
    except SignedWrong:
        raise
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as fault:
        raise SignedWrong(str(fault)) from fault
    return Unverified(signature.keyid, payload, envelope.pae(), signed)


def bounded(path: Path, most: int, damaged: errors.Refusal) -> bytes:
    """The bytes of a file of at most so many; refuses FileMissing, or as damaged."""
    try:
        data = read_bounded(path, most)
    except FileNotFoundError:
        raise errors.FileMissing(str(path)) from None
    except (OSError, ValueError):
        raise damaged from None
    if len(data) > most:
        raise damaged
    return data


def _written(payload: bytes, kind: str, key_id: str, signature: bytes) -> bytes:
    envelope = Envelope(payload, kind, {key_id: Signature(key_id, signature.hex())})
    return plain_json.write_long(envelope.to_dict())
