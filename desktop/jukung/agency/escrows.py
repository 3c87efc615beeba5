"""Keys that prison libraries sealed to the agency: read for one that lost its own.

Whoever reads one is written down, with the library and what the key opens.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import deeds
from jukung.agency.office import OfficeDesk, fetch_keys
from jukung.agency.tables import SiteRow
from jukung.domain import errors
from jukung.library import vaulting
from jukung.library.vaulting import EscrowKind


@dataclass(frozen=True, slots=True)
class ReadKey:
    """A key as it is told to its library, line by line."""

    kind: EscrowKind
    uid: str
    code: str
    """The library's code in the register; empty where it is not there."""
    name: str
    lines: tuple[str, ...]


def read_escrow(desk: OfficeDesk, sealed: bytes) -> ReadKey:
    """Read a key that was sealed to this agency, also as who it was before.

    Refuses WhoIsMissing, AgencyKeysMissing, VaultDamaged for anything else.
    """
    if not desk.by.strip():
        raise errors.WhoIsMissing
    found = vaulting.unsealed_key(sealed, fetch_keys(desk.profile).openers)
    wanted = select(SiteRow).where(col(SiteRow.uid) == found.library)
    site = desk.session.scalars(wanted).first()
    row = site.site if site else None
    detail = "" if site else found.library
    if found.kind is EscrowKind.names:
        deeds.note(desk, "read_names_key", site=row, detail=detail)
    else:
        deeds.note(desk, "read_file_key", site=row, detail=detail)
    return ReadKey(
        found.kind,
        found.library,
        site.code if site else "",
        site.name if site else "",
        found.lines(),
    )
