"""Parcels over the internet: real receivers, real proxies, lines that break."""

import base64
import json
import re
import shutil

import pytest

from jukung import places
from jukung.agency import accept
from jukung.domain import errors
from jukung.domain.kinds import ParcelState
from jukung.exchange.carriers import https
from jukung.exchange.carriers.line import Line, Patience
from jukung.exchange.parcels import envelope, export, join
from jukung.exchange.parcels.verdict import Verdict
from jukung.library import closing
from makers import a_library
from network_makers import (
    LOOPBACK,
    Proxy,
    Relay,
    Says,
    a_certificate,
    a_free_port,
    a_receiver,
    port_of,
    said,
)
from parcel_makers import (
    OCTOBER,
    a_sealed_month,
    an_office,
    count_visits,
    join_to,
    months_before,
    sent,
)

pytestmark = pytest.mark.allow_hosts(LOOPBACK)


@pytest.fixture(autouse=True)
def empty_outbox():
    empty()
    yield
    empty()


def empty():
    if places.outbox().is_file():
        places.outbox().unlink()
    shutil.rmtree(places.outbox(), ignore_errors=True)


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def joined(library, agency):
    join_to(library, agency)
    a_sealed_month(library)
    return library


@pytest.fixture
def address(agency):
    with a_receiver(agency) as found:
        yield found


class Person:
    """Who waits: remembers progress and pauses, and stops when asked to."""

    def __init__(self, *, stops_after=None):
        self.steps, self.pauses = [], []
        self.asked, self.stops_after = 0, stops_after

    def progress(self, done, total):
        self.steps.append((done, total))

    def stopped(self):
        self.asked += 1
        return self.stops_after is not None and self.asked > self.stops_after

    def patience(self, **choices):
        return Patience(pause=self.pauses.append, **({"connect": 5.0, "silent": 10.0} | choices))


def send(library, address, *, person=None, context=None, proxy="none", **patience):
    who = person or Person()

    def line(typed, *, proxy):
        return Line(typed, proxy=proxy, patience=who.patience(**patience), context=context)

    return https.send(
        library,
        address,
        progress=who.progress,
        stopped=who.stopped,
        proxy=proxy,
        open_line=line,
    )


def states(library):
    with library.reading() as desk:
        return [each.parcel for each in closing.history(desk) if each.parcel is not None]


def outbox():
    return list(places.outbox().glob("*")) if places.outbox().exists() else []


def verdicts(found):
    return [each.verdict for each in found]


def test_a_report_arrives_and_its_receipt_is_read(joined, address):
    person = Person()

    found = send(joined, address, person=person)

    assert verdicts(found.sent) == [Verdict.ACCEPT]
    assert (found.refused, found.receipts, found.left, found.trouble) == ((), 1, 0, None)
    assert states(joined) == [ParcelState.received]
    assert person.steps == [(0, 1), (1, 1)]
    assert outbox() == []


def test_a_years_reports_go_oldest_first(library, agency, address):
    join_to(library, agency)
    for month in months_before(12):
        a_sealed_month(library, month)

    found = send(library, address)

    assert [each.month for each in found.sent] == months_before(12)
    assert found.left == 0


def test_what_was_sent_before_is_answered_again_and_stored_once(joined, agency, address, tmp_path):
    (judged,) = accept.accept(agency, list(sent(joined, tmp_path / "stick").values()))

    found = send(joined, address)

    assert judged.verdict is Verdict.ACCEPT
    assert len(found.sent) == 1
    assert states(joined) == [ParcelState.received]


def test_with_nothing_to_send_nobody_is_called(joined, address):
    send(joined, address)

    with pytest.raises(errors.NothingToSend):
        send(joined, address)


def test_without_an_agency_nobody_is_called(library):
    with pytest.raises(errors.NotJoined):
        send(library, "https://lapor.example.id")


def test_without_encryption_nothing_leaves_this_computer(joined):
    with pytest.raises(errors.AgencyAddressWrong):
        send(joined, "http://lapor.example.id")


# --- lines that break ---------------------------------------------------------------------------


def offsets(relay):
    return [
        int(each)
        for each in re.findall(rb"Upload-Offset: (\d+)", b"".join(relay.heads), re.IGNORECASE)
    ]


