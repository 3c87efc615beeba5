"""Return lists (`*.jkb`): what comes back in a box and what does not, signed by the library."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field, ValidationError

from jukung.domain import codes, errors
from jukung.exchange.packs import signed
from jukung.exchange.packs.boxes import LARGEST_FILE, MOST_COPIES, day_of, moment_of
from jukung.exchange.packs.signed import SignedWrong
from jukung.exchange.parcels import identity
from jukung.exchange.parcels.flushed import write_true

RETURN = "application/vnd.jukung.box-return.v1+json"


class Came(StrEnum):
    """How a copy came back."""

    found = "found"
    missing = "missing"
    damaged = "damaged"


@dataclass(frozen=True, slots=True)
class ReturnList:
    """What a library says of a box it gives back; whose key it is decides the agency."""

    box: str
    number: str
    owner: str
    """The fingerprint of the agency whose box it is."""
    library_uid: str
    library_name: str
    public_key: str
    back_on: date | None
    made_at: datetime
    copies: tuple[tuple[str, Came], ...]
    """Each copy's number and how it came back."""

    @property
    def fingerprint(self) -> str:
        """Whose signature it has."""
        return identity.fingerprint(self.library_uid, self.public_key)


class _Library(signed.Part):
    uid: signed.Id
    name: signed.Short
    public_key: signed.Hex32


class _Copy(signed.Part):
    number: Annotated[str, Field(min_length=1, max_length=codes.LONGEST)]
    came: Annotated[Came, Field(strict=False)]


class _Payload(signed.Part):
    spec: signed.Spec
    box: signed.Id
    number: Annotated[str, Field(min_length=1, max_length=40)]
    owner: Annotated[str, Field(pattern=r"^([0-9]{4} ){9}[0-9]{4}$")]
    library: _Library
    back_on: signed.Day
    made_at: signed.Moment
    copies: Annotated[tuple[_Copy, ...], Field(strict=False, min_length=1, max_length=MOST_COPIES)]


def return_bytes(listed: ReturnList, key: Ed25519PrivateKey) -> bytes:
    """The bytes of a return list; equal lists give equal bytes. Refuses BoxEmpty, BoxTooLarge."""
    if not listed.copies:
        raise errors.BoxEmpty
    if len(listed.copies) > MOST_COPIES:
        raise errors.BoxTooLarge(len(listed.copies), MOST_COPIES)
    facts = {
        "spec": signed.SPEC,
        "box": listed.box,
        "number": listed.number,
        "owner": listed.owner,
        "library": {
            "uid": listed.library_uid,
            "name": identity.plain_name(listed.library_name),
            "public_key": listed.public_key,
        },
        "back_on": listed.back_on.isoformat() if listed.back_on else "",
        "made_at": listed.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "copies": [{"number": number, "came": str(came)} for number, came in listed.copies],
    }
    return signed.sealed(facts, kind=RETURN, key=key, key_id=listed.fingerprint)


def write_return(path: Path, listed: ReturnList, key: Ed25519PrivateKey) -> Path:
    """Write a return list; refuses BoxEmpty, BoxTooLarge, DiskFull, CannotWrite."""
    return write_true(path, return_bytes(listed, key))


def read_return(path: Path) -> ReturnList:
    """A return list, whole and signed by the key it names; refuses FileMissing, BoxUnreadable."""
    data = signed.bounded(path, LARGEST_FILE, errors.BoxUnreadable(path.name))
    return return_in(data, path.name)


def return_in(data: bytes, file: str = "") -> ReturnList:
    """The return list in the bytes; refuses BoxUnreadable."""
    try:
        if len(data) > LARGEST_FILE:
            raise SignedWrong("too large")
        found = signed.unsealed(data, RETURN)
        payload = _Payload.model_validate(found.payload)
        listed = ReturnList(
            box=payload.box,
            number=payload.number,
            owner=payload.owner,
            library_uid=payload.library.uid,
            library_name=payload.library.name,
            public_key=payload.library.public_key,
            back_on=day_of(payload.back_on),
            made_at=moment_of(payload.made_at),
            copies=tuple((copy.number, copy.came) for copy in payload.copies),
        )
        if found.key_id != listed.fingerprint or not found.is_signed_by(listed.public_key):
            raise SignedWrong("not signed by the library it names")
        if len({codes.fold(number) for number, _came in listed.copies}) != len(listed.copies):
            raise SignedWrong("a number twice")
    except (ValueError, ValidationError) as fault:
        raise errors.BoxUnreadable(file) from fault
    return listed
