"""What is said of reports that went over the internet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung import messages
from jukung.ui import verbs
from jukung.words import _, long_month, many, number

if TYPE_CHECKING:
    from jukung.exchange.carriers.https import Answered, Delivered
    from jukung.ui.pages.send_words import Outcome


def delivered(found: Delivered) -> Outcome:
    """What arrived, what was not taken, and what is to be done now."""
    title = many(
        "{count} report sent; the agency's receipt was read",
        "{count} reports sent; the agency's receipts were read",
        len(found.sent),
    )
    title = title.format(count=number(len(found.sent)))
    if found.refused:
        first = found.refused[0]
        not_taken = _("{month} was not taken: {reason}").format(
            month=long_month(first.month.year, first.month.number), reason=reason(first)
        )
        return (title if found.sent else not_taken), _next(found, not_taken), "gold"
    if found.trouble is not None:
        return title, _next(found, messages.sentence(found.trouble)), "gold"
    return title, _("Nothing is left to carry.") if not found.left else _waiting(found), "good"


def reason(answered: Answered) -> str:
    """Why the agency did not take a report."""
    return _(verbs.verdict.WORDS[answered.verdict])


def _next(found: Delivered, words: str) -> str:
    if found.refused:
        call = _("Call the agency; the report goes along the next time.")
        return call if not found.sent else f"{words}. {call}"
    return f"{words} {_waiting(found)}" if found.left else words


def _waiting(found: Delivered) -> str:
    words = many(
        "{count} report still waits for its receipt.",
        "{count} reports still wait for their receipts.",
        found.left,
    )
    return words.format(count=number(found.left))
