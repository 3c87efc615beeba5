"""Months in which nothing happened, and months whose report is taken back.

Both have no figures. Sealing them is above this package.
"""

from sqlalchemy import desc, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, ParcelAct, PeriodState
from jukung.domain.months import Month
from jukung.library import closing, days, journal
from jukung.library.closing import ClosedMonth
from jukung.library.desk import Desk
from jukung.library.journal import WORK
from jukung.library.permission import KEEPERS, READERS, allowed
from jukung.store.tables import JournalAct, ParcelRow, Period

# What the books ask for, and what the program writes by itself, is not a day's work.
_HAPPENED = tuple(
    kind
    for kind in WORK
    if kind
    not in {
        ActKind.open_desk,
        ActKind.correct_hours,
        ActKind.edit_calendar,
        ActKind.edit_rules,
        ActKind.move_dues,
        ActKind.sweep_holds,
        ActKind.edit_services,
        ActKind.note_figure,
    }
)


@allowed(KEEPERS)
def close(desk: Desk, month: Month) -> ClosedMonth:
    """Keep a month in which the library was closed, or nothing happened: without any figure.

    Refuses MonthNotOver, MonthTooLongAgo, MonthAlreadyReported, MonthWasWorked.
    """
    if month.last >= days.trusted_today(desk):
        raise errors.MonthNotOver(month.text)
    if closing.latest(desk, month) is not None:
        raise errors.MonthAlreadyReported(month.text)
    if was_worked(desk, month):
        raise errors.MonthWasWorked(month.text)
    return closing.close(desk, month, {})


@allowed(READERS)
def was_worked(desk: Desk, month: Month) -> bool:
    """Whether anything was recorded for a day of the month and not taken back."""
    undone = select(col(JournalAct.undoes)).where(col(JournalAct.undoes).is_not(None))
    found = desk.session.execute(
        select(col(JournalAct.row))
        .where(
            col(JournalAct.on_day).between(month.first, month.last),
            col(JournalAct.kind).in_(_HAPPENED),
            col(JournalAct.row).not_in(undone),
        )
        .limit(1)
    ).first()
    # A pile of slips is one act of its first day, whatever months they are of.
    return found is not None or bool(closing.served_days(desk, month.first, month.last))


@allowed(KEEPERS)
def withdraw(desk: Desk, month: Month) -> ClosedMonth:
    """Take back what was reported of a month: its next revision has no figures.

    It can be closed again with its right ones. Refuses MonthNotSent.
    """
    before = closing.latest(desk, month)
    if before is None or _is_withdrawn(desk, before) is not False:
        raise errors.MonthNotSent(month.text)
    act = journal.begin(desk, ActKind.withdraw_month, facts={"month": month.text})
    row = desk.session.get_one(Period, (month.text, before.revision))
    row.state = PeriodState.replaced
    revision = before.revision + 1
    desk.session.add(row)
    desk.session.add(
        Period(month=month.text, revision=revision, state=PeriodState.closed, act=act.row)
    )
    desk.session.flush()
    journal.note(
        desk, act, "withdraw", noun="month", noun_id=month.text, detail={"revision": revision}
    )
    return ClosedMonth(month, revision, {}, PeriodState.closed)


def _is_withdrawn(desk: Desk, closed: ClosedMonth) -> bool | None:
    """None where nothing of the month was sealed: there is nothing to take back."""
    kind = desk.session.scalars(
        select(col(ParcelRow.kind))
        .where(col(ParcelRow.month) == closed.month.text)
        .order_by(desc(col(ParcelRow.revision)))
        .limit(1)
    ).first()
    return None if kind is None else kind is ParcelAct.withdrawal
