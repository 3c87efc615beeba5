"""Visits: who came in, counted by day; a village needs no names for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlmodel import col

from jukung.domain import errors, lending
from jukung.domain.kinds import ActKind, AgeBand, BorrowerStatus, Sex, VisitPurpose
from jukung.library import days, journal, numbers
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.store.tables import Borrower, JournalAct, Person, Visit

MOST = 9999


@dataclass(frozen=True, slots=True)
class DayTally:
    """The visitors of one day; the second four overlap with the sexes."""

    on: date
    female: int
    male: int
    unknown: int
    children: int = 0
    disability: int = 0
    computer: int = 0
    in_groups: int = 0

    @property
    def total(self) -> int:
        """Everybody."""
        return self.female + self.male + self.unknown


@dataclass(frozen=True, slots=True)
class VisitAct:
    """One act of counting as the day's list shows it."""

    act_id: str
    time: str
    """When it was recorded, as `HH:MM` of the library's own clock."""
    female: int
    male: int
    unknown: int
    is_child: bool
    disability: bool
    computer: bool
    purpose: str
    group_name: str
    by_card: bool
    corrects: bool

    @property
    def total(self) -> int:
        """Everybody whom the act still counts."""
        return self.female + self.male + self.unknown


@dataclass(frozen=True, slots=True)
class CardVisit:
    """What the scan of a member's card did."""

    act_id: str
    card: str
    name: str
    """Empty in a prison."""
    counted: bool
    """False where the card had already been counted today."""


@allowed(DESK)
def record(  # noqa: PLR0913 - what a guest book asks
    desk: Desk,
    *,
    female: int = 0,
    male: int = 0,
    unknown: int = 0,
    age_band: AgeBand = AgeBand.unknown,
    purpose: str = "",
    disability: bool = False,
    computer: bool = False,
    group_name: str = "",
    on: date | None = None,
) -> str:
    """Add visitors to a day's tally and give the act's id.

    `group_name` is a class or group, never a person; a prison keeps none.
    Refuses NothingCounted, CountOutOfRange (0 to 9,999 each), DayInFuture,
    DayTooLongAgo, NamesNotKept.
    """
    if group_name.strip() and desk.profile.is_prison:
        raise errors.NamesNotKept
    counts = {Sex.female: female, Sex.male: male, Sex.unknown: unknown}
    for count in counts.values():
        check_count(count)
    if not any(counts.values()):
        raise errors.NothingCounted
    day = days.true_day(desk, on)
    asked = VisitPurpose(purpose) if purpose else ""
    act = journal.begin(desk, ActKind.record_visits, on=day)
    for sex, count in counts.items():
        if count:
            visit = Visit(
                on_day=day,
                sex=sex,
                age_band=age_band,
                count=count,
                purpose=asked,
                disability=disability,
                computer=computer,
                group_name=" ".join(group_name.split()),
                act=act.row,
            )
            write(desk, act, visit)
    return act.id


@allowed(DESK)
def by_card(
    desk: Desk,
    card: str,
    *,
    purpose: str = "",
    computer: bool = False,
    again: bool = False,
) -> CardVisit:
    """Count a member who comes in; the same card counts once a day.

    A suspended or expired member may read here all the same.
    `again` counts somebody who came back. Refuses MemberUnknown, MemberLeft.
    """
    borrower = _borrower(desk, card)
    person = desk.session.get(Person, borrower.person) if borrower.person else None
    name = person.name if person and not desk.profile.is_prison else ""
    day = days.true_day(desk, None)
    before = _visit_of(desk, borrower.row, day)
    if before and not again:
        return CardVisit(before, borrower.card, name, counted=False)
    asked = VisitPurpose(purpose) if purpose else ""
    act = journal.begin(desk, ActKind.record_visits, on=day)
    visit = Visit(
        on_day=day,
        sex=person.sex if person else Sex.unknown,
        age_band=lending.age_band(person.birth_year if person else None, day),
        count=1,
        borrower=borrower.row,
        purpose=asked,
        computer=computer,
        act=act.row,
    )
    write(desk, act, visit)
    return CardVisit(act.id, borrower.card, name, counted=True)


@allowed(DESK)
def tallies(desk: Desk, first: date, last: date) -> tuple[DayTally, ...]:
    """The days between two (both included) on which visits were recorded."""
    found = desk.session.execute(
        select(col(Visit.on_day), *_sums())
        .where(col(Visit.on_day).between(first, last), col(Visit.cancel_act).is_(None))
        .group_by(col(Visit.on_day))
        .order_by(col(Visit.on_day))
    )
    return tuple(DayTally(day, *(int(count) for count in counts)) for day, *counts in found)


