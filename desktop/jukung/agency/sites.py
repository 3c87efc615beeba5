"""A library as the agency knows it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from jukung.agency.office import OfficeDesk
from jukung.agency.tables import SiteKey, SiteRow
from jukung.domain import months
from jukung.domain.kinds import LibraryKind, PrisonKind
from jukung.domain.months import Month


@dataclass(frozen=True, slots=True)
class Site:
    """A library, with its newest key that still holds; empty when none does.

    `uid` is empty where it does not use Jukung. From the month `closed_from` on it owes
    nothing, because it closed or because it is part of `merged_into` now.
    """

    site: int
    uid: str
    code: str
    name: str
    place_name: str
    kind: LibraryKind
    prison_kind: PrisonKind | None
    since: Month
    closed_from: Month | None
    merged_into: int | None
    npp: str
    note: str
    fingerprint: str

    @property
    def kabupaten(self) -> str:
        """The code of its kabupaten or kota, `PP.KK`."""
        return self.code[:5]

    @property
    def uses_jukung(self) -> bool:
        """Whether parcels are expected from it."""
        return bool(self.uid)

    def owes(self, month: Month) -> bool:
        """Whether it should report a month, as far as opening and closing go."""
        return self.closed_from is None or month < self.closed_from


def all_sites(desk: OfficeDesk) -> tuple[Site, ...]:
    """Every library, by code."""
    rows = desk.session.scalars(select(SiteRow).order_by(col(SiteRow.code))).all()
    newest = {
        key.site: key.fingerprint
        for key in desk.session.scalars(
            select(SiteKey)
            .where(col(SiteKey.revoked_at).is_(None))
            .order_by(col(SiteKey.enrolled_at))
        )
    }
    return tuple(site_from(row, newest.get(row.site, "")) for row in rows)


def site_from(row: SiteRow, fingerprint: str) -> Site:
    """The value of a row."""
    return Site(
        site=row.site,
        uid=row.uid or "",
        code=row.code,
        name=row.name,
        place_name=row.place_name,
        kind=row.kind,
        prison_kind=row.prison_kind,
        since=months.parse_month(row.since),
        closed_from=months.parse_month(row.closed_from) if row.closed_from else None,
        merged_into=row.merged_into,
        npp=row.npp,
        note=row.note,
        fingerprint=fingerprint,
    )


def by_code(desk: OfficeDesk, code: str) -> SiteRow | None:
    """The row of a library's code."""
    return desk.session.scalars(select(SiteRow).where(col(SiteRow.code) == code)).first()


def locked(desk: OfficeDesk, site: int) -> SiteRow:
    """The row of a library that nobody else changes until this transaction ends."""
    return desk.session.scalars(
        select(SiteRow).where(col(SiteRow.site) == site).with_for_update()
    ).one()
