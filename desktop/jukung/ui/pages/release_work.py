"""The minutes of a day on which many left, made on a lane; looking takes no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung import messages
from jukung.domain.kinds import ClearanceReason, LetterKind
from jukung.ui import verbs
from jukung.ui.pages import letter_work
from jukung.words import N_, _, brief_day, plain_day

if TYPE_CHECKING:
    from datetime import date

    from jukung.library.desk import Desk
    from jukung.library.release_days import LeftCopy, ReleaseDay

_MATTERS = {
    ClearanceReason.released: N_("Residents released on {day}"),
    ClearanceReason.moved: N_("Residents transferred on {day}"),
    ClearanceReason.died: N_("Residents who died on {day}"),
    ClearanceReason.left: N_("Residents who left on {day}"),
}


def matter(on: date, reason: ClearanceReason) -> str:
    """What the minutes of a day are about."""
    return _(_MATTERS[reason]).format(day=plain_day(on))


def look(desk: Desk, on: date, reason: ClearanceReason, *, paper: str) -> bytes:
    """The minutes with the number that comes next; refuses NobodyLeft."""
    day = verbs.release_days.show(desk, on, reason)
    return _pages(desk, day, number=verbs.letter_book.next_number(desk), paper=paper)


def write(desk: Desk, on: date, reason: ClearanceReason, *, paper: str) -> bytes:
    """The minutes under a number of their own; refuses NobodyLeft."""
    return write_numbered(desk, on, reason, paper=paper)[0]


def write_numbered(
    desk: Desk, on: date, reason: ClearanceReason, *, paper: str
) -> tuple[bytes, str, ReleaseDay]:
    """The minutes, their number, and what they say; refuses NobodyLeft."""
    day = verbs.release_days.show(desk, on, reason)
    written = verbs.letter_book.write(desk, LetterKind.minutes, subject=matter(on, reason))
    return _pages(desk, day, number=written.number, paper=paper), written.number, day


def _pages(desk: Desk, day: ReleaseDay, *, number: str, paper: str) -> bytes:
    head = verbs.letterhead.show(desk)
    pages, party = verbs.release_papers, verbs.letters.Party
    cards = tuple(
        pages.LeftCard(
            each.card,
            each.last_place,
            tuple(pages.HadCopy(copy.number, copy.title, _fate(copy)) for copy in each.copies),
        )
        for each in day.leavers
    )
    minutes = pages.ReleaseMinutes(
        number,
        verbs.days.trusted_today(desk),
        head.town,
        matter(day.on, day.reason),
        day.on,
        cards,
        day.copies - day.still_out - day.written_off,
        day.written_off,
        day.still_out,
        (
            party(letter_work.BY_HAND, _("For the library")),
            party(letter_work.BY_HAND, _("For the house")),
        ),
    )
    return pages.release_pages(
        minutes,
        letterhead=letter_work.drawn_head(head),
        signers=letter_work.drawn_signers(head),
        paper=paper,
    )


def _fate(copy: LeftCopy) -> str:
    if copy.written_off is not None:
        why = _(messages.WRITE_OFF_REASONS[copy.written_off])
        said = _("written off: {why}").format(why=why[:1].lower() + why[1:])
        return f"{said} ({copy.note})" if copy.note else said
    if copy.returned_on is not None:
        return _("back on {day}").format(day=brief_day(copy.returned_on))
    return _("still out")
