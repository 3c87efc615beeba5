"""What is typed into the SIM of TPBIS by hand: activities by strategy, value after value.

Field names of the SIM were not to be had; this is an aid to type from, and no form.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jukung.figures.ready import answers
from jukung.figures.reports import names
from jukung.figures.reports.asking import HELD, Asking
from jukung.figures.reports.report import Report, ReportColumn, ReportTable, Row, Span
from jukung.figures.reports.running import made
from jukung.library import settings
from jukung.library.desk import Desk
from jukung.library.permission import READERS, STAFF, allowed
from jukung.words import N_, _, plain_day

KEY = "sim_typed"
_COLUMNS = (
    "id, on_day, coalesce(until_day, on_day), name, strategy, theme, place, partner, "
    "female_count, male_count, children_count, disability_count, result, follow_up"
)
_HELD = f"SELECT {_COLUMNS} {HELD} ORDER BY on_day, row"
_MARK = 8  # letters that tell whether an activity is as it was when it was typed


@dataclass(frozen=True, slots=True)
class SimValue:
    """One value to type; an empty one was not recorded."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SimActivity:
    """An activity with its values in the order in which they are typed."""

    id: str
    strategy: str
    name: str
    on: date
    values: tuple[SimValue, ...]
    mark: str
    is_typed: bool
    is_changed: bool
    """Whether it was typed before and is different since."""


@dataclass(frozen=True, slots=True)
class SimGroup:
    """The activities of one strategy, and what they come to."""

    code: str
    title: str
    activities: tuple[SimActivity, ...]
    participants: int | None


@allowed(STAFF)
def groups(desk: Desk, span: Span) -> tuple[SimGroup, ...]:
    """The activities of some days, by the strategies of the programme."""
    typed = answers.kept(desk, KEY)
    found = [_activity(row, typed) for row in Asking(desk, span).rows(_HELD)]
    return tuple(
        SimGroup(
            code,
            title,
            tuple(activity for activity, _count in found if activity.strategy == code),
            _sum([count for activity, count in found if activity.strategy == code]),
        )
        for code, title in names.strategies().items()
    )


@allowed(STAFF)
def tick(desk: Desk, activity: SimActivity, *, typed: bool) -> None:
    """Remember that an activity was typed into the SIM as it is now, or that it was not."""
    kept: dict[str, object] = dict(answers.kept(desk, KEY))
    if typed:
        kept[activity.id] = activity.mark
    else:
        kept.pop(activity.id, None)
    settings.remember(desk, KEY, json.dumps(kept, sort_keys=True))


@allowed(READERS)
def sheet(desk: Desk, span: Span) -> ReportTable:
    """The same as a table that leaves the library."""
    return made(desk, _SHEET, span, outward=True)


def _activity(row: Row, typed: Mapping[str, object]) -> tuple[SimActivity, int | None]:
    ident, first, last, name, strategy, theme, place, partner, *rest = row
    female, male, children, disability, result, follow_up = rest
    on, until = date.fromisoformat(str(first)), date.fromisoformat(str(last))
    days = plain_day(on) if on == until else f"{plain_day(on)} – {plain_day(until)}"
    known = [int(str(each)) for each in (female, male) if each is not None]
    whole = sum(known) if known else None
    values = (
        SimValue(_("Activity"), str(name)),
        SimValue(_("Day"), days),
        SimValue(_("Kind of skill, theme"), str(theme)),
        SimValue(_("Place"), str(place)),
        SimValue(_("Partner"), str(partner)),
        SimValue(_("Participants"), _figure(whole)),
        SimValue(_("Men (L)"), _figure(male)),
        SimValue(_("Women (P)"), _figure(female)),
        SimValue(_("Children"), _figure(children)),
        SimValue(_("With a disability"), _figure(disability)),
        SimValue(_("Result"), str(result)),
        SimValue(_("Follow-up (RTL)"), str(follow_up)),
    )
    said = "\n".join(str(each) for each in row)
    mark = hashlib.sha256(said.encode()).hexdigest()[:_MARK]
    before = typed.get(str(ident))
    return (
        SimActivity(
            str(ident), str(strategy), str(name), on, values, mark,
            before == mark, before is not None and before != mark,
        ),
        whole,
    )  # fmt: skip


def _figure(value: object) -> str:
    return "" if value is None else str(value)


def _sum(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _rows(desk: Desk, span: Span) -> tuple[Row, ...]:
    said = names.strategies()
    order = list(said)
    found = sorted(
        Asking(desk, span).rows(
            "SELECT strategy, on_day, name, theme, partner, CASE WHEN female_count IS NOT NULL "
            "OR male_count IS NOT NULL THEN coalesce(female_count, 0) + coalesce(male_count, 0) "
            f"END, male_count, female_count, children_count, disability_count {HELD} "
            "ORDER BY on_day, row"
        ),
        key=lambda row: order.index(str(row[0])),
    )
    return tuple(
        (said[str(strategy)], date.fromisoformat(str(day)), *rest) for strategy, day, *rest in found
    )


_SHEET = Report(
    "sim_aid",
    N_("SIM TPBIS typing aid"),
    N_("Ready sheets"),
    (
        ReportColumn(N_("Strategy")),
        ReportColumn(N_("Day"), "day"),
        ReportColumn(N_("Activity"), wide=True),
        ReportColumn(N_("Kind of skill, theme")),
        ReportColumn(N_("Partner")),
        ReportColumn(N_("Participants"), "number", total=True, persons=True),
        ReportColumn(N_("Men (L)"), "number", total=True, persons=True, inner=True),
        ReportColumn(N_("Women (P)"), "number", total=True, persons=True, inner=True),
        ReportColumn(N_("Children"), "number", total=True, persons=True, inner=True, apart=True),
        ReportColumn(
            N_("With a disability"), "number", total=True, persons=True, inner=True, apart=True
        ),
    ),
    _rows,
    N_("A list to type from; it is not an official form. A dash was not counted."),
)
