"""Labels: choose copies and a sheet, see the pages, save or print, then mark them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.ui import files, printing, sounds, theme, verbs
from jukung.ui.pages import label_work
from jukung.ui.pages.label_choices import CopyChoices, SheetChoices, Which, millimetres
from jukung.ui.pages.label_question import LabelQuestion
from jukung.ui.pages.label_work import Looked, Order, Printed, Sources
from jukung.ui.pages.sheet_preview import SheetPreview
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.room import Room
from jukung.words import _, number

LEFT_WIDTH, NARROW = 390, 358
TYPING_RESTS_MS = 90
FOLDER = "labels"


class LabelsPage(QWidget):
    """What is seen is the PDF itself; only a `yes` afterwards marks the copies."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._sources: Sources | None = None
        self._looked = Looked((), ())
        self._printed: Printed | None = None
        self._page = 0
        self._busy = self._again = False
        self._printing: printing.PagePrinting | None = None
        self._sheet = SheetChoices()
        self._copies = CopyChoices()
        self._preview = SheetPreview()
        self._banner = Banner(corners="all")
        self._question = LabelQuestion()
        self._progress = ProgressStrip()
        self._where = label("", "small", wrap=True)
        self._back = Button("", icon="chevron-left", key="PgUp")
        self._next = Button("", icon="chevron-right", key="PgDown")
        self._save = Button(_("Save PDF"), key="Ctrl+S")
        self._print = Button(_("Print"), kind="primary", key="Ctrl+P", icon="printer")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_RESTS_MS)
        self._lay_out()
        self._connect()
        self._show_pages()

    def shown(self) -> None:
        """See what is to be printed now."""
        self._refresh()
        self._sheet.take_focus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= theme.px(1000)
        self._left.setFixedWidth(theme.px(LEFT_WIDTH if roomy else NARROW))

    def chips(self) -> list[tuple[str, str]]:
        """How many labels, on how many sheets."""
        made = self._printed
        if made is None or not made.page_count:
            return []
        words = _("{labels} labels · {sheets} sheets").format(
            labels=number(made.order.label_count), sheets=number(made.page_count)
        )
        return [(words, "neutral")]

    def choose(self, which: Which) -> None:
        """Choose which copies get a label."""
        self._copies.choose(which)

    def show_numbers(self, numbers: tuple[str, ...]) -> None:
        """Print labels of these copies, such as those chosen in the catalogue."""
        self._copies.show_numbers(numbers)

    def choose_sheet(self, name: str) -> None:
        """Choose a sheet by its name."""
        self._sheet.choose_sheet(name)

    @Slot(object)
    def start_at(self, cell: int) -> None:
        """Start at a cell of the sheet."""
        self._sheet.start_at(cell)

    @Slot()
    def turn_back(self) -> None:
        """Show the page before."""
        self._turn(-1)

    @Slot()
    def turn_on(self) -> None:
        """Show the page after."""
        self._turn(1)

    # --- saving and printing ------------------------------------------------------------------

    @Slot()
    def ask_where_to_save(self) -> None:
        """Ask for the name of the PDF; the folder is the one of last time."""
        folder = self._room.preferences.folder(FOLDER) or Path.home()
        day = self._room.today().isoformat()
        start = folder / _("labels-{day}.pdf").format(day=day)
        files.choose_new_file(
            self, _("Save labels"), pattern=_("PDF (*.pdf)"), start=start, then=self.save_pdf
        )

    def save_pdf(self, path: Path) -> None:
        """Write the pages; a file is either whole or not there."""
        self._when_made(lambda: self._write(path))

    def print_on(self, printer: QPrinter) -> None:
        """Draw the pages on a printer at true size, then ask how they came out."""
        self._when_made(lambda: self._draw_on(printer))

    def _write(self, path: Path) -> None:
        made = self._printed
        if made is None or not made.pdf:
            return
        pdf = made.pdf
        self._room.preferences.keep_folder(FOLDER, path.parent)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, pdf),
            owner=self,
            then=lambda written: self._ask_after_saving(made.order, written),
            refused=self._refuse,
        )

    @Slot()
    def ask_printer(self) -> None:
        """Open the system's own dialog; a sheet's paper is chosen already."""
        made = self._printed
        if made is None or not made.pdf:
            return
        printer = _printer(made.order)
        if self._room.preferences.printer:
            printer.setPrinterName(self._room.preferences.printer)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=True)
        dialog.finished.connect(lambda result: self._print_after_dialog(printer, result))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # the printer's dialog hides it behind another `open`

    def _draw_on(self, printer: QPrinter) -> None:
        made = self._printed
        if made is None or not made.pdf or self._printing is not None:
            return
        self._question.hide()
        sheet = made.order.sheet
        printing.set_paper(printer, sheet.paper_width, sheet.paper_height, name=sheet.title)
        run = printing.PagePrinting(
            printer,
            made.pdf,
            jobs=self._room.jobs,
            dots_per_inch=sheet.dots_per_inch,
            parent=self,
        )
        self._printing = run
        self._progress.begin(_("Printing"))
        run.stepped.connect(self._progress.advance)
        run.finished.connect(lambda whole: self._end_printing(made.order, whole=bool(whole)))
        self._show_pages()
        run.begin()

    def _print_after_dialog(self, printer: QPrinter, result: int) -> None:
        if result != QDialog.DialogCode.Accepted:
            return
        name = printer.printerName()
        if name and name != self._room.preferences.printer:
            self._room.preferences.printer = name
            self._recall_offset()
            self._make_at_once()
        self.print_on(printer)

    def _when_made(self, act: Callable[[], object]) -> None:
        """Act once the pages show what was chosen last."""
        if self._busy or self._rest.isActive():
            QTimer.singleShot(TYPING_RESTS_MS, self, lambda: self._when_made(act))
        else:
            act()

    def _end_printing(self, order: Order, *, whole: bool) -> None:
        if self._printing is not None:
            self._printing.deleteLater()
            self._printing = None
        self._progress.end()
        self._show_pages()
        if whole:
            self._question.ask(order, _("The sheets are at the printer."))
        else:
            self._banner.say(
                _("The labels were not all printed."),
                _("Look at the printer, then print again. No copy was marked."),
                tint="gold",
            )
            sounds.play("attention")

    def _ask_after_saving(self, order: Order, written: Path) -> None:
        sounds.play("done")
        self._question.ask(order, _("Saved: {file}. Print it at 100 %.").format(file=written.name))

    @Slot(object)
    def _mark(self, order: Order) -> None:
        numbers = tuple(copy.number for copy in order.copies)
        after = (order.start_cell - 1 + order.label_count) % order.sheet.cells + 1
        self._room.jobs.change(
            lambda desk: verbs.copies.mark_labelled(desk, numbers),
            owner=self,
            then=lambda _nothing: self._tell_marked(len(numbers), after),
            refused=self._refuse,
            touched={"copy"},
        )

    def _tell_marked(self, count: int, next_cell: int) -> None:
        sounds.play("done")
        self._question.hide()
        self.start_at(next_cell)
        self._room.say(
            _("{count} copies are marked as labelled").format(count=number(count)),
            _("The next sheet begins at label {cell}.").format(cell=number(next_cell)),
        )
        self._refresh()

    # --- what is to be printed ----------------------------------------------------------------

    @Slot()
    def _refresh(self) -> None:
        self._room.jobs.read(
            label_work.sources, owner=self, then=self._show_sources, latest="sources"
        )

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & {"copy", "title", "settings"} and self.isVisible():
            self._refresh()

    @Slot(object)
    def _show_sources(self, sources: Sources) -> None:
        first = self._sources is None
        self._sources = sources
        self._copies.show_sources(sources)
        if first:
            self._sheet.show_sheets(sources.sheets, self._room.preferences.label_sheet)
        self._make_at_once()

    @Slot()
    def _look_up(self) -> None:
        numbers = self._copies.numbers()
        self._room.jobs.read(
            lambda desk: label_work.look_up(desk, numbers),
            owner=self,
            then=self._show_looked,
            latest="typed",
        )

    @Slot(object)
    def _show_looked(self, looked: Looked) -> None:
        self._looked = looked
        self._copies.show_looked(looked)
        self._make_at_once()

    def _order(self) -> Order | None:
        sheet, sources = self._sheet.sheet(), self._sources
        if sheet is None or sources is None:
            return None
        placed = self._sheet.placed()
        copies = {
            Which.unprinted: sources.unprinted,
            Which.imported: sources.imported,
            Which.typed: self._looked.copies,
        }[self._copies.which()]
        return Order(
            copies=copies,
            each=placed.each,
            heading=sources.heading,
            sheet=sheet,
            start_cell=placed.start_cell,
            right_mm=round(placed.right_mm, 1),
            down_mm=round(placed.down_mm, 1),
        )

    @Slot()
    def _change_sheet(self) -> None:
        if (sheet := self._sheet.sheet()) is not None:
            self._room.preferences.label_sheet = sheet.name
        self._recall_offset()
        self._make_soon()

    def _recall_offset(self) -> None:
        if (sheet := self._sheet.sheet()) is not None:
            printer = self._room.preferences.printer
            right, down = self._room.preferences.offset(printer, sheet.name)
            self._sheet.show_offset(right, down, printer=printer)

    @Slot()
    def _keep_offset(self) -> None:
        if (sheet := self._sheet.sheet()) is not None:
            placed = self._sheet.placed()
            self._room.preferences.keep_offset(
                self._room.preferences.printer,
                sheet.name,
                right=placed.right_mm,
                down=placed.down_mm,
            )
        self._make_soon()

    # --- the pages ------------------------------------------------------------------------------

    def _turn(self, pages: int) -> None:
        last = self._printed.page_count - 1 if self._printed else 0
        self._page = max(0, min(self._page + pages, last))
        self._make_at_once()

    @Slot()
    def _make_soon(self) -> None:
        self._rest.start()

    @Slot()
    def _make_at_once(self) -> None:
        """Make the pages; of wishes that come meanwhile only the last is made."""
        self._rest.stop()
        order = self._order()
        if order is None:
            return
        if self._busy:
            self._again = True
            return
        if not order.copies:
            self._show_printed(Printed(order, refusal=errors.NothingToPrint()))
            return
        self._busy = True
        known, page, scale = self._printed, self._page, self._preview.scale(order.sheet)
        self._room.jobs.run(
            lambda _progress, _stopped: label_work.printed(order, known, page=page, scale=scale),
            owner=self,
            then=self._arrive,
            refused=self._give_up,
        )

    @Slot(object)
    def _arrive(self, made: Printed) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self._make_at_once()
            return
        self._show_printed(made)

    @Slot(object)
    def _give_up(self, refusal: errors.Refusal) -> None:
        self._busy = self._again = False
        self._refuse(refusal)

    def _show_printed(self, made: Printed) -> None:
        self._printed = made
        self._page = made.page
        order = made.order
        self._preview.show_sheet(
            order.sheet, start_cell=order.start_cell, picture=made.picture, page=made.page
        )
        self._show_refusal(made)
        self._show_pages()
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()

    def _show_refusal(self, made: Printed) -> None:
        if made.refusal is None:
            self._banner.clear()
        elif isinstance(made.refusal, errors.NothingToPrint):
            self._banner.say(*self._nothing_words(), tint="good")
        elif made.fitting:
            better = made.fitting[0]
            button = Button(_("Use {sheet}").format(sheet=better.title))
            button.clicked.connect(lambda: self.choose_sheet(better.name))
            self._banner.say(messages.sentence(made.refusal), tint="bad", button=button)
        else:
            self._banner.say(messages.sentence(made.refusal), tint="bad")

    def _nothing_words(self) -> tuple[str, str]:
        if self._copies.which() is Which.typed:
            return _("No number yet"), _("Scan the copies that need a label.")
        return (
            _("No copy waits for a label"),
            _("New copies appear here by themselves. To print one again, type its number."),
        )

    def _refuse(self, refusal: errors.Refusal) -> None:
        sounds.play("refused")
        self._banner.say(messages.sentence(refusal), tint="bad")

    def _show_pages(self) -> None:
        made = self._printed
        ready = made is not None and bool(made.pdf)
        self._print.setEnabled(ready and self._printing is None)
        self._save.setEnabled(ready)
        count = made.page_count if made else 0
        self._back.setEnabled(self._page > 0)
        self._next.setEnabled(self._page < count - 1)
        if made is None:
            return
        sheet = made.order.sheet
        size = f"{millimetres(sheet.paper_width)} × {millimetres(sheet.paper_height)}"
        words = _("True size {size} mm")
        if count:
            words = _("Sheet {page} of {count} · true size {size} mm")
        self._where.setText(words.format(page=self._page + 1, count=count, size=size))

    # --- how it looks ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        choices = QWidget()
        inner = QVBoxLayout(choices)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.px(14))
        inner.addWidget(self._sheet)
        inner.addWidget(self._copies, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(14))
        left.addWidget(scrolling(choices), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(10))
        buttons.addWidget(self._save, 1)
        buttons.addWidget(self._print, 1)
        left.addLayout(buttons)
        self._left = QWidget()
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        page = QHBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(18))
        page.addWidget(self._left)
        page.addLayout(self._right_side(), 1)

    def _right_side(self) -> QVBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(12))
        foot.addWidget(self._back)
        foot.addWidget(self._where, 1)
        foot.addWidget(self._next)
        self._where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._back.setToolTip(_("Sheet before"))
        self._next.setToolTip(_("Sheet after"))
        right = QVBoxLayout()
        right.setSpacing(theme.px(12))
        right.addWidget(self._question)
        right.addWidget(self._banner)
        right.addWidget(self._progress)
        right.addWidget(self._preview, 1)
        right.addLayout(foot)
        return right

    def _connect(self) -> None:
        self._sheet.sheet_changed.connect(self._change_sheet)
        self._sheet.changed.connect(self._make_soon)
        self._sheet.offset_changed.connect(self._keep_offset)
        self._copies.changed.connect(self._make_soon)
        self._copies.typed_changed.connect(self._look_up)
        self._preview.cell_chosen.connect(self.start_at)
        self._preview.resized.connect(self._make_soon)
        self._rest.timeout.connect(self._make_at_once)
        self._back.clicked.connect(self.turn_back)
        self._next.clicked.connect(self.turn_on)
        self._save.clicked.connect(self.ask_where_to_save)
        self._print.clicked.connect(self.ask_printer)
        self._progress.stopped.connect(self._stop_printing)
        self._question.answered_yes.connect(self._mark)
        self._room.jobs.changed.connect(self._follow)

    @Slot()
    def _stop_printing(self) -> None:
        if self._printing is not None:
            self._printing.stop()


def _printer(order: Order) -> QPrinter:
    sheet = order.sheet
    return printing.printer_for(
        sheet.paper_width,
        sheet.paper_height,
        name=sheet.title,
        dots_per_inch=sheet.dots_per_inch,
    )
