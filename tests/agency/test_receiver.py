"""The agency's door on the network, knocked at over real sockets."""

import base64
import hashlib
import json
import logging
import socket
import threading
from contextlib import closing
from dataclasses import replace

import httpx2
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from jukung.agency import accept, public_card
from jukung.agency.receiver import Limits
from jukung.domain import errors
from jukung.exchange.parcels import envelope, identity, receipt
from jukung.exchange.parcels.verdict import Verdict
from network_makers import LOOPBACK, ROOMY, a_receiver, port_of
from parcel_makers import (
    OCTOBER,
    a_joined_library,
    a_sealed_month,
    a_stranger,
    an_office,
    envelopes,
    for_agency,
    payload_of,
    sent,
    signed,
)

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

BYTES = "Content-Type: application/octet-stream\r\n"
PLAIN = {"Content-Type": "application/octet-stream"}


@pytest.fixture
def parcel(joined, tmp_path):
    """The bytes of one parcel of the joined library."""
    a_sealed_month(joined)
    return sent(joined, tmp_path / "stick")[1]


@pytest.fixture
def address(agency):
    with a_receiver(agency) as found:
        yield found


def name_of(content):
    return hashlib.sha256(content).hexdigest()


def post(address, content, **headers):
    return httpx2.post(f"{address}/parcels", content=content, headers=PLAIN | headers)


def patch(address, content, *, offset, piece, length=None, name=None):
    return httpx2.patch(
        f"{address}/parcels/{name or name_of(content)}",
        content=piece,
        headers=PLAIN
        | {"Upload-Offset": str(offset), "Upload-Length": str(length or len(content))},
    )


class Ailing:
    """An office whose file gives trouble."""

    def __init__(self, office):
        self._office = office
        self.reads_with = self.changes_with = None

    def __getattr__(self, name):
        return getattr(self._office, name)

    def reading(self):
        if self.reads_with:
            raise self.reads_with
        return self._office.reading()

    def changing(self):
        if self.changes_with:
            raise self.changes_with
        return self._office.changing()


def rows_of(agency):
    """How many rows of each kind the agency has stored."""
    with agency.reading() as desk:
        connection = desk.session.connection()
        return {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()  # noqa: S608 - our own names
            for name in inspect(connection).get_table_names()
        }


def talk(address, content, *, hangs_up=False):
    """What comes back for bytes of whatever kind, until the connection is closed."""
    with closing(socket.create_connection(("127.0.0.1", port_of(address)))) as line:
        line.settimeout(30)
        found = b""
        try:
            line.sendall(content)
            if hangs_up:
                line.shutdown(socket.SHUT_WR)
            while piece := line.recv(4096):
                found += piece
        except ConnectionError:
            pass
        return found


# --- a whole parcel -----------------------------------------------------------------------------


def test_a_parcel_is_answered_with_its_signed_receipt(address, agency, parcel):
    answer = post(address, parcel)

    with agency.reading() as desk:
        key = desk.profile.card.verify_key
    signed_receipt = receipt.verify(base64.b64decode(answer.json()["receipt"]), key)
    assert answer.status_code == 200
    assert answer.json()["verdict"] == Verdict.ACCEPT
    assert answer.json()["period"] == OCTOBER.text
    assert answer.json()["code"]
    assert [item.verdict for item in signed_receipt.items] == [Verdict.ACCEPT]


def test_the_same_bytes_again_give_the_same_receipt_and_store_nothing(address, agency, parcel):
    first = post(address, parcel)
    before = rows_of(agency)

    again = post(address, parcel)

    assert again.status_code == 200
    assert again.json()["verdict"] == Verdict.DUPLICATE
    assert again.json()["receipt"] == first.json()["receipt"]
    assert rows_of(agency) == before


