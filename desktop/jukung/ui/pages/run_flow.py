"""One run at the printer: queued, one sheet first, the rest, and what came out well.

Nothing counts as printed here; an answer to the question does. Whatever happens in
between, the run waits in the file and can be taken up again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtPrintSupport import QPrinter

from jukung.domain.errors import PrintingStopped, Refusal
from jukung.ui import printing, sounds, verbs
from jukung.ui.pages import label_work, run_work
from jukung.ui.pages.label_orders import Order
from jukung.ui.pages.label_question import LabelQuestion, sheets_words
from jukung.ui.pages.run_work import Begun, Confirmed
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.print_runs import RunView
    from jukung.ui.jobs import Running

Made = Callable[[bytes], object]


class RunFlow(QObject):
    """Prints or saves an order, and asks; a page has one."""

    changed = Signal()
    """It began, ended, or asks something: look at the buttons again."""

    refused = Signal(object)
    said = Signal(object, object)
    """A sentence and the next step, when the printer did not take everything."""

    confirmed = Signal(object, object)
    """The order that was printed, and a `Confirmed`."""

    measure_wanted = Signal()

    def __init__(
        self, room: Room, *, question: LabelQuestion, progress: ProgressStrip, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._room, self._question, self._progress = room, question, progress
        self._run: RunView | None = None
        self._order: Order | None = None
        self._printer: QPrinter | None = None
        self._printing: printing.PagePrinting | None = None
        self._making: Running | None = None
        self._busy = self._is_new = False
        self._sheets = 0
        progress.stopped.connect(self.stop)
        question.fits.connect(self._print_rest)
        question.fits_not.connect(self._correct)
        question.stopped.connect(self._ask_outcome)
        question.all_good.connect(self._count_all)
        question.wrong_from.connect(self._count_before)
        question.later.connect(self._leave)

    def is_busy(self) -> bool:
        """Whether something is being made or printed, or an answer awaited."""
        return self._busy or self._question.is_asking()

    def run(self) -> RunView | None:
        """The run at work, or taken up."""
        return self._run

    def is_asking(self) -> bool:
        """Whether an answer is awaited."""
        return self._question.is_asking()

    def is_new(self) -> bool:
        """Whether its run was queued just now, not taken up."""
        return self._is_new

    def order(self) -> Order | None:
        """What is being printed; None before the run is in the queue."""
        return self._order

    def take_up(self, run: RunView) -> None:
        """Go on with a run that waits."""
        self._run = run
        self.changed.emit()

    def let_go(self) -> None:
        """Leave the run waiting."""
        self._question.hide()
        self._run = self._order = self._printer = None
        self._busy = False
        self.changed.emit()

    def print_on(self, order: Order, printer: QPrinter, *, one_first: bool) -> None:
        """Queue an order and print it, the first sheet alone if wished."""
        if self.is_busy():
            return
        self._printer = printer
        self._begin(order, lambda: self._print_first(one_first=one_first))

    def save(self, order: Order, path: Path) -> None:
        """Queue an order and write its pages; a file is either whole or not there."""
        if not self.is_busy():
            self._begin(order, lambda: self._make_all(path))

    @Slot()
    def stop(self) -> None:
        """Make no more pages, and give the printer no further one."""
        if self._making is not None:
            self._making.stop()
        if self._printing is not None:
            self._printing.stop()

    # --- into the queue -------------------------------------------------------------------------

    def _begin(self, order: Order, then: Callable[[], object]) -> None:
        self._set_busy()
        run_id = self._run.id if self._run else ""
        self._room.jobs.change(
            lambda desk: run_work.begin(desk, order, run_id),
            owner=self,
            then=lambda begun: self._take(begun, then),
            refused=self._refuse,
            touched={"print_run"},
        )

    def _take(self, begun: Begun, then: Callable[[], object]) -> None:
        self._is_new = self._run is None
        self._run, self._order = begun.run, begun.order
        self._sheets = 0
        then()

    # --- making pages ---------------------------------------------------------------------------

    def _make(self, order: Order, then: Made) -> None:
        self._progress.begin(_("Making the pages"))
        self._room.jobs.read(
            lambda desk: run_work.readied(desk, order),
            owner=self,
            then=lambda readied: self._draw_pages(order, readied, then),
            refused=self._refuse,
        )

    def _draw_pages(self, order: Order, readied: tuple[tuple[Any, ...], Any], then: Made) -> None:
        labels, issuer = readied
        self._making = self._room.jobs.run(
            lambda progress, stopped: label_work.pages(
                order, labels, issuer=issuer, progress=progress, stopped=stopped
            ),
            owner=self,
            then=lambda pdf: self._have_made(pdf, then),
            refused=self._refuse,
            progress=self._progress.advance,
        )

    def _have_made(self, pdf: bytes, then: Made) -> None:
        self._making = None
        self._progress.end()
        then(pdf)

    # --- a file ---------------------------------------------------------------------------------

    def _make_all(self, path: Path) -> None:
        if self._order is not None:
            self._make(self._order, lambda pdf: self._write(path, pdf))

    def _write(self, path: Path, pdf: bytes) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, pdf),
            owner=self,
            then=self._ask_after_saving,
            refused=self._refuse,
        )

    def _ask_after_saving(self, written: Path) -> None:
        order = self._order
        if order is None:
            return
        sounds.play("done")
        self._sheets = order.sheet_count
        words = _("Saved: {file}. Print it at 100 %, then answer.")
        self._ask(words.format(file=Path(written).name))

    # --- a printer ------------------------------------------------------------------------------

    def _print_first(self, *, one_first: bool) -> None:
        order = self._order
        if order is None:
            return
        if one_first and order.sheet_count > 1:
            self._make(order.part(0), lambda pdf: self._draw(pdf, self._ask_whether_it_fits))
        else:
            self._make(order, lambda pdf: self._draw(pdf, self._ask_outcome))

    @Slot()
    def _print_rest(self) -> None:
        order = self._order
        self._question.hide()
        if order is None:
            return
        self._set_busy()
        self._make(order.after(1), lambda pdf: self._draw(pdf, self._ask_outcome))

    def _draw(self, pdf: bytes, then: Callable[[], object]) -> None:
        order, printer = self._order, self._printer
        if order is None or printer is None:
            return
        self._printing = printing.PagePrinting(
            printer,
            pdf,
            jobs=self._room.jobs,
            dots_per_inch=order.sheet.dots_per_inch,
            parent=self,
            colour=order.has_colour,
        )
        self._progress.begin(_("Printing"))
        self._printing.stepped.connect(self._progress.advance)
        self._printing.finished.connect(lambda whole: self._end_drawing(then, whole=bool(whole)))
        self._printing.begin()

    def _end_drawing(self, then: Callable[[], object], *, whole: bool) -> None:
        made, order = self._printing, self._order
        self._printing = None
        self._progress.end()
        drawn = 0
        if made is not None:
            drawn = made.drawn()
            made.deleteLater()
        if order is not None:
            self._sheets += drawn // order.pages_each
        if whole:
            then()
        elif self._sheets:
            self._ask_outcome()
        else:
            self._fail()

    def _fail(self) -> None:
        sounds.play("attention")
        self.said.emit(
            _("Nothing was printed."),
            _("Look at the printer. The labels wait above; nothing was counted."),
        )
        self.let_go()

    # --- the answers ----------------------------------------------------------------------------

    @Slot()
    def _ask_whether_it_fits(self) -> None:
        self._busy = False
        self._question.ask_fit(_("One sheet is at the printer. Lay it on a sheet of labels."))
        sounds.play("attention")
        self.changed.emit()

    @Slot()
    def _ask_outcome(self) -> None:
        words = _("{sheets} at the printer.").format(sheets=sheets_words(self._sheets))
        self._ask(words)

    def _ask(self, before: str) -> None:
        self._busy = False
        self._question.ask_outcome(self._sheets, before)
        self.changed.emit()

    @Slot()
    def _correct(self) -> None:
        self.measure_wanted.emit()
        self.let_go()

    @Slot()
    def _leave(self) -> None:
        self.let_go()

    @Slot()
    def _count_all(self) -> None:
        if self._order is not None:
            self._count(self._order.labels_on(self._sheets), new_sheet=False)

    @Slot(object)
    def _count_before(self, sheet: int) -> None:
        if self._order is not None:
            self._count(self._order.labels_on(sheet - 1), new_sheet=True)

    def _count(self, labels: int, *, new_sheet: bool) -> None:
        run, order = self._run, self._order
        if run is None or order is None:
            return
        printed = order.subjects[:labels]
        self._question.hide()
        self._set_busy()
        self._room.jobs.change(
            lambda desk: run_work.confirm(
                desk, run.id, printed=printed, sheet=order.sheet, new_sheet=new_sheet
            ),
            owner=self,
            then=lambda counted: self._tell(order, counted),
            refused=self._refuse,
            touched={"print_run", "copy", "member"},
        )

    def _tell(self, order: Order, counted: Confirmed) -> None:
        self.let_go()
        self.confirmed.emit(order, counted)

    def _set_busy(self) -> None:
        self._busy = True
        self.changed.emit()

    def _refuse(self, refusal: Refusal) -> None:
        self._making = None
        self._progress.end()
        is_stop = isinstance(refusal, PrintingStopped)
        if is_stop and self._sheets:
            self._ask_outcome()
            return
        self._drop_unprinted()
        self.let_go()
        if is_stop:
            self.said.emit(_("Stopped."), _("Nothing was printed, and nothing counted."))
        else:
            self.refused.emit(refusal)

    def _drop_unprinted(self) -> None:
        """What came to nothing before the first page does not wait; one may try anew."""
        run = self._run
        if run is None or not self._is_new or self._sheets:
            return
        self._room.jobs.change(
            lambda desk: verbs.print_runs.drop(desk, run.id), owner=self, touched={"print_run"}
        )
