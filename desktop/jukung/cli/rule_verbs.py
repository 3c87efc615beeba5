"""Verbs of the settings: loan rules and the calendar."""

from argparse import Namespace
from dataclasses import replace

from jukung import messages
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain import errors, months
from jukung.domain.kinds import BorrowerKind, CollectionKind, WhenOverdue
from jukung.domain.lending import Rule
from jukung.library import closures, rules
from jukung.library.closures import DayEntry
from jukung.words import _, number, plain_day, weekday

FIGURES = ("copies", "days", "renewals", "fine_per_day", "grace_days", "hold_days")


def list_rules(arguments: Namespace) -> Answer:
    """List the loan rules, the most general first."""
    with opened(arguments) as library, library.reading() as desk:
        found = rules.listed(desk)
    return Answer([_rule(rule) for rule in found], tuple(_rule_line(rule) for rule in found))


def set_rule(arguments: Namespace) -> Answer:
    """Add or change a rule; what is not given stays, or is as in the general rule."""
    who, what = _kinds(arguments)
    with opened(arguments) as library, library.changing() as desk:
        found = rules.listed(desk)
        same = [r for r in found if (r.borrower_kind, r.collection_kind) == (who, what)]
        rule = replace(same[0] if same else found[0], borrower_kind=who, collection_kind=what)
        given = {name: getattr(arguments, name) for name in FIGURES}
        rule = replace(rule, **{name: count for name, count in given.items() if count is not None})
        if arguments.stays_inside is not None:
            rule = replace(rule, may_leave=not arguments.stays_inside)
        if arguments.overdue is not None:
            rule = replace(rule, when_overdue=WhenOverdue(arguments.overdue))
        rules.save(desk, rule)
    return Answer(_rule(rule), (_rule_line(rule),))


def remove_rule(arguments: Namespace) -> Answer:
    """Remove a rule, so that a more general one counts."""
    who, what = _kinds(arguments)
    with opened(arguments) as library, library.changing() as desk:
        act_id = rules.remove(desk, borrower_kind=who, collection_kind=what)
    words = _("The rule was removed.") if act_id else _("There was no such rule.")
    return Answer({"removed": bool(act_id)}, (words,))


def list_days(arguments: Namespace) -> Answer:
    """List the closed weekdays and a year's special days; refuses DayUnreadable."""
    if arguments.year is not None and not 1950 <= arguments.year <= 2100:
        raise errors.DayUnreadable(str(arguments.year))
    with opened(arguments) as library, library.reading() as desk:
        year = arguments.year or desk.today.year
        chosen = closures.choices(desk)
        found = closures.days_of(desk, year)
    closed = sorted(chosen.closed_weekdays)
    value = {
        "closed_weekdays": closed,
        "national": chosen.national,
        "joint": chosen.joint,
        "days": [_day(entry) for entry in found],
    }
    lines = [_day_line(entry) for entry in found]
    if closed:
        names = ", ".join(weekday(day) for day in closed)
        lines.insert(0, _("Closed every week: {days}").format(days=names))
    return Answer(value, tuple(lines or [_("Nothing is closed this year.")]))


def close_days(arguments: Namespace) -> Answer:
    """Close the library on some days, and move what is due then."""
    first = months.parse_day(arguments.first)
    last = months.parse_day(arguments.last) if arguments.last else first
    with opened(arguments) as library, library.changing() as desk:
        closed = closures.close_days(
            desk, first, last, " ".join(arguments.name), move_dues=not arguments.keep_dues
        )
    value = {"act": closed.act_id, "moved": closed.moved_count, "beyond": closed.beyond_count}
    words = _("Closed. {count} due days moved.").format(count=number(closed.moved_count))
    return Answer(value, (words,))


def open_on(arguments: Namespace) -> Answer:
    """Open on a day in spite of a holiday."""
    day = months.parse_day(arguments.day)
    with opened(arguments) as library, library.changing() as desk:
        act_id = closures.open_on(desk, day, " ".join(arguments.name))
    return Answer({"act": act_id}, (_("Open on {day}.").format(day=plain_day(day)),))


def remove_day(arguments: Namespace) -> Answer:
    """Take an entry of the library's own out of the calendar."""
    with opened(arguments) as library, library.changing() as desk:
        act_id = closures.remove(desk, arguments.entry)
    words = _("Removed. Due days that were moved stay where they are.")
    return Answer({"act": act_id}, (words,))


def choose_week(arguments: Namespace) -> Answer:
    """Choose the closed weekdays and which holidays count; what is not given stays."""
    with opened(arguments) as library, library.changing() as desk:
        before = closures.choices(desk)
        if arguments.closed is not None:
            closures.set_weekdays(desk, arguments.closed)
        if (arguments.national, arguments.joint) != (None, None):
            closures.use_national(
                desk,
                public=before.national if arguments.national is None else arguments.national,
                joint=before.joint if arguments.joint is None else arguments.joint,
            )
        chosen = closures.choices(desk)
    value = {
        "closed_weekdays": sorted(chosen.closed_weekdays),
        "national": chosen.national,
        "joint": chosen.joint,
    }
    return Answer(value, (_("Saved."),))


def _kinds(arguments: Namespace) -> tuple[BorrowerKind | None, CollectionKind | None]:
    return (
        BorrowerKind(arguments.who) if arguments.who else None,
        CollectionKind(arguments.what) if arguments.what else None,
    )


def _rule(rule: Rule) -> dict[str, object]:
    figures: dict[str, object] = {name: getattr(rule, name) for name in FIGURES}
    return {
        "rule": rule.name,
        **figures,
        "may_leave": rule.may_leave,
        "when_overdue": str(rule.when_overdue),
    }


def _rule_line(rule: Rule) -> str:
    figures = " / ".join(number(count) for count in (rule.copies, rule.days, rule.renewals))
    return f"{figures}  {messages.rule_words(rule.name)}"


def _day(entry: DayEntry) -> dict[str, object]:
    return {
        "first": entry.first.isoformat(),
        "last": entry.last.isoformat(),
        "name": entry.name,
        "source": str(entry.source),
        "open": entry.is_open,
        "estimated": entry.estimated,
        "id": entry.closure_id,
    }


def _day_line(entry: DayEntry) -> str:
    days = entry.first.isoformat()
    if entry.last != entry.first:
        days += f" – {entry.last.isoformat()}"
    name = _("Open: {name}").format(name=entry.name) if entry.is_open else entry.name
    return f"{days}  {name}  {entry.closure_id}".rstrip()
