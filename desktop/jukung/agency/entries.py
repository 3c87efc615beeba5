"""Figures of libraries without Jukung, as they were typed, read in, or told.

Every month keeps all its revisions. A parcel takes the place of what was typed, and a
parcel that was taken back does not bring it back. What was not filled in is not zero.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col

from jukung.agency import deeds, flows, owing
from jukung.agency.office import OfficeDesk
from jukung.agency.rollup import write_months
from jukung.agency.sites import Site, by_code, locked
from jukung.agency.tables import (
    ChainState,
    Entry,
    FigureSource,
    LockedMonth,
    ParcelKept,
    SiteMonthRow,
    SiteRow,
)
from jukung.domain import errors, months
from jukung.domain.kinds import LibraryKind, ParcelAct
from jukung.domain.months import Month

MOST = 999_999_999
SOURCES = (
    FigureSource.typed,
    FigureSource.photograph,
    FigureSource.telephone,
    FigureSource.workbook,
)


@dataclass(frozen=True, slots=True)
class Typed:
    """One revision of a month that was typed."""

    revision: int
    source: FigureSource
    origin: str
    by: str
    at: datetime
    figures: Mapping[str, int]
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class MonthTyped:
    """A library's month: what speaks for it, and all that was typed, the newest first."""

    code: str
    name: str
    kind: LibraryKind
    period: Month
    source: FigureSource | None
    """What speaks for the month; None where nothing does."""
    act: ParcelAct | None
    figures: Mapping[str, int | None]
    revisions: tuple[Typed, ...]

    @property
    def is_superseded(self) -> bool:
        """Whether a parcel speaks, and the typed figures stay in the history."""
        return self.source is FigureSource.parcel and bool(self.revisions)

    @property
    def typed(self) -> Typed | None:
        """The newest revision that was not taken back."""
        return next((each for each in self.revisions if not each.is_cancelled), None)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A library without Jukung in a list: whether its month is here, and from where."""

    site: Site
    source: FigureSource | None
    act: ParcelAct | None
    at: datetime | None
    revisions: int
    owes: bool


def enter(
    desk: OfficeDesk,
    code: str,
    period: Month,
    *,
    figures: Mapping[str, int],
    source: FigureSource = FigureSource.typed,
    origin: str = "",
) -> int:
    """Keep a month's figures as a new revision; gives its number.

    Only what is in `figures` counts as recorded. Refuses SiteUnknown, NoFigureTyped,
    FigureUnknown, CountOutOfRange, MonthNotBegun, MonthPublished, and ReportsByItself
    where a parcel has come for the month.
    """
    row = _site(desk, code)
    _check(desk, row, period, figures)
    revision = _last(desk, row.site, period) + 1
    desk.session.add(
        Entry(
            site=row.site,
            month=period.text,
            revision=revision,
            source=source,
            figures=json.dumps(dict(figures), sort_keys=True),
            origin=origin.strip(),
            by=desk.by,
            at=desk.now,
        )
    )
    desk.session.flush()
    write_months(desk, row, (period.text,))
    deeds.note(desk, "figures typed", site=row.site, detail=f"{period.text} {source} {revision}")
    return revision


def cancel(desk: OfficeDesk, code: str, period: Month) -> None:
    """Take back all that was typed of a month; it stays in the history.

    Refuses SiteUnknown, NothingEntered, MonthPublished.
    """
    row = _site(desk, code)
    kept = _kept(desk, row.site, period)
    if not kept:
        raise errors.NothingEntered(code, period.text)
    if desk.session.get(LockedMonth, period.text) is not None:
        raise errors.MonthPublished(period.text)
    take_back(desk, row, kept)
    deeds.note(desk, "figures taken back", site=row.site, detail=period.text)


def take_back(desk: OfficeDesk, site: SiteRow, kept: Sequence[Entry]) -> None:
    """Mark revisions as taken back; what speaks without them speaks again."""
    for entry in kept:
        entry.cancelled_at = desk.now
        desk.session.add(entry)
    desk.session.flush()
    write_months(desk, site, {entry.month for entry in kept})


def of_month(desk: OfficeDesk, code: str, period: Month) -> MonthTyped:
    """A library's month with its history; refuses SiteUnknown."""
    site = by_code(desk, code)
    if site is None:
        raise errors.SiteUnknown(code)
    speaks = desk.session.get(SiteMonthRow, (site.site, period.text))
    rows = desk.session.scalars(
        select(Entry)
        .where(col(Entry.site) == site.site, col(Entry.month) == period.text)
        .order_by(col(Entry.revision).desc())
    )
    revisions = tuple(_typed(row) for row in rows)
    typed = next((each for each in revisions if not each.is_cancelled), None)
    return MonthTyped(
        code=site.code,
        name=site.name,
        kind=site.kind,
        period=period,
        source=speaks.source if speaks else None,
        act=speaks.kind if speaks else None,
        figures=typed.figures if typed else {},
        revisions=revisions,
    )


