"""The open agency file, its keys, and the desk that every verb stands at."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlmodel import Session, col

from jukung.agency.tables import FormerIdentity, OfficeRow
from jukung.domain import errors, months, regions
from jukung.domain.ids import new_id
from jukung.exchange.parcels import identity
from jukung.exchange.parcels.identity import AgencyCard
from jukung.store import database, keys, server

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0002"


@dataclass(frozen=True, slots=True)
class OfficeProfile:
    """Who this agency is."""

    uid: str
    card: AgencyCard
    former: tuple[AgencyCard, ...] = ()
    """Identities it had before, oldest first; what is sealed for them is still opened."""

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
    former: Mapping[str, "OfficeKeys"] = field(default_factory=dict)
    """The secrets of former identities that this computer has, by fingerprint."""

    @property
    def openers(self) -> tuple[str, ...]:
        """What opens parcels, also those sealed for who it was before."""
        return (self.identity, *(each.identity for each in self.former.values()))


@dataclass(frozen=True, slots=True)
class OfficeDesk:
    """The transaction, the time, and whose office this is."""

    session: Session
    now: datetime
    profile: OfficeProfile
    by: str = ""
    """Who stands there; empty for the receiver and the command line."""

    @property
    def today(self) -> date:
        """The date in the agency's own zone."""
        zone = months.zone_of_region(self.profile.code)
        return self.now.astimezone(months.zone_info(zone)).date()


class Office:
    """An open agency file, or an agency's database on a server."""

    def __init__(
        self,
        file: database.Database | server.ServerDatabase,
        *,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.file = file
        self.who: Callable[[], str] = str
        """Who stands here where a verb is not told; nobody, for the receiver."""
        self._clock = clock or (lambda: datetime.now(UTC))
        self._profile: OfficeProfile | None = None

    @property
    def place(self) -> str:
        """Where it lies: a path, or a server's address without its password."""
        return self.file.place if isinstance(self.file, server.ServerDatabase) else str(self.path)

    @property
    def path(self) -> Path:
        """Where the file lies; an office on a server has none."""
        if isinstance(self.file, server.ServerDatabase):
            raise TypeError(self.place)
        return self.file.path

    @property
    def is_shared(self) -> bool:
        """Whether several programs may stand at it at once."""
        return isinstance(self.file, server.ServerDatabase)

    @contextmanager
    def changing(self, *, by: str = "") -> Iterator[OfficeDesk]:
        """A desk whose acts are stored together, or not at all; `by` is who stands there."""
        with self.file.changing() as session:
            yield self._desk(session, by=by)

    @contextmanager
    def reading(self) -> Iterator[OfficeDesk]:
        """A desk that only looks."""
        with self.file.reading() as session:
            yield self._desk(session)

    def close(self) -> None:
        """Close the file; everything committed is in it."""
        self.file.close()

    def forget_profile(self) -> None:
        """Read who we are anew, after it changed."""
        self._profile = None

    def _desk(self, session: Session, *, by: str = "") -> OfficeDesk:
        # Another thread may forget it meanwhile.
        profile = self._profile or _read_profile(session)
        self._profile = profile
        return OfficeDesk(session, self._clock().astimezone(UTC), profile, by or self.who())


def found(
    place: Path | str, *, code: str, name: str, clock: Callable[[], datetime] | None = None
) -> Office:
    """Make a new agency file, or its tables in an empty database on a server.

    Its keys lie outside, on this computer. Refuses RegionUnknown, FileExists, CannotWrite,
    DiskFull, and what `store.server.make_on_server` refuses.
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
        file = _made(place, row)
    except BaseException:
        for secret in (_signing_name(uid), _opening_name(uid)):
            with suppress(errors.Refusal):
                keys.forget(secret)
        raise
    return Office(file, clock=clock)


def _made(place: Path | str, row: OfficeRow) -> database.Database | server.ServerDatabase:
    if _is_address(place):
        return server.make_on_server(str(place), folder=MIGRATIONS, first=lambda s: s.add(row))
    return database.make_file(
        Path(place),
        mark=database.AGENCY_MARK,
        folder=MIGRATIONS,
        encrypted=False,
        first=lambda session: session.add(row),
    )


def open_office(place: Path | str, *, clock: Callable[[], datetime] | None = None) -> Office:
    """Open an agency file that exists, or an agency's database on a server.

    Refuses what `store.database.open_file` and `store.server.open_server` refuse.
    """
    if _is_address(place):
        return Office(server.open_server(str(place), folder=MIGRATIONS, head=HEAD), clock=clock)
    file = database.open_file(Path(place), mark=database.AGENCY_MARK, folder=MIGRATIONS, head=HEAD)
    return Office(file, clock=clock)


# A path of a server's address would have lost one of its slashes.
def _is_address(place: Path | str) -> bool:
    return isinstance(place, str) and server.is_address(place)


def fetch_keys(profile: OfficeProfile) -> OfficeKeys:
    """The agency's secrets on this computer; refuses AgencyKeysMissing."""
    own = _secrets_of(profile.uid, profile.card)
    if own is None:
        raise errors.AgencyKeysMissing
    former = {each.fingerprint: _secrets_of(profile.uid, each) for each in profile.former}
    return OfficeKeys(
        own.identity, own.signing, {name: found for name, found in former.items() if found}
    )


def keep_keys(uid: str, card: AgencyCard, *, signing: bytes, opening: str) -> None:
    """Keep the secrets of one identity beside those of the others."""
    keys.keep(_signing_name(uid, card), signing)
    keys.keep(_opening_name(uid, card), opening.encode())


# The first identity's secrets have the agency's name alone, later ones their fingerprint too.
def _secrets_of(uid: str, card: AgencyCard) -> OfficeKeys | None:
    for whose in (card, None):
        signing = keys.fetch(_signing_name(uid, whose))
        opening = keys.fetch(_opening_name(uid, whose))
        if signing is None or opening is None:
            continue
        found = OfficeKeys(opening.decode(), Ed25519PrivateKey.from_private_bytes(signing))
        if found.signing.public_key().public_bytes_raw().hex() == card.verify_key:
            return found
    return None


def _read_profile(session: Session) -> OfficeProfile:
    row = session.scalars(select(OfficeRow)).one()
    former = session.scalars(select(FormerIdentity).order_by(col(FormerIdentity.until)))
    return OfficeProfile(
        uid=row.uid,
        card=AgencyCard(
            code=row.code,
            name=row.name,
            verify_key=row.verify_key,
            recipient=row.recipient,
            escrow=row.escrow,
        ),
        former=tuple(
            AgencyCard(row.code, row.name, each.verify_key, each.recipient, each.escrow)
            for each in former
        ),
    )


def _signing_name(uid: str, card: AgencyCard | None = None) -> str:
    return f"receipt-{uid}{_mark_of(card)}"


def _opening_name(uid: str, card: AgencyCard | None = None) -> str:
    return f"parcel-{uid}{_mark_of(card)}"


def _mark_of(card: AgencyCard | None) -> str:
    return f"-{card.fingerprint.replace(' ', '')}" if card else ""
