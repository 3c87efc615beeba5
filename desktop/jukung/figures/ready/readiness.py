"""How far the library is from a standard: met, missing, not recorded, or not to be judged."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jukung import places
from jukung.figures.ready import answers, measures
from jukung.figures.ready.facts import BY_CODE
from jukung.figures.ready.measures import Value
from jukung.figures.ready.readiness_words import (
    AREAS,
    COUNT,
    MEASURES,
    MONEY,
    NOTES,
    RATE,
    SHARE,
    STANDARDS,
    YES,
    Measure,
)
from jukung.figures.reports.writing import NOT_RECORDED, decimal
from jukung.library.desk import Desk
from jukung.library.permission import READERS, allowed
from jukung.words import _, number, rupiah

MET, MISSING, UNRECORDED, UNJUDGED = "met", "missing", "unrecorded", "unjudged"


@dataclass(frozen=True, slots=True)
class Line:
    """One demand: what is there, what is asked for, and what shows it."""

    measure: str
    area: str
    title: str
    state: str
    value: str
    wanted: str
    missing: str
    """What still has to come."""
    where: str
    """Where it can be recorded, as long as it is not."""
    evidence: str
    """The code of the list that shows it; empty where none does."""
    fact: str
    """The question that a person answers; empty where the program counts."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard with its source and year, and every line of it."""

    code: str
    title: str
    source: str
    year: int
    note: str
    informational: bool
    lines: tuple[Line, ...]

    @property
    def cited(self) -> str:
        """The source with its year, where it does not say that itself."""
        return self.source if str(self.year) in self.source else f"{self.source} ({self.year})"

    def count(self, state: str) -> int:
        """How many lines are in a state."""
        return sum(each.state == state for each in self.lines)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Every standard that concerns this library."""

    library: str
    year: int
    on: date
    standards: tuple[Standard, ...]


@allowed(READERS)
def judge(desk: Desk, year: int) -> Readiness:
    """Measure the library of a year, up to today, against every standard for its kind."""
    typed = answers.known(desk, year)
    values = measures.measured(desk, year, typed)
    return Readiness(
        desk.profile.name,
        year,
        min(desk.today, date(year, 12, 31)),
        tuple(
            _standard(each, values)
            for each in _tables()["standard"]
            if each["kind"] == desk.profile.kind
        ),
    )


@cache
def _tables() -> dict[str, Any]:
    written = (places.resources() / "tables" / "readiness.toml").read_text(encoding="utf-8")
    return tomllib.loads(written)


def _standard(table: Mapping[str, Any], values: Mapping[str, Value]) -> Standard:
    code = str(table["code"])
    return Standard(
        code,
        _(STANDARDS[code]),
        str(table["source"]),
        int(table["year"]),
        _(NOTES[code]) if code in NOTES else "",
        bool(table.get("informational")),
        tuple(_line(each, values) for each in table["lines"]),
    )


def _line(table: Mapping[str, Any], values: Mapping[str, Value]) -> Line:
    code = str(table["measure"])
    measure, value = MEASURES[code], values.get(code)
    least, most = table.get("least"), table.get("most")
    state = _state(measure, value, least, most)
    area = AREAS[str(table["area"])]
    return Line(
        code,
        _(area).partition("#")[0],
        _(measure.title),
        state,
        shown(measure, value),
        _wanted(measure, least, most),
        _missing(measure, value, least, most) if state == MISSING else "",
        _(measure.where) if state == UNRECORDED else "",
        str(table.get("evidence", "")),
        measures.QUESTIONS.get(code, code if code in BY_CODE else ""),
    )


def _state(measure: Measure, value: Value, least: int | None, most: int | None) -> str:
    if least is None and most is None:
        return UNJUDGED if value is not None or not measure.where else UNRECORDED
    if value is None:
        return UNRECORDED
    figure = float(value) if isinstance(value, int | float) else 0.0
    enough = least is None or figure >= least
    return MET if enough and (most is None or figure <= most) else MISSING


def shown(measure: Measure, value: Value) -> str:
    """A value as it is read; what was not recorded is a dash."""
    if value is None:
        return NOT_RECORDED
    if isinstance(value, str):
        return value
    if measure.kind == YES:
        return _("yes") if value else _("no")
    if measure.kind == SHARE:
        return f"{decimal(value)} %"
    said = decimal(value) if measure.kind == RATE else _whole(measure, value)
    return f"{said} {_(measure.unit)}" if measure.unit else said


def _whole(measure: Measure, value: float) -> str:
    return rupiah(round(value)) if measure.kind == MONEY else number(round(value))


def _wanted(measure: Measure, least: int | None, most: int | None) -> str:
    if least is None and most is None:
        return _("no threshold")
    if measure.kind == YES:
        return _("yes")
    if measure.kind == COUNT and least == 1:
        return _("at least one")
    if least is not None:
        return _("at least {count}").format(count=_bound(measure, least))
    return _("at most {count}").format(count=_bound(measure, most or 0))


def _bound(measure: Measure, value: int) -> str:
    if measure.kind == SHARE:
        return f"{value} %"
    said = rupiah(value) if measure.kind == MONEY else number(value)
    return f"{said} {_(measure.unit)}" if measure.unit else said


def _missing(measure: Measure, value: Value, least: int | None, most: int | None) -> str:
    if isinstance(value, str) or value is None:
        return ""
    if measure.kind == YES:
        return _("still to be done")
    if measure.kind == COUNT and least == 1:
        return _("none yet")
    if least is None:
        return _("{count} too many").format(count=_bound(measure, round(value) - (most or 0)))
    return _still(measure, least - value)


def _still(measure: Measure, gap: float) -> str:
    if measure.kind == SHARE:
        return _("still {count} points").format(count=decimal(gap))
    if measure.kind == RATE:
        return _("still {count}").format(count=f"{decimal(gap)} {_(measure.unit)}".strip())
    return _("still {count}").format(count=_bound(measure, round(gap)))
