"""Opening days and hours: noted by opening the desk, set right by a person.

A day is open from the first time a library window opened to the last time one
closed. After a power cut the day ends with its last act. Where the computer's
clock is doubtful nothing is noted at all.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import desc, select
from sqlmodel import col

from jukung.domain import errors, months, typed
from jukung.domain.kinds import ActKind
from jukung.domain.months import Month
from jukung.library import days, journal, settings
from jukung.library.desk import Desk
from jukung.library.permission import DESK, READERS, STAFF, allowed
from jukung.store.tables import JournalAct, OpenDay

USUAL = "usual_hours"

Hours = tuple[str, str]
"""From and to, as `HH:MM`."""


class DayState(StrEnum):
    """What is known of a day."""

    unrecorded = "unrecorded"
    open = "open"
    not_open = "not_open"


@dataclass(frozen=True, slots=True)
class DayHours:
    """One day of a month: its hours, and what a correction would propose."""

    on: date
    state: DayState
    opened: str = ""
    closed: str = ""
    minutes: int | None = None
    """None where the closing is not known."""
    corrected: bool = False
    proposed: Hours | None = None


@allowed(DESK)
def touch(desk: Desk) -> None:
    """Note today as open from now, once; a library window opened.

    Opened again after it was closed, the day has no end yet.
    """
    if journal.clock_is_doubtful(desk):
        return
    row = desk.session.get(OpenDay, desk.today)
    if row is None:
        act = journal.begin(desk, ActKind.open_desk, facts={"opened": _now(desk)})
        _store(desk, act, "open", OpenDay(on_day=desk.today, opened=_now(desk), act=act.row))
    elif row.closed is not None and not _is_corrected(desk, row):
        act = journal.begin(desk, ActKind.open_desk, facts={"opened_again": _now(desk)})
        row.closed = row.minutes = None
        _store(desk, act, "open", row)


@allowed(DESK)
def close(desk: Desk) -> None:
    """Note that today's last library window closed; a corrected day stays as it is."""
    row = desk.session.get(OpenDay, desk.today)
    now = _now(desk)
    if row is None or row.opened is None or row.closed == now or now < row.opened:
        return
    if _is_corrected(desk, row) or journal.clock_is_doubtful(desk):
        return
    act = journal.begin(desk, ActKind.open_desk, facts={"closed": now})
    _end(row, now)
    _store(desk, act, "close", row)


@allowed(DESK)
def mend(desk: Desk) -> int:
    """End the days that a power cut left open with their last act, and give how many."""
    if journal.clock_is_doubtful(desk):
        return 0
    unended = desk.session.scalars(
        select(OpenDay).where(
            col(OpenDay.opened).is_not(None),
            col(OpenDay.closed).is_(None),
            col(OpenDay.on_day).between(
                desk.today - timedelta(days=days.EARLIEST_DAYS), desk.today - timedelta(days=1)
            ),
        )
    ).all()
    mended = 0
    for row in unended:
        last = _last_sign(desk, row)
        if last and row.opened and last >= row.opened:
            act = journal.begin(
                desk, ActKind.open_desk, on=row.on_day, facts={"closed": last, "mended": True}
            )
            _end(row, last)
            _store(desk, act, "mend", row)
            mended += 1
    return mended


@allowed(STAFF)
def set_hours(desk: Desk, day: date, opened: str, closed: str) -> DayHours:
    """Set a day's hours right, in any writing that `typed.read_time` knows.

    Refuses TimeUnreadable, HoursBackwards, DayInFuture, DayTooLongAgo.
    """
    true = days.true_day(desk, day)
    row = _correct(desk, true, *_hours(opened, closed))
    return _line(desk, row.on_day, row, {row.act})


@allowed(STAFF)
def set_closed(desk: Desk, day: date) -> DayHours:
    """Say that the library was not open on a day; refuses DayInFuture, DayTooLongAgo."""
    true = days.true_day(desk, day)
    row = _correct(desk, true, None, None)
    return _line(desk, row.on_day, row, {row.act})


@allowed(READERS)
def of_month(desk: Desk, month: Month) -> tuple[DayHours, ...]:
    """Every day of a month up to today, in order."""
    last = min(month.last, desk.today)
    rows = {
        row.on_day: row
        for row in desk.session.scalars(
            select(OpenDay).where(col(OpenDay.on_day).between(month.first, last))
        )
    }
    corrected = set(
        desk.session.scalars(
            select(col(JournalAct.row)).where(
                col(JournalAct.row).in_([row.act for row in rows.values()]),
                col(JournalAct.kind) == ActKind.correct_hours,
            )
        )
    )
    usual = _usual(desk)
    count = max((last - month.first).days + 1, 0)
    found = (month.first + timedelta(days=place) for place in range(count))
    return tuple(_line(desk, day, rows.get(day), corrected, usual) for day in found)


