"""Who may come in, and how often: a bucket of tokens for each address, in bounded memory.

Addresses are kept in memory only, a few thousand at most, and are written nowhere.
"""

import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

_NOBODY = "?"


@dataclass(slots=True)
class _Bucket:
    """What an address may still ask, since when, and what it is asking now."""

    tokens: float
    since: float
    inside: int = 0


class Turnstile:
    """Lets an address ask so often a minute, and so much at once; `clock` is monotonic."""

    def __init__(
        self,
        *,
        per_minute: int,
        burst: int,
        at_once: int,
        clock: Callable[[], float],
        remembered: int = 4096,
    ) -> None:
        self._rate = per_minute / 60
        self._burst, self._at_once, self._remembered = burst, at_once, remembered
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def enter(self, address: str) -> float:
        """Let in, which is 0; or the seconds after which it is worth trying again."""
        key, now = neighbourhood(address), self._clock()
        bucket = self._buckets.pop(key, None) or _Bucket(float(self._burst), now)
        self._buckets[key] = bucket
        self._forget_some()
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.since) * self._rate)
        bucket.since = now
        if bucket.inside >= self._at_once:
            return 1.0
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self._rate
        bucket.tokens -= 1
        bucket.inside += 1
        return 0.0

    def leave(self, address: str) -> None:
        """What was asked is answered."""
        if bucket := self._buckets.get(neighbourhood(address)):
            bucket.inside = max(bucket.inside - 1, 0)

    def __len__(self) -> int:
        return len(self._buckets)

    def _forget_some(self) -> None:
        while len(self._buckets) > self._remembered:
            self._buckets.popitem(last=False)


def neighbourhood(address: str) -> str:
    """The address that is counted: of IPv6 the half that a household is given."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return _NOBODY
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.IPv6Network((found, 64), strict=False).network_address)
    return str(found)


def caller(peer: str, forwarded: str, *, behind_proxy: bool) -> str:
    """Who asks: the peer, or whom our own proxy names as the last one before itself.

    What stands further left in `X-Forwarded-For` was written by strangers.
    """
    last = forwarded.rpartition(",")[2].strip()
    if not behind_proxy or neighbourhood(last) == _NOBODY:
        return peer
    return last
