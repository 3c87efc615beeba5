"""A list for an award as tables for paper and files."""

from fractions import Fraction

from jukung.agency import flows
from jukung.agency.leagues import Criterion, LeftOut, Per, Reason, Standing, Standings
from jukung.agency.office import OfficeDesk
from jukung.figures.reports.report import ReportColumn, ReportTable, Row, Span
from jukung.words import N_, _, number

PER_WORDS = {
    Per.absolute: N_("as counted"),
    Per.copy: N_("per copy held"),
    Per.member: N_("per member"),
    Per.people: N_("per 1,000 inhabitants"),
    Per.growth: N_("growth against the year before"),
}
_WHY = {
    Reason.incomplete: N_("reported {share} percent of its months"),
    Reason.closed: N_("closed or merged before the end"),
    Reason.no_figure: N_("no figure: {criterion}"),
    Reason.no_people: N_("the inhabitants of its region are not known"),
    Reason.no_year_before: N_("nothing to compare with a year before: {criterion}"),
}


def per_words(per: Per) -> str:
    """What a figure is measured against."""
    return _(PER_WORDS[per])


def criterion_words(criterion: Criterion) -> str:
    """For example `Visits, per 1,000 inhabitants`."""
    return f"{flows.title_of(criterion.code)}, {_(PER_WORDS[criterion.per])}"


def why(left: LeftOut) -> str:
    """Why a library takes no part."""
    share = number(int((left.complete or Fraction(0)) * 100))
    criterion = criterion_words(left.criterion) if left.criterion else ""
    return _(_WHY[left.reason]).format(share=share, criterion=criterion)


def tables(desk: OfficeDesk, found: Standings) -> tuple[ReportTable, ...]:
    """The lists that have any library, and who takes no part."""
    made = [
        _standings(desk, found, lines, title)
        for lines, title in (
            (found.villages, found.rules.name),
            (found.prisons, _("{league}: prisons").format(league=found.rules.name)),
        )
        if lines
    ]
    if found.left_out:
        made.append(_left_out(desk, found))
    return tuple(made)


def criteria_sentence(found: Standings) -> str:
    """The criteria with their weights, and how points are reckoned."""
    rules = found.rules
    listed = "; ".join(f"{criterion_words(each)} ({each.weight})" for each in rules.criteria)
    return _(
        "Criteria and weights: {criteria}. Points: value ÷ best value × weight, to tenths. "
        "Takes part who reported at least {share} percent of its months."
    ).format(criteria=listed, share=rules.complete)


def _standings(
    desk: OfficeDesk, found: Standings, lines: tuple[Standing, ...], title: str
) -> ReportTable:
    columns = [
        ReportColumn(_("Rank"), "number"),
        ReportColumn(_("Library"), wide=True),
        ReportColumn(_("Regency or city")),
        ReportColumn(_("Points"), "rate"),
    ]
    for each in found.rules.criteria:
        kind = "share" if each.per is Per.growth else "rate"
        columns.append(ReportColumn(criterion_words(each), kind))
        columns.append(ReportColumn(_("points of {weight}").format(weight=each.weight), "rate"))
    return ReportTable(
        code="league",
        title=title,
        columns=tuple(columns),
        rows=tuple(_row(each) for each in lines),
        total=None,
        span=_span(found),
        definition=criteria_sentence(found),
        library=desk.profile.name,
        made_on=desk.today,
    )


def _row(standing: Standing) -> Row:
    cells: list[float] = []
    for value, points in zip(standing.values, standing.each, strict=True):
        cells += [float(value), float(points)]
    return (
        standing.rank,
        standing.name,
        standing.kabupaten,
        float(standing.points),
        *cells,
    )


def _left_out(desk: OfficeDesk, found: Standings) -> ReportTable:
    return ReportTable(
        code="league_left_out",
        title=_("Without a place"),
        columns=(
            ReportColumn(_("Code")),
            ReportColumn(_("Library"), wide=True),
            ReportColumn(_("Why"), wide=True),
        ),
        rows=tuple((each.code, each.name, why(each)) for each in found.left_out),
        total=None,
        span=_span(found),
        definition=_("Libraries that take no part, and why."),
        library=desk.profile.name,
        made_on=desk.today,
    )


def _span(found: Standings) -> Span:
    return Span(found.rules.first.first, found.rules.last.last)
