"""Who has reported and who has not, month by month; and what a person must look at."""

from dataclasses import dataclass

from sqlalchemy import func, select, tuple_
from sqlmodel import col

from jukung.agency import chain, owing, rulings, waiting
from jukung.agency.history import History
from jukung.agency.office import OfficeDesk
from jukung.agency.owing import Duty
from jukung.agency.sites import Site
from jukung.agency.tables import (
    ChainState,
    Epoch,
    Held,
    LockedMonth,
    ParcelKept,
    Ruling,
    SiteMonthRow,
    SiteRow,
)
from jukung.domain import months
from jukung.domain.kinds import ParcelAct
from jukung.domain.months import Month
from jukung.exchange.parcels.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Completeness:
    """A month's register: how many libraries owe a parcel, and which did not send it."""

    period: Month
    expected: int
    received: int
    missing: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of one kabupaten."""

    period: Month
    expected: int
    received: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """Twelve months of one kabupaten, oldest first."""

    kabupaten: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """Something for a person: a held file, a fork, a conflict (by verdict), or a gap."""

    verdict: Verdict
    site: str
    name: str
    period: str
    numbers: tuple[int, ...]
    note: str


def of_month(desk: OfficeDesk, period: Month) -> Completeness:
    """Who has reported a month.

    A library owes a month from the one it was enrolled in, or from its first parcel's.
    """
    return _of_month(owing.duties(desk), owing.reported(desk, (period,)), period)


def grid(desk: OfficeDesk, until: Month) -> tuple[GridRow, ...]:
    """The twelve months that end with this one, by kabupaten."""
    span = owing.year_until(until)
    reported = owing.reported(desk, span)
    places: dict[str, list[Duty]] = {}
    for duty in owing.duties(desk):
        places.setdefault(duty.site.kabupaten, []).append(duty)
    return tuple(
        GridRow(
            kabupaten,
            tuple(
                Cell(found.period, found.expected, found.received)
                for found in (_of_month(tuple(there), reported, period) for period in span)
            ),
        )
        for kabupaten, there in sorted(places.items())
    )


def last_reports(desk: OfficeDesk) -> dict[int, Month]:
    """The latest month that each library reported, by its number."""
    found = desk.session.execute(
        select(col(SiteMonthRow.site), func.max(col(SiteMonthRow.month)))
        .where(col(SiteMonthRow.kind) != ParcelAct.withdrawal)
        .group_by(col(SiteMonthRow.site))
    )
    return {site: months.parse_month(month) for site, month in found}


def attention(desk: OfficeDesk) -> tuple[Matter, ...]:
    """Everything that waits for a person, forks first."""
    return (*_forks(desk), *_conflicts(desk), *_held(desk), *_gaps(desk))


def lock(desk: OfficeDesk, period: Month) -> None:
    """Publish a month: what comes for it from now on is held."""
    if desk.session.get(LockedMonth, period.text) is None:
        desk.session.add(LockedMonth(month=period.text, locked_at=desk.now, by=desk.by))
        desk.session.flush()


def unlock(desk: OfficeDesk, period: Month) -> None:
    """Let a month's figures change again; what was held is judged when it is sent again."""
    row = desk.session.get(LockedMonth, period.text)
    if row is not None:
        desk.session.delete(row)
        desk.session.flush()


def _of_month(
    duties: tuple[Duty, ...], reported: dict[int, set[Month]], period: Month
) -> Completeness:
    due = [duty.site for duty in duties if duty.owes(period)]
    missing = tuple(site for site in due if period not in reported.get(site.site, ()))
    return Completeness(period, len(due), len(due) - len(missing), missing)


def _forks(desk: OfficeDesk) -> list[Matter]:
    return [
        Matter(Verdict.FORK, each.code, each.name, "", each.numbers, "")
        for each in sorted(waiting.forks(desk), key=lambda each: each.code)
    ]


def _set_aside(desk: OfficeDesk) -> set[tuple[int, str]]:
    """What somebody threw away or decided against, by library and hash."""
    return {
        (each.site, each.hash)
        for each in rulings.standing(desk)
        if each.ruling is Ruling.refuse and not each.branch
    }


def _conflicts(desk: OfficeDesk) -> list[Matter]:
    aside = _set_aside(desk)
    found = desk.session.execute(
        select(ParcelKept, SiteRow)
        .join(SiteRow, col(SiteRow.site) == col(ParcelKept.site))
        .where(col(ParcelKept.state) == ChainState.conflict)
        .order_by(col(SiteRow.code), col(ParcelKept.seq))
    )
    return [
        Matter(
            Verdict.CONFLICT_REVISION,
            site.code,
            site.name,
            parcel.month,
            (parcel.seq,),
            parcel.note,
        )
        for parcel, site in found
        if (parcel.site, parcel.hash) not in aside
    ]


def _held(desk: OfficeDesk) -> list[Matter]:
    aside = _set_aside(desk)
    found = desk.session.execute(
        select(Held, SiteRow)
        .outerjoin(SiteRow, col(SiteRow.site) == col(Held.site))
        .order_by(col(SiteRow.code), col(Held.verdict), col(Held.seq), col(Held.hash))
    )
    return [
        Matter(
            verdict=held.verdict,
            site=site.code if site else "",
            name=site.name if site else "",
            period=held.month,
            numbers=(held.seq,) if held.seq else (),
            note=held.note,
        )
        for held, site in found
        # Without a library there is no ruling: what was thrown away has no bytes.
        if (held.site, held.hash) not in aside and (held.site or held.envelope)
    ]


def _gaps(desk: OfficeDesk) -> list[Matter]:
    # Most epochs are whole; only the others are looked at number by number.
    lacking = (
        select(col(ParcelKept.site), col(ParcelKept.epoch))
        .group_by(col(ParcelKept.site), col(ParcelKept.epoch))
        .having(func.max(col(ParcelKept.seq)) > func.count(col(ParcelKept.seq).distinct()))
    )
    found = desk.session.execute(
        select(Epoch, SiteRow)
        .join(SiteRow, col(SiteRow.site) == col(Epoch.site))
        .where(tuple_(col(Epoch.site), col(Epoch.epoch)).in_(lacking))
        .order_by(col(SiteRow.code), col(Epoch.place))
    )
    matters: list[Matter] = []
    for epoch, site in found.all():
        missing = chain.standing(History(desk, epoch.site), epoch).missing
        if missing:
            matters.append(Matter(Verdict.ACCEPT_WITH_GAP, site.code, site.name, "", missing, ""))
    return matters
