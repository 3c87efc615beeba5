"""The list of boxes: read on a lane, those that should be back first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jukung.ui import verbs
from jukung.ui.agency_pages import box_words
from jukung.ui.cells import Cell, Column
from jukung.words import _

if TYPE_CHECKING:
    from jukung.agency.boxes import BoxLine
    from jukung.agency.office import OfficeDesk


@dataclass(frozen=True, slots=True)
class BoxList:
    """The boxes, the open libraries by code and name, and the agency's day."""

    boxes: tuple[BoxLine, ...]
    sites: tuple[tuple[str, str], ...]
    today: date

    def matching(self, words: str) -> list[BoxLine]:
        """The boxes whose number, name or library has the words in it."""
        asked = words.casefold()
        return [
            each
            for each in self.boxes
            if asked in f"{each.number} {each.name} {each.site_name} {each.site}".casefold()
        ]

    def free_number(self) -> str:
        """A number that no box has yet."""
        used = {each.number for each in self.boxes}
        at = len(used) + 1
        while f"KB-{at:02}" in used:
            at += 1
        return f"KB-{at:02}"


def look(desk: OfficeDesk) -> BoxList:
    """Read the list."""
    sites = verbs.sites.all_sites(desk)
    open_ = tuple((each.code, each.name) for each in sites if each.closed_from is None)
    order = {"out": 0, "prepared": 1, "back": 2, "gone": 3}
    lines = sorted(
        verbs.boxes.all_boxes(desk),
        key=lambda each: (
            not each.is_overdue(desk.today),
            order[str(each.state)],
            each.due_on or date.max,
            each.number,
        ),
    )
    return BoxList(tuple(lines), open_, desk.today)


def columns(today: Callable[[], date]) -> list[Column[BoxLine]]:
    """How the list shows a box on a day."""

    def state(line: BoxLine) -> Cell:
        words, tint = box_words.state_words(line, today())
        return Cell(words, box_words.copies_words(line.copies), chip=tint)

    def due(line: BoxLine) -> Cell:
        day, late = box_words.due_words(line, today())
        return Cell(day, late, soft=True)

    return [
        Column(_("Box"), lambda line: Cell(line.number, line.name, strong=True), width=142),
        Column(_("Where"), lambda line: Cell(line.site_name or "–", line.site), from_width=240),
        Column(_("State"), state, width=106, from_width=330),
        Column(_("Due back"), due, width=124, from_width=600),
    ]
