"""Permits: a province lets a district carry sealed parcels, and open them where it says so.

A permit is signed by the province and names one district by its keys. Where parcels may
be opened it brings the district's part of the register, so that nobody enrols twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field, model_validator

from jukung.domain import addresses, errors
from jukung.domain.kinds import LibraryKind, PrisonKind, Zone
from jukung.exchange.parcels import envelope, identity, plain_json
from jukung.exchange.parcels.flushed import read_bounded
from jukung.exchange.parcels.identity import AgencyCard
from jukung.exchange.parcels.news import MOST_FORMER
from jukung.exchange.parcels.parcel import LONGEST_CODE, Fingerprint, Id, Moment, Part, Spec

SUFFIX = ".jkc"
# A kabupaten has some hundred villages; the largest about 850.
MOST_LIBRARIES = 1200
MOST_KEYS = 12

_Key = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Name = Annotated[str, Field(max_length=120)]
_Code = Annotated[str, Field(min_length=1, max_length=LONGEST_CODE)]
_Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
_Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class Party(Part):
    """An agency, with everything that its fingerprint covers."""

    code: _Code
    name: _Name
    verify_key: _Key
    recipient: _Name
    escrow: _Name = ""
    address: Annotated[str, Field(max_length=addresses.LONGEST)] = ""

    @model_validator(mode="after")
    def _can_be_sealed_for(self) -> Self:
        for each in (self.recipient, self.escrow):
            if (each or each is self.recipient) and not envelope.is_recipient(each):
                raise ValueError("no recipient of age")
        return self

    @property
    def card(self) -> AgencyCard:
        """The same as a card."""
        return AgencyCard(
            self.code, self.name, self.verify_key, self.recipient, self.escrow, self.address
        )


class FormerKey(Part):
    """Who the province was before: parcels and receipts may still bear it."""

    fingerprint: Fingerprint
    verify_key: _Key


class LibraryKey(Part):
    """A key that a library signs with, or must not sign with any more."""

    public_key: _Key
    revoked: bool = False


class PermittedLibrary(Part):
    """A library of the district, as the province knows it."""

    uid: Id
    code: _Code
    name: _Name
    place_name: _Name = ""
    kind: Annotated[LibraryKind, Field(strict=False)]
    prison_kind: Annotated[PrisonKind | None, Field(strict=False)] = None
    zone: Annotated[Zone, Field(strict=False)]
    since: _Month
    closed_from: _Month | None = None
    keys: Annotated[tuple[LibraryKey, ...], Field(strict=False, max_length=MOST_KEYS)]


class Permit(Part):
    """A whole permit; the one with the highest number counts."""

    spec: Spec
    province: Party
    former: Annotated[tuple[FormerKey, ...], Field(strict=False, max_length=MOST_FORMER)] = ()
    district: Party
    no: Annotated[int, Field(ge=1)]
    utc: Moment
    may_open: bool
    until: _Day
    libraries: Annotated[
        tuple[PermittedLibrary, ...], Field(strict=False, max_length=MOST_LIBRARIES)
    ] = ()

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        return date.fromisoformat(self.until)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        date.fromisoformat(self.until)
        if self.libraries and not self.may_open:
            raise ValueError("libraries without leave to open")
        if len({each.uid for each in self.libraries}) != len(self.libraries):
            raise ValueError("a library twice")
        return self


@dataclass(frozen=True, slots=True)
class PermitRead:
    """A permit whose signature is the one of the province in it, and its bytes' own name."""

    permit: Permit
    fingerprint: str
    """The province's; whose it really is, is settled by comparing."""


def party(card: AgencyCard) -> Party:
    """A card as it is written in a permit."""
    return Party(
        code=card.code,
        name=identity.plain_name(card.name),
        verify_key=card.verify_key,
        recipient=card.recipient,
        escrow=card.escrow,
        address=card.address,
    )


def former(cards: Sequence[AgencyCard]) -> tuple[FormerKey, ...]:
    """The latest of the province's identities before."""
    return tuple(
        FormerKey(fingerprint=each.fingerprint, verify_key=each.verify_key)
        for each in cards[-MOST_FORMER:]
    )


def write(permit: Permit, key: Ed25519PrivateKey) -> bytes:
    """The bytes of a permit's file; refuses TooManyLibraries."""
    payload = plain_json.write(permit.model_dump(mode="json"))
    if len(payload) > envelope.LARGEST_PAYLOAD:
        raise errors.TooManyLibraries(len(permit.libraries), MOST_LIBRARIES)
    return envelope.seal_bytes(
        payload,
        kind=envelope.RELAY_PERMIT,
        key=key,
        key_id=permit.province.card.fingerprint,
    )


def file_name(code: str) -> str:
    """What the permit of a district is called."""
    return f"JKR-{code.replace('/', '-')}{SUFFIX}"


def load(path: Path) -> bytes:
    """The bytes of a permit's file; refuses FileMissing, PermitUnreadable."""
    if not path.exists():
        raise errors.FileMissing(str(path))
    try:
        return read_bounded(path, envelope.LARGEST_FILE)
    except OSError as fault:
        raise errors.PermitUnreadable(path.name) from fault


def permit_in(data: bytes, file: str = "") -> PermitRead:
    """The permit, signed by the province that it names; refuses PermitUnreadable."""
    try:
        sealed = envelope.unpack(data, envelope.RELAY_PERMIT)
        found = Permit.model_validate(plain_json.read(sealed.unverified))
        envelope.verify(sealed, found.province.verify_key)
    except ValueError as fault:
        raise errors.PermitUnreadable(file) from fault
    fingerprint = found.province.card.fingerprint
    if sealed.key_id != fingerprint:
        raise errors.PermitUnreadable(file)
    return PermitRead(found, fingerprint)
