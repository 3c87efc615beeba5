"""The figures of a month as its page shows them: in groups, with what stands out.

Everything here runs on a lane; the page is given frozen values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.ui import verbs
from jukung.words import _

if TYPE_CHECKING:
    from jukung.domain.months import Month
    from jukung.figures.disclosure.told import Told
    from jukung.figures.indicators.indicator import Indicator
    from jukung.library.closing import ClosedMonth
    from jukung.library.desk import Desk

FACTOR, LEAST = 3, 5
"""How many times as much is pointed out; smaller figures jump by chance."""

MAIN_PARTS = "sex"


@dataclass(frozen=True, slots=True)
class FigureLine:
    """An indicator's figures, with the words that explain it."""

    code: str
    title: str
    unit: str
    definition: str
    origin: str
    law: str
    part_of: str
    """The code of the figure it is a part of; empty for a whole."""
    by: str
    """What parts are told apart by, such as `sex`."""
    value: int | None
    before: int | None
    year: tuple[int | None, ...]
    was_reported: bool
    reported: int | None
    is_estimated: bool = False
    words: str = ""
    """What the library says to explain the figure."""
    leaves: bool = True
    """Whether it stands on the page that leaves the library."""
    outside: str = ""
    """How it is told outside, `± 10` or `…`; empty where it is told as it is."""
    outside_before: str = ""
    """How the figure of the month before is told outside."""
    guarded: str = ""
    """Why it is not told as it is."""

    @property
    def is_part(self) -> bool:
        """Whether it is a part of another figure."""
        return bool(self.part_of)

    @property
    def is_main(self) -> bool:
        """Whether it is shown first and printed: wholes, and women and men."""
        return not self.is_part or self.by == MAIN_PARTS

    @property
    def has_changed(self) -> bool:
        """Whether it is no longer what was reported."""
        return self.was_reported and self.value != self.reported

    @property
    def jumps(self) -> bool:
        """Whether it is so much more or less than the month before that one should look."""
        return not self.is_part and is_jump(self.value, self.before)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A heading among the figures."""

    title: str


Line = FigureLine | GroupLine


def is_jump(value: int | None, before: int | None) -> bool:
    """Whether a figure is three times the one before, a third of it, or suddenly zero."""
    if value is None or before is None or max(value, before) < LEAST:
        return False
    less, more = sorted((value, before))
    if less == 0:
        return value == 0
    return more >= FACTOR * less


def lines(desk: Desk, month: Month, closed: ClosedMonth | None) -> tuple[FigureLine, ...]:
    """A month's figures with those of the twelve months that end with it."""
    year = verbs.figures.gather_year(desk, month)
    notes = verbs.figure_notes.notes(desk, month)
    estimated = verbs.figures.estimated(desk, month)
    told = verbs.protected.told(desk, month, {code: row[-1] for code, row in year.items()})
    before = {code: row[-2] for code, row in year.items()}
    told_before = verbs.protected.told(desk, month.before, before)
    made = [
        _line(
            each,
            year[each.code],
            closed,
            words=notes[each.code].words if each.code in notes else "",
            is_estimated=each.code in estimated,
            told=told.get(each.code),
            told_before=told_before.get(each.code),
        )
        for each in verbs.indicators.of(desk.profile.kind)
    ]
    return tuple(_in_order(made))


def grouped(shown: Sequence[FigureLine]) -> tuple[Line, ...]:
    """The figures with a heading above each group."""
    found: list[Line] = []
    group = ""
    for line in shown:
        if not line.is_part and line.origin != group:
            group = line.origin
            found.append(GroupLine(group))
        found.append(line)
    return tuple(found)


def _in_order(made: Sequence[FigureLine]) -> list[FigureLine]:
    """Groups in the order of their first figures; parts stand behind their whole."""
    parts: dict[str, list[FigureLine]] = {}
    groups: dict[str, list[FigureLine]] = {}
    for line in made:
        if line.is_part:
            parts.setdefault(line.part_of, []).append(line)
    for line in made:
        if not line.is_part:
            groups.setdefault(line.origin, []).extend([line, *parts.get(line.code, ())])
    return [line for group in groups.values() for line in group]


def _line(
    indicator: Indicator,
    year: tuple[int | None, ...],
    closed: ClosedMonth | None,
    *,
    words: str,
    is_estimated: bool,
    told: Told | None,
    told_before: Told | None,
) -> FigureLine:
    return FigureLine(
        code=indicator.code,
        title=_(indicator.title),
        unit=_(indicator.unit),
        definition=_(indicator.definition),
        origin=_(indicator.origin),
        law=indicator.law,
        part_of=indicator.part_of,
        by=indicator.by,
        value=year[-1],
        before=year[-2],
        year=year,
        was_reported=closed is not None and indicator.code in closed.values,
        reported=closed.values.get(indicator.code) if closed else None,
        is_estimated=is_estimated,
        words=words,
        leaves=told is not None,
        outside=_outside(told),
        outside_before=_outside(told_before),
        guarded=verbs.protected.reason(told) if told else "",
    )


def _outside(told: Told | None) -> str:
    return verbs.protected.words_of(told) if told and told.why else ""