def lines(
    desk: OfficeDesk, period: Month, *, district: str = "", with_jukung: bool = False
) -> tuple[EntryLine, ...]:
    """Libraries whose figures are typed: those without Jukung, or all of them.

    Also one with Jukung is shown where something was typed for it.
    """
    spoken = {
        row.site: row
        for row in desk.session.scalars(
            select(SiteMonthRow).where(col(SiteMonthRow.month) == period.text)
        )
    }
    counts = dict(
        desk.session.execute(
            select(col(Entry.site), func.count(col(Entry.revision)))
            .where(col(Entry.month) == period.text)
            .group_by(col(Entry.site))
        ).all()
    )
    return tuple(
        _line(duty.site, spoken.get(duty.site.site), counts, owes=duty.owes(period))
        for duty in owing.duties(desk)
        if (not district or duty.site.kabupaten == district)
        and (with_jukung or not duty.site.uses_jukung or duty.site.site in counts)
        and (duty.owes(period) or duty.site.site in counts)
    )


def has_parcel(desk: OfficeDesk, site: int, period: Month) -> bool:
    """Whether a parcel speaks for a month, be it to take it back."""
    return (
        desk.session.scalars(
            select(col(ParcelKept.hash)).where(
                col(ParcelKept.site) == site,
                col(ParcelKept.month) == period.text,
                col(ParcelKept.state) == ChainState.current,
            )
        ).first()
        is not None
    )


def _line(
    site: Site, spoken: SiteMonthRow | None, counts: Mapping[int, int], *, owes: bool
) -> EntryLine:
    return EntryLine(
        site=site,
        source=spoken.source if spoken else None,
        act=spoken.kind if spoken else None,
        at=spoken.accepted_at if spoken else None,
        revisions=counts.get(site.site, 0),
        owes=owes,
    )


def _site(desk: OfficeDesk, code: str) -> SiteRow:
    found = by_code(desk, code)
    if found is None:
        raise errors.SiteUnknown(code)
    return locked(desk, found.site)


def _check(desk: OfficeDesk, row: SiteRow, period: Month, figures: Mapping[str, int]) -> None:
    if not figures:
        raise errors.NoFigureTyped
    for code, value in figures.items():
        indicator = flows.by_code(code)
        if indicator is None or not indicator.concerns(row.kind):
            raise errors.FigureUnknown(code)
        if not 0 <= value <= MOST:
            raise errors.CountOutOfRange(value, MOST)
    if period > months.month_of(desk.today):
        raise errors.MonthNotBegun(period.text)
    if desk.session.get(LockedMonth, period.text) is not None:
        raise errors.MonthPublished(period.text)
    if has_parcel(desk, row.site, period):
        raise errors.ReportsByItself(row.code, period.text)


def _last(desk: OfficeDesk, site: int, period: Month) -> int:
    found: int | None = desk.session.execute(
        select(func.max(col(Entry.revision))).where(
            col(Entry.site) == site, col(Entry.month) == period.text
        )
    ).scalar()
    return found or 0


def _kept(desk: OfficeDesk, site: int, period: Month) -> list[Entry]:
    return list(
        desk.session.scalars(
            select(Entry).where(
                col(Entry.site) == site,
                col(Entry.month) == period.text,
                col(Entry.cancelled_at).is_(None),
            )
        )
    )


def _typed(row: Entry) -> Typed:
    figures: dict[str, int | None] = json.loads(row.figures)
    return Typed(
        revision=row.revision,
        source=row.source,
        origin=row.origin,
        by=row.by,
        at=row.at,
        figures={code: value for code, value in figures.items() if value is not None},
        is_cancelled=row.cancelled_at is not None,
    )


__all__ = [
    "SOURCES",
    "EntryLine",
    "FigureSource",
    "MonthTyped",
    "Typed",
    "cancel",
    "enter",
    "has_parcel",
    "lines",
    "of_month",
    "take_back",
]
