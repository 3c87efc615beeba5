"""One line to the agency's receiver: encrypted, bounded, patient, and never fooled.

Certificates are those that the system trusts, and are always looked at.
"""

import errno
import json
import socket
import ssl
import time
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx2

from jukung.domain import addresses, errors

LONGEST_ANSWER = 2 * 1024 * 1024  # a receipt of one mebibyte, in base64
_HOPS = 3
_NO_WAY = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in seconds; for lines as slow as GPRS."""

    connect: float = 30.0
    silent: float = 60.0
    """Without a byte in either direction."""
    tries: int = 5
    """In a row, none of which brought a byte further."""
    tries_unreached: int = 2
    """Where nobody was reached at all: a person wants to know that soon."""
    first_pause: float = 1.0
    longest_pause: float = 60.0
    pause: Callable[[float], None] = field(default=time.sleep)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    content: bytes = field(repr=False)

    @property
    def facts(self) -> dict[str, Any]:
        """The answer's own words; empty where it is none of ours."""
        try:
            found = json.loads(self.content)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def number(self, name: str) -> int | None:
        """A header that is a whole number."""
        text = self.headers.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


class Broken(Exception):
    """The line broke off before an answer; `cause` is what would be said of it at last."""

    def __init__(self, cause: errors.Refusal, *, reached: bool = True) -> None:
        super().__init__(cause)
        self.cause, self.reached = cause, reached


class Line:
    """An open line; `context` is for tests with a certificate of their own."""

    def __init__(
        self,
        address: str,
        *,
        proxy: str = addresses.SYSTEM,
        patience: Patience | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.address = addresses.receiver(address)
        self.host = urlsplit(self.address).netloc
        self.patience = patience or Patience()
        self._proxy = _proxy_for(self.address, addresses.proxy(proxy))
        try:
            self._client = httpx2.Client(
                verify=context or httpx2.create_ssl_context(trust_env=False),
                proxy=self._proxy or None,
                # Nothing of the environment but the proxy, which was looked up above.
                trust_env=False,
                timeout=httpx2.Timeout(self.patience.silent, connect=self.patience.connect),
                follow_redirects=False,
                headers={"User-Agent": "jukung", "Accept-Encoding": "identity"},
            )
        except (ValueError, ImportError) as fault:
            raise errors.ProxyWrong(addresses.host_of(self._proxy)) from fault

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: Callable[[], Iterable[bytes]] | None = None,
    ) -> Reply:
        """One request; raises Broken where the same may work another time.

        Refuses AgencyCertificateWrong, AgencyMoved, NoReceiver, ProxyRefuses.
        """
        url = self.address + path
        for _hop in range(_HOPS):
            reply = self._ask_once(method, url, headers or {}, body() if body else None)
            if reply.status not in _REDIRECTS:
                return reply
            url = self._onward(url, reply)
        raise errors.NoReceiver(self.address)

    def _ask_once(
        self, method: str, url: str, headers: Mapping[str, str], body: Iterable[bytes] | None
    ) -> Reply:
        try:
            with self._client.stream(method, url, headers=dict(headers), content=body) as response:
                return Reply(response.status_code, response.headers, self._read(response))
        except httpx2.HTTPError as fault:
            raise self._meaning(fault) from fault
        except (httpx2.InvalidURL, UnicodeError) as fault:
            raise errors.AgencyAddressWrong(self.address) from fault

    def _read(self, response: httpx2.Response) -> bytes:
        content = bytearray()
        for piece in response.iter_raw():
            content += piece
            if len(content) > LONGEST_ANSWER:
                raise errors.NoReceiver(self.address)
        return bytes(content)

    # Only within the same host, and never away from encryption.
    def _onward(self, url: str, reply: Reply) -> str:
        target = httpx2.URL(url).join(reply.headers.get("location", ""))
        before = httpx2.URL(url)
        same = (target.scheme, target.host, target.port) == (
            before.scheme,
            before.host,
            before.port,
        )
        if not same or target.userinfo:
            raise errors.AgencyMoved(self.host, target.host)
        return str(target)

    def _meaning(self, fault: httpx2.HTTPError) -> Exception:
        causes = list(_causes(fault))
        if any(isinstance(each, ssl.SSLCertVerificationError) for each in causes):
            return errors.AgencyCertificateWrong(self.host)
        if self._proxy and isinstance(fault, httpx2.ProxyError):
            return errors.ProxyRefuses(addresses.host_of(self._proxy))
        if isinstance(fault, httpx2.ConnectError | httpx2.ConnectTimeout):
            return Broken(self._unreached(causes), reached=False)
        return Broken(errors.LineBroke(self.host))

    def _unreached(self, causes: list[BaseException]) -> errors.Refusal:
        if self._proxy:
            return errors.ProxyRefuses(addresses.host_of(self._proxy))
        if any(_is_no_network(each) for each in causes):
            return errors.NoNetwork()
        return errors.AgencyUnreachable(self.host)


def _causes(fault: BaseException) -> Iterable[BaseException]:
    here: BaseException | None = fault
    while here is not None:
        yield here
        here = here.__cause__ or here.__context__


def _is_no_network(fault: BaseException) -> bool:
    if isinstance(fault, socket.gaierror):
        return fault.errno == socket.EAI_AGAIN
    return isinstance(fault, OSError) and fault.errno in _NO_WAY


def _proxy_for(address: str, choice: str) -> str:
    """The proxy to go through; empty for none."""
    if choice == addresses.NONE:
        return ""
    if choice != addresses.SYSTEM:
        return choice
    parts = urlsplit(address)
    host = parts.hostname or ""
    if addresses.is_here(host) or urllib.request.proxy_bypass(host):
        return ""
    found = urllib.request.getproxies()
    said = found.get(parts.scheme) or found.get("all") or ""
    return said if not said or "://" in said else f"http://{said}"
