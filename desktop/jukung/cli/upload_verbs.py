"""Sending a month's report over the internet."""

from argparse import Namespace

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain import errors
from jukung.exchange.carriers import https, way_out
from jukung.exchange.carriers.https import Answered, Delivered
from jukung.exchange.parcels.verdict import WORDS
from jukung.words import _, long_month, many, number


def upload(arguments: Namespace) -> Answer:
    """Send every parcel without a receipt, and read the receipts that come back."""
    with opened(arguments) as library:
        with library.reading() as desk:
            known = way_out.look(desk)
        address = known.address if arguments.address is None else arguments.address
        proxy = known.proxy if arguments.proxy is None else arguments.proxy
        if arguments.remember:
            with library.changing() as desk:
                way_out.choose(desk, address=address, proxy=proxy)
        found = https.send(
            library,
            address,
            proxy=proxy,
            progress=lambda _done, _total: None,
            stopped=lambda: False,
        )
    value = {
        "sent": [_value(each) for each in found.sent],
        "refused": [_value(each) for each in found.refused],
        "receipts": found.receipts,
        "left": found.left,
    }
    return Answer(value, tuple(_lines(found)), found.trouble or _refusal(found))


def _value(each: Answered) -> dict[str, object]:
    return {
        "seq": each.seq,
        "period": each.month.text,
        "verdict": each.verdict,
        "note": each.note,
    }


def _lines(found: Delivered) -> list[str]:
    lines = []
    for each in (*found.sent, *found.refused):
        month = long_month(each.month.year, each.month.number)
        note = f" ({each.note})" if each.note else ""
        lines.append(f"{month}: {_(WORDS[each.verdict])}{note}")
    if found.left:
        words = many(
            "{count} report still waits for its receipt.",
            "{count} reports still wait for their receipts.",
            found.left,
        )
        lines.append(words.format(count=number(found.left)))
    return lines


def _refusal(found: Delivered) -> errors.Refusal | None:
    if not found.refused:
        return None
    first = found.refused[0]
    month = long_month(first.month.year, first.month.number)
    return errors.ParcelRejected(month, _(WORDS[first.verdict]), len(found.refused))
