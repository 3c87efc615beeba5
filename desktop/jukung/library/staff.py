"""Who works here: accounts, their roles, and the PINs that open the desk.

What takes a moment or must be counted whatever happens, such as a PIN, is done with
the open library; the rest are verbs at a desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from jukung.domain import errors, pins
from jukung.domain.kinds import ActKind, LibraryKind, Role
from jukung.library import journal, pin_seal, settings, tries, vault_doors
from jukung.library.desk import STAFF_CHANGED, Desk, StaffMember
from jukung.library.permission import DESK, KEEPERS, STAFF, allowed
from jukung.store.tables import Staff
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Library

ROLES_OF = {
    LibraryKind.village: (Role.head, Role.librarian, Role.assistant),
    LibraryKind.prison: (Role.officer, Role.aide),
}
LONGEST_NAME = 60
LONGEST_IDLE = 24 * 60
IDLE_KEY = "idle_lock_minutes"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sit at the desk."""

    id: str
    row: int
    name: str
    role: Role
    has_pin: bool
    active: bool = True


@dataclass(frozen=True, slots=True)
class _Tries:
    """The wrong PINs of one account."""

    row: int

    @property
    def who(self) -> str:
        return f"staff {self.row}"

    def read(self, session: Session) -> tuple[int, int]:
        found = session.execute(
            select(col(Staff.failures), col(Staff.wait_s)).where(col(Staff.row) == self.row)
        ).one()
        return int(found[0]), int(found[1])

    def write(self, session: Session, failures: int, wait_s: int) -> None:
        session.execute(
            update(Staff).where(col(Staff.row) == self.row).values(failures=failures, wait_s=wait_s)
        )


# --- With the open library, before anybody stands at the desk -----------------------------


def door(library: Library) -> tuple[Account, ...]:
    """The accounts that may sign in; whoever stands before the door sees their names."""
    with library.file.reading() as session:
        return _accounts(session)


def has_pins(library: Library) -> bool:
    """Whether somebody has a PIN, so that the desk can be locked."""
    return _some_pin(door(library))


