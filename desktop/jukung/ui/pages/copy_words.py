"""The words of copies: where they are, and which part of the collection they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.domain.kinds import CopyCondition, CopyStatus, SourceKind
from jukung.words import N_, _, short_day

if TYPE_CHECKING:
    from datetime import date

    from jukung.library.catalogue import CopyLine

STATUSES = {
    CopyStatus.available: N_("Available"),
    CopyStatus.reading_room: N_("Reading room only"),
    CopyStatus.repair: N_("In repair"),
    CopyStatus.missing: N_("Missing"),
    CopyStatus.withdrawn: N_("Withdrawn"),
}
SOURCE_KINDS = {
    SourceKind.unknown: N_("Not said"),
    SourceKind.purchase: N_("Bought"),
    SourceKind.gift: N_("Given"),
    SourceKind.aid: N_("Aid package"),
    SourceKind.exchange: N_("Exchanged"),
    SourceKind.own_print: N_("Printed by us"),
}
CONDITIONS = {
    CopyCondition.unknown: N_("Not looked at"),
    CopyCondition.good: N_("Good"),
    CopyCondition.worn: N_("Worn"),
    CopyCondition.damaged: N_("Damaged"),
}
_TINTS = {
    CopyStatus.available: "good",
    CopyStatus.reading_room: "accent",
    CopyStatus.repair: "gold",
    CopyStatus.missing: "bad",
    CopyStatus.withdrawn: "neutral",
}


def standing(copy: CopyLine, *, today: date | None) -> tuple[str, str]:
    """Where a copy is, as the word and tint of a chip; one that is out or set aside has its day."""
    if copy.due_on is None and copy.set_aside_until is not None:
        day = short_day(copy.set_aside_until)
        return _("Held until {day}").format(day=day), "gold"
    if copy.due_on is None:
        return _(STATUSES[copy.status]), _TINTS[copy.status]
    late = today is not None and copy.due_on < today
    words = _("Overdue since {day}") if late else _("Out until {day}")
    return words.format(day=short_day(copy.due_on)), "bad" if late else "accent"
