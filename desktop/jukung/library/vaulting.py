"""An identity as it is sealed, and the open vault that seals it.

Nothing here touches the file or the library's tables: it is what the vault's own process
works with. What is sealed of a resident is one row of one length; a photograph makes it
longer by one length for all.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from typing_extensions import override

from jukung.domain import errors, recovery_code
from jukung.store import vault
from jukung.store.vault import Cost
from jukung.store.vault import Wrapped as Wrapped  # noqa: PLC0414 - windows know no store

LEAST_PHRASE = 8
LONGEST_NAME, LONGEST_NOTE, MOST_NUMBERS, LONGEST_NUMBER = 120, 400, 8, 60

_TEXT_SIZE, _PHOTO_SIZE = 2_048, 40_960
TEXT_BYTES = vault.sealed_size(_TEXT_SIZE)
"""How many bytes of a sealed identity are its text; the rest is the photograph."""

LARGEST_PHOTO = _PHOTO_SIZE - 64

_ESCROW_MARK = "jukung escrow 1"


class EscrowKind(StrEnum):
    """What a key that is sealed to the agency opens."""

    names = "names"
    file = "file"


@dataclass(frozen=True, slots=True)
class EscrowedKey:
    """A key as it was sealed to the agency: what it opens, and whose it is."""

    kind: EscrowKind
    library: str
    """The uid."""
    key: bytes

    @override
    def __repr__(self) -> str:
        return "EscrowedKey(…)"

    def content(self) -> bytes:
        """What is sealed to the agency."""
        return f"{_ESCROW_MARK} {self.kind} {self.library}\n".encode() + self.key

    def lines(self) -> tuple[str, ...]:
        """The code that is told to the library; it fits nothing else there."""
        return recovery_code.written_key(self.key, belongs=_code_of(self.kind, self.library))


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a resident is: the name, register numbers as free text, and a photograph."""

    name: str
    numbers: tuple[str, ...] = ()
    """Newest first; the older ones are history. Never a key."""
    note: str = ""
    photo: bytes = b""
    """A small JPEG, or nothing."""

    @override
    def __repr__(self) -> str:
        # A name must not get into a report of a fault.
        return "Identity(…)"


class OpenVault:
    """A vault whose key is known; lives in the vault's process and ends with it."""

    def __init__(self, library: str, key: bytes) -> None:
        self._library, self._key = library, key

    @override
    def __repr__(self) -> str:
        return "OpenVault(…)"

    def wrap(self, staff: str, phrase: str, *, cost: Cost = vault.FULL) -> Wrapped:
        """The key under an officer's phrase; takes a moment. Refuses VaultPhraseShort."""
        check_phrase(phrase)
        belongs = _door_of(self._library, staff)
        return vault.wrap(self._key, plain(phrase), belongs=belongs, cost=cost)

    def escrow(self, recipients: tuple[str, ...]) -> bytes:
        """The key for the agency alone; refuses EscrowMissing."""
        content = EscrowedKey(EscrowKind.names, self._library, self._key).content()
        return vault.seal_to(content, recipients)

    def seal(self, borrower: str, identity: Identity) -> bytes:
        """An identity that opens only as this resident's; refuses IdentityTooLong."""
        sealed = vault.seal(
            self._key, _written(identity), size=_TEXT_SIZE, belongs=self._row(borrower, "text")
        )
        if identity.photo:
            sealed += vault.seal(
                self._key, identity.photo, size=_PHOTO_SIZE, belongs=self._row(borrower, "photo")
            )
        return sealed

    def read(self, borrower: str, sealed: bytes) -> Identity:
        """Who this resident is, with the photograph where it is given too.

        Refuses VaultDamaged for anything else than what was sealed for this resident.
        """
        text, photo = sealed[:TEXT_BYTES], sealed[TEXT_BYTES:]
        written = vault.unseal(self._key, text, belongs=self._row(borrower, "text"))
        try:
            found = json.loads(written)
            identity = Identity(
                str(found["name"]), tuple(map(str, found["numbers"])), str(found["note"])
            )
        except (ValueError, KeyError, TypeError) as fault:
            raise errors.VaultDamaged from fault
        if not photo:
            return identity
        belongs = self._row(borrower, "photo")
        return replace(identity, photo=vault.unseal(self._key, photo, belongs=belongs))

    def opens(self, rows: Iterable[tuple[str, bytes]]) -> bool:
        """Whether the key opens any of these sealed rows, each with whose it is."""
        return any(self._fits(borrower, sealed) for borrower, sealed in rows)

    def _fits(self, borrower: str, sealed: bytes) -> bool:
        try:
            self.read(borrower, sealed[:TEXT_BYTES])
        except errors.VaultDamaged:
            return False
        return True

    def _row(self, borrower: str, part: str) -> str:
        return f"jukung identity 1 {self._library} {borrower} {part}"