@allowed(DESK)
def usual(desk: Desk) -> tuple[Hours | None, ...]:
    """The usual hours of each weekday, Monday first; they are only proposed."""
    return _usual(desk)


@allowed(STAFF)
def set_usual(desk: Desk, hours: tuple[Hours | None, ...]) -> None:
    """Remember the usual hours of the seven weekdays.

    Refuses TimeUnreadable, HoursBackwards.
    """
    parts = ["-".join(_hours(*each)) if each else "" for each in hours]
    settings.remember(desk, USUAL, ",".join(parts))


def undo_hours(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Give a corrected day its hours before; refuses CannotUndo after a later correction."""
    row = desk.session.get(OpenDay, act.on_day)
    if row is None or row.act != act.row:
        raise errors.CannotUndo("corrected")
    was = journal.facts_of(act)["was"]
    if was is None:
        desk.session.delete(row)
        desk.session.flush()
        journal.note(desk, undoing, "forget", noun="open_day", noun_id=act.on_day.isoformat())
        return "", "", ""
    row.opened, row.closed, row.minutes = was["opened"], was["closed"], was["minutes"]
    row.act = was["act"]
    desk.session.add(row)
    desk.session.flush()
    return "", "", ""


def _hours(opened: str, closed: str) -> Hours:
    start, end = typed.read_time(opened), typed.read_time(closed)
    if start is None or end is None:
        raise errors.TimeUnreadable("")
    if end < start:
        raise errors.HoursBackwards(start, end)
    return start, end


def _correct(desk: Desk, day: date, opened: str | None, closed: str | None) -> OpenDay:
    row = desk.session.get(OpenDay, day)
    was = row and {
        "opened": row.opened,
        "closed": row.closed,
        "minutes": row.minutes,
        "act": row.act,
    }
    act = journal.begin(desk, ActKind.correct_hours, on=day, facts={"was": was})
    row = row or OpenDay(on_day=day, act=act.row)
    row.opened, row.closed = opened, closed
    # No hours and no minutes: somebody said that the library was not open.
    row.minutes = _minutes(opened, closed) if opened and closed else 0
    row.act = act.row
    _store(desk, act, "correct", row)
    return row


def _store(desk: Desk, act: JournalAct, verb: str, row: OpenDay) -> None:
    desk.session.add(row)
    desk.session.flush()
    journal.note(
        desk,
        act,
        verb,
        noun="open_day",
        noun_id=row.on_day.isoformat(),
        detail={"opened": row.opened, "closed": row.closed, "minutes": row.minutes},
    )


def _end(row: OpenDay, closed: str) -> None:
    row.closed = closed
    row.minutes = _minutes(row.opened or closed, closed)


def _minutes(opened: str, closed: str) -> int:
    start, end = (int(each[:2]) * 60 + int(each[3:]) for each in (opened, closed))
    return end - start


def _now(desk: Desk) -> str:
    return desk.local_now.strftime("%H:%M")


def _last_sign(desk: Desk, row: OpenDay) -> str:
    """When the last act of a day was recorded; empty where only its opening was."""
    zone = months.zone_info(desk.profile.zone)
    midnight = datetime.combine(row.on_day + timedelta(days=1), time(), zone)
    found = desk.session.execute(
        select(col(JournalAct.row), col(JournalAct.at))
        .where(col(JournalAct.at) < midnight, col(JournalAct.clock_doubtful).is_(False))
        .order_by(desc(col(JournalAct.row)))
        .limit(1)
    ).first()
    if found is None or found[0] <= row.act:
        return ""
    local = found[1].astimezone(zone)
    return local.strftime("%H:%M") if local.date() == row.on_day else ""


def _is_corrected(desk: Desk, row: OpenDay) -> bool:
    return desk.session.get_one(JournalAct, row.act).kind == ActKind.correct_hours


def _usual(desk: Desk) -> tuple[Hours | None, ...]:
    parts = settings.recall(desk, USUAL).split(",")
    found: list[Hours | None] = []
    for part in (*parts, *[""] * 7)[:7]:
        opened, _dash, closed = part.partition("-")
        found.append((opened, closed) if closed else None)
    return tuple(found)


def _line(
    desk: Desk,
    day: date,
    row: OpenDay | None,
    corrected: set[int],
    usual_hours: tuple[Hours | None, ...] | None = None,
) -> DayHours:
    proposed = (usual_hours or _usual(desk))[day.weekday()]
    if row is None:
        return DayHours(day, DayState.unrecorded, proposed=proposed)
    is_open = row.opened is not None or bool(row.minutes)
    return DayHours(
        on=day,
        state=DayState.open if is_open else DayState.not_open,
        opened=row.opened or "",
        closed=row.closed or "",
        minutes=row.minutes if is_open else None,
        corrected=row.act in corrected,
        proposed=proposed,
    )
