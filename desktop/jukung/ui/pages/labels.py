"""Labels, cards and signs: choose what and where, see the pages, print, and count them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStyle, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import PrintWhat
from jukung.ui import theme
from jukung.ui.pages import label_sources
from jukung.ui.pages.label_banner import LabelBanner
from jukung.ui.pages.label_choices import SheetChoices
from jukung.ui.pages.label_kinds import BOOKS, Kind
from jukung.ui.pages.label_memory import LabelMemory
from jukung.ui.pages.label_notes import LabelNotes, chip_words, counted_words
from jukung.ui.pages.label_orders import Choices, Order
from jukung.ui.pages.label_output import LabelOutput
from jukung.ui.pages.label_picture import LabelPicture
from jukung.ui.pages.label_question import LabelQuestion
from jukung.ui.pages.label_sources import MOST, Papers
from jukung.ui.pages.label_subjects import LabelSubjects
from jukung.ui.pages.run_flow import RunFlow
from jukung.ui.pages.sheet_view import SheetView
from jukung.ui.pages.source_choices import ORDINARY_FRESH, SourceChoices, Which
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.print_runs import RunView
    from jukung.ui.pages.run_work import Confirmed

# Where the page is at least so wide, its left side is so wide.
LEFT_WIDTHS = ((1000, 390), (700, 340), (0, 300))
MOST_LEFT = 0.52
_TOUCHES = frozenset({"copy", "title", "member", "settings", "print_run", "own_sheet", "card"})


class LabelsPage(QWidget):
    """What is seen is the PDF itself; only an answer afterwards counts labels as printed."""

    ruler_wanted = Signal(object)
    """The order whose sheet is to be measured on its printer."""

    editor_wanted = Signal(object)
    bind_wanted = Signal()

    def __init__(
        self, room: Room, kinds: Sequence[Kind] = BOOKS, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._room, self._kinds = room, tuple(kinds)
        self._papers: Papers | None = None
        self._memory = LabelMemory(room.preferences)
        self._sheet = SheetChoices(kinds)
        self._copies = SourceChoices()
        self._view = SheetView()
        self._notes = LabelNotes()
        self._undo = LabelBanner(
            room, touched={"copy", "member", "print_run"}, then=self._follow_undo
        )
        self._last_start = 1
        self._is_fresh = False
        self._question = LabelQuestion()
        self._progress = ProgressStrip()
        self._save = Button(_("Save PDF"), key="Ctrl+S")
        self._print = Button(_("Print"), kind="primary", key="Ctrl+P", icon="printer")
        self.subjects = LabelSubjects(room, self._copies, parent=self)
        self.picture = LabelPicture(room, self._view, self.order, parent=self)
        self.flow = RunFlow(room, question=self._question, progress=self._progress, parent=self)
        self.output = LabelOutput(room, self.flow, self.picture, self._ready_order, page=self)
        self._lay_out()
        self._connect()
        self._recall_kind()
        self._allow()

    def shown(self) -> None:
        """See what is to be printed now."""
        self._read_papers()
        self._refresh()
        self._sheet.take_focus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_left)
        self._fit_left()

    @Slot()
    def _fit_left(self, *_range: object) -> None:
        """So wide that nothing in it is cut, nor makes it scroll sideways."""
        left = next(left for wide, left in LEFT_WIDTHS if self.width() >= theme.px(wide))
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        needed = self._left_inside.minimumSizeHint().width() + bar
        most = round(self.width() * MOST_LEFT)
        self._left.setFixedWidth(min(max(theme.px(left), needed), max(most, theme.px(left))))

    def chips(self) -> list[tuple[str, str]]:
        """How many labels, on how many sheets."""
        order = self.order()
        if order is None or not order.subjects or not self.subjects.is_whole():
            return []
        return [(chip_words(order), "neutral")]

    def choose_what(self, what: PrintWhat) -> None:
        """Choose what is printed: the bars, the spine, or another kind of this page."""
        self._sheet.choose_what(what)

    def choose(self, which: Which) -> None:
        """Choose which copies, members or numbers are printed."""
        self._copies.choose(which)

    def show_numbers(self, numbers: tuple[str, ...]) -> None:
        """Print labels of these copies, such as those typed elsewhere."""
        self._copies.show_numbers(numbers)

    def show_chosen(self, copies: tuple[str, ...]) -> None:
        """Offer labels of the copies chosen in the catalogue, by their ids."""
        self.subjects.show_chosen(copies)
        self.picture.make_soon()

    def choose_sheet(self, name: str) -> None:
        """Choose a sheet by its name."""
        self._sheet.choose_sheet(name)

    @Slot(object)
    def start_at(self, cell: int) -> None:
        """Start at a cell of the sheet."""
        self._sheet.start_at(cell)

    def take_up(self, run: RunView) -> None:
        """Set the page to a run that waits, and go on with it."""
        self.flow.take_up(run)
        self._sheet.choose_what(run.what)
        self._sheet.choose_sheet(run.sheet)
        self._sheet.looks.show_choices(Choices.of(run.choices))
        self._sheet.start_at(run.start_cell)
        self.subjects.take_up(run)

    def keep_fit(self, fit: tuple[float, float, float, float]) -> None:
        """Keep what the ruler showed for this printer and sheet."""
        if (sheet := self._sheet.sheet()) is not None:
            self._memory.keep_fit(sheet.name, fit, self._sheet.fit.carrier())
            self._recall_fit()
            self.picture.make()

    @Slot()
    def want_ruler(self) -> None:
        """Ask for the ruler, for the sheet and the paper chosen."""
        if (order := self.order()) is not None:
            self.ruler_wanted.emit(order)

    def use_sheet(self, name: str) -> None:
        """Read the sheets again and choose one, such as a sheet just made."""
        self._memory.keep_sheet(self._sheet.kind(), name)
        self._read_papers()

    def save_pdf(self, path: Path) -> None:
        """Write the pages, then ask how they came out of the printer."""
        self.output.save_pdf(path)

    def print_on(self, printer: QPrinter, *, one_first: bool | None = None) -> None:
        """Draw the pages on a printer at true size, one sheet first, then ask."""
        self.output.print_on(printer, one_first=one_first)

    def order(self) -> Order | None:
        """What is chosen now, or what is being printed."""
        if self.flow.is_busy() and (working := self.flow.order()) is not None:
            return working
        sheet = self._sheet.sheet()
        if sheet is None:
            return None
        subjects, fresh = self.subjects.now()
        placed = self._sheet.placed()
        each = 1 if self.flow.run() is not None or fresh else placed.each
        left_out = self.picture.left_out()
        kept = tuple(s for s in subjects if s not in left_out)
        return Order(
            what=self._sheet.kind().what,
            subjects=tuple(s for s in kept for _again in range(each))[:MOST],
            sheet=sheet,
            start_cell=placed.start_cell,
            fit=self._sheet.fit.fit(),
            carrier=self._sheet.fit.carrier(),
            choices=self._sheet.looks.choices(),
            fresh=fresh,
        )

    def _ready_order(self) -> Order | None:
        """What is chosen now, if it can be printed."""
        order = self.order()
        if order is None or not order.subjects or self.flow.is_busy():
            return None
        return order if self.subjects.is_whole() and not self.picture.cannot(order) else None

    # --- what is to be printed ----------------------------------------------------------------

    def _read_papers(self) -> None:
        self._room.jobs.read(
            label_sources.papers, owner=self, then=self._show_papers, latest="papers"
        )

    @Slot(object)
    def _show_papers(self, papers: Papers) -> None:
        is_same = papers == self._papers
        wanted = self._memory.sheet(self._sheet.kind())
        shown = self._sheet.sheet()
        self._papers = papers
        self.picture.choose_among(papers.sheets)
        self._sheet.looks.show_designs(papers.designs, prison=self._room.is_prison)
        if not is_same or shown is None or shown.name != wanted:
            self._offer_sheets()

    def _offer_sheets(self) -> None:
        if self._papers is not None:
            kind = self._sheet.kind()
            sheets = self._papers.cards if kind.uses == "cards" else self._papers.sheets
            self._sheet.show_sheets(sheets, self._memory.sheet(kind))

    @Slot()
    def _refresh(self, *_undone: object) -> None:
        self.subjects.refresh()

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & _TOUCHES and self.isVisible() and not self.flow.is_busy():
            self._refresh()

    # --- what is remembered -------------------------------------------------------------------

    @Slot()
    def _change_what(self) -> None:
        kind = self._sheet.kind()
        self._memory.keep_kind(self._kinds, kind)
        self._sheet.looks.show_choices(self._memory.choices(kind))
        self.picture.leave_nothing_out()
        self._offer_sheets()
        self.subjects.show_kind(kind)
        QTimer.singleShot(0, self, self._fit_left)

    def _recall_kind(self) -> None:
        kind = self._memory.kind(self._kinds)
        self.subjects.begin(kind)
        self._sheet.looks.show_choices(self._memory.choices(kind))
        self._sheet.choose_what(kind.what)

    @Slot()
    def _change_sheet(self) -> None:
        if (sheet := self._sheet.sheet()) is not None:
            self._memory.keep_sheet(self._sheet.kind(), sheet.name)
        self.picture.leave_nothing_out()
        self._recall_fit()
        self._read_next()
        self.picture.make_soon()

    def _read_next(self, *, then_start: bool = False, otherwise: int | None = None) -> None:
        sheet = self._sheet.sheet()
        if sheet is None:
            return
        name = sheet.name
        self._room.jobs.read(
            lambda desk: label_sources.next_cell(desk, name),
            owner=self,
            then=lambda cell: self._show_next(
                cell, start=(cell or otherwise) if then_start else None
            ),
            latest="next",
        )

    def _show_next(self, cell: int | None, *, start: int | None) -> None:
        self._sheet.show_next(cell)
        if start is not None:
            self._sheet.start_at(start)

    @Slot()
    def _recall_fit(self) -> None:
        if (sheet := self._sheet.sheet()) is not None:
            fit, carrier = self._memory.fit(sheet.name)
            self._sheet.fit.show_fit(
                sheet, fit, carrier=carrier, printer=self._room.preferences.printer
            )
            self._sheet.show_measured(measured=self._memory.has_fit(sheet.name))

    @Slot()
    def _keep_fit(self) -> None:
        if (sheet := self._sheet.sheet()) is not None:
            self._memory.keep_fit(sheet.name, self._sheet.fit.fit(), self._sheet.fit.carrier())
            self._sheet.show_measured(measured=True)
        self.picture.make_soon()

    @Slot()
    def _keep_looks(self) -> None:
        self._memory.keep_choices(self._sheet.kind(), self._sheet.looks.choices())
        self.picture.leave_nothing_out()
        self.picture.make_soon()

    # --- what is said ---------------------------------------------------------------------------

    @Slot()
    def _show_picture(self) -> None:
        self._say_notes()
        self._allow()
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()

    def _say_notes(self) -> None:
        order, trouble, shown = self.order(), self.picture.trouble(), self.picture.shown()
        if order is None or shown is None:
            return
        if trouble is not None and self.picture.cannot(order):
            self._notes.say_trouble(trouble)
        elif shown.refusal is None:
            self._notes.say_left_out(len(self.picture.left_out()))
        elif isinstance(shown.refusal, errors.NothingToPrint) and self._undo.isHidden():
            self._notes.say_nothing(
                self._sheet.kind(), self._copies.which(), waiting=self.subjects.waiting()
            )
        elif isinstance(shown.refusal, errors.NothingToPrint):
            self._notes.clear()  # what was just counted, or refused, says enough
        elif order.subjects:
            self._notes.say(messages.sentence(shown.refusal), "", tint="bad")

    @Slot(object, object)
    def _tell_counted(self, order: Order, counted: Confirmed) -> None:
        self._last_start = order.start_cell
        if counted.labels:
            self._undo.tell_counted(counted)
        elif counted.gone:
            self._undo.say(*counted_words(counted), tint="gold")
        else:
            self._undo.say(_("Nothing was counted. The labels wait above."), tint="gold")
        self._read_next(then_start=True)

    @Slot(object)
    def _follow_undo(self, _act_id: str) -> None:
        """Its labels wait again, and the sheet begins where it did before them."""
        self._refresh()
        self._read_next(then_start=True, otherwise=self._last_start)
        self._sheet.take_focus()

    @Slot(object)
    def _refuse(self, refusal: errors.Refusal) -> None:
        self._undo.refuse(refusal)
        self._allow()

    @Slot(object, object)
    def _say(self, title: str, detail: str) -> None:
        self._undo.say(title, detail, tint="gold")

    @Slot()
    def _follow_flow(self) -> None:
        if self.flow.run() is None:
            self.subjects.let_go()
            self._reset_fresh()
            self._refresh()
        else:
            self._is_fresh = self.flow.order() is not None and self.flow.is_new()
            self._undo.clear()
        self._allow()
        self._take_focus()

    def _reset_fresh(self) -> None:
        """What was just reserved must not stand ready a second time."""
        if self._is_fresh:
            self._is_fresh = False
            sheet = self._sheet.sheet()
            cells = sheet.cells if sheet is not None else 1
            self._copies.want_fresh(cells if cells > 1 else ORDINARY_FRESH)

    def _take_focus(self) -> None:
        """Where the focus fell with what was hidden, put it on what is next."""
        if not self.isVisible():
            return
        if self.flow.is_asking():
            self._question.take_focus()
        elif not self.flow.is_busy() and _is_lost(QApplication.focusWidget(), self):
            self._sheet.take_focus()

    @Slot()
    def _allow(self) -> None:
        order, busy = self.order(), self.flow.is_busy()
        ready = order is not None and bool(order.subjects) and not self.picture.cannot(order)
        ready = ready and self.picture.is_there() and self.subjects.is_whole()
        for button in (self._print, self._save):
            button.setEnabled(ready and not busy)
        self._left_inside.setEnabled(not busy)

    @Slot()
    def _go_catalogue(self) -> None:
        if self._room.go is not None:
            self._room.go("catalogue")

    # --- how it looks ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._left_inside = QWidget()
        inner = QVBoxLayout(self._left_inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.px(14))
        inner.addWidget(self._sheet)
        inner.addWidget(self._copies, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(10))
        buttons.addWidget(self._save, 1)
        buttons.addWidget(self._print, 1)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.px(12))
        area = scrolling(self._left_inside)
        area.horizontalScrollBar().rangeChanged.connect(self._fit_left)
        left.addWidget(area, 1)
        left.addLayout(buttons)
        right = QVBoxLayout()
        right.setSpacing(theme.px(12))
        for strip in (self._question, self._undo, self._notes, self._progress):
            right.addWidget(strip)
        right.addWidget(self._view, 1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(18))
        page.addWidget(self._left)
        page.addLayout(right, 1)

    def _connect(self) -> None:
        picture, flow, sheet = self.picture, self.flow, self._sheet
        sheet.what_changed.connect(self._change_what)
        sheet.sheet_changed.connect(self._change_sheet)
        sheet.changed.connect(picture.make_soon)
        sheet.looks.changed.connect(self._keep_looks)
        sheet.fit.changed.connect(self._keep_fit)
        sheet.fit.ruler_wanted.connect(self.want_ruler)
        sheet.editor_wanted.connect(self.editor_wanted)
        self._copies.changed.connect(picture.make_soon)
        self._copies.catalogue_wanted.connect(self._go_catalogue)
        self._copies.bind_wanted.connect(self.bind_wanted)
        self._copies.let_go_wanted.connect(flow.let_go)
        self.subjects.changed.connect(picture.make)
        self.subjects.refused.connect(self._refuse)
        self._view.cell_chosen.connect(self.start_at)
        self._undo.bind_wanted.connect(self.bind_wanted)
        picture.changed.connect(self._show_picture)
        picture.refused.connect(self._refuse)
        self._notes.sheet_wanted.connect(self.choose_sheet)
        self._notes.others_wanted.connect(picture.leave_out)
        self._save.clicked.connect(self.output.ask_where_to_save)
        self._print.clicked.connect(self.output.ask_printer)
        self.output.printer_changed.connect(self._recall_fit)
        flow.changed.connect(self._follow_flow)
        flow.refused.connect(self._refuse)
        flow.said.connect(self._say)
        flow.confirmed.connect(self._tell_counted)
        flow.measure_wanted.connect(self.want_ruler)
        self._room.jobs.changed.connect(self._follow)


def _is_lost(focus: QWidget | None, page: QWidget) -> bool:
    """Whether nothing that is typed into has the focus."""
    return focus is None or not focus.isVisible() or page.isAncestorOf(focus)
