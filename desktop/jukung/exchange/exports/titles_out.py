"""The titles of a library with all that belongs to them, some at a time.

Whatever the number of titles, only one batch of them is in memory.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from jukung.domain.kinds import (
    CollectionKind,
    ContributorKind,
    CopyCondition,
    CopyStatus,
    PlaceKind,
    SourceKind,
)
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Contributor, Copy, Place, Subject, Title, TitleField

BATCH = 500


@dataclass(frozen=True, slots=True)
class CopyOut:
    """A copy as other programs ask for it."""

    number: str
    inventory_code: str
    call_number: str
    kind: CollectionKind
    status: CopyStatus
    place: str
    """The shelf or room; empty where it stands in the library and nobody said where."""
    source: str
    source_kind: SourceKind
    price: int | None
    invoice: str
    added_on: date
    received_on: date | None
    condition: CopyCondition
    note: str


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a title."""

    name: str
    role: str
    kind: ContributorKind


@dataclass(frozen=True, slots=True)
class TitleOut:
    """A title, who made it, what it is about, and its copies."""

    row: Title
    makers: tuple[Maker, ...]
    subjects: tuple[str, ...]
    own_fields: tuple[tuple[str, str], ...]
    copies: tuple[CopyOut, ...]


@allowed(STAFF)
def count(desk: Desk, chosen: Sequence[str] | None = None) -> int:
    """How many titles there are to hand out, or of those chosen by their ids."""
    if chosen is not None:
        return len(set(chosen))
    return int(desk.session.execute(select(func.count(col(Title.row)))).scalar_one())


@allowed(STAFF)
def titles(desk: Desk, chosen: Sequence[str] | None = None) -> Iterator[tuple[TitleOut, ...]]:
    """All titles, or those chosen by their ids, in batches and in the order of the file."""
    if chosen is None:
        yield from _all(desk)
        return
    ids = list(dict.fromkeys(chosen))
    for start in range(0, len(ids), BATCH):
        wanted = select(Title).where(col(Title.id).in_(ids[start : start + BATCH]))
        rows = desk.session.scalars(wanted.order_by(col(Title.row))).all()
        yield _whole(desk, rows)
        desk.session.expunge_all()


def _all(desk: Desk) -> Iterator[tuple[TitleOut, ...]]:
    last = 0
    while True:
        wanted = select(Title).where(col(Title.row) > last).order_by(col(Title.row)).limit(BATCH)
        rows = desk.session.scalars(wanted).all()
        if not rows:
            return
        yield _whole(desk, rows)
        last = rows[-1].row
        desk.session.expunge_all()


def _whole(desk: Desk, rows: Sequence[Title]) -> tuple[TitleOut, ...]:
    wanted = [each.row for each in rows]
    makers = _makers(desk, wanted)
    subjects = _subjects(desk, wanted)
    own = _own_fields(desk, wanted)
    copies = _copies(desk, wanted)
    return tuple(
        TitleOut(
            each,
            tuple(makers[each.row]),
            tuple(subjects[each.row]),
            tuple(own[each.row]),
            tuple(copies[each.row]),
        )
        for each in rows
    )


def _makers(desk: Desk, wanted: list[int]) -> dict[int, list[Maker]]:
    found: dict[int, list[Maker]] = defaultdict(list)
    asked = (
        select(
            col(Contributor.title),
            col(Contributor.name),
            col(Contributor.role),
            col(Contributor.kind),
        )
        .where(col(Contributor.title).in_(wanted))
        .order_by(col(Contributor.title), col(Contributor.place))
    )
    for title, *facts in desk.session.execute(asked):
        found[title].append(Maker(*facts))
    return found


def _subjects(desk: Desk, wanted: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    asked = (
        select(col(Subject.title), col(Subject.name))
        .where(col(Subject.title).in_(wanted))
        .order_by(col(Subject.title), col(Subject.place))
    )
    for title, name in desk.session.execute(asked):
        found[title].append(name)
    return found


def _own_fields(desk: Desk, wanted: list[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    asked = (
        select(col(TitleField.title), col(TitleField.name), col(TitleField.value))
        .where(col(TitleField.title).in_(wanted))
        .order_by(col(TitleField.title), col(TitleField.place))
    )
    for title, name, value in desk.session.execute(asked):
        found[title].append((name, value))
    return found


def _copies(desk: Desk, wanted: list[int]) -> dict[int, list[CopyOut]]:
    found: dict[int, list[CopyOut]] = defaultdict(list)
    is_prison = desk.profile.is_prison
    asked = (
        select(
            col(Copy.title),
            col(Copy.number),
            col(Copy.inventory_code),
            col(Copy.call_number),
            col(Copy.kind),
            col(Copy.status),
            col(Place.name),
            col(Copy.source),
            col(Copy.source_kind),
            col(Copy.price),
            col(Copy.invoice),
            col(Copy.added_on),
            col(Copy.received_on),
            col(Copy.condition),
            col(Copy.condition_note),
            col(Place.kind),
        )
        .join(Place, col(Place.row) == col(Copy.place))
        .where(col(Copy.title).in_(wanted))
        .order_by(col(Copy.title), col(Copy.row))
    )
    for title, *facts, kind in desk.session.execute(asked):
        if kind is PlaceKind.library:
            facts[5] = ""
        copy = CopyOut(*facts)
        # Free words may name anybody; a prison hands none out.
        found[title].append(replace(copy, source="", note="") if is_prison else copy)
    return found