def test_a_parcel_from_a_stick_and_from_the_network_is_one(address, agency, parcel):
    (judged,) = accept.accept(agency, [parcel])

    answer = post(address, parcel)

    assert answer.json()["verdict"] == Verdict.DUPLICATE
    assert base64.b64decode(answer.json()["receipt"]) == judged.receipt


def test_two_who_send_the_same_at_one_moment_store_it_once(address, agency, parcel):
    gate = threading.Barrier(8)
    answers = []

    def knock():
        gate.wait()
        answers.append(post(address, parcel).json())

    threads = [threading.Thread(target=knock) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    verdicts = sorted(each["verdict"] for each in answers)
    assert verdicts == [Verdict.ACCEPT] + [Verdict.DUPLICATE] * 7
    assert len({each["receipt"] for each in answers}) == 1


def test_a_library_that_is_not_enrolled_is_held(address, agency, parcel, joined):
    payload = payload_of(envelopes(joined)[1])
    key = a_stranger()
    uid = payload["library"]["uid"]
    fingerprint = identity.fingerprint(uid, key.public_key().public_bytes_raw().hex())

    answer = post(address, for_agency(agency, signed(payload, key, fingerprint)))

    assert answer.status_code == 202
    assert answer.json()["verdict"] == Verdict.HOLD_UNKNOWN_KEY
    assert answer.json()["note"] == fingerprint
    assert answer.json()["receipt"] is None


def test_what_is_no_parcel_is_rejected(address):
    answer = post(address, b"something else")

    assert answer.status_code == 422
    assert answer.json()["verdict"] == Verdict.REJECT_DAMAGED


# --- limits -------------------------------------------------------------------------------------


def test_a_parcel_too_large_is_refused_before_it_is_read(address):
    head = f"POST /parcels HTTP/1.1\r\nHost: x\r\nContent-Length: {envelope.LARGEST_FILE + 1}\r\n"

    answer = talk(address, head.encode() + b"Content-Type: application/octet-stream\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in answer.lower()


def test_the_largest_parcel_is_read_and_judged(address):
    answer = post(address, b"\0" * envelope.LARGEST_FILE)

    assert answer.status_code == 422


def test_a_slow_body_is_cut_off(agency):
    with a_receiver(agency, limits=replace(ROOMY, body_seconds=0.2)) as address:
        line = socket.create_connection(("127.0.0.1", port_of(address)))
        with closing(line):
            line.settimeout(30)
            line.sendall(
                b"POST /parcels HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
                b"Content-Type: application/octet-stream\r\n\r\nabc"
            )

            answer = line.recv(4096)

        assert answer.startswith(b"HTTP/1.1 408 ")
        assert httpx2.get(f"{address}/health").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (BYTES, 411),
        ("Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n", 411),
        ("Content-Type: application/octet-stream\r\nContent-Length: 0\r\n", 400),
        ("Content-Type: application/octet-stream\r\nContent-Length: -5\r\n", 400),
        ("Content-Type: application/octet-stream\r\nContent-Length: 1e3\r\n", 400),
        ("Content-Type: text/html\r\nContent-Length: 3\r\n", 415),
        ("Content-Length: 3\r\n", 415),
        (
            "Content-Length: 3\r\nContent-Encoding: x\r\n" + BYTES,
            415,
        ),
    ],
)
def test_a_wrong_frame_is_refused(address, headers, status):
    answer = talk(address, f"POST /parcels HTTP/1.1\r\nHost: x\r\n{headers}\r\nabc".encode())

    assert answer.startswith(f"HTTP/1.1 {status} ".encode())


def test_who_asks_too_often_is_told_when_to_come_back(agency, parcel):
    limits = Limits(per_minute=1, burst=2)
    with a_receiver(agency, limits=limits) as address:
        answers = [post(address, parcel) for _ in range(3)]

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert 0 < int(answers[2].headers["retry-after"]) <= 61


