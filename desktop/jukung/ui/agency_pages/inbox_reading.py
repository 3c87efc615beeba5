"""Reports as they come in: chosen or dropped, judged, answered with receipts, listed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import files, sounds, theme
from jukung.ui.agency_pages import inbox_rows
from jukung.ui.agency_pages.inbox_rows import ArrivedLine, Received
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.label import label
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.ui.jobs import Running


class InboxReading(QWidget):
    """Choose reports or drop them here; every file gets an answer."""

    received = Signal()

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._running: Running | None = None
        self._busy = False
        self._received: Received | None = None
        self._banner = Banner()
        self._progress = ProgressStrip()
        self._rows: Rows[ArrivedLine] = Rows(_columns())
        self._table = Table(self._rows, rows="wrap")
        self.filter = QComboBox()
        self._folder = Button(_("Read a folder…"), key="Ctrl+D", icon="folder-open")
        self._elsewhere = Button(_("Receipts elsewhere…"), icon="file-down")
        self._save = Button(_("Save list…"), key="Ctrl+S", icon="save")
        self._files = Button(_("Read reports…"), kind="primary", key="Ctrl+O", icon="inbox")
        self.setAcceptDrops(True)
        self._lay_out()
        self._files.clicked.connect(self.ask_for_files)
        self._folder.clicked.connect(self._ask_for_folder)
        self._elsewhere.clicked.connect(self._ask_for_receipt_folder)
        self._save.clicked.connect(self._ask_for_list)
        self._progress.stopped.connect(self._stop)
        self.filter.currentIndexChanged.connect(self._filter)

    def receive(self, *paths: Path) -> None:
        """Judge files, or the reports in folders, and write their receipts beside them."""
        if self._busy or not paths:
            return
        self._busy = True
        office = self._room.office
        first = paths[0]
        self._room.preferences.keep_folder("inbox", first if first.is_dir() else first.parent)
        self._banner.clear()
        self._progress.begin(_("Reading reports…"))
        self._running = self._room.jobs.run(
            lambda progress, stopped: inbox_rows.receive(office, paths, progress, stopped),
            owner=self,
            then=self._show,
            refused=self._refuse,
            progress=self._progress.advance,
        )

    def write_receipts(self, folder: Path) -> None:
        """Write the receipts of the libraries in this delivery into a folder."""
        if self._received is None:
            return
        office, codes = self._room.office, self._received.codes
        self._room.preferences.keep_folder("receipts", folder)
        self._room.jobs.run(
            lambda _progress, _stopped: inbox_rows.write_receipts(office, codes, folder),
            owner=self,
            then=lambda written: self._tell_written(written, folder),
            refused=self._refuse,
        )

    def save_list(self, path: Path) -> None:
        """Write the list in view as a workbook or CSV."""
        office, lines = self._room.office, self.lines()
        self._room.preferences.keep_folder("lists", path.parent)
        self._room.jobs.run(
            lambda _progress, _stopped: inbox_rows.save(office, lines, path),
            owner=self,
            then=self._tell_saved,
            refused=self._refuse,
        )

    def lines(self) -> list[ArrivedLine]:
        """What came of the last delivery, as far as it is shown."""
        return self._rows.values()

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self._banner.words()

    @Slot()
    def ask_for_files(self) -> None:
        """Let reports be chosen."""
        files.choose_files(
            self,
            _("Choose reports"),
            pattern=_("Report") + " (*.jkp *.jkc *.png *.jpg *.jpeg)",
            start=self._room.preferences.folder("inbox"),
            then=lambda paths: self.receive(*paths),
        )

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.receive(*files.dragged(event.mimeData()))

    @Slot()
    def _ask_for_folder(self) -> None:
        start = self._room.preferences.folder("inbox")
        files.choose_folder(self, _("Choose the stick or folder"), start=start, then=self.receive)

    @Slot()
    def _ask_for_receipt_folder(self) -> None:
        start = self._room.preferences.folder("receipts")
        files.choose_folder(
            self, _("Where shall the receipts go?"), start=start, then=self.write_receipts
        )

    @Slot()
    def _ask_for_list(self) -> None:
        start = self._room.preferences.folder("lists")
        files.choose_folder(
            self,
            _("Where shall the list go?"),
            start=start,
            then=lambda folder: self.save_list(
                (folder / _("Incoming reports")).with_suffix(".xlsx")
            ),
        )

    @Slot()
    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    @Slot(object)
    def _show(self, received: Received) -> None:
        self._busy = False
        self._received = received
        self._progress.end()
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.addItem(_("All ({count})").format(count=number(len(received.lines))), "")
        for chip, count in received.counts:
            self.filter.addItem(f"{chip} ({number(count)})", chip)
        self.filter.blockSignals(False)
        self._filter()
        self._pile.setCurrentWidget(self._table if received.lines else self._empty)
        self._elsewhere.setVisible(bool(received.codes))
        self._show_head(visible=bool(received.lines))
        title, detail, tint = _told(received)
        self._banner.say(title, detail, tint=tint)
        sounds.play("done" if tint == "good" else "attention")
        self._room.jobs.changed.emit(frozenset({"parcel"}))
        self.received.emit()

    def _show_head(self, *, visible: bool) -> None:
        if self._head is not None:
            self._head.setVisible(visible)

    @Slot()
    def _filter(self) -> None:
        if self._received is None:
            return
        chip = self.filter.currentData()
        lines = [line for line in self._received.lines if not chip or line.chip == chip]
        # What needs a person stands first.
        self._rows.show_values(sorted(lines, key=lambda line: line.is_counted))

    def _tell_written(self, count: int, folder: Path) -> None:
        self._banner.say(
            receipts_written(count),
            _("In {folder}. Give them back to the libraries.").format(folder=folder),
            tint="good",
        )
        sounds.play("done")

    def _tell_saved(self, path: Path) -> None:
        self._banner.say(_("The list is saved"), str(path), tint="good")
        sounds.play("done")

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        self._busy = False
        self._progress.end()
        self._banner.say(*messages.two_lines(messages.sentence(refusal)))
        sounds.play("refused")

    def _lay_out(self) -> None:
        self._empty = EmptyState(
            "inbox",
            _("Reports of the libraries are read here"),
            _(
                "Put in the stick, then choose reports or a whole folder, or drop them on this "
                "page. Every report gets an answer, and its receipt is written beside it."
            ),
        )
        self._pile = QStackedWidget()
        self._pile.addWidget(self._empty)
        self._pile.addWidget(self._table)
        work = Card(flush=True)
        head = work.add_head()
        head.addWidget(label(_("Show only"), "field"))
        head.addWidget(self.filter)
        head.addStretch(1)
        head.addWidget(self._save)
        self._head = head.parentWidget()
        work.body.addWidget(self._banner)
        work.body.addWidget(self._pile, 1)
        foot = work.add_foot()
        for each in (self._folder, self._elsewhere):
            foot.addWidget(each)
        foot.addStretch(1)
        foot.addWidget(self._files)
        self.filter.setAccessibleName(_("Show only"))
        self._elsewhere.hide()
        self._show_head(visible=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        row = QHBoxLayout()
        row.addWidget(self._progress)
        column.addLayout(row)
        column.addWidget(work, 1)
        self.setFocusProxy(self._files)


def _told(received: Received) -> tuple[str, str, str]:
    """A delivery in a sentence, its next step, and its tint."""
    count = len(received.lines)
    if not count and not received.left_count:
        words = _("There is no report (.jkp) in this folder")
        return words, _("Choose the folder on the stick that holds the reports."), "gold"
    counted = sum(line.is_counted for line in received.lines)
    title = _("{counted} of {count} reports count").format(
        counted=number(counted), count=number(count)
    )
    details = [_receipts(received)]
    if received.left_count:
        words = _("Stopped: {count} were not read yet.")
        details.append(words.format(count=number(received.left_count)))
    good = counted == count and not received.left_count and received.unwritten is None
    return title, " ".join(filter(None, details)), "good" if good else "gold"


def _receipts(received: Received) -> str:
    if received.unwritten is not None:
        return messages.sentence(received.unwritten)
    if not received.written:
        return ""
    folders = sorted(str(path) for path in received.folders)
    words = _("{written} beside the reports, in {folder}.")
    return words.format(written=receipts_written(received.written), folder=", ".join(folders[:3]))


def receipts_written(count: int) -> str:
    """How many receipts were written."""
    words = many("{count} receipt written", "{count} receipts written", count)
    return words.format(count=number(count))


def _columns() -> list[Column[ArrivedLine]]:
    return [
        Column(_("Library"), lambda line: Cell(line.library, line.code, strong=True), width=190),
        Column(_("Month"), lambda line: line.month, width=128),
        Column(_("Answer"), lambda line: Cell(line.chip, chip=line.tint), width=160),
        Column(_("What it means"), lambda line: Cell(line.means, line.next_step, soft=True)),
        Column(_("File"), lambda line: Cell(line.file, soft=True), width=210, from_width=960),
    ]
