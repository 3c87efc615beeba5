"""What the forms of copies say, made a draft on the lane that stores it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jukung.domain import typed
from jukung.ui import verbs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukung.library.copies import CopyDraft
    from jukung.library.desk import Desk


def copy_draft(desk: Desk, facts: Mapping[str, Any]) -> CopyDraft:
    """The draft of a form's facts; refuses DayUnreadable."""
    said = dict(facts)
    day = said.pop("received", "")
    received = typed.read_day(day, today=desk.today) if day else None
    return verbs.copies.CopyDraft(**said, received_on=received)
