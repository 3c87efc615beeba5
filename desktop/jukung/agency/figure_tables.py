"""Tables of figures by kabupaten, by library and by month, ready to show, save and print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jukung.agency import comparisons, districts, per_capita, span_totals
from jukung.agency.comparisons import Change
from jukung.agency.office import OfficeDesk
from jukung.agency.sites import all_sites, by_code
from jukung.agency.span_totals import SpanSum
from jukung.agency.spans import MonthSpan, twelve_until, year_of
from jukung.agency.tables import FigureSource
from jukung.domain.kinds import LibraryKind, ParcelAct
from jukung.figures.indicators import SENT
from jukung.figures.indicators.indicator import Indicator
from jukung.figures.reports.report import ReportColumn, ReportTable, Row, Span
from jukung.words import N_, _, long_month, short_month

PRISONS = "prisons"
"""The key of the row of all prisons; they have no inhabitants around them."""

_MOST_BARS = 40
_SOURCES = {
    FigureSource.parcel: N_("Sealed report"),
    FigureSource.typed: N_("typed"),
    FigureSource.workbook: N_("workbook"),
    FigureSource.photograph: N_("photograph"),
    FigureSource.telephone: N_("telephone"),
}
_MARKS = {
    "estimated": N_("estimated"),
    "suppressed": N_("left out: few people"),
    "rounded": N_("rounded"),
    "not_collected": N_("not recorded"),
}


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table, and for each of its rows the code that opens it; empty where nothing does."""

    table: ReportTable
    keys: tuple[str, ...]


def indicator_of(code: str) -> Indicator:
    """The indicator of a code that libraries send; raises KeyError."""
    return _BY_CODE[code]


def parts_of(code: str) -> tuple[Indicator, ...]:
    """The parts of an indicator; none where it is not told apart."""
    return tuple(each for each in SENT if each.part_of == code)


def title_of(code: str) -> str:
    """What an indicator is called; a part behind its whole."""
    each = indicator_of(code)
    if not each.part_of:
        return _(each.title)
    return f"{_(indicator_of(each.part_of).title)}: {_(each.title)}"


def of_districts(
    desk: OfficeDesk, span: MonthSpan, code: str, *, with_parts: bool = False
) -> FigureTable:
    """A figure by kabupaten and kota, and all prisons in a row of their own."""
    codes = _codes(code, with_parts=with_parts)
    sums = span_totals.by_district(desk, span, codes)
    changed = comparisons.changes(desk, span, span.year_before, codes=[code])
    people, named = per_capita.populations(desk), districts.names(desk)
    keys = _district_keys(desk)
    rows: list[Row] = []
    for key in keys:
        own = [each for each in sums if _key(each.district, each.kind) == key]
        grown = [each for each in changed if _key(each.district, each.kind) == key]
        name = _("Prisons") if key == PRISONS else districts.name_of(named, key)
        total = _sum(own, code)
        each_thousand = per_capita.per_thousand(total, people.get(key))
        front: Row = (name, _sites(own, code), total)
        rows.append(front + _rest(own, codes, each_thousand, grown))
    total_row = _total_row(sums, changed, codes, people) if rows else None
    table = _table(
        desk,
        span,
        code,
        columns=(ReportColumn(_("Regency or city"), wide=True), *_columns(codes)),
        rows=rows,
        total=total_row,
    )
    return FigureTable(table, tuple(keys))


def of_sites(
    desk: OfficeDesk, span: MonthSpan, code: str, district: str, *, with_parts: bool = False
) -> FigureTable:
    """A figure by library of one kabupaten, or of all prisons."""
    codes = _codes(code, with_parts=with_parts)
    prisons = district == PRISONS
    found = [
        each
        for each in span_totals.by_site(desk, span, codes, district="" if prisons else district)
        if (each.kind is LibraryKind.prison) == prisons
    ]
    rows: list[Row] = [
        (
            each.name,
            each.code,
            each.months,
            *(each.values[one] for one in codes),
            _("typed") if each.is_estimated else _("Sealed report"),
        )
        for each in found
    ]
    named = districts.names(desk)
    where = _("Prisons") if prisons else districts.name_of(named, district)
    totals = [_added(each.values[one] for each in found) for one in codes]
    columns = (
        ReportColumn(_("Library"), wide=True),
        ReportColumn(_("Code")),
        ReportColumn(_("Months"), "number"),
        *_figure_columns(codes),
        ReportColumn(_("Source")),
    )
    total: Row | None = (_("Together"), "", None, *totals, "") if rows else None
    table = _table(desk, span, code, columns=columns, rows=rows, total=total, where=where, at=3)
    return FigureTable(table, tuple(each.code for each in found))


