"""A village library's day: the desk, its visitors, its catalogue, and the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from jukung.library import copies, members
from jukung.tour import cataloguing, collection, desk, incoming, paper
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Library
    from jukung.tour.stage import Stage
    from jukung.ui.library_window import LibraryWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def go_round(stage: Stage, shown: LibraryWindow) -> None:
    """Lend at the desk, and look at every page."""
    _desk(stage, shown)
    _pages(stage, shown)
    paper.go_round(stage, shown)


def _desk(stage: Stage, shown: LibraryWindow) -> None:
    card, shelf = turn(shown.room.library)
    page: Any = shown.window.show_page("circulation")
    stage.picture(shown, "desk-empty")
    for text in (card, shelf[0]):
        stage.type(text)
        stage.wait(shown)
    stage.say(_("A member borrowed a copy by two scans."))
    stage.type(shelf[1])
    stage.wait(shown)
    stage.press(Qt.Key.Key_Z, CTRL)
    stage.wait(shown)
    stage.say(_("A wrong scan was taken back with Ctrl Z."))
    stage.type("ZZ-2026")
    stage.wait(shown)
    stage.type(_("A donated book without a label"))
    stage.wait(shown)
    stage.picture(shown, "desk")
    stage.say(_("An unknown number was registered by one line and lent."))
    stage.type(shelf[2])
    stage.wait(shown)
    stage.picture(shown, "desk-refused")
    stage.say(_("A copy over the limit was refused with its reason."))
    page.finish()
    stage.type(shelf[0])
    stage.wait(shown)
    stage.picture(shown, "desk-returned")
    stage.say(_("A copy scanned alone came back."))
    page.finish()
    stage.wait(shown)


def _pages(stage: Stage, shown: LibraryWindow) -> None:
    visits: Any = shown.window.show_page("visits")
    stage.wait(shown)
    for sex in ("female", "female", "male"):
        visits.tally(sex)
        stage.wait(shown)
    stage.picture(shown, "visits")
    stage.say(_("Three visitors were tallied."))
    cataloguing.go_round(stage, shown)
    people: Any = shown.window.show_page("members")
    people.begin_new()
    stage.wait(shown)
    stage.type("Rahimah", enter=False)
    stage.picture(shown, "members-form")
    people.save()
    stage.wait(shown)
    stage.picture(shown, "members")
    stage.say(_("A member was registered."))
    held: Any = shown.window.show_page("activities")
    stage.wait(shown)
    held.begin()
    stage.wait(shown)
    stage.type(_("Sewing for young mothers"), enter=False)
    stage.picture(shown, "activity-form")
    held.save()
    stage.wait(shown)
    stage.picture(shown, "activities")
    stage.say(_("An activity was recorded on one page."))
    incoming.go_round(stage, shown)
    collection.go_round(stage, shown)
    desk.go_round(stage, shown)
    _reports(stage, shown)


def _reports(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("reports")
    stage.wait(shown)
    stage.picture(shown, "reports")
    target = stage.folder / "report.xlsx"
    page.save(target)
    stage.wait(shown, target.exists)
    stage.say(_("A report was looked at, and saved as {file}.").format(file=target.name))


def turn(library: Library) -> tuple[str, tuple[str, ...]]:
    """A member with nothing at home, and copies on the shelf."""
    with library.reading() as desk:
        free = [m for m in members.page_at(desk, 0) if not m.open_count]
        shelf = [
            copy.number
            for copy in copies.without_label(desk)
            if copy.due_on is None and copy.status == "available"
        ]
    return free[0].card, tuple(shelf[:3])
