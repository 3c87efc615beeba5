"""Up or down: the tosses by which parts are rounded, which only this file can repeat.

Whoever knows the rule and could also work out each toss would run it backwards. So a
toss hangs on a secret of the file and on what the part is, and not on what is counted:
what is printed today and sent next week is rounded by the same tosses.
"""

import hmac
from dataclasses import dataclass, replace

_SIZE = 8
_MOST = 1 << (8 * _SIZE)


@dataclass(frozen=True, slots=True)
class Draws:
    """The tosses of one telling; without a secret anybody can repeat them."""

    secret: bytes = b""
    month: str = ""
    about: str = ""

    def of(self, about: str) -> "Draws":
        """The tosses of this month for one thing, independent of those for others."""
        return replace(self, about=f"{self.month} {about}")

    def up(self, place: int, over: int, base: int) -> bool:
        """Whether a part goes up; the more it is over a multiple, the likelier."""
        asked = f"jukung-rounding-v1\n{self.about}\n{place}".encode()
        found = hmac.digest(self.secret, asked, "sha256")[:_SIZE]
        return int.from_bytes(found, "big") * base < over * _MOST
