"""Invitations: an agency's card, a library's code and a secret, handed out at a training.

Whoever holds one joins in one step. The library's answer is its own card with the
secret, signed by the library and sealed for the agency: the secret never travels
in clear again, and it enrols one library only.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, ConfigDict, Field

from jukung.domain import errors
from jukung.domain.kinds import LibraryKind, PrisonKind
from jukung.exchange.parcels import envelope, identity, plain_json
from jukung.exchange.parcels.identity import AgencyCard, LibraryCard

SECRET_BYTES = 16

_Secret = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
_Code = Annotated[str, Field(min_length=1, max_length=32)]


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the agency hands to one library; good until the end of a day."""

    agency: AgencyCard
    code: str
    name: str
    kind: LibraryKind
    prison_kind: PrisonKind | None
    secret: str
    until: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library sends back: its card, and the secret that it was given."""

    agency: str
    """The fingerprint of the agency that it is for."""
    code: str
    secret: str
    card: LibraryCard


class AnswerWrong(ValueError):
    """Not an answer, or not signed by the library that it names."""


def secret_hash(secret: str, *, code: str, kind: LibraryKind) -> str:
    """What the agency keeps of a secret; it fits one code and one kind of library only."""
    said = f"jukung-invitation-v1\n{code}\n{kind}\n{secret}"
    return hashlib.sha256(said.encode()).hexdigest()


def invitation_bytes(invitation: Invitation, key: Ed25519PrivateKey) -> bytes:
    """The bytes of an invitation's `.jkc` file."""
    facts: dict[str, Any] = {
        "agency": identity.agency_card_facts(invitation.agency),
        "code": invitation.code,
        "name": identity.plain_name(invitation.name),
        "kind": invitation.kind,
        "prison_kind": invitation.prison_kind,
        "secret": invitation.secret,
        "until": invitation.until.isoformat(),
    }
    return envelope.seal_bytes(
        plain_json.write(facts),
        kind=envelope.INVITATION,
        key=key,
        key_id=invitation.agency.fingerprint,
    )


def invitation_in(data: bytes, file: str = "") -> Invitation:
    """The invitation; refuses CardUnreadable."""
    try:
        sealed = envelope.unpack(data, envelope.INVITATION)
        found = _Invitation.model_validate(plain_json.read(sealed.unverified))
        agency = identity.agency_card_of(found.agency)
        envelope.verify(sealed, agency.verify_key)
    except ValueError as fault:
        raise errors.CardUnreadable(file) from fault
    if sealed.key_id != agency.fingerprint:
        raise errors.CardUnreadable(file)
    return Invitation(
        agency, found.code, found.name, found.kind, found.prison_kind, found.secret, found.until
    )


def read_card_or_invitation(path: Path) -> AgencyCard | Invitation:
    """What an agency gave: its card or an invitation; refuses FileMissing, CardUnreadable."""
    data = identity.card_bytes(path)
    try:
        return invitation_in(data, path.name)
    except errors.CardUnreadable:
        return identity.agency_card_in(data, path.name)


def answer_bytes(answer: Answer, key: Ed25519PrivateKey) -> bytes:
    """The signed answer, not sealed yet."""
    facts: dict[str, Any] = {
        "agency": answer.agency,
        "code": answer.code,
        "secret": answer.secret,
        "card": identity.library_card_facts(answer.card),
    }
    return envelope.seal_bytes(
        plain_json.write(facts),
        kind=envelope.ANSWER,
        key=key,
        key_id=answer.card.fingerprint,
    )


def answer_in(content: bytes) -> Answer:
    """The answer in an opened file, its signature found true; raises AnswerWrong."""
    try:
        sealed = envelope.unpack(content, envelope.ANSWER)
        found = _Answer.model_validate(plain_json.read(sealed.unverified))
        card = identity.library_card_of(found.card)
        envelope.verify(sealed, card.public_key)
    except ValueError as fault:
        raise AnswerWrong from fault
    if sealed.key_id != card.fingerprint:
        raise AnswerWrong
    return Answer(found.agency, found.code, found.secret, card)


def is_answer(content: bytes) -> bool:
    """Whether an opened file says that it is an answer; nothing of it is believed."""
    # A thousand parcels are asked this, and none of them is parsed for it.
    return f'"payloadType":"{envelope.ANSWER}"'.encode() in content


class _Invitation(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    agency: dict[str, Any]
    code: _Code
    name: Annotated[str, Field(max_length=120)]
    kind: Annotated[LibraryKind, Field(strict=False)]
    prison_kind: Annotated[PrisonKind | None, Field(strict=False)]
    secret: _Secret
    until: Annotated[date, Field(strict=False)]


class _Answer(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    agency: Annotated[str, Field(max_length=60)]
    code: _Code
    secret: _Secret
    card: dict[str, Any]
