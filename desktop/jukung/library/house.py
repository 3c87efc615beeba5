"""Blocks, rooms and reading corners of a prison."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, text
from sqlmodel import col

from jukung.domain import errors, house_words
from jukung.domain.ids import new_id
from jukung.domain.kinds import ActKind, BorrowerKind, PlaceKind
from jukung.library import days, journal, members
from jukung.library.desk import Desk
from jukung.library.members import MemberDraft
from jukung.library.permission import DESK, KEEPERS, STAFF, allowed
from jukung.store.tables import Borrower, JournalAct, Place

_KINDS = (PlaceKind.block, PlaceKind.room, PlaceKind.corner)
_PEOPLE = text("""
SELECT place, count(*) FROM borrower WHERE place IS NOT NULL AND kind = 'resident'
  AND status <> 'left' AND merged_into IS NULL GROUP BY place
""")
_COPIES = text("SELECT place, count(*) FROM copy WHERE status <> 'withdrawn' GROUP BY place")
_KNOWN_TO = (
    "SELECT 1 FROM borrower WHERE place = :row",
    "SELECT 1 FROM copy WHERE place = :row",
    "SELECT 1 FROM loan WHERE place = :row",
    "SELECT 1 FROM resident_move WHERE place_before = :row OR place_after = :row",
    "SELECT 1 FROM round WHERE block = :row",
    "SELECT 1 FROM round_line WHERE place = :row",
    "SELECT 1 FROM place WHERE inside = :row",
)


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block: how many rooms it has, and how many people live there."""

    id: str
    row: int
    name: str
    rooms: int
    people: int
    ended: bool = False


@dataclass(frozen=True, slots=True)
class RoomView:
    """A room of a block, or a reading corner in or outside one."""

    id: str
    row: int
    kind: PlaceKind
    name: str
    block: str
    """Empty for a corner outside the blocks."""
    people: int
    copies: int
    """How many copies stand there."""
    ended: bool = False

    @property
    def code(self) -> str:
        """The room as it is shown, such as `B-12`; a corner by its name."""
        is_room = self.kind is PlaceKind.room
        return house_words.code(self.block, self.name) if is_room else self.name


@dataclass(frozen=True, slots=True)
class Added:
    """What one act added."""

    act_id: str
    blocks: int
    rooms: int


@allowed(DESK)
def blocks(desk: Desk, *, ended: bool = False) -> tuple[BlockView, ...]:
    """The blocks in their order; those no longer used at the end, where wanted."""
    counted = _counted(desk, _PEOPLE)
    places = _places(desk)
    inside: dict[int, list[Place]] = {}
    for place in places:
        if place.inside is not None:
            inside.setdefault(place.inside, []).append(place)
    found = [
        BlockView(
            place.id,
            place.row,
            place.name,
            sum(r.kind is PlaceKind.room and r.ended_on is None for r in inside.get(place.row, ())),
            counted.get(place.row, 0)
            + sum(counted.get(room.row, 0) for room in inside.get(place.row, ())),
            place.ended_on is not None,
        )
        for place in places
        if place.kind is PlaceKind.block and (ended or place.ended_on is None)
    ]
    return tuple(sorted(found, key=lambda each: each.ended))


@allowed(DESK)
def rooms(desk: Desk, block_id: str, *, ended: bool = False) -> tuple[RoomView, ...]:
    """The rooms of a block in their order; refuses PlaceUnknown."""
    block = _of_id(desk, block_id)
    return _rooms(
        desk,
        lambda place: place.kind is PlaceKind.room and place.inside == block.row,
        ended=ended,
    )


@allowed(DESK)
def corners(desk: Desk, *, ended: bool = False) -> tuple[RoomView, ...]:
    """The reading corners, each with what stands there."""
    return _rooms(desk, lambda place: place.kind is PlaceKind.corner, ended=ended)


@allowed(DESK)
def room_named(desk: Desk, block: str, room: str = "") -> int:
    """The row of a room, or of a block where no room is said; refuses PlaceUnknown."""
    row = row_named(desk, block, room)
    if row is None:
        raise errors.PlaceUnknown(house_words.code(block, room))
    return row


