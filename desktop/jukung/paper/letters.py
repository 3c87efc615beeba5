"""The letters of a library: overdue, clearance, and minutes (berita acara).

They follow the forms of Indonesian offices. Whoever has no name here, such as the
residents of a prison, is addressed by the card.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jukung import messages
from jukung.domain.errors import MinutesIncomplete, NothingToPrint
from jukung.paper import tables
from jukung.paper.document import TABLE_SIZE, Column, Document, Letterhead, Signer
from jukung.paper.number_words import day_words
from jukung.words import N_, _, many, number, plain_day, rupiah

_PARTIES = (N_("FIRST PARTY"), N_("SECOND PARTY"), N_("THIRD PARTY"))
_INSET = 8.0  # mm
_ROWS_WITH_SIGNATURES = 2  # nobody signs a page without what it is about


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """A copy that should have come back."""

    title: str
    number: str
    due_on: date
    late_days: int


@dataclass(frozen=True, slots=True)
class OverdueLetter:
    """A kind word about copies that are late; for a child it goes to the parent."""

    number: str
    on: date
    town: str
    name: str
    """Empty in a prison."""
    card: str
    guardian: str = ""
    address: str = ""
    lines: tuple[OverdueLine, ...] = ()
    fine: int | None = None
    """In rupiah; None where the library asks for none."""


@dataclass(frozen=True, slots=True)
class ClearanceLetter:
    """That somebody has nothing of the library any more and owes nothing."""

    number: str
    on: date
    town: str
    name: str
    card: str
    kind: str
    """A `BorrowerKind`, or words for one."""
    since: date | None
    purpose: str = ""
    written_off: int = 0
    """How many copies did not come back; nothing is owed for them."""


@dataclass(frozen=True, slots=True)
class Party:
    """One of those between whom minutes are made."""

    name: str
    position: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What parties did or agreed on a day, perhaps with a list of it."""

    number: str
    on: date
    town: str
    matter: str
    parties: tuple[Party, ...]
    paragraphs: tuple[str, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def overdue_pages(
    letters: Sequence[OverdueLetter],
    *,
    letterhead: Letterhead,
    signers: Sequence[Signer],
    paper: str,
) -> bytes:
    """Overdue letters in order, each on pages of its own; refuses NothingToPrint."""
    if not letters:
        raise NothingToPrint
    document = Document(
        paper, title=_("Overdue letters"), letterhead=letterhead, foot=letters[0].number
    )
    for place, letter in enumerate(letters):
        if place:
            document.another(foot=letter.number)
        _write_overdue(document, letter, signers)
    return document.finished()


def clearance_page(
    letter: ClearanceLetter, *, letterhead: Letterhead, signers: Sequence[Signer], paper: str
) -> bytes:
    """A clearance letter (surat keterangan bebas pustaka)."""
    document = Document(
        paper, title=_("Library clearance letter"), letterhead=letterhead, foot=letter.number
    )
    document.heading(_("Library clearance letter"), number=_numbered(letter.number))
    document.words(_("The undersigned states that:"))
    facts = [
        (_("Name"), letter.name),
        (_("Card"), letter.card),
        (_("Kind of member"), _kind(letter.kind)),
        (_("Member since"), plain_day(letter.since) if letter.since else ""),
    ]
    document.facts([fact for fact in facts if fact[1].strip()], inset=_INSET, after=4)
    document.words(_given_back(letter, letterhead.name or _("the library")))
    closing = (
        _("This letter was written truthfully, for {purpose}.").format(purpose=letter.purpose)
        if letter.purpose.strip()
        else _("This letter was written truthfully, to be used where it is needed.")
    )
    document.words(closing)
    document.skip(3)
    document.signatures(*_somebody(signers), town=letter.town, on=letter.on)
    return document.finished()


def minutes_pages(
    minutes: Minutes, *, letterhead: Letterhead, signers: Sequence[Signer], paper: str
) -> bytes:
    """Minutes with the parties' signatures, and below them who of `signers` acknowledges.

    Whoever is a party, or has no name, does not sign a second time. Refuses
    MinutesIncomplete without a matter and two parties.
    """
    if not minutes.matter.strip() or len(minutes.parties) < 2:
        raise MinutesIncomplete
    document = Document(
        paper,
        title=_("Minutes#letter").partition("#")[0],
        letterhead=letterhead,
        foot=minutes.number,
    )
    document.heading(
        _("Minutes#letter").partition("#")[0],
        under=minutes.matter,
        number=_numbered(minutes.number),
    )
    _write_parties(document, minutes)
    for paragraph in minutes.paragraphs:
        document.words(paragraph)
    if minutes.columns:
        _write_list(document, minutes)
    document.words(
        _(
            "These minutes were made truthfully, a copy for each party, to be used where "
            "they are needed."
        )
    )
    document.skip(2)
    parties = [
        Signer(
            party.position,
            party.name,
            number=_number_of(party, signers),
            before=f"{_party_word(place)},",
        )
        for place, party in enumerate(minutes.parties)
    ]
    # The second party signs on the left, as on the forms of Indonesian offices.
    document.signatures(
        *reversed(parties), town=minutes.town, on=minutes.on, with_rows=_ROWS_WITH_SIGNATURES
    )
    document.signatures(*_witnesses(minutes.parties, signers), centred=True)
    return document.finished()


def _given_back(letter: ClearanceLetter, library: str) -> str:
    """What is true of the copies: all came back, or some were written off."""
    if not letter.written_off:
        return _(
            "has given back everything that was on loan from {library} and owes it nothing "
            "on the day of this letter."
        ).format(library=library)
    words = many(
        "has nothing on loan from {library} any more on the day of this letter. {count} copy did "
        "not come back; the library has written it off, and nothing is owed for it.",
        "has nothing on loan from {library} any more on the day of this letter. {count} copies "
        "did not come back; the library has written them off, and nothing is owed for them.",
        letter.written_off,
    )
    return words.format(library=library, count=number(letter.written_off))


def _write_overdue(document: Document, letter: OverdueLetter, signers: Sequence[Signer]) -> None:
    document.dated(letter.town, letter.on)
    matter = many("A copy to bring back", "Copies to bring back", len(letter.lines))
    document.facts(
        (
            (_("Letter number"), letter.number),
            (_("Enclosures"), "–"),
            (_("Matter"), matter),
        ),
        after=5,
    )
    _write_address(document, letter)
    document.words(_("Dear reader,") if not letter.guardian else _("Dear parent or guardian,"))
    document.words(_opening(letter))
    document.table(
        (
            Column(_("No."), 10, centred=True),
            Column(_("Title")),
            Column(_("Number"), 32),
            Column(_("Due"), 34),
            Column(_("Days late"), 19, right=True),
        ),
        [
            (
                number(place),
                line.title,
                line.number,
                plain_day(line.due_on),
                number(line.late_days),
            )
            for place, line in enumerate(letter.lines, start=1)
        ],
    )
    document.words(
        _(
            "Please bring back what you have finished, or come to us to have it renewed, so "
            "that other readers get their turn. If something is lost or damaged, tell us: we "
            "will find a way together. If it came back in the meantime, please take no notice "
            "of this letter."
        )
    )
    if letter.fine:
        document.words(_("The fine so far is {amount}.").format(amount=rupiah(letter.fine)))
    document.words(_("Thank you for reading with us."))
    document.skip(3)
    document.signatures(*_somebody(signers), with_rows=_ROWS_WITH_SIGNATURES)


def _write_address(document: Document, letter: OverdueLetter) -> None:
    card = _("Card {card}").format(card=letter.card)
    document.words(_("To#letter").partition("#")[0], after=0)
    if letter.guardian:
        document.words(letter.guardian, bold=True, after=0)
        child = f"{letter.name} ({card})" if letter.name else card
        document.words(_("Parent or guardian of {name}").format(name=child), after=0)
    elif letter.name:
        document.words(letter.name, bold=True, after=0)
        document.words(card, after=0)
    else:
        document.words(card, bold=True, after=0)
    if letter.address.strip():
        document.words(letter.address, after=0)
    document.skip(5)


def _opening(letter: OverdueLetter) -> str:
    if letter.guardian:
        said = many(
            "It is good that {name} reads with us. A copy on the card {card} should have come "
            "back by now:",
            "It is good that {name} reads with us. These copies on the card {card} should have "
            "come back by now:",
            len(letter.lines),
        )
        return said.format(name=letter.name or _("your child"), card=letter.card)
    said = many(
        "It is good that you read with us. A copy on the card {card} should have come back by now:",
        "It is good that you read with us. These copies on the card {card} should have come "
        "back by now:",
        len(letter.lines),
    )
    return said.format(card=letter.card)


def _write_parties(document: Document, minutes: Minutes) -> None:
    begun = day_words(minutes.on)
    document.words(
        _("{day}, in {town}, we who sign below:").format(day=begun, town=minutes.town)
        if minutes.town.strip()
        else _("{day}, we who sign below:").format(day=begun)
    )
    for place, party in enumerate(minutes.parties):
        facts = (
            (_("Name"), party.name),
            (_("Position"), party.position),
            (_("Address"), party.address),
        )
        document.facts([fact for fact in facts if fact[1].strip()], mark=f"{place + 1}.", after=0)
        document.words(
            _("from here on called the {party}.").format(party=_party_word(place)), inset=_INSET
        )


def _write_list(document: Document, minutes: Minutes) -> None:
    wide = len(minutes.columns)
    rows = [tuple((*row, *[""] * wide)[:wide]) for row in minutes.rows]
    columns = tables.columns_for(minutes.columns, rows, width=document.width, size=TABLE_SIZE)
    document.table(columns, rows)


def _party_word(place: int) -> str:
    if place < len(_PARTIES):
        return _(_PARTIES[place])
    return _("PARTY {number}").format(number=place + 1)


def _witnesses(parties: Sequence[Party], signers: Sequence[Signer]) -> list[Signer]:
    """Those of the letterhead who are no party: they only say that it was so."""
    positions = {_folded(party.position) for party in parties}
    names = {_folded(party.name) for party in parties}
    return [
        replace(signer, before=signer.before.strip() or _("Acknowledged by,"))
        for signer in signers
        if signer.name.strip()
        and _folded(signer.position) not in positions
        and _folded(signer.name) not in names
    ]


def _number_of(party: Party, signers: Sequence[Signer]) -> str:
    """The official's number of a party who signs for the library elsewhere."""
    name = _folded(party.name)
    found = (signer.number for signer in signers if _folded(signer.name) == name)
    return next(found, "") if name else ""


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _numbered(written: str) -> str:
    return _("Letter number: {number}").format(number=written)


def _kind(kind: str) -> str:
    return _(messages.BORROWER_KINDS[kind]) if kind in messages.BORROWER_KINDS else kind


def _somebody(signers: Sequence[Signer]) -> Sequence[Signer]:
    """Those who sign; a letter without any leaves room for the library."""
    return signers or (Signer(_("Head of the library")),)
