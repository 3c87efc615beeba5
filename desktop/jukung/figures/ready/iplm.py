"""One library's row of the IPLM workbook: what each column says, and what it cannot say.

What was not recorded stays empty, for blank is not zero, and is told with the place
where it could be recorded.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jukung.domain import errors
from jukung.figures.ready import answers
from jukung.figures.ready.facts import BY_CODE
from jukung.figures.ready.iplm_sources import (
    BY_SOURCE,
    FIGURE,
    PROFILE,
    SOURCES,
    TYPED,
    USERS,
    Source,
    matches,
)
from jukung.figures.ready.year import YearFigures, count_year
from jukung.library import settings
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, READERS, allowed
from jukung.words import _, number

KEY = "iplm_columns"
NOTHING = "-"
"""The source of a column that a person leaves empty."""

FILLED, UNRECORDED, UNCHOSEN, LEFT = "filled", "unrecorded", "unchosen", "left"
_MOST_MAPPINGS = 12


@dataclass(frozen=True, slots=True)
class SourceName:
    """A source as a list shows it, with what it says for this year."""

    code: str
    title: str
    shown: str


@dataclass(frozen=True, slots=True)
class FillLine:
    """A column of the workbook and what goes into it."""

    column: str
    heading: str
    source: str
    title: str
    value: int | str | None
    state: str
    where: str = ""
    """Where it could be recorded, or what is to be chosen."""
    months: int | None = None
    """Of how many months it adds up, where it does."""


@dataclass(frozen=True, slots=True)
class Row:
    """Everything that one row of the workbook says of a year."""

    year: int
    months: int
    lines: tuple[FillLine, ...]
    sources: tuple[SourceName, ...]

    def values(self) -> dict[str, int | str]:
        """The cells to be written, by their columns."""
        return {each.column: each.value for each in self.lines if each.value is not None}

    def count(self, state: str) -> int:
        """How many columns are in a state."""
        return sum(each.state == state for each in self.lines)


def propose(headings: Mapping[str, str]) -> dict[str, str]:
    """A source for each column whose heading is understood; no source stands twice."""
    found: list[tuple[int, int, str, str]] = []
    for place, (column, heading) in enumerate(headings.items()):
        for source in SOURCES:
            score = max((matches(rule, heading) for rule in source.rules), default=0)
            if score:
                found.append((-score, place, column, source.code))
    chosen: dict[str, str] = {}
    for _score, _place, column, code in sorted(found, key=lambda each: each[:2]):
        if column not in chosen and code not in chosen.values():
            chosen[column] = code
    return chosen


@allowed(READERS)
def mapping(desk: Desk, fingerprint: str, headings: Mapping[str, str]) -> dict[str, str]:
    """The sources of columns: proposed ones, and over them what was chosen before."""
    chosen = answers.kept(desk, KEY).get(fingerprint, {})
    known = {
        column: code
        for column, code in chosen.items()
        if column in headings and (code == NOTHING or code in BY_SOURCE)
    }
    proposed = {
        column: code
        for column, code in propose(headings).items()
        if BY_SOURCE[code].kind != TYPED or answers.concerns(BY_CODE[code], desk)
    }
    return proposed | known


@allowed(KEEPERS)
def choose(desk: Desk, fingerprint: str, column: str, *, source: str) -> None:
    """Remember what a column of workbooks with these headings is filled from.

    Refuses SourceUnknown.
    """
    if source != NOTHING and source not in BY_SOURCE:
        raise errors.SourceUnknown(source)
    kept = answers.kept(desk, KEY)
    changed = {**kept.pop(fingerprint, {}), column: source}
    # The workbook used last stands last; the oldest are forgotten.
    latest = dict([*kept.items(), (fingerprint, changed)][-_MOST_MAPPINGS:])
    settings.remember(desk, KEY, json.dumps(latest, ensure_ascii=False))


@allowed(READERS)
def row(desk: Desk, headings: Mapping[str, str], sources: Mapping[str, str], *, year: int) -> Row:
    """What every column says of a year."""
    counted = count_year(desk, year)
    typed = answers.known(desk, year)
    lines = tuple(
        _line(desk, column, heading, sources.get(column, ""), counted, typed)
        for column, heading in headings.items()
    )
    names = tuple(
        SourceName(each.code, _(each.title), _shown(_value(desk, each, counted, typed)))
        for each in SOURCES
        if each.code != USERS and _concerns(desk, each)
    )
    return Row(year, counted.months, lines, names)


def _line(
    desk: Desk,
    column: str,
    heading: str,
    code: str,
    counted: YearFigures,
    typed: Mapping[str, answers.Answer],
) -> FillLine:
    source = BY_SOURCE.get(code)
    if source is None:
        return FillLine(column, heading, code, "", None, LEFT)
    title = _(source.title)
    if code == USERS:
        offer = _("Different readers: {readers} · visits: {visits}").format(
            readers=_shown(counted.value("readers")), visits=_shown(counted.value("visits"))
        )
        return FillLine(column, heading, code, title, None, UNCHOSEN, offer)
    value = _value(desk, source, counted, typed)
    if value is None or value == "":
        return FillLine(column, heading, code, title, None, UNRECORDED, _(source.where))
    figure = counted.figures.get(code) if source.kind == FIGURE else None
    return FillLine(
        column, heading, code, title, value, FILLED, months=figure.months if figure else None
    )


def _value(
    desk: Desk, source: Source, counted: YearFigures, typed: Mapping[str, answers.Answer]
) -> int | str | None:
    if source.kind == FIGURE:
        return counted.value(source.code)
    if source.kind == PROFILE:
        profile = desk.profile
        return {"name": profile.name, "npp": profile.npp, "place": profile.place_name}[source.code]
    answer = typed.get(source.code)
    return answer.value if answer else None


def _concerns(desk: Desk, source: Source) -> bool:
    return source.kind != TYPED or answers.concerns(BY_CODE[source.code], desk)


def _shown(value: int | str | None) -> str:
    if isinstance(value, str) and value:
        return value
    return number(value) if isinstance(value, int) else "–"


def unrecorded(lines: Sequence[FillLine]) -> tuple[FillLine, ...]:
    """The columns that stay empty although the library could know."""
    return tuple(each for each in lines if each.state in (UNRECORDED, UNCHOSEN))
