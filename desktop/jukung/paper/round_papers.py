"""The papers of a round: what to find on the shelf, and the form for the way from cell to cell.

Cards, titles and rooms, and nobody's name. The form's letters are those that are typed in
afterwards, in the same order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jukung.domain.errors import NothingToPrint
from jukung.paper.document import FORM, Column, Document, Letterhead, Signer
from jukung.words import _, long_day

FORM_ROW, LIST_ROW = 8.0, 7.0
"""Millimetres; a line that a pen can fill, and one for a tick."""

MOST_BLANKS = 200


@dataclass(frozen=True, slots=True)
class WantedCopy:
    """A copy to be found on the shelf, and for whom."""

    call_number: str
    barcode: str
    title: str
    room: str
    card: str


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of the form; one without a number is for who is only visited."""

    room: str
    card: str
    what: str
    barcode: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class WayPaper:
    """What stands above the lines: which block, which day, how many cards."""

    block: str
    on: date
    cards: int


def pick_list(
    way: WayPaper, copies: Sequence[WantedCopy], *, letterhead: Letterhead, paper: str = "a4"
) -> bytes:
    """The list of books to take along, in the order of the rooms; refuses NothingToPrint."""
    if not copies:
        raise NothingToPrint
    document = _begin(_("Books for the round"), way, letterhead=letterhead, paper=paper)
    columns = (
        Column(_("Found"), 13, centred=True),
        Column(_("Room"), 17),
        Column(_("Card"), 22),
        Column(_("Number"), 24),
        Column(_("Call number"), 30),
        Column(_("Title")),
    )
    rows = [
        ("", each.room, each.card, each.barcode, each.call_number, each.title) for each in copies
    ]
    document.table(columns, rows, size=9, row_height=LIST_ROW, after=2)
    return document.finished()


def cell_form(
    way: WayPaper,
    lines: Sequence[FormLine],
    *,
    letters: Sequence[tuple[str, str]],
    letterhead: Letterhead,
    blanks: int = 6,
    paper: str = "a4",
) -> bytes:
    """The form of a block: a line for each book and card, with letters to circle.

    `letters` are each letter and its word, as they are typed in afterwards; `blanks` are
    lines for what was not foreseen. Refuses NothingToPrint.
    """
    if not lines or not 0 <= blanks <= MOST_BLANKS:
        raise NothingToPrint
    document = _begin(_("Round from cell to cell"), way, letterhead=letterhead, paper=paper)
    said = " · ".join(f"{letter} {word}" for letter, word in letters)
    note = _("Circle what became of each line: {letters}.").format(letters=said)
    document.words(note, size=9, after=1.5)
    circled = " / ".join(letter for letter, _word in letters)
    columns = (
        Column(_("Room"), 17),
        Column(_("Card"), 22),
        Column(_("What to do"), 26),
        Column(_("Number"), 24),
        Column(_("Title")),
        Column(_("Circle"), 34, centred=True, soft=True),
    )
    rows = [(each.room, each.card, each.what, each.barcode, each.title, circled) for each in lines]
    rows += [("", "", "", "", "", _("lent / back"))] * blanks
    document.table(columns, rows, size=9, row_height=FORM_ROW, after=2)
    document.signatures(Signer(_("Went the round")), Signer(_("Typed in by")), with_rows=2)
    return document.finished()


def _begin(title: str, way: WayPaper, *, letterhead: Letterhead, paper: str) -> Document:
    document = Document(
        paper, title=f"{title} {way.block}", letterhead=letterhead, edges=FORM, foot=title
    )
    document.heading(title)
    facts = [
        (_("Block"), way.block),
        (_("Day"), long_day(way.on)),
        (_("Cards"), f"{way.cards}"),
    ]
    document.facts(facts, after=1.5)
    return document
