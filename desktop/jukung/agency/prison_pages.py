"""What the page of one prison says: who, agreement, boxes, and the year's figures.

Only totals that the prison's own parcels carry; what was held back there stays so here.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import agreements, boxes, sites
from jukung.agency.agreements import Agreed, PrisonLine, Standing
from jukung.agency.boxes import BoxLine
from jukung.agency.office import OfficeDesk
from jukung.agency.paper_head import paper_head
from jukung.agency.tables import SiteFigure, SiteMonthRow
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind, ParcelAct, PrisonKind
from jukung.domain.months import Month
from jukung.figures.indicators import SENT
from jukung.paper.document import Signer
from jukung.paper.prison_page import AgreementLine, BoxOut, FigureLine, PrisonPage, prison_page
from jukung.words import N_, _, many, number, plain_day

# Totals of a month that a year adds up, and those that stand at its end. Different
# readers of two months may be the same people, so they are in neither.
ADDED = (
    "open_days",
    "visits",
    "loans",
    "renewals",
    "in_house_uses",
    "rounds_made",
    "activities",
    "activity_participants",
)
_MOST_AGREEMENTS = 4
_KINDS = {
    PrisonKind.lapas: N_("Lapas"),
    PrisonKind.rutan: N_("Rutan"),
    PrisonKind.lpka: N_("LPKA"),
    PrisonKind.women: N_("Women's prison"),
}
AT_END = ("titles_held", "copies_held", "titles_borrowed", "copies_borrowed")


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A figure of a year: its English title, its sum or last value, of how many months."""

    title: str
    unit: str
    value: int | None
    months: int
    withheld: int
    """Months in which the prison held it back, so that nobody is told apart by it."""
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class PrisonYear:
    """A prison's year on one page."""

    year: int
    line: PrisonLine
    agreements: tuple[Agreed, ...]
    boxes: tuple[BoxLine, ...]
    figures: tuple[YearFigure, ...]
    reported: int
    """Months of the year with a report."""
    owed: int
    """Months of the year that should have one by now."""


def year_of(desk: OfficeDesk, code: str, year: int) -> PrisonYear:
    """Gather a prison's year; refuses SiteUnknown, NotAPrison."""
    chain = agreements.chain(desk, code)
    site = next((each for each in sites.all_sites(desk) if each.code == code), None)
    if site is None or site.kind is not LibraryKind.prison:
        raise errors.SiteUnknown(code)
    span = (f"{year}-01", f"{year}-12")
    told = {
        month
        for month, kind in desk.session.execute(
            select(col(SiteMonthRow.month), col(SiteMonthRow.kind)).where(
                col(SiteMonthRow.site) == site.site, col(SiteMonthRow.month).between(*span)
            )
        )
        if kind is not ParcelAct.withdrawal
    }
    found: dict[str, list[SiteFigure]] = {}
    for row in desk.session.scalars(
        select(SiteFigure)
        .where(
            col(SiteFigure.site) == site.site,
            col(SiteFigure.month).between(*span),
            col(SiteFigure.code).in_([*ADDED, *AT_END]),
        )
        .order_by(col(SiteFigure.month))
    ):
        found.setdefault(row.code, []).append(row)
    now = Month(desk.today.year, desk.today.month)
    due = [Month(year, at) for at in range(1, 13)]
    return PrisonYear(
        year=year,
        line=agreements.standing_of(site, chain, desk.today),
        agreements=chain,
        boxes=tuple(
            each for each in boxes.all_boxes(desk, site=code) if each.state is boxes.BoxState.out
        ),
        figures=tuple(
            _figure(each.title, each.unit, found[each.code], at_end=each.code in AT_END)
            for each in SENT
            if each.code in found
        ),
        reported=len(told),
        owed=sum(site.since <= month < now and site.owes(month) for month in due),
    )


def _figure(title: str, unit: str, rows: list[SiteFigure], *, at_end: bool) -> YearFigure:
    given = [row.value for row in rows if row.value is not None]
    withheld = sum(row.status == "suppressed" for row in rows)
    value = (given[-1] if at_end else sum(given)) if given else None
    return YearFigure(title, unit, value, len(given), withheld, at_end)


def page(desk: OfficeDesk, code: str, year: int, *, paper: str = "a4") -> bytes:
    """The PDF of a prison's page; refuses SiteUnknown, NotAPrison."""
    found = year_of(desk, code, year)
    head = paper_head(desk)
    site = found.line.site
    said = PrisonPage(
        name=site.name,
        kind=_(_KINDS[site.prison_kind]) if site.prison_kind else "",
        place=site.place_name,
        code=site.code,
        year=year,
        agreements=tuple(
            AgreementLine(each.number, each.signed_on, each.from_on, each.until_on)
            for each in found.agreements[:_MOST_AGREEMENTS]
        ),
        standing=standing_words(found.line),
        boxes=tuple(
            BoxOut(
                each.number,
                each.name,
                each.going,
                each.out_on,
                each.due_on,
                each.is_overdue(desk.today),
            )
            for each in found.boxes
        ),
        figures=tuple(
            FigureLine(
                _(each.title), _(each.unit), each.value, each.months, each.withheld, each.at_end
            )
            for each in found.figures
        ),
        reported=found.reported,
        owed=found.owed,
        town=head.town,
        on=desk.today,
    )
    signer = Signer(head.position or _("Head of the agency"), head.signer, head.signer_number)
    return prison_page(said, letterhead=head.letterhead, signers=(signer,), paper=paper)


def standing_words(line: PrisonLine) -> str:
    """How it stands with an agreement, in a sentence."""
    if line.newest is None or line.days_left is None:
        return _("No agreement is kept here yet")
    day = plain_day(line.newest.until_on)
    if line.standing is Standing.ended:
        return _("Ended on {day}; it needs renewal").format(day=day)
    if line.standing is Standing.ends_soon:
        words = many("Until {day}, in {count} day", "Until {day}, in {count} days", line.days_left)
        return words.format(day=day, count=number(line.days_left))
    if line.standing is Standing.begins_later:
        begins = plain_day(line.newest.from_on)
        return _("From {begins} until {day}; none holds now").format(begins=begins, day=day)
    return _("Holds until {day}").format(day=day)
