"""What comes in from other programs: a backup whole, and a list whose columns are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from jukung.tour import old_files
from jukung.words import _

if TYPE_CHECKING:
    from jukung.tour.stage import Stage
    from jukung.ui.library_window import LibraryWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def go_round(stage: Stage, shown: LibraryWindow) -> None:
    """Plan, store and undo a backup; say what the columns of a list are."""
    # The province makes a pack of titles from it later.
    old_files.slims_list(stage.folder / "senayan_biblio_export.csv")
    page: Any = shown.window.show_page("imports")
    stage.wait(shown)
    stage.picture(shown, "import-empty")
    _backup(stage, shown, page)
    _list(stage, shown, page)


def _backup(stage: Stage, shown: LibraryWindow, page: Any) -> None:  # noqa: ANN401 - a page
    page.choose_file(old_files.slims_backup(stage.folder / "slims-2026-11-20.sql"))
    stage.wait(shown, page.is_planning)
    stage.picture(shown, "import-plan")
    page.plan_view().show_only("past_loans")
    stage.picture(shown, "import-plan-past-loans")
    page.store()
    stage.wait(shown, lambda: bool(page.history()))
    stage.picture(shown, "import-done")
    page.ask_undo(page.history()[0])
    stage.wait(shown)
    stage.picture(shown, "import-undo")
    page.undo()
    stage.wait(shown)
    stage.picture(shown, "import-undone")
    stage.say(_("A backup of SLiMS was planned, stored with its loans, and undone whole."))


def _list(stage: Stage, shown: LibraryWindow, page: Any) -> None:  # noqa: ANN401 - as above
    page.choose_file(old_files.excel_list(stage.folder / "daftar-buku.xlsx"))
    stage.wait(shown)
    stage.picture(shown, "import-columns-unknown")
    page.show_columns()
    stage.wait(shown)
    for place, use in ((1, "title"), (2, "author"), (3, "class_number"), (4, "count")):
        page.mapping_view().choose_use(place, use)
    stage.wait(shown)
    stage.picture(shown, "import-columns")
    page.mapping_view().press_go()
    stage.wait(shown, page.is_planning)
    stage.picture(shown, "import-list-plan")
    stage.press(Qt.Key.Key_Escape)
    stage.wait(shown)
    stage.say(_("Of an Excel list it was said what its columns are; that is remembered."))
