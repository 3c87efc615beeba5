"""A round through a block: planned, loaded, gone from cell to cell, and typed from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from jukung.domain.kinds import RoundOutcome
from jukung.library import rounds
from jukung.ui.pages.round_words import LETTERS, bare
from jukung.words import _

if TYPE_CHECKING:
    from jukung.tour.stage import Stage
    from jukung.ui.library_window import LibraryWindow

CTRL = Qt.KeyboardModifier.ControlModifier
_BY_SCANNER = 14
_MARKS = (
    *(RoundOutcome.done, RoundOutcome.done, RoundOutcome.not_found, RoundOutcome.done),
    *(RoundOutcome.refused, RoundOutcome.isolated, RoundOutcome.done, RoundOutcome.done),
)


def go_round(stage: Stage, shown: LibraryWindow, block: str) -> None:
    """Walk through the pages of a round."""
    with shown.room.library.changing() as desk:
        planned = rounds.plan(desk, block).id
    page: Any = shown.window.show_page("rounds")
    stage.wait(shown)
    stage.picture(shown, "round-list")
    page.open(planned)
    stage.wait(shown)
    _papers(stage, shown, page)
    _load(stage, shown, page)
    _from_cell_to_cell(stage, shown, page)
    _from_paper(stage, shown, page)
    _put_away(stage, shown, page)


def _papers(stage: Stage, shown: LibraryWindow, page: Any) -> None:  # noqa: ANN401 - a page
    for which in ("list", "form"):
        page.show_papers(which)
        stage.wait(shown)
        stage.picture(shown, f"round-paper-{which}")
    page.show_desk()
    stage.wait(shown)


def _load(stage: Stage, shown: LibraryWindow, page: Any) -> None:  # noqa: ANN401 - as above
    wanted = [
        line.barcode
        for stop in page.desk.view().stops
        for line in stop.lines
        if line.state == "to_find" and line.barcode
    ]
    page.show_trolley()
    stage.wait(shown)
    for number in wanted[:-2]:
        stage.type(number)
        stage.wait(shown)
    stage.picture(shown, "round-trolley")
    stage.say(_("What was asked for was put on the trolley."))
    page.show_desk()
    stage.wait(shown)


def _from_cell_to_cell(stage: Stage, shown: LibraryWindow, page: Any) -> None:  # noqa: ANN401 - as above
    seen: set[str] = set()
    for at in range(_BY_SCANNER):
        stop = page.desk.view().stop_of(page.desk.card())
        if stop is None:
            break
        if stop.soon_gone and "must" not in seen:
            seen.add("must")
            stage.picture(shown, "round-must-come-back")
        for line in stop.lines:
            if line.barcode and str(line.state) in ("on_trolley", "to_collect"):
                stage.type(line.barcode)
                stage.wait(shown)
                if str(line.state) not in seen:
                    seen.add(str(line.state))
                    stage.picture(shown, f"round-{line.state.replace('_', '-')}")
        if at == _BY_SCANNER - 1:
            break
        stage.press(Qt.Key.Key_Down)
        stage.wait(shown)
    stage.press(Qt.Key.Key_I, CTRL)
    stage.wait(shown)
    stage.picture(shown, "round")
    stage.say(_("From cell to cell books were handed out and taken back by scanning."))


def _from_paper(stage: Stage, shown: LibraryWindow, page: Any) -> None:  # noqa: ANN401 - as above
    page.show_typing()
    stage.wait(shown)
    stage.picture(shown, "round-typing")
    for outcome in _MARKS:
        stage.type(bare(LETTERS[outcome][0]).lower(), enter=False)
        stage.wait(shown)
    stage.picture(shown, "round-typing-marked")
    page.typing.record()
    stage.wait(shown)
    stage.picture(shown, "round-typed")
    stage.say(_("The rest of the round was typed from its paper, a letter for each line."))


def _put_away(stage: Stage, shown: LibraryWindow, page: Any) -> None:  # noqa: ANN401 - as above
    page.show_trolley()
    stage.wait(shown)
    stage.picture(shown, "round-trolley-back")
    # Who was not visited is said, and the round is ended knowingly.
    for key in (Qt.Key.Key_J, Qt.Key.Key_L, Qt.Key.Key_Return, Qt.Key.Key_3):
        stage.press(key, CTRL)
        stage.wait(shown)
    stage.picture(shown, "round-ended")
    stage.say(_("What was left on the trolley went back to the shelf, and the round ended."))