def test_a_line_that_breaks_goes_on_where_it_broke(joined, agency, address):
    person = Person()
    with Relay(port_of(address), cuts=[2500, 10_000, 1500]) as relay:
        found = send(joined, f"http://127.0.0.1:{relay.port}", person=person)

    assert verdicts(found.sent) == [Verdict.ACCEPT]
    begun = offsets(relay)
    assert begun[0] == 0
    assert begun[-1] > 0
    assert begun == sorted(begun)


def test_a_line_that_always_breaks_is_given_up_and_goes_on_next_time(joined, address):
    person = Person()
    with Relay(port_of(address), cuts=[2000] + [300] * 40) as relay:
        with pytest.raises(errors.LineBroke):
            send(joined, f"http://127.0.0.1:{relay.port}", person=person, tries=3)
        before = len(relay.seen)
        relay.cuts = []
        found = send(joined, f"http://127.0.0.1:{relay.port}")
        relay.seen = relay.seen[before:]

    assert states(joined) == [ParcelState.received]
    assert len(found.sent) == 1
    assert offsets(relay)[0] > 0
    assert person.pauses


def test_a_slow_line_goes_on_after_each_cut(joined, agency):
    (parcel,) = export.to_send(joined)[0]
    (judged,) = accept.accept(agency, [seal_for(joined, parcel)])
    cuts = [said(408, Upload_Offset=str(each)) for each in (1000, 2000, 2500)]
    with Says(*cuts, said(200, answer_of(judged))) as door:
        found = send(joined, f"http://127.0.0.1:{door.port}", tries=2)

    assert len(found.sent) == 1
    assert offsets(door) == [0, 1000, 2000, 2500]


def test_a_line_so_slow_that_nothing_arrives_is_given_up(joined):
    with Says(said(408, Upload_Offset="0")) as door, pytest.raises(errors.LineBroke):
        send(joined, f"http://127.0.0.1:{door.port}", tries=3)

    assert len(door.seen) == 3


def test_where_nobody_listens_it_is_said(joined):
    with pytest.raises(errors.AgencyUnreachable):
        send(joined, f"http://127.0.0.1:{a_free_port()}", tries=2)

    assert states(joined) == [ParcelState.sealed]


def test_a_name_that_nobody_has_is_not_reached(joined, socket_enabled):
    with pytest.raises((errors.AgencyUnreachable, errors.NoNetwork)):
        send(joined, "https://lapor.invalid", tries=1)


def test_a_person_stops_it_and_nothing_is_lost(joined, address):
    with pytest.raises(errors.SendingStopped):
        send(joined, address, person=Person(stops_after=0))

    assert states(joined) == [ParcelState.sealed]
    assert verdicts(send(joined, address).sent) == [Verdict.ACCEPT]


def test_what_arrived_before_the_trouble_stands(library, agency, address):
    join_to(library, agency)
    for month in months_before(2):
        a_sealed_month(library, month)
    person = Person()
    person.stopped = lambda: (1, 2) in person.steps

    found = send(library, address, person=person)

    assert len(found.sent) == 1
    assert found.left == 1
    assert isinstance(found.trouble, errors.SendingStopped)


# --- an agency that has much to do --------------------------------------------------------------


def test_a_busy_agency_is_asked_again_when_it_said(joined, agency, address):
    person = Person()
    busy = said(503, Retry_After="7")
    with Says(busy) as door, pytest.raises(errors.AgencyBusy):
        send(joined, f"http://127.0.0.1:{door.port}", person=person, tries=2)

    assert 7 <= sum(person.pauses) <= 11
    assert [each.split(b" ")[0] for each in door.seen] == [b"PATCH", b"HEAD", b"PATCH"]


def test_a_wait_that_is_too_long_is_left_to_the_person(joined):
    person = Person()
    with (
        Says(said(429, Retry_After="3600")) as door,
        pytest.raises(errors.AgencyBusy),
    ):
        send(joined, f"http://127.0.0.1:{door.port}", person=person)

    assert person.pauses == []


def test_pauses_grow_and_end(joined):
    person = Person()
    with Says(said(503)) as door, pytest.raises(errors.AgencyBusy):
        send(joined, f"http://127.0.0.1:{door.port}", person=person, tries=5)

    assert 1 + 2 + 4 + 8 <= sum(person.pauses) <= 1.5 * (1 + 2 + 4 + 8) + 4 * 0.25


