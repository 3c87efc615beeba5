"""Makers for what crosses the door: an agency, a library joined to it, months, files."""

import json
import shutil
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import inspect, text

from jukung.agency import enrol, office
from jukung.domain.months import Month, month_of
from jukung.exchange.parcels import envelope, export, join, seal
from jukung.exchange.parcels.identity import library_card_in
from jukung.exchange.parcels.signing import signing_key
from jukung.library import visits
from jukung.library.desk import open_library
from makers import NOON, TODAY, a_library

OCTOBER = Month(2026, 10)


def an_office(folder, *, file="dinas.jukung-agency", code="63", clock=None, place=None):
    """A new agency, open: a file, or at the address of an empty database."""
    return office.found(
        place or folder / file,
        code=code,
        name="Dinas Perpustakaan Contoh",
        clock=clock or (lambda: NOON),
    )


def join_to(library, agency, *, code="63.03.05.2007"):
    """Both know each other; gives the site."""
    with agency.reading() as desk:
        card = desk.profile.card
    with library.changing() as desk:
        join.join(desk, card)
        own = library_card_in(join.library_card(desk))
    with agency.changing() as desk:
        return enrol.enrol(desk, own, code=code)


def a_joined_library(folder, agency, *, code="63.03.05.2007", **answers):
    """A new library that reports to the agency."""
    library = a_library(folder, **answers)
    join_to(library, agency, code=code)
    return library


def count_visits(library, month, female):
    """A tally in the middle of a month."""
    with library.changing() as desk:
        visits.record(desk, female=female, on=month.first + timedelta(days=14))


def a_sealed_month(library, month=OCTOBER, *, female=7):
    """A month with some visits, closed and sealed."""
    count_visits(library, month, female)
    with library.changing() as desk:
        return seal.close_month(desk, month)


def months_before(count, *, until=OCTOBER):
    """Months in a row, oldest first, that end with one."""
    found = [until]
    while len(found) < count:
        found.insert(0, found[0].before)
    return found


def sent(library, folder):
    """What the library writes on a stick: bytes by number."""
    folder.mkdir(exist_ok=True)
    return {each.seq: each.path.read_bytes() for each in export.export(library, folder)}


def envelopes(library):
    """What the library has sealed and has no receipt for: envelopes by number."""
    with library.reading() as desk:
        return {each.seq: each.envelope for each in export.waiting(desk)}


def for_agency(agency, content):
    """An envelope as a file for the agency."""
    with agency.reading() as desk:
        return envelope.encrypt(content, (desk.profile.card.recipient,))


def payload_of(content, kind=envelope.PARCEL):
    """What an envelope says, as a dict to change."""
    return json.loads(envelope.unpack(content, kind).unverified)


def signed(payload, key, key_id, kind=envelope.PARCEL):
    """An envelope around a payload of any kind."""
    written = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return envelope.seal_bytes(written, kind=kind, key=key, key_id=key_id)


def signed_by(library, payload):
    """An envelope signed by the library around whatever payload."""
    with library.reading() as desk:
        key = signing_key(desk.profile)
    return signed(payload, key, fingerprint_of(library))


def fingerprint_of(library):
    """The library's fingerprint."""
    with library.reading() as desk:
        return library_card_in(join.library_card.__wrapped__(desk)).fingerprint


def a_stranger():
    """A key that nobody knows."""
    return Ed25519PrivateKey.generate()


def a_clone(library, folder):
    """Closes a library and opens it twice: the file and a copy of it."""
    path = library.path
    library.close()
    folder.mkdir()
    copy = folder / path.name
    shutil.copyfile(path, copy)
    return open_library(path, clock=lambda: NOON), open_library(copy, clock=lambda: NOON)


def dump(file):
    """Every row of every table of an open file or server."""
    with file.reading() as session:
        return {
            name: sorted(map(repr, session.execute(text(f'SELECT * FROM "{name}"')).all()))  # noqa: S608 - its own names
            for name in inspect(session.connection()).get_table_names()
        }


def this_month():
    """The month that tests stand in."""
    return month_of(TODAY)
