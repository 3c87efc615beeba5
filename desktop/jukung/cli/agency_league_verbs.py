"""The agency's verbs about lists for the award."""

from argparse import Namespace
from pathlib import Path

from jukung.agency import league_table, leagues
from jukung.agency.leagues import Criterion, Per, Rules, Standing
from jukung.cli.agency_files import by, write
from jukung.cli.answer import Answer
from jukung.cli.offices import opened
from jukung.domain import errors, months
from jukung.domain.months import Month
from jukung.figures.reports import writing
from jukung.words import _


def add(arguments: Namespace) -> Answer:
    """Keep the criteria of a list."""
    with opened(arguments) as office, office.changing(by=by(arguments)) as desk:
        year = arguments.year or desk.today.year
        criteria = tuple(map(_criterion, arguments.criterion)) or leagues.usual(year).criteria
        kept = leagues.save(
            desk,
            Rules(
                name=" ".join(arguments.name),
                first=_month(arguments.first, Month(year, 1)),
                last=_month(arguments.last, Month(year, 12)),
                criteria=criteria,
                complete=arguments.complete,
            ),
        )
    return Answer({"number": kept.no}, (f"{kept.no}  {kept.name}",))


def list_leagues(arguments: Namespace) -> Answer:
    """List the lists."""
    with opened(arguments) as office, office.reading() as desk:
        found = leagues.listed(desk)
    value = [{"number": each.no, "name": each.name} for each in found]
    lines = [f"{each.no}  {each.name}  {each.first.text} – {each.last.text}" for each in found]
    return Answer(value, tuple(lines))


def show(arguments: Namespace) -> Answer:
    """Reckon a list, or write it to a file."""
    with opened(arguments) as office, office.reading() as desk:
        found = leagues.reckon(desk, leagues.one(desk, arguments.number))
        if arguments.out:
            return write(desk, league_table.tables(desk, found), Path(arguments.out))
    value = {
        "villages": [_value(each) for each in found.villages],
        "prisons": [_value(each) for each in found.prisons],
        "left_out": [{"code": each.code, "why": league_table.why(each)} for each in found.left_out],
    }
    lines = [league_table.criteria_sentence(found), ""]
    lines += [_line(each) for each in found.villages]
    if found.prisons:
        lines += ["", _("Prisons"), *(_line(each) for each in found.prisons)]
    lines += [f"–  {each.name}: {league_table.why(each)}" for each in found.left_out]
    return Answer(value, tuple(lines))


def remove(arguments: Namespace) -> Answer:
    """Take a list away."""
    with opened(arguments) as office, office.changing(by=by(arguments)) as desk:
        leagues.remove(desk, arguments.number)
    return Answer({"number": arguments.number})


def _criterion(typed: str) -> Criterion:
    code, *rest = typed.split(":")
    try:
        return Criterion(
            code, int(rest[0]) if rest else 1, Per(rest[1]) if len(rest) > 1 else Per.absolute
        )
    except ValueError:
        raise errors.CriteriaMissing from None


def _month(typed: str | None, usual: Month) -> Month:
    return months.parse_month(typed) if typed else usual


def _value(each: Standing) -> dict[str, object]:
    return {
        "rank": each.rank,
        "code": each.code,
        "name": each.name,
        "points": float(each.points),
        "each": [float(points) for points in each.each],
        "values": [str(value) for value in each.values],
    }


def _line(each: Standing) -> str:
    parts = " + ".join(writing.decimal(float(points)) for points in each.each)
    points = writing.decimal(float(each.points))
    return f"{each.rank}  {each.name}, {each.kabupaten}: {points} = {parts}"
