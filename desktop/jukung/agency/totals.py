"""Figures added up over all libraries; what nobody recorded stays empty."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col

from jukung.agency.office import OfficeDesk
from jukung.agency.tables import ParcelKept, SiteFigure, SiteRow
from jukung.domain.kinds import ParcelAct
from jukung.domain.months import Month
from jukung.figures.indicators import SENT


@dataclass(frozen=True, slots=True)
class Totals:
    """A month over all libraries whose parcel counts."""

    period: Month
    sites: int
    values: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class SiteMonth:
    """One library's month as it counts now."""

    code: str
    name: str
    revision: int
    kind: ParcelAct
    accepted_at: datetime
    values: dict[str, int | None]


def totals(desk: OfficeDesk, period: Month) -> Totals:
    """Sums over the revisions that count; None where no library has a value."""
    sums = desk.session.execute(
        select(col(SiteFigure.code), func.sum(col(SiteFigure.value)))
        .join(ParcelKept, col(ParcelKept.row) == col(SiteFigure.parcel))
        .where(col(ParcelKept.is_current), col(ParcelKept.month) == period.text)
        .group_by(col(SiteFigure.code))
    )
    found = {str(code): total for code, total in sums}
    sites = desk.session.execute(
        select(func.count(col(ParcelKept.site).distinct())).where(
            col(ParcelKept.is_current),
            col(ParcelKept.month) == period.text,
            col(ParcelKept.kind) != ParcelAct.withdrawal,
        )
    ).scalar_one()
    return Totals(period, sites, {each.code: found.get(each.code) for each in SENT})


def by_site(desk: OfficeDesk, period: Month) -> tuple[SiteMonth, ...]:
    """Every library's month, by code."""
    figures: dict[int, dict[str, int | None]] = {}
    rows = desk.session.execute(
        select(col(SiteFigure.parcel), col(SiteFigure.code), col(SiteFigure.value))
        .join(ParcelKept, col(ParcelKept.row) == col(SiteFigure.parcel))
        .where(col(ParcelKept.is_current), col(ParcelKept.month) == period.text)
    )
    for parcel, code, value in rows:
        figures.setdefault(parcel, {})[code] = value
    found = desk.session.execute(
        select(SiteRow, ParcelKept)
        .join(ParcelKept, col(ParcelKept.site) == col(SiteRow.row))
        .where(col(ParcelKept.is_current), col(ParcelKept.month) == period.text)
        .order_by(col(SiteRow.code))
    )
    return tuple(
        SiteMonth(
            code=site.code,
            name=site.name,
            revision=parcel.revision,
            kind=parcel.kind,
            accepted_at=parcel.accepted_at,
            values={each.code: figures.get(parcel.row, {}).get(each.code) for each in SENT},
        )
        for site, parcel in found
    )
