"""What a reading corner's page and the command line make of a deposit: words and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.ui import verbs
from jukung.ui.pages.letter_work import letterhead_of
from jukung.words import N_, _, brief_day, short_day

if TYPE_CHECKING:
    from jukung.library.corners import CornerCopy
    from jukung.library.desk import Desk

LIES, MISSING = N_("In the corner"), N_("Missing")


def state_of(copy: CornerCopy) -> tuple[str, str]:
    """How a copy of a deposit stands, and the tint of it."""
    if copy.due_on is not None:
        return _("Out until {day}").format(day=short_day(copy.due_on)), "accent"
    return (_(MISSING), "bad") if copy.is_missing else (_(LIES), "good")


def second_of(copy: CornerCopy) -> str:
    """The small words under a title."""
    parts = [copy.number, copy.call_number]
    if copy.back_by is not None:
        parts.append(_("on loan to us until {day}").format(day=brief_day(copy.back_by)))
    return " · ".join(filter(None, parts))


def list_of(desk: Desk, corner_id: str, *, paper: str = "a4") -> bytes:
    """The list of a corner as PDF; refuses PlaceUnknown, NothingToPrint."""
    corner = verbs.corners.show(desk, corner_id)
    lines = [
        verbs.corner_list.CornerLine(
            each.number,
            each.title,
            each.call_number,
            state_of(each)[0] if each.due_on or each.is_missing else "",
        )
        for each in corner.copies
    ]
    said = verbs.corner_list.CornerWords(corner.name, corner.block, verbs.days.trusted_today(desk))
    return verbs.corner_list.corner_list(said, lines, letterhead=letterhead_of(desk), paper=paper)
