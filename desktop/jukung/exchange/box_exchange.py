"""Box files between an agency and this library, by stick alone: read, and answered.

Whose signature a file has is looked at before anything of it is believed; an agency
that is not known is asked about, with the digits to compare by telephone.
"""

from dataclasses import dataclass
from pathlib import Path

from jukung.domain import errors
from jukung.exchange.packs import boxes, returns, signed
from jukung.exchange.packs.boxes import BoxFile
from jukung.exchange.packs.returns import Came, ReturnList
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.parcels.signing import signing_key
from jukung.library import box_arrival, box_return
from jukung.library.box_arrival import Announced, AnnouncedBox, AnnouncedCopy
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, STAFF, allowed


@dataclass(frozen=True, slots=True)
class FoundBox:
    """A box file, whole and signed by the agency it names; nothing is stored of it."""

    box: BoxFile
    content: bytes


def read(path: Path) -> FoundBox:
    """The box in a file; refuses FileMissing, BoxUnreadable."""
    data = signed.bounded(path, boxes.LARGEST_FILE, errors.BoxUnreadable(path.name))
    return FoundBox(boxes.box_in(data, None, path.name), data)


@allowed(STAFF)
def take(desk: Desk, found: FoundBox, *, for_other: bool = False, trusting: str = "") -> Announced:
    """Announce the box of a file; `trusting` are the digits that somebody compared.

    A file made before the one that counts already says nothing any more: it changes nothing.
    Refuses BoxFromStranger, BoxForOther unless somebody says `for_other`, NotAllowed where
    an assistant would trust a new agency, and what `announce` refuses.
    """
    box = found.box
    if box.owner.fingerprint not in box_arrival.trusted_owners(desk):
        if trusting != box.owner.fingerprint:
            raise errors.BoxFromStranger(box.owner.name, box.owner.fingerprint)
        box_arrival.trust_owner(desk, box.owner.fingerprint, box.owner.name)
    profile = desk.profile
    if not for_other and not box.is_for(uid=profile.uid, code=profile.region_code):
        raise errors.BoxForOther(box.number)
    known = box_arrival.known_file(desk, box.uid)
    if known is not None and box.made_at < boxes.box_in(known[1], None).made_at:
        return Announced("", known[0], older=True)
    copies = tuple(
        AnnouncedCopy(
            each.number, each.title, each.author, each.isbn, each.class_number, each.price
        )
        for each in box.copies
    )
    said = AnnouncedBox(
        box.uid, box.number, box.name or box.number, box.owner.name, box.due_on, copies
    )
    return box_arrival.announce(desk, said, sealed=found.content)


@allowed(KEEPERS)
def return_list(desk: Desk, box: str) -> ReturnList:
    """What this library says of a box that went back.

    Refuses BoxUnknown, BoxNotReturned, BoxHasNoFile.
    """
    lines = box_return.return_lines(desk, box)
    uid, back_on, sealed = box_return.sealed_of(desk, box)
    agency = boxes.box_in(sealed, None)
    return ReturnList(
        box=uid,
        number=agency.number,
        owner=agency.owner.fingerprint,
        library_uid=desk.profile.uid,
        library_name=desk.profile.name,
        public_key=desk.profile.public_key,
        back_on=back_on,
        made_at=desk.now,
        copies=tuple((each.number, Came(each.came)) for each in lines),
    )


@allowed(KEEPERS)
def return_file(desk: Desk, box: str) -> tuple[str, bytes]:
    """The name and bytes of the signed return list.

    Refuses what `return_list` refuses, and SigningKeyMissing.
    """
    listed = return_list(desk, box)
    content = returns.return_bytes(listed, signing_key(desk.profile))
    return f"JKB-{listed.box[-8:]}-{desk.profile.uid[-4:]}.jkb", content


def write(named: tuple[str, bytes], folder: Path) -> Path:
    """Write a return list into a folder; refuses DiskFull, CannotWrite."""
    name, content = named
    return write_true(folder / name, content)
