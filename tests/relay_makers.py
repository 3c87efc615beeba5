"""Makers for a district between libraries and their province."""

from datetime import date

from jukung.agency import relay_permits, relays, totals
from jukung.exchange.parcels import export, receipt
from parcel_makers import OCTOBER, an_office

LONG = date(2027, 12, 31)


def a_district(folder, *, file="kabupaten.jukung-agency", code="63.03", place=None, clock=None):
    """The office of a kabupaten, open."""
    return an_office(folder, file=file, code=code, place=place, clock=clock)


def card_of(office):
    """Who an office is."""
    with office.reading() as desk:
        return desk.profile.card


def permitted(province, district, *, may_open=False, until=LONG, compared=True):
    """The province permits, the district takes it; gives what came of it."""
    with province.changing(by="Rahmi") as desk:
        content = relay_permits.permit(desk, card_of(district), may_open=may_open, until=until)
    return taken(district, content, compared=compared)


def taken(district, content, *, compared=True):
    """The district takes a permit."""
    with district.changing(by="Sari") as desk:
        return relays.take_permit(desk, content, compared=compared)


def on_a_stick(library, folder):
    """What a library writes, in a folder of its own."""
    folder.mkdir(exist_ok=True)
    export.export(library, folder)
    return folder


def carried(district, folder, **choices):
    """What the district writes for the province."""
    folder.mkdir(exist_ok=True)
    relays.carry(district, folder, **choices)
    return folder


def read_receipts(library, folder):
    """The library reads the receipts on a stick, as its page does; the verdicts of the last."""
    files = [(path.read_bytes(), path.name) for path in sorted(folder.glob("*.jkr"))]
    found = None
    with library.changing() as desk:
        for content, name in receipt.in_order(files):
            found = receipt.read_receipt(desk, content, name)
    return {item.seq: item.verdict for item in found.items} if found else {}


def sums(office, month=OCTOBER):
    """A month's totals, where there are any."""
    with office.reading() as desk:
        found = totals.totals(desk, month).values
    return {code: value for code, value in found.items() if value is not None}