def test_behind_a_proxy_each_sender_is_counted_apart(agency):
    limits = Limits(per_minute=1, burst=1)
    with a_receiver(agency, limits=limits, behind_proxy=True) as address:
        answers = [
            httpx2.get(f"{address}/health", headers={"X-Forwarded-For": each}).status_code
            for each in ("198.51.100.1, 203.0.113.1", "198.51.100.1, 203.0.113.2", "203.0.113.2")
        ]

    assert answers == [200, 200, 429]


def test_without_a_proxy_nobody_chooses_the_own_address(agency):
    with a_receiver(agency, limits=Limits(per_minute=1, burst=1)) as address:
        answers = [
            httpx2.get(f"{address}/health", headers={"X-Forwarded-For": each}).status_code
            for each in ("203.0.113.1", "203.0.113.2")
        ]

    assert answers == [200, 429]


def test_where_too_much_waits_the_next_is_sent_away(agency, parcel):
    with a_receiver(agency, limits=replace(ROOMY, judged_at_once=0, waiting=0)) as address:
        answer = post(address, parcel)

    assert answer.status_code == 503
    assert answer.headers["retry-after"]


def test_where_nothing_can_be_stored_the_parcel_is_asked_for_later(agency, parcel):
    office = Ailing(agency)
    with a_receiver(office) as address:
        office.changes_with = errors.DiskFull("agency")
        later = post(address, parcel)
        office.changes_with = None
        again = post(address, parcel)

    assert later.status_code == 503
    assert later.headers["retry-after"]
    assert again.json()["verdict"] == Verdict.ACCEPT


# --- pieces -------------------------------------------------------------------------------------


def test_a_parcel_in_pieces_is_judged_when_it_is_whole(address, parcel):
    half = len(parcel) // 2

    first = patch(address, parcel, offset=0, piece=parcel[:half])
    there = httpx2.head(f"{address}/parcels/{name_of(parcel)}")
    last = patch(address, parcel, offset=half, piece=parcel[half:])

    assert first.status_code == 204
    assert there.headers["upload-offset"] == first.headers["upload-offset"] == str(half)
    assert last.status_code == 200
    assert last.json()["verdict"] == Verdict.ACCEPT
    assert httpx2.head(f"{address}/parcels/{name_of(parcel)}").headers["upload-offset"] == "0"


def test_a_line_that_broke_leaves_what_arrived(address, parcel):
    head = (
        f"PATCH /parcels/{name_of(parcel)} HTTP/1.1\r\nHost: x\r\n"
        f"Content-Length: {len(parcel)}\r\nUpload-Offset: 0\r\nUpload-Length: {len(parcel)}\r\n"
        "Content-Type: application/octet-stream\r\n\r\n"
    )

    talk(address, head.encode() + parcel[:500], hangs_up=True)
    there = httpx2.head(f"{address}/parcels/{name_of(parcel)}").headers["upload-offset"]
    answer = patch(address, parcel, offset=500, piece=parcel[500:])

    assert there == "500"
    assert answer.json()["verdict"] == Verdict.ACCEPT


def test_a_piece_at_the_wrong_place_is_told_the_right_one(address, parcel):
    patch(address, parcel, offset=0, piece=parcel[:10])

    answer = patch(address, parcel, offset=99, piece=parcel[99:])

    assert answer.status_code == 409
    assert answer.headers["upload-offset"] == "10"


def test_pieces_that_do_not_fit_their_name_are_rejected_and_forgotten(address, parcel):
    wrong = name_of(b"another file")

    answer = patch(address, parcel, offset=0, piece=parcel, name=wrong)

    assert answer.status_code == 422
    assert answer.json()["verdict"] == Verdict.REJECT_DAMAGED
    assert httpx2.head(f"{address}/parcels/{wrong}").headers["upload-offset"] == "0"


