"""The desk that every verb stands at, and the open library that sets it up.

with library.changing() as desk: circulation.lend(desk, …)   one transaction
with library.reading() as desk: catalogue.find(desk, …)      changes nothing
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
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
from jukung.library.pauses import Pauses
from jukung.library.pin_seal import FULL, Sealing
from jukung.store import database, desk_statements, keys
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


@dataclass(frozen=True, slots=True)
class _Standing:
    """Who stood at the desk at a moment, and after how many comings and goings."""

    staff: StaffMember | None
    turn: int


STAFF_CHANGED = "staff changed"
"""Where a transaction notes that the account at the desk may be another now."""

WORDS_GONE = "words gone"
"""Where a transaction notes that what it removed must not be left in the log."""

INDEX_REBUILT = "index rebuilt"
"""Where a transaction notes that what readers remember of the search is no longer there."""

COPIES_GO = "copies go"
"""Where a transaction notes since when a copy from before an update stays; None for never."""


class Library:
    """An open library file.

    `clock` tells the time of day; `running` how long the program runs, in seconds;
    `sealing` how hard its PINs are to guess.
    """

    def __init__(
        self,
        file: database.Database,
        *,
        clock: Callable[[], datetime] | None = None,
        running: Callable[[], float] = time.monotonic,
        sealing: Sealing = FULL,
    ) -> None:
        self.file = file
        self.sealing = sealing
        self.pauses = Pauses(running)
        self._clock = clock or (lambda: datetime.now(UTC))
        self._staff: StaffMember | None = None
        self._turn = 0
        self._turning = threading.Lock()
        self._thread = threading.local()
        self._profile: Profile | None = None

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.file.path

    @contextmanager
    def changing(
        self, *, at: datetime | None = None, staff: StaffMember | None = None
    ) -> Iterator[Desk]:
        """A desk whose acts are stored together, or not at all.

        `staff` stands here for once; otherwise who signed in. Refuses PinNeeded.
        """
        with self.file.changing() as session:
            yield self._desk(session, at, staff)
            noted = dict(session.info)
        self._profile = None
        if STAFF_CHANGED in noted:
            self._look_again()
        if INDEX_REBUILT in noted:
            self.file.read_anew()
        if WORDS_GONE in noted:
            self.file.fold_log()
        if COPIES_GO in noted:
            database.remove_copies_before(self.path, made_before=noted[COPIES_GO])

    @contextmanager
    def reading(
        self, *, at: datetime | None = None, staff: StaffMember | None = None
    ) -> Iterator[Desk]:
        """A desk that only looks; refuses PinNeeded.

        `staff` stands here for once; otherwise who signed in.
        """
        with self.file.reading() as session:
            yield self._desk(session, at, staff)

    def profile(self) -> Profile:
        """Who this library is, whoever asks."""
        with self.file.reading() as session:
            return self._profile or read_profile(session)

    def today(self) -> date:
        """The date in the library's own zone, whoever asks."""
        zone = months.zone_info(self.profile().zone)
        return self._clock().astimezone(zone).date()

    def at_desk(self) -> StaffMember | None:
        """Who stands at the desk; None where somebody has to sign in first."""
        with self.file.reading() as session:
            try:
                return self._who(session)
            except errors.PinNeeded:
                return None

    def sign_in(self, staff: StaffMember) -> None:
        """Say who stands at the desk from now on."""
        with self._turning:
            self._staff = staff
            self._turn += 1

    def sign_out(self) -> None:
        """Leave the desk: to the aide, to nobody, or as it was where there are no PINs."""
        with self._turning:
            self._staff = None
            self._turn += 1

    def staying(self) -> AbstractContextManager[None]:
        """Where work given now is done as who stands here now, on whatever thread, once.

        Whoever comes or goes meanwhile has nothing to do with it.
        """
        with self._turning:
            standing = _Standing(self._staff, self._turn)
        return self._stay(standing)

    def close(self) -> None:
        """Close the file; everything committed is in it."""
        self.file.close()

    def _desk(
        self, session: Session, at: datetime | None, staff: StaffMember | None = None
    ) -> Desk:
        profile = self._profile or read_profile(session)
        self._profile = profile
        standing = staff or self._who(session)
        return Desk(session, (at or self._clock()).astimezone(UTC), standing, profile)

    @contextmanager
    def _stay(self, standing: _Standing) -> Iterator[None]:
        before = getattr(self._thread, "standing", None)
        self._thread.standing = standing
        try:
            yield
        finally:
            self._thread.standing = before

    def _who(self, session: Session) -> StaffMember:
        standing: _Standing | None = getattr(self._thread, "standing", None)
        if standing is not None and standing.turn != self._turn:
            return _still(session, standing.staff)
        turn, staff = self._turn, self._staff
        if staff is None:
            staff = _usual_staff(session)
            with self._turning:
                if turn == self._turn:
                    self._staff = staff
        return staff

    def _look_again(self) -> None:
        """Take the account at the desk as it is now: another name or role, or none."""
        turn, before = self._turn, self._staff
        if before is None:
            return
        with self.file.reading() as session:
            row = session.get(Staff, before.row)
            now = StaffMember(row.row, row.name, row.role) if row and row.active else None
        with self._turning:
            if turn == self._turn:
                self._staff = now


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
    sealing: Sealing = FULL,
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
    return Library(file, clock=clock, sealing=sealing)


def open_library(
    path: Path,
    *,
    clock: Callable[[], datetime] | None = None,
    running: Callable[[], float] = time.monotonic,
    sealing: Sealing = FULL,
) -> Library:
    """Open a library that exists; refuses what `store.database.open_file` refuses."""
    file = database.open_file(
        path,
        mark=database.LIBRARY_MARK,
        folder=database.MIGRATIONS,
        head=database.HEAD,
    )
    return Library(file, clock=clock, running=running, sealing=sealing)


def read_profile(session: Session) -> Profile:
    """Who the library is, from its one row."""
    # Every act begins with this, so it is no object of the session.
    cells = list(desk_statements.one(session, desk_statements.PROFILE))
    cells[2] = LibraryKind(cells[2])
    cells[3] = PrisonKind(cells[3]) if cells[3] else None
    cells[6] = Zone(cells[6])
    return Profile(*cells)


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


def _still(session: Session, before: StaffMember | None) -> StaffMember:
    """Who stood here before, as the account is now; the usual one where it was closed."""
    row = session.get(Staff, before.row) if before else None
    if row is None or not row.active:
        return _usual_staff(session)
    return StaffMember(row.row, row.name, row.role)


def _usual_staff(session: Session) -> StaffMember:
    """Who stands at the desk when nobody signed in.

    Without PINs the first account; with PINs an aide, who needs none; else nobody.
    """
    rows = session.execute(
        select(col(Staff.row), col(Staff.name), col(Staff.role), col(Staff.pin).is_not(None))
        .where(col(Staff.active))
        .order_by(col(Staff.row))
    ).all()
    if not rows:
        raise errors.NotAllowed("")
    has_pins = any(row[3] for row in rows)
    wanted = [row for row in rows if (row[2] is Role.aide) == has_pins and not row[3]]
    if has_pins and not wanted:
        raise errors.PinNeeded(next(row[1] for row in rows if row[3]))
    row, name, role, _has_pin = (wanted or rows)[0]
    return StaffMember(row, name, role)
