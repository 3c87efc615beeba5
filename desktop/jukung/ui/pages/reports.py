"""Reports and ready sheets: one of the list at the left, as chart, table, file, paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.pages import report_work
from jukung.ui.pages.paper_bench import SHORT, paper_field
from jukung.ui.pages.ready_sheets import ReadySheets, sheet_names
from jukung.ui.pages.report_list import ReportList
from jukung.ui.pages.report_spans import SpanChooser
from jukung.ui.pages.report_view import ReportView
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.pieces.stack import InView
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.domain.errors import Refusal
    from jukung.figures.reports.running import ReportName
    from jukung.ui.pages.report_spans import Days
    from jukung.ui.pages.report_work import Counted

FOLDER = "reports"
# In windows narrower or lower than that there is less beside and above the table.
_WIDE, _HIGH = 1180, 700
_LIST, _NARROW_LIST = 268, 204
_PATIENCE_MS = 300


class ReportsPage(QWidget):
    """The report and the days chosen last are shown again."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._counted: Counted | None = None
        self._listed = False
        self.list = ReportList()
        self.span = SpanChooser(room.today())
        self.view = ReportView()
        self.ready = ReadySheets(room)
        self._report, self._sides = QWidget(), InView()
        self._banner = Banner(corners="all")
        self._progress = ProgressStrip()
        self._paper = paper_field(room, FOLDER, SHORT)
        self._paper.setToolTip(_("Paper of the report"))
        self._save = Button(_("Save…"), key="Ctrl+S", icon="save")
        self._print = Button(_("Print"), kind="primary", key="Ctrl+P", icon="printer")
        self._printing = PaperPrinting(room, self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._lay_out()
        self._connect()
        self._allow()

    def heading(self) -> str:
        """The page's own name."""
        return _("Reports")

    def shown(self) -> None:
        """Count what is shown anew; what may be listed depends on who is here."""
        # Midnight may have passed since the page was here last.
        kept = self.span.written() if self._listed else self._room.preferences.report_days
        self.span.show_days(kept or "month", today=self._room.today())
        self._room.jobs.read(
            lambda desk: verbs.reports.listed(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._show_list,
            refused=self._refuse,
            latest="list",
        )
        self.list.table.setFocus()

    def words(self) -> str:
        """The sentence above the report; empty when there is none."""
        return self._banner.words()

    def printable(self) -> Printable | None:
        """The report in view on paper; nothing where it has no rows."""
        days, code = self.span.days(), self.list.code()
        if days is None or self._counted is None or not self._counted.lines:
            return None
        paper = str(self._paper.currentData())
        return Printable(
            partial(report_work.report_pdf, code=code, days=days, paper=paper),
            file=self._file(days, ".pdf"),
            folder=FOLDER,
            printed=_("The report is at the printer."),
            colour=True,
        )

    def printing(self) -> PaperPrinting:
        """What puts reports on paper."""
        return self._printing

    def save(self, path: Path) -> None:
        """Write the report in view; the ending of the name says as what."""
        days, code = self.span.days(), self.list.code()
        if days is None or not code:
            return
        suffix = path.suffix.lower()
        if suffix not in report_work.SUFFIXES:
            path, suffix = path.with_name(f"{path.name}.xlsx"), ".xlsx"
        self._room.preferences.keep_folder(FOLDER, path.parent)
        if suffix == ".pdf":
            if (paper := self.printable()) is not None:
                self._printing.save(path, paper)
            return
        self._room.jobs.read(
            lambda desk: report_work.written(desk, code, days, suffix=suffix),
            owner=self,
            then=lambda content: self._write(path, content),
            refused=self._refuse,
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < theme.px(_WIDE)
        self.list.setFixedWidth(theme.px(_NARROW_LIST if narrow else _LIST))
        self.span.become_narrow(narrow=narrow)
        self.view.become_low(low=self.window().height() < theme.px(_HIGH))

    # --- what follows ---------------------------------------------------------------------------

    def _show_list(self, reports: Sequence[ReportName]) -> None:
        self._listed = True
        self.list.show_reports(
            reports, sheet_names(), code=self.list.code() or self._room.preferences.report
        )

    @Slot()
    def _count(self) -> None:
        code, days = self.list.code(), self.span.days()
        if self.ready.has(code):
            self._room.preferences.report = code
            self._patience.stop()
            self._sides.setCurrentWidget(self.ready)
            self.ready.show_sheet(code)
            return
        self._sides.setCurrentWidget(self._report)
        if not code or days is None:
            return
        self._room.preferences.report = code
        self._room.preferences.report_days = self.span.written()
        self._banner.clear()
        self._patience.start()
        self._room.jobs.read(
            lambda desk: report_work.count(desk, code, days),
            owner=self,
            then=self._show,
            refused=self._refuse,
            latest="report",
        )

    def _show(self, counted: Counted) -> None:
        self._patience.stop()
        self._counted = counted
        self.view.show_report(counted)
        self._allow()

    @Slot(object, object)
    def _open_list(self, code: str, year: int) -> None:
        """Show the list that proves a line, of the whole year."""
        days = f"free {year}-01-01 {year}-12-31"
        self.span.show_days(days, today=self._room.today())
        self.list.choose(code)
        self.list.table.setFocus()

    @Slot()
    def _say_counting(self) -> None:
        self.view.say_source(_("Counting…"))

    def _allow(self) -> None:
        may = self._counted is not None and bool(self._counted.lines)
        self._save.setEnabled(may)
        self._print.setEnabled(may)

    def _file(self, days: Days, suffix: str) -> str:
        title = self._counted.table.title if self._counted else _("Reports")
        plain = "-".join(title.lower().split())
        return f"{plain}-{days.first.isoformat()}-{days.last.isoformat()}{suffix}"

    @Slot()
    def _ask_where(self) -> None:
        days = self.span.days()
        if days is None:
            return
        folder = self._room.preferences.folder(FOLDER) or Path.home()
        patterns = {
            _("Workbook (*.xlsx)"): ".xlsx",
            _("CSV (*.csv)"): ".csv",
            _("PDF (*.pdf)"): ".pdf",
        }
        dialog = files.choose_new_file(
            self,
            _("Save report"),
            pattern=";;".join(patterns),
            start=folder / self._file(days, ".xlsx"),
            then=self.save,
        )

        def follow(pattern: str) -> None:
            suffix = patterns.get(pattern, ".xlsx")
            dialog.setDefaultSuffix(suffix.removeprefix("."))
            dialog.selectFile(self._file(days, suffix))

        dialog.filterSelected.connect(follow)

    @Slot()
    def _ask_printer(self) -> None:
        if (paper := self.printable()) is not None:
            self._printing.ask_printer(paper)

    def _write(self, path: Path, content: bytes) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, content),
            owner=self,
            then=lambda done: self._tell(_("Saved: {file}").format(file=done.name), "good"),
            refused=self._refuse,
        )

    @Slot(object, object)
    def _tell(self, words: str, tint: str) -> None:
        sounds.play("done" if tint == "good" else "attention")
        self._banner.say(words, tint=tint)

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        self._patience.stop()
        sounds.play("refused")
        self._banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    # --- how it looks ---

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(10))
        buttons.addStretch(1)
        self._paper.setMinimumWidth(theme.px(64))
        for each in (self._paper, self._save, self._print):
            buttons.addWidget(each)
        right = QVBoxLayout(self._report)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.px(10))
        right.addWidget(self.span)
        right.addWidget(self._banner)
        right.addWidget(self._progress)
        right.addWidget(self.view, 1)
        right.addLayout(buttons)
        whole = QHBoxLayout(self)
        side = theme.px(14)
        whole.setContentsMargins(side, side, side, side)
        whole.setSpacing(theme.px(14))
        whole.addWidget(self.list)
        self._sides.addWidget(self._report)
        self._sides.addWidget(self.ready)
        whole.addWidget(self._sides, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._count)
        self.ready.wanted.connect(self._open_list)
        self.span.changed.connect(self._count)
        self._patience.timeout.connect(self._say_counting)
        self._save.clicked.connect(self._ask_where)
        self._print.clicked.connect(self._ask_printer)
        self._printing.said.connect(self._tell)
        self._printing.refused.connect(self._refuse)
        self._printing.show_on(self._progress)