@allowed(KEEPERS)
def add_block(desk: Desk, name: str) -> BlockView:
    """Add a block; refuses PlaceNameMissing, PlaceNameTaken, PlaceNameLong, OnlyInPrison."""
    made = _add(desk, PlaceKind.block, _checked(desk, name), None)
    _edit(desk, made=[made])
    return next(each for each in blocks(desk) if each.row == made.row)


@allowed(KEEPERS)
def add_room(desk: Desk, block_id: str, name: str) -> RoomView:
    """Add a room to a block; refuses PlaceUnknown, and what `add_block` refuses."""
    block = _of_id(desk, block_id)
    made = _add(desk, PlaceKind.room, _checked(desk, name, inside=block.row), block)
    _edit(desk, made=[made])
    return next(each for each in rooms(desk, block_id) if each.row == made.row)


@allowed(KEEPERS)
def add_corner(desk: Desk, name: str, *, block_id: str = "") -> RoomView:
    """Add a reading corner, in a block or outside; refuses what `add_room` refuses."""
    block = _of_id(desk, block_id) if block_id else None
    made = _add(desk, PlaceKind.corner, _checked(desk, name), block)
    _edit(desk, made=[made])
    return next(each for each in corners(desk) if each.row == made.row)


@allowed(KEEPERS)
def add_many(desk: Desk, typed: str) -> Added:
    """Add blocks and rooms from lines such as `B 1-14`; what is there stays as it is.

    Refuses PlaceListUnreadable, NothingChanges, PlaceNameLong, OnlyInPrison.
    """
    lines = [line for line in typed.splitlines() if line.strip()]
    read = [(line, house_words.read_line(line)) for line in lines]
    for line, found in read:
        if found is None:
            raise errors.PlaceListUnreadable(line.strip()[:40])
    wanted = [(found.name, room) for _line, found in read if found for room in found.rooms or ("",)]
    added = add_missing(desk, wanted)
    if added is None:
        raise errors.NothingChanges
    return added


@allowed(KEEPERS)
def rename(desk: Desk, place_id: str, name: str) -> str:
    """Give a place another name; gives the act. Refuses what `add_room` refuses."""
    place = _of_id(desk, place_id)
    inside = place.inside if place.kind is PlaceKind.room else None
    checked = _checked(desk, name, inside=inside, other_than=place.row)
    was = _state([place])
    place.name = checked
    return _edit(desk, was=was, now=[place]).id


@allowed(KEEPERS)
def end(desk: Desk, place_id: str) -> str:
    """Use a place no longer, with the rooms of a block; gives the act.

    Refuses PlaceUnknown, and PlaceInUse while somebody lives or copies stand there.
    """
    place = _of_id(desk, place_id)
    whole = [place, *(each for each in _places(desk) if each.inside == place.row)]
    people, copies = _counted(desk, _PEOPLE), _counted(desk, _COPIES)
    count = sum(people.get(each.row, 0) + copies.get(each.row, 0) for each in whole)
    if count:
        raise errors.PlaceInUse(_code(desk, place), count)
    whole = [each for each in whole if each.ended_on is None]
    was = _state(whole)
    for each in whole:
        each.ended_on = days.trusted_today(desk)
    return _edit(desk, was=was, now=whole).id


@allowed(KEEPERS)
def use_again(desk: Desk, place_id: str) -> str:
    """Use a place again, and the block it is in; gives the act."""
    place = _of_id(desk, place_id)
    block = desk.session.get(Place, place.inside) if place.inside else None
    whole = [each for each in (place, block) if each is not None and each.ended_on]
    was = _state(whole)
    for each in whole:
        each.ended_on = None
    return _edit(desk, was=was, now=whole).id


@allowed(KEEPERS)
def move(desk: Desk, place_id: str, *, by: int) -> str:
    """Put a place further up (below 0) or down among its like; gives the act."""
    place = _of_id(desk, place_id)
    like = [p for p in _places(desk) if (p.kind, p.inside) == (place.kind, place.inside)]
    was = _state(like)
    at = like.index(place)
    like.insert(max(0, min(at + by, len(like) - 1)), like.pop(at))
    for no, each in enumerate(like, 1):
        each.no = no
    return _edit(desk, was=was, now=like).id