def made(library: str) -> OpenVault:
    """A new vault with a key that nothing was sealed with before."""
    return OpenVault(library, vault.new_key())


def opened(library: str, staff: str, door: Wrapped, phrase: str) -> OpenVault | None:
    """The vault behind an officer's door, or None where the phrase is another.

    Takes a moment. Refuses VaultDamaged.
    """
    key = vault.unwrap(door, plain(phrase), belongs=_door_of(library, staff))
    return None if key is None else OpenVault(library, key)


def rescued(library: str, typed: str) -> OpenVault:
    """The vault of a code that an agency told; refuses VaultCodeOther, RecoveryCodeWrong.

    Whether the key opens what is kept there is for `OpenVault.opens` to say.
    """
    try:
        key = recovery_code.read_key(typed, belongs=_code_of(EscrowKind.names, library))
    except errors.RecoveryCodeWrong as refusal:
        if recovery_code.wrong_lines(typed, lines=recovery_code.KEY_LINES):
            raise
        # Each line is as it was told: it is the key of a file, or of another library.
        raise errors.VaultCodeOther from refusal
    return OpenVault(library, key)


def unsealed_key(escrow: bytes, identities: Iterable[str]) -> EscrowedKey:
    """A key that was sealed to an agency, with its age identities; refuses VaultDamaged."""
    for identity in identities:
        try:
            head, _, key = vault.unseal_from(escrow, identity).partition(b"\n")
            mark, kind, library = head.decode().rsplit(" ", 2)
            found = EscrowedKey(EscrowKind(kind), library, key)
        except (errors.VaultDamaged, ValueError):
            continue
        if mark == _ESCROW_MARK and len(key) == vault.KEY_BYTES:
            return found
    raise errors.VaultDamaged


def check_phrase(phrase: str) -> None:
    """Refuse VaultPhraseShort for a phrase that is guessed too soon."""
    signs = plain(phrase)
    if len(signs) < LEAST_PHRASE or len(set(signs)) < 3:
        raise errors.VaultPhraseShort(LEAST_PHRASE)


def plain(phrase: str) -> str:
    """A phrase as it is stretched: however its letters were composed, blanks made one."""
    return " ".join(unicodedata.normalize("NFC", phrase).split())


def fitting(identity: Identity) -> Identity:
    """An identity in the lengths that are kept, so that `OpenVault.seal` never refuses it.

    Refuses NameMissing, IdentityTooLong, TextUnwritable.
    """
    name = " ".join(identity.name.split())
    numbers = tuple(" ".join(each.split()) for each in identity.numbers if each.strip())
    note = identity.note.strip()
    if not name:
        raise errors.NameMissing
    too_long = (
        len(name) > LONGEST_NAME
        or len(numbers) > MOST_NUMBERS
        or any(len(each) > LONGEST_NUMBER for each in numbers)
        or len(note) > LONGEST_NOTE
        or len(identity.photo) > LARGEST_PHOTO
    )
    fitted = Identity(name, numbers, note, identity.photo)
    # Letters of other scripts take two to four bytes each.
    if too_long or len(_written(fitted)) > vault.most_content(_TEXT_SIZE):
        raise errors.IdentityTooLong
    return fitted


def folded(text: str) -> str:
    """Words for a search: small letters, without accents, apostrophes and commas."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = (s for s in bare if not unicodedata.combining(s) and s not in "'’`‘")
    return " ".join("".join(s if s.isalnum() else " " for s in letters).split())


def matches(typed: str, name: str) -> bool:
    """Whether each word that was typed begins a word of the name; both are folded."""
    words = f" {name}"
    return bool(typed) and all(f" {each}" in words for each in typed.split())


def _written(identity: Identity) -> bytes:
    """The text of an identity as it is sealed; refuses TextUnwritable."""
    text = {"name": identity.name, "numbers": identity.numbers, "note": identity.note}
    try:
        return json.dumps(text, ensure_ascii=False).encode()
    except UnicodeEncodeError as fault:
        raise errors.TextUnwritable from fault


def _code_of(kind: EscrowKind, library: str) -> str:
    # The file's code is the one on its recovery sheet, which is read before the file opens.
    return f"{kind} {library} " if kind is EscrowKind.names else ""


def _door_of(library: str, staff: str) -> str:
    return f"jukung door 1 {library} {staff}"
