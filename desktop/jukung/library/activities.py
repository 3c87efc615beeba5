"""Activities of the inclusion programme: what, when, and how many took part."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import desc, func, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, Strategy
from jukung.library import days, journal
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Activity

MOST = 99_999
LONGEST_DAYS = 366
# What one change says together is taken back together: a consent is to these words.
_TOGETHER = (
    {"story", "story_consent"},
    {"on_day", "until_day"},
    {"female_count", "male_count", "children_count", "disability_count"},
)


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
    until: date | None = None
    result: str = ""
    story: str = ""
    story_consent: bool = False


@dataclass(frozen=True, slots=True)
class ActivityView:
    """A recorded activity, and the act that recorded or changed it just now."""

    id: str
    draft: ActivityDraft
    act_id: str = field(default="", compare=False)

    @property
    def participant_count(self) -> int | None:
        """Everybody who took part; None where nobody was counted."""
        counts = (self.draft.female_count, self.draft.male_count)
        known = [count for count in counts if count is not None]
        return sum(known) if known else None

    @property
    def last(self) -> date:
        """The day on which it ended."""
        return self.draft.until or self.draft.on


@allowed(STAFF)
def record(desk: Desk, draft: ActivityDraft) -> ActivityView:
    """Record an activity; a consent without a story is none.

    Refuses ActivityNameMissing, CountOutOfRange, DayInFuture, DayTooLongAgo,
    SpanBackwards, ActivityTooLong, PartAboveWhole.
    """
    _check(desk, draft)
    act = journal.begin(desk, ActKind.record_activity, on=draft.on)
    row = Activity(act=act.row, **_columns(draft))
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "record", noun="activity", noun_id=row.id, detail=_columns(draft))
    return ActivityView(row.id, _draft(row), act.id)


@allowed(STAFF)
def edit(desk: Desk, activity_id: str, draft: ActivityDraft) -> ActivityView:
    """Change a recorded activity; refuses what `record` refuses, and ActivityUnknown."""
    _check(desk, draft)
    row = row_of(desk, activity_id)
    act = journal.begin(desk, ActKind.edit_activity, on=draft.on)
    columns = _columns(draft)
    different = {key for key, value in columns.items() if getattr(row, key) != value}
    noted = different.union(*(some for some in _TOGETHER if some & different))
    changed = {k: [getattr(row, k), v] for k, v in columns.items() if k in noted}
    for key, value in columns.items():
        setattr(row, key, value)
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "edit", noun="activity", noun_id=row.id, detail=changed)
    return ActivityView(row.id, _draft(row), act.id)


@allowed(STAFF)
def cancel(desk: Desk, activity_id: str) -> str:
    """Take an activity out of every count; gives the act's id. Refuses ActivityUnknown."""
    row = row_of(desk, activity_id)
    act = journal.begin(desk, ActKind.edit_activity, on=row.on_day)
    row.cancel_act = act.row
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "cancel", noun="activity", noun_id=row.id)
    return act.id


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


@allowed(STAFF)
def in_year(desk: Desk, year: int) -> tuple[ActivityView, ...]:
    """Activities with a day in a year, the latest first."""
    last = func.coalesce(col(Activity.until_day), col(Activity.on_day))
    found = desk.session.scalars(
        select(Activity)
        .where(
            col(Activity.cancel_act).is_(None),
            col(Activity.on_day) <= date(year, 12, 31),
            last >= date(year, 1, 1),
        )
        .order_by(desc(col(Activity.on_day)), desc(col(Activity.row)))
    )
    return tuple(ActivityView(row.id, _draft(row)) for row in found)


@allowed(STAFF)
def show(desk: Desk, activity_id: str) -> ActivityView:
    """One activity; refuses ActivityUnknown."""
    row = row_of(desk, activity_id)
    return ActivityView(row.id, _draft(row))


def row_of(desk: Desk, activity_id: str) -> Activity:
    """The row of an activity that still counts; refuses ActivityUnknown."""
    row = desk.session.scalars(select(Activity).where(col(Activity.id) == activity_id)).first()
    if row is None or row.cancel_act is not None:
        raise errors.ActivityUnknown
    return row


def _check(desk: Desk, draft: ActivityDraft) -> None:
    if not draft.name.strip():
        raise errors.ActivityNameMissing
    days.true_day(desk, draft.on)
    if draft.until is not None and draft.until < draft.on:
        raise errors.SpanBackwards(draft.on, draft.until)
    if draft.until is not None and draft.until - draft.on >= timedelta(days=LONGEST_DAYS):
        raise errors.ActivityTooLong(LONGEST_DAYS)
    _check_counts(draft)


def _check_counts(draft: ActivityDraft) -> None:
    for count in (
        draft.female_count,
        draft.male_count,
        draft.children_count,
        draft.disability_count,
    ):
        if count is not None and not 0 <= count <= MOST:
            raise errors.CountOutOfRange(count, MOST)
    if draft.female_count is None or draft.male_count is None:
        return
    whole = draft.female_count + draft.male_count
    for part in (draft.children_count, draft.disability_count):
        if part is not None and part > whole:
            raise errors.PartAboveWhole(part, whole)


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
        "result": draft.result.strip(),
        "follow_up": draft.follow_up.strip(),
        "story": draft.story.strip(),
        "story_consent": draft.story_consent and bool(draft.story.strip()),
        # One that ends on the day it began has one day.
        "until_day": None if draft.until == draft.on else draft.until,
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
        until=row.until_day,
        result=row.result,
        story=row.story,
        story_consent=row.story_consent,
    )
