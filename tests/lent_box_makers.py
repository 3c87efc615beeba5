"""Boxes on loan in tests: an agency that signs them, and this library's side."""

from datetime import UTC, date, datetime

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jukung.domain.ids import new_id
from jukung.domain.kinds import BoxArrival
from jukung.exchange.box_exchange import FoundBox, take
from jukung.exchange.packs.boxes import BoxedCopy, BoxFile, box_bytes, box_in
from jukung.exchange.parcels import join
from jukung.exchange.parcels.identity import AgencyCard
from jukung.library import box_arrival

DUE = date(2027, 2, 22)
REGION = "63.03.05.2007"


class Agency:
    """Who lends and signs."""

    def __init__(self, name="Dinas Perpustakaan Contoh"):
        self.key = Ed25519PrivateKey.generate()
        public = self.key.public_key().public_bytes_raw().hex()
        recipient = str(pyrage.x25519.Identity.generate().to_public())
        self.card = AgencyCard("63", name, public, recipient)

    def box(self, *copies, **other):
        """What a file of a box says."""
        facts = {
            "uid": new_id(),
            "number": "KB-01",
            "name": "Koleksi bergilir 1",
            "owner": self.card,
            "for_uid": "",
            "for_code": REGION,
            "out_on": date(2026, 11, 20),
            "due_on": DUE,
            "made_at": datetime(2026, 11, 20, 4, 0, tzinfo=UTC),
            "copies": copies,
        }
        return BoxFile(**(facts | other))


def copies(count, *, first=1, lead="B"):
    """So many copies, three of each title."""
    return tuple(
        BoxedCopy(
            f"{lead}{n:04}",
            f"Kisah Hulu {(n - first) // 3 + 1}",
            "Sari Wulan",
            class_number="813",
            price=45_000,
        )
        for n in range(first, first + count)
    )


def a_box(agency, *given, **other):
    """A box file as it lies on a stick, read."""
    data = box_bytes(agency.box(*given, **other), agency.key)
    return FoundBox(box_in(data, None), data)


def a_known_agency(desk):
    """The agency that this library joined."""
    agency = Agency()
    join.join(desk, agency.card)
    return agency


def an_announced_box(desk, count=6, **other):
    """A box whose file was read; gives the agency and its view."""
    agency = a_known_agency(desk)
    return agency, take(desk, a_box(agency, *copies(count), **other)).view


def a_box_here(desk, count=6, *, missing=(), damaged=(), **other):
    """A box that was checked in and stands on the shelf; gives the agency and its view."""
    agency, view = an_announced_box(desk, count, **other)
    for each in copies(count):
        if each.number not in missing:
            how = BoxArrival.damaged if each.number in damaged else BoxArrival.here
            box_arrival.check(desk, view.id, each.number, how=how)
    return agency, box_arrival.receive(desk, view.id).view
