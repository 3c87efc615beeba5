"""The agency's verbs about targets and the sheet for the planning meeting."""

from argparse import Namespace
from pathlib import Path

from jukung.agency import planning, target_sheets, targets
from jukung.agency.office import OfficeDesk
from jukung.agency.targets import Progress
from jukung.cli.agency_files import by, write, written
from jukung.cli.answer import Answer
from jukung.cli.offices import opened
from jukung.domain import errors, months
from jukung.domain.months import Month
from jukung.words import _, number


def set_target(arguments: Namespace) -> Answer:
    """Set a target, or take it away with a dash."""
    value = None
    if arguments.value != "-":
        try:
            value = int(arguments.value)
        except ValueError:
            raise errors.CountOutOfRange(0, targets.MOST) from None
    with opened(arguments) as office, office.changing(by=by(arguments)) as desk:
        year = _year(arguments, desk)
        targets.set_target(desk, year, arguments.code, value=value, district=arguments.district)
    return Answer({"year": year, "code": arguments.code, "value": value})


def list_targets(arguments: Namespace) -> Answer:
    """List a year's targets."""
    with opened(arguments) as office, office.reading() as desk:
        found = targets.listed(desk, _year(arguments, desk))
    value = [{"district": each.district, "code": each.code, "value": each.value} for each in found]
    return Answer(
        value,
        tuple(f"{each.district or '–':<6} {each.code:<32} {number(each.value)}" for each in found),
    )


def progress(arguments: Namespace) -> Answer:
    """Tell how far a year's targets are."""
    with opened(arguments) as office, office.reading() as desk:
        year = _year(arguments, desk)
        found = targets.progress(desk, year, _until(arguments, desk, year))
    value = [
        {
            "district": each.target.district,
            "code": each.target.code,
            "target": each.target.value,
            "now": each.now,
            "expected": each.expected,
            "state": str(each.pace),
            "months": list(each.reached),
        }
        for each in found
    ]
    return Answer(value, tuple(map(_line, found)))


def sheet(arguments: Namespace) -> Answer:
    """Write the sheet for the planning meeting."""
    path = Path(arguments.out)
    with opened(arguments) as office, office.reading() as desk:
        year = _year(arguments, desk)
        found = planning.look(desk, year, until=_until(arguments, desk, year))
        if path.suffix.lower() == ".pdf":
            return written(path, planning.pdf(desk, found, paper=arguments.paper))
        return write(desk, planning.tables(desk, found), path)


def copy(arguments: Namespace) -> Answer:
    """Copy a year's targets into another."""
    with opened(arguments) as office, office.changing(by=by(arguments)) as desk:
        year = _year(arguments, desk)
        count = targets.copy_year(desk, arguments.from_year, into=year, percent=arguments.percent)
    return Answer({"count": count}, (_("{count} targets copied.").format(count=number(count)),))


def read(arguments: Namespace) -> Answer:
    """Read targets from a workbook."""
    with opened(arguments) as office, office.changing(by=by(arguments)) as desk:
        found = target_sheets.read(desk, Path(arguments.file), _year(arguments, desk))
        count = target_sheets.store(desk, found)
    lines = [_("{count} targets read.").format(count=number(count))]
    lines += [_("Not understood: {words}").format(words=each) for each in found.unknown]
    return Answer({"count": count, "unknown": list(found.unknown)}, tuple(lines))


def _line(each: Progress) -> str:
    said = _(target_sheets.PACES[each.pace])
    return (
        f"{each.title}, {each.place}: {number(each.now)} / {number(each.target.value)} "
        f"({planning.share_words(each)}), {said}"
    )


def _year(arguments: Namespace, desk: OfficeDesk) -> int:
    return int(arguments.year or desk.today.year)


def _until(arguments: Namespace, desk: OfficeDesk, year: int) -> Month:
    if arguments.until:
        return months.parse_month(arguments.until)
    return planning.last_month(desk, year)
