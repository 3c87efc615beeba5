"""What stands on members' cards; a resident's has a number and no name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from jukung.domain.kinds import BorrowerKind, BorrowerStatus
from jukung.library import numbers
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Borrower, Person, Photo


@dataclass(frozen=True, slots=True)
class CardFace:
    """One card: the number, and in a village whose it is."""

    id: str
    number: str
    name: str
    kind: BorrowerKind
    since: date
    until: date | None
    photo: bytes | None
    printed: bool


@allowed(STAFF)
def faces(desk: Desk, ids: Sequence[str]) -> tuple[CardFace, ...]:
    """The cards of these members, with photos, in this order; who is gone is left out."""
    found: dict[str, CardFace] = {}
    for start in range(0, len(ids), 500):
        chunk = col(Borrower.id).in_(ids[start : start + 500])
        found |= {face.id: face for face in _faces(desk, chunk, photos=True)}
    return tuple(found[each] for each in ids if each in found)


@allowed(STAFF)
def without_card(desk: Desk, *, most: int = 1000) -> tuple[CardFace, ...]:
    """Members whose card was never printed, oldest first; photos only by `faces`."""
    return _faces(desk, _lacks(), most=most)


@allowed(STAFF)
def without_card_count(desk: Desk) -> int:
    """How many members still need a card."""
    return int(
        desk.session.execute(
            select(func.count(col(Borrower.row))).where(_is_here(), _lacks())
        ).scalar_one()
    )


@allowed(STAFF)
def with_numbers(desk: Desk, cards: Sequence[str]) -> tuple[CardFace, ...]:
    """The cards of the members with these numbers, in this order; refuses MemberUnknown."""
    rows = [numbers.borrower_of(desk, card) for card in cards]
    ids = {
        row: str(borrower_id)
        for row in dict.fromkeys(rows)
        for borrower_id in desk.session.scalars(
            select(col(Borrower.id)).where(col(Borrower.row) == row)
        )
    }
    return faces(desk, [ids[row] for row in rows])


def _is_here() -> ColumnElement[bool]:
    return (
        col(Borrower.merged_into).is_(None)
        & (col(Borrower.card) != "")
        & (col(Borrower.status) != BorrowerStatus.left)
    )


def _lacks() -> ColumnElement[bool]:
    return col(Borrower.card_printed_at).is_(None)


def _faces(
    desk: Desk, which: ColumnElement[bool], *, photos: bool = False, most: int = 1000
) -> tuple[CardFace, ...]:
    found = desk.session.execute(
        select(
            Borrower,
            func.coalesce(col(Person.name), ""),
            *([col(Photo.jpeg)] if photos else []),
        )
        .outerjoin(Person, col(Person.row) == col(Borrower.person))
        .outerjoin(Photo, col(Photo.person) == col(Borrower.person))
        .where(which, _is_here())
        .order_by(col(Borrower.row))
        .limit(most)
    )
    # A prison keeps neither; what an old file may still hold is not printed either.
    bare = desk.profile.is_prison
    return tuple(
        CardFace(
            id=borrower.id,
            number=borrower.card,
            name="" if bare else str(name),
            kind=borrower.kind,
            since=borrower.since_on,
            until=borrower.until_on,
            photo=photo[0] if photo and not bare else None,
            printed=borrower.card_printed_at is not None,
        )
        for borrower, name, *photo in found
    )
