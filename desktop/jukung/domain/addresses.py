"""The address of an agency's receiver, and of a proxy on the way there."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from jukung.domain import errors

LONGEST = 200
SYSTEM, NONE = "system", "none"
"""How to go out: as the system says, or straight."""


def receiver(typed: str) -> str:
    """The address as it is kept: https, without a slash at its end.

    Without encryption only where nothing leaves this computer.
    Refuses AgencyAddressMissing, AgencyAddressWrong.
    """
    text = typed.strip()
    if not text:
        raise errors.AgencyAddressMissing
    parts = _parts(text if "://" in text else f"https://{text}")
    if parts is None or parts.query or parts.fragment:
        raise errors.AgencyAddressWrong(text)
    host = parts.hostname or ""
    if parts.scheme != "https" and not (parts.scheme == "http" and is_here(host)):
        raise errors.AgencyAddressWrong(text)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def proxy(typed: str) -> str:
    """The choice as it is kept: `system`, `none`, or the address of a proxy.

    Refuses ProxyWrong.
    """
    text = typed.strip()
    if text.casefold() in {"", SYSTEM, NONE}:
        return text.casefold() or SYSTEM
    parts = _parts(text if "://" in text else f"http://{text}", may_sign_in=True)
    if parts is None or parts.scheme not in {"http", "https"} or parts.path.strip("/"):
        raise errors.ProxyWrong(host_of(text))
    return f"{parts.scheme}://{parts.netloc}"


def host_of(address: str) -> str:
    """Who is spoken to, without a password; the words as they are where there is no host."""
    parts = _parts(address if "://" in address else f"http://{address}", may_sign_in=True)
    return (parts.hostname or address) if parts else address.rpartition("@")[2]


def is_here(host: str) -> bool:
    """Whether a host is this computer itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parts(text: str, *, may_sign_in: bool = False) -> SplitResult | None:
    if len(text) > LONGEST or not text.isprintable() or any(sign in text for sign in ' \\"<>'):
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname or port == 0 or ("@" in parts.netloc and not may_sign_in):
        return None
    return parts
