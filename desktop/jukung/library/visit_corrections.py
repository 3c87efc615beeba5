"""A past day's visits set right, and acts of counting taken back."""

from datetime import date

from sqlalchemy import select, update
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, AgeBand, Sex
from jukung.library import days, journal, visits
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import JournalAct, Visit


@allowed(STAFF)
def correct(desk: Desk, day: date, *, female: int, male: int, unknown: int) -> str:
    """Set a day's totals right as one act, and give its id.

    What has to go is taken from the plainest rows first, so that groups,
    purposes and cards stay counted. Refuses CountOutOfRange, DayInFuture,
    DayTooLongAgo, NothingCounted where the day already has these totals.
    """
    wanted = {Sex.female: female, Sex.male: male, Sex.unknown: unknown}
    for count in wanted.values():
        visits.check_count(count)
    true = days.true_day(desk, day)
    rows = _rows_of(desk, true)
    surplus = {sex: _total(rows, sex) - count for sex, count in wanted.items()}
    if not any(surplus.values()):
        raise errors.NothingCounted
    act = journal.begin(desk, ActKind.record_visits, on=true, facts={"corrects": True})
    journal.note(
        desk,
        act,
        "correct",
        noun="day",
        noun_id=true.isoformat(),
        detail={"was": {sex: _total(rows, sex) for sex in wanted}, "now": wanted},
    )
    for sex, count in surplus.items():
        if count > 0:
            _take_off(desk, act, [row for row in rows if row.sex == sex], count)
        elif count < 0:
            visits.write(desk, act, Visit(on_day=true, sex=sex, count=-count, act=act.row))
    return act.id


def undo_visits(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take an act of counting back; refuses CannotUndo where a correction rests on it."""
    own = desk.session.scalars(select(Visit).where(col(Visit.act) == act.row)).all()
    if any(row.cancel_act is not None for row in own):
        raise errors.CannotUndo("corrected")
    desk.session.execute(
        update(Visit)
        .where(col(Visit.on_day) == act.on_day, col(Visit.cancel_act) == act.row)
        .values(cancel_act=None)
    )
    desk.session.execute(
        update(Visit).where(col(Visit.act) == act.row).values(cancel_act=undoing.row)
    )
    return "", "", ""


def _rows_of(desk: Desk, day: date) -> list[Visit]:
    """The day's rows, the plainest and latest first."""
    found = desk.session.scalars(
        select(Visit).where(col(Visit.on_day) == day, col(Visit.cancel_act).is_(None))
    )
    return sorted(found, key=lambda row: (_told(row), -row.row))


def _told(row: Visit) -> int:
    """How much a row says beyond its count."""
    return sum(
        (
            bool(row.purpose),
            row.computer,
            row.age_band != AgeBand.unknown,
            2 * bool(row.group_name),
            2 * row.disability,
            2 * (row.borrower is not None),
        )
    )


def _total(rows: list[Visit], sex: Sex) -> int:
    return sum(row.count for row in rows if row.sex == sex)


def _take_off(desk: Desk, act: JournalAct, rows: list[Visit], surplus: int) -> None:
    for row in rows:
        if surplus <= 0:
            return
        row.cancel_act = act.row
        desk.session.add(row)
        if row.count > surplus:
            visits.write(
                desk,
                act,
                Visit(
                    on_day=row.on_day,
                    sex=row.sex,
                    age_band=row.age_band,
                    count=row.count - surplus,
                    purpose=row.purpose,
                    disability=row.disability,
                    computer=row.computer,
                    group_name=row.group_name,
                    act=act.row,
                ),
            )
        surplus -= row.count
