"""The care of the collection: counted, weeded, registered; newspapers; and handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from jukung.domain.kinds import StocktakeDecision
from jukung.words import _

if TYPE_CHECKING:
    from jukung.tour.stage import Stage
    from jukung.ui.library_window import LibraryWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def go_round(stage: Stage, shown: LibraryWindow) -> None:
    """Look at the four parts of the collection, and hand it out."""
    page: Any = shown.window.show_page("collection")
    stage.wait(shown)
    _count(stage, shown, page)
    _weed(stage, shown, page)
    page.show_part("accession")
    stage.wait(shown)
    stage.picture(shown, "accession-register")
    _serials(stage, shown, page)
    _hand_out(stage, shown)


def _count(stage: Stage, shown: LibraryWindow, page: Any) -> None:  # noqa: ANN401 - a page
    pane = page.show_part("stocktake")
    stage.wait(shown)
    stage.picture(shown, "stocktake-empty")
    pane.begin_new()
    stage.wait(shown)
    # The last part is the smallest: a count that ends is what is shown.
    pane.form.scope.setCurrentIndex(pane.form.scope.count() - 1)
    stage.picture(shown, "stocktake-form")
    pane.save()
    stage.wait(shown)
    count = pane.count
    count.show_part("unseen")
    stage.wait(shown)
    numbers = [line.number for line in count.lines()]
    count.show_part("first")
    for text in (*numbers[: max(len(numbers) - 2, 1)][:12], numbers[0], "B/2011/0042"):
        stage.type(text)
        stage.wait(shown)
    stage.picture(shown, "stocktake-counting")
    count.show_part("unseen")
    stage.wait(shown)
    stage.picture(shown, "stocktake-unseen")
    for _once in (1, 2):
        count.finish()
        stage.wait(shown)
    stage.picture(shown, "stocktake-finished")
    count.deciding.decide(StocktakeDecision.missing)
    stage.wait(shown)
    stage.picture(shown, "stocktake-decided")
    pane.leave_count()
    stage.wait(shown)
    stage.picture(shown, "stocktake-list")
    stage.say(_("A part of the collection was counted by scanning, and decided about."))


def _weed(stage: Stage, shown: LibraryWindow, page: Any) -> None:  # noqa: ANN401 - as above
    pane = page.show_part("weeding")
    pane.least.setValue(1)
    stage.wait(shown)
    stage.picture(shown, "weeding")
    pane.table.tick({line.number for line in pane.lines()[:3]})
    pane.ask_why()
    stage.wait(shown)
    stage.picture(shown, "weeding-why")
    stage.press(Qt.Key.Key_Return)
    stage.wait(shown)
    pane.show_part("records")
    stage.wait(shown)
    stage.picture(shown, "weeding-records")
    stage.say(_("Copies were withdrawn with a reason and a record."))


def _serials(stage: Stage, shown: LibraryWindow, page: Any) -> None:  # noqa: ANN401 - as above
    pane = page.show_part("serials")
    stage.wait(shown)
    stage.picture(shown, "serials-empty")
    pane.begin_new()
    stage.wait(shown)
    stage.type("Kabar Lanting", enter=False)
    stage.picture(shown, "serials-form")
    pane.save()
    stage.wait(shown)
    pane.ask_other()
    stage.wait(shown)
    stage.picture(shown, "serials-issue")
    stage.press(Qt.Key.Key_Return)
    stage.wait(shown)
    stage.picture(shown, "serials")


def _hand_out(stage: Stage, shown: LibraryWindow) -> None:
    settings: Any = shown.window.show_page("settings")
    settings.show_section("exports")
    stage.wait(shown)
    card = settings.section("exports").export
    folder = stage.folder / "handed-out"
    folder.mkdir()
    card.choose_folder(folder)
    stage.wait(shown, lambda: bool(card.words()))
    stage.picture(shown, "exports-done")
    for what in ("list", "marc"):
        card.choose(what)
        stage.picture(shown, f"exports-{what}")
    stage.say(_("Everything was handed out in open files."))
