"""What was done at this desk, by whom and when; no figure and no borrower is in it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import desc, select
from sqlmodel import col

from jukung.agency.office import OfficeDesk
from jukung.agency.tables import Deed, SiteRow


@dataclass(frozen=True, slots=True)
class DeedDone:
    """One line of the agency's journal; `site` is the library's code, if one was meant."""

    at: datetime
    by: str
    what: str
    site: str
    detail: str


def note(desk: OfficeDesk, what: str, *, site: int | None = None, detail: str = "") -> None:
    """Write down what was done."""
    desk.session.add(Deed(at=desk.now, by=desk.by, what=what, site=site, detail=detail))
    desk.session.flush()


def latest(desk: OfficeDesk, *, site: int | None = None, most: int = 200) -> tuple[DeedDone, ...]:
    """The newest lines, about one library or all."""
    wanted = select(Deed).order_by(desc(col(Deed.no))).limit(most)
    if site is not None:
        wanted = wanted.where(col(Deed.site) == site)
    rows = list(desk.session.scalars(wanted))
    codes = {
        row.site: row.code
        for row in desk.session.scalars(
            select(SiteRow).where(col(SiteRow.site).in_({row.site for row in rows if row.site}))
        )
    }
    return tuple(
        DeedDone(row.at, row.by, row.what, codes.get(row.site or 0, ""), row.detail) for row in rows
    )
