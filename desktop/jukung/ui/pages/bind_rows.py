"""The lines of what was bound: a number, its title, how many copies it has."""

from __future__ import annotations

from dataclasses import dataclass

from jukung.ui.cells import Cell, Column
from jukung.words import _, many, number

COPIES_FROM = 600
"""From which width of the table copies have a column of their own."""


@dataclass(frozen=True, slots=True)
class BoundRow:
    """A binding of this sitting."""

    number: str
    title: str
    copies: int
    act_id: str
    newest: bool


def columns() -> list[Column[BoundRow]]:
    """The columns of what was bound."""
    return [
        Column(_("Number"), lambda row: Cell(row.number, strong=True), width=112),
        Column(_("Title"), _title),
        Column(_("Copies"), _copies, width=116, from_width=COPIES_FROM),
        Column("", _link, width=132),
    ]


def _title(row: BoundRow) -> Cell:
    return Cell(row.title)


def _copies(row: BoundRow) -> Cell:
    words = many("{count} copy", "{count} copies", row.copies).format(count=number(row.copies))
    return Cell(words, soft=True)


def _link(row: BoundRow) -> Cell:
    return Cell("", soft=True, link=_("undo"), key="Ctrl+Z" if row.newest else "")
