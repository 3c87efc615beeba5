"""Activities of the inclusion programme: what, when, and how many took part."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import desc, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, Strategy
from jukung.library import days, journal
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Activity

MOST = 99_999


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """What the form says; a count that was not taken is None, not zero."""

    name: str
    on: date
    strategy: Strategy = Strategy.involvement
    theme: str = ""
    place: str = ""
    partner: str = ""
    facilitator: str = ""
    female_count: int | None = None
    male_count: int | None = None
    children_count: int | None = None
    disability_count: int | None = None
    follow_up: str = ""


@dataclass(frozen=True, slots=True)
class ActivityView:
    """A recorded activity."""

    id: str
    draft: ActivityDraft

    @property
    def participant_count(self) -> int | None:
        """Everybody who took part; None where nobody was counted."""
        counts = (self.draft.female_count, self.draft.male_count)
        known = [count for count in counts if count is not None]
        return sum(known) if known else None


@allowed(STAFF)
def record(desk: Desk, draft: ActivityDraft) -> ActivityView:
    """Record an activity.

    Refuses ActivityNameMissing, CountOutOfRange, DayInFuture, DayTooLongAgo.
    """
    _check(desk, draft)
    act = journal.begin(desk, ActKind.record_activity, on=draft.on)
    row = Activity(act=act.row, **_columns(draft))
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "record", noun="activity", noun_id=row.id, detail=_columns(draft))
    return ActivityView(row.id, draft)


@allowed(STAFF)
def edit(desk: Desk, activity_id: str, draft: ActivityDraft) -> ActivityView:
    """Change a recorded activity; refuses what `record` refuses, and NothingToUndo."""
    _check(desk, draft)
    row = desk.session.scalars(select(Activity).where(col(Activity.id) == activity_id)).first()
    if row is None or row.cancel_act is not None:
        raise errors.NothingToUndo
    act = journal.begin(desk, ActKind.edit_activity, on=draft.on)
    columns = _columns(draft)
    changed = {k: [getattr(row, k), v] for k, v in columns.items() if getattr(row, k) != v}
    for key, value in columns.items():
        setattr(row, key, value)
    desk.session.add(row)
    journal.note(desk, act, "edit", noun="activity", noun_id=row.id, detail=changed)
    return ActivityView(row.id, draft)


@allowed(STAFF)
def listed(desk: Desk, *, most: int = 200) -> tuple[ActivityView, ...]:
    """Activities, the latest first."""
    found = desk.session.scalars(
        select(Activity)
        .where(col(Activity.cancel_act).is_(None))
        .order_by(desc(col(Activity.on_day)), desc(col(Activity.row)))
        .limit(most)
    )
    return tuple(ActivityView(row.id, _draft(row)) for row in found)


def _check(desk: Desk, draft: ActivityDraft) -> None:
    if not draft.name.strip():
        raise errors.ActivityNameMissing
    days.true_day(desk, draft.on)
    for count in (
        draft.female_count,
        draft.male_count,
        draft.children_count,
        draft.disability_count,
    ):
        if count is not None and not 0 <= count <= MOST:
            raise errors.CountOutOfRange(count, MOST)


def _columns(draft: ActivityDraft) -> dict[str, Any]:
    return {
        "on_day": draft.on,
        "name": draft.name.strip(),
        "strategy": draft.strategy,
        "theme": draft.theme.strip(),
        "place": draft.place.strip(),
        "partner": draft.partner.strip(),
        "facilitator": draft.facilitator.strip(),
        "female_count": draft.female_count,
        "male_count": draft.male_count,
        "children_count": draft.children_count,
        "disability_count": draft.disability_count,
        "follow_up": draft.follow_up.strip(),
    }


def _draft(row: Activity) -> ActivityDraft:
    return ActivityDraft(
        name=row.name,
        on=row.on_day,
        strategy=row.strategy,
        theme=row.theme,
        place=row.place,
        partner=row.partner,
        facilitator=row.facilitator,
        female_count=row.female_count,
        male_count=row.male_count,
        children_count=row.children_count,
        disability_count=row.disability_count,
        follow_up=row.follow_up,
    )
