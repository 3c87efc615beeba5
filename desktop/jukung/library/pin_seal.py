"""PINs as they are kept: sealed with Argon2id, never readable again."""

import os
from dataclasses import dataclass

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Sealing:
    """How much work it is to try one PIN."""

    memory_kib: int
    rounds: int
    lanes: int

    def seal(self, pin: str) -> str:
        """A PIN sealed as a PHC string; takes a moment, so not in a transaction."""
        sealed: str = self._argon2(os.urandom(SALT_BYTES)).derive_phc_encoded(pin.encode())
        return sealed

    def stretched(self, secret: bytes, salt: bytes) -> bytes:
        """A key of 32 bytes from a secret and its salt."""
        key: bytes = self._argon2(salt).derive(secret)
        return key

    def _argon2(self, salt: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a class imported below
        # Six megabytes that a library without PINs never needs.
        from cryptography.hazmat.primitives.kdf.argon2 import (  # noqa: PLC0415 - as just said
            Argon2id,
        )

        return Argon2id(
            salt=salt,
            length=32,
            iterations=self.rounds,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        )


# The second choice of RFC 9106 §4, for computers with little memory.
FULL = Sealing(memory_kib=65_536, rounds=3, lanes=4)


def fits(pin: str, sealed: str) -> bool:
    """Whether this is the PIN that was sealed, however hard the seal is."""
    from cryptography.exceptions import InvalidKey  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - as above

    try:
        Argon2id.verify_phc_encoded(pin.encode(), sealed)
    except (InvalidKey, ValueError):
        return False
    return True
