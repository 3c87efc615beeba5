"""Receipts for loans and returns, and notes for copies set aside: A6 or a paper roll.

Black on white in type that a thermal head of 203 dots to the inch keeps sharp. On a roll
the page is as long as what stands on it: everything is set first, then drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jukung.paper import papers
from jukung.paper.rooms import Align
from jukung.paper.strips import Strip
from jukung.paper.writing import plain
from jukung.words import _, brief_day, clock_of, long_day, many, number, rupiah

RECEIPT_PAPERS = (papers.A6, papers.ROLL_80, papers.ROLL_58)


class ReceiptKind(StrEnum):
    """What a receipt is for."""

    loan = "loan"
    returned = "return"


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A copy, and the day by which it comes back; a note such as “renewed”.

    `still_out` tells what was lent before this day.
    """

    title: str
    number: str
    due_on: date | None = None
    note: str = ""
    late_days: int = 0
    still_out: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt; without a name it says the card alone. The fine is in whole rupiah."""

    kind: ReceiptKind
    library: str
    card: str
    on: date
    lines: tuple[ReceiptLine, ...]
    name: str = ""
    at: str = ""
    fine: int = 0
    staff: str = ""


@dataclass(frozen=True, slots=True)
class HoldSlip:
    """A note in a copy that waits for somebody; without a name by the card alone."""

    library: str
    card: str
    title: str
    number: str
    until_on: date
    name: str = ""


def receipt_page(receipt: Receipt, *, paper: str) -> bytes:
    """One receipt as a PDF; on A6 a long one takes more pages."""
    titles = {ReceiptKind.loan: _("Loan receipt"), ReceiptKind.returned: _("Return receipt")}
    strip = Strip(paper)
    _write_head(strip, receipt.library, titles[receipt.kind])
    day = long_day(receipt.on)
    strip.words(f"{day} · {clock_of(receipt.at)}" if receipt.at else day, size=8)
    _write_who(strip, receipt.card, receipt.name)
    strip.rule()
    for section, lines in _sections(receipt):
        for place, line in enumerate(lines):
            _write_copy(strip, receipt.kind, line, under="" if place else section)
    strip.together()  # no page says only goodbye
    strip.rule()
    for said in _counts(receipt):
        strip.words(said, size=9, bold=True)
    if receipt.fine:
        strip.pair(_("Fine"), rupiah(receipt.fine), size=10)
    strip.skip(1.5)
    for sentence in _closing(receipt):
        strip.words(sentence, size=8, align=Align.centre)
    if plain(receipt.staff):
        strip.skip(0.8)
        served = _("Served by {name}").format(name=plain(receipt.staff))
        strip.words(served, size=7, align=Align.centre, lines=1)
    return strip.finished(titles[receipt.kind])


def hold_page(slip: HoldSlip, *, paper: str) -> bytes:
    """The note that is stuck into a copy on the shelf of copies set aside."""
    strip = Strip(paper)
    _write_head(strip, slip.library, _("Set aside for"))
    strip.skip(1)
    strip.words(slip.name or slip.card, size=20, bold=True, lines=3, least=11, align=Align.centre)
    if plain(slip.name):
        card = _("Card {card}").format(card=plain(slip.card))
        strip.words(card, size=9, align=Align.centre)
    strip.rule()
    strip.words(_("Kept until"), size=8, align=Align.centre)
    strip.words(brief_day(slip.until_on), size=22, bold=True, lines=1, align=Align.centre)
    strip.rule()
    strip.words(slip.title, size=9, bold=True, lines=2)
    strip.words(plain(slip.number), size=8, whole=True)
    strip.skip(1)
    strip.words(_("After this day the copy goes back to its shelf or to the next."), size=7.5)
    return strip.finished(_("Set aside for"))


# --- What they say -------------------------------------------------------------------


def _write_head(strip: Strip, library: str, title: str) -> None:
    strip.words(library, size=11, bold=True, lines=2, least=8, align=Align.centre)
    strip.skip(0.4)
    strip.banner(title)
    strip.skip(0.8)


def _write_who(strip: Strip, card: str, name: str) -> None:
    if plain(name):
        strip.words(name, size=10, bold=True, lines=2, least=8)
        strip.words(_("Card {card}").format(card=plain(card)), size=8, lines=1)
    else:
        strip.words(_("Card {card}").format(card=plain(card)), size=12, bold=True, lines=1)


def _sections(receipt: Receipt) -> Iterator[tuple[str, tuple[ReceiptLine, ...]]]:
    """The lines of this day, then what was out before; headings only where both could be."""
    now = tuple(line for line in receipt.lines if not line.still_out)
    before = tuple(line for line in receipt.lines if line.still_out)
    yield (_("Today") if before else ""), now
    yield _("Still out"), before


def _write_copy(strip: Strip, kind: ReceiptKind, line: ReceiptLine, *, under: str) -> None:
    with_note = f"{plain(line.number)} · {plain(line.note)}" if plain(line.note) else line.number
    strip.together()
    if under:
        strip.words(under.upper(), size=8.5, bold=True, lines=1)
        strip.skip(0.6)
    strip.words(line.title, size=9, bold=True, lines=2, least=8)
    strip.words(with_note, size=8, lines=1, least=6)
    if line.due_on and kind is ReceiptKind.loan:
        strip.pair(_("Back by"), brief_day(line.due_on), size=14)
        if line.late_days:
            late = many("{count} day late", "{count} days late", line.late_days)
            said = late.format(count=number(line.late_days))
            strip.words(said, size=12, bold=True, lines=1, align=Align.right)
    strip.skip(1.6)
    strip.apart()


def _counts(receipt: Receipt) -> Iterator[str]:
    """How many copies were lent, came back, and are still out."""
    loan = receipt.kind is ReceiptKind.loan
    before = sum(line.still_out for line in receipt.lines)
    back = sum(not line.still_out and not (loan and line.due_on) for line in receipt.lines)
    lent = len(receipt.lines) - before - back
    for count, said in (
        (lent, many("{count} copy lent", "{count} copies lent", lent)),
        (back, many("{count} copy returned", "{count} copies returned", back)),
        (before, many("{count} copy still out", "{count} copies still out", before)),
    ):
        if count:
            yield said.format(count=number(count))


def _closing(receipt: Receipt) -> Iterator[str]:
    if receipt.kind is ReceiptKind.returned:
        if receipt.fine:
            yield _("The fine can be paid at the desk.")
        yield _("Thank you for bringing them back.")
        return
    in_time = [line for line in receipt.lines if line.due_on and not line.late_days]
    if not any(line.late_days for line in receipt.lines):
        yield _("Please bring them back by the day above. Need longer? Come and renew.")
        yield _("Enjoy reading!")
        return
    yield _("Please bring back what is late as soon as you can.")
    if in_time:
        yield _("Please bring the rest back by the day above.")