def keepers(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Who of them looks after the accounts: the heads, or all keepers where there is none."""
    able = [each for each in accounts if each.active and each.role in KEEPERS]
    return tuple(each for each in able if each.role is Role.head) or tuple(able)


def pause_left(library: Library, staff_id: str) -> int:
    """Seconds until this account's next PIN counts; refuses StaffUnknown."""
    with library.file.reading() as session:
        account = _account(session, staff_id)
    return tries.left(library, _Tries(account.row))


def check_pin(library: Library, staff_id: str, pin: str = "") -> StaffMember:
    """Whose PIN this is, without signing in.

    Where nobody has a PIN none is needed; where others have one, only by an aide.
    Takes a moment. Refuses StaffUnknown, PinNotSet, PinWrong, PinLocked, and DiskFull
    where the try cannot be counted; whoever stands at the desk goes on standing there.
    """
    with library.file.reading() as session:
        account = _account(session, staff_id)
        sealed = session.scalars(select(col(Staff.pin)).where(col(Staff.row) == account.row)).one()
        if sealed is None and account.role is not Role.aide and _some_pin(_accounts(session)):
            raise errors.PinNotSet(account.name)
    if sealed is not None:
        tries.attempt(library, _Tries(account.row), lambda: pin_seal.fits(pin, sealed))
    return StaffMember(account.row, account.name, account.role)


def sign_in(library: Library, staff_id: str, pin: str = "") -> StaffMember:
    """Stand at the desk; refuses as `check_pin`."""
    member = check_pin(library, staff_id, pin)
    library.sign_in(member)
    return member


def open_account(library: Library, name: str, role: Role, pin: str) -> Account:
    """Open an account that has its PIN from the first.

    Takes a moment. Refuses PinTooShort, PinTooSimple, and as `add`.
    """
    pins.check(pin)
    sealed = library.sealing.seal(pin)
    with library.changing() as desk:
        return add(desk, name, role, sealed=sealed)


def change_pin(library: Library, staff_id: str, new: str, *, old: str = "") -> Account:
    """Give an account a PIN, or take its PIN away with an empty one.

    One's own is changed with the old one; a head changes anybody's.
    Takes a moment. Refuses PinTooShort, PinTooSimple, PinWrong, PinLocked, NotAllowed,
    StaffUnknown, KeeperPinFirst.
    """
    with library.reading() as desk:
        account = _may_set_pin(desk, staff_id, empty=not new)
        is_own = account.row == desk.staff.row
    if new:
        pins.check(new)
    if is_own and account.has_pin:
        check_pin(library, staff_id, old)
    sealed = library.sealing.seal(new) if new else None
    with library.changing() as desk:
        return set_pin(desk, staff_id, sealed)


# --- At a desk ------------------------------------------------------------------------------


@allowed(DESK)
def listed(desk: Desk, *, gone: bool = False) -> tuple[Account, ...]:
    """The accounts, oldest first; with those that were closed where `gone`."""
    return _accounts(desk.session, gone=gone)


@allowed(DESK)
def may_keep(desk: Desk) -> bool:
    """Whether who stands here looks after the accounts: the head, or a keeper without one."""
    if desk.staff.role is Role.head:
        return True
    heads = select(col(Staff.row)).where(col(Staff.active), col(Staff.role) == Role.head)
    return desk.staff.role in KEEPERS and desk.session.execute(heads).first() is None


@allowed(KEEPERS)
def add(desk: Desk, name: str, role: Role, *, sealed: str | None = None) -> Account:
    """Open an account; an aide's has a number instead of a name, and no PIN.

    Once others have PINs, one without a `sealed` one cannot sign in yet.
    Refuses NotAllowed, NameMissing, StaffNameTaken, NamesNotKept, RoleNotHere,
    KeeperPinFirst.
    """
    _must_keep(desk)
    if role not in ROLES_OF[desk.profile.kind]:
        raise errors.RoleNotHere(role)
    if sealed and role is Role.aide:
        raise errors.NotAllowed(role)
    row = Staff(name=_fitting_name(desk, name, role), role=role, pin=sealed)
    desk.session.add(row)
    desk.session.flush()
    _keeper_has_pin(desk)
    act = journal.begin(desk, ActKind.edit_staff, facts={"role": role})
    journal.note(desk, act, "add", noun="staff", noun_id=row.id, detail={"name": row.name})
    if sealed:
        journal.note(desk, act, "set_pin", noun="staff", noun_id=row.id)
    return _account(desk.session, row.id)


@allowed(KEEPERS)
def edit(desk: Desk, staff_id: str, *, name: str, role: Role, active: bool = True) -> Account:
    """Change an account, or close it; what it did stays in its name.

    Refuses NotAllowed, StaffUnknown, NameMissing, StaffNameTaken, NamesNotKept,
    RoleNotHere, LastKeeper, KeeperPinFirst, VaultLastDoor.
    """
    _must_keep(desk)
    row = _row(desk.session, staff_id)
    is_aide = Role.aide in (row.role, role)
    if role not in ROLES_OF[desk.profile.kind] or (is_aide and role is not row.role):
        raise errors.RoleNotHere(role)
    was = {"name": row.name, "role": row.role, "active": row.active}
    if name.strip() != row.name or (active and not row.active):
        row.name = row.name if is_aide and not name else _fitting_name(desk, name, role, of=row)
    row.role = role
    row.active = active
    desk.session.add(row)
    desk.session.flush()
    _someone_keeps(desk)
    _keeper_has_pin(desk)
    if not active:
        vault_doors.take_door(desk, row.row)
    desk.session.info[STAFF_CHANGED] = True
    act = journal.begin(desk, ActKind.edit_staff, facts={"role": role, "active": active})
    journal.note(desk, act, "edit", noun="staff", noun_id=row.id, detail={"was": was})
    return _as_account(row)


@allowed(STAFF)
def set_pin(desk: Desk, staff_id: str, sealed: str | None) -> Account:
    """Keep a sealed PIN, or none; wrong tries are forgotten.

    `change_pin` asks for the old one first. Refuses NotAllowed, StaffUnknown, PinTooShort,
    KeeperPinFirst.
    """
    account = _may_set_pin(desk, staff_id, empty=sealed is None)
    kept = keep_pin(desk, account.id, sealed)
    _keeper_has_pin(desk)
    return kept


@allowed(KEEPERS)
def keep_idle_minutes(desk: Desk, minutes: int) -> None:
    """Choose after how many minutes without a key the desk is locked; 0 never.

    Refuses NotAllowed, CountOutOfRange.
    """
    _must_keep(desk)
    if not 0 <= minutes <= LONGEST_IDLE:
        raise errors.CountOutOfRange(minutes, LONGEST_IDLE)
    act = journal.begin(desk, ActKind.change_settings, facts={IDLE_KEY: minutes})
    settings.remember(desk, IDLE_KEY, str(minutes))
    journal.note(desk, act, "idle_lock", noun="library", noun_id=desk.profile.uid)


@allowed(DESK)
def idle_minutes(desk: Desk) -> int:
    """After how many minutes without a key the desk is locked; 0 never.

    In a prison three, unless another number was chosen.
    """
    kept = settings.recall(desk, IDLE_KEY, "3" if desk.profile.is_prison else "0")
    return int(kept) if kept.isdecimal() else 0


def keep_pin(desk: Desk, staff_id: str, sealed: str | None, *, by_sheet: bool = False) -> Account:
    """Write a sealed PIN with its act; who calls it has judged that it may."""
    row = _row(desk.session, staff_id)
    is_own = row.row == desk.staff.row and not by_sheet
    row.pin = sealed
    row.failures = row.wait_s = 0
    desk.session.add(row)
    desk.session.flush()
    facts = {"by_sheet": True} if by_sheet else {}
    act = journal.begin(desk, ActKind.edit_staff if is_own else ActKind.reset_pin, facts=facts)
    verb = "set_pin" if sealed else "remove_pin"
    journal.note(desk, act, verb, noun="staff", noun_id=row.id)
    return _as_account(row)


def _may_set_pin(desk: Desk, staff_id: str, *, empty: bool) -> Account:
    account = _account(desk.session, staff_id)
    is_own = account.row == desk.staff.row
    if account.role is Role.aide or not (is_own or may_keep(desk)):
        raise errors.NotAllowed(desk.staff.role)
    if empty and desk.profile.is_prison:
        raise errors.PinTooShort(pins.LEAST)
    return account


def _must_keep(desk: Desk) -> None:
    if not may_keep(desk):
        raise errors.NotAllowed(desk.staff.role)


def _someone_keeps(desk: Desk) -> None:
    keepers = select(func.count()).where(col(Staff.active), col(Staff.role).in_(KEEPERS))
    if not desk.session.execute(keepers).scalar_one():
        raise errors.LastKeeper


def _keeper_has_pin(desk: Desk) -> None:
    """Refuse KeeperPinFirst where accounts without a PIN are shut and nobody could open them."""
    accounts = _accounts(desk.session)
    looking_after = keepers(accounts)
    if _some_pin(accounts) and not _some_pin(looking_after):
        raise errors.KeeperPinFirst(looking_after[0].name)


def _some_pin(accounts: Iterable[Account]) -> bool:
    return any(account.has_pin for account in accounts)


def _fitting_name(desk: Desk, name: str, role: Role, *, of: Staff | None = None) -> str:
    """A name in one line that no other open account has; an aide has no name at all."""
    plain = " ".join(name.split())[:LONGEST_NAME]
    if role is Role.aide:
        if plain and (of is None or plain != of.name):
            raise errors.NamesNotKept
        return of.name if of else _next_aide(desk)
    if not plain:
        raise errors.NameMissing
    for other in _accounts(desk.session):
        if other.name.casefold() == plain.casefold() and (of is None or other.row != of.row):
            raise errors.StaffNameTaken(plain)
    return plain


def _next_aide(desk: Desk) -> str:
    aides = select(func.count()).where(col(Staff.role) == Role.aide)
    count = int(desk.session.execute(aides).scalar_one()) + 1
    return _("Aide {count}").format(count=count)


def _row(session: Session, staff_id: str) -> Staff:
    row = session.scalars(select(Staff).where(col(Staff.id) == staff_id)).first()
    if row is None:
        raise errors.StaffUnknown
    return row


def _account(session: Session, staff_id: str) -> Account:
    row = _row(session, staff_id)
    if not row.active:
        raise errors.StaffUnknown
    return _as_account(row)


def _as_account(row: Staff) -> Account:
    return Account(row.id, row.row, row.name, row.role, row.pin is not None, row.active)


def _accounts(session: Session, *, gone: bool = False) -> tuple[Account, ...]:
    statement = select(
        col(Staff.id),
        col(Staff.row),
        col(Staff.name),
        col(Staff.role),
        col(Staff.pin).is_not(None),
        col(Staff.active),
    ).order_by(col(Staff.row))
    if not gone:
        statement = statement.where(col(Staff.active))
    return tuple(Account(*found) for found in session.execute(statement).all())
