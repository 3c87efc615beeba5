"""The recovery sheet: a code on paper that resets PINs and gives the signing key back.

The file keeps the signing key sealed with the code; the code itself is nowhere
but on the sheet. A prison's file is encrypted, so its sheet has the file's key as well:
without it neither the file nor a backup opens on another computer.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlmodel import Session

from jukung.domain import errors, pins, recovery_code
from jukung.domain.kinds import ActKind
from jukung.library import journal, pin_seal, settings, staff, tries, vaulting
from jukung.library.desk import Desk, Profile, StaffMember, signing_key_name
from jukung.library.permission import DESK, KEEPERS, allowed
from jukung.store import database, keys, vault
from jukung.store.tables import Recovery, Setting

if TYPE_CHECKING:
    from pathlib import Path

    from jukung.library.desk import Library
    from jukung.library.staff import Account

_TRIES_KEY = "recovery_tries"
_WISH_KEY = "passphrase_wanted"
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed once and kept nowhere else."""

    lines: tuple[str, ...]
    library: str
    place_name: str
    made_on: date
    file_lines: tuple[str, ...] = ()
    """The key of an encrypted file; the same on each sheet."""


class _Tries:
    """The wrong codes, counted apart from every account's PINs."""

    who = "recovery"

    def read(self, session: Session) -> tuple[int, int]:
        row = session.get(Setting, _TRIES_KEY)
        failures, wait_s = json.loads(row.value) if row else (0, 0)
        return int(failures), int(wait_s)

    def write(self, session: Session, failures: int, wait_s: int) -> None:
        row = session.get(Setting, _TRIES_KEY) or Setting(key=_TRIES_KEY, value="")
        row.value = json.dumps([failures, wait_s])
        session.add(row)


def make(library: Library) -> RecoverySheet:
    """Make a new code; the sheet before opens nothing any more.

    Takes a moment. Refuses NotAllowed, SigningKeyMissing.
    """
    with library.reading() as desk:
        may_make(desk)
        profile = desk.profile
    signing = _own_key(profile)
    if signing is None:
        raise errors.SigningKeyMissing
    secret = recovery_code.new_secret()
    salt = os.urandom(pin_seal.SALT_BYTES)
    wrapped = _sealed(signing, library.sealing.stretched(secret, salt), profile)
    with library.changing() as desk:
        keep(desk, salt=salt, wrapped=wrapped)
        return RecoverySheet(
            recovery_code.written(secret),
            profile.name,
            profile.place_name,
            desk.today,
            _file_lines(library),
        )


def openers(library: Library) -> tuple[Account, ...]:
    """Whose PIN the sheet resets: the heads', or the keepers' where there is no head."""
    return staff.keepers(staff.door(library))


def reset_pin(library: Library, code: str, staff_id: str, new: str) -> StaffMember:
    """Give a head a new PIN with the code on the sheet, and let them stand at the desk.

    Takes a moment. Refuses RecoveryMissing, RecoveryCodeWrong, PinLocked, PinTooShort,
    PinTooSimple, StaffUnknown.
    """
    account = next((each for each in openers(library) if each.id == staff_id), None)
    if account is None:
        raise errors.StaffUnknown
    pins.check(new)
    _unsealed(library, code)
    sealed = library.sealing.seal(new)
    member = StaffMember(account.row, account.name, account.role)
    with library.changing(staff=member) as desk:
        staff.keep_pin(desk, staff_id, sealed, by_sheet=True)
    library.sign_in(member)
    return member


def restore_signing_key(library: Library, code: str) -> bool:
    """Put the signing key back on this computer; False where it was there already.

    Takes a moment. Refuses NotAllowed, RecoveryMissing, RecoveryCodeWrong, PinLocked,
    and what `store.keys.keep` refuses.
    """
    with library.reading() as desk:
        may_make(desk)
        profile = desk.profile
    if _own_key(profile) is not None:
        return False
    signing = _unsealed(library, code)
    if not _fits(signing, profile):
        raise errors.RecoveryCodeWrong
    keys.keep(signing_key_name(profile.uid), signing)
    return True


def restore_file_key(path: Path, typed: str) -> None:
    """Let an encrypted file or backup open on this computer, by the lines of its sheet.

    Refuses RecoveryCodeWrong for a slip of the finger, and as `store.database.take_key`.
    """
    database.take_key(path, recovery_code.read_key(typed))


def set_passphrase(library: Library, passphrase: str) -> None:
    """Put the file's key on this computer under a passphrase, or take an empty one away.

    Takes a moment. Refuses NotAllowed, VaultPhraseShort, FileKeyMissing, and what
    `store.keys.lock` refuses.
    """
    with library.reading() as desk:
        may_make(desk)
    if library.file.key is None:
        raise errors.FileKeyMissing(str(library.path))
    name = database.name_of_key(library.path)
    if passphrase:
        vaulting.check_phrase(passphrase)
        keys.lock(name, vaulting.plain(passphrase), cost=_cost(library))
    else:
        keys.take_passphrase_away(name)
    # The file remembers the wish: the key itself lies on each computer by its own rules.
    with library.changing() as desk:
        settings.remember(desk, _WISH_KEY, "yes" if passphrase else "")


