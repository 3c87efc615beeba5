"""Boxes on loan (`*.jkb`): what an agency lends a library, signed by the agency."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field, ValidationError

from jukung.domain import codes, errors
from jukung.exchange.packs import signed
from jukung.exchange.packs.plain_text import one_line
from jukung.exchange.packs.signed import SignedWrong
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.parcels.identity import AgencyCard

BOX = "application/vnd.jukung.box.v1+json"
MOST_COPIES = 2_000
LARGEST_FILE = 6 * 1024 * 1024


class Signer(StrEnum):
    """Whose signature a file has."""

    known = "known"
    """The agency whose card is known here."""
    stranger = "stranger"
    """Somebody else's; whole, but nobody here knows who that is."""


@dataclass(frozen=True, slots=True)
class BoxedCopy:
    """A copy in a box."""

    number: str
    title: str
    author: str = ""
    isbn: str = ""
    year: str = ""
    class_number: str = ""
    price: int | None = None
    """Whole rupiah; None where nobody knows."""


@dataclass(frozen=True, slots=True)
class BoxFile:
    """A box as its file says it, whole; look at `signer` before believing whose it is."""

    uid: str
    number: str
    name: str
    owner: AgencyCard
    for_uid: str
    """The library it is for; empty where that does not use Jukung."""
    for_code: str
    out_on: date | None
    due_on: date | None
    made_at: datetime
    copies: tuple[BoxedCopy, ...]
    signer: Signer = Signer.known

    def is_for(self, *, uid: str, code: str) -> bool:
        """Whether it is for this library; a box for nobody in particular is for all."""
        if self.for_uid:
            return self.for_uid == uid
        return not self.for_code or self.for_code == code


class _Copy(signed.Part):
    number: Annotated[str, Field(min_length=1, max_length=codes.LONGEST)]
    title: Annotated[str, Field(min_length=1, max_length=signed.LONGEST_TEXT)]
    author: Annotated[str, Field(max_length=300)]
    isbn: Annotated[str, Field(max_length=40)]
    year: Annotated[str, Field(max_length=40)]
    class_number: Annotated[str, Field(max_length=40, alias="class")]
    price: Annotated[int, Field(ge=0, le=999_999_999)] | None


class _For(signed.Part):
    uid: signed.Id | Annotated[str, Field(max_length=0)]
    code: Annotated[str, Field(max_length=40)]


class _Payload(signed.Part):
    spec: signed.Spec
    box: signed.Id
    number: Annotated[str, Field(min_length=1, max_length=40)]
    name: signed.Short
    owner: signed.Office
    library: _For
    out_on: signed.Day
    due_on: signed.Day
    made_at: signed.Moment
    copies: Annotated[tuple[_Copy, ...], Field(strict=False, min_length=1, max_length=MOST_COPIES)]


def clean_copy(copy: BoxedCopy) -> BoxedCopy:
    """A copy as a box carries it."""
    return BoxedCopy(
        number=one_line(copy.number, codes.LONGEST),
        title=one_line(copy.title, signed.LONGEST_TEXT),
        author=one_line(copy.author, 300),
        isbn=one_line(copy.isbn, 40),
        year=one_line(copy.year, 40),
        class_number=one_line(copy.class_number, 40),
        price=copy.price,
    )


def box_bytes(box: BoxFile, key: Ed25519PrivateKey) -> bytes:
    """The bytes of a `.jkb`; equal boxes give equal bytes. Refuses BoxEmpty, BoxTooLarge."""
    if not box.copies:
        raise errors.BoxEmpty
    if len(box.copies) > MOST_COPIES:
        raise errors.BoxTooLarge(len(box.copies), MOST_COPIES)
    facts = {
        "spec": signed.SPEC,
        "box": box.uid,
        "number": one_line(box.number, 40),
        "name": one_line(box.name, 120),
        "owner": signed.office_facts(box.owner),
        "library": {"uid": box.for_uid, "code": box.for_code},
        "out_on": box.out_on.isoformat() if box.out_on else "",
        "due_on": box.due_on.isoformat() if box.due_on else "",
        "made_at": box.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "copies": [_facts(clean_copy(copy)) for copy in box.copies],
    }
    return signed.sealed(facts, kind=BOX, key=key, key_id=box.owner.fingerprint)


def write_box(path: Path, box: BoxFile, key: Ed25519PrivateKey) -> Path:
    """Write a `.jkb`; refuses BoxEmpty, BoxTooLarge, DiskFull, CannotWrite."""
    return write_true(path, box_bytes(box, key))


def read_box(path: Path, known: AgencyCard | None) -> BoxFile:
    """A box, with whether the known agency signed it; refuses FileMissing, BoxUnreadable."""
    data = signed.bounded(path, LARGEST_FILE, errors.BoxUnreadable(path.name))
    return box_in(data, known, path.name)


def box_in(data: bytes, known: AgencyCard | None, file: str = "") -> BoxFile:
    """The box in the bytes of a `.jkb`; refuses BoxUnreadable."""
    try:
        if len(data) > LARGEST_FILE:
            raise SignedWrong("too large")
        found = signed.unsealed(data, BOX)
        payload = _Payload.model_validate(found.payload)
        owner = payload.owner.card()
        if found.key_id != owner.fingerprint or not found.is_signed_by(owner.verify_key):
            raise SignedWrong("not signed by its owner")
        numbers = {codes.fold(copy.number) for copy in payload.copies}
        if len(numbers) != len(payload.copies):
            raise SignedWrong("a number twice")
        ours = known is not None and known.fingerprint == owner.fingerprint
        return _box(payload, owner, Signer.known if ours else Signer.stranger)
    except (ValueError, ValidationError) as fault:
        raise errors.BoxUnreadable(file) from fault


def day_of(text: str) -> date | None:
    """A day of a payload; raises ValueError where there is no such day."""
    return date.fromisoformat(text) if text else None


def moment_of(text: str) -> datetime:
    """A moment of a payload; raises ValueError where there is no such moment."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _box(payload: _Payload, owner: AgencyCard, signer: Signer) -> BoxFile:
    return BoxFile(
        uid=payload.box,
        number=payload.number,
        name=payload.name,
        owner=owner,
        for_uid=payload.library.uid,
        for_code=payload.library.code,
        out_on=day_of(payload.out_on),
        due_on=day_of(payload.due_on),
        made_at=moment_of(payload.made_at),
        copies=tuple(
            BoxedCopy(**{name: getattr(copy, name) for name in BoxedCopy.__slots__})
            for copy in payload.copies
        ),
        signer=signer,
    )


def _facts(copy: BoxedCopy) -> dict[str, Any]:
    return {
        "number": copy.number,
        "title": copy.title,
        "author": copy.author,
        "isbn": copy.isbn,
        "year": copy.year,
        "class": copy.class_number,
        "price": copy.price,
    }
