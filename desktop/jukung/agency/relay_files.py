"""A district keeps what is for its province, as it came, until it is carried on.

Nothing can be told of a file that does not open: a damaged one goes on too, and the
province says so. What opens is told apart by whom it claims to be for.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import desc, func, select
from sqlmodel import col

from jukung.agency import remembered
from jukung.agency.office import Office, OfficeDesk
from jukung.agency.tables import PermitRole, RelayFile, RelayPermit, Setting
from jukung.exchange.parcels import envelope, parcel, plain_json
from jukung.exchange.parcels.envelope import Sealed
from jukung.exchange.parcels.identity import AgencyCard
from jukung.exchange.parcels.parcel import Audience

MOST_FILES = 20_000
RECEIPT = ".jkr"

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,60}\.(jkp|jkc)", re.IGNORECASE)
_NAMED = re.compile(r"JKG-([0-9a-f]{8})(-[0-9]{1,12}(-[0-9a-f]{6})?)?\.(jkp|jkc|jkr)")
_MARK = "relayed:"


@dataclass(frozen=True, slots=True)
class Mandate:
    """The permit that this district holds today, and the receipts that came back.

    `receipts` names the newest one of each library by the end of its epoch, which
    stands in the names of its files.
    """

    province: AgencyCard
    former: Mapping[str, str]
    """Verify keys by fingerprint: who the province was before."""
    may_open: bool
    since: str
    until: date
    no: int
    receipts: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def audiences(self) -> frozenset[str]:
        """The fingerprints that parcels for this province may bear."""
        return frozenset({self.province.fingerprint, *self.former})


def mandate(desk: OfficeDesk, *, also_over: bool = False) -> Mandate | None:
    """The permit that holds today, if there is one."""
    if not _may_be_district(desk):
        return None
    row = desk.session.scalars(
        select(RelayPermit)
        .where(col(RelayPermit.role) == PermitRole.received)
        .order_by(desc(col(RelayPermit.since)))
        .limit(1)
    ).first()
    if row is None:
        return None
    until = date.fromisoformat(row.until or "2000-01-01")
    if until < desk.today and not also_over:
        return None
    kept: dict[str, Any] = remembered.recall(desk, f"relay_from:{row.fingerprint}", {})
    card = AgencyCard(
        row.code,
        row.name,
        row.verify_key,
        row.recipient,
        row.escrow,
        kept.get("address", ""),
    )
    return Mandate(
        province=card,
        former=kept.get("former", {}),
        may_open=bool(row.may_open),
        since=row.since.isoformat(),
        until=until,
        no=int(kept.get("no", 0)),
    )


def mandate_of(office: Office) -> Mandate | None:
    """The same with the receipts that wait, looked up once for a whole delivery."""
    with office.reading() as desk:
        held = mandate(desk)
        if held is None:
            return None
        found = desk.session.execute(
            select(col(RelayFile.name), col(RelayFile.hash)).where(
                col(RelayFile.name).like(f"%{RECEIPT}")
            )
        )
        receipts = {epoch_end(name): digest for name, digest in found}
    return Mandate(
        held.province, held.former, held.may_open, held.since, held.until, held.no, receipts
    )


def audience_of(sealed: Sealed) -> str:
    """For whom an opened parcel claims to be; nothing of it is believed."""
    try:
        top = plain_json.read(sealed.unverified)
        return Audience.model_validate(top.get("audience")).fingerprint
    except ValueError:
        return ""


def is_only_carried(desk: OfficeDesk, sealed: Sealed) -> bool:
    """Whether an opened parcel is for a province that lets nobody here open it."""
    held = mandate(desk)
    return held is not None and not held.may_open and audience_of(sealed) in held.audiences


def opens(desk: OfficeDesk, audience: parcel.Audience) -> bool:
    """Whether the province that a parcel is for lets this district count it, too."""
    held = mandate(desk)
    return (
        held is not None
        and held.may_open
        and audience.code == held.province.code
        and audience.fingerprint in held.audiences
    )


def note_whose(desk: OfficeDesk, site: int, *, relayed: bool) -> None:
    """Remember whether a library reports to the province; it then believes no receipt of ours."""
    if not _may_be_district(desk):
        return
    row = desk.session.get(Setting, f"{_MARK}{site}")
    if relayed != (row is not None):
        remembered.remember(desk, f"{_MARK}{site}", 1 if relayed else None)
    desk.session.info[f"{_MARK}{site}"] = relayed


def is_relayed(desk: OfficeDesk, site: int) -> bool:
    """Whether a library's receipts come from the province alone."""
    if not _may_be_district(desk):
        return False
    noted = desk.session.info.get(f"{_MARK}{site}")
    return desk.session.get(Setting, f"{_MARK}{site}") is not None if noted is None else noted