def has_passphrase(library: Library) -> bool:
    """Whether the file's key on this computer lies under a passphrase."""
    return library.file.encrypted and keys.has_passphrase(database.name_of_key(library.path))


def lost_passphrase(library: Library) -> bool:
    """Whether the file was under a passphrase and its key lies open on this computer.

    So it is after a backup was restored elsewhere: the sheet brought the key alone.
    """
    with library.reading() as desk:
        wanted = wants_passphrase(desk)
    return wanted and library.file.encrypted and not has_passphrase(library)


def unlock(path: Path, passphrase: str) -> None:
    """Let a file open by its passphrase while the program runs; takes a moment.

    Refuses PassphraseWrong, and as `store.keys.unlock`.
    """
    keys.unlock(database.name_of_key(path), vaulting.plain(passphrase))


@allowed(DESK)
def wants_passphrase(desk: Desk) -> bool:
    """Whether somebody put the file's key under a passphrase, on whichever computer."""
    return bool(settings.recall(desk, _WISH_KEY))


@allowed(DESK)
def last_made(desk: Desk) -> datetime | None:
    """When the newest sheet was made; None before the first."""
    row = desk.session.get(Recovery, 1)
    return row.made_at.astimezone(desk.local_now.tzinfo) if row else None


@allowed(KEEPERS)
def may_make(desk: Desk) -> None:
    """Refuse NotAllowed unless who stands here looks after the accounts."""
    if not staff.may_keep(desk):
        raise errors.NotAllowed(desk.staff.role)


@allowed(KEEPERS)
def sealed_file_key(desk: Desk, library: Library) -> bytes:
    """The key of an encrypted file, sealed to the agency; refuses NotJoined, FileKeyMissing."""
    agency = settings.agency(desk)
    if agency is None:
        raise errors.NotJoined
    key = library.file.key
    if key is None:
        raise errors.FileKeyMissing(str(library.path))
    labelled = vaulting.EscrowedKey(
        vaulting.EscrowKind.file, desk.profile.uid, key[: vault.KEY_BYTES]
    )
    return vault.seal_to(labelled.content(), (agency.recipient, agency.escrow))


@allowed(KEEPERS)
def key_is_here(desk: Desk) -> bool:
    """Whether this computer has the library's signing key."""
    return _own_key(desk.profile) is not None


@allowed(KEEPERS)
def keep(desk: Desk, *, salt: bytes, wrapped: bytes) -> None:
    """Keep the sealed key in place of the one before; `make` seals it."""
    may_make(desk)
    act = journal.begin(desk, ActKind.make_recovery)
    row = Recovery(salt=salt, wrapped=wrapped, made_at=desk.now, act=act.row)
    desk.session.merge(row)
    journal.note(desk, act, "make_recovery", noun="library", noun_id=desk.profile.uid)
    desk.session.flush()
    _Tries().write(desk.session, 0, 0)


def _file_lines(library: Library) -> tuple[str, ...]:
    key = library.file.key
    return () if key is None else recovery_code.written_key(key[: recovery_code.KEY_BYTES])


def _cost(library: Library) -> vault.Cost:
    """As much work as a try at a PIN is in this library."""
    sealing = library.sealing
    return vault.Cost(sealing.memory_kib, sealing.rounds, sealing.lanes)


def _unsealed(library: Library, code: str) -> bytes:
    """The signing key in the file; a slip of the finger is told without costing a try."""
    with library.file.reading() as session:
        row = session.get(Recovery, 1)
        salt, wrapped = (row.salt, row.wrapped) if row else (b"", b"")
    if not wrapped:
        raise errors.RecoveryMissing
    secret = recovery_code.read(code)
    found: list[bytes] = []

    def fits() -> bool:
        key = library.sealing.stretched(secret, salt)
        found.extend(_opened(wrapped, key, library.profile()))
        return bool(found)

    try:
        tries.attempt(library, _Tries(), fits)
    except errors.PinWrong as refusal:
        raise errors.RecoveryCodeWrong from refusal
    return found[0]


def _sealed(signing: bytes, key: bytes, profile: Profile) -> bytes:
    # Six megabytes that are needed once in years.
    from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415 - as just said
        ChaCha20Poly1305,
    )

    nonce = os.urandom(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, signing, _belongs_to(profile))


def _opened(wrapped: bytes, key: bytes, profile: Profile) -> list[bytes]:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415 - as above
        ChaCha20Poly1305,
    )

    nonce, sealed = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
    try:
        return [ChaCha20Poly1305(key).decrypt(nonce, sealed, _belongs_to(profile))]
    except InvalidTag:
        return []


def _belongs_to(profile: Profile) -> bytes:
    """What ties a sealed key to its library: another's sheet opens nothing here."""
    return f"jukung recovery 1 {profile.uid}".encode()


def _own_key(profile: Profile) -> bytes | None:
    """The signing key on this computer, if it is the one that signs for this library."""
    signing = keys.fetch(signing_key_name(profile.uid))
    return signing if signing and _fits(signing, profile) else None


def _fits(signing: bytes, profile: Profile) -> bool:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - as above
        Ed25519PrivateKey,
    )

    try:
        public = Ed25519PrivateKey.from_private_bytes(signing).public_key()
    except ValueError:
        return False
    return public.public_bytes_raw().hex() == profile.public_key
