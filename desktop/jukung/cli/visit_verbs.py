"""Verbs of the door: visitors, and the days and hours of opening."""

from argparse import Namespace
from dataclasses import asdict

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain import months
from jukung.domain.kinds import AgeBand
from jukung.library import opening, visit_corrections, visits
from jukung.library.opening import DayHours, DayState
from jukung.words import N_, _, number, short_day

_STATES = {
    DayState.unrecorded: N_("not recorded"),
    DayState.open: N_("open"),
    DayState.not_open: N_("not open"),
}


def add_visits(arguments: Namespace) -> Answer:
    """Tally visitors."""
    counts = {sex: getattr(arguments, sex) for sex in ("female", "male", "unknown")}
    with opened(arguments) as library, library.changing() as desk:
        visits.record(
            desk,
            **counts,
            age_band=AgeBand.child if arguments.children else AgeBand.unknown,
            purpose=arguments.purpose,
            disability=arguments.disability,
            computer=arguments.computer,
            group_name=arguments.group,
            on=months.parse_day(arguments.on) if arguments.on is not None else None,
        )
    total = sum(counts.values())
    words = _("{count} visits recorded.").format(count=number(total))
    return Answer(counts | {"total": total}, (words,))


def add_card(arguments: Namespace) -> Answer:
    """Count a member by card, once a day."""
    with opened(arguments) as library, library.changing() as desk:
        seen = visits.by_card(
            desk,
            arguments.card,
            purpose=arguments.purpose,
            computer=arguments.computer,
            again=arguments.again,
        )
    words = _("{card} was counted.") if seen.counted else _("{card} was already counted today.")
    value = {"card": seen.card, "counted": seen.counted}
    return Answer(value, (words.format(card=seen.card),))


def correct(arguments: Namespace) -> Answer:
    """Set a day's totals right."""
    counts = {sex: getattr(arguments, sex) for sex in ("female", "male", "unknown")}
    day = months.parse_day(arguments.day)
    with opened(arguments) as library, library.changing() as desk:
        visit_corrections.correct(desk, day, **counts)
    total = sum(counts.values())
    words = _("{day} now has {count}.").format(day=short_day(day), count=number(total))
    return Answer(counts | {"total": total, "on": day.isoformat()}, (words,))


def show_day(arguments: Namespace) -> Answer:
    """Show how a day was counted."""
    with opened(arguments) as library, library.reading() as desk:
        day = months.parse_day(arguments.day) if arguments.day else desk.today
        acts = visits.of_day(desk, day)
        total = visits.count_of_day(desk, day)
    lines = [f"{act.time}  {number(act.total):>5}  {act.group_name}".rstrip() for act in acts]
    head = _("{day}: {count} visitors").format(day=short_day(day), count=number(total))
    value = {"on": day.isoformat(), "total": total, "acts": [asdict(act) for act in acts]}
    return Answer(value, (head, *lines))


def show_hours(arguments: Namespace) -> Answer:
    """Show a month's days."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as library, library.reading() as desk:
        listed = opening.of_month(desk, month)
    return Answer([_hours(each) for each in listed], tuple(_line(each) for each in listed))


def set_hours(arguments: Namespace) -> Answer:
    """Set a day's hours right."""
    day = months.parse_day(arguments.day)
    with opened(arguments) as library, library.changing() as desk:
        now = opening.set_hours(desk, day, arguments.opened, arguments.closed)
    return Answer(_hours(now), (_line(now),))


def set_closed(arguments: Namespace) -> Answer:
    """Say that a day was not open."""
    day = months.parse_day(arguments.day)
    with opened(arguments) as library, library.changing() as desk:
        now = opening.set_closed(desk, day)
    return Answer(_hours(now), (_line(now),))


def _line(hours: DayHours) -> str:
    span = f"{hours.opened}–{hours.closed or '?'}" if hours.opened else ""
    return f"{short_day(hours.on):<12} {span:<13} {_(_STATES[hours.state])}".rstrip()


def _hours(hours: DayHours) -> dict[str, object]:
    return {
        "on": hours.on.isoformat(),
        "state": hours.state,
        "opened": hours.opened or None,
        "closed": hours.closed or None,
        "minutes": hours.minutes,
    }
