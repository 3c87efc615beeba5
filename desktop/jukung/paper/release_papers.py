"""The minutes (berita acara) of a day on which many left: cards, copies, what became of them.

A card stands for whoever left; a name is never on this paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jukung.paper import letters
from jukung.paper.document import Letterhead, Signer
from jukung.paper.letters import Minutes, Party
from jukung.words import _, many, number, plain_day


@dataclass(frozen=True, slots=True)
class HadCopy:
    """A copy somebody had in leaving, and what became of it, in words."""

    number: str
    title: str
    fate: str


@dataclass(frozen=True, slots=True)
class LeftCard:
    """A card that left, where it was last, and what it had."""

    card: str
    place: str
    copies: tuple[HadCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseMinutes:
    """What the minutes say; equal values give the same bytes."""

    number: str
    on: date
    """The day they are signed."""
    town: str
    matter: str
    day: date
    """The day on which they left."""
    cards: tuple[LeftCard, ...]
    back: int
    written_off: int
    still_out: int
    parties: tuple[Party, ...]


def release_pages(
    minutes: ReleaseMinutes, *, letterhead: Letterhead, signers: Sequence[Signer], paper: str
) -> bytes:
    """The minutes with both signatures; refuses MinutesIncomplete."""
    rows = _rows(minutes.cards)
    said = Minutes(
        minutes.number,
        minutes.on,
        minutes.town,
        minutes.matter,
        minutes.parties,
        tuple(_paragraphs(minutes)),
        (
            _("No."),
            _("Card"),
            _("Last room"),
            _("Number"),
            _("Title"),
            _("What became of it"),
        )
        if rows
        else (),
        rows,
    )
    return letters.minutes_pages(said, letterhead=letterhead, signers=signers, paper=paper)


def _paragraphs(minutes: ReleaseMinutes) -> list[str]:
    clear = [each.card for each in minutes.cards if not each.copies]
    having = len(minutes.cards) - len(clear)
    left = many(
        "On {day} {count} resident left this house.",
        "On {day} {count} residents left this house.",
        len(minutes.cards),
    )
    said = [left.format(day=plain_day(minutes.day), count=number(len(minutes.cards)))]
    if having:
        words = _(
            "{having} of them still had {copies} copies of the library. "
            "Came back: {back}; written off: {off}; still out: {out}."
        )
        said.append(
            words.format(
                having=number(having),
                copies=number(sum(len(each.copies) for each in minutes.cards)),
                back=number(minutes.back),
                off=number(minutes.written_off),
                out=number(minutes.still_out),
            )
        )
    parts = [" ".join(said)]
    if clear:
        words = many(
            "{count} card without anything of the library: {cards}.",
            "{count} cards without anything of the library: {cards}.",
            len(clear),
        )
        parts.append(words.format(count=number(len(clear)), cards=", ".join(clear)))
    if minutes.written_off:
        parts.append(_("For copies that were written off nobody owes anything."))
    return parts


def _rows(cards: Sequence[LeftCard]) -> tuple[tuple[str, ...], ...]:
    lines = [(each, copy) for each in cards for copy in each.copies]
    return tuple(
        (number(place), each.card, each.place or "–", copy.number, copy.title, copy.fate)
        for place, (each, copy) in enumerate(lines, start=1)
    )
