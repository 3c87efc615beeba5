"""The agency's verbs about who owes a month."""

from argparse import Namespace
from pathlib import Path

from jukung.agency import asking_words, chase_table, chasing
from jukung.agency.chasing import ChaseList
from jukung.agency.office import OfficeDesk
from jukung.cli.agency_files import by, month_of, write
from jukung.cli.answer import Answer
from jukung.cli.offices import opened
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind
from jukung.words import _, number


def chase(arguments: Namespace) -> Answer:
    """List who owes a month, write it to a file, tick a call, or tell the words to send."""
    with opened(arguments) as office, office.changing(by=by(arguments)) as desk:
        month = month_of(arguments.month, desk)
        if arguments.called:
            chasing.tick(desk, arguments.called, month)
        if arguments.not_called:
            chasing.untick(desk, arguments.not_called, month)
        found = chasing.chase(
            desk,
            month,
            district=arguments.district,
            kind=LibraryKind(arguments.kind) if arguments.kind else None,
            with_called=arguments.with_called or bool(arguments.message),
        )
        if arguments.message:
            return _message(desk, found, arguments.message)
        if arguments.out:
            made = chase_table.table(desk, found, phones=not arguments.no_phones)
            return write(desk, [made], Path(arguments.out))
    return _answer(found, phones=not arguments.no_phones)


def _message(desk: OfficeDesk, found: ChaseList, code: str) -> Answer:
    there = [each for each in found.lines if code in (each.site.code, each.site.kabupaten)]
    if not there:
        raise errors.SiteUnknown(code)
    agency = desk.profile.name
    if there[0].site.code == code:
        said = asking_words.message(asking_words.template(desk), there[0], agency=agency)
    else:
        said = asking_words.coordinator_message(there[0].kabupaten, there, agency=agency)
    return Answer({"message": said}, (said,))


def _answer(found: ChaseList, *, phones: bool) -> Answer:
    value = {
        "month": found.period.text,
        "expected": found.expected,
        "missing": found.missing,
        "called": found.called,
        "libraries": [
            {
                "code": each.site.code,
                "name": each.site.name,
                "months": [month.text for month in each.months],
                "last": each.last.text if each.last else None,
                "held": each.is_held,
            }
            for each in found.lines
        ],
    }
    lines = [
        "  ".join(
            filter(
                None,
                (
                    each.kabupaten,
                    each.site.code,
                    each.site.name,
                    asking_words.months_in_words(each.months),
                    *((person.phone for person in each.contacts) if phones else ()),
                ),
            )
        )
        for each in found.lines
    ]
    words = _("{missing} of {expected} owe it; {called} were called lately.")
    lines.append(
        words.format(
            missing=number(found.missing),
            expected=number(found.expected),
            called=number(found.called),
        )
    )
    return Answer(value, tuple(lines))
