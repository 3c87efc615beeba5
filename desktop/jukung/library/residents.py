"""Residents: a card, a place and a state, and never a name.

Release dates are for officers alone; at the desk there is only "must come back".
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, text

from jukung.domain import codes, errors, house_words
from jukung.domain.kinds import (
    ActKind,
    AgeBand,
    BorrowerKind,
    PlaceKind,
    ResidentState,
    Role,
    Sex,
)
from jukung.library import days, house, journal, members, numbers, settings
from jukung.library.desk import Desk
from jukung.library.members import MemberDraft
from jukung.library.permission import DESK, KEEPERS, STAFF, allowed
from jukung.store.tables import Borrower, JournalAct, ResidentRow

PAGE = 256
USUAL_DAYS, MOST_DAYS = 3, 60
DAYS_KEY = "come_back_days"
HERE = tuple(state for state in ResidentState if not state.has_left)
GONE = tuple(state for state in ResidentState if state.has_left)

_STATE = """CASE WHEN b.status = 'left'
  AND coalesce(r.state, 'present') NOT IN ('moved', 'released', 'died')
  THEN 'released' ELSE coalesce(r.state, 'present') END"""
_OUT = """(SELECT count(*) FROM loan l WHERE l.borrower = b.row
  AND l.returned_on IS NULL AND l.cancel_act IS NULL)"""
_FROM = """
FROM borrower b LEFT JOIN resident r ON r.borrower = b.row
  LEFT JOIN place p ON p.row = b.place LEFT JOIN place k ON k.row = p.inside
WHERE b.kind = 'resident' AND b.merged_into IS NULL AND b.card <> ''
"""
_VIEWS = f"""
SELECT b.id, b.row, b.card, p.kind, coalesce(p.name, ''), coalesce(k.name, ''), b.place,
  {_STATE}, coalesce(r.state_on, b.since_on), {_OUT},
  (SELECT count(*) FROM hold h WHERE h.borrower = b.row AND h.state IN ('waiting', 'ready')),
  r.release_on IS NOT NULL AND r.release_on <= :soon
{_FROM}"""  # noqa: S608 - written out above
_ORDER = """
ORDER BY p.row IS NULL, coalesce(k.no, p.no), coalesce(k.row, p.row), k.row IS NOT NULL,
  p.no, p.row, b.card
"""
_FIT = """
  AND (:block = 0 OR p.row = :block OR p.inside = :block)
  AND (:words = '' OR instr(upper(b.card), :words) OR p.row IN (SELECT q.row FROM place q
    LEFT JOIN place o ON o.row = q.inside WHERE upper(coalesce(o.name || '-', '') || q.name)
      LIKE :place ESCAPE '!' OR upper(o.name) = :words))
"""
_LISTED = text(
    f"{_VIEWS} {_FIT} AND {_STATE} IN :states {_ORDER} LIMIT :most OFFSET :skip"
).bindparams(bindparam("states", expanding=True))
_COUNTED = text(f"SELECT count(*) {_FROM} {_FIT} AND {_STATE} IN :states").bindparams(
    bindparam("states", expanding=True)
)
_THESE = text(f"{_VIEWS} AND b.row IN :rows {_ORDER}").bindparams(bindparam("rows", expanding=True))
_RELEASES = text(f"""
SELECT b.row, r.release_on {_FROM} AND b.status <> 'left' AND r.release_on <= :until
ORDER BY r.release_on, b.card
""")
_BY_STATE = text(f"SELECT {_STATE}, count(*) {_FROM} GROUP BY 1")
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class ResidentView:
    """A resident as lists and the desk show one."""

    id: str
    row: int
    card: str
    block: str
    room: str
    place_row: int | None
    state: ResidentState
    """Of somebody who left, an aide is told only that."""
    state_on: date
    loans_out: int
    waiting: int
    must_come_back: bool
    """Whether copies must come back on this visit; all an aide may know of a release."""

    @property
    def place(self) -> str:
        """Block and room, such as `B-12`; empty where none is known."""
        return house_words.code(self.block, self.room)


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """Whose expected release is near or past, and in how many days."""

    resident: ResidentView
    release_on: date
    days_left: int


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an officer's form shows besides."""

    release_on: date | None
    sex: Sex
    age_band: AgeBand


