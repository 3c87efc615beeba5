"""Who has reported and who has not, month by month; and what a person must look at."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from jukung.agency import chain
from jukung.agency.office import OfficeDesk
from jukung.agency.sites import Site, all_sites
from jukung.agency.tables import ChainState, Epoch, Held, LockedMonth, ParcelKept, SiteRow
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
    return _of_month(all_sites(desk), _reported(desk), period)


def grid(desk: OfficeDesk, until: Month) -> tuple[GridRow, ...]:
    """The twelve months that end with this one, by kabupaten."""
    span = [until]
    while len(span) < 12:
        span.insert(0, span[0].before)
    reported = _reported(desk)
    places: dict[str, list[Site]] = {}
    for site in all_sites(desk):
        places.setdefault(site.kabupaten, []).append(site)
    return tuple(
        GridRow(
            kabupaten,
            tuple(
                Cell(found.period, found.expected, found.received)
                for found in (_of_month(tuple(sites), reported, period) for period in span)
            ),
        )
        for kabupaten, sites in sorted(places.items())
    )


def last_reports(desk: OfficeDesk) -> dict[int, Month]:
    """The latest month that each library reported, by its row."""
    return {site: max(reported) for site, reported in _reported(desk).items()}


def attention(desk: OfficeDesk) -> tuple[Matter, ...]:
    """Everything that waits for a person, forks first."""
    return (*_forks(desk), *_conflicts(desk), *_held(desk), *_gaps(desk))


def lock(desk: OfficeDesk, period: Month) -> None:
    """Publish a month: what comes for it from now on is held."""
    if desk.session.get(LockedMonth, period.text) is None:
        desk.session.add(LockedMonth(month=period.text, locked_at=desk.now))
        desk.session.flush()


def unlock(desk: OfficeDesk, period: Month) -> None:
    """Let a month's figures change again; what was held is judged when it is sent again."""
    row = desk.session.get(LockedMonth, period.text)
    if row is not None:
        desk.session.delete(row)
        desk.session.flush()


def _of_month(
    sites: tuple[Site, ...], reported: dict[int, set[Month]], period: Month
) -> Completeness:
    owing = [
        site
        for site in sites
        if site.fingerprint and min({site.since, *reported.get(site.row, ())}) <= period
    ]
    missing = tuple(site for site in owing if period not in reported.get(site.row, ()))
    return Completeness(period, len(owing), len(owing) - len(missing), missing)


def _reported(desk: OfficeDesk) -> dict[int, set[Month]]:
    found: dict[int, set[Month]] = {}
    for site, month in desk.session.execute(
        select(col(ParcelKept.site), col(ParcelKept.month)).where(
            col(ParcelKept.is_current), col(ParcelKept.kind) != ParcelAct.withdrawal
        )
    ):
        found.setdefault(site, set()).add(months.parse_month(month))
    return found


def _forks(desk: OfficeDesk) -> list[Matter]:
    found = desk.session.execute(
        select(Epoch, SiteRow, func.max(col(ParcelKept.seq)))
        .join(SiteRow, col(SiteRow.row) == col(Epoch.site))
        .join(ParcelKept, col(ParcelKept.epoch) == col(Epoch.row))
        .where(col(Epoch.fork_at).is_not(None))
        .group_by(col(Epoch.row))
        .order_by(col(SiteRow.code))
    )
    return [
        Matter(
            Verdict.FORK, site.code, site.name, "", tuple(range(epoch.fork_at or 0, last + 1)), ""
        )
        for epoch, site, last in found
    ]


def _conflicts(desk: OfficeDesk) -> list[Matter]:
    found = desk.session.execute(
        select(ParcelKept, SiteRow)
        .join(SiteRow, col(SiteRow.row) == col(ParcelKept.site))
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
    ]


def _held(desk: OfficeDesk) -> list[Matter]:
    found = desk.session.execute(
        select(Held, SiteRow)
        .outerjoin(SiteRow, col(SiteRow.row) == col(Held.site))
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
    ]


def _gaps(desk: OfficeDesk) -> list[Matter]:
    # Most epochs are whole; only the others are looked at number by number.
    lacking = (
        select(col(ParcelKept.epoch))
        .group_by(col(ParcelKept.epoch))
        .having(func.max(col(ParcelKept.seq)) > func.count(col(ParcelKept.seq).distinct()))
    )
    found = desk.session.execute(
        select(Epoch, SiteRow)
        .join(SiteRow, col(SiteRow.row) == col(Epoch.site))
        .where(col(Epoch.row).in_(lacking))
        .order_by(col(SiteRow.code), col(Epoch.place))
    )
    matters: list[Matter] = []
    for epoch, site in found.all():
        missing = chain.standing(desk, epoch).missing
        if missing:
            matters.append(Matter(Verdict.ACCEPT_WITH_GAP, site.code, site.name, "", missing, ""))
    return matters
