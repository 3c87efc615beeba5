"""Lists for the yearly award, with every criterion and its points in sight.

A library's points for a criterion are its value as a share of the best value, times the
criterion's weight, rounded to tenths; anyone can reckon them again. Prisons have a list
of their own. Whoever has no figure for a criterion takes no part, and it is said why.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction

from sqlalchemy import desc, select
from sqlmodel import col

from jukung.agency import deeds, districts, flows, owing
from jukung.agency.league_values import Sight, sights
from jukung.agency.office import OfficeDesk
from jukung.agency.owing import Duty
from jukung.agency.tables import League
from jukung.domain import errors, months
from jukung.domain.kinds import LibraryKind
from jukung.domain.months import Month


class Per(StrEnum):
    """What a figure is measured against."""

    absolute = "absolute"
    copy = "copy"
    member = "member"
    people = "people"
    """1,000 inhabitants of the library's own region."""
    growth = "growth"
    """Against the year before, over the months that were reported in both years."""


class Reason(StrEnum):
    """Why a library takes no part."""

    incomplete = "incomplete"
    closed = "closed"
    no_figure = "no_figure"
    no_people = "no_people"
    no_year_before = "no_year_before"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that earns points."""

    code: str
    weight: int
    per: Per = Per.absolute


@dataclass(frozen=True, slots=True)
class Rules:
    """What a list is reckoned from; `complete` is the least share of months, in percent."""

    name: str
    first: Month
    last: Month
    criteria: tuple[Criterion, ...]
    complete: int = 80
    no: int = 0
    """Its number once it is kept."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A library's place; equal points share a place."""

    rank: int
    code: str
    name: str
    kabupaten: str
    points: Fraction
    values: tuple[Fraction, ...]
    each: tuple[Fraction, ...]
    """The points of each criterion, in tenths."""
    complete: Fraction


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A library that takes no part, why, and the criterion it is about."""

    code: str
    name: str
    reason: Reason
    criterion: Criterion | None
    complete: Fraction | None


@dataclass(frozen=True, slots=True)
class Standings:
    """Both lists, and who is in none."""

    rules: Rules
    villages: tuple[Standing, ...]
    prisons: tuple[Standing, ...]
    left_out: tuple[LeftOut, ...]


def usual(year: int) -> Rules:
    """Criteria to begin with."""
    return Rules(
        name="",
        first=Month(year, 1),
        last=Month(year, 12),
        criteria=(
            Criterion("visits", 30, Per.people),
            Criterion("loans", 30, Per.member),
            Criterion("activity_participants", 25),
            Criterion("visits", 15, Per.growth),
        ),
    )


def save(desk: OfficeDesk, rules: Rules) -> Rules:
    """Keep a list's criteria; refuses LeagueNameMissing, CriteriaMissing, FigureUnknown."""
    _check(rules)
    row = desk.session.get(League, rules.no) if rules.no else None
    if rules.no and row is None:
        raise errors.LeagueUnknown(str(rules.no))
    row = row or League(name=rules.name, criteria="", made_at=desk.now)
    row.name, row.criteria = rules.name.strip(), _written(rules)
    desk.session.add(row)
    desk.session.flush()
    deeds.note(desk, "league", detail=f"{row.no} {row.name}")
    return _rules(row)


def listed(desk: OfficeDesk) -> tuple[Rules, ...]:
    """Every list that is kept, the newest first."""
    rows = desk.session.scalars(select(League).order_by(desc(col(League.no))))
    return tuple(_rules(row) for row in rows)


def one(desk: OfficeDesk, no: int) -> Rules:
    """A list that is kept; refuses LeagueUnknown."""
    row = desk.session.get(League, no)
    if row is None:
        raise errors.LeagueUnknown(str(no))
    return _rules(row)


def remove(desk: OfficeDesk, no: int) -> None:
    """Take a list away; refuses LeagueUnknown."""
    row = desk.session.get(League, no)
    if row is None:
        raise errors.LeagueUnknown(str(no))
    deeds.note(desk, "league removed", detail=f"{row.no} {row.name}")
    desk.session.delete(row)
    desk.session.flush()