def relayed_sites(desk: OfficeDesk) -> frozenset[int]:
    """All libraries that report to the province."""
    keys = desk.session.scalars(select(col(Setting.key)).where(col(Setting.key).like(f"{_MARK}%")))
    return frozenset(int(key.removeprefix(_MARK)) for key in keys)


def is_kept(desk: OfficeDesk, content: bytes) -> bool:
    """Whether these very bytes came before."""
    return desk.session.get(RelayFile, hashlib.sha256(content).hexdigest()) is not None


def keep(desk: OfficeDesk, content: bytes, *, name: str, audience: str = "") -> bool:
    """Keep a file for the province; the same one again changes nothing.

    Where there is no room left, what was carried longest ago gives way; False where
    everything still waits.
    """
    digest = hashlib.sha256(content).hexdigest()
    if desk.session.get(RelayFile, digest) is not None:
        return True
    if len(content) > envelope.LARGEST_FILE or not _has_room(desk):
        return False
    desk.session.add(
        RelayFile(
            hash=digest,
            audience=audience,
            name=name if _PLAIN.fullmatch(name) else f"JKG-{digest[:8]}.jkp",
            bytes=content,
            seen_at=desk.now,
        )
    )
    desk.session.flush()
    return True


def receipt_for(desk: OfficeDesk, held: Mandate, name: str, *, at_hand: bool) -> bytes | None:
    """The province's newest receipt for the library whose file has this name.

    It is handed on where the library's own stick is at hand; ours brings the same files back.
    """
    digest = held.receipts.get(epoch_end(name))
    row = desk.session.get(RelayFile, digest) if digest else None
    if row is None:
        return None
    if at_hand and row.carried_at is None:
        row.carried_at = desk.now
        desk.session.add(row)
        desk.session.flush()
    return row.bytes


def file_name(path: Path | None, sealed: Sealed | None) -> str:
    """What a file is called on its way: as it was, or as its library would call it."""
    if path is not None and _PLAIN.fullmatch(path.name):
        return path.name
    if sealed is not None:
        try:
            chain = plain_json.read(sealed.unverified)["chain"]
            named = f"JKG-{str(chain['epoch'])[-8:]}-{int(chain['seq']):04d}.jkp"
        except (KeyError, TypeError, ValueError):
            return ""
        return named if _NAMED.fullmatch(named) else ""
    return ""


def epoch_end(name: str) -> str:
    """The end of the library's epoch in a file's name; empty where it is none of ours."""
    found = _NAMED.fullmatch(name)
    return found[1] if found else ""


# A province, with its two digits, lies in nobody's region: it is asked nothing per parcel.
def _may_be_district(desk: OfficeDesk) -> bool:
    return "." in desk.profile.code


def _has_room(desk: OfficeDesk) -> bool:
    count = desk.session.execute(select(func.count()).select_from(RelayFile)).scalar_one()
    if count < MOST_FILES:
        return True
    oldest = desk.session.scalars(
        select(RelayFile)
        .where(col(RelayFile.carried_at).is_not(None))
        .order_by(col(RelayFile.carried_at), col(RelayFile.hash))
        .limit(1)
    ).first()
    if oldest is None:
        return False
    desk.session.delete(oldest)
    desk.session.flush()
    return True
