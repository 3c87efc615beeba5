"""Verbs of newspapers and magazines."""

from argparse import Namespace
from collections.abc import Callable, Sequence

from jukung import messages
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import target_of, written
from jukung.cli.stocktake_parser import DAYS
from jukung.domain import errors, months
from jukung.domain.kinds import Frequency, IssueState
from jukung.exchange import stock_lists, tables
from jukung.exchange.parcels.flushed import write_true
from jukung.library import issues, serials
from jukung.library.catalogue import find
from jukung.library.desk import Desk
from jukung.library.issues import IssueLine, Recorded
from jukung.library.serials import SerialLine
from jukung.words import _, brief_day, many, number, weekday


def add(arguments: Namespace) -> Answer:
    """Add a newspaper or magazine."""
    with opened(arguments) as library, library.changing() as desk:
        id_ = serials.add(
            desk,
            arguments.title,
            Frequency(arguments.every),
            issn=arguments.issn,
            publisher=arguments.publisher,
        )
    return Answer({"id": id_}, (_("It is in the catalogue."),))


def listed(arguments: Namespace) -> Answer:
    """List newspapers and magazines with what is wanting."""
    with opened(arguments) as library, library.reading() as desk:
        found = serials.listed(desk)
    value = [
        {
            "id": each.id,
            "title": each.title,
            "every": str(each.frequency),
            "last": each.last_label,
            "arrived": each.arrived,
            "missing": each.missing,
            "late": each.late,
        }
        for each in found
    ]
    return Answer(value, tuple(_line(each) for each in found) or (_("None yet."),))


def set_frequency(arguments: Namespace) -> Answer:
    """Say how often a title comes."""
    with opened(arguments) as library, library.changing() as desk:
        found = [line for line in find(desk, arguments.title) if line.title == arguments.title]
        id_ = found[0].id if len(found) == 1 else _serial(desk, arguments.title).id
        act_id = serials.set_frequency(desk, id_, Frequency(arguments.frequency))
    words = _(messages.FREQUENCIES[arguments.frequency])
    return Answer({"act": act_id}, (f"{arguments.title}: {words}",))


def set_days(arguments: Namespace) -> Answer:
    """Say on which days of the week a daily newspaper comes."""
    chosen = sorted({DAYS.index(each) for each in arguments.days})
    with opened(arguments) as library, library.changing() as desk:
        act_id = serials.set_days(desk, _serial(desk, arguments.title).id, chosen)
    said = ", ".join(weekday(day) for day in chosen)
    return Answer({"act": act_id}, (f"{arguments.title}: {said}",))


def issues_of(arguments: Namespace) -> Answer:
    """List the issues of a newspaper or magazine, the latest first."""
    with opened(arguments) as library, library.reading() as desk:
        found = issues.of_title(desk, _serial(desk, arguments.title).id)
    value = [
        {
            "issue": each.label,
            "day": each.dated_on.isoformat() if each.dated_on else None,
            "state": str(each.state),
            "count": each.count,
            "copy": each.copy_number,
        }
        for each in found
    ]
    lines = [
        "  ".join(
            filter(
                None,
                (
                    each.label,
                    brief_day(each.dated_on) if each.dated_on else "",
                    _(messages.ISSUE_STATES[each.state]),
                    each.copy_number,
                ),
            )
        )
        for each in found
    ]
    return Answer(value, tuple(lines) or (_("No issue yet."),))


def check_in(arguments: Namespace) -> Answer:
    """Check an issue in: that of a day or number, or the oldest that is expected."""
    with opened(arguments) as library, library.changing() as desk:
        serial = _serial(desk, arguments.title)
        day = months.parse_day(arguments.day) if arguments.day else None
        if day is None and not arguments.number:
            line = _oldest(desk, serial)
        else:
            line = IssueLine(
                "", serial.id, "", arguments.volume, arguments.number, day, IssueState.expected
            )
        done = issues.check_in(desk, line, count=arguments.count)
    words = _("{what} is checked in").format(what=done.label)
    return Answer({"issue": done.label, "act": done.act_id}, (words,))


def miss(arguments: Namespace) -> Answer:
    """Issues will not come by themselves."""
    return _say(arguments, issues.miss)


def claim(arguments: Namespace) -> Answer:
    """Missing issues were asked for."""
    return _say(arguments, issues.claim)


def discard(arguments: Namespace) -> Answer:
    """Issues are kept no longer."""
    return _say(arguments, issues.discard)


def bind(arguments: Namespace) -> Answer:
    """Bind issues into a copy: a new one, or that of a number."""
    return _say(arguments, lambda desk, wanted: issues.bind(desk, wanted, number=arguments.copy))


def month(arguments: Namespace) -> Answer:
    """Tell what came in a month and what did not, or write it as a workbook."""
    wanted = months.parse_month(arguments.month)
    target = target_of(arguments) if arguments.out else None
    with opened(arguments) as library, library.reading() as desk:
        table = stock_lists.month_of_serials(desk, wanted.year, wanted.number)
    if target is not None:
        write_true(target, tables.workbook([table]))
        return Answer(written(target), (_("Saved: {file}").format(file=target),))
    value = [
        {"title": row[0], "arrived": row[3], "missing": row[4], "expected": row[5]}
        for row in table.rows
    ]
    lines = ["  ".join(filter(None, line)) for line in table.lines]
    return Answer(value, tuple(lines) or (_("None yet."),))


def _say(arguments: Namespace, work: Callable[[Desk, Sequence[IssueLine]], Recorded]) -> Answer:
    with opened(arguments) as library, library.changing() as desk:
        serial = _serial(desk, arguments.title)
        known = issues.of_title(desk, serial.id)
        wanted = [_meant(known, each) for each in arguments.issues]
        done = work(desk, wanted)
    count = many("{count} issue", "{count} issues", done.count).format(count=number(done.count))
    value = {"count": done.count, "copy": done.number, "act": done.act_id}
    return Answer(value, (" · ".join(filter(None, (count, done.number))),))


def _meant(known: Sequence[IssueLine], said: str) -> IssueLine:
    for each in known:
        if said in (each.label, each.number, each.dated_on and each.dated_on.isoformat()):
            return each
    raise errors.IssueUnknown


def _serial(desk: Desk, title: str) -> SerialLine:
    """The newspaper or magazine of a name or id; refuses NotASerial."""
    every = serials.listed(desk)
    exact = [each for each in every if title in (each.id, each.title, each.issn)]
    near = exact or [each for each in every if title.casefold() in each.title.casefold()]
    if len(near) != 1:
        raise errors.NotASerial(title)
    return near[0]


def _oldest(desk: Desk, serial: SerialLine) -> IssueLine:
    waiting = [
        each for each in issues.of_title(desk, serial.id) if each.state is IssueState.expected
    ]
    if not waiting:
        raise errors.IssueUnknown
    return waiting[-1]


def _line(line: SerialLine) -> str:
    rhythm = _(messages.FREQUENCIES[line.frequency])
    late = many("{count} issue to check in", "{count} issues to check in", line.late)
    said = late.format(count=number(line.late)) if line.late else ""
    return " · ".join(filter(None, (line.title, rhythm, line.last_label, said)))
