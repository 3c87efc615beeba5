"""When the library was last backed up: kept in it, and said in a chip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.ui import verbs
from jukung.ui.header import ChipWords
from jukung.words import _, clock, number

if TYPE_CHECKING:
    from datetime import datetime

    from jukung.library.desk import Desk

FRESH_DAYS = 7


def remember(desk: Desk) -> datetime:
    """Keep that a backup was written now; gives the moment."""
    return verbs.backup.remember(desk)


def last(desk: Desk) -> datetime | None:
    """When the last backup was written, by the library's own clocks."""
    return verbs.backup.last(desk)


def chip(at: datetime | None, now: datetime) -> ChipWords:
    """The last backup in a few words; gold where it is time for another."""
    if at is None:
        return _("No backup yet"), "gold"
    days = (now.date() - at.date()).days
    if days <= 0:
        return _("Backup today {time}").format(time=clock(at)), "good"
    if days == 1:
        return _("Backup yesterday"), "good"
    words = _("Backup {days} days ago").format(days=number(days))
    return words, "neutral" if days <= FRESH_DAYS else "gold"
