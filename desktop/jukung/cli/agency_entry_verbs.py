"""The agency's verbs about figures of libraries without Jukung."""

from argparse import Namespace
from pathlib import Path

from jukung.agency import entries, entry_hints, entry_imports, entry_sheets
from jukung.agency.entries import EntryLine
from jukung.agency.source_words import source_word
from jukung.agency.tables import FigureSource
from jukung.cli.agency_files import by, month_of, written
from jukung.cli.answer import Answer
from jukung.cli.offices import opened
from jukung.domain import errors, months
from jukung.words import _, number


def template(arguments: Namespace) -> Answer:
    """Write a workbook for a library's year, or for a kabupaten's month."""
    path = Path(arguments.out)
    with opened(arguments) as office, office.reading() as desk:
        if arguments.site:
            year = arguments.year or desk.today.year
            slots = entry_sheets.year_of_library(desk, arguments.site, year)
        else:
            month = month_of(arguments.month, desk)
            slots = entry_sheets.month_of_district(desk, arguments.district, month)
        return written(path, entry_sheets.template(desk, slots))


def add(arguments: Namespace) -> Answer:
    """Type a month."""
    month = months.parse_month(arguments.month)
    figures = dict(map(_figure, arguments.figures))
    with opened(arguments) as office, office.changing(by=by(arguments)) as desk:
        before = entry_hints.month_before(desk, arguments.site, month)
        revision = entries.enter(
            desk,
            arguments.site,
            month,
            figures=figures,
            source=FigureSource(arguments.source),
            origin=arguments.origin,
        )
    found = [each.words for each in entry_hints.hints(figures, before)]
    return Answer({"revision": revision, "hints": found}, tuple(found))


def read(arguments: Namespace) -> Answer:
    """Plan what a filled-in workbook would store, or store it."""
    with opened(arguments) as office, office.changing(by=by(arguments)) as desk:
        plan = entry_imports.plan(desk, Path(arguments.file))
        stored = entry_imports.store(desk, plan) if arguments.apply else None
    value = {
        "import": stored.number if stored else None,
        "months": [
            {
                "site": each.code,
                "month": each.period.text,
                "state": str(each.state),
                "unread": list(each.unread),
                "hints": [hint.words for hint in each.hints],
            }
            for each in plan.months
        ],
    }
    lines = []
    no_figure = _("No figure")
    for each in plan.months:
        state = entry_imports.state_words(each.state)
        lines.append(f"{each.code}  {each.period.text}  {each.name}: {state}")
        lines += [f"    {no_figure}: {cell}" for cell in each.unread]
        lines += [f"    {hint.words}" for hint in each.hints]
    if stored:
        words = _("Stored as import {number}; “entry undo {number}” takes it back.")
        lines.append(words.format(number=stored.number))
    return Answer(value, tuple(lines))


def undo(arguments: Namespace) -> Answer:
    """Take an import back."""
    with opened(arguments) as office, office.changing(by=by(arguments)) as desk:
        count = entry_imports.undo(desk, arguments.number)
    return Answer({"count": count}, (_("{count} months taken back.").format(count=number(count)),))


def list_entries(arguments: Namespace) -> Answer:
    """List the libraries without Jukung, and where their month comes from."""
    with opened(arguments) as office, office.reading() as desk:
        month = month_of(arguments.month, desk)
        found = entries.lines(desk, month, district=arguments.district)
    value = [
        {
            "code": each.site.code,
            "name": each.site.name,
            "source": each.source and str(each.source),
            "revisions": each.revisions,
        }
        for each in found
    ]
    return Answer(value, tuple(map(_line, found)))


def cancel(arguments: Namespace) -> Answer:
    """Take back what was typed of a month."""
    with opened(arguments) as office, office.changing(by=by(arguments)) as desk:
        entries.cancel(desk, arguments.site, months.parse_month(arguments.month))
    return Answer({"site": arguments.site, "month": arguments.month})


def _figure(typed: str) -> tuple[str, int]:
    code, mark, value = typed.partition("=")
    try:
        return code.strip(), int(value)
    except ValueError:
        raise errors.FigureUnknown(typed if not mark else code) from None


def _line(each: EntryLine) -> str:
    said = source_word(each.source) if each.source else _("nothing yet")
    return f"{each.site.code}  {each.site.name}: {said}"
