"""Verbs of a month's figures: show them, what they were counted from, type one."""

from argparse import Namespace

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain import errors, months
from jukung.domain.months import Month
from jukung.figures import month as figures
from jukung.figures import protected
from jukung.figures.disclosure.told import Told
from jukung.figures.indicators import INDICATORS
from jukung.library import figure_notes
from jukung.library.desk import Desk
from jukung.words import _, brief_day, number


def show(arguments: Namespace) -> Answer:
    """Show a month's figures as they are now, or what one was counted from."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as library, library.reading() as desk:
        if arguments.of:
            return _sources(desk, month, arguments.of)
        values, typed = figures.gather(desk, month), figures.estimated(desk, month)
        told = protected.told(desk, month, values)
        shown = [each for each in INDICATORS if each.concerns(desk.profile.kind)]
    lines = [
        f"{_title(i.title, is_part=bool(i.part_of)):<40} {number(values[i.code]):>8}"
        + ("  " + _("Typed by hand") if i.code in typed else "")
        + _outside(told.get(i.code))
        for i in shown
    ]
    outside = {
        code: {"value": each.value, "why": each.why.value}
        for code, each in told.items()
        if each.why
    }
    value = {
        "period": month.text,
        "values": values,
        "estimated": sorted(typed),
        "outside": outside,
    }
    return Answer(value, tuple(lines))


def note(arguments: Namespace) -> Answer:
    """Type a figure where nothing was counted, or explain one."""
    month = months.parse_month(arguments.month)
    if arguments.code not in {each.code for each in INDICATORS}:
        raise errors.FigureUnknown(arguments.code)
    with opened(arguments) as library, library.changing() as desk:
        figure_notes.note(desk, month, arguments.code, value=arguments.value, words=arguments.words)
        value = figures.gather(desk, month)[arguments.code]
        is_typed = arguments.code in figures.estimated(desk, month)
    words = _("Noted. The figure is {value}.").format(value=number(value))
    answer = {"period": month.text, "code": arguments.code, "value": value, "estimated": is_typed}
    return Answer(answer, (words,))


def _sources(desk: Desk, month: Month, code: str) -> Answer:
    rows = figures.sources(desk, month, code)
    value = [
        {"on": row.on.isoformat() if row.on else None, "words": row.words, "amount": row.amount}
        for row in rows
    ]
    lines = [
        f"{brief_day(row.on) if row.on else '':<12}{number(row.amount):>8}  {row.words}"
        for row in rows
    ]
    return Answer({"period": month.text, "code": code, "rows": value}, tuple(lines))


def _outside(told: Told | None) -> str:
    """How a figure is told outside, where it is not told as it is."""
    if told is None or told.why is None:
        return ""
    return "  " + _("outside: {value}").format(value=protected.words_of(told))


def _title(title: str, *, is_part: bool) -> str:
    return "  " + _(title) if is_part else _(title)
