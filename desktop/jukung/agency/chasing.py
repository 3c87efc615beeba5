"""Whom to ask for a month's report, and the words to ask with.

Telephone numbers and names of contacts stay at this desk: no message carries them.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import deeds, districts, owing
from jukung.agency.office import OfficeDesk
from jukung.agency.owing import Duty
from jukung.agency.sites import Site, by_code
from jukung.agency.tables import Contact, Deed, FigureSource, SiteMonthRow
from jukung.agency.timeliness import held_of
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind, ParcelAct
from jukung.domain.months import Month

CALLED, NOT_CALLED = "called", "not called"
QUIET_DAYS = 7
"""For so long a library that was called is not shown again."""

MOST_MONTHS = 24
"""No further back is it counted how many months a library owes."""

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to call at a library."""

    name: str
    role: str
    phone: str


@dataclass(frozen=True, slots=True)
class Chased:
    """A library that owes the chosen month."""

    site: Site
    kabupaten: str
    """The name of its kabupaten or kota."""
    months: tuple[Month, ...]
    """What it owes without a gap, newest first; the chosen month is the first."""
    last: Month | None
    source: FigureSource | None
    """Where its last report came from."""
    contacts: tuple[Person, ...]
    is_held: bool
    """Whether a report for the month is here and waits for a person."""
    called_at: datetime | None
    called_by: str


@dataclass(frozen=True, slots=True)
class ChaseList:
    """Who owes a month, by kabupaten and then by how many months."""

    period: Month
    expected: int
    missing: int
    """Of all libraries asked for, called ones too."""
    called: int
    """How many of them were called in the last days."""
    lines: tuple[Chased, ...]


def chase(
    desk: OfficeDesk,
    period: Month,
    *,
    district: str = "",
    kind: LibraryKind | None = None,
    with_called: bool = False,
) -> ChaseList:
    """Who owes a month, of one kabupaten or kind of library or of all.

    Who was called in the last days is left out unless asked for.
    """
    duties = [
        each
        for each in owing.duties(desk)
        if each.owes(period)
        and (not district or each.site.kabupaten == district)
        and kind in (None, each.site.kind)
    ]
    reported = owing.reported(desk, _span(period))
    missing = [each for each in duties if period not in reported.get(each.site.site, ())]
    lines = _lines(desk, missing, period, reported)
    shown = lines if with_called else [each for each in lines if each.called_at is None]
    return ChaseList(
        period=period,
        expected=len(duties),
        missing=len(missing),
        called=sum(each.called_at is not None for each in lines),
        lines=tuple(
            sorted(
                shown,
                key=lambda each: (
                    each.kabupaten,
                    each.site.kabupaten,
                    -len(each.months),
                    each.site.name,
                    each.site.code,
                ),
            )
        ),
    )


def tick(desk: OfficeDesk, code: str, period: Month) -> None:
    """Write down that a library was called about a month; refuses SiteUnknown."""
    _note(desk, code, CALLED, period)


def untick(desk: OfficeDesk, code: str, period: Month) -> None:
    """Take that back; refuses SiteUnknown."""
    _note(desk, code, NOT_CALLED, period)


def _note(desk: OfficeDesk, code: str, what: str, period: Month) -> None:
    row = by_code(desk, code)
    if row is None:
        raise errors.SiteUnknown(code)
    deeds.note(desk, what, site=row.site, detail=period.text)


def _span(period: Month) -> tuple[Month, ...]:
    span = [period]
    while len(span) < MOST_MONTHS:
        span.append(span[-1].before)
    return tuple(span)


def _lines(
    desk: OfficeDesk, missing: list[Duty], period: Month, reported: dict[int, set[Month]]
) -> list[Chased]:
    named = districts.names(desk)
    people, latest = _people(desk, missing), _latest(desk, missing)
    calls, waiting = _calls(desk), held_of(desk, (period,))
    found = []
    for duty in missing:
        site = duty.site
        owed = []
        for month in _span(period):
            if not duty.owes(month) or month in reported.get(site.site, ()):
                break
            owed.append(month)
        last, source = latest.get(site.site, (None, None))
        call = calls.get(site.site)
        found.append(
            Chased(
                site=site,
                kabupaten=districts.name_of(named, site.code),
                months=tuple(owed),
                last=last,
                source=source,
                contacts=tuple(people.get(site.site, ())),
                is_held=(site.site, period.text) in waiting,
                called_at=call.at if call else None,
                called_by=call.by if call else "",
            )
        )
    return found


def _people(desk: OfficeDesk, missing: list[Duty]) -> dict[int, list[Person]]:
    found: dict[int, list[Person]] = defaultdict(list)
    for part in _parts(missing):
        rows = desk.session.scalars(
            select(Contact)
            .where(col(Contact.site).in_(part))
            .order_by(col(Contact.site), col(Contact.no))
        )
        for row in rows:
            found[row.site].append(Person(row.name, row.role, row.phone))
    return found


def _latest(desk: OfficeDesk, missing: list[Duty]) -> dict[int, tuple[Month, FigureSource]]:
    found: dict[int, tuple[Month, FigureSource]] = {}
    for part in _parts(missing):
        rows = desk.session.execute(
            select(col(SiteMonthRow.site), col(SiteMonthRow.month), col(SiteMonthRow.source))
            .where(col(SiteMonthRow.site).in_(part), col(SiteMonthRow.kind) != ParcelAct.withdrawal)
            .order_by(col(SiteMonthRow.site), col(SiteMonthRow.month))
        )
        for site, month, source in rows:
            found[site] = (Month(int(month[:4]), int(month[5:])), source)
    return found


def _calls(desk: OfficeDesk) -> dict[int, Deed]:
    """The last call of the last days to each library; one taken back is none."""
    since = desk.now - timedelta(days=QUIET_DAYS)
    rows = desk.session.scalars(
        select(Deed)
        .where(col(Deed.what).in_((CALLED, NOT_CALLED)), col(Deed.at) > since)
        .order_by(col(Deed.no))
    )
    last = {row.site: row for row in rows if row.site is not None}
    return {site: row for site, row in last.items() if row.what == CALLED}


def _parts(missing: list[Duty]) -> list[list[int]]:
    numbers = [each.site.site for each in missing]
    return [numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK)]