@allowed(STAFF)
def card_of_place(desk: Desk, place_id: str) -> str:
    """The card under which a room or corner borrows; made where it has none yet."""
    place = _of_id(desk, place_id)
    found = desk.session.scalars(
        select(Borrower).where(
            col(Borrower.place) == place.row,
            col(Borrower.kind) == BorrowerKind.room,
            col(Borrower.card) != "",
        )
    ).first()
    if found is not None:
        return found.card
    act = journal.begin(desk, ActKind.register_member)
    row = members.insert(desk, act, MemberDraft(kind=BorrowerKind.room))
    made = desk.session.get_one(Borrower, row)
    made.kind, made.place = BorrowerKind.room, place.row
    desk.session.add(made)
    desk.session.flush()
    return made.card


def row_named(desk: Desk, block: str, room: str = "") -> int | None:
    """The row of a room or block in use, capitals apart; None where there is none."""
    found = _block_named(desk, block)
    if found is None or not room.strip():
        return found
    return _find(desk, room, PlaceKind.room, found)


def add_missing(desk: Desk, wanted: Iterable[tuple[str, str]]) -> Added | None:
    """Add the blocks and rooms that are not there yet; None where all are. For other verbs."""
    _only_in_prison(desk)
    made = _insert_missing(desk, wanted)
    if not made:
        return None
    act = _edit(desk, made=made)
    count = sum(place.kind is PlaceKind.block for place in made)
    return Added(act.id, count, len(made) - count)


def _insert_missing(desk: Desk, wanted: Iterable[tuple[str, str]]) -> list[Place]:
    made: list[Place] = []
    known = {
        (place.inside if place.kind is PlaceKind.room else None, place.name.casefold()): place
        for place in _places(desk)
        if place.kind is not PlaceKind.corner
    }
    for block_name, room_name in wanted:
        block = known.get((None, block_name.casefold()))
        if block is None:
            block = _add(desk, PlaceKind.block, _short(block_name), None)
            known[None, block_name.casefold()] = block
            made.append(block)
        if room_name and (block.row, room_name.casefold()) not in known:
            room = _add(desk, PlaceKind.room, _short(room_name), block)
            known[block.row, room_name.casefold()] = room
            made.append(room)
    return made


def code_of(desk: Desk, row: int | None) -> str:
    """How a place is shown; empty for none."""
    place = desk.session.get(Place, row) if row is not None else None
    return _code(desk, place) if place is not None else ""


def in_use(desk: Desk, row: int) -> Place:
    """The place in this row; refuses PlaceUnknown, PlaceEnded."""
    place = desk.session.get(Place, row)
    if place is None or place.kind not in _KINDS:
        raise errors.PlaceUnknown("")
    if place.ended_on is not None:
        raise errors.PlaceEnded(_code(desk, place))
    return place


