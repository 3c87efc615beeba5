"""What seals names: one key, wrapped for each officer, and rows that only it opens.

ChaCha20-Poly1305 (RFC 8439) seals, Argon2id (RFC 9106) stretches an officer's phrase,
and age seals the key to the agency. Every sealed thing is tied to what it belongs to, so
that nothing sealed for one opens in the place of another.
"""

import os
import struct
from dataclasses import dataclass

from jukung.domain import errors

KEY_BYTES, SALT_BYTES = 32, 16

_VERSION = 1
_NONCE_BYTES, _TAG_BYTES = 12, 16
_COST = struct.Struct(">BIBB")
_LENGTH = struct.Struct(">I")
_MOST_MEMORY_KIB, _MOST_ROUNDS, _MOST_LANES = 1 << 20, 16, 16


@dataclass(frozen=True, slots=True)
class Cost:
    """How much work it is to try one phrase."""

    memory_kib: int
    rounds: int
    lanes: int


# The second choice of RFC 9106 §4, for computers with little memory.
FULL = Cost(memory_kib=65_536, rounds=3, lanes=4)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A key under a phrase; without the phrase it is noise."""

    salt: bytes
    wrapped: bytes


def new_key() -> bytes:
    """A key for a new vault."""
    return os.urandom(KEY_BYTES)


def wrap(key: bytes, phrase: str, *, belongs: str, cost: Cost = FULL) -> Wrapped:
    """A key under a phrase; takes a moment."""
    salt = os.urandom(SALT_BYTES)
    head = _COST.pack(_VERSION, cost.memory_kib, cost.rounds, cost.lanes)
    stretched = _stretched(phrase, salt, cost)
    return Wrapped(salt, head + _sealed(stretched, key, head + belongs.encode()))


def unwrap(door: Wrapped, phrase: str, *, belongs: str) -> bytes | None:
    """The key under a phrase, or None where the phrase is another; takes a moment.

    Refuses VaultDamaged where it cannot be one of ours.
    """
    head = door.wrapped[: _COST.size]
    if len(head) < _COST.size or len(door.salt) != SALT_BYTES:
        raise errors.VaultDamaged
    version, memory_kib, rounds, lanes = _COST.unpack(head)
    # A changed head must not take all the memory of the computer.
    fits = (
        version == _VERSION
        and 8 * lanes <= memory_kib <= _MOST_MEMORY_KIB
        and 1 <= rounds <= _MOST_ROUNDS
        and 1 <= lanes <= _MOST_LANES
    )
    if not fits:
        raise errors.VaultDamaged
    stretched = _stretched(phrase, door.salt, Cost(memory_kib, rounds, lanes))
    return _opened(stretched, door.wrapped[_COST.size :], head + belongs.encode())


def seal(key: bytes, content: bytes, *, size: int, belongs: str) -> bytes:
    """Content sealed in so many bytes, however short it is, for one place only.

    Refuses IdentityTooLong.
    """
    if len(content) > most_content(size):
        raise errors.IdentityTooLong
    padded = (_LENGTH.pack(len(content)) + content).ljust(size, b"\0")
    head = bytes([_VERSION])
    return head + _sealed(key, padded, head + belongs.encode())


def most_content(size: int) -> int:
    """How much of so many bytes may be content."""
    return size - _LENGTH.size


def sealed_size(size: int) -> int:
    """How long what is sealed in so many bytes is."""
    return 1 + _NONCE_BYTES + size + _TAG_BYTES


def unseal(key: bytes, sealed: bytes, *, belongs: str) -> bytes:
    """What was sealed for this place; refuses VaultDamaged if one bit is another."""
    if sealed[:1] != bytes([_VERSION]):
        raise errors.VaultDamaged
    padded = _opened(key, sealed[1:], sealed[:1] + belongs.encode())
    if padded is None or len(padded) < _LENGTH.size:
        raise errors.VaultDamaged
    (length,) = _LENGTH.unpack(padded[: _LENGTH.size])
    content = padded[_LENGTH.size : _LENGTH.size + length]
    if len(content) != length:
        raise errors.VaultDamaged
    return content


def seal_to(content: bytes, recipients: tuple[str, ...]) -> bytes:
    """A secret that only these age recipients open; empty ones are left out.

    Refuses EscrowMissing where there is none.
    """
    import pyrage  # noqa: PLC0415 - only where keys are escrowed

    try:
        keys = [pyrage.x25519.Recipient.from_str(each) for each in recipients if each]
    except pyrage.RecipientError as fault:
        raise errors.EscrowMissing from fault
    if not keys:
        raise errors.EscrowMissing
    return bytes(pyrage.encrypt(content, keys))


def unseal_from(sealed: bytes, identity: str) -> bytes:
    """A secret sealed to the age identity; refuses VaultDamaged."""
    import pyrage  # noqa: PLC0415 - as above

    try:
        return bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, pyrage.IdentityError) as fault:
        raise errors.VaultDamaged from fault


def _stretched(phrase: str, salt: bytes, cost: Cost) -> bytes:
    # Six megabytes that a village never needs.
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - as said

    stretching = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.rounds,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return bytes(stretching.derive(phrase.encode()))


def _sealed(key: bytes, content: bytes, belongs: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415 - as above
        ChaCha20Poly1305,
    )

    nonce = os.urandom(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, belongs)


def _opened(key: bytes, sealed: bytes, belongs: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415 - as above
        ChaCha20Poly1305,
    )

    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    if len(body) < _TAG_BYTES:
        return None
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, body, belongs)
    except InvalidTag:
        return None
