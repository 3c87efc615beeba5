"""The calendar: closed weekdays, public holidays, and days this library is closed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import col

from jukung import words
from jukung.domain import errors, public_holidays
from jukung.domain.kinds import ActKind
from jukung.domain.workdays import Calendar, Span
from jukung.library import due_moves, journal
from jukung.library.desk import Desk
from jukung.library.permission import DESK, KEEPERS, allowed
from jukung.store import desk_statements
from jukung.store.tables import Closure, JournalAct, Setting

WEEKDAYS = "closed_weekdays"
NATIONAL = "national_holidays"
JOINT = "joint_leave"
LONGEST = 366


class DaySource(StrEnum):
    """Why a day is in the calendar."""

    national = "national"
    joint = "joint"
    own = "own"


@dataclass(frozen=True, slots=True)
class DayEntry:
    """A day, or days, of the calendar; an estimated one may still move.

    `closure_id` and `act_id` name an entry of the library's own and the act that made it;
    both are empty for the others.
    """

    first: date
    last: date
    name: str
    source: DaySource
    is_open: bool = False
    estimated: bool = False
    closure_id: str = ""
    act_id: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the library decided about every year: weekdays (Monday 0) and holidays."""

    closed_weekdays: frozenset[int]
    national: bool
    joint: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """A closing, how many due days it moved, and how many of these went too far.

    `beyond_count` is of those that now lie after the membership's end,
    or after the day on which the copy goes back to its owner.
    """

    act_id: str
    moved_count: int
    beyond_count: int = 0


def calendar(desk: Desk, first: date, last: date) -> Calendar:
    """When the library is closed between two days, and for the year after them."""
    chosen = _choices(desk)
    holidays: Mapping[date, str] = {}
    if chosen.national:
        holidays = public_holidays.of_years(
            first.year, last.year + 1, joint=chosen.joint, language=words.language()
        )
    found = desk_statements.rows(desk.session, desk_statements.CLOSINGS, first.isoformat())
    spans = (
        Span(date.fromisoformat(begin), date.fromisoformat(end), name, bool(is_open))
        for begin, end, name, is_open in found
    )
    return Calendar(chosen.closed_weekdays, holidays, tuple(spans))


@allowed(DESK)
def choices(desk: Desk) -> Choices:
    """The closed weekdays, and which holidays count."""
    return _choices(desk)


@allowed(DESK)
def next_open_day(desk: Desk, day: date) -> date:
    """That day, or the first one after it on which the library is open."""
    return calendar(desk, day, day).next_open(day)


@allowed(DESK)
def days_of(desk: Desk, year: int) -> tuple[DayEntry, ...]:
    """What stands in the calendar of a year, in order of days."""
    rows = desk.session.execute(
        select(Closure, col(JournalAct.id))
        .join(JournalAct, col(JournalAct.row) == col(Closure.act))
        .where(
            col(Closure.cancel_act).is_(None),
            col(Closure.last_on) >= date(year, 1, 1),
            col(Closure.first_on) <= date(year, 12, 31),
        )
        .order_by(col(Closure.row))
    )
    own = [
        DayEntry(
            row.first_on,
            row.last_on,
            row.name,
            DaySource.own,
            is_open=row.is_open,
            closure_id=row.id,
            act_id=act_id,
        )
        for row, act_id in rows
    ]
    return tuple(sorted([*_holidays(desk, year), *own], key=lambda entry: entry.first))


@allowed(KEEPERS)
def close_days(desk: Desk, first: date, last: date, name: str, *, move_dues: bool) -> Closed:
    """Close the library on some days, both included; past days too, as after a flood.

    With `move_dues` every copy due then is due on the next open day, in the same act.
    Refuses ReasonMissing, ClosureBackwards, ClosureTooLong.
    """
    _check_span(first, last)
    span = Span(first, last, _named(name))
    count = due_moves.count(desk, first, last) if move_dues else 0
    kind = ActKind.move_dues if count else ActKind.edit_calendar
    facts = {"first": first.isoformat(), "last": last.isoformat(), "moved": count}
    act = journal.begin(desk, kind, facts=facts)
    _insert(desk, act, span, moved=count)
    if not count:
        return Closed(act.id, 0)
    moves = due_moves.move(desk, act, first, last, calendar=calendar(desk, first, last))
    return Closed(act.id, moves, due_moves.beyond(desk, act))


@allowed(KEEPERS)
def would_move(desk: Desk, first: date, last: date) -> int:
    """How many copies that are out are due between two days, both included."""
    return due_moves.count(desk, first, last)


@allowed(KEEPERS)
def open_on(desk: Desk, day: date, name: str) -> str:
    """Open on a day in spite of a holiday; gives the act's id. Refuses ReasonMissing."""
    span = Span(day, day, _named(name), is_open=True)
    act = journal.begin(desk, ActKind.edit_calendar, facts={"open": day.isoformat()})
    _insert(desk, act, span)
    return act.id


@allowed(KEEPERS)
def remove(desk: Desk, closure_id: str) -> str:
    """Take an entry of the library's own out of the calendar; gives the act's id.

    Due days that it moved stay where they are; undoing the closing moves them back.
    Refuses ClosureUnknown.
    """
    row = desk.session.scalars(
        select(Closure).where(col(Closure.id) == closure_id, col(Closure.cancel_act).is_(None))
    ).first()
    if row is None:
        raise errors.ClosureUnknown
    act = journal.begin(desk, ActKind.edit_calendar, facts={"removed": closure_id})
    row.cancel_act = act.row
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "remove", noun="closure", noun_id=row.id, detail=_detail(row))
    return act.id