def test_that_nobody_is_reached_is_told_soon(joined):
    person = Person()
    with pytest.raises(errors.AgencyUnreachable):
        send(joined, f"http://127.0.0.1:{a_free_port()}", person=person)

    assert sum(person.pauses) <= 2


def test_a_proxy_without_pieces_gets_the_whole(joined, agency, address):
    (parcel,) = export.to_send(joined)[0]
    (judged,) = accept.accept(agency, [seal_for(joined, parcel)])
    whole = said(200, answer_of(judged))
    with Says(said(405), whole) as door:
        found = send(joined, f"http://127.0.0.1:{door.port}")

    assert len(found.sent) == 1
    assert [each.split(b" ")[0] for each in door.seen] == [b"PATCH", b"POST"]


def seal_for(library, parcel):
    return envelope.encrypt(parcel.envelope, export.to_send(library)[1])


def answer_of(judged, **changes):
    facts = {
        "verdict": judged.verdict,
        "note": "",
        "receipt": base64.b64encode(judged.receipt).decode() if judged.receipt else None,
    }
    return json.dumps(facts | changes).encode()


# --- what is not believed -----------------------------------------------------------------------


def test_a_library_that_is_not_enrolled_is_told_so(library, agency, tmp_path, address):
    join_to(library, agency)
    stranger = a_library(tmp_path, file="baru.jukung")
    with agency.reading() as desk:
        card = desk.profile.card
    with stranger.changing() as desk:
        join.join(desk, card)
    a_sealed_month(stranger)

    found = send(stranger, address)

    assert verdicts(found.refused) == [Verdict.HOLD_UNKNOWN_KEY]
    assert found.refused[0].note
    assert found.left == 1
    assert states(stranger) == [ParcelState.sealed]
    stranger.close()


def test_a_receipt_of_somebody_else_changes_nothing(joined, tmp_path, agency):
    other = an_office(tmp_path, file="lain.jukung-agency", code="62")
    twin = a_library(tmp_path, file="kembar.jukung")
    join_to(twin, other, code="62.03.05.2007")
    a_sealed_month(twin)
    (judged,) = accept.accept(other, list(sent(twin, tmp_path / "stick").values()))
    with (
        Says(said(200, answer_of(judged))) as door,
        pytest.raises(errors.ReceiptForged),
    ):
        send(joined, f"http://127.0.0.1:{door.port}")

    assert states(joined) == [ParcelState.sealed]
    twin.close()
    other.close()


@pytest.mark.parametrize(
    "answer",
    [
        said(200, b"<html>hello</html>"),
        said(200, b'{"verdict": "ACCEPT", "receipt": null}'),
        said(200, b'{"verdict": "ACCEPT", "receipt": "%%%"}'),
        said(200, b'{"verdict": "HURRA"}'),
        said(200, b"[]"),
        said(204),
        said(404, b"not found"),
        said(200, b" " * (3 * 1024 * 1024)),
    ],
    ids=["page", "no receipt", "no base64", "no verdict", "list", "nothing", "missing", "endless"],
)
def test_what_takes_no_reports_is_not_believed(joined, answer):
    with Says(answer) as door, pytest.raises(errors.NoReceiver):
        send(joined, f"http://127.0.0.1:{door.port}", tries=2)

    assert states(joined) == [ParcelState.sealed]


def test_another_host_is_not_followed(joined):
    moved = said(307, Location="https://lain.example.id/parcels")
    with Says(moved) as door, pytest.raises(errors.AgencyMoved) as told:
        send(joined, f"http://127.0.0.1:{door.port}")

    assert told.value.facts["other"] == "lain.example.id"


def test_the_same_host_is_followed_but_not_for_ever(joined):
    with Says(said(307, Location="/again")) as door, pytest.raises(errors.NoReceiver):
        send(joined, f"http://127.0.0.1:{door.port}")

    assert len(door.seen) == 3


# --- certificates and proxies -------------------------------------------------------------------


def test_a_trusted_certificate_opens_the_way(joined, address, tmp_path):
    server, client = a_certificate(tmp_path)
    with Relay(port_of(address), context=server) as relay:
        found = send(joined, f"https://localhost:{relay.port}", context=client)

    assert len(found.sent) == 1


