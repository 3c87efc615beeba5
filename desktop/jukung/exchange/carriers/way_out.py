"""Where a library's parcels go over the internet, and through which proxy."""

from dataclasses import dataclass

from jukung.domain import addresses
from jukung.library import settings
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, allowed

ADDRESS, PROXY = "agency_address", "https_proxy"


@dataclass(frozen=True, slots=True)
class WayOut:
    """The agency's address, empty where it is unknown; and `system`, `none` or a proxy."""

    address: str
    proxy: str


@allowed(KEEPERS)
def look(desk: Desk) -> WayOut:
    """The way that is remembered."""
    return WayOut(settings.recall(desk, ADDRESS), settings.recall(desk, PROXY, addresses.SYSTEM))


@allowed(KEEPERS)
def choose(desk: Desk, *, address: str, proxy: str = addresses.SYSTEM) -> WayOut:
    """Remember another way; refuses AgencyAddressMissing, AgencyAddressWrong, ProxyWrong."""
    way = WayOut(addresses.receiver(address), addresses.proxy(proxy))
    settings.remember(desk, ADDRESS, way.address)
    settings.remember(desk, PROXY, way.proxy)
    return way
