"""The open agency file, its keys, and the desk that every verb stands at."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlmodel import Session

from jukung.agency.tables import OfficeRow
from jukung.domain import errors, months, regions
from jukung.domain.ids import new_id
from jukung.exchange.parcels import identity
from jukung.exchange.parcels.identity import AgencyCard
from jukung.store import database, keys

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0001"


@dataclass(frozen=True, slots=True)
class OfficeProfile:
    """Who this agency is."""

    uid: str
    card: AgencyCard

    @property
    def code(self) -> str:
        """Its region code."""
        return self.card.code

    @property
    def name(self) -> str:
        """Its name."""
        return self.card.name

    @property
    def fingerprint(self) -> str:
        """What its libraries compare before they join."""
        return self.card.fingerprint


@dataclass(frozen=True, slots=True)
class OfficeKeys:
    """The two secrets: one opens parcels, one signs receipts."""

    identity: str
    signing: Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class OfficeDesk:
    """The transaction, the time, and whose office this is."""

    session: Session
    now: datetime
    profile: OfficeProfile

    @property
    def today(self) -> date:
        """The date in the agency's own zone."""
        zone = months.zone_of_region(self.profile.code)
        return self.now.astimezone(months.zone_info(zone)).date()


class Office:
    """An open agency file."""

    def __init__(
        self, file: database.Database, *, clock: Callable[[], datetime] | None = None
    ) -> None:
        self.file = file
        self._clock = clock or (lambda: datetime.now(UTC))
        self._profile: OfficeProfile | None = None

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.file.path

    @contextmanager
    def changing(self) -> Iterator[OfficeDesk]:
        """A desk whose acts are stored together, or not at all."""
        with self.file.changing() as session:
            yield self._desk(session)

    @contextmanager
    def reading(self) -> Iterator[OfficeDesk]:
        """A desk that only looks."""
        with self.file.reading() as session:
            yield self._desk(session)

    def close(self) -> None:
        """Close the file; everything committed is in it."""
        self.file.close()

    def _desk(self, session: Session) -> OfficeDesk:
        self._profile = self._profile or _read_profile(session)
        return OfficeDesk(session, self._clock().astimezone(UTC), self._profile)


def found(
    path: Path, *, code: str, name: str, clock: Callable[[], datetime] | None = None
) -> Office:
    """Make a new agency file and its keys, which lie outside it.

    Refuses RegionUnknown, FileExists, CannotWrite, DiskFull.
    """
    plain_code = regions.office_code(code)
    uid = new_id()
    signing = Ed25519PrivateKey.generate()
    opening = pyrage.x25519.Identity.generate()
    row = OfficeRow(
        uid=uid,
        code=plain_code,
        name=identity.plain_name(name),
        verify_key=signing.public_key().public_bytes_raw().hex(),
        recipient=str(opening.to_public()),
        made_at=clock() if clock else datetime.now(UTC),
    )
    try:
        keys.keep(_signing_name(uid), signing.private_bytes_raw())
        keys.keep(_opening_name(uid), str(opening).encode())
        file = database.make_file(
            path,
            mark=database.AGENCY_MARK,
            folder=MIGRATIONS,
            encrypted=False,
            first=lambda session: session.add(row),
        )
    except BaseException:
        for secret in (_signing_name(uid), _opening_name(uid)):
            with suppress(errors.Refusal):
                keys.forget(secret)
        raise
    return Office(file, clock=clock)


def open_office(path: Path, *, clock: Callable[[], datetime] | None = None) -> Office:
    """Open an agency file that exists; refuses what `store.database.open_file` refuses."""
    file = database.open_file(path, mark=database.AGENCY_MARK, folder=MIGRATIONS, head=HEAD)
    return Office(file, clock=clock)


def fetch_keys(profile: OfficeProfile) -> OfficeKeys:
    """The agency's secrets on this computer; refuses AgencyKeysMissing."""
    signing = keys.fetch(_signing_name(profile.uid))
    opening = keys.fetch(_opening_name(profile.uid))
    if signing is None or opening is None:
        raise errors.AgencyKeysMissing
    return OfficeKeys(opening.decode(), Ed25519PrivateKey.from_private_bytes(signing))


def _read_profile(session: Session) -> OfficeProfile:
    row = session.scalars(select(OfficeRow)).one()
    return OfficeProfile(
        uid=row.uid,
        card=AgencyCard(
            code=row.code,
            name=row.name,
            verify_key=row.verify_key,
            recipient=row.recipient,
            escrow=row.escrow,
        ),
    )


def _signing_name(uid: str) -> str:
    return f"receipt-{uid}"


def _opening_name(uid: str) -> str:
    return f"parcel-{uid}"
