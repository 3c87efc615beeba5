"""Where parcels go over the internet."""

from dataclasses import replace

import pyrage
import pytest

from jukung.domain import errors
from jukung.exchange.carriers import way_out
from jukung.exchange.parcels import join
from jukung.exchange.parcels.identity import AgencyCard
from parcel_makers import a_stranger


def test_at_first_nothing_is_known(desk):
    assert way_out.look(desk) == way_out.WayOut("", "system")


def test_what_is_chosen_is_remembered(desk):
    way_out.choose(desk, address="Lapor.example.id/", proxy="192.168.1.1:8080")

    found = way_out.look(desk)

    assert found == way_out.WayOut("https://lapor.example.id", "http://192.168.1.1:8080")


def test_what_cannot_be_used_is_not_remembered(desk):
    with pytest.raises(errors.ProxyWrong):
        way_out.choose(desk, address="https://lapor.example.id", proxy="ftp://x")

    assert way_out.look(desk).address == ""


def test_the_address_comes_with_the_agencys_card(desk):
    join.join(desk, a_card(a_stranger(), address="https://lapor.example.id"))

    assert way_out.look(desk).address == "https://lapor.example.id"


def test_a_newer_card_of_the_same_agency_brings_a_newer_address(desk):
    key = a_stranger()
    card = a_card(key, address="https://lama.example.id")
    join.join(desk, card)

    join.join(desk, replace(card, address="https://baru.example.id"))

    assert way_out.look(desk).address == "https://baru.example.id"


def test_an_address_that_cannot_be_used_stops_nobody_from_joining(desk):
    join.join(desk, a_card(a_stranger(), address="http://lapor.example.id"))

    assert way_out.look(desk).address == ""


def a_card(key, *, address):
    return AgencyCard(
        code="63",
        name="Dinas Perpustakaan Contoh",
        verify_key=key.public_key().public_bytes_raw().hex(),
        recipient=str(pyrage.x25519.Identity.generate().to_public()),
        address=address,
    )
