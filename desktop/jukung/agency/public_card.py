"""The card that libraries join with, and the address that stands in it."""

from dataclasses import replace

from jukung.agency import deeds, remembered
from jukung.agency.office import OfficeDesk, fetch_keys
from jukung.domain import addresses
from jukung.exchange.parcels import identity
from jukung.exchange.parcels.identity import AgencyCard

_ADDRESS = "receiver_address"


def choose_address(desk: OfficeDesk, typed: str) -> str:
    """Keep where parcels are taken over the internet; empty where they are not.

    Refuses AgencyAddressWrong.
    """
    address = addresses.receiver(typed) if typed.strip() else ""
    remembered.remember(desk, _ADDRESS, address or None)
    deeds.note(desk, "receiver_address", detail=address)
    return address


def address_of(desk: OfficeDesk) -> str:
    """Where parcels are taken over the internet; empty where they are not."""
    return str(remembered.recall(desk, _ADDRESS, ""))


def card(desk: OfficeDesk) -> AgencyCard:
    """This agency's card with its address."""
    return replace(desk.profile.card, address=address_of(desk))


def content(desk: OfficeDesk) -> bytes:
    """The bytes of the card's file; refuses AgencyKeysMissing."""
    return identity.agency_card_bytes(card(desk), fetch_keys(desk.profile).signing)
