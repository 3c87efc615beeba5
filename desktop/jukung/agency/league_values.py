"""What libraries did over some months, and in the same months a year before."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import flows
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import SiteFigure
from jukung.domain.months import Month

_UNDER = ("copies_held", "members")


@dataclass(slots=True)
class Sight:
    """One library's figures: by code, each month of the span by its place in it."""

    now: dict[str, dict[int, int]] = field(default_factory=dict)
    before: dict[str, dict[int, int]] = field(default_factory=dict)

    def value(self, code: str) -> int | None:
        """The sum over the months, or the last of them; None where none is recorded."""
        return _together(code, self.now.get(code, {}))

    def growth(self, code: str) -> Fraction | None:
        """How much more than a year before, over the months that both have."""
        now, before = self.now.get(code, {}), self.before.get(code, {})
        both = now.keys() & before.keys()
        old = _together(code, {place: before[place] for place in both})
        new = _together(code, {place: now[place] for place in both})
        return Fraction(new - old, old) if old and new is not None else None


def sights(desk: OfficeDesk, span: Sequence[Month], codes: Collection[str]) -> dict[int, Sight]:
    """Every library's figures of the span, by its number."""
    places = {month.text: place for place, month in enumerate(span)}
    earlier = {Month(month.year - 1, month.number).text: place for place, month in enumerate(span)}
    found: dict[int, Sight] = defaultdict(Sight)
    rows = desk.session.execute(
        select(
            col(SiteFigure.site),
            col(SiteFigure.month),
            col(SiteFigure.code),
            col(SiteFigure.value),
        ).where(
            col(SiteFigure.month).in_([*places, *earlier]),
            col(SiteFigure.code).in_({*codes, *_UNDER}),
            col(SiteFigure.value).is_not(None),
        )
    )
    for site, month, code, value in rows:
        if month in places:
            found[site].now.setdefault(code, {})[places[month]] = value
        if month in earlier:
            found[site].before.setdefault(code, {})[earlier[month]] = value
    return dict(found)


def _together(code: str, months: dict[int, int]) -> int | None:
    if not months:
        return None
    return sum(months.values()) if flows.adds_up(code) else months[max(months)]
