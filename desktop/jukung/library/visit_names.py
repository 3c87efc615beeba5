"""Counting a member at the door by what was typed: the card, or the only name that fits."""

from jukung.domain import errors
from jukung.domain.kinds import BorrowerStatus
from jukung.library import members, visits
from jukung.library.desk import Desk
from jukung.library.permission import DESK, STAFF, allowed
from jukung.library.visits import CardVisit

MOST = 500


@allowed(DESK)
def by_text(
    desk: Desk,
    typed: str,
    *,
    purpose: str = "",
    computer: bool = False,
    again: bool = False,
) -> CardVisit:
    """Count who has this card, or alone has this name or begins with it.

    A prison knows cards only, and an aide sees no names. Refuses MemberUnknown,
    MemberLeft, NameShared.
    """
    try:
        return visits.by_card(desk, typed, purpose=purpose, computer=computer, again=again)
    except errors.MemberUnknown:
        if desk.profile.is_prison or desk.staff.role not in STAFF:
            raise
        card = _card_of_name(desk, typed)
    return visits.by_card(desk, card, purpose=purpose, computer=computer, again=again)


def _card_of_name(desk: Desk, typed: str) -> str:
    """The card of the one member; a whole name goes before a part."""
    words = members.folded_name(typed).split()
    fitting = [
        member
        for member in members.find(desk, typed, most=MOST)
        if member.status is not BorrowerStatus.left and _begins_all(words, member.name)
    ]
    whole = [each for each in fitting if members.folded_name(each.name).split() == words]
    chosen = whole or fitting
    if not words or not chosen:
        raise errors.MemberUnknown(typed)
    if len(chosen) > 1:
        raise errors.NameShared(typed, len(chosen))
    return chosen[0].card


def _begins_all(words: list[str], name: str) -> bool:
    parts = members.folded_name(name).split()
    return all(any(part.startswith(word) for part in parts) for word in words)
