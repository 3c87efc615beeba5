"""Verbs that write letters, and the book in which they are numbered."""

from argparse import Namespace
from pathlib import Path

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import target_of, written
from jukung.domain import errors
from jukung.domain.kinds import LetterKind
from jukung.exchange.parcels.flushed import write_true
from jukung.library import clearances, copies, letterhead, letters
from jukung.library.desk import Desk
from jukung.library.letterhead import LetterheadView
from jukung.library.letters import LetterView
from jukung.paper import letters as pages
from jukung.paper.document import Letterhead, Signer
from jukung.paper.letters import ClearanceLetter, Minutes, OverdueLetter, OverdueLine, Party
from jukung.words import _, number, short_day


def overdue(arguments: Namespace) -> Answer:
    """Ask for what is late; without cards, everybody who is late."""
    target = target_of(arguments)
    with opened(arguments) as library:
        with library.changing() as desk:
            head = letterhead.show(desk)
            cards = tuple(arguments.cards) or letters.late_cards(desk)
            if not cards:
                raise errors.NothingToPrint
            made = [_overdue(desk, head, card) for card in cards]
            # Before the numbers are taken for good: what is no letter takes none.
            pdf = pages.overdue_pages(
                [letter for letter, _view in made],
                letterhead=_head(head),
                signers=_signers(head),
                paper=arguments.paper,
            )
        write_true(target, pdf)
    return _answer(target, [view for _letter, view in made])


def clearance(arguments: Namespace) -> Answer:
    """Say that a member has nothing of the library and owes nothing."""
    target = target_of(arguments)
    with opened(arguments) as library:
        with library.changing() as desk:
            view = clearances.letter_for(desk, arguments.card)
            pdf = clearance_pdf(desk, view, purpose=arguments.purpose, paper=arguments.paper)
        write_true(target, pdf)
    return _answer(target, [view])


def clearance_pdf(desk: Desk, view: LetterView, *, purpose: str, paper: str) -> bytes:
    """The paper of a clearance letter that has its number."""
    head, facts = letterhead.show(desk), letters.clearance(desk, view.card)
    letter = ClearanceLetter(
        view.number,
        view.written_on,
        head.town,
        facts.name,
        facts.card,
        facts.kind,
        facts.since,
        purpose,
        facts.written_off,
    )
    return pages.clearance_page(letter, letterhead=_head(head), signers=_signers(head), paper=paper)


def minutes(arguments: Namespace) -> Answer:
    """Write minutes with two parties, paragraphs and a table of copies."""
    target = target_of(arguments)
    parties = tuple(_party(each) for each in arguments.party)
    if not arguments.matter.strip() or len(parties) < 2:
        raise errors.MinutesIncomplete
    with opened(arguments) as library:
        with library.changing() as desk:
            head = letterhead.show(desk)
            rows = tuple(
                (str(place), copy.number, copy.title)
                for place, copy in enumerate(
                    copies.with_numbers(desk, tuple(arguments.copies)), start=1
                )
            )
            view = letters.write(desk, LetterKind.minutes, subject=arguments.matter)
            written_down = Minutes(
                view.number,
                view.written_on,
                head.town,
                arguments.matter,
                parties,
                tuple(arguments.text),
                columns=(_("No."), _("Number"), _("Title")) if rows else (),
                rows=rows,
            )
            pdf = pages.minutes_pages(
                written_down, letterhead=_head(head), signers=_signers(head), paper=arguments.paper
            )
        write_true(target, pdf)
    return _answer(target, [view])


def list_letters(arguments: Namespace) -> Answer:
    """List the letters of a year."""
    with opened(arguments) as library, library.reading() as desk:
        found = letters.register(desk, year=arguments.year or desk.today.year)
    lines = tuple(
        " · ".join(filter(None, (v.number, short_day(v.written_on), v.card, v.subject)))
        for v in found
    )
    return Answer([_value(view) for view in found], lines or (_("No letter yet."),))


def _overdue(desk: Desk, head: LetterheadView, card: str) -> tuple[OverdueLetter, LetterView]:
    facts = letters.overdue(desk, card)
    view = letters.write(desk, LetterKind.overdue, card=card)
    letter = OverdueLetter(
        view.number,
        view.written_on,
        head.town,
        facts.name,
        facts.card,
        facts.guardian,
        facts.address,
        tuple(
            OverdueLine(line.title, line.number, line.due_on, line.late_days)
            for line in facts.lines
        ),
        facts.fine,
    )
    return letter, view


def _head(head: LetterheadView) -> Letterhead:
    return Letterhead(head.above, head.name, head.lines, head.crest, head.second_crest)


def _signers(head: LetterheadView) -> tuple[Signer, ...]:
    return tuple(
        Signer(each.position, each.name, each.number, each.before) for each in head.signers
    )


def _party(words: str) -> Party:
    name, _bar, position = words.partition("|")
    return Party(name.strip(), position.strip())


def _answer(target: Path, views: list[LetterView]) -> Answer:
    words = _("{count} letters, {numbers}: {file}").format(
        count=number(len(views)),
        numbers=", ".join(view.number for view in views[:3]) + ("…" if len(views) > 3 else ""),
        file=target,
    )
    return Answer(written(target, letters=[_value(view) for view in views]), (words,))


def _value(view: LetterView) -> dict[str, object]:
    return {
        "number": view.number,
        "kind": str(view.kind),
        "on": view.written_on.isoformat(),
        "card": view.card,
        "subject": view.subject,
    }
