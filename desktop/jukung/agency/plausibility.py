"""Figures that look wrong, each with the reason; nothing is ever corrected by itself.

The rules are data. A month of two thousand libraries is looked at in a few queries:
the months before are added up by the database, and read one by one only where a
figure may stand out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from sqlalchemy import func, select
from sqlmodel import col

from jukung.agency.figure_rules import (
    ABOVE_POPULATION,
    BY_CODE,
    COPIED,
    COPIED_FEWEST,
    FAR_ABOVE,
    FLOWS,
    RULES,
    TO_ZERO,
    Values,
)
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import Question, Region, RegionList, SiteFigure, SiteRow
from jukung.domain.months import Month
from jukung.figures.indicators import SENT
from jukung.words import _, number

MONTHS = 12
TIMES = 4
FEWEST_MONTHS = 3
STEADY_MONTHS = 6
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Flag:
    """One figure of a library's month, and why it looks wrong."""

    site: int
    code: str
    name: str
    month: Month
    figure: str
    value: int | None
    rule: str
    why: str
    can_be_asked: bool
    question: int | None
    """The number of the question that was asked about it."""
    answer: str


_NEEDED = tuple(sorted({code for rule in RULES for code in rule.needs} | set(FLOWS) | set(BY_CODE)))
_TITLES = {each.code: each.title for each in SENT}


def flags(desk: OfficeDesk, month: Month) -> tuple[Flag, ...]:
    """What looks wrong in a month, by code of the library; what was called right is not."""
    now = _figures(desk, month, _NEEDED)
    before = _figures(desk, month.before, FLOWS)
    people = _people(desk)
    sites = {row.site: row for row in desk.session.scalars(select(SiteRow))}
    found: dict[int, list[tuple[str, str, str]]] = {}
    for site, values in now.items():
        row = sites[site]
        told = [*_broken(values), *_crowded(values, people.get(row.code))]
        if _is_copied(values, before.get(site, {})):
            told.append(("visits", "copied", _(COPIED)))
        if told:
            found[site] = told
    for site, figure, rule, why in _against_the_past(desk, month, now):
        found.setdefault(site, []).append((figure, rule, why))
    return tuple(_flags_of(desk, month, found, now=now, sites=sites))


def history(
    desk: OfficeDesk, site: int, month: Month, figure: str
) -> tuple[tuple[Month, int | None], ...]:
    """A figure of a library in the twelve months before, and in the month itself."""
    span = _span(month)
    values = dict(
        desk.session.execute(
            select(col(SiteFigure.month), col(SiteFigure.value)).where(
                col(SiteFigure.site) == site,
                col(SiteFigure.code) == figure,
                col(SiteFigure.month).between(span[0].text, month.text),
            )
        ).all()
    )
    return tuple((each, values.get(each.text)) for each in (*span, month))


def title_of(figure: str) -> str:
    """What a figure is called, in the language spoken now."""
    return _(_TITLES[figure]) if figure in _TITLES else figure


def _broken(values: Values) -> Iterable[tuple[str, str, str]]:
    for rule in RULES:
        facts = rule.broken(values)
        if facts is not None:
            yield rule.figure, rule.name, _said(rule.words, facts)


def _crowded(values: Values, people: int | None) -> Iterable[tuple[str, str, str]]:
    members = values.get("members")
    if people and members is not None and members > people:
        said = _said(ABOVE_POPULATION, {"value": members, "other": people})
        yield "members", "above_population", said


def _is_copied(values: Values, before: Values) -> bool:
    told = [code for code in FLOWS if values.get(code)]
    same = all(values.get(code) == before.get(code) for code in FLOWS)
    return len(told) >= COPIED_FEWEST and same


