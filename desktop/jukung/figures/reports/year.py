"""The yearly report: every indicator of the program, month by month."""

import re

from jukung.domain.months import Month, month_of
from jukung.figures import month as figures
from jukung.figures import protected
from jukung.figures.disclosure.told import Told, Why
from jukung.figures.indicators import INDICATORS
from jukung.figures.reports.asking import Asking
from jukung.figures.reports.report import Report, ReportColumn, Row, Span
from jukung.library.desk import Desk
from jukung.words import N_, _

GROUP = N_("Work")

# What stands on a last day, or counts somebody once a month, does not add up over months.
_STANDING = re.compile(
    r"members(_female|_male|_sex_unknown|_children|_teens|_adults|_seniors|_age_unknown)?"
    r"|titles_held|copies_held.*|titles_borrowed|copies_borrowed.*|cooperations|services_offered"
)
_DIFFERENT = re.compile(r"titles_used|copies_used|members_active.*|readers_unique|blocks_served")
_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May#short"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


def _by_month(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    if not ask.has_begun():
        return ()
    last, kind = month_of(ask.last), desk.profile.kind
    months = [Month(span.last.year, number) for number in range(1, 13)]
    counted = [figures.gather(desk, month) if month <= last else {} for month in months]
    rows: list[Row] = []
    for indicator in INDICATORS:
        # A prison's own figures of a few people are not told month by month, either.
        if not indicator.concerns(kind) or (desk.profile.is_prison and not indicator.leaves(kind)):
            continue
        values = [column.get(indicator.code) for column in counted]
        title = _(indicator.title)
        named = f"· {title}" if indicator.part_of else title
        rows.append((named, _(indicator.unit), *values, _whole(indicator.code, values)))
    return tuple(rows)


def _outward(desk: Desk, span: Span) -> tuple[Row, ...]:
    """The same with the figures as they are told outside, and sums of those only.

    A year's true sum less eleven months would give the twelfth.
    """
    ask = Asking(desk, span)
    if not ask.has_begun():
        return ()
    last = month_of(ask.last)
    months = [Month(span.last.year, number) for number in range(1, 13)]
    columns = [protected.told(desk, month) if month <= last else {} for month in months]
    rows: list[Row] = []
    for indicator in INDICATORS:
        cells = [column.get(indicator.code, Told(None)) for column in columns]
        if not indicator.concerns(desk.profile.kind) or indicator.code not in columns[0]:
            continue
        title = _(indicator.title)
        named = f"· {title}" if indicator.part_of else title
        shown = [each.value if each.why is None else protected.words_of(each) for each in cells]
        rows.append((named, _(indicator.unit), *shown, _whole_told(indicator.code, cells)))
    return tuple(rows)


def _whole_told(code: str, cells: list[Told]) -> int | str | None:
    if any(each.is_suppressed for each in cells) and not _DIFFERENT.fullmatch(code):
        # What stands at the end of the year may still be told.
        known = [each for each in cells if each.value is not None or each.is_suppressed]
        if not _STANDING.fullmatch(code) or known[-1].is_suppressed:
            return protected.words_of(Told(None, Why.others))
    whole = _whole(code, [each.value for each in cells])
    if whole is not None and any(each.is_rounded for each in cells):
        return protected.words_of(Told(whole, Why.others))
    return whole


def _whole(code: str, values: list[int | None]) -> int | None:
    """The figure of the year; None where the months do not give one."""
    known = [value for value in values if value is not None]
    if not known or _DIFFERENT.fullmatch(code):
        return None
    return known[-1] if _STANDING.fullmatch(code) else sum(known)


YEAR = (
    Report(
        "yearly",
        N_("Yearly report"),
        GROUP,
        (
            ReportColumn(N_("Figure"), wide=True),
            ReportColumn(N_("Unit")),
            *(ReportColumn(month, "number") for month in _MONTHS),
            ReportColumn(N_("Year"), "number"),
        ),
        _by_month,
        N_(
            "Every figure of the monthly report over a year. What stood on a day is that of "
            "the last month; who or what is counted once a month does not add up."
        ),
        outward=_outward,
        of_year=True,
    ),
)
