"""What the clearances read and make on a lane: the lists, and the letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung import messages
from jukung.domain.kinds import LetterKind, WriteOffReason
from jukung.ui import verbs
from jukung.ui.pages import letter_work
from jukung.ui.vault import protocol
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.clearances import ClearanceDetail, ClearanceView
    from jukung.library.desk import Desk

OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class Read:
    """The clearances of a list, and how many of the open ones have nothing out."""

    clearances: tuple[ClearanceView, ...]
    ready: int


def read(desk: Desk, which: str) -> Read:
    """Read the open clearances, or those that were closed."""
    opened = verbs.clearances.opened(desk)
    ready = sum(not each.still_out for each in opened)
    return Read(opened if which == OPEN else verbs.clearances.closed(desk), ready)


def show(desk: Desk, clearance_id: str) -> ClearanceDetail:
    """Read one with its copies; refuses ClearanceUnknown."""
    return verbs.clearances.show(desk, clearance_id)


def for_resident(desk: Desk, resident_id: str) -> ClearanceDetail:
    """Read the clearance of a resident, opened where there was none."""
    found = verbs.clearances.of_resident(desk, resident_id)
    view = found or verbs.clearances.open_for(desk, resident_id)
    return verbs.clearances.show(desk, view.id)


def look_at_letter(desk: Desk, view: ClearanceView, *, paper: str) -> bytes:
    """The letter with a card and a line for the name; takes no number."""
    number = view.letter_number or verbs.letter_book.next_number(desk)
    return letter_work.clearance_pages(desk, view.card, number=number, purpose="", paper=paper)


def write_letter(desk: Desk, view: ClearanceView, *, paper: str) -> bytes:
    """The letter under its own number; refuses ClearanceHasLoans."""
    number = verbs.clearances.write_letter(desk, view.id)
    return letter_work.clearance_pages(desk, view.card, number=number, purpose="", paper=paper)


def look_at_minutes(desk: Desk, clearance_id: str, *, paper: str) -> bytes:
    """The minutes of what was written off; takes no number."""
    return _minutes(desk, clearance_id, verbs.letter_book.next_number(desk), paper=paper)


def write_minutes(desk: Desk, clearance_id: str, *, paper: str) -> bytes:
    """The minutes (berita acara) of what was written off, under a number of their own."""
    card = verbs.clearances.show(desk, clearance_id).clearance.card
    written = verbs.letter_book.write(desk, LetterKind.minutes, subject=_matter(card))
    return _minutes(desk, clearance_id, written.number, paper=paper)


def _why(reason: WriteOffReason | None) -> str:
    words = messages.WRITE_OFF_REASONS.get(reason, "") if reason else ""
    return _(words) if words else ""


def _minutes(desk: Desk, clearance_id: str, number: str, *, paper: str) -> bytes:
    head, detail = verbs.letterhead.show(desk), verbs.clearances.show(desk, clearance_id)
    lines = [line for line in detail.lines if line.written_off is not None]
    rows = tuple(
        (str(at), line.number, line.title, _why(line.written_off), line.note)
        for at, line in enumerate(lines, 1)
    )
    by_hand = letter_work.BY_HAND
    minutes = verbs.letters.Minutes(
        number,
        verbs.days.trusted_today(desk),
        head.town,
        _matter(detail.clearance.card),
        (
            verbs.letters.Party(by_hand, _("For the library")),
            verbs.letters.Party(by_hand, _("For the house")),
        ),
        (_("These copies will not come back. Nobody owes anything for them."),),
        (_("No."), _("Number"), _("Title"), _("Why"), _("Note")),
        rows,
    )
    return verbs.letters.minutes_pages(
        minutes,
        letterhead=letter_work.drawn_head(head),
        signers=letter_work.drawn_signers(head),
        paper=paper,
    )


def _matter(card: str) -> str:
    return _("Copies written off at the clearance of card {card}").format(card=card)


def sealed_letter(desk: Desk, view: ClearanceView, *, paper: str) -> protocol.Letter:
    """The letter without its name, for the vault to add; refuses ClearanceHasLoans."""
    number = verbs.clearances.write_letter(desk, view.id)
    head, facts = verbs.letterhead.show(desk), verbs.letter_book.clearance(desk, view.card)
    return protocol.Letter(
        view.resident_id,
        number,
        verbs.days.trusted_today(desk),
        head.town,
        facts.card,
        str(facts.kind),
        facts.since,
        "",
        head.above,
        head.name,
        head.lines,
        head.crest,
        head.second_crest,
        tuple(
            protocol.Sign(each.position, each.name, each.number, each.before)
            for each in head.signers
        ),
        paper,
        facts.written_off,
    )
