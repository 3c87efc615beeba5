"""The files that go with boxes: out to a library, and back from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import boxes
from jukung.agency.boxes import BoxLine
from jukung.agency.office import OfficeDesk, fetch_keys
from jukung.agency.tables import BoxCopyState, SiteKey, SiteRow
from jukung.domain import codes, errors
from jukung.exchange.packs import returns
from jukung.exchange.packs.boxes import BoxFile, box_bytes
from jukung.exchange.packs.returns import Came, ReturnList
from jukung.exchange.parcels.flushed import write_true

ENDING = ".jkb"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A box that went out, with the file that goes with it."""

    line: BoxLine
    content: bytes

    @property
    def file(self) -> str:
        """The name of its file, which tells no place."""
        return f"JKB-{self.line.uid[-8:]}.jkb"


@dataclass(frozen=True, slots=True)
class Returned:
    """A return list held against the box as it was handed over."""

    line: BoxLine
    listed: ReturnList
    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    unlisted: tuple[str, ...]
    """Copies that went out and that the list passes over; they count as missing."""
    strange: tuple[str, ...]
    """Numbers on the list that did not go out with this box."""


def hand_over(desk: OfficeDesk, box: str, *, out_on: date, due_on: date) -> HandedOver:
    """Lend a box to its library, with the signed file that says so.

    Refuses what `boxes.set_out` refuses, and AgencyKeysMissing.
    """
    key = fetch_keys(desk.profile).signing
    line = boxes.set_out(desk, box, out_on=out_on, due_on=due_on)
    return HandedOver(line, box_bytes(_file_of(desk, line), key))


def file_again(desk: OfficeDesk, box: str) -> HandedOver:
    """The file of a box that is out, once more.

    Refuses BoxUnknown, BoxNotOut, AgencyKeysMissing.
    """
    line = boxes.show(desk, box).line
    if line.state is not boxes.BoxState.out:
        raise errors.BoxNotOut(line.number)
    return HandedOver(line, box_bytes(_file_of(desk, line), fetch_keys(desk.profile).signing))


def write(handed: HandedOver, folder: Path) -> Path:
    """Write a box's file into a folder; refuses DiskFull, CannotWrite."""
    return write_true(folder / handed.file, handed.content)


def read_back(desk: OfficeDesk, path: Path) -> Returned:
    """Hold a return list against its box; nothing is stored.

    The box may have been taken back before its list came: the list then tells what was
    not counted. Refuses FileMissing, BoxUnreadable, BoxUnknown, BoxNotOut, BoxReturnForeign.
    """
    listed = returns.read_return(path)
    line = boxes.show(desk, listed.box).line
    if line.state is not boxes.BoxState.out and not _is_late(line, listed):
        raise errors.BoxNotOut(line.number)
    if listed.owner != desk.profile.fingerprint or not _is_theirs(desk, line, listed):
        raise errors.BoxReturnForeign(path.name, line.number)
    went = {
        codes.fold(held.copy.number): held.copy.number
        for held in boxes.copies_of(desk, line.uid)
        if held.state is BoxCopyState.in_box
    }
    came = {codes.fold(number): how for number, how in listed.copies}
    unlisted = tuple(number for folded, number in went.items() if folded not in came)
    return Returned(
        line=line,
        listed=listed,
        missing=tuple(n for f, n in went.items() if came.get(f) is Came.missing),
        damaged=tuple(n for f, n in went.items() if came.get(f) is Came.damaged),
        unlisted=unlisted,
        strange=tuple(number for number, _how in listed.copies if codes.fold(number) not in went),
    )


def take_back_by_list(desk: OfficeDesk, path: Path, *, back_on: date) -> Returned:
    """Take a box back as its library's list says; what that passes over counts as missing.

    A list that comes after its box corrects the account, and the day stays.
    Refuses what `read_back` and `boxes.take_back` refuse.
    """
    found = read_back(desk, path)
    uid, missing = found.line.uid, (*found.missing, *found.unlisted)
    line = (
        boxes.take_back(desk, uid, back_on=back_on, missing=missing, damaged=found.damaged)
        if found.line.state is boxes.BoxState.out
        else boxes.correct(desk, uid, missing=missing, damaged=found.damaged)
    )
    return Returned(line, found.listed, found.missing, found.damaged, found.unlisted, found.strange)


def _file_of(desk: OfficeDesk, line: BoxLine) -> BoxFile:
    site = desk.session.scalars(select(SiteRow).where(col(SiteRow.code) == line.site)).one()
    going = (
        held.copy for held in boxes.copies_of(desk, line.uid) if held.state is BoxCopyState.in_box
    )
    return BoxFile(
        uid=line.uid,
        number=line.number,
        name=line.name,
        owner=desk.profile.card,
        for_uid=site.uid or "",
        for_code=site.code,
        out_on=line.out_on,
        due_on=line.due_on,
        made_at=desk.now,
        copies=tuple(going),
    )


def lists_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The return lists among files and directly in folders, such as on a stick."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        found += [each for each in inside if each.suffix.lower() == ENDING and _is_list(each)]
    return tuple(found)


def _is_list(path: Path) -> bool:
    """Whether it is a return list; a box on its way out has the same ending."""
    try:
        returns.read_return(path)
    except errors.Refusal:
        return False
    return True


def _is_late(line: BoxLine, listed: ReturnList) -> bool:
    """Whether a list belongs to the loan from which the box is back, and to no earlier one."""
    if line.state is not boxes.BoxState.back or line.out_on is None:
        return False
    return (listed.back_on or listed.made_at.date()) >= line.out_on


def _is_theirs(desk: OfficeDesk, line: BoxLine, listed: ReturnList) -> bool:
    """Whether the key that signed is one of the library that has the box."""
    key = desk.session.get(SiteKey, listed.fingerprint)
    if key is None or key.revoked_at is not None:
        return False
    site = desk.session.get(SiteRow, key.site)
    return site is not None and site.code == line.site
