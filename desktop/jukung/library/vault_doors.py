"""Who may open the vault of names: a phrase for each officer, and the agency's escrow.

The phrase and the key are never here: the vault's own process wraps the key, and this
keeps the noise that comes of it. Wrong phrases are counted and paused like PINs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, Role
from jukung.library import journal, settings, tries
from jukung.library.desk import Desk
from jukung.library.permission import allowed
from jukung.library.vaulting import TEXT_BYTES
from jukung.store.tables import (
    Borrower,
    Identity,
    JournalAct,
    Setting,
    Staff,
    VaultDoor,
    VaultEscrow,
)
from jukung.store.vault import Wrapped

if TYPE_CHECKING:
    from jukung.library.desk import Library

OFFICERS = frozenset({Role.officer})

Judge = Callable[[Iterable[tuple[str, bytes]]], bool]
"""Whether a key opens any of some sealed rows, each with whose it is."""


@dataclass(frozen=True, slots=True)
class DoorView:
    """An officer, and since when a phrase of theirs opens the vault; None for no phrase."""

    staff_id: str
    name: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class EscrowView:
    """To whom the key is sealed, and since when."""

    recipients: tuple[str, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class _Tries:
    """The wrong phrases of one officer, counted apart from their PINs."""

    staff: int

    @property
    def who(self) -> str:
        return f"vault {self.staff}"

    def read(self, session: Session) -> tuple[int, int]:
        row = session.get(Setting, self._key)
        failures, wait_s = json.loads(row.value) if row else (0, 0)
        return int(failures), int(wait_s)

    def write(self, session: Session, failures: int, wait_s: int) -> None:
        row = session.get(Setting, self._key) or Setting(key=self._key, value="")
        row.value = json.dumps([failures, wait_s])
        session.add(row)

    @property
    def _key(self) -> str:
        return f"vault_tries_{self.staff}"


# --- With the open library: what is counted whatever becomes of the transaction ------------


def knock(library: Library) -> tuple[Wrapped, int]:
    """The door of who stands here, and how many tries are left after this one.

    The try counts as wrong, and is committed, before anybody judges it; `came_in` forgives
    it. Refuses NotAllowed, VaultMissing, VaultNoDoor, VaultLocked.
    """
    with library.reading() as desk:
        door, staff = own_door(desk), desk.staff
    try:
        left = tries.count(library, _Tries(staff.row))
    except errors.PinLocked as refusal:
        raise errors.VaultLocked(refusal.seconds) from refusal
    return door, left


def came_in(library: Library) -> None:
    """The phrase fitted: wrong tries are forgotten, and the opening is journalled.

    Refuses NotAllowed, VaultNoDoor.
    """
    with library.changing() as desk:
        opened(desk)
        staff = desk.staff
    tries.forgive(library, _Tries(staff.row))


def stayed_out(library: Library, left: int) -> errors.Refusal:
    """The refusal to tell after a wrong phrase: how many tries are left, or the pause."""
    with library.reading() as desk:
        counter = _Tries(desk.staff.row)
    if left:
        return errors.VaultPhraseWrong(left)
    # What the judging took is no part of the pause.
    library.pauses.begin(counter.who)
    return errors.VaultLocked(tries.left(library, counter))


# --- At a desk ------------------------------------------------------------------------------


@allowed(OFFICERS)
def has_vault(desk: Desk) -> bool:
    """Whether some officer has made the vault already."""
    return bool(desk.session.execute(select(func.count(col(VaultDoor.staff)))).scalar_one())


@allowed(OFFICERS)
def doors(desk: Desk) -> tuple[DoorView, ...]:
    """The officers, and who of them has a phrase."""
    found = desk.session.execute(
        select(col(Staff.id), col(Staff.name), col(JournalAct.at))
        .outerjoin(VaultDoor, col(VaultDoor.staff) == col(Staff.row))
        .outerjoin(JournalAct, col(JournalAct.row) == col(VaultDoor.act))
        .where(col(Staff.active), col(Staff.role) == Role.officer)
        .order_by(col(Staff.row))
    )
    return tuple(DoorView(*each) for each in found)


@allowed(OFFICERS)
def own_door(desk: Desk) -> Wrapped:
    """What opens with the phrase of who stands here; refuses VaultMissing, VaultNoDoor."""
    row = desk.session.get(VaultDoor, desk.staff.row)
    if row is None:
        if not has_vault(desk):
            raise errors.VaultMissing
        raise errors.VaultNoDoor(desk.staff.name)
    return Wrapped(row.salt, row.wrapped)


@allowed(OFFICERS)
def opened(desk: Desk) -> None:
    """Journal that who stands here opened the vault; refuses VaultNoDoor."""
    own_door(desk)
    act = journal.begin(desk, ActKind.open_vault)
    journal.note(desk, act, "open", noun="vault", noun_id=desk.profile.uid)


@allowed(OFFICERS)
def found_vault(desk: Desk, door: Wrapped) -> None:
    """Keep the first door of a new vault: of who stands here. Refuses VaultExists."""
    if has_vault(desk):
        raise errors.VaultExists
    _keep(desk, desk.staff.row, door, "found")


@allowed(OFFICERS)
def keep_door(desk: Desk, staff_id: str, door: Wrapped) -> None:
    """Keep an officer's door: a changed phrase, or one that was let in.

    Only who has a door lets others in. Refuses StaffUnknown, NotAllowed for aides,
    VaultMissing, VaultNoDoor.
    """
    own_door(desk)
    row = desk.session.scalars(select(Staff).where(col(Staff.id) == staff_id)).first()
    if row is None or not row.active:
        raise errors.StaffUnknown
    if row.role is not Role.officer:
        raise errors.NotAllowed(row.role)
    _keep(desk, row.row, door, "change" if row.row == desk.staff.row else "let_in")
    _Tries(row.row).write(desk.session, 0, 0)


@allowed(OFFICERS)
def keeps_names(desk: Desk) -> bool:
    """Whether any name is sealed here."""
    return desk.session.execute(select(col(Identity.borrower)).limit(1)).first() is not None


@allowed(OFFICERS)
def judge_code(desk: Desk, opens: Judge) -> None:
    """Refuse VaultCodeOther unless the key of a code opens a name that is sealed here.

    One that opens is enough: a row that was damaged bars nobody's way. Refuses VaultMissing.
    """
    if not has_vault(desk):
        raise errors.VaultMissing
    rows = desk.session.execute(
        select(col(Borrower.id), func.substr(col(Identity.sealed), 1, TEXT_BYTES)).join(
            Borrower, col(Borrower.row) == col(Identity.borrower)
        )
    )
    if not opens((str(each), bytes(sealed)) for each, sealed in rows):
        raise errors.VaultCodeOther


@allowed(OFFICERS)
def keep_rescued_door(desk: Desk, door: Wrapped, *, opens: Judge) -> None:
    """Keep a door of who stands here that was made with the agency's code.

    `opens` judges with the key behind the door: another door would take the place of the
    only one that opens anything. Refuses VaultMissing, VaultCodeOther.
    """
    judge_code(desk, opens)
    _keep(desk, desk.staff.row, door, "rescue")
    _Tries(desk.staff.row).write(desk.session, 0, 0)


@allowed(OFFICERS)
def found_anew(desk: Desk, door: Wrapped) -> None:
    """Keep the first door of a new vault in place of one without a name in it.

    Doors of others and the escrow were of the key before, so they go. Refuses VaultMissing,
    VaultExists where a name is kept.
    """
    if not has_vault(desk):
        raise errors.VaultMissing
    if keeps_names(desk):
        raise errors.VaultExists
    desk.session.execute(delete(VaultDoor))
    desk.session.execute(delete(VaultEscrow))
    _keep(desk, desk.staff.row, door, "found")
    _Tries(desk.staff.row).write(desk.session, 0, 0)


@allowed(OFFICERS)
def revoke_door(desk: Desk, staff_id: str) -> None:
    """Take an officer's phrase away; refuses StaffUnknown, VaultLastDoor."""
    row = desk.session.scalars(select(Staff).where(col(Staff.id) == staff_id)).first()
    if row is None:
        raise errors.StaffUnknown
    take_door(desk, row.row)


