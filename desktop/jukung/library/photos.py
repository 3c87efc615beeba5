"""What members look like: one small JPEG each, without whatever a camera wrote into it.

Width and height are read from the frame header (ITU-T T.81, B.2.2).
"""

from collections.abc import Iterator

from sqlalchemy import delete, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.library import journal, members
from jukung.library.desk import Desk
from jukung.library.permission import DESK, STAFF, allowed
from jukung.store.tables import Borrower, Photo

LIMIT_KB = 256
LONGEST_SIDE = 2000

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN = 0xDA
# Frame headers are C0…CF but for the tables DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Baseline, extended and progressive; no program at hand shows the lossless ones.
_SHOWN = frozenset({0xC0, 0xC1, 0xC2, 0xC9, 0xCA})
# APP0 says JFIF and APP14 how colours are turned; other APPs and comments can hold
# a place, a time or a name.
_SAID_BY_CAMERAS = (frozenset(range(0xE1, 0xF0)) - {0xEE}) | {0xFE}


@allowed(STAFF)
def keep(desk: Desk, member_id: str, jpeg: bytes) -> None:
    """Keep a member's photo, in place of an older one.

    Refuses NamesNotKept (prison), MemberUnknown, PhotoUnreadable, PhotoTooLarge.
    """
    if desk.profile.is_prison:
        raise errors.NamesNotKept
    borrower = members.row_of(desk, member_id)
    if borrower.person is None:
        raise errors.NamesNotKept
    picture = plain(jpeg)
    act = journal.begin(desk, ActKind.edit_member)
    row = desk.session.get(Photo, borrower.person)
    if row is None:
        row = Photo(person=borrower.person, jpeg=picture, act=act.row)
    row.jpeg, row.act = picture, act.row
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "keep_photo", noun="borrower", noun_id=borrower.id)


@allowed(STAFF)
def remove(desk: Desk, member_id: str) -> None:
    """Take a member's photo away; nothing happens where there is none."""
    borrower = members.row_of(desk, member_id)
    if borrower.person is None or desk.session.get(Photo, borrower.person) is None:
        return
    act = journal.begin(desk, ActKind.edit_member)
    desk.session.execute(delete(Photo).where(col(Photo.person) == borrower.person))
    desk.session.expire_all()
    journal.note(desk, act, "remove_photo", noun="borrower", noun_id=borrower.id)


@allowed(DESK)
def show(desk: Desk, member_id: str) -> bytes | None:
    """A member's photo; None where there is none."""
    return desk.session.execute(
        select(col(Photo.jpeg))
        .join(Borrower, col(Borrower.person) == col(Photo.person))
        .where(col(Borrower.id) == member_id)
    ).scalar_one_or_none()


def plain(jpeg: bytes) -> bytes:
    """The picture alone; refuses PhotoUnreadable, PhotoTooLarge."""
    if len(jpeg) > LIMIT_KB * 1024:
        raise errors.PhotoTooLarge(LIMIT_KB)
    if not jpeg.startswith(_START):
        raise errors.PhotoUnreadable("JPEG")
    segments = list(_segments(jpeg))
    frames = [segment for mark, segment in segments if mark in _FRAMES]
    if not segments or segments[-1][0] != _SCAN or len(frames) != 1:
        raise errors.PhotoUnreadable("JPEG")
    sides = (_number(frames[0], 5), _number(frames[0], 7))
    precision, colours = frames[0][4], frames[0][9]
    if min(sides) < 1 or frames[0][1] not in _SHOWN or precision != 8 or colours not in (1, 3, 4):
        raise errors.PhotoUnreadable("JPEG")
    if max(sides) > LONGEST_SIDE:
        raise errors.PhotoTooLarge(LIMIT_KB)
    kept = [segment for mark, segment in segments if mark not in _SAID_BY_CAMERAS]
    return _START + b"".join(kept)


def _segments(jpeg: bytes) -> Iterator[tuple[int, bytes]]:
    """The marked segments before the scan, and the scan with all that follows."""
    at = 2
    while at + 4 <= len(jpeg):
        mark, length = jpeg[at + 1], _number(jpeg, at + 2)
        if jpeg[at] != 0xFF or length < 2 or at + 2 + length > len(jpeg):
            return
        if mark == _SCAN:
            # One cut short is none; what stands behind the end is left out.
            end = jpeg.rfind(_END, at)
            if end > 0:
                yield mark, jpeg[at : end + 2]
            return
        # A frame header is never shorter than its eight bytes.
        if mark in _FRAMES and length < 8:
            return
        yield mark, jpeg[at : at + 2 + length]
        at += 2 + length


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")
