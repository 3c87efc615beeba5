"""Closing a month: its figures stay as they were, revision by revision.

Gathering and sealing are above this package; here is only what the file keeps.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import desc, func, select, text
from sqlmodel import col

from jukung.domain import errors, months
from jukung.domain.kinds import ActKind, ParcelAct, ParcelState, PeriodState
from jukung.domain.months import Month
from jukung.library import days, journal, settings
from jukung.library.days import EARLIEST_DAYS
from jukung.library.desk import Desk
from jukung.library.journal import WORK
from jukung.library.permission import KEEPERS, READERS, allowed
from jukung.store.tables import Figure, JournalAct, PaperSlip, ParcelRow, Period, Visit

_SERVED = text(
    "SELECT lent_on FROM loan WHERE cancel_act IS NULL AND lent_on BETWEEN :first AND :last "
    "UNION SELECT returned_on FROM loan WHERE cancel_act IS NULL "
    "AND returned_on BETWEEN :first AND :last "
    "UNION SELECT on_day FROM renewal WHERE cancel_act IS NULL "
    "AND on_day BETWEEN :first AND :last "
    "UNION SELECT on_day FROM in_house_use WHERE cancel_act IS NULL "
    "AND on_day BETWEEN :first AND :last"
)


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """A month's figures as they were closed; none where nothing happened, or it was withdrawn."""

    month: Month
    revision: int
    values: dict[str, int | None]
    state: PeriodState
    estimated: frozenset[str] = frozenset()


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
    clock_doubt_days: tuple[date, ...] = ()
    slips_waiting: int = 0
    """Slips that were typed and never recorded, of whatever day; no figure has them."""


@allowed(KEEPERS)
def close(
    desk: Desk,
    month: Month,
    values: Mapping[str, int | None],
    *,
    estimated: Collection[str] = (),
) -> ClosedMonth:
    """Keep a month's figures as its next revision; `estimated` are those typed by hand.

    Refuses MonthNotBegun, MonthTooLongAgo, MonthClosedUnchanged.
    """
    if month.first > days.trusted_today(desk):
        raise errors.MonthNotBegun(month.text)
    if month.last < days.trusted_today(desk) - timedelta(days=EARLIEST_DAYS):
        raise errors.MonthTooLongAgo(month.text)
    before = latest(desk, month)
    typed = frozenset(estimated)
    unchanged = before and (before.values, before.estimated) == (dict(values), typed)
    if before and unchanged and not _is_left_behind(desk, before):
        raise errors.MonthClosedUnchanged(month.text)
    facts = {"month": month.text, "estimated": sorted(typed)}
    act = journal.begin(desk, ActKind.close_month, facts=facts)
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
    return ClosedMonth(month, revision, dict(values), PeriodState.closed, typed)


@allowed(KEEPERS)
def refuse_running(desk: Desk, month: Month) -> None:
    """Refuse MonthStillRuns for the running month: what follows would not be in its figures."""
    if month.first <= days.trusted_today(desk) <= month.last:
        raise errors.MonthStillRuns(month.text)


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


@allowed(READERS)
def last_counted(desk: Desk, month: Month) -> ClosedMonth | None:
    """The latest revision with figures, also of a month that was withdrawn since."""
    row = desk.session.scalars(
        select(Period)
        .join(
            Figure,
            (col(Figure.scope) == col(Period.month))
            & (col(Figure.revision) == col(Period.revision)),
        )
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
    doubts = desk.session.execute(
        select(col(JournalAct.on_day), func.count(col(JournalAct.row)))
        .where(col(JournalAct.on_day).between(month.first, last), col(JournalAct.clock_doubtful))
        .group_by(col(JournalAct.on_day))
        .order_by(col(JournalAct.on_day))
    ).all()
    slips = desk.session.execute(
        select(func.count(col(PaperSlip.row))).where(col(PaperSlip.act).is_(None))
    ).scalar_one()
    return Checklist(
        month=month,
        is_over=month.last < days.trusted_today(desk),
        days_without_visits=tuple(sorted(served_days(desk, month.first, last) - tallied)),
        clock_doubt_count=sum(int(count) for _day, count in doubts),
        joined=settings.agency(desk) is not None,
        clock_doubt_days=tuple(day for day, _count in doubts),
        slips_waiting=int(slips),
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


def served_days(desk: Desk, first: date, last: date) -> set[date]:
    """The days on which somebody was served, whenever that was recorded.

    Slips typed later are one act of another day, so the loans themselves are asked.
    """
    found = desk.session.connection().execute(
        _SERVED, {"first": first.isoformat(), "last": last.isoformat()}
    )
    return {date.fromisoformat(day) for (day,) in found}


def _is_left_behind(desk: Desk, closed: ClosedMonth) -> bool:
    """Whether it was sealed under numbers that were given up, and never received."""
    found = desk.session.execute(
        select(col(ParcelRow.seq)).where(
            col(ParcelRow.month) == closed.month.text,
            col(ParcelRow.revision) == closed.revision,
            col(ParcelRow.epoch) != desk.profile.epoch,
            col(ParcelRow.state) != ParcelState.received,
        )
    ).first()
    return found is not None


def _closed(desk: Desk, row: Period) -> ClosedMonth:
    found = desk.session.execute(
        select(col(Figure.code), col(Figure.value)).where(
            col(Figure.scope) == row.month, col(Figure.revision) == row.revision
        )
    )
    values = {str(code): value for code, value in found}
    said = journal.facts_of(desk.session.get_one(JournalAct, row.act))
    typed = frozenset(said.get("estimated", ()))
    return ClosedMonth(months.parse_month(row.month), row.revision, values, row.state, typed)


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
