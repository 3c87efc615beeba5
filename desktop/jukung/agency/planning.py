"""What the planning meeting looks at: targets with their progress, and who reported."""

from collections.abc import Sequence
from dataclasses import dataclass

from jukung.agency import districts, owing, paper_head, target_sheets, targets, timeliness
from jukung.agency.office import OfficeDesk
from jukung.agency.targets import Progress
from jukung.domain.months import Month
from jukung.figures.reports import writing
from jukung.figures.reports.report import ReportColumn, ReportTable, Span
from jukung.paper.planning_sheet import planning_pages
from jukung.words import _, long_month


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A target with its progress, ready for paper."""

    title: str
    place: str
    wanted: int
    reached: tuple[int | None, ...]
    now: int | None
    expected: int | None
    share: str
    state: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """Who reported in a kabupaten in the months of the year that count."""

    code: str
    name: str
    libraries: int
    expected: int
    received: int
    complete: int
    late: int


@dataclass(frozen=True, slots=True)
class Planning:
    """A year until a month."""

    year: int
    until: Month
    progress: tuple[Progress, ...]
    districts: tuple[DistrictLine, ...]


def last_month(desk: OfficeDesk, year: int) -> Month:
    """The last month of a year that counts: the one before this one, or December."""
    this = Month(desk.today.year, desk.today.month)
    return max(min(this.before, Month(year, 12)), Month(year, 1))


def look(desk: OfficeDesk, year: int, *, until: Month | None = None) -> Planning:
    """A year's targets and completeness until a month, usually the last one that is over."""
    last = until or last_month(desk, year)
    span = [month for month in owing.months_of(year) if month <= last]
    named = districts.names(desk)
    found: dict[str, list[timeliness.Register]] = {}
    for each in timeliness.registers(desk, span):
        found.setdefault(each.district, []).append(each)
    return Planning(
        year,
        last,
        targets.progress(desk, year, last),
        tuple(_district(code, named, each) for code, each in found.items()),
    )


def pdf(desk: OfficeDesk, found: Planning, *, paper: str = "a4") -> bytes:
    """The sheet on paper."""
    return planning_pages(
        [_goal(each) for each in found.progress],
        found.districts,
        year=found.year,
        until=long_month(found.until.year, found.until.number),
        on=desk.today,
        letterhead=paper_head.letterhead(desk),
        paper=paper,
    )


def tables(desk: OfficeDesk, found: Planning) -> tuple[ReportTable, ...]:
    """The sheet as tables of a workbook."""
    return (
        target_sheets.progress_table(desk, found.year, found.until, found.progress),
        _completeness_table(desk, found),
    )


def share_words(each: Progress) -> str:
    """How much of a target is reached."""
    return writing.shown(each.share, "share")


def _goal(each: Progress) -> GoalLine:
    return GoalLine(
        title=each.title,
        place=each.place,
        wanted=each.target.value,
        reached=each.reached,
        now=each.now,
        expected=each.expected,
        share=share_words(each),
        state=_(target_sheets.PACES[each.pace]),
        is_whole=not each.target.district,
    )


def _district(
    code: str, named: dict[str, str], found: Sequence[timeliness.Register]
) -> DistrictLine:
    return DistrictLine(
        code=code,
        name=districts.name_of(named, code),
        libraries=found[-1].expected,
        expected=sum(each.expected for each in found),
        received=sum(each.received for each in found),
        complete=sum(each.complete for each in found),
        late=sum(each.late for each in found),
    )


def _completeness_table(desk: OfficeDesk, found: Planning) -> ReportTable:
    counted = (_("Reports owed"), _("Received"), _("Complete"), _("Late"))
    return ReportTable(
        code="completeness",
        title=_("Who reported this year"),
        columns=(
            ReportColumn(_("Code")),
            ReportColumn(_("Regency or city"), wide=True),
            ReportColumn(_("Active libraries"), "number"),
            *(ReportColumn(title, "number") for title in counted),
        ),
        rows=tuple(
            (
                each.code,
                each.name,
                each.libraries,
                each.expected,
                each.received,
                each.complete,
                each.late,
            )
            for each in found.districts
        ),
        total=None,
        span=Span(Month(found.year, 1).first, found.until.last),
        definition=_("Reports of active libraries in the months that are over."),
        library=desk.profile.name,
        made_on=desk.today,
    )
