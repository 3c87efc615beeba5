"""Sending over the internet from the command line."""

import pytest

from jukung.agency.office import open_office
from network_makers import LOOPBACK, a_free_port, a_receiver

pytestmark = pytest.mark.allow_hosts(LOOPBACK)
ENGLISH = ("--language", "en")
DINAS = "dinas.jukung-agency"


@pytest.fixture
def closed_month(jukung, tmp_path):
    """A library that reports to an agency, with October sealed."""
    jukung("agency", "init", library=DINAS)
    jukung("init", "--region", "63.03.05.2007", "--name", "Perpustakaan Rawa Bening")
    jukung("agency", "card", "--to", tmp_path / "cards", library=DINAS)
    (card,) = (tmp_path / "cards").glob("JKA*")
    jukung("join", card)
    jukung("card", "--to", tmp_path / "cards")
    (own,) = (tmp_path / "cards").glob("JKG*")
    jukung("agency", "enrol", own, "--code", "63.03.05.2007", library=DINAS)
    jukung("month", "nil", "2026-10")


@pytest.fixture
def address(closed_month, tmp_path):
    office = open_office(tmp_path / DINAS)
    with a_receiver(office) as found:
        yield found
    office.close()


def test_a_report_is_sent_and_its_receipt_read(jukung, address):
    said = jukung("month", "upload", "--address", address, "--proxy", "none")

    assert said.code == 0
    assert [(each["seq"], each["verdict"]) for each in said.value["sent"]] == [(1, "ACCEPT")]
    assert (said.value["receipts"], said.value["left"]) == (1, 0)


def test_an_address_that_is_remembered_is_not_typed_again(jukung, address):
    jukung("month", "upload", "--address", address, "--proxy", "none", "--remember")

    said = jukung("month", "upload", *ENGLISH)

    assert "already has its receipt" in said.err


def test_without_an_address_the_next_step_is_said(jukung, closed_month):
    said = jukung("month", "upload", *ENGLISH)

    assert said.code != 0
    assert "Ask it for the address" in said.err


def test_where_nobody_answers_it_is_said(jukung, closed_month):
    said = jukung("month", "upload", "--address", f"http://127.0.0.1:{a_free_port()}", *ENGLISH)

    assert said.code != 0
    assert "Nobody answers at 127.0.0.1" in said.err
