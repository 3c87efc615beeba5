"""What a member card says, and who gives it out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from jukung.paper.card_elements import Says
from jukung.paper.writing import plain
from jukung.words import _, brief_day


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who gives the card out, and its rules; no rules means the usual ones."""

    library: str
    institution: str = ""
    address: str = ""
    crest: bytes | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberCard:
    """What one card says; without a name it is a resident's, and has no photo."""

    number: str
    name: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    photo: bytes | None = None


def usual_rules() -> tuple[str, ...]:
    """What a card says on its back when the library wrote no rules of its own."""
    return (
        _("Bring this card when you borrow. It is for you alone."),
        _("Please look after what you borrow and bring it back in time."),
        _("Tell us when the card is lost or your address changes."),
    )


def said_on(card: MemberCard, says: Says, *, issuer: Issuer) -> tuple[str, str]:
    """The text a part says, empty where there is none, and the caption above it."""
    return _SAID[says](issuer, card)


def _day(day: date | None) -> str:
    return brief_day(day) if day else ""


def _validity(_issuer: Issuer, card: MemberCard) -> tuple[str, str]:
    return (_("Valid until {day}").format(day=_day(card.until)) if card.until else "", "")


def _heading(_issuer: Issuer, card: MemberCard) -> tuple[str, str]:
    return (_("Member card") if plain(card.name) else _("Library card"), "")


_SAID: Mapping[Says, Callable[[Issuer, MemberCard], tuple[str, str]]] = {
    Says.nothing: lambda _issuer, _card: ("", ""),
    Says.heading: _heading,
    Says.library: lambda issuer, _card: (issuer.library, ""),
    Says.institution: lambda issuer, _card: (issuer.institution, ""),
    Says.address: lambda issuer, _card: (issuer.address, ""),
    Says.name: lambda _issuer, card: (card.name, _("Name")),
    Says.number: lambda _issuer, card: (card.number, _("Card number")),
    Says.kind: lambda _issuer, card: (card.kind, _("Member")),
    Says.since: lambda _issuer, card: (_day(card.since), _("Member since")),
    Says.until: lambda _issuer, card: (_day(card.until), _("Valid until")),
    Says.validity: _validity,
    Says.rules_heading: lambda _issuer, _card: (_("Please remember"), ""),
    Says.found: lambda issuer, _card: (
        _("Found this card? Please bring it to {library}.").format(library=plain(issuer.library)),
        "",
    ),
}