def reckon(desk: OfficeDesk, rules: Rules) -> Standings:
    """Reckon a list; refuses LeagueNameMissing, CriteriaMissing, FigureUnknown."""
    _check(rules)
    span = [rules.first]
    while span[-1] < rules.last:
        span.append(span[-1].after)
    seen = sights(desk, span, {each.code for each in rules.criteria})
    people = districts.people(desk)
    reported = owing.reported(desk, span)
    named = districts.names(desk)
    over = months.month_of(desk.today).before
    taking: list[tuple[Duty, Fraction, tuple[Fraction, ...]]] = []
    left: list[LeftOut] = []
    for duty in owing.duties(desk):
        owed = [month for month in span if month <= over and duty.owes(month)]
        if not owed:
            continue
        there = reported.get(duty.site.site, set())
        complete = Fraction(sum(month in there for month in owed), len(owed))
        sight = seen.get(duty.site.site, Sight())
        found = _values(duty, rules, sight, people, complete=complete)
        if isinstance(found, LeftOut):
            left.append(found)
        else:
            taking.append((duty, complete, found))
    lists = {
        kind: _ranked([each for each in taking if each[0].site.kind is kind], rules, named)
        for kind in LibraryKind
    }
    return Standings(rules, lists[LibraryKind.village], lists[LibraryKind.prison], tuple(left))


def _values(
    duty: Duty, rules: Rules, sight: Sight, people: dict[str, int], *, complete: Fraction
) -> LeftOut | tuple[Fraction, ...]:
    site = duty.site

    def out(reason: Reason, criterion: Criterion | None = None) -> LeftOut:
        return LeftOut(site.code, site.name, reason, criterion, complete)

    if not site.owes(rules.last):
        return out(Reason.closed)
    if complete * 100 < rules.complete:
        return out(Reason.incomplete)
    values = []
    for criterion in rules.criteria:
        value = _value(criterion, sight, people.get(site.code, 0))
        if value is None:
            return out(_why(criterion, sight, people.get(site.code, 0)), criterion)
        values.append(value)
    return tuple(values)


def _value(criterion: Criterion, sight: Sight, people: int) -> Fraction | None:
    if criterion.per is Per.growth:
        return sight.growth(criterion.code)
    value = sight.value(criterion.code)
    if value is None:
        return None
    under = {
        Per.absolute: 1,
        Per.copy: sight.value("copies_held"),
        Per.member: sight.value("members"),
        Per.people: people,
    }[criterion.per]
    if not under:
        return None
    times = 1000 if criterion.per is Per.people else 1
    return Fraction(value * times, under)


def _why(criterion: Criterion, sight: Sight, people: int) -> Reason:
    if criterion.per is Per.growth:
        return Reason.no_year_before
    if criterion.per is Per.people and not people and sight.value(criterion.code) is not None:
        return Reason.no_people
    return Reason.no_figure


def _ranked(
    taking: Sequence[tuple[Duty, Fraction, tuple[Fraction, ...]]],
    rules: Rules,
    named: dict[str, str],
) -> tuple[Standing, ...]:
    best = [
        max((values[place] for _duty, _complete, values in taking), default=Fraction(0))
        for place in range(len(rules.criteria))
    ]
    pointed = []
    for duty, complete, values in taking:
        each = tuple(
            _points(value, top, criterion.weight)
            for value, top, criterion in zip(values, best, rules.criteria, strict=True)
        )
        pointed.append((sum(each, Fraction(0)), duty, complete, values, each))
    pointed.sort(key=lambda found: (-found[0], found[1].site.name, found[1].site.code))
    all_points = [found[0] for found in pointed]
    return tuple(
        Standing(
            rank=all_points.index(points) + 1,
            code=duty.site.code,
            name=duty.site.name,
            kabupaten=districts.name_of(named, duty.site.code),
            points=points,
            values=values,
            each=each,
            complete=complete,
        )
        for points, duty, complete, values, each in pointed
    )


def _points(value: Fraction, best: Fraction, weight: int) -> Fraction:
    """Points in tenths, a half upwards; nobody loses points."""
    if best <= 0 or value <= 0:
        return Fraction(0)
    return Fraction(int(value / best * weight * 10 + Fraction(1, 2)), 10)


def _check(rules: Rules) -> None:
    if not rules.name.strip():
        raise errors.LeagueNameMissing
    if not rules.criteria or any(each.weight < 1 for each in rules.criteria):
        raise errors.CriteriaMissing
    for each in rules.criteria:
        if flows.by_code(each.code) is None:
            raise errors.FigureUnknown(each.code)
    if rules.last < rules.first:
        raise errors.MonthUnreadable(rules.last.text)


def _written(rules: Rules) -> str:
    return json.dumps(
        {
            "first": rules.first.text,
            "last": rules.last.text,
            "complete": rules.complete,
            "criteria": [asdict(each) for each in rules.criteria],
        },
        sort_keys=True,
    )


def _rules(row: League) -> Rules:
    kept = json.loads(row.criteria)
    return Rules(
        name=row.name,
        first=months.parse_month(kept["first"]),
        last=months.parse_month(kept["last"]),
        criteria=tuple(
            Criterion(each["code"], each["weight"], Per(each["per"])) for each in kept["criteria"]
        ),
        complete=kept["complete"],
        no=row.no,
    )