@pytest.mark.parametrize(
    ("offset", "length", "status"),
    [(0, 5, 400), (9, 10, 400), (0, envelope.LARGEST_FILE + 1, 413), ("x", 10, 400)],
)
def test_a_piece_that_cannot_fit_is_refused(address, parcel, offset, length, status):
    answer = patch(address, parcel, offset=offset, piece=parcel[:10], length=length)

    assert answer.status_code == status


def test_a_slow_piece_is_kept_as_far_as_it_came(agency, parcel):
    with a_receiver(agency, limits=replace(ROOMY, body_seconds=0.3)) as address:
        line = socket.create_connection(("127.0.0.1", port_of(address)))
        with closing(line):
            line.settimeout(30)
            line.sendall(
                f"PATCH /parcels/{name_of(parcel)} HTTP/1.1\r\nHost: x\r\n"
                f"Content-Length: {len(parcel)}\r\nUpload-Offset: 0\r\n"
                f"Upload-Length: {len(parcel)}\r\n"
                "Content-Type: application/octet-stream\r\n\r\n".encode()
                + parcel[:700]
            )
            answer = line.recv(4096)
        rest = patch(address, parcel, offset=700, piece=parcel[700:])

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"upload-offset: 700" in answer.lower()
    assert rest.json()["verdict"] == Verdict.ACCEPT


@pytest.mark.parametrize("name", ["x", "A" * 64, "..%2fcard", "0" * 63])
def test_a_name_that_is_no_hash_leads_nowhere(address, name):
    assert httpx2.head(f"{address}/parcels/{name}").status_code == 404


# --- who it is, and what it does not do ---------------------------------------------------------


def test_health_says_who_answers_and_never_a_figure(address, agency, parcel):
    post(address, parcel)

    answer = httpx2.get(f"{address}/health")

    with agency.reading() as desk:
        fingerprint = desk.profile.fingerprint
    assert answer.status_code == 200
    assert answer.json() == {
        "ok": True,
        "agency": "63",
        "fingerprint": fingerprint,
        "version": answer.json()["version"],
        "time": "2026-11-22T04:00:00+00:00",
    }


def test_health_is_not_well_where_the_file_cannot_be_read(agency):
    office = Ailing(agency)
    with a_receiver(office) as address:
        office.reads_with = errors.FileUnreadable("agency")
        answer = httpx2.get(f"{address}/health")

    assert answer.status_code == 503
    assert answer.json()["ok"] is False


def test_the_card_is_handed_out_with_the_address(agency):
    with agency.changing() as desk:
        public_card.choose_address(desk, "https://lapor.example.id/")
    with a_receiver(agency) as address:
        answer = httpx2.get(f"{address}/card")

    card = identity.agency_card_in(answer.content)
    with agency.reading() as desk:
        assert card.fingerprint == desk.profile.fingerprint
    assert card.address == "https://lapor.example.id"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/parcels/", 404),
        ("GET", "/..%2f", 404),
        ("GET", "/parcels", 405),
        ("DELETE", "/parcels", 405),
        ("OPTIONS", "/parcels", 405),
        ("PUT", "/card", 405),
        ("HEAD", "/health", 200),
        ("GET", "/parcels/" + "0" * 64, 405),
    ],
)
def test_only_what_is_meant_is_answered(address, method, path, status):
    answer = httpx2.request(method, address + path, headers={"Origin": "https://example.org"})

    assert answer.status_code == status
    assert ("allow" in answer.headers) == (status == 405)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    told = {name.lower() for name in answer.headers}
    assert told & {"server", "set-cookie", "access-control-allow-origin", "location"} == set()


def test_the_log_names_nobody(agency, parcel, caplog):
    with caplog.at_level(logging.INFO, logger="jukung.receiver"), a_receiver(agency) as address:
        post(address, parcel)
        httpx2.get(f"{address}/Rahasia?x=1")

    lines = [each.getMessage() for each in caplog.records if each.name == "jukung.receiver"]
    assert " POST /parcels 200 ACCEPT " in lines[0]
    assert " GET - 404 - " in lines[1]
    assert not any(word in " ".join(lines) for word in ("127.0.0.1", "Rahasia", name_of(parcel)))


