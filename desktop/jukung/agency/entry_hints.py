"""What looks strange among typed figures; a hint, never a refusal."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import flows
from jukung.agency.office import OfficeDesk
from jukung.agency.sites import by_code
from jukung.agency.tables import SiteFigure
from jukung.domain.months import Month
from jukung.words import N_, _, number

FACTOR, LEAST = 3, 20
"""From three times the month before on, a figure of at least so much is looked at again."""


class Hint(StrEnum):
    """What looks strange."""

    part = "part"
    parts = "parts"
    more = "more"
    less = "less"


_WORDS = {
    Hint.part: N_("{title} is {value}, more than the whole, {other}."),
    Hint.parts: N_("The parts of {title} make {value} together, and the whole is {other}."),
    Hint.more: N_("{title} is {value}; the month before it was {other}."),
    Hint.less: N_("{title} is only {value}; the month before it was {other}."),
}


@dataclass(frozen=True, slots=True)
class Strange:
    """A figure to look at again."""

    code: str
    hint: Hint
    value: int
    other: int

    @property
    def words(self) -> str:
        """A sentence."""
        return _(_WORDS[self.hint]).format(
            title=flows.title_of(self.code), value=number(self.value), other=number(self.other)
        )


def hints(figures: Mapping[str, int], before: Mapping[str, int]) -> tuple[Strange, ...]:
    """What looks strange in a month's figures beside those of the month before."""
    return (*_parts(figures), *_jumps(figures, before))


def month_before(desk: OfficeDesk, code: str, period: Month) -> dict[str, int]:
    """What counts for a library in the month before."""
    site = by_code(desk, code)
    if site is None:
        return {}
    rows = desk.session.execute(
        select(col(SiteFigure.code), col(SiteFigure.value)).where(
            col(SiteFigure.site) == site.site,
            col(SiteFigure.month) == period.before.text,
            col(SiteFigure.value).is_not(None),
        )
    )
    return dict(rows.all())


def _parts(figures: Mapping[str, int]) -> Iterator[Strange]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for code, value in figures.items():
        indicator = flows.by_code(code)
        if indicator is None or indicator.part_of not in figures:
            continue
        if value > figures[indicator.part_of]:
            yield Strange(code, Hint.part, value, figures[indicator.part_of])
        elif indicator.by:
            sums[indicator.part_of, indicator.by] += value
    for (whole, _by), value in sums.items():
        if value > figures[whole]:
            yield Strange(whole, Hint.parts, value, figures[whole])


def _jumps(figures: Mapping[str, int], before: Mapping[str, int]) -> Iterator[Strange]:
    for code, value in figures.items():
        other = before.get(code)
        indicator = flows.by_code(code)
        if other is None or indicator is None or indicator.part_of or max(value, other) < LEAST:
            continue
        if value >= FACTOR * other and other:
            yield Strange(code, Hint.more, value, other)
        elif other >= FACTOR * value:
            yield Strange(code, Hint.less, value, other)
