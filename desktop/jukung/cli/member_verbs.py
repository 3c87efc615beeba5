"""Verbs about one member: membership, cards, leaving, and what is kept of them."""

from argparse import Namespace
from dataclasses import asdict

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of, opened
from jukung.domain import errors, months
from jukung.exchange.parcels.flushed import write_true
from jukung.library import cards, leaving, members, personal
from jukung.library.desk import Desk
from jukung.library.members import MemberView
from jukung.words import _, short_day


def renew(arguments: Namespace) -> Answer:
    """Prolong a membership."""
    until = months.parse_day(arguments.until) if arguments.until is not None else None
    with opened(arguments) as library, library.changing() as desk:
        member = members.renew_membership(desk, _id(desk, arguments.card), until_on=until)
    ends = short_day(member.until_on) if member.until_on else _("no end")
    words = _("Membership {card} is good until: {end}").format(card=member.card, end=ends)
    return _answer(member, words)


def replace_card(arguments: Namespace) -> Answer:
    """Give a member another card."""
    with opened(arguments) as library, library.changing() as desk:
        member = cards.replace_card(
            desk, _id(desk, arguments.card), lost=arguments.lost, card=arguments.new
        )
    return _answer(member, _("The new card is {card}.").format(card=member.card))


def find_card(arguments: Namespace) -> Answer:
    """Let a card that was lost be used again."""
    with opened(arguments) as library, library.changing() as desk:
        member = cards.card_found(desk, arguments.card)
    return _answer(member, _("Card {card} can be used again.").format(card=arguments.card))


def leave(arguments: Namespace) -> Answer:
    """Let somebody leave, and forget what was borrowed."""
    with opened(arguments) as library, library.changing() as desk:
        member = leaving.leave(desk, _id(desk, arguments.card))
    return _answer(member, _("The holder of card {card} has left.").format(card=member.card))


def come_back(arguments: Namespace) -> Answer:
    """Let somebody who left borrow again."""
    with opened(arguments) as library, library.changing() as desk:
        member = leaving.come_back(desk, _id(desk, arguments.card))
    return _answer(member, _("The holder of card {card} is back.").format(card=member.card))


def show(arguments: Namespace) -> Answer:
    """Show everything that is kept of a member."""
    with opened(arguments) as library, library.reading() as desk:
        found = personal.personal(desk, _id(desk, arguments.card))
    return Answer(asdict(found), personal.lines_of(found))


def export(arguments: Namespace) -> Answer:
    """Write everything that is kept of a member, to be taken along."""
    with opened(arguments) as library, library.reading() as desk:
        made = personal.export(desk, _id(desk, arguments.card))
    folder = folder_of(arguments.to).resolve()
    files = [(folder / f"{made.name}.txt", made.text), (folder / f"{made.name}.json", made.json)]
    for file, _written in files:
        if file.exists():
            raise errors.FileExists(str(file))
    for file, written in files:
        write_true(file, written)
    lines = tuple(_("Written: {file}").format(file=file) for file, _written in files)
    return Answer({"files": [str(file) for file, _written in files]}, lines)


def erase(arguments: Namespace) -> Answer:
    """Erase a member; only with `--yes`, for nothing brings them back."""
    with opened(arguments) as library:
        if not arguments.yes:
            with library.reading() as desk:
                card = members.by_card(desk, arguments.card).card
            words = _("Nothing was erased. To erase card {card} for good, add --yes.")
            return Answer({"erased": False, "card": card}, (words.format(card=card),))
        with library.changing() as desk:
            card = leaving.erase(desk, _id(desk, arguments.card))
    words = _("What was kept of card {card} is erased. Older backups still have it.")
    return Answer({"erased": True, "card": card}, (words.format(card=card),))


def _id(desk: Desk, card: str) -> str:
    return members.by_card(desk, card).id


def _answer(member: MemberView, words: str) -> Answer:
    value = {
        "card": member.card,
        "name": member.name,
        "status": member.status,
        "until_on": member.until_on.isoformat() if member.until_on else None,
        "id": member.id,
    }
    return Answer(value, (words,))
