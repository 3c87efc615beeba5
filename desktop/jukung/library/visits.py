"""Visits, tallied by day and sex; a village needs no names for them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, AgeBand, Sex
from jukung.library import days, journal
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.store.tables import JournalAct, Visit

MOST = 9999


@dataclass(frozen=True, slots=True)
class DayTally:
    """The visitors of one day."""

    on: date
    female: int
    male: int
    unknown: int

    @property
    def total(self) -> int:
        """Everybody."""
        return self.female + self.male + self.unknown


@allowed(DESK)
def record(
    desk: Desk,
    *,
    female: int = 0,
    male: int = 0,
    unknown: int = 0,
    age_band: AgeBand = AgeBand.unknown,
    on: date | None = None,
) -> str:
    """Add visitors to a day's tally and give the act's id.

    Refuses NothingCounted, CountOutOfRange (0 to 9,999 each), DayInFuture,
    DayTooLongAgo.
    """
    counts = {Sex.female: female, Sex.male: male, Sex.unknown: unknown}
    for count in counts.values():
        if not 0 <= count <= MOST:
            raise errors.CountOutOfRange(count, MOST)
    if not any(counts.values()):
        raise errors.NothingCounted
    day = days.true_day(desk, on)
    act = journal.begin(desk, ActKind.record_visits, on=day)
    for sex, count in counts.items():
        if count:
            visit = Visit(on_day=day, sex=sex, age_band=age_band, count=count, act=act.row)
            desk.session.add(visit)
            desk.session.flush()
            journal.note(
                desk,
                act,
                "record",
                noun="visit",
                noun_id=visit.id,
                detail={"sex": sex, "count": count, "on": day},
            )
    return act.id


@allowed(DESK)
def tallies(desk: Desk, first: date, last: date) -> tuple[DayTally, ...]:
    """The days between two (both included) on which visits were recorded."""
    found = desk.session.execute(
        select(col(Visit.on_day), col(Visit.sex), func.sum(col(Visit.count)))
        .where(col(Visit.on_day).between(first, last), col(Visit.cancel_act).is_(None))
        .group_by(col(Visit.on_day), col(Visit.sex))
        .order_by(col(Visit.on_day))
    )
    days: dict[date, dict[Sex, int]] = {}
    for day, sex, count in found:
        days.setdefault(day, {})[sex] = int(count)
    return tuple(
        DayTally(
            day,
            counts.get(Sex.female, 0),
            counts.get(Sex.male, 0),
            counts.get(Sex.unknown, 0),
        )
        for day, counts in days.items()
    )


@allowed(DESK)
def of_act(desk: Desk, act_id: str) -> DayTally | None:
    """The visitors one act recorded, taken back or not; None for another act."""
    found = desk.session.execute(
        select(col(Visit.on_day), col(Visit.sex), func.sum(col(Visit.count)))
        .join(JournalAct, col(JournalAct.row) == col(Visit.act))
        .where(col(JournalAct.id) == act_id)
        .group_by(col(Visit.on_day), col(Visit.sex))
    ).all()
    if not found:
        return None
    counts = {sex: int(count) for _day, sex, count in found}
    return DayTally(
        found[0][0],
        counts.get(Sex.female, 0),
        counts.get(Sex.male, 0),
        counts.get(Sex.unknown, 0),
    )


def count_of_day(desk: Desk, day: date) -> int | None:
    """Visitors of a day; None where nothing was recorded."""
    total = desk.session.execute(
        select(func.sum(col(Visit.count))).where(
            col(Visit.on_day) == day, col(Visit.cancel_act).is_(None)
        )
    ).scalar_one()
    return None if total is None else int(total)
