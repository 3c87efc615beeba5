"""Makes a recovery sheet and puts it on paper; the code is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import files, printing, sounds, theme, verbs
from jukung.ui.jobs import Jobs
from jukung.ui.office_papers import PAPERS
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.preferences import Preferences
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Library
    from jukung.library.recovery import RecoverySheet

DOTS_PER_INCH = 300.0


class RecoveryCard(Card):
    """Asks for the printer or file first: only then is there a new code.

    `make` makes the code; it is called on a lane. The sheet of an `encrypted` file has
    its key, too, and then the card says so.
    """

    made = Signal()
    """A new sheet was printed or saved."""

    def __init__(
        self,
        jobs: Jobs[Any],
        preferences: Preferences,
        make: Callable[[], RecoverySheet],
        *,
        kind: str = "quiet",
        encrypted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._jobs, self._preferences, self._make_code = jobs, preferences, make
        self._encrypted = encrypted
        self._run: printing.PagePrinting | None = None
        self._last = label("", "note", wrap=True)
        self._answer = Banner(corners="all")
        self._progress = ProgressStrip()
        self._paper = QComboBox()
        for name in PAPERS:
            self._paper.addItem(name.upper(), name)
        self._save = Button(_("Save as PDF…"))
        self._print = Button(_("Print the sheet…"), kind=kind, icon="printer")
        self.foot = QHBoxLayout()
        self._lay_out()
        self._save.clicked.connect(self.ask_where_to_save)
        self._print.clicked.connect(self.ask_printer)

    def show_last(self, words: str) -> None:
        """Say when the newest sheet was made, or why there is none."""
        self._last.setText(words)
        self._last.setVisible(bool(words))

    def allow(self, *, allowed: bool) -> None:
        """Whether who stands here may make a sheet."""
        for button in (self._save, self._print, self._paper):
            button.setEnabled(allowed)

    def words(self) -> str:
        """The sentence shown in the card; empty when there is none."""
        return self._answer.words()

    @Slot()
    def ask_printer(self) -> None:
        """Open the system's own dialog, then make the sheet and print it."""
        if self._run is not None:
            return
        paper = str(self._paper.currentData())
        printer = printing.printer_for(
            *PAPERS[paper], name=paper.upper(), dots_per_inch=DOTS_PER_INCH
        )
        if self._preferences.printer:
            printer.setPrinterName(self._preferences.printer)
        dialog = QPrintDialog(printer, self)
        # No file of the code stays behind unless somebody asks for one below.
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
        dialog.finished.connect(lambda result: self._after_dialog(printer, result, paper))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # the printer's dialog hides it behind another `open`

    @Slot()
    def ask_where_to_save(self) -> None:
        """Ask for a file, such as on a stick that is printed elsewhere."""
        paper = str(self._paper.currentData())
        files.choose_new_file(
            self,
            _("Save the recovery sheet"),
            pattern=_("PDF (*.pdf)"),
            start=Path.home() / _("recovery-sheet.pdf"),
            then=lambda path: self.save(path, paper=paper),
        )

    def save(self, path: Path, *, paper: str = "a4") -> None:
        """Make a sheet and write it; a file is either whole or not there."""
        self._begin(
            paper,
            lambda pdf: verbs.flushed.write_true(path, pdf),
            lambda written: self._tell_saved(Path(written)),
        )

    def print_on(self, printer: QPrinter, *, paper: str = "a4") -> None:
        """Make a sheet and draw it on a printer at true size."""
        self._begin(paper, lambda pdf: pdf, lambda pdf: self._draw(printer, pdf, paper))

    def _after_dialog(self, printer: QPrinter, result: int, paper: str) -> None:
        if result == QDialog.DialogCode.Accepted:
            self.print_on(printer, paper=paper)

    def _begin(
        self, paper: str, further: Callable[[bytes], Any], then: Callable[[Any], object]
    ) -> None:
        self._wait(waits=True)
        make = self._make_code
        self._jobs.run(
            lambda _progress, _stopped: further(_pdf(make(), paper)),
            owner=self,
            then=then,
            refused=self._refuse,
        )

    def _draw(self, printer: QPrinter, pdf: bytes, paper: str) -> None:
        printing.set_paper(printer, *PAPERS[paper], name=paper.upper())
        run = printing.PagePrinting(
            printer, pdf, jobs=self._jobs, dots_per_inch=DOTS_PER_INCH, parent=self
        )
        self._run = run
        run.finished.connect(lambda whole: self._end_printing(whole=bool(whole)))
        run.begin()

    def _end_printing(self, *, whole: bool) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        self._wait(waits=False)
        if whole:
            self._tell(_("The sheet is at the printer."))
        else:
            sounds.play("attention")
            self._answer.say(
                _("The sheet was not printed whole."),
                _("Look at the printer and print again; that makes a new code."),
                tint="gold",
            )

    def _tell_saved(self, path: Path) -> None:
        self._wait(waits=False)
        self._tell(_("Saved: {file}").format(file=path.name), saved=True)

    def _tell(self, words: str, *, saved: bool = False) -> None:
        sounds.play("done")
        detail = _("Seal it in an envelope and keep it outside the building.")
        if saved:
            detail = _("Print it, delete the file, and keep the sheet sealed outside the building.")
        self._answer.say(words, detail, tint="good")
        self.made.emit()

    def _refuse(self, refusal: Refusal) -> None:
        self._wait(waits=False)
        sounds.play("refused")
        self._answer.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    def _wait(self, *, waits: bool) -> None:
        self.allow(allowed=not waits)
        self._answer.clear()
        if waits:
            self._progress.begin(_("Making the sheet…"), stoppable=False)
        else:
            self._progress.end()

    def _about(self) -> str:
        if self._encrypted:
            return _(
                "A page with a code, for an envelope outside the building. It gives an officer "
                "a new PIN, and a new computer the key that signs the reports. A new sheet makes "
                "the code on the old one worthless."
            )
        return _(
            "A page with a code, for an envelope outside the building. It gives the head "
            "a new PIN, and a new computer the key that signs the reports. A new sheet "
            "makes the old one worthless."
        )

    @property
    def is_urgent(self) -> bool:
        """Whether a library without the sheet may be lost for good."""
        return self._encrypted

    def take_focus(self) -> None:
        """Go to the button that prints."""
        self._print.setFocus()

    def _lay_out(self) -> None:
        self.body.addWidget(label(_("Recovery sheet"), "heading"))
        self.body.addWidget(label(self._about(), "second", wrap=True))
        if self._encrypted:
            words = _(
                "It also has the key of this encrypted file: if this computer breaks, no backup "
                "opens anywhere without the sheet."
            )
            self.body.addWidget(label(words, "strong", wrap=True))
        self.body.addWidget(self._last)
        self._last.hide()
        self.body.addWidget(self._answer)
        self.body.addWidget(self._progress)
        paper = QHBoxLayout()
        paper.addLayout(named(_("Paper"), self._paper))
        paper.addStretch(1)
        self.body.addLayout(paper)
        self.foot.setSpacing(theme.px(10))
        self.foot.addStretch(1)
        self.foot.addWidget(self._save)
        self.foot.addWidget(self._print)
        self.body.addLayout(self.foot)


def sheet_of(library: Library) -> RecoverySheet:
    """Make the code of an open library; for a lane."""
    return verbs.recovery.make(library)


def sheet_of_file(path: Path) -> RecoverySheet:
    """Open a library that was just made, make its code and close it; for a lane."""
    library = verbs.desk.open_library(path)
    try:
        return verbs.recovery.make(library)
    finally:
        library.close()


def _pdf(sheet: RecoverySheet, paper: str) -> bytes:
    words = verbs.recovery_sheet.SheetWords(
        sheet.library, sheet.place_name, sheet.made_on, sheet.lines, sheet.file_lines
    )
    return verbs.recovery_sheet.recovery_page(words, paper=paper)
