"""Everything that goes on paper: labels, cards, signs, book papers, letters, forms."""
# ruff: noqa: PLC0415 - a tab is imported when it is first wanted

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme, verbs
from jukung.ui.pages import label_sources
from jukung.ui.pages.label_kinds import BOOKS, CARDS, SIGNS
from jukung.ui.pages.labels import LabelsPage
from jukung.ui.pages.print_tasks import PrintTasks
from jukung.ui.pages.source_choices import Which
from jukung.ui.pages.waiting_strip import WaitingStrip
from jukung.ui.pieces.segments import Segments
from jukung.ui.pieces.stack import InView
from jukung.ui.room import Room
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.print_runs import RunView

_TABS = {
    "books": N_("Book labels"),
    "cards": N_("Cards"),
    "signs": N_("Shelves and boxes"),
    "book-papers": N_("Book papers"),
    "letters": N_("Letters"),
    "forms": N_("Forms"),
}
_UNANSWERED = N_("A printing has no answer yet")
_UNANSWERED_NEXT = N_("Say under Print whether the labels came out well; nothing is counted yet.")
_KINDS = {"books": BOOKS, "cards": CARDS, "signs": SIGNS}


class PrintPage(QWidget):
    """Tabs across the top; what waits for the printer stands above the labels of any kind."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._tab = "books"
        self._made: dict[str, QWidget] = {}
        self._titles: dict[str, str] = {}
        self._runs: tuple[RunView, ...] = ()
        self._tasks = PrintTasks(room, parent=self)
        self._stack, self._whole = InView(), InView()
        self._strip = WaitingStrip()
        self._tabs = Segments(
            {name: _(words) for name, words in _TABS.items()},
            keys={name: f"Alt+{place}" for place, name in enumerate(_TABS, start=1)},
        )
        self._lay_out()
        self._tabs.chosen.connect(self.show_tab)
        self._strip.continue_wanted.connect(self.take_up)
        self._strip.discard_wanted.connect(self._discard)
        self._tasks.begun.connect(self._show_task)
        self._tasks.left.connect(self._end_task)
        room.jobs.changed.connect(self._follow)
        self._stack.setCurrentWidget(self.tab("books"))

    def shown(self) -> None:
        """Show the tab of last time, and what waits."""
        self._read_runs()
        if not self.task():
            self._show_tab()

    def chips(self) -> list[tuple[str, str]]:
        """How much the tab in view would print."""
        tab = self.tab(self._tab)
        asked = getattr(tab, "chips", None)
        chips = list(asked()) if callable(asked) and not self.task() else []
        if self._asking() and (self.task() or not _asks(tab)):
            chips.append((_("A printing waits for an answer"), "gold"))
        return chips

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._asking() and self.window().isVisible() and not event.spontaneous():
            self._room.say(_(_UNANSWERED), _(_UNANSWERED_NEXT), tint="gold")

    def _asking(self) -> bool:
        return any(_asks(page) for page in self._made.values())

    @Slot()
    def _follow_flow(self) -> None:
        self._show_runs()
        self._refresh_header()
        alerts = self._room.alerts
        if alerts is not None and not self._asking() and alerts.words() == _(_UNANSWERED):
            alerts.clear()

    # --- tabs -----------------------------------------------------------------------------------

    @property
    def books(self) -> LabelsPage:
        """The labels of copies."""
        return self._labels("books")

    @property
    def cards(self) -> LabelsPage:
        """The cards of members."""
        return self._labels("cards")

    @property
    def signs(self) -> LabelsPage:
        """The signs of shelves and boxes."""
        return self._labels("signs")

    def tab(self, name: str) -> QWidget:
        """A tab, made the first time."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = self._make(name)
            self._stack.addWidget(made)
        return made

    def tab_name(self) -> str:
        """The tab in view."""
        return self._tab

    def show_tab(self, name: str) -> QWidget:
        """Bring a tab into view; a task in its place is left."""
        self.leave_task()
        self._tab = name
        with QSignalBlocker(self._tabs):
            self._tabs.choose(name)
        self._show_tab()
        return self.tab(name)

    def task(self) -> QWidget | None:
        """The ruler, the sheet editor or the binding, while one of them is in view."""
        shown = self._whole.currentWidget()
        return shown if shown is not None and self._whole.currentIndex() else None

    @Slot()
    def leave_task(self) -> None:
        """Show the tabs again."""
        self._whole.setCurrentIndex(0)
        self._refresh_header()

    # --- the labels of copies, by the names of their own page ------------------------------------

    def choose(self, which: Which) -> None:
        """Choose which copies get a label."""
        self._to_books().choose(which)

    def show_numbers(self, numbers: tuple[str, ...]) -> None:
        """Print labels of these copies."""
        self._to_books().show_numbers(numbers)

    def show_chosen(self, copies: tuple[str, ...]) -> None:
        """Offer labels of the copies chosen in the catalogue, by their ids."""
        self._to_books().show_chosen(copies)

    def show_cards(self, cards: tuple[str, ...]) -> None:
        """Print the cards of these members."""
        self.show_tab("cards")
        self.cards.show_numbers(cards)

    def show_clearance(self, card: str) -> None:
        """Write the clearance letter of a card."""
        from jukung.ui.pages.letters_panel import LettersPanel

        letters = self.show_tab("letters")
        if isinstance(letters, LettersPanel):
            letters.begin_clearance(card)

    def choose_sheet(self, name: str) -> None:
        """Choose a sheet by its name."""
        self._to_books().choose_sheet(name)

    def start_at(self, cell: int) -> None:
        """Start at a cell of the sheet."""
        self._to_books().start_at(cell)

    def save_pdf(self, path: Path) -> None:
        """Write the labels, then ask how they came out."""
        self._to_books().save_pdf(path)

    def print_on(self, printer: QPrinter) -> None:
        """Draw the labels on a printer, one sheet first."""
        self._to_books().print_on(printer)

    # --- what waits -----------------------------------------------------------------------------

    @Slot(object)
    def take_up(self, run: RunView) -> None:
        """Go on with a run that waits."""
        name = next(
            name for name, kinds in _KINDS.items() if run.what in {kind.what for kind in kinds}
        )
        self.show_tab(name)
        self._labels(name).take_up(run)
        self._show_runs()

    def waiting_words(self) -> tuple[str, ...]:
        """What the strip says of each run that waits."""
        return self._strip.words()

    @Slot()
    def _read_runs(self) -> None:
        self._room.jobs.read(_waiting, owner=self, then=self._show_waiting, latest="runs")

    @Slot(object)
    def _show_waiting(self, read: tuple[tuple[RunView, ...], dict[str, str]]) -> None:
        self._runs, self._titles = read
        self._show_runs()

    @Slot()
    def _show_runs(self) -> None:
        """All but those at work just now."""
        working = set()
        for name in _KINDS:
            page = self._made.get(name)
            if isinstance(page, LabelsPage) and (run := page.flow.run()) is not None:
                working.add(run.id)
        # After an undo all copies of a run may be gone: there is nothing to go on with.
        runs = [run for run in self._runs if run.id not in working and run.left_count]
        self._strip.show_runs(runs, self._titles)
        self._strip.setVisible(bool(runs) and self._tab in _KINDS)

    @Slot(object)
    def _discard(self, run: RunView) -> None:
        self._room.jobs.change(
            lambda desk: verbs.print_runs.drop(desk, run.id),
            owner=self,
            then=lambda _nothing: self._read_runs(),
            touched={"print_run"},
        )

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & {"print_run", "own_sheet"} and self.isVisible():
            self._read_runs()

    # --- tasks in place of the tabs -------------------------------------------------------------

    def begin_ruler(self) -> None:
        """Measure the sheet of the labels in view, in place of the tabs."""
        self._labels_in_view().want_ruler()

    def begin_editor(self) -> None:
        """Make an own sheet for the labels in view, in place of the tabs."""
        self._tasks.begin_editor(self._labels_in_view(), None)

    @Slot()
    def begin_bind(self) -> None:
        """Bind blank numbers to titles, in place of the tabs."""
        self._tasks.begin_bind()

    def _labels_in_view(self) -> LabelsPage:
        return self._labels(self._tab if self._tab in _KINDS else "books")

    @Slot(object)
    def _show_task(self, task: QWidget) -> None:
        if self._whole.indexOf(task) < 0:
            self._whole.addWidget(task)
        self._whole.setCurrentWidget(task)
        self._refresh_header()

    @Slot()
    def _end_task(self) -> None:
        self.leave_task()
        self._show_tab()

    # --- making and showing -----------------------------------------------------------------------

    def _labels(self, name: str) -> LabelsPage:
        page = self.tab(name)
        if not isinstance(page, LabelsPage):
            raise TypeError(name)
        return page

    def _to_books(self) -> LabelsPage:
        if self._tab != "books":
            self.show_tab("books")
        return self.books

    def _make(self, name: str) -> QWidget:
        if name in _KINDS:
            page = LabelsPage(self._room, _KINDS[name])
            page.ruler_wanted.connect(partial(self._tasks.begin_ruler, page))
            page.editor_wanted.connect(partial(self._tasks.begin_editor, page))
            page.bind_wanted.connect(self.begin_bind)
            page.flow.changed.connect(self._follow_flow)
            return page
        if name == "book-papers":
            from jukung.ui.pages.book_papers_panel import BookPapersPanel

            return BookPapersPanel(self._room)
        if name == "letters":
            from jukung.ui.pages.letters_panel import LettersPanel

            return LettersPanel(self._room)
        from jukung.ui.pages.forms_panel import FormsPanel

        return FormsPanel(self._room)

    def _show_tab(self) -> None:
        tab = self.tab(self._tab)
        self._stack.setCurrentWidget(tab)
        self._show_runs()
        if callable(shown := getattr(tab, "shown", None)):
            shown()
        self._refresh_header()

    def _refresh_header(self) -> None:
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.setSpacing(theme.px(8))
        tabs.addWidget(self._tabs)
        tabs.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(tabs)
        column.addWidget(self._strip)
        column.addWidget(self._stack, 1)
        self._whole.addWidget(inside)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(14), side, theme.px(16))
        page.addWidget(self._whole)


def _asks(tab: QWidget) -> bool:
    """Whether the question of a tab has no answer yet."""
    return isinstance(tab, LabelsPage) and tab.flow.is_asking()


def _waiting(desk: Desk) -> tuple[tuple[RunView, ...], dict[str, str]]:
    """The runs that wait, and what their sheets are called."""
    papers = label_sources.papers(desk)
    titles = {sheet.name: sheet.title for sheet in (*papers.sheets, *papers.cards)}
    return verbs.print_runs.waiting(desk), titles