def test_what_goes_wrong_inside_is_not_told_outside(agency, parcel, caplog):
    office = Ailing(agency)
    with a_receiver(office) as address:
        office.changes_with = RuntimeError("a secret")
        answer = post(address, parcel)
        health = httpx2.get(f"{address}/health")

    assert answer.status_code == 500
    assert "secret" not in answer.text + caplog.text
    assert health.status_code == 200


# --- hostile bytes ------------------------------------------------------------------------------

LINES = st.sampled_from(
    [
        "POST /parcels HTTP/1.1",
        "PATCH /parcels/" + "a" * 64 + " HTTP/1.1",
        "HEAD /parcels/" + "a" * 64 + " HTTP/1.1",
        "GET /health HTTP/1.1",
        "GET http://other/health HTTP/1.1",
        "CONNECT x:1 HTTP/1.1",
        "POST /parcels HTTP/1.0",
        "PRI * HTTP/2.0",
        "\x00",
    ]
)
HEADERS = st.sampled_from(
    [
        "Host: x",
        "Content-Length: 3",
        "Content-Length: 4",
        "Content-Length: 99999999999999999999",
        "Content-Length: +3",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
        "Content-Type: application/octet-stream",
        "Upload-Offset: 0",
        "Upload-Offset: 0",
        "Upload-Length: 3",
        "Upload-Length: -1",
        "Expect: 100-continue",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "X-Forwarded-For: \xe9",
        "Range: bytes=0-",
        " folded: yes",
    ]
)


@pytest.fixture(scope="module")
def one_address(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patched:
        folder = tmp_path_factory.mktemp("hostile")
        patched.setenv("JUKUNG_HOME", str(folder))
        office = an_office(folder)
        with a_receiver(office) as address:
            yield address
        office.close()


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(LINES, st.lists(HEADERS, max_size=6), st.binary(max_size=40))
@example("POST /parcels HTTP/1.1", ["Content-Length: 3", "Transfer-Encoding: chunked"], b"0\r\n")
def test_any_frame_is_answered_or_closed_and_the_next_is_served(
    socket_enabled, one_address, line, headers, body
):
    request = "\r\n".join([line, *headers, "", ""]).encode("latin-1") + body

    answer = talk(one_address, request, hangs_up=True)

    status = answer[9:12]
    assert not answer or answer.startswith(b"HTTP/1.1 ")
    assert status not in {b"500", b"101"}
    assert httpx2.get(f"{one_address}/health").status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300))
def test_noise_is_answered_or_closed_and_the_next_is_served(socket_enabled, one_address, noise):
    answer = talk(one_address, noise, hangs_up=True)

    assert not answer or answer.startswith(b"HTTP/1.1 400 ")
    assert httpx2.get(f"{one_address}/health").status_code == 200


def test_every_bit_flipped_parcel_is_refused(address, parcel):
    verdicts = set()
    for place in range(0, len(parcel), 97):
        flipped = bytearray(parcel)
        flipped[place] ^= 1
        answer = post(address, bytes(flipped))
        verdicts.add(answer.json()["verdict"])
        assert answer.status_code == 422

    assert verdicts <= {Verdict.REJECT_DAMAGED, Verdict.REJECT_UNREADABLE}


def test_a_second_library_gets_its_own_receipt(address, agency, tmp_path, parcel):
    other = a_joined_library(tmp_path, agency, code="63.03.05.2008", file="other.jukung")
    a_sealed_month(other)
    content = sent(other, tmp_path / "other")[1]
    other.close()

    answers = [post(address, each).json() for each in (parcel, content)]

    libraries = {
        json.loads(envelope.unpack(base64.b64decode(each["receipt"]), envelope.RECEIPT).unverified)[
            "library"
        ]
        for each in answers
    }
    assert len(libraries) == 2