@allowed(STAFF)
def listed(
    desk: Desk,
    *,
    block_id: str | None = None,
    words: str = "",
    states: Iterable[ResidentState] = (),
    skip: int = 0,
    most: int = PAGE,
) -> tuple[ResidentView, ...]:
    """Residents by place, then card; without states, those who have not left.

    `words` is a part of a card, or a room or block such as `B-12`. Refuses PlaceUnknown.
    """
    fitting = _fitting(desk, block_id=block_id, words=words, states=states)
    return _read(desk, _LISTED, fitting | {"most": most, "skip": skip})


@allowed(STAFF)
def count(
    desk: Desk,
    *,
    block_id: str | None = None,
    words: str = "",
    states: Iterable[ResidentState] = (),
) -> int:
    """How many `listed` would give in all."""
    desk.session.flush()
    fitting = _fitting(desk, block_id=block_id, words=words, states=states)
    return int(desk.session.connection().execute(_COUNTED, fitting).scalar_one())


@allowed(STAFF)
def state_counts(desk: Desk) -> dict[ResidentState, int]:
    """How many residents are in each state."""
    desk.session.flush()
    found = desk.session.connection().execute(_BY_STATE)
    return {ResidentState(state): int(many) for state, many in found}


@allowed(DESK)
def by_card(desk: Desk, card: str) -> ResidentView:
    """The resident with this card, past or present; refuses MemberUnknown, NotAResident."""
    found = views(desk, [numbers.borrower_of(desk, card)])
    if not found:
        raise errors.NotAResident(card)
    return found[0]


@allowed(STAFF)
def show(desk: Desk, resident_id: str) -> ResidentView:
    """The resident with this id; refuses MemberUnknown, NotAResident."""
    borrower = members.row_of(desk, resident_id)
    found = views(desk, [borrower.row])
    if not found:
        raise errors.NotAResident(borrower.card)
    return found[0]


@allowed(STAFF)
def register(
    desk: Desk,
    card: str = "",
    *,
    place_row: int | None = None,
    sex: Sex = Sex.unknown,
    age_band: AgeBand = AgeBand.unknown,
    release_on: date | None = None,
) -> ResidentView:
    """Register a resident; an empty card takes the next number.

    Refuses OnlyInPrison, NamesNotKept for a word, CardTaken, CardIsCopyNumber,
    NumberTooLong, NumberNotPrintable, PlaceUnknown, PlaceEnded; NotAllowed for a day from
    anybody but an officer.
    """
    if release_on is not None and desk.staff.role not in KEEPERS:
        raise errors.NotAllowed(desk.staff.role)
    act = journal.begin(desk, ActKind.register_member)
    row = insert(
        desk, act, card, place_row=place_row, sex=sex, age_band=age_band, release_on=release_on
    )
    return views(desk, [row])[0]


@allowed(KEEPERS)
def particulars(desk: Desk, resident_id: str) -> Particulars:
    """What only an officer sees of a resident; refuses MemberUnknown."""
    kept = desk.session.get(ResidentRow, members.row_of(desk, resident_id).row)
    if kept is None:
        return Particulars(None, Sex.unknown, AgeBand.unknown)
    return Particulars(kept.release_on, kept.sex, kept.age_band)


@allowed(KEEPERS)
def release_days(desk: Desk, within: int) -> tuple[ReleaseLine, ...]:
    """Who is expected to leave within so many days, and whose day is past; soonest first."""
    desk.session.flush()
    today = days.trusted_today(desk)
    until = (today + timedelta(days=max(within, 0))).isoformat()
    found = desk.session.connection().execute(_RELEASES, {"until": until}).all()
    by_row = {each.row: each for each in views(desk, [int(row) for row, _day in found])}
    lines = []
    for row, day in found:
        on = date.fromisoformat(day)
        lines.append(ReleaseLine(by_row[int(row)], on, (on - today).days))
    return tuple(lines)


@allowed(STAFF)
def come_back_days(desk: Desk) -> int:
    """How many days before a release copies must come back."""
    return _come_back_days(desk)


