"""Months are published: their figures stay, and what comes for them waits for a person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import desc, select
from sqlmodel import col

from jukung.agency import accept, completeness, deeds, holding, rollup
from jukung.agency.office import OfficeDesk, OfficeKeys
from jukung.agency.tables import LockedMonth
from jukung.domain import errors, months
from jukung.domain.months import Month


@dataclass(frozen=True, slots=True)
class Published:
    """A month that is published, by whom and since when."""

    month: Month
    at: datetime
    by: str


def published(desk: OfficeDesk) -> tuple[Published, ...]:
    """The months that are published, newest first."""
    rows = desk.session.scalars(select(LockedMonth).order_by(desc(col(LockedMonth.month))))
    return tuple(Published(months.parse_month(row.month), row.locked_at, row.by) for row in rows)


def publish(desk: OfficeDesk, month: Month) -> None:
    """Publish a month. Refuses WhoIsMissing, MonthNotOver."""
    if not desk.by.strip():
        raise errors.WhoIsMissing
    if month.last >= desk.today:
        raise errors.MonthNotOver(month.text)
    if desk.session.get(LockedMonth, month.text) is not None:
        return
    completeness.lock(desk, month)
    row = desk.session.get_one(LockedMonth, month.text)
    row.by = desk.by
    desk.session.add(row)
    deeds.note(desk, "publish", detail=month.text)


def open_again(desk: OfficeDesk, keys: OfficeKeys, month: Month) -> int:
    """Let a month change again, and judge what was held for it; gives how many count now.

    Refuses WhoIsMissing.
    """
    if not desk.by.strip():
        raise errors.WhoIsMissing
    if desk.session.get(LockedMonth, month.text) is None:
        return 0
    completeness.unlock(desk, month)
    deeds.note(desk, "open_again", detail=month.text)
    counted = sum(
        accept.judge_kept(desk, keys, held.envelope).verdict.is_counted
        for held in holding.held_for(desk, month.text)
    )
    rollup.refresh(desk)
    return counted
