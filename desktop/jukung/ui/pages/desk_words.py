"""What the desk says after an act beyond the line in its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jukung import messages
from jukung.domain import errors
from jukung.words import _, number, rupiah, short_day

if TYPE_CHECKING:
    from jukung.library.slips import Scanned, Slip

SOFT = (
    errors.AlreadyWithThisMember,
    errors.NoMemberChosen,
    errors.CopyNotOnLoan,
    errors.ScannedTwice,
    errors.NumberIncomplete,
    errors.IsbnNotLabel,
    errors.NumberStillBlank,
    errors.PermissionNeeded,
    errors.PermissionWaits,
)
"""Refusals that are no more than a word: nothing is wrong with the member."""


class News(NamedTuple):
    """A sentence, its next step, and its tint."""

    title: str
    detail: str
    tint: str


def news(scanned: Scanned | None) -> News | None:
    """What the librarian must know now; None where the line says it all."""
    if scanned is None:
        return None
    if scanned.found:
        return News(
            _("“{title}” was missing and is found").format(title=scanned.found),
            _("It is on the shelf again. Scan it once more to lend it."),
            "good",
        )
    return _news_of(scanned.slip) if scanned.slip else None


def refused(refusal: errors.Refusal) -> News:
    """A refusal in two lines."""
    tint = "gold" if isinstance(refusal, SOFT) else "bad"
    return News(*messages.two_lines(messages.sentence(refusal)), tint)


def _news_of(slip: Slip) -> News | None:
    if slip.hold is not None:
        return News(
            _("Set aside for {name}").format(name=slip.hold.member_name or slip.hold.card),
            _("“{title}” waits on the ready shelf for card {card} until {day}.").format(
                title=slip.title, card=slip.hold.card, day=short_day(slip.hold.until_on)
            ),
            "gold",
        )
    if slip.fine:
        return News(
            _("{amount} is owed for being late").format(amount=rupiah(slip.fine)),
            _("Ctrl B pays it now; nothing waits for it."),
            "gold",
        )
    if slip.warnings and isinstance(slip.warnings[0], errors.MemberHasOverdue):
        late = slip.warnings[0].facts["count"]
        return News(
            _("Lent. {count} overdue copies are still at home").format(count=number(late)),
            _("Ask for them; the rule only says so."),
            "gold",
        )
    if slip.warnings:
        return News(*messages.two_lines(messages.sentence(slip.warnings[0])), "gold")
    return None