@allowed(KEEPERS)
def keep_come_back_days(desk: Desk, count: int) -> None:
    """Keep how many days before a release copies must come back; refuses CountOutOfRange."""
    if not 0 <= count <= MOST_DAYS:
        raise errors.CountOutOfRange(count, MOST_DAYS)
    settings.remember(desk, DAYS_KEY, str(count))


def insert(
    desk: Desk,
    act: JournalAct,
    card: str = "",
    *,
    place_row: int | None = None,
    sex: Sex = Sex.unknown,
    age_band: AgeBand = AgeBand.unknown,
    release_on: date | None = None,
    state: ResidentState = ResidentState.present,
) -> int:
    """Write a new resident into an act, and give the row; refuses as `register` does."""
    if not desk.profile.is_prison:
        raise errors.OnlyInPrison
    if place_row is not None:
        house.in_use(desk, place_row)
    row = members.insert(desk, act, MemberDraft(card=card, kind=BorrowerKind.resident))
    borrower = desk.session.get_one(Borrower, row)
    borrower.place = place_row
    desk.session.add(borrower)
    desk.session.add(
        ResidentRow(
            borrower=row,
            state=state,
            state_on=borrower.since_on,
            release_on=release_on,
            sex=sex,
            age_band=age_band,
            act=act.row,
        )
    )
    desk.session.flush()
    return row


def views(desk: Desk, rows: Iterable[int]) -> list[ResidentView]:
    """The residents in these rows, by place; others are left out. For verbs of this package."""
    wanted = list(dict.fromkeys(rows))
    found: list[ResidentView] = []
    for start in range(0, len(wanted), _CHUNK):
        found += _read(desk, _THESE, {"rows": wanted[start : start + _CHUNK]})
    return found


def in_block(desk: Desk, block_row: int) -> list[ResidentView]:
    """Who lives in a block and has not left, cell by cell; for verbs of this package."""
    values = {
        "block": block_row,
        "words": "",
        "place": "",
        "states": [str(state) for state in HERE],
        "most": 100_000,
        "skip": 0,
    }
    return list(_read(desk, _LISTED, values))


def _fitting(
    desk: Desk, *, block_id: str | None, words: str, states: Iterable[ResidentState]
) -> dict[str, Any]:
    block = 0
    if block_id:
        known = {each.id: each.row for each in house.blocks(desk, ended=True)}
        if block_id not in known:
            raise errors.PlaceUnknown("")
        block = known[block_id]
    typed = codes.fold(words)
    place = house_words.split_code(typed)
    said = house_words.code(*place) if place else typed
    exact = said.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return {
        "block": block,
        "words": typed,
        "place": exact if place else "",
        "states": [str(state) for state in (tuple(states) or HERE)],
    }


def _read(desk: Desk, statement: Any, values: dict[str, Any]) -> tuple[ResidentView, ...]:  # noqa: ANN401 - as SQLAlchemy has them
    desk.session.flush()
    soon = days.trusted_today(desk) + timedelta(days=_come_back_days(desk))
    found = desk.session.connection().execute(statement, values | {"soon": soon.isoformat()})
    is_aide = desk.staff.role is Role.aide
    return tuple(_blurred(each) if is_aide else each for each in map(_view, found))


def _view(cells: Any) -> ResidentView:  # noqa: ANN401 - a row of the statements above
    each, row, card, kind, name, block, place, state, on, out, waiting, soon = cells
    is_block = kind == PlaceKind.block
    standing = ResidentState(state)
    return ResidentView(
        str(each),
        int(row),
        str(card),
        str(name) if is_block else str(block),
        "" if is_block else str(name),
        place,
        standing,
        date.fromisoformat(on),
        int(out),
        int(waiting),
        bool(soon) or (standing.has_left and out > 0),
    )


def _blurred(view: ResidentView) -> ResidentView:
    """What an aide may know: not why somebody left, and not since when."""
    state = ResidentState.moved if view.state.has_left else view.state
    return replace(view, state=state, state_on=date.min)


def _come_back_days(desk: Desk) -> int:
    kept = settings.recall(desk, DAYS_KEY, str(USUAL_DAYS))
    return int(kept) if kept.isdecimal() else USUAL_DAYS
