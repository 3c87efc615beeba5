"""How residents are said in words: state, place, what is at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung import messages
from jukung.domain.kinds import ResidentState
from jukung.ui.cells import Cell, Column
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.library.residents import ResidentView

TINTS = {
    ResidentState.present: "good",
    ResidentState.away: "accent",
    ResidentState.sick: "gold",
    ResidentState.isolated: "bad",
}


def state_words(state: ResidentState) -> tuple[str, str]:
    """A state and its tint."""
    return _(messages.RESIDENT_STATES[state]), TINTS.get(state, "neutral")


def state_cell(state: ResidentState) -> Cell:
    """A state as a chip."""
    words, tint = state_words(state)
    return Cell(words, chip=tint)


def out_cell(view: ResidentView) -> Cell:
    """How many copies are at home."""
    return Cell(number(view.loans_out), strong=True) if view.loans_out else Cell("–", soft=True)


def must_cell(view: ResidentView) -> Cell:
    """Whether copies must come back on this visit."""
    is_out = view.must_come_back and view.loans_out
    return Cell(_("must come back"), chip="gold") if is_out else Cell("")


def must_words() -> tuple[str, str]:
    """What the desk says of copies before a release; never why."""
    return _("All copies must come back"), "gold"


def whereabouts(view: ResidentView) -> str:
    """The room, and the state where it is not the usual one."""
    place = _("Room {place}").format(place=view.place) if view.place else ""
    told = view.state is not ResidentState.present and not view.state.has_left
    return " · ".join(filter(None, (place, state_words(view.state)[0] if told else "")))


def columns() -> list[Column[ResidentView]]:
    """What the list shows of each: a place and a card, never a name."""
    return [
        Column(_("Room"), lambda view: Cell(view.place or "–", strong=True), width=92),
        Column(_("Card"), lambda view: view.card),
        Column(_("Status"), lambda view: state_cell(view.state), width=136),
        Column(_("On loan"), out_cell, width=84),
        Column("", must_cell, width=148, from_width=560),
        Column(_("Waits for"), _waiting, width=92, from_width=680),
    ]


def _waiting(view: ResidentView) -> Cell:
    return Cell(number(view.waiting)) if view.waiting else Cell("–", soft=True)
