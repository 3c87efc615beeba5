"""The vault of names, from the desk: its process is led, and only cards come from it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from jukung.domain.kinds import ResidentState
from jukung.library import moves, residents
from jukung.words import _

if TYPE_CHECKING:
    from jukung.tour.stage import Stage
    from jukung.ui.library_window import LibraryWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def go_round(stage: Stage, shown: LibraryWindow) -> None:
    """Choose a phrase, keep names, read the list of the day, write a letter."""
    names: Any = shown.room.names
    if getattr(sys, "frozen", False):
        # A packed program starts its vault in one way only, and nobody leads that one.
        stage.say(_("The vault of names was not opened: that is for a person to do."))
        return
    mark = stage.next_mark()
    names.start_with((sys.executable, "-m", "jukung.tour.led_vault", str(stage.folder), mark))
    came: list[Any] = []
    cards: list[str] = []
    names.roster_read.connect(came.append)
    names.chosen.connect(cards.append)
    names.open()
    stage.wait(shown, lambda: len(cards) >= 3)
    stage.picture(shown, "prison-names-open")
    stage.say(_("Names were typed in the vault's own window; the desk has cards only."))
    _read_the_list(stage, shown, came)
    _write_a_letter(stage, shown, cards[0], mark)
    names.end()
    stage.wait(shown)
    stage.picture(shown, "prison-names-hidden")
    stage.say(_("The vault was closed, and with it went its key and every name."))


def _read_the_list(stage: Stage, shown: LibraryWindow, came: list[Any]) -> None:
    page: Any = shown.window.show_page("members")
    stage.wait(shown, lambda: bool(came))
    moved: Any = page.view("moves")
    stage.wait(shown, moved.is_looking)
    stage.picture(shown, "prison-list-of-the-day")
    moved.store()
    stage.wait(shown)
    stage.picture(shown, "prison-list-stored")
    stage.say(_("The list of the day was read in the vault, and stored here by cards."))


def _write_a_letter(stage: Stage, shown: LibraryWindow, card: str, mark: str) -> None:
    stage.wait(shown, (stage.folder / f"{mark}-waits").exists)
    with shown.room.library.changing() as desk:
        who = residents.by_card(desk, card)
        moves.record(desk, (moves.Change(who.row, state=ResidentState.released),))
    page: Any = shown.window.show_page("members")
    view = page.show_view("clearances")
    stage.wait(shown)
    view.show_for(who.id)
    stage.wait(shown)
    view.setFocus()
    stage.press(Qt.Key.Key_P, CTRL)
    stage.wait(shown, lambda: len(list(stage.folder.glob(f"{mark}*vault-letter-*.png"))) > 1)
    stage.say(_("A letter with a name was made in the vault; the desk asked for it by card."))
