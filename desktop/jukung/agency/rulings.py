"""What people decided about single parcels; looked at whenever a library is settled anew.

A word about a parcel is kept under its hash. That one copy of a library is the true one
is kept under the hash at which the copies part, marked as such: the same parcel may also
have been let in, or may speak for its month, for another reason.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from jukung.agency.office import OfficeDesk
from jukung.agency.tables import Ruling, RulingRow

BRANCH = "copy:"


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision that stands; `branch` where it is about a whole copy."""

    site: int
    hash: str
    ruling: Ruling
    by: str
    reason: str
    at: datetime
    branch: bool


def is_branch(key: str) -> bool:
    """Whether a ruling with this key is about a whole copy."""
    return key.startswith(BRANCH)


def plain_hash(key: str) -> str:
    """The hash that a ruling is about."""
    return key.removeprefix(BRANCH)


def standing(desk: OfficeDesk, *, site: int | None = None) -> tuple[Ruled, ...]:
    """Every decision about one library or all, newest first."""
    wanted = select(RulingRow)
    if site is not None:
        wanted = wanted.where(col(RulingRow.site) == site)
    found = sorted(desk.session.scalars(wanted), key=lambda row: (row.at, row.hash), reverse=True)
    return tuple(
        Ruled(
            row.site,
            plain_hash(row.hash),
            row.ruling,
            row.by,
            row.reason,
            row.at,
            is_branch(row.hash),
        )
        for row in found
    )


def rule(
    desk: OfficeDesk,
    site: int,
    digest: str,
    ruling: Ruling,
    *,
    reason: str = "",
    branch: bool = False,
) -> None:
    """Decide about a parcel or a copy; a later decision takes the place of an earlier one."""
    key = _key(digest, branch=branch)
    row = desk.session.get(RulingRow, (site, key)) or RulingRow(
        site=site, hash=key, ruling=ruling, by=desk.by, at=desk.now
    )
    row.ruling, row.by, row.reason, row.at = ruling, desk.by, reason, desk.now
    desk.session.add(row)
    desk.session.flush()


def forget(desk: OfficeDesk, site: int, digest: str, *, branch: bool = False) -> None:
    """Take a decision back."""
    row = desk.session.get(RulingRow, (site, _key(digest, branch=branch)))
    if row is not None:
        desk.session.delete(row)
        desk.session.flush()


def _key(digest: str, *, branch: bool) -> str:
    return f"{BRANCH}{digest}" if branch else digest
