"""Letters as PDF, made on a lane; looking at one takes no number, writing does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.domain.errors import CopyUnknown, MinutesIncomplete
from jukung.domain.kinds import LetterKind
from jukung.ui import verbs
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.library.desk import Desk
    from jukung.library.letterhead import LetterheadView
    from jukung.paper.document import Letterhead, Signer
    from jukung.paper.letters import OverdueLetter
    from jukung.ui.pages.minutes_form import TypedMinutes

BY_HAND = "." * 44
"""Where no name is kept it is written in by hand."""


def letterhead_of(desk: Desk) -> Letterhead:
    """The library's letterhead as paper wants it."""
    return drawn_head(verbs.letterhead.show(desk))


def drawn_head(view: LetterheadView) -> Letterhead:
    """A letterhead as paper wants it."""
    return verbs.document.Letterhead(
        above=view.above,
        name=view.name,
        lines=view.lines,
        crest=view.crest,
        second_crest=view.second_crest,
    )


def drawn_signers(view: LetterheadView) -> tuple[Signer, ...]:
    """Who signs, as paper wants it."""
    return tuple(
        verbs.document.Signer(each.position, each.name, each.number, each.before)
        for each in view.signers
    )


def is_bare(desk: Desk) -> bool:
    """Whether nobody has written a letterhead yet."""
    view = verbs.letterhead.show(desk)
    signed = any(each.name for each in view.signers)
    return not (view.above or signed or view.crest or view.second_crest)


def look_at_overdue(desk: Desk, card: str, *, paper: str) -> bytes:
    """The letter to one who is late, with the number that comes next."""
    number = verbs.letter_book.next_number(desk)
    return _overdue(desk, [(card, number)], paper=paper)


def write_overdue(desk: Desk, cards: Sequence[str], *, paper: str) -> bytes:
    """Letters to those who are late, each with its own number; refuses NothingOverdue."""
    for card in cards:
        verbs.letter_book.overdue(desk, card)
    written = [
        (card, verbs.letter_book.write(desk, LetterKind.overdue, card=card).number)
        for card in cards
    ]
    return _overdue(desk, written, paper=paper)


def look_at_clearance(desk: Desk, card: str, *, purpose: str, paper: str) -> bytes:
    """A clearance letter with the number that comes next; refuses StillHasLoans."""
    number = verbs.letter_book.next_number(desk)
    return clearance_pages(desk, card, number=number, purpose=purpose, paper=paper)


def write_clearance(desk: Desk, card: str, *, purpose: str, paper: str) -> bytes:
    """A clearance letter with its own number; refuses StillHasLoans."""
    written = verbs.clearances.letter_for(desk, card)
    return clearance_pages(desk, card, number=written.number, purpose=purpose, paper=paper)


def look_at_minutes(desk: Desk, typed: TypedMinutes, *, paper: str) -> bytes:
    """Minutes with the number that comes next; refuses MinutesIncomplete."""
    return _minutes(desk, typed, number=verbs.letter_book.next_number(desk), paper=paper)


def write_minutes(desk: Desk, typed: TypedMinutes, *, paper: str) -> bytes:
    """Minutes with their own number; refuses MinutesIncomplete."""
    if not typed.is_whole():
        raise MinutesIncomplete
    written = verbs.letter_book.write(desk, LetterKind.minutes, subject=typed.matter)
    return _minutes(desk, typed, number=written.number, paper=paper)


def _overdue(desk: Desk, written: Sequence[tuple[str, str]], *, paper: str) -> bytes:
    view = verbs.letterhead.show(desk)
    letters = [_overdue_letter(desk, card, number, view) for card, number in written]
    return verbs.letters.overdue_pages(
        letters, letterhead=drawn_head(view), signers=drawn_signers(view), paper=paper
    )


def _overdue_letter(desk: Desk, card: str, number: str, view: LetterheadView) -> OverdueLetter:
    facts = verbs.letter_book.overdue(desk, card)
    lines = tuple(
        verbs.letters.OverdueLine(line.title, line.number, line.due_on, line.late_days)
        for line in facts.lines
    )
    return verbs.letters.OverdueLetter(
        number,
        verbs.days.trusted_today(desk),
        view.town,
        facts.name,
        facts.card,
        guardian=facts.guardian,
        address=facts.address,
        lines=lines,
        fine=facts.fine or None,
    )


def clearance_pages(desk: Desk, card: str, *, number: str, purpose: str, paper: str) -> bytes:
    """A clearance letter under a number it has already; refuses StillHasLoans."""
    view, facts = verbs.letterhead.show(desk), verbs.letter_book.clearance(desk, card)
    letter = verbs.letters.ClearanceLetter(
        number,
        verbs.days.trusted_today(desk),
        view.town,
        facts.name or BY_HAND,
        facts.card,
        str(facts.kind),
        facts.since,
        purpose=purpose,
        written_off=facts.written_off,
    )
    return verbs.letters.clearance_page(
        letter, letterhead=drawn_head(view), signers=drawn_signers(view), paper=paper
    )


def _minutes(desk: Desk, typed: TypedMinutes, *, number: str, paper: str) -> bytes:
    if not typed.is_whole():
        raise MinutesIncomplete
    view = verbs.letterhead.show(desk)
    rows = tuple(_rows(desk, typed.numbers))
    minutes = verbs.letters.Minutes(
        number,
        verbs.days.trusted_today(desk),
        view.town,
        typed.matter,
        tuple(
            verbs.letters.Party(party.name, party.position, party.address)
            for party in typed.parties
        ),
        typed.paragraphs,
        (_("No."), _("Number"), _("Title"), _("Author")) if rows else (),
        rows,
    )
    return verbs.letters.minutes_pages(
        minutes, letterhead=drawn_head(view), signers=drawn_signers(view), paper=paper
    )


def _rows(desk: Desk, numbers: Sequence[str]) -> list[tuple[str, ...]]:
    """The copies of the table, in order; numbers that nobody has stay out."""
    rows: list[tuple[str, ...]] = []
    for number in numbers:
        try:
            copy = verbs.copies.show(desk, number)
        except CopyUnknown:
            continue
        rows.append((str(len(rows) + 1), copy.number, copy.title, copy.people))
    return rows
