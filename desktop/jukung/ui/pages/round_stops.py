"""The two tables of a round: the stops on the way, and the books of the one in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.ui.cells import Cell, Column
from jukung.ui.pages.round_words import LINE_STATES, line_second, stop_chip
from jukung.words import _, number, short_day

if TYPE_CHECKING:
    from jukung.library.round_views import Stop, StopLine

NUMBER_FROM, DUE_FROM = 520, 430


def stop_columns() -> tuple[Column[Stop], ...]:
    """Room, card, what is out, what is wanted, and how it stands."""
    return (
        Column(_("Room"), lambda stop: "" if stop.corner else stop.room, width=72),
        Column(_("Borrower"), _who, width=100),
        Column(_("Out"), _out, width=70, from_width=400),
        Column(_("Wanted"), _wanted, width=84, from_width=400),
        Column("", _chip),
    )


def line_columns() -> tuple[Column[StopLine], ...]:
    """Number, title, status and due day of a book."""
    return (
        Column(_("Number"), lambda line: line.barcode, width=106, from_width=NUMBER_FROM),
        Column(_("Title"), _title),
        Column(_("Status"), _status, width=148),
        Column(_("Due"), _due, width=112, from_width=DUE_FROM),
    )


def _out(stop: Stop) -> str:
    return "—" if stop.corner else number(stop.out_count)


def _who(stop: Stop) -> Cell:
    if stop.corner:
        return Cell(stop.room, strong=True)
    return Cell(_("the room") if stop.is_room else stop.card, strong=True)


def _wanted(stop: Stop) -> str:
    return number(stop.wanted_count) if stop.wanted_count else "—"


def _chip(stop: Stop) -> Cell:
    word, tint = stop_chip(stop)
    return Cell(word, chip=tint)


def _title(line: StopLine) -> Cell:
    return Cell(line.title, line_second(line), strong=True)


def _status(line: StopLine) -> Cell:
    word, tint = LINE_STATES[line.state]
    return Cell(_(word), chip=tint)


def _due(line: StopLine) -> Cell:
    if line.due_on is None:
        return Cell("—")
    return Cell(short_day(line.due_on), strong=line.state.value == "lent")
