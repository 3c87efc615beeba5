"""Verbs of the month: identity, closing, sending, receipts."""

from argparse import Namespace
from pathlib import Path

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of, opened
from jukung.domain import months
from jukung.exchange.parcels import export, identity, join, receipt, seal
from jukung.exchange.parcels.verdict import WORDS
from jukung.figures import month as figures
from jukung.figures.indicators import INDICATORS
from jukung.words import _, long_month, number


def write_card(arguments: Namespace) -> Answer:
    """Write this library's identity card for the agency."""
    with opened(arguments) as library, library.reading() as desk:
        path = join.write_library_card(desk, folder_of(arguments.to))
        fingerprint = identity.fingerprint(desk.profile.uid, desk.profile.public_key)
    value = {"file": str(path), "fingerprint": fingerprint}
    words = _("Card written: {path}. Read this aloud to the agency: {fingerprint}")
    return Answer(value, (words.format(path=path, fingerprint=fingerprint),))


def join_agency(arguments: Namespace) -> Answer:
    """Join the agency whose card this is."""
    path = Path(arguments.card)
    card = identity.read_agency_card(path)
    with opened(arguments) as library, library.changing() as desk:
        join.join(desk, card)
    value = {"agency": card.name, "code": card.code, "fingerprint": card.fingerprint}
    return Answer(value, (_("This library now reports to {name}.").format(name=card.name),))


def close(arguments: Namespace) -> Answer:
    """Close a month; sealed at once where an agency is joined."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as library, library.changing() as desk:
        closing = seal.close_month(desk, month)
    value = {
        "period": month.text,
        "revision": closing.closed.revision,
        "sealed": closing.parcel is not None,
        "seq": closing.parcel.seq if closing.parcel else None,
        "values": closing.closed.values,
    }
    name = long_month(month.year, month.number)
    words = (
        _("{month} is closed and sealed as report number {seq}.").format(
            month=name, seq=closing.parcel.seq
        )
        if closing.parcel
        else _("{month} is closed. It is sealed as soon as an agency is joined.").format(month=name)
    )
    return Answer(value, (words,))


def figures_of(arguments: Namespace) -> Answer:
    """Show a month's figures as they are now."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as library, library.reading() as desk:
        values = figures.gather(desk, month)
    lines = [f"{_(i.title):<40} {number(values[i.code]):>8}" for i in INDICATORS]
    return Answer({"period": month.text, "values": values}, tuple(lines))


def send(arguments: Namespace) -> Answer:
    """Write every parcel without a receipt into a folder."""
    with opened(arguments) as library:
        written = export.export(library, folder_of(arguments.to))
    value = [{"file": str(w.path), "seq": w.seq, "period": w.month.text} for w in written]
    lines = [_("Written and checked: {path}").format(path=w.path) for w in written]
    return Answer(value, tuple(lines))


def read_receipt(arguments: Namespace) -> Answer:
    """Read the agency's receipt."""
    path = Path(arguments.file)
    content = receipt.load(path)
    with opened(arguments) as library, library.changing() as desk:
        read = receipt.read_receipt(desk, content, path.name)
    value = {
        "receipt": read.no,
        "items": [
            {"seq": item.seq, "verdict": item.verdict, "period": item.period} for item in read.items
        ],
    }
    lines = [f"{_period(item.period)}: {_(WORDS[item.verdict])}" for item in read.items]
    return Answer(value, (_("Receipt {no} read.").format(no=read.no), *lines))


def _period(text: str) -> str:
    month = months.parse_month(text)
    return long_month(month.year, month.number)
