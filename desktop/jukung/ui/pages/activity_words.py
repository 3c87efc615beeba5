"""How the list and the calendar say what an activity was."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jukung import messages
from jukung.ui.cells import Cell, Column
from jukung.words import _, brief_day, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jukung.library.activities import ActivityView
    from jukung.ui.pieces.year_calendar import Marks


def columns() -> list[Column[ActivityView]]:
    """The columns of the list."""
    return [
        Column(_("Day"), _days, width=122),
        Column(_("Activity"), _what),
        Column(_("Strategy"), _strategy, width=196, from_width=900),
        Column(_("Women"), _women, width=96, align="right", from_width=620),
        Column(_("Men"), _men, width=90, align="right", from_width=620),
        Column(_("Participants"), _everybody, width=112, align="right"),
    ]


def summary(activities: Sequence[ActivityView], year: int) -> str:
    """How many activities began in a year, and how many took part."""
    begun = [each for each in activities if each.draft.on.year == year]
    known = [each.participant_count for each in begun if each.participant_count is not None]
    return _("{count} activities in {year} · {people} participants").format(
        count=number(len(begun)), year=year, people=number(sum(known) if known else None)
    )


def marks(activities: Iterable[ActivityView], year: int) -> Marks:
    """The names of what was on each day of a year."""
    found: dict[date, tuple[str, ...]] = defaultdict(tuple)
    for each in activities:
        day = max(each.draft.on, date(year, 1, 1))
        while day <= min(each.last, date(year, 12, 31)):
            found[day] = (*found[day], each.draft.name)
            day += timedelta(days=1)
    return dict(found)


def is_on(activity: ActivityView, day: date) -> bool:
    """Whether an activity was on a day."""
    return activity.draft.on <= day <= activity.last


def _days(activity: ActivityView) -> Cell:
    until = activity.draft.until
    second = f"– {brief_day(until)}" if until else ""
    return Cell(brief_day(activity.draft.on), second)


def _what(activity: ActivityView) -> Cell:
    draft = activity.draft
    told = _("story with consent") if draft.story_consent else _("story") if draft.story else ""
    second = " · ".join(filter(None, (draft.place, draft.theme, draft.partner, told)))
    return Cell(draft.name, second, strong=True)


def _strategy(activity: ActivityView) -> str:
    return _(messages.STRATEGIES[activity.draft.strategy])


def _women(activity: ActivityView) -> str:
    return number(activity.draft.female_count)


def _men(activity: ActivityView) -> str:
    return number(activity.draft.male_count)


def _everybody(activity: ActivityView) -> Cell:
    return Cell(number(activity.participant_count), strong=True)
