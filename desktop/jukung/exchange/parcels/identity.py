"""Who a library and an agency are to each other: fingerprints and identity cards.

A card is public and carries no person. It is signed with its own key,
so that a damaged one is noticed; whom it belongs to is settled by reading
the fingerprint aloud, by telephone or from paper.
"""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jukung.domain import addresses, codes, errors
from jukung.domain.kinds import LibraryKind, PrisonKind, Zone
from jukung.exchange.parcels import envelope, plain_json
from jukung.exchange.parcels.flushed import read_bounded

_LONGEST_NAME = 120
_LARGEST_CARD = 16 * 1024

_Hex32 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Id = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]
_Text = Annotated[str, Field(max_length=_LONGEST_NAME)]


@dataclass(frozen=True, slots=True)
class LibraryCard:
    """The public identity of a library."""

    uid: str
    epoch: str
    name: str
    place_name: str
    region_code: str
    kind: LibraryKind
    prison_kind: PrisonKind | None
    zone: Zone
    public_key: str

    @property
    def fingerprint(self) -> str:
        """What is read aloud to be sure of this library."""
        return fingerprint(self.uid, self.public_key)


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """The public identity of an agency: how to seal for it, how to know its receipts."""

    code: str
    name: str
    verify_key: str
    recipient: str
    escrow: str = ""
    address: str = ""
    """Where it takes parcels over the internet; signed, but no part of who it is."""

    @property
    def fingerprint(self) -> str:
        """What is read aloud to be sure of this agency; covers all of its keys."""
        return _fingerprint(
            "jukung-agency-v1", self.code, self.verify_key, self.recipient, self.escrow
        )


def fingerprint(uid: str, public_key: str) -> str:
    """Forty digits in ten groups, which name a library's key."""
    return _fingerprint("jukung-lib-v1", uid, public_key)


def is_fingerprint(text: str) -> bool:
    """Whether every group of four ends in its check digit."""
    groups = text.split(" ")
    return (
        text.isascii()
        and len(groups) == 10
        and all(len(each) == 4 and codes.fits(each) for each in groups)
    )


def library_card_bytes(card: LibraryCard, key: Ed25519PrivateKey) -> bytes:
    """The bytes of a `.jkc` file."""
    return _write(asdict(card), envelope.LIBRARY_CARD, key, card.fingerprint)


def agency_card_bytes(card: AgencyCard, key: Ed25519PrivateKey) -> bytes:
    """The bytes of a `.jkc` file."""
    facts = asdict(card)
    if not card.address:
        # As cards were before there were addresses, byte for byte.
        del facts["address"]
    return _write(facts, envelope.AGENCY_CARD, key, card.fingerprint)


def read_library_card(path: Path) -> LibraryCard:
    """The identity in a library's `.jkc` file; refuses CardUnreadable."""
    return library_card_in(card_bytes(path), path.name)


def read_agency_card(path: Path) -> AgencyCard:
    """The identity in an agency's `.jkc` file; refuses CardUnreadable."""
    return agency_card_in(card_bytes(path), path.name)


def library_card_in(data: bytes, file: str = "") -> LibraryCard:
    """The library's identity; refuses CardUnreadable."""
    try:
        sealed = envelope.unpack(data, envelope.LIBRARY_CARD)
        found = _LibraryCard.model_validate(plain_json.read(sealed.unverified))
        envelope.verify(sealed, found.public_key)
        card = _library_card(found)
    except (ValueError, ValidationError) as fault:
        raise errors.CardUnreadable(file) from fault
    if sealed.key_id != card.fingerprint:
        raise errors.CardUnreadable(file)
    return card


def agency_card_in(data: bytes, file: str = "") -> AgencyCard:
    """The agency's identity; refuses CardUnreadable."""
    try:
        sealed = envelope.unpack(data, envelope.AGENCY_CARD)
        found = _AgencyCard.model_validate(plain_json.read(sealed.unverified))
        envelope.verify(sealed, found.verify_key)
        card = _agency_card(found)
    except (ValueError, ValidationError) as fault:
        raise errors.CardUnreadable(file) from fault
    if sealed.key_id != card.fingerprint or not _is_usable(card):
        raise errors.CardUnreadable(file)
    return card


def library_card_facts(card: LibraryCard) -> dict[str, Any]:
    """What a card says, to be written into something else that is signed."""
    return asdict(card)


def library_card_of(facts: object) -> LibraryCard:
    """The identity in such facts; raises ValueError."""
    return _library_card(_LibraryCard.model_validate(facts))


def agency_card_facts(card: AgencyCard) -> dict[str, Any]:
    """What an agency's card says, to be written into something else that is signed."""
    return asdict(card)


def agency_card_of(facts: object) -> AgencyCard:
    """The identity in such facts, whose keys can be sealed for; raises ValueError."""
    card = _agency_card(_AgencyCard.model_validate(facts))
    if not _is_usable(card):
        raise ValueError("no recipient")
    return card


def plain_name(text: str) -> str:
    """A name as a card carries it: one line, not too long."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line[:_LONGEST_NAME]


class _LibraryCard(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    uid: _Id
    epoch: _Id
    name: _Text
    place_name: _Text
    region_code: _Text
    kind: Annotated[LibraryKind, Field(strict=False)]
    prison_kind: Annotated[PrisonKind | None, Field(strict=False)]
    zone: Annotated[Zone, Field(strict=False)]
    public_key: _Hex32


class _AgencyCard(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    code: Annotated[str, Field(min_length=1, max_length=32)]
    name: _Text
    verify_key: _Hex32
    recipient: _Text
    escrow: _Text
    address: Annotated[str, Field(max_length=addresses.LONGEST)] = ""


def _library_card(found: _LibraryCard) -> LibraryCard:
    return LibraryCard(**{name: getattr(found, name) for name in LibraryCard.__slots__})


def _agency_card(found: _AgencyCard) -> AgencyCard:
    return AgencyCard(**{name: getattr(found, name) for name in AgencyCard.__slots__})


def _is_usable(card: AgencyCard) -> bool:
    return envelope.is_recipient(card.recipient) and (
        not card.escrow or envelope.is_recipient(card.escrow)
    )


def _write(facts: dict[str, Any], kind: str, key: Ed25519PrivateKey, fingerprint: str) -> bytes:
    return envelope.seal_bytes(plain_json.write(facts), kind=kind, key=key, key_id=fingerprint)


def card_bytes(path: Path) -> bytes:
    """The bytes of a `.jkc` file; refuses FileMissing, CardUnreadable."""
    if not path.exists():
        raise errors.FileMissing(str(path))
    try:
        return read_bounded(path, _LARGEST_CARD)
    except OSError as fault:
        raise errors.CardUnreadable(path.name) from fault


def _fingerprint(*parts: str) -> str:
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    # Thirty decimal digits hold 99 bits: too many to find a second key that fits.
    digits = str(int.from_bytes(digest, "big") % 10**30).zfill(30)
    groups = (digits[start : start + 3] for start in range(0, 30, 3))
    return " ".join(group + codes.check_digit(group) for group in groups)