@allowed(DESK)
def of_act(desk: Desk, act_id: str) -> DayTally | None:
    """The visitors one act recorded, taken back or not; None for another act."""
    found = desk.session.execute(
        select(col(Visit.on_day), *_sums())
        .join(JournalAct, col(JournalAct.row) == col(Visit.act))
        .where(col(JournalAct.id) == act_id)
        .group_by(col(Visit.on_day))
    ).first()
    if found is None:
        return None
    day, *counts = found
    return DayTally(day, *(int(count) for count in counts))


@allowed(DESK)
def of_day(desk: Desk, day: date, *, most: int = 60) -> tuple[VisitAct, ...]:
    """The acts that count visitors of a day, the latest first."""
    rows = desk.session.scalars(
        select(Visit).where(col(Visit.on_day) == day).order_by(col(Visit.row).desc())
    ).all()
    standing: dict[int, list[Visit]] = {}
    taken_off = {row.cancel_act for row in rows if row.cancel_act is not None}
    for row in rows:
        if row.cancel_act is None:
            standing.setdefault(row.act, []).append(row)
    latest = sorted(standing.keys() | taken_off, reverse=True)
    acts = _acts(desk, latest[: most * 2])
    listed = [
        _line(desk, acts[row], standing.get(row, ()), corrects=row in taken_off)
        for row in latest
        if row in acts
    ]
    return tuple(listed[:most])


def count_of_day(desk: Desk, day: date) -> int | None:
    """Visitors of a day; None where nothing was recorded."""
    total = desk.session.execute(
        select(func.sum(col(Visit.count))).where(
            col(Visit.on_day) == day, col(Visit.cancel_act).is_(None)
        )
    ).scalar_one()
    return None if total is None else int(total)


def write(desk: Desk, act: JournalAct, visit: Visit) -> None:
    """Store one row of an act; the journal is not told whose card it was."""
    desk.session.add(visit)
    desk.session.flush()
    journal.note(
        desk,
        act,
        "record",
        noun="visit",
        noun_id=visit.id,
        detail={
            "sex": visit.sex,
            "count": visit.count,
            "on": visit.on_day,
            "age_band": visit.age_band,
            "purpose": visit.purpose,
            "disability": visit.disability,
            "computer": visit.computer,
            "group": visit.group_name,
        },
    )


def check_count(count: int) -> None:
    """Refuse CountOutOfRange for what no day of a village library sees."""
    if not 0 <= count <= MOST:
        raise errors.CountOutOfRange(count, MOST)


def _sums() -> tuple[object, ...]:
    def where(condition: object) -> object:
        return func.sum(case((condition, col(Visit.count)), else_=0))  # type: ignore[arg-type]

    return (
        *(where(col(Visit.sex) == sex) for sex in (Sex.female, Sex.male, Sex.unknown)),
        where(col(Visit.age_band) == AgeBand.child),
        where(col(Visit.disability)),
        where(col(Visit.computer)),
        where(col(Visit.group_name) != ""),
    )


def _borrower(desk: Desk, card: str) -> Borrower:
    row = numbers.borrower_row(desk, card)
    borrower = desk.session.get(Borrower, row) if row is not None else None
    while borrower is not None and borrower.merged_into is not None:
        borrower = desk.session.get(Borrower, borrower.merged_into)
    if borrower is None:
        raise errors.MemberUnknown(card)
    if borrower.status is BorrowerStatus.left:
        raise errors.MemberLeft(borrower.card)
    return borrower


def _visit_of(desk: Desk, borrower: int, day: date) -> str:
    found = desk.session.execute(
        select(col(JournalAct.id))
        .join(Visit, col(Visit.act) == col(JournalAct.row))
        .where(
            col(Visit.on_day) == day,
            col(Visit.borrower) == borrower,
            col(Visit.cancel_act).is_(None),
        )
        .limit(1)
    ).first()
    return str(found[0]) if found else ""


def _acts(desk: Desk, rows: Iterable[int]) -> dict[int, JournalAct]:
    """Acts of counting among these; the undoing of one is none."""
    found = desk.session.scalars(
        select(JournalAct).where(
            col(JournalAct.row).in_(list(rows)),
            col(JournalAct.kind) == ActKind.record_visits,
        )
    )
    return {act.row: act for act in found}


def _line(desk: Desk, act: JournalAct, rows: Iterable[Visit], *, corrects: bool) -> VisitAct:
    kept = tuple(rows)
    counts = {sex: sum(row.count for row in kept if row.sex == sex) for sex in Sex}
    one = kept[0] if kept else Visit(on_day=act.on_day, sex=Sex.unknown, count=1, act=act.row)
    return VisitAct(
        act_id=act.id,
        time=act.at.astimezone(desk.local_now.tzinfo).strftime("%H:%M"),
        female=counts[Sex.female],
        male=counts[Sex.male],
        unknown=counts[Sex.unknown],
        is_child=one.age_band == AgeBand.child,
        disability=one.disability,
        computer=one.computer,
        purpose=one.purpose,
        group_name=one.group_name,
        by_card=one.borrower is not None,
        corrects=corrects,
    )