def test_an_unknown_certificate_ends_it_before_a_byte_was_sent(joined, address, tmp_path):
    server, _client = a_certificate(tmp_path)
    with (
        Relay(port_of(address), context=server) as relay,
        pytest.raises(errors.AgencyCertificateWrong),
    ):
        send(joined, f"https://localhost:{relay.port}")

    assert relay.seen == []


def test_a_certificate_of_another_host_ends_it(joined, address, tmp_path):
    server, client = a_certificate(tmp_path, host="lain.example.id")
    with (
        Relay(port_of(address), context=server) as relay,
        pytest.raises(errors.AgencyCertificateWrong),
    ):
        send(joined, f"https://localhost:{relay.port}", context=client)

    assert relay.seen == []


def test_a_typed_proxy_is_gone_through(joined, address):
    with Proxy() as proxy:
        found = send(joined, address, proxy=f"127.0.0.1:{proxy.port}")

    assert len(found.sent) == 1
    assert proxy.asked[0].startswith(f"PATCH {address}/parcels/")


def test_through_a_proxy_the_line_stays_encrypted(joined, address, tmp_path):
    server, client = a_certificate(tmp_path)
    with Relay(port_of(address), context=server) as relay, Proxy() as proxy:
        found = send(
            joined,
            f"https://localhost:{relay.port}",
            context=client,
            proxy=f"http://127.0.0.1:{proxy.port}",
        )

    assert len(found.sent) == 1
    assert proxy.asked == [f"CONNECT localhost:{relay.port} HTTP/1.1"]
    assert b"parcels" not in b"".join(proxy.seen)


def test_the_systems_proxy_is_gone_through(joined, address, tmp_path, monkeypatch):
    server, client = a_certificate(tmp_path, host="lapor.example.id")
    with Relay(port_of(address), context=server) as relay, Proxy() as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.delenv("no_proxy", raising=False)
        found = send(
            joined,
            f"https://lapor.example.id:{relay.port}",
            context=client,
            proxy="system",
        )

    assert len(found.sent) == 1
    assert proxy.asked == [f"CONNECT lapor.example.id:{relay.port} HTTP/1.1"]


def test_a_proxy_that_lets_nothing_through_is_named(joined, tmp_path):
    with Proxy(refuses=True) as proxy, pytest.raises(errors.ProxyRefuses) as told:
        send(
            joined,
            "https://lapor.example.id",
            proxy=f"http://nama:sandi@127.0.0.1:{proxy.port}",
        )

    assert told.value.facts == {"proxy": "127.0.0.1"}


def test_a_proxy_that_is_not_there_is_named(joined):
    with pytest.raises(errors.ProxyRefuses):
        send(joined, "https://lapor.example.id", proxy=f"127.0.0.1:{a_free_port()}", tries=1)


# --- the outbox ---------------------------------------------------------------------------------


def test_what_waits_for_an_answer_lies_sealed_in_the_outbox(joined):
    with pytest.raises(errors.AgencyUnreachable):
        send(joined, f"http://127.0.0.1:{a_free_port()}", tries=1)

    (kept,) = outbox()
    assert kept.read_bytes().startswith(b"age-encryption.org/v1")


def test_a_damaged_outbox_is_passed_over(joined, address):
    with pytest.raises(errors.AgencyUnreachable):
        send(joined, f"http://127.0.0.1:{a_free_port()}", tries=1)
    (kept,) = outbox()
    kept.write_bytes(kept.read_bytes()[:-9])

    found = send(joined, address)

    assert verdicts(found.sent) == [Verdict.ACCEPT]
    assert outbox() == []


def test_a_folder_that_takes_nothing_stops_no_report(joined, address):
    places.outbox().write_text("in the way")

    assert verdicts(send(joined, address).sent) == [Verdict.ACCEPT]


def test_what_went_on_a_stick_leaves_the_outbox(joined, agency, address, tmp_path):
    with pytest.raises(errors.AgencyUnreachable):
        send(joined, f"http://127.0.0.1:{a_free_port()}", tries=1)
    count_visits(joined, OCTOBER.before, 3)
    before = outbox()

    send(joined, address)

    assert len(before) == 1
    assert outbox() == []
