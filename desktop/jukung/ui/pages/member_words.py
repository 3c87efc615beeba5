"""How members are said in words: their kind, and where they stand today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jukung import messages
from jukung.domain.kinds import BorrowerKind, BorrowerStatus
from jukung.ui.pages.desk_side import standing
from jukung.words import _, brief_day, many, number, rupiah

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.library.members import Kind, MemberView

Words = tuple[str, str]
"""A word and its tint."""


def kind_words(kind: BorrowerKind, kinds: Sequence[Kind]) -> str:
    """What the library calls a kind."""
    own = next((each.name for each in kinds if each.kind is kind), "")
    return own or _(messages.BORROWER_KINDS[kind])


def standing_on(member: MemberView, today: date) -> Words:
    """Whether a member may borrow today."""
    ended = member.until_on is not None and member.until_on < today
    if ended and member.status is BorrowerStatus.active and member.until_on:
        return _("Ended on {day}").format(day=brief_day(member.until_on)), "gold"
    return standing(member)


def owes(member: MemberView) -> Words:
    """What a member owes; empty where that is nothing."""
    if member.owed <= 0:
        return "", ""
    return _("Owes {amount}").format(amount=rupiah(member.owed)), "bad"


def ready(member: MemberView) -> Words:
    """What waits on the ready shelf; empty where that is nothing."""
    count = member.ready_holds
    words = many("{count} copy is set aside", "{count} copies are set aside", count)
    return (words.format(count=number(count)), "accent") if count else ("", "")


def guardian(member: MemberView) -> str:
    """Who answers for a member; empty where nobody is named."""
    parts = (member.guardian_name, member.guardian_phone, member.guardian_card)
    said = " · ".join(filter(None, parts))
    return _("Guardian: {words}").format(words=said) if said else ""