@allowed(KEEPERS)
def set_weekdays(desk: Desk, weekdays: Iterable[int]) -> str:
    """Choose the weekdays (Monday 0) on which the library is closed; gives the act's id.

    Refuses AlwaysClosed.
    """
    closed = frozenset(weekdays) & frozenset(range(7))
    if len(closed) == 7:
        raise errors.AlwaysClosed
    return _choose(desk, {WEEKDAYS: ",".join(str(day) for day in sorted(closed))})


@allowed(KEEPERS)
def use_national(desk: Desk, *, public: bool, joint: bool) -> str:
    """Choose whether public holidays, and joint leave besides, count; gives the act's id."""
    kept = {True: "yes", False: "no"}
    return _choose(desk, {NATIONAL: kept[public], JOINT: kept[joint]})


def undo_edit(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take an edit of the calendar back; refuses CannotUndo."""
    said = journal.facts_of(act)
    if "is" in said:
        if {key: _recalled(desk, key) for key in said["is"]} != said["is"]:
            raise errors.CannotUndo("edited")
        _write(desk, said["was"])
    name = _cancel_entries(desk, act, undoing)
    if "removed" in said:
        row = desk.session.scalars(select(Closure).where(col(Closure.id) == said["removed"])).one()
        row.cancel_act = None
        desk.session.add(row)
        name = row.name
    desk.session.flush()
    return "", name, ""


def undo_move(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Open again on days that were closed, and move the due days back.

    Copies that came back or were renewed since keep their day;
    the note says how many, and `due_moves.of_act` does afterwards.
    """
    name = _cancel_entries(desk, act, undoing)
    back, stayed = due_moves.move_back(desk, act, undoing)
    journal.note(
        desk,
        undoing,
        "move_back",
        noun="act",
        noun_id=act.id,
        detail={"moved_back": back, "stayed": stayed},
    )
    return "", name, ""


def _holidays(desk: Desk, year: int) -> list[DayEntry]:
    chosen, language = _choices(desk), words.language()
    if not chosen.national:
        return []
    public = public_holidays.of_years(year, year, joint=False, language=language)
    found = public_holidays.of_years(year, year, joint=chosen.joint, language=language)
    return [
        DayEntry(
            day,
            day,
            public_holidays.bare_name(public.get(day, name)),
            DaySource.national if day in public else DaySource.joint,
            estimated=public_holidays.is_estimated(name),
        )
        for day, name in found.items()
    ]


def _insert(desk: Desk, act: JournalAct, span: Span, *, moved: int = 0) -> None:
    row = Closure(
        first_on=span.first, last_on=span.last, name=span.name, is_open=span.is_open, act=act.row
    )
    desk.session.add(row)
    desk.session.flush()
    verb = "open" if span.is_open else "close"
    detail = _detail(row) | {"moved": moved}
    journal.note(desk, act, verb, noun="closure", noun_id=row.id, detail=detail)


def _cancel_entries(desk: Desk, act: JournalAct, undoing: JournalAct) -> str:
    name = ""
    for row in desk.session.scalars(select(Closure).where(col(Closure.act) == act.row)):
        row.cancel_act = row.cancel_act or undoing.row
        desk.session.add(row)
        name = row.name
    desk.session.flush()
    return name


def _choices(desk: Desk) -> Choices:
    settings = desk_statements.rows(desk.session, desk_statements.CALENDAR)
    found = {key: str(json.loads(value)) for key, value in settings}
    return Choices(
        frozenset(int(day) for day in found.get(WEEKDAYS, "").split(",") if day.isdigit()),
        national=found.get(NATIONAL, "yes") == "yes",
        joint=found.get(JOINT, "no") == "yes",
    )


def _choose(desk: Desk, becomes: dict[str, str]) -> str:
    facts = {"was": {key: _recalled(desk, key) for key in becomes}, "is": becomes}
    act = journal.begin(desk, ActKind.edit_calendar, facts=facts)
    _write(desk, becomes)
    journal.note(desk, act, "choose", noun="library", noun_id=desk.profile.uid, detail=facts)
    return act.id


def _recalled(desk: Desk, key: str) -> str | None:
    row = desk.session.get(Setting, key)
    return None if row is None else str(json.loads(row.value))


def _write(desk: Desk, values: Mapping[str, str | None]) -> None:
    for key, value in values.items():
        row = desk.session.get(Setting, key)
        if value is not None:
            row = row or Setting(key=key, value="")
            row.value = json.dumps(value)
            desk.session.add(row)
        elif row is not None:
            desk.session.delete(row)
    desk.session.flush()


def _check_span(first: date, last: date) -> None:
    if last < first:
        raise errors.ClosureBackwards(first, last)
    if (last - first).days >= LONGEST:
        raise errors.ClosureTooLong(LONGEST)


def _named(name: str) -> str:
    if not name.strip():
        raise errors.ReasonMissing
    return name.strip()


def _detail(row: Closure) -> dict[str, object]:
    return {"first": row.first_on, "last": row.last_on, "name": row.name, "open": row.is_open}
