"""What the desk does beyond lending: holds, reading here, late slips, lists, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from jukung.library import copies, holds, members, overview
from jukung.ui.pages.settings_sections import SECTIONS
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Library
    from jukung.tour.stage import Stage
    from jukung.ui.library_window import LibraryWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def go_round(stage: Stage, shown: LibraryWindow) -> None:
    """Walk through the desk's other work, and keep a picture of each page."""
    _somebody_waits(stage, shown)
    _read_here(stage, shown)
    _late_slips(stage, shown)
    _lists(stage, shown)
    _account(stage, shown)
    for entry in (each for each in SECTIONS if not each.prison):
        page: Any = shown.window.show_page("settings")
        page.show_section(entry.name)
        stage.wait(shown)
        stage.picture(shown, f"settings-{entry.name}")


def _somebody_waits(stage: Stage, shown: LibraryWindow) -> None:
    barcode, title_id, other = _wanted(shown.room.library)
    with shown.room.library.changing() as desk:
        holds.place(desk, other, title_id)
    page: Any = shown.window.show_page("circulation")
    stage.wait(shown)
    stage.type(barcode)
    stage.wait(shown)
    stage.picture(shown, "desk-set-aside")
    stage.say(_("A copy that somebody waits for was set aside at its return."))
    page.finish()
    stage.type(other)
    stage.wait(shown)
    stage.picture(shown, "desk-ready")
    page.finish()
    stage.wait(shown)


def _read_here(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("circulation")
    stage.press(Qt.Key.Key_O, CTRL)
    stage.wait(shown)
    for barcode in _on_shelf(shown.room.library, 2):
        stage.type(barcode)
        stage.wait(shown)
    stage.picture(shown, "desk-read-here")
    stage.say(_("Two copies read in the library were counted by scanning."))
    page.finish()
    page.finish()
    stage.wait(shown)


def _late_slips(stage: Stage, shown: LibraryWindow) -> None:
    shelf = _on_shelf(shown.room.library, 2)
    with shown.room.library.reading() as desk:
        card = next(m.card for m in members.page_at(desk, 0) if m.open_count == 0)
    shown.window.show_page("late_entry")
    stage.wait(shown)
    stage.picture(shown, "late-entry-empty")
    for word in (_("yesterday"), "", "", card, shelf[0], shelf[1], "77-99"):
        stage.type(word)
        stage.wait(shown)
    stage.picture(shown, "late-entry")
    page: Any = shown.window.current_page()
    page.record_good()
    stage.wait(shown)
    stage.picture(shown, "late-entry-recorded")
    page.undo()
    stage.wait(shown)
    stage.say(_("Paper slips of yesterday were checked, recorded as one batch, and undone."))


def _lists(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("lists")
    for name in ("due", "overdue", "ready", "waiting"):
        page.show_list(name)
        stage.wait(shown)
        stage.picture(shown, f"list-{name}")
    stage.say(_("Lists of what is due, overdue and reserved were looked through."))


def _account(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("members")
    stage.wait(shown)
    page.show_member(page.found()[0].id)
    stage.wait(shown)
    stage.press(Qt.Key.Key_B, CTRL)
    stage.wait(shown)
    stage.picture(shown, "member-account")
    stage.press(Qt.Key.Key_Escape)
    stage.wait(shown)


def _wanted(library: Library) -> tuple[str, str, str]:
    """A copy that is out, its title, and the card of somebody who would like it."""
    with library.reading() as desk:
        people = members.page_at(desk, 0)
        reader = next(m for m in people if m.open_count and not m.overdue_count)
        line = overview.loans_of(desk, reader.card)[0]
        other = next(m for m in people if m.open_count == 0 and m.status == "active")
        return line.barcode, copies.show(desk, line.barcode).title_id, other.card


def _on_shelf(library: Library, count: int) -> list[str]:
    with library.reading() as desk:
        return [
            copy.number
            for copy in copies.without_label(desk)
            if copy.due_on is None and copy.status == "available"
        ][:count]