def _against_the_past(
    desk: OfficeDesk, month: Month, now: Mapping[int, Values]
) -> list[tuple[int, str, str, str]]:
    span = _span(month)
    past = desk.session.execute(
        select(
            col(SiteFigure.site),
            col(SiteFigure.code),
            func.count(col(SiteFigure.value)),
            func.min(col(SiteFigure.value)),
        )
        .where(
            col(SiteFigure.month).between(span[0].text, span[-1].text),
            col(SiteFigure.code).in_(list(BY_CODE)),
        )
        .group_by(col(SiteFigure.site), col(SiteFigure.code))
    )
    found, may_stand_out = [], set()
    for site, code, count, least in past:
        value, watched = now.get(site, {}).get(code), BY_CODE[code]
        if value is None or least is None:
            continue
        if not value and watched.steady_from and count >= STEADY_MONTHS:
            if least >= watched.steady_from:
                found.append((site, code, "to_zero", _said(TO_ZERO, {"other": least})))
        elif value > watched.floor and value > TIMES * least and count >= FEWEST_MONTHS:
            # The median is never below the least.
            may_stand_out.add((site, code))
    return found + _far_above(desk, span, now, may_stand_out)


def _far_above(
    desk: OfficeDesk,
    span: tuple[Month, ...],
    now: Mapping[int, Values],
    asked: set[tuple[int, str]],
) -> list[tuple[int, str, str, str]]:
    listed = sorted({site for site, _code in asked})
    past: dict[tuple[int, str], list[int]] = {}
    for start in range(0, len(listed), CHUNK):
        rows = desk.session.execute(
            select(col(SiteFigure.site), col(SiteFigure.code), col(SiteFigure.value)).where(
                col(SiteFigure.site).in_(listed[start : start + CHUNK]),
                col(SiteFigure.month).between(span[0].text, span[-1].text),
                col(SiteFigure.code).in_(sorted({code for _site, code in asked})),
                col(SiteFigure.value).is_not(None),
            )
        )
        for site, code, value in rows:
            past.setdefault((site, code), []).append(value)
    found = []
    for site, code in sorted(asked):
        usual, value = median(past[site, code]), now[site][code]
        if value is not None and value > TIMES * usual:
            said = _said(FAR_ABOVE, {"value": value, "other": round(usual)})
            found.append((site, code, "far_above", said))
    return found


def _flags_of(
    desk: OfficeDesk,
    month: Month,
    found: Mapping[int, list[tuple[str, str, str]]],
    *,
    now: Mapping[int, Values],
    sites: Mapping[int, SiteRow],
) -> Iterable[Flag]:
    asked = _asked(desk, month)
    for site in sorted(found, key=lambda each: sites[each].code):
        row = sites[site]
        for figure, rule, why in found[site]:
            value = now[site].get(figure)
            about = asked.get((site, figure, value))
            if about is not None and about.settled_at is not None:
                continue
            yield Flag(
                site=site,
                code=row.code,
                name=row.name,
                month=month,
                figure=figure,
                value=value,
                rule=rule,
                why=why,
                can_be_asked=bool(row.uid),
                question=about.no if about else None,
                answer=about.answer if about else "",
            )


def _asked(desk: OfficeDesk, month: Month) -> dict[tuple[int, str, int | None], Question]:
    rows = desk.session.scalars(
        select(Question).where(col(Question.month) == month.text).order_by(col(Question.no))
    )
    return {(row.site, row.code, row.value): row for row in rows}


def _figures(
    desk: OfficeDesk, month: Month, codes: Iterable[str]
) -> dict[int, dict[str, int | None]]:
    found: dict[int, dict[str, int | None]] = {}
    rows = desk.session.execute(
        select(col(SiteFigure.site), col(SiteFigure.code), col(SiteFigure.value)).where(
            col(SiteFigure.month) == month.text, col(SiteFigure.code).in_(list(codes))
        )
    )
    for site, code, value in rows:
        found.setdefault(site, {})[code] = value
    return found


def _people(desk: OfficeDesk) -> dict[str, int]:
    """How many people live where, by the newest list of regions that tells it."""
    editions = desk.session.scalars(
        select(col(RegionList.edition)).order_by(col(RegionList.loaded_at))
    )
    found: dict[str, int] = {}
    for edition in editions:
        rows = desk.session.execute(
            select(col(Region.code), col(Region.population)).where(
                col(Region.edition) == edition, col(Region.population).is_not(None)
            )
        )
        found |= dict(rows.all())
    return found


def _span(month: Month) -> tuple[Month, ...]:
    found: list[Month] = []
    each = month
    for _time in range(MONTHS):
        each = each.before
        found.insert(0, each)
    return tuple(found)


def _said(words: str, facts: Mapping[str, int]) -> str:
    return _(words).format(**{name: number(value) for name, value in facts.items()})
