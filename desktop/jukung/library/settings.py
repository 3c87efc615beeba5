"""What a library is called, and the choices it remembers."""

import json
from dataclasses import dataclass

from jukung.domain import errors, months
from jukung.domain.kinds import ActKind, Zone
from jukung.library import journal
from jukung.library.desk import Desk, Profile, fresh
from jukung.library.permission import DESK, KEEPERS, STAFF, allowed
from jukung.store.tables import AgencyRow, LibraryRow, Setting

# `opening` tells what these hours are for; whoever types into the SIM ticks what is typed.
_FOR_ALL_STAFF = frozenset({"usual_hours", "sim_typed", "read_notices"})


@dataclass(frozen=True, slots=True)
class Agency:
    """The agency this library reports to."""

    code: str
    name: str
    fingerprint: str
    verify_key: str
    recipient: str
    escrow: str
    receipt_no: int


@allowed(KEEPERS)
def rename(
    desk: Desk,
    *,
    name: str,
    place_name: str,
    region_code: str,
    npp: str,
    zone: Zone | None = None,
) -> Profile:
    """Change what the library is called and where it is.

    Refuses NameMissing. An NPP that looks unusual is kept: most villages have none.
    """
    if not name.strip():
        raise errors.NameMissing
    row = desk.session.get_one(LibraryRow, 1)
    act = journal.begin(desk, ActKind.change_settings)
    before = {"name": row.name, "place_name": row.place_name, "region_code": row.region_code}
    row.name = name.strip()
    row.place_name = place_name.strip()
    row.region_code = region_code.strip()
    row.npp = npp.strip()
    row.zone = zone or (months.zone_of_region(row.region_code) if row.region_code else row.zone)
    desk.session.add(row)
    journal.note(desk, act, "rename", noun="library", noun_id=row.uid, detail={"was": before})
    return fresh(desk).profile


@allowed(DESK)
def agency(desk: Desk) -> Agency | None:
    """The agency this library reports to, once it joined one."""
    row = desk.session.get(AgencyRow, 1)
    if row is None:
        return None
    return Agency(
        row.code,
        row.name,
        row.fingerprint,
        row.verify_key,
        row.recipient,
        row.escrow,
        row.receipt_no,
    )


@allowed(DESK)
def recall(desk: Desk, key: str, default: str = "") -> str:
    """A remembered choice of this library."""
    row = desk.session.get(Setting, key)
    return default if row is None else str(json.loads(row.value))


@allowed(STAFF)
def remember(desk: Desk, key: str, value: str) -> None:
    """Remember a choice; nobody needs a journal for the last backup folder.

    An assistant chooses the usual hours, ticks, and nothing else. Refuses NotAllowed.
    """
    if desk.staff.role not in KEEPERS and key not in _FOR_ALL_STAFF:
        raise errors.NotAllowed(desk.staff.role)
    row = desk.session.get(Setting, key) or Setting(key=key, value="")
    row.value = json.dumps(value, ensure_ascii=False)
    desk.session.add(row)
    desk.session.flush()
