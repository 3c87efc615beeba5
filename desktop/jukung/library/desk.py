"""The desk that every verb stands at, and the open library that sets it up.

with library.changing() as desk: circulation.lend(desk, …)   one transaction
with library.reading() as desk: catalogue.find(desk, …)      changes nothing
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from jukung.domain import errors, months
from jukung.domain.ids import new_id
from jukung.domain.kinds import (
    LibraryKind,
    OwnerKind,
    PlaceKind,
    PrisonKind,
    Role,
    Zone,
)
from jukung.store import database, keys
from jukung.store.tables import (
    LibraryRow,
    LoanRule,
    NumberSeries,
    Owner,
    Place,
    Staff,
)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Who is at the desk."""

    row: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Profile:
    """Who this library is."""

    uid: str
    name: str
    kind: LibraryKind
    prison_kind: PrisonKind | None
    place_name: str
    region_code: str
    zone: Zone
    npp: str
    epoch: str
    public_key: str

    @property
    def is_prison(self) -> bool:
        """Whether the law protects the very fact that somebody borrows here."""
        return self.kind is LibraryKind.prison


@dataclass(frozen=True, slots=True)
class Desk:
    """The transaction, the time, and who stands here."""

    session: Session
    now: datetime
    staff: StaffMember
    profile: Profile

    @property
    def local_now(self) -> datetime:
        """Now, as the library's own clocks show it."""
        return self.now.astimezone(months.zone_info(self.profile.zone))

    @property
    def today(self) -> date:
        """The date in the library's own zone."""
        return self.local_now.date()


class Library:
    """An open library file."""

    def __init__(
        self, file: database.Database, *, clock: Callable[[], datetime] | None = None
    ) -> None:
        self.file = file
        self._clock = clock or (lambda: datetime.now(UTC))
        self._staff: StaffMember | None = None
        self._profile: Profile | None = None

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.file.path

    @contextmanager
    def changing(self, *, at: datetime | None = None) -> Iterator[Desk]:
        """A desk whose acts are stored together, or not at all."""
        with self.file.changing() as session:
            yield self._desk(session, at)
        self._profile = None

    @contextmanager
    def reading(self, *, at: datetime | None = None) -> Iterator[Desk]:
        """A desk that only looks."""
        with self.file.reading() as session:
            yield self._desk(session, at)

    def today(self) -> date:
        """The date in the library's own zone."""
        with self.reading() as desk:
            return desk.today

    def sign_in(self, staff: StaffMember) -> None:
        """Say who stands at the desk from now on."""
        self._staff = staff

    def close(self) -> None:
        """Close the file; everything committed is in it."""
        self.file.close()

    def _desk(self, session: Session, at: datetime | None) -> Desk:
        profile = self._profile or read_profile(session)
        self._profile = profile
        staff = self._staff or _first_staff(session)
        self._staff = staff
        return Desk(session, (at or self._clock()).astimezone(UTC), staff, profile)


def found(  # noqa: PLR0913 - the answers of the set-up page
    path: Path,
    *,
    name: str,
    kind: LibraryKind = LibraryKind.village,
    prison_kind: PrisonKind | None = None,
    place_name: str = "",
    region_code: str = "",
    zone: Zone | None = None,
    staff_name: str = "",
    clock: Callable[[], datetime] | None = None,
) -> Library:
    """Make a new library file; a prison's is encrypted from its first byte.

    Refuses FileExists, CannotWrite, DiskFull.
    """
    # Six megabytes that a library opened every day never needs.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - as just said
        Ed25519PrivateKey,
    )

    prison = kind is LibraryKind.prison
    signing = Ed25519PrivateKey.generate()
    uid = new_id()
    keys.keep(signing_key_name(uid), signing.private_bytes_raw())
    row = LibraryRow(
        uid=uid,
        name=name,
        kind=kind,
        prison_kind=(prison_kind or PrisonKind.lapas) if prison else None,
        place_name=place_name,
        region_code=region_code,
        zone=zone or months.zone_of_region(region_code or "63"),
        epoch=new_id(),
        public_key=signing.public_key().public_bytes_raw().hex(),
        made_at=clock() if clock else datetime.now(UTC),
    )
    rows = [row, *_first_rows(name, staff_name, prison=prison)]
    try:
        file = database.make_file(
            path,
            mark=database.LIBRARY_MARK,
            folder=database.MIGRATIONS,
            encrypted=prison,
            first=lambda session: session.add_all(rows),
        )
    except BaseException:
        keys.forget(signing_key_name(uid))
        raise
    return Library(file, clock=clock)


def open_library(path: Path, *, clock: Callable[[], datetime] | None = None) -> Library:
    """Open a library that exists; refuses what `store.database.open_file` refuses."""
    file = database.open_file(
        path,
        mark=database.LIBRARY_MARK,
        folder=database.MIGRATIONS,
        head=database.HEAD,
    )
    return Library(file, clock=clock)


def read_profile(session: Session) -> Profile:
    """Who the library is, from its one row."""
    row = session.scalars(select(LibraryRow)).one()
    return Profile(
        uid=row.uid,
        name=row.name,
        kind=row.kind,
        prison_kind=row.prison_kind,
        place_name=row.place_name,
        region_code=row.region_code,
        zone=row.zone,
        npp=row.npp,
        epoch=row.epoch,
        public_key=row.public_key,
    )


def signing_key_name(uid: str) -> str:
    """Under which name a library's signing key is kept on this computer."""
    return f"sign-{uid}"


def fresh(desk: Desk) -> Desk:
    """The same desk after the profile was changed in this transaction."""
    desk.session.flush()
    return replace(desk, profile=read_profile(desk.session))


def _first_rows(name: str, staff_name: str, *, prison: bool) -> list[SQLModel]:
    return [
        Staff(name=staff_name or name, role=Role.officer if prison else Role.librarian),
        Owner(name=name, kind=OwnerKind.own),
        Place(name=name, kind=PlaceKind.library),
        NumberSeries(kind="copies", prefix="", digits=6, check_digit=True, next=1),
        NumberSeries(
            kind="cards", prefix="W" if prison else "A", digits=5, check_digit=True, next=1
        ),
        # Kampung practice and SLiMS's default 2 / 7 / 1; the service standard for
        # prisons says five days, extendable.
        LoanRule(copies=2, days=5, renewals=99)
        if prison
        else LoanRule(copies=2, days=7, renewals=1),
    ]


def _first_staff(session: Session) -> StaffMember:
    row = session.scalars(select(Staff).where(col(Staff.active)).order_by(col(Staff.row))).first()
    if row is None:
        raise errors.NotAllowed("")
    return StaffMember(row.row, row.name, row.role)