def of_site(
    desk: OfficeDesk, span: MonthSpan, code: str, site: str, *, with_parts: bool = False
) -> FigureTable:
    """A library's own months, at least the twelve that end with the span."""
    codes = _codes(code, with_parts=with_parts)
    year = twelve_until(span.last)
    wanted = MonthSpan(min(year.first, span.first), span.last)
    found = span_totals.months_of_site(desk, site, wanted, codes=codes)
    by_month = {each.month: each for each in found}
    rows: list[Row] = []
    for month in wanted.months:
        name = long_month(month.year, month.number)
        each = by_month.get(month)
        if each is None or each.kind is ParcelAct.withdrawal:
            rows.append((name, *(None for _one in codes), _("no report"), ""))
            continue
        values = [each.values.get(one, (None, "not_collected")) for one in codes]
        mark = _MARKS.get(values[0][1], "")
        rows.append(
            (name, *(v for v, _s in values), _(_SOURCES[each.source]), _(mark) if mark else "")
        )
    row = by_code(desk, site)
    columns = (
        ReportColumn(_("Month"), wide=True),
        *_figure_columns(codes),
        ReportColumn(_("Source")),
        ReportColumn(_("Remark")),
    )
    table = _table(
        desk, wanted, code, columns=columns, rows=rows, where=row.name if row else site, at=1
    )
    return FigureTable(table, ("",) * len(rows))


def of_year(desk: OfficeDesk, year: int, *, codes: Sequence[str] = ()) -> ReportTable:
    """A year of the whole office: indicators down, months across, the year at the end."""
    found = span_totals.year_table(desk, year, codes=codes)
    span = year_of(year)
    months = [ReportColumn(short_month(month.number), "number") for month in span.months]
    return ReportTable(
        code="year",
        title=_("Figures of {span}").format(span=span.words),
        columns=(
            ReportColumn(_("Indicator"), wide=True),
            *months,
            ReportColumn(_("Year"), "number"),
        ),
        rows=tuple((title_of(row.code), *row.months, row.year) for row in found),
        total=None,
        span=Span(*span.days),
        definition=_(
            "Events are added up; of stocks the last that each library reported; "
            "different people of a month have no year."
        ),
        library=desk.profile.name,
        made_on=desk.today,
    )


def _codes(code: str, *, with_parts: bool) -> list[str]:
    return [code, *((each.code for each in parts_of(code)) if with_parts else ())]


def _district_keys(desk: OfficeDesk) -> list[str]:
    keys = {_key(site.kabupaten, site.kind) for site in all_sites(desk)}
    return sorted(keys, key=lambda key: (key == PRISONS, key))


def _key(district: str, kind: LibraryKind) -> str:
    return PRISONS if kind is LibraryKind.prison else district


def _added(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _sum(sums: Iterable[SpanSum], code: str) -> int | None:
    return _added(each.total for each in sums if each.code == code)


def _sites(sums: Iterable[SpanSum], code: str) -> int:
    return sum(each.sites for each in sums if each.code == code)


def _rest(
    sums: Sequence[SpanSum],
    codes: Sequence[str],
    each_thousand: float | None,
    changed: Sequence[Change],
) -> Row:
    if len(codes) > 1:
        return tuple(_sum(sums, one) for one in codes[1:])
    whole = comparisons.together(changed, codes[0])
    return (each_thousand, whole.share if whole else None, whole.sites if whole else 0)


def _total_row(
    sums: Sequence[SpanSum],
    changed: Sequence[Change],
    codes: Sequence[str],
    people: dict[str, int],
) -> Row:
    villages = {
        each.district: each.total
        for each in sums
        if each.code == codes[0] and each.kind is LibraryKind.village and each.total is not None
    }
    front: Row = (_("Together"), _sites(sums, codes[0]), _sum(sums, codes[0]))
    return front + _rest(sums, codes, per_capita.of_all(villages, people), changed)


def _columns(codes: Sequence[str]) -> tuple[ReportColumn, ...]:
    front = (ReportColumn(_("Libraries"), "number"), *_figure_columns(codes))
    if len(codes) > 1:
        return front
    return (
        *front,
        ReportColumn(_("Per 1,000"), "rate"),
        ReportColumn(_("Change"), "share"),
        ReportColumn(_("in libraries"), "number"),
    )


def _figure_columns(codes: Sequence[str]) -> tuple[ReportColumn, ...]:
    whole = ReportColumn(_(indicator_of(codes[0]).title), "number", total=True)
    return (whole, *(ReportColumn(_(indicator_of(one).title), "number") for one in codes[1:]))


def _table(
    desk: OfficeDesk,
    span: MonthSpan,
    code: str,
    *,
    columns: tuple[ReportColumn, ...],
    rows: Sequence[Row],
    total: Row | None = None,
    where: str = "",
    at: int = 2,
) -> ReportTable:
    each = indicator_of(code)
    note = ""
    if not where:
        note = _(
            "Per 1,000 inhabitants; change against {span}, in libraries that have both."
        ).format(span=span.year_before.words)
    if each.over_time == "none" and not span.is_one and not where:
        note = _("This is counted anew in each month and never added up: choose a single month.")
    return ReportTable(
        code=code,
        title=" · ".join(filter(None, (title_of(code), where, span.words))),
        columns=columns,
        rows=tuple(rows),
        total=total,
        span=Span(*span.days),
        definition=_(each.definition),
        library=desk.profile.name,
        made_on=desk.today,
        chart="bars" if len(rows) <= _MOST_BARS else None,
        charted=at,
        note=note,
    )


_BY_CODE = {each.code: each for each in SENT}
