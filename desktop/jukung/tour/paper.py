"""Paper: labels of each kind, the ruler, numbers first, cards, letters and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from jukung.domain.kinds import PrintWhat
from jukung.words import _

if TYPE_CHECKING:
    from jukung.tour.stage import Stage
    from jukung.ui.library_window import LibraryWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def go_round(stage: Stage, shown: LibraryWindow) -> None:
    """Print labels, measure, bind blank numbers; keep a picture of each tab and task."""
    _copies(stage, shown)
    _tasks(stage, shown)
    _cards_and_signs(stage, shown)
    _other_papers(stage, shown)


def _copies(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("labels")
    stage.wait(shown)
    page.choose_sheet("tj-107")
    page.start_at(4)
    stage.wait(shown, lambda: bool(page.chips()))
    stage.picture(shown, "labels")
    for what in (PrintWhat.spine, PrintWhat.both, PrintWhat.blank):
        page.books.choose_what(what)
        stage.wait(shown)
        stage.picture(shown, f"labels-{what}")
    page.books.choose_what(PrintWhat.barcode)
    stage.wait(shown, lambda: bool(page.chips()))
    target = stage.folder / "labels.pdf"
    page.save_pdf(target)
    stage.wait(shown, target.exists)
    stage.picture(shown, "labels-saved")
    _all_good(stage, shown)
    stage.say(_("Labels for copies that never had one are in {file}.").format(file=target.name))


def _all_good(stage: Stage, shown: LibraryWindow) -> None:
    """Answer that what was printed came out well; only now does it count."""
    stage.press(Qt.Key.Key_Y, CTRL)
    stage.wait(shown)


def _tasks(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("labels")
    for name, begin in (
        ("ruler", page.begin_ruler),
        ("sheet-editor", page.begin_editor),
        ("bind-numbers", page.begin_bind),
    ):
        begin()
        stage.wait(shown)
        stage.picture(shown, name)
        page.leave_task()
        stage.wait(shown)
    stage.say(_("The ruler page, the sheet editor and the binding of numbers were opened."))


def _cards_and_signs(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("labels")
    page.show_tab("cards")
    stage.wait(shown, lambda: bool(page.chips()))
    stage.picture(shown, "cards")
    target = stage.folder / "cards.pdf"
    page.cards.save_pdf(target)
    stage.wait(shown, target.exists)
    _all_good(stage, shown)
    stage.say(_("Cards for members who have none are in {file}.").format(file=target.name))
    page.show_tab("signs")
    stage.wait(shown)
    stage.picture(shown, "signs")


def _other_papers(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("labels")
    for tab in ("book-papers", "letters", "forms"):
        page.show_tab(tab)
        stage.wait(shown)
        stage.picture(shown, tab)
    letters: Any = page.show_tab("letters")
    for kind in ("clearance", "minutes"):
        letters.show_kind(kind)
        stage.wait(shown)
        stage.picture(shown, f"letters-{kind}")
    stage.say(_("Papers for books, letters and blank forms were looked at."))
    page.show_tab("books")
    stage.wait(shown)
