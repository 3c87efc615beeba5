"""Makers for the network: a receiver on loopback, lines that break, proxies, certificates."""

import datetime as dt
import ipaddress
import re
import socket
import ssl
import struct
import threading
from contextlib import contextmanager, suppress

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from jukung.agency import serving
from jukung.agency.receiver import Limits, receiver

LOOPBACK = ["127.0.0.1", "::1", "localhost"]
ROOMY = Limits(per_minute=600_000, burst=100_000, at_once=1000)


@contextmanager
def a_receiver(agency, *, limits=ROOMY, **choices):
    """The receiver of an agency, as it is served; gives its address."""
    listening = serving.listen("127.0.0.1", 0)
    server = serving.Serving(receiver(agency, limits=limits, **choices))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield serving.address_of(listening)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def port_of(address):
    """The port at the end of an address."""
    return int(address.rpartition(":")[2])


class Relay:
    """Passes bytes on to a port; remembers those that go up, and may break off.

    `cuts` are numbers of bytes after which the first, second, … connection breaks.
    """

    def __init__(self, port, *, context=None, cuts=()):
        self.port_behind, self.context = port, context
        self.cuts = list(cuts)
        self.seen = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._open = []
        self._threads[0].start()

    @property
    def heads(self):
        """The heads of all requests that went up."""
        return re.findall(
            rb"[A-Z]+ [^\r\n]+ HTTP/1.1\r\n.*?\r\n\r\n", b"".join(self.seen), re.DOTALL
        )

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for each in self._open:
            _close(each)
        for each in self._threads:
            each.join()

    def greet(self, client):  # noqa: ARG002 - those that follow ask it
        """What is said before bytes are passed on; gives where to, and what goes first."""
        return self.port_behind, b""

    def _accept(self):
        while True:
            try:
                client, _address = self._listening.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(client,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, client):
        self._open.append(client)
        cut = self.cuts.pop(0) if self.cuts else None
        try:
            if self.context is not None:
                client = self.context.wrap_socket(client, server_side=True)
                self._open.append(client)
            port, first = self.greet(client)
            behind = socket.create_connection(("127.0.0.1", port))
        except (OSError, ValueError):
            _close(client)
            return
        self._open.append(behind)
        back = threading.Thread(target=_pump, args=(behind, client))
        back.start()
        with suppress(OSError):  # the relay may be taken away at any moment
            behind.sendall(first)
        self._up(client, behind, cut)
        back.join()

    def _up(self, client, behind, cut):
        passed = 0
        with suppress(OSError):
            while piece := client.recv(4096 if cut is None else min(4096, cut - passed)):
                self.seen.append(piece)
                behind.sendall(piece)
                passed += len(piece)
                if passed == cut:
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    break
        _close(behind)
        _close(client)


class Proxy(Relay):
    """A proxy that opens tunnels and passes plain requests on; every name is loopback."""

    def __init__(self, *, refuses=False):
        self.asked = []
        self.refuses = refuses
        super().__init__(0)

    def greet(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            piece = client.recv(4096)
            if not piece:
                raise ValueError
            head += piece
        line = head.partition(b"\r\n")[0].decode()
        self.asked.append(line)
        if self.refuses:
            client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            raise ValueError
        method, target, _version = line.split(" ")
        if method == "CONNECT":
            client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            return int(target.rpartition(":")[2]), b""
        found = re.fullmatch(r"http://[^/]*:(\d+)(/.*)", target)
        return int(found[1]), head.replace(target.encode(), found[2].encode(), 1)


class Says(Relay):
    """Says the same bytes to whoever asks, one text after another, the last for ever."""

    def __init__(self, *texts, context=None):
        self.texts = list(texts)
        super().__init__(0, context=context)

    def greet(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(4096) or b"\r\n\r\n"
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        body = len(head.partition(b"\r\n\r\n")[2])
        while length and body < int(length[1]):
            body += len(client.recv(4096)) or int(length[1])
        self.seen.append(head)
        client.sendall(self.texts.pop(0) if len(self.texts) > 1 else self.texts[0])
        raise ValueError


def said(status, body=b"", **headers):
    """An answer as it goes over the line."""
    lines = [f"HTTP/1.1 {status} -", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def a_free_port():
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def a_certificate(folder, *, host="localhost"):
    """A certificate that signs itself: what a server shows, and what a client trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = dt.datetime.now(dt.UTC)
    names = [x509.DNSName(host), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{host}.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    client = ssl.create_default_context(
        cadata=certificate.public_bytes(serialization.Encoding.PEM).decode()
    )
    return server, client


def _pump(source, target):
    with suppress(OSError):
        while piece := source.recv(4096):
            target.sendall(piece)
    _close(source)
    _close(target)


def _close(each):
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        each.close()
