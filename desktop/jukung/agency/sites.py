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
    """An enrolled library, with its newest key that still holds; empty when none does."""

    row: int
    uid: str
    code: str
    name: str
    place_name: str
    kind: LibraryKind
    prison_kind: PrisonKind | None
    since: Month
    fingerprint: str

    @property
    def kabupaten(self) -> str:
        """The code of its kabupaten or kota, `PP.KK`."""
        return self.code[:5]


def all_sites(desk: OfficeDesk) -> tuple[Site, ...]:
    """Every enrolled library, by code."""
    rows = desk.session.scalars(select(SiteRow).order_by(col(SiteRow.code))).all()
    newest = {
        key.site: key.fingerprint
        for key in desk.session.scalars(
            select(SiteKey)
            .where(col(SiteKey.revoked_at).is_(None))
            .order_by(col(SiteKey.enrolled_at))
        )
    }
    return tuple(site_from(row, newest.get(row.row, "")) for row in rows)


def site_from(row: SiteRow, fingerprint: str) -> Site:
    """The value of a row."""
    return Site(
        row=row.row,
        uid=row.uid,
        code=row.code,
        name=row.name,
        place_name=row.place_name,
        kind=row.kind,
        prison_kind=row.prison_kind,
        since=months.parse_month(row.since),
        fingerprint=fingerprint,
    )