@allowed(OFFICERS)
def escrow(desk: Desk) -> EscrowView | None:
    """To whom the key is sealed; None where it is not."""
    row = desk.session.get(VaultEscrow, 1)
    if row is None:
        return None
    act = desk.session.get_one(JournalAct, row.act)
    return EscrowView(tuple(row.recipient.split()), act.at)


@allowed(OFFICERS)
def escrow_wanted(desk: Desk) -> tuple[str, ...]:
    """The agency's recipients to which the key is not sealed yet; empty where it is."""
    agency = settings.agency(desk)
    if agency is None:
        return ()
    recipients = tuple(each for each in (agency.recipient, agency.escrow) if each)
    kept = escrow(desk)
    return () if kept is not None and kept.recipients == recipients else recipients


@allowed(OFFICERS)
def keep_escrow(desk: Desk, recipients: tuple[str, ...], sealed: bytes) -> None:
    """Keep the key as it was sealed to the agency."""
    act = journal.begin(desk, ActKind.open_vault, facts={"escrow": True})
    row = VaultEscrow(recipient=" ".join(recipients), sealed=sealed, act=act.row)
    desk.session.merge(row)
    journal.note(desk, act, "escrow", noun="vault", noun_id=desk.profile.uid)
    desk.session.flush()


@allowed(OFFICERS)
def sealed_escrow(desk: Desk) -> bytes:
    """The key as it was sealed to the agency, to be carried there; refuses EscrowMissing."""
    row = desk.session.get(VaultEscrow, 1)
    if row is None:
        raise errors.EscrowMissing
    return row.sealed


def take_door(desk: Desk, staff: int) -> None:
    """Remove a door inside a verb that judged it; refuses VaultLastDoor."""
    row = desk.session.get(VaultDoor, staff)
    if row is None:
        return
    left = desk.session.execute(
        select(func.count(col(VaultDoor.staff))).where(col(VaultDoor.staff) != staff)
    ).scalar_one()
    member = desk.session.get_one(Staff, staff)
    if not left:
        raise errors.VaultLastDoor(member.name)
    act = journal.begin(desk, ActKind.open_vault, facts={"revoked": True})
    desk.session.execute(delete(VaultDoor).where(col(VaultDoor.staff) == staff))
    journal.note(desk, act, "revoke", noun="staff", noun_id=member.id)


def _keep(desk: Desk, staff: int, door: Wrapped, verb: str) -> None:
    act = journal.begin(desk, ActKind.open_vault, facts={"phrase": True})
    row = VaultDoor(staff=staff, salt=door.salt, wrapped=door.wrapped, act=act.row)
    desk.session.merge(row)
    member = desk.session.get_one(Staff, staff)
    journal.note(desk, act, verb, noun="staff", noun_id=member.id)
    desk.session.flush()
