"""Closing a month: its figures stay as they were, revision by revision.

Gathering and sealing are above this package; here is only what the file keeps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import desc, func, select
from sqlmodel import col

from jukung.domain import errors, months
from jukung.domain.kinds import ActKind, ParcelAct, ParcelState, PeriodState
from jukung.domain.months import Month
from jukung.library import days, journal, settings
from jukung.library.days import EARLIEST_DAYS
from jukung.library.desk import Desk
from jukung.library.journal import WORK
from jukung.library.permission import KEEPERS, READERS, allowed
from jukung.store.tables import Figure, JournalAct, ParcelRow, Period, Visit


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """A month's figures as they were closed."""

    month: Month
    revision: int
    values: dict[str, int | None]
    state: PeriodState


@dataclass(frozen=True, slots=True)
class SentMonth:
    """How far a month is on its way, for the history beside the figures."""

    month: Month
    revision: int
    state: PeriodState
    parcel: ParcelState | None
    kind: ParcelAct | None
    received_on: date | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """What a person should look at before closing a month."""

    month: Month
    is_over: bool
    days_without_visits: tuple[date, ...]
    clock_doubt_count: int
    joined: bool


@allowed(KEEPERS)
def close(desk: Desk, month: Month, values: Mapping[str, int | None]) -> ClosedMonth:
    """Keep a month's figures as its next revision.

    Refuses MonthNotBegun, MonthTooLongAgo, MonthClosedUnchanged.
    """
    if month.first > days.trusted_today(desk):
        raise errors.MonthNotBegun(month.text)
    if month.last < days.trusted_today(desk) - timedelta(days=EARLIEST_DAYS):
        raise errors.MonthTooLongAgo(month.text)
    before = latest(desk, month)
    if before is not None and before.values == dict(values):
        raise errors.MonthClosedUnchanged(month.text)
    act = journal.begin(desk, ActKind.close_month, facts={"month": month.text})
    revision = before.revision + 1 if before else 1
    if before is not None:
        row = desk.session.get_one(Period, (month.text, before.revision))
        row.state = PeriodState.replaced
        desk.session.add(row)
    desk.session.add(
        Period(month=month.text, revision=revision, state=PeriodState.closed, act=act.row)
    )
    for code, value in values.items():
        desk.session.add(Figure(scope=month.text, revision=revision, code=code, value=value))
    desk.session.flush()
    journal.note(
        desk,
        act,
        "close",
        noun="month",
        noun_id=month.text,
        detail={"revision": revision, "values": dict(values)},
    )
    return ClosedMonth(month, revision, dict(values), PeriodState.closed)


@allowed(READERS)
def latest(desk: Desk, month: Month) -> ClosedMonth | None:
    """The latest revision of a month that was closed; None for an open month."""
    row = desk.session.scalars(
        select(Period)
        .where(col(Period.month) == month.text)
        .order_by(desc(col(Period.revision)))
        .limit(1)
    ).first()
    return _closed(desk, row) if row else None


@allowed(KEEPERS)
def mark_sealed(desk: Desk, month: Month, revision: int) -> None:
    """Remember that a revision was sealed into a parcel."""
    row = desk.session.get_one(Period, (month.text, revision))
    row.state = PeriodState.sealed
    desk.session.add(row)
    desk.session.flush()


@allowed(READERS)
def unsealed(desk: Desk) -> tuple[ClosedMonth, ...]:
    """Closed months that wait for an agency to be sealed for, oldest first."""
    rows = desk.session.scalars(
        select(Period)
        .where(col(Period.state) == PeriodState.closed)
        .order_by(col(Period.month), col(Period.revision))
    )
    return tuple(_closed(desk, row) for row in rows.all())


@allowed(READERS)
def history(desk: Desk, *, most: int = 24) -> tuple[SentMonth, ...]:
    """The closed months, latest first, each with its parcel's way."""
    rows = desk.session.execute(
        select(Period, ParcelRow)
        .outerjoin(
            ParcelRow,
            (col(ParcelRow.month) == col(Period.month))
            & (col(ParcelRow.revision) == col(Period.revision)),
        )
        .where(col(Period.state) != PeriodState.replaced)
        .order_by(desc(col(Period.month)))
        .limit(most)
    )
    return tuple(_sent(desk, period, parcel) for period, parcel in rows)


@allowed(READERS)
def checklist(desk: Desk, month: Month) -> Checklist:
    """What a person should look at before closing a month."""
    last = min(month.last, days.trusted_today(desk))
    tallied = set(
        desk.session.scalars(
            select(col(Visit.on_day)).where(
                col(Visit.on_day).between(month.first, last),
                col(Visit.cancel_act).is_(None),
            )
        )
    )
    worked = desk.session.scalars(
        select(col(JournalAct.on_day))
        .where(
            col(JournalAct.on_day).between(month.first, last),
            col(JournalAct.kind).in_([ActKind.lend, ActKind.give_back]),
        )
        .distinct()
    )
    doubts = desk.session.execute(
        select(func.count(col(JournalAct.row))).where(
            col(JournalAct.on_day).between(month.first, last),
            col(JournalAct.clock_doubtful),
        )
    ).scalar_one()
    return Checklist(
        month=month,
        is_over=month.last < days.trusted_today(desk),
        days_without_visits=tuple(sorted(set(worked) - tallied)),
        clock_doubt_count=int(doubts),
        joined=settings.agency(desk) is not None,
    )


@allowed(READERS)
def waiting_months(desk: Desk) -> tuple[Month, ...]:
    """Months that are over and were never closed, oldest first.

    A month without any work is among them: the agency waits for it too.
    """
    undone = select(col(JournalAct.undoes)).where(col(JournalAct.undoes).is_not(None))
    first = desk.session.execute(
        select(func.min(col(JournalAct.on_day))).where(
            col(JournalAct.kind).in_(WORK), col(JournalAct.row).not_in(undone)
        )
    ).scalar_one()
    if first is None:
        return ()
    closed = set(desk.session.scalars(select(col(Period.month))))
    waiting: list[Month] = []
    month = months.month_of(first)
    while month.last < days.trusted_today(desk):
        if month.text not in closed:
            waiting.append(month)
        month = month.after
    return tuple(waiting)


def _closed(desk: Desk, row: Period) -> ClosedMonth:
    found = desk.session.execute(
        select(col(Figure.code), col(Figure.value)).where(
            col(Figure.scope) == row.month, col(Figure.revision) == row.revision
        )
    )
    values = {str(code): value for code, value in found}
    return ClosedMonth(months.parse_month(row.month), row.revision, values, row.state)


def _sent(desk: Desk, period: Period, parcel: ParcelRow | None) -> SentMonth:
    received = parcel.received_at if parcel else None
    zone = months.zone_info(desk.profile.zone)
    return SentMonth(
        month=months.parse_month(period.month),
        revision=period.revision,
        state=period.state,
        parcel=parcel.state if parcel else None,
        kind=parcel.kind if parcel else None,
        received_on=received.astimezone(zone).date() if received else None,
        verdict=parcel.verdict if parcel else "",
    )