def undo_edit(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take back what an act did to places; refuses CannotUndo where it was changed since."""
    facts = journal.facts_of(act)
    now = facts.get("now", {})
    for place_id, was in facts.get("was", {}).items():
        place = desk.session.scalars(select(Place).where(col(Place.id) == place_id)).first()
        if place is None or _facts(place) != now[place_id]:
            raise errors.CannotUndo("changed")
        place.name, place.ended_on, place.no = (
            was[0],
            date.fromisoformat(was[1]) if was[1] else None,
            was[2],
        )
        desk.session.add(place)
    desk.session.flush()
    for place_id in reversed(facts.get("made", [])):
        _remove(desk, place_id)
    journal.note(desk, undoing, "take_back", noun="places", noun_id=act.id)
    return "", "", ""


def _remove(desk: Desk, place_id: str) -> None:
    place = desk.session.scalars(select(Place).where(col(Place.id) == place_id)).first()
    if place is None:
        return
    for known in _KNOWN_TO:
        if desk.session.execute(text(known + " LIMIT 1"), {"row": place.row}).first() is not None:
            raise errors.CannotUndo("place_used")
    desk.session.delete(place)
    desk.session.flush()


def _edit(
    desk: Desk,
    *,
    made: Iterable[Place] = (),
    was: Mapping[str, Any] | None = None,
    now: Iterable[Place] = (),
) -> JournalAct:
    """Write changed places and the act with what an undoing needs."""
    changed = list(now)
    for place in changed:
        desk.session.add(place)
    desk.session.flush()
    new = list(made)
    facts = {"made": [place.id for place in new], "was": was or {}, "now": _state(changed)}
    act = journal.begin(desk, ActKind.edit_places, facts=facts)
    for place in (*new, *changed):
        verb = "add" if place in new else "edit"
        detail = {"name": place.name}
        journal.note(desk, act, verb, noun="place", noun_id=place.id, detail=detail)
    return act


def _state(places: Iterable[Place]) -> dict[str, Any]:
    return {place.id: _facts(place) for place in places}


def _facts(place: Place) -> list[Any]:
    return [place.name, place.ended_on.isoformat() if place.ended_on else None, place.no]


def _add(desk: Desk, kind: PlaceKind, name: str, block: Place | None) -> Place:
    """Write a place where its name belongs, or behind those somebody put in order."""
    inside = block.row if block else None
    like = [p for p in _places(desk) if (p.kind, p.inside) == (kind, inside)]
    by_name = sorted(like, key=lambda place: house_words.in_order(place.name))
    place = Place(id=new_id(), kind=kind, name=name, inside=inside, no=len(like) + 1)
    desk.session.add(place)
    if like == by_name:
        for no, each in enumerate(
            sorted([*like, place], key=lambda p: house_words.in_order(p.name)), 1
        ):
            each.no = no
            desk.session.add(each)
    desk.session.flush()
    return place


def _rooms(desk: Desk, wanted: Any, *, ended: bool) -> tuple[RoomView, ...]:  # noqa: ANN401 - a test of a place
    people, copies = _counted(desk, _PEOPLE), _counted(desk, _COPIES)
    places = _places(desk)
    names = {place.row: place.name for place in places}
    found = [
        RoomView(
            place.id,
            place.row,
            place.kind,
            place.name,
            names.get(place.inside or 0, ""),
            people.get(place.row, 0),
            copies.get(place.row, 0),
            place.ended_on is not None,
        )
        for place in places
        if wanted(place) and (ended or place.ended_on is None)
    ]
    return tuple(sorted(found, key=lambda each: each.ended))


def _places(desk: Desk) -> list[Place]:
    desk.session.flush()
    found = desk.session.scalars(select(Place).where(col(Place.kind).in_(_KINDS)))
    return sorted(found, key=lambda place: (place.no, house_words.in_order(place.name), place.row))


def _counted(desk: Desk, statement: Any) -> dict[int, int]:  # noqa: ANN401 - as SQLAlchemy has them
    desk.session.flush()
    return {int(row): int(count) for row, count in desk.session.execute(statement)}


def _of_id(desk: Desk, place_id: str) -> Place:
    place = desk.session.scalars(select(Place).where(col(Place.id) == place_id)).first()
    if place is None or place.kind not in _KINDS:
        raise errors.PlaceUnknown("")
    return place


def _block_named(desk: Desk, name: str) -> int | None:
    return _find(desk, name, PlaceKind.block, None)


def _find(desk: Desk, name: str, kind: PlaceKind, inside: int | None) -> int | None:
    question = select(col(Place.row)).where(
        col(Place.kind) == kind,
        func.lower(col(Place.name)) == " ".join(name.split()).lower(),
        col(Place.ended_on).is_(None),
    )
    if inside is not None:
        question = question.where(col(Place.inside) == inside)
    found = desk.session.scalars(question).first()
    return None if found is None else int(found)


def _checked(desk: Desk, name: str, *, inside: int | None = None, other_than: int = 0) -> str:
    _only_in_prison(desk)
    short = _short(name)
    for place in _places(desk):
        same = place.name.casefold() == short.casefold() and place.row != other_than
        is_here = inside if place.kind is PlaceKind.room else None
        if same and is_here == inside and (place.kind is PlaceKind.room) == (inside is not None):
            raise errors.PlaceNameTaken(short)
    return short


def _short(name: str) -> str:
    short = " ".join(name.split())
    if not short:
        raise errors.PlaceNameMissing
    if len(short) > house_words.LONGEST:
        raise errors.PlaceNameLong(short, house_words.LONGEST)
    return short


def _only_in_prison(desk: Desk) -> None:
    if not desk.profile.is_prison:
        raise errors.OnlyInPrison


def _code(desk: Desk, place: Place) -> str:
    block = desk.session.get(Place, place.inside) if place.inside else None
    if place.kind is not PlaceKind.room:
        return place.name
    return house_words.code(block.name if block else "", place.name)
