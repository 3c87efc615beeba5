"""One stocktake: counting by scanner, and when it is finished, the decisions."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain.kinds import StocktakeDecision, StocktakeState
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages import stocktake_reading, stocktake_tables, stocktake_work
from jukung.ui.pages.paper_bench import SHORT, paper_field
from jukung.ui.pages.stocktake_decisions import TOUCHED, StocktakeDecisions
from jukung.ui.pages.stocktake_files import FOLDER, StocktakeFiles, file_name
from jukung.ui.pages.stocktake_form import scope_words
from jukung.ui.pages.stocktake_reading import MOST
from jukung.ui.pages.tick_table import TickTable
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.ui.pieces.stack import Stack
from jukung.ui.rows import Rows
from jukung.ui.scan_field import ScanField
from jukung.ui.table import Table
from jukung.words import N_, _, many, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jukung.library.desk import Desk
    from jukung.library.slips import Slip
    from jukung.library.stocktake_counting import Seen
    from jukung.library.stocktake_deciding import Decided
    from jukung.library.stocktake_files import FileCounted
    from jukung.library.stocktake_lists import OtherLine, StocktakeLine
    from jukung.library.stocktakes import StocktakeView
    from jukung.ui.pages.stocktake_reading import Shown
    from jukung.ui.pages.stocktake_tables import ScanRow
    from jukung.ui.room import Room

_LATEST, NARROW = 200, 900
REST_MS = 1200
"""While scans follow one another only the quick figures are read."""
_DONE = {
    StocktakeDecision.missing: N_("Missing: {what}"),
    StocktakeDecision.found: N_("Found again: {what}"),
    StocktakeDecision.repair: N_("To repair: {what}"),
    StocktakeDecision.leave: N_("Left as it is: {what}"),
    StocktakeDecision.withdrawn: N_("Withdrawn: {what}"),
}
_GOOD = ("counted", "found")


class StocktakeCount(QWidget):
    """Scan line and lists while it goes on; ticks and decisions once it is finished."""

    left = Signal()

    counted = Signal(object)
    """The answer to a scan, after it is on the disk."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._view: StocktakeView | None = None
        self._sure = False
        self._lent = ""
        self._placed = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._latest: deque[ScanRow] = deque(maxlen=_LATEST)
        self._title, self._scope = label("", "title"), label("", "second")
        self._chips = [Chip() for _place in range(4)]
        self.line = ScanField(_("Scan the copies along the shelf"))
        self.where = QComboBox()
        self.where.setAccessibleName(_("Where they stand"))
        self.banner = UndoBanner(room, touched=TOUCHED, then=lambda _act: self._read())
        self._parts = Segments(
            {
                "first": _("Scanned last"),
                "unseen": _("Not seen"),
                "odd": _("To put right"),
                "away": _("Lent or away"),
                "seen": _("Seen"),
                "other": _("Not on the list"),
            }
        )
        self._scans: Rows[ScanRow] = Rows(stocktake_tables.scan_columns())
        self._lines: Rows[StocktakeLine] = Rows(stocktake_tables.line_columns())
        self._others: Rows[OtherLine] = Rows(stocktake_tables.other_columns())
        self.table = TickTable(self._lines, lambda line: line.number)
        self.deciding = StocktakeDecisions(room, self.table)
        self._scan_table = Table(self._scans, rows="two")
        self._other_table = Table(self._others, rows="two")
        self._pile = Stack()
        self._said = label("", "note")
        self._paper = paper_field(room, FOLDER, SHORT)
        self._printing = PaperPrinting(room, self)
        self._files = StocktakeFiles(room, self)
        self._make_buttons()
        self._lay_out()
        self._connect()

    # --- for the page, tests and the tour -----------------------------------------------------

    def begin(self, view: StocktakeView) -> None:
        """Show a stocktake from now on."""
        self._sure, self._lent = False, ""
        self._latest.clear()
        self._scans.show_values(())
        self.table.tick(set())
        self.banner.clear()
        self.line.clear()
        self._view = view
        self._become(view)
        self._parts.choose("first")
        self._read()
        self.take_focus()

    def view(self) -> StocktakeView | None:
        """The stocktake shown."""
        return self._view

    def take_focus(self) -> None:
        """Be ready for the next scan, or for the next decision."""
        if self.line.isVisibleTo(self):
            self.line.take_focus()
        else:
            self.table.take_focus()

    def scans(self) -> list[ScanRow]:
        """What was scanned last, the latest first."""
        return self._scans.values()

    def lines(self) -> list[StocktakeLine]:
        """The copies in view."""
        return self._lines.values()

    def others(self) -> list[OtherLine]:
        """The codes in view that are not on the list."""
        return self._others.values()

    def show_part(self, name: str) -> None:
        """Bring one of the lists into view; `last` and `todo` are the first."""
        self._parts.choose("first" if name in ("last", "todo") else name)

    def words(self) -> str:
        """The sentence above the lists."""
        return self.banner.words()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.table.ticks():
            self.table.tick(set())
            return
        super().keyPressEvent(event)

    # --- counting -----------------------------------------------------------------------------

    @Slot(object)
    def scan(self, text: str) -> None:
        """Count what was scanned; the tone comes when it is on the disk."""
        if self._view is None:
            return
        id_, by_scanner = self._view.id, self.line.came_by_scanner()
        where = self._where()

        def work(desk: Desk) -> tuple[Seen, datetime]:
            seen = verbs.stocktake_counting.count(
                desk, id_, text, where=where, by_scanner=by_scanner
            )
            return seen, desk.local_now

        self._room.jobs.change(
            work, owner=self, then=self._tell, refused=self.banner.refuse, touched=()
        )

    def _tell(self, made: tuple[Seen, datetime]) -> None:
        seen, at = made
        self._sure = False
        row = stocktake_tables.scan_row(seen, at)
        self._latest.appendleft(row)
        self._scans.show_values(list(self._latest))
        self._lent = seen.number if seen.as_ == "lent" else ""
        self._back.setVisible(bool(self._lent))
        title = " · ".join(filter(None, (row.code, row.title))) or row.words
        if seen.as_ in _GOOD:
            self.banner.tell(title, row.words + ".", act_id=seen.act_id)
        else:
            sounds.play("refused" if row.tint == "bad" else "attention")
            detail = stocktake_reading.detail_of(seen)
            self.banner.say(title, detail, tint=row.tint if row.tint != "neutral" else "gold")
        self._say_finish()
        self._read_figures()
        self.counted.emit(seen)

    @Slot()
    def take_back(self) -> None:
        """Record the return of the lent copy that was just seen, or that is pointed at."""
        line = self.table.current_value() if self._pile.currentWidget() is self.table else None
        barcode = line.number if line is not None and line.fate == "lent_seen" else self._lent
        if self._view is None or not barcode:
            return
        id_ = self._view.id
        self._room.jobs.change(
            lambda desk: verbs.stocktake_deciding.take_back(desk, id_, barcode),
            owner=self,
            then=self._tell_back,
            refused=self.banner.refuse,
            touched=TOUCHED | {"loan", "hold", "money"},
        )

    def _tell_back(self, slip: Slip) -> None:
        self._lent = ""
        self._back.setVisible(False)
        words = _("Returned: {number}").format(number=slip.barcode)
        self.banner.tell(words, slip.title, act_id=slip.act_id)
        self._read()
        self.take_focus()

    # --- files --------------------------------------------------------------------------------

    @Slot()
    def ask_for_file(self) -> None:
        """Let the list of a hand scanner or of another PC be chosen."""
        if self._view is not None:
            self._files.ask_for_file(self._view, self._where())

    def read_file(self, path: Path) -> None:
        """Count the numbers of a file."""
        if self._view is not None:
            self._files.read_file(path, self._view, self._where())

    @Slot(object)
    def _tell_file(self, done: FileCounted) -> None:
        odd = done.odd()
        self._latest.clear()
        rows = [stocktake_tables.file_row(each) for each in odd[:MOST]]
        self._scans.show_values(rows)
        copies = many("{count} copy counted", "{count} copies counted", done.new)
        parts = [_("{count} scanned before").format(count=number(done.counts.get("again", 0)))]  # type: ignore[call-overload]  # words and their enum are equal
        if odd:
            parts.append(_("{count} lines to look at, below").format(count=number(len(odd))))
        if done.too_old:
            words = _("{count} lines are older than this stocktake and were left out")
            parts.append(words.format(count=number(done.too_old)))
        title, detail = copies.format(count=number(done.new)), "; ".join(parts) + "."
        if done.act_id:
            self.banner.tell(title, detail, act_id=done.act_id)
        else:
            sounds.play("attention")
            self.banner.say(title, detail, tint="gold")
        self._parts.choose("first")
        self._read()
        self.take_focus()

    @Slot()
    def ask_where_to_write(self) -> None:
        """Ask for the place of the list for the other PC, or of the workbook."""
        if self._view is not None:
            self._files.ask_where_to_write(self._view)

    def write(self, path: Path) -> None:
        """Write the codes seen so far for another PC, or everything as a workbook."""
        if self._view is not None:
            self._files.write(path, self._view)

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        self._hear(_("Saved: {file}").format(file=path.name), "good")

    def _where(self) -> str:
        """The place that was chosen; empty for anywhere."""
        return self.where.currentText() if self.where.currentIndex() > 0 else ""

    # --- finishing and deciding ---------------------------------------------------------------

    @Slot()
    def reopen(self) -> None:
        """Count on in a stocktake that was finished."""
        if (view := self._view) is not None:
            self._change(
                lambda desk: verbs.stocktakes.reopen(desk, view.id), _("It is open again.")
            )

    @Slot()
    def finish(self) -> None:
        """Finish the counting; asked once where copies are not seen."""
        view = self._view
        if view is None:
            return
        if self._sure:
            self._finish_now()
            return
        self._room.jobs.read(
            lambda desk: verbs.stocktakes.show(desk, view.id),
            owner=self,
            then=self._ask_or_finish,
            refused=self.banner.refuse,
            latest="finish",
        )

    def _ask_or_finish(self, view: StocktakeView) -> None:
        unseen = _unseen(view)
        if not unseen:
            self._finish_now()
            return
        self._sure = True
        self._say_finish()
        sounds.play("attention")
        words = many("{count} copy is not seen", "{count} copies are not seen", unseen)
        self.banner.say(
            words.format(count=number(unseen)),
            _("Nothing happens to them by finishing. Press Ctrl Enter again, or scan on."),
            tint="gold",
        )

    def _finish_now(self) -> None:
        if (view := self._view) is not None:
            self._change(
                lambda desk: verbs.stocktakes.finish(desk, view.id),
                _("Finished. Decide now what becomes of what is not right; print the minutes."),
            )

    def _change(self, work: Any, said: str) -> None:  # noqa: ANN401 - gives an act's id
        view = self._view
        if view is None:
            return

        def both(desk: Desk) -> tuple[str, StocktakeView]:
            act_id = work(desk)
            return act_id, verbs.stocktakes.show(desk, view.id)

        def then(made: tuple[str, StocktakeView]) -> None:
            act_id, now = made
            self.begin(now)
            self.banner.tell(said, act_id=act_id)

        self._room.jobs.change(
            both, owner=self, then=then, refused=self.banner.refuse, touched=TOUCHED
        )

    @Slot(object, object, object)
    def _tell_decided(
        self, done: Decided, decision: StocktakeDecision, wanted: Sequence[str]
    ) -> None:
        copies = many("{count} copy", "{count} copies", done.count)
        what = wanted[0] if done.count == 1 else copies.format(count=number(done.count))
        self.table.tick(set())
        detail = _("Record {number}.").format(number=done.number) if done.number else ""
        self.banner.tell(_(_DONE[decision]).format(what=what), detail, act_id=done.act_id)
        self._read()
        self.table.setFocus()

    # --- reading ------------------------------------------------------------------------------

    @Slot()
    def _read(self) -> None:
        view, part, placed = self._view, self._part(), self._placed
        if view is None:
            return
        self._rest.stop()
        self._room.jobs.read(
            lambda desk: stocktake_reading.read(desk, view.id, part, placed=placed),
            owner=self,
            then=self._show,
            refused=self.banner.refuse,
            latest="stocktake",
        )

    def _read_figures(self) -> None:
        """Read what every scan changes; the rest when the scanner rests."""
        view = self._view
        if view is None:
            return
        self._rest.start()
        self._room.jobs.read(
            lambda desk: verbs.stocktakes.figures(desk, view.id),
            owner=self,
            then=self._show_figures,
            refused=self.banner.refuse,
            latest="figures",
        )

    def _show_figures(self, figures: tuple[int, int, int, int]) -> None:
        if self._view is not None:
            _expected, seen, unknown, elsewhere = figures
            # How each is found is read when the scanner rests; what is seen now was not before.
            unseen, fates = verbs.stocktakes.Fate.unseen, dict(self._view.fates)
            fates[unseen] = max(fates.get(unseen, 0) - max(seen - self._view.seen, 0), 0)
            now = replace(self._view, seen=seen, unknown=unknown, elsewhere=elsewhere, fates=fates)
            self._view = now
            self._say_counts(now)

    def _part(self) -> str:
        """Which list is in view; the first is another one once it is finished."""
        name = self._parts.name()
        is_open = self._view is not None and self._view.state is StocktakeState.open
        return {"first": "last" if is_open else "todo"}.get(name, name)

    def _show(self, shown: Shown) -> None:
        self._view, self._placed = shown.view, True
        part = self._part()
        self._show_places(shown.places)
        self._become(shown.view)
        table = {"last": self._scan_table, "other": self._other_table}.get(part, self.table)
        row = self.table.currentIndex().row()
        self._lines.show_values(shown.lines)
        self._others.show_values(shown.others)
        self._pile.setCurrentWidget(table)
        if shown.lines:
            self.table.point_at(min(max(row, 0), len(shown.lines) - 1))
        more = len(shown.lines) == MOST
        words = _("The first {count}; the workbook has all").format(count=number(MOST))
        self._said.setText(words if more else "")
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()

    def _become(self, view: StocktakeView) -> None:
        """Show what belongs to counting, or to deciding."""
        is_open = view.state is StocktakeState.open
        self._title.setText(view.name)
        self._scope.setText(scope_words(view.scope))
        self.line.setVisible(is_open)
        self.where.setVisible(is_open and self.where.count() > 2)
        self._parts.button("first").setText(_("Scanned last") if is_open else _("To decide"))
        self._file.setVisible(is_open)
        self._finish.setVisible(is_open)
        self._again.setVisible(not is_open)
        self.deciding.show_view(view)
        for out in (self._paper, self._save, self._print):
            out.setVisible(not is_open)
        self._back.setVisible(bool(self._lent) or self._parts.name() == "odd")
        self._fit_words()
        self._say_finish()
        self._say_counts(view)

    def _say_counts(self, view: StocktakeView) -> None:
        unseen = _unseen(view)
        expected = _("{seen} of {expected} seen")
        said = expected.format(seen=number(view.seen), expected=number(view.expected))
        words = (
            (said, "good" if view.seen else "neutral", True),
            (_("{count} not seen").format(count=number(unseen)), "bad", bool(unseen)),
            (_("{count} unknown").format(count=number(view.unknown)), "bad", bool(view.unknown)),
            (
                _("{count} from elsewhere").format(count=number(view.elsewhere)),
                "gold",
                bool(view.elsewhere),
            ),
        )
        for chip, (text, tint, has) in zip(self._chips, words, strict=True):
            chip.show_words(text if has else "", tint)

    def _show_places(self, places: tuple[str, ...]) -> None:
        if self.where.count():
            return
        self.where.clear()
        self.where.addItem(_("Anywhere"))
        for each in places:
            self.where.addItem(each)

    def _say_finish(self) -> None:
        self._finish.setText(_("Finish all the same") if self._sure else _("Finish"))

    # --- paper --------------------------------------------------------------------------------

    def printable(self) -> Printable | None:
        """The minutes of the stocktake shown."""
        view = self._view
        if view is None:
            return None
        paper = str(self._paper.currentData())
        return Printable(
            make=lambda desk: stocktake_work.stocktake_pdf(desk, view.id, paper=paper),
            file=file_name(view, ".pdf"),
            folder=FOLDER,
            printed=_("The minutes are at the printer."),
        )

    @Slot()
    def _ask_printer(self) -> None:
        if (paper := self.printable()) is not None:
            self._printing.ask_printer(paper)

    @Slot()
    def _ask_where(self) -> None:
        if (paper := self.printable()) is not None:
            self._printing.ask_where_to_save(paper)

    @Slot(object, object)
    def _hear(self, words: str, tint: str) -> None:
        sounds.play("done" if tint == "good" else "attention")
        self.banner.say(words, tint=tint)

    # --- how it looks -------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self._leave = Button(_("Later"), key="Esc")
        self._file = Button(_("From a file…"), key="Ctrl+O", icon="folder-open")
        self._export = Button(_("For another PC…"), key="Ctrl+E", icon="file-down")
        self._back = Button(_("Take it back"), key="Ctrl+R")
        self._save = Button(_("Save PDF"), key="Ctrl+S")
        self._print = Button(_("Print"), key="Ctrl+P", icon="printer")
        self._finish = Button(_("Finish"), kind="primary", key="Ctrl+Return")
        self._again = Button(_("Open again"), key="Ctrl+J")

    def _lay_out(self) -> None:
        top, scan, acts, foot = (QHBoxLayout() for _place in range(4))
        top.setSpacing(theme.px(8))
        top.addWidget(self._title)
        top.addWidget(self._scope, 1)
        for chip in self._chips:
            top.addWidget(chip)
        scan.setSpacing(theme.px(10))
        scan.addWidget(self.line, 1)
        scan.addWidget(self.where)
        self.where.setFixedWidth(theme.px(190))
        for table in (self._scan_table, self.table, self._other_table):
            self._pile.addWidget(table)
        self._scan_table.set_empty(
            _("Scan copy by copy along the shelf. What is lent or unknown is told at once.")
        )
        self.table.set_empty(_("Nothing here."))
        self._other_table.set_empty(_("Every number that was scanned is on the list."))
        card = Card(flush=True)
        card.body.addWidget(self._pile, 1)
        acts.setSpacing(theme.px(8))
        acts.addWidget(self.deciding)
        acts.addStretch(1)
        acts.addWidget(self._said)
        foot.setSpacing(theme.px(8))
        foot.addWidget(self._leave)
        foot.addStretch(1)
        for out in (self._back, self._file, self._export, self._paper, self._save, self._print):
            foot.addWidget(out)
        foot.addWidget(self._again)
        foot.addWidget(self._finish)
        self._back.hide()
        self._fit_words()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(10))
        whole.addLayout(top)
        whole.addLayout(scan)
        for above in (self.banner, self.deciding.why, self._parts):
            whole.addWidget(above)
        whole.addWidget(card, 1)
        whole.addLayout(acts)
        whole.addLayout(foot)

    @override
    def minimumSizeHint(self) -> QSize:
        """As high as its wrapped words need; the page scrolls rather than cover itself."""
        least, inner = super().minimumSizeHint(), self.layout()
        if inner is None or not self.isVisible():
            return least
        # One copy at least is seen, however much is said above.
        high = inner.heightForWidth(self.width()) + theme.px(30)
        return QSize(least.width(), max(least.height(), high))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_words()
            self.updateGeometry()

    def _fit_words(self) -> None:
        """With large type on a small screen the icons stand for their words."""
        is_narrow = self.window().width() < theme.px(NARROW)
        self._title.setWordWrap(is_narrow)
        self._scope.setVisible(not is_narrow)
        is_open = self._view is None or self._view.state is StocktakeState.open
        out = _("For another PC…") if is_open else _("Workbook…")
        for button, words, short in (
            (self._export, out, ""),
            (self._print, _("Print"), ""),
            (self._save, _("Save PDF"), "PDF"),
        ):
            button.setText(short if is_narrow else words)
            button.setToolTip(words if is_narrow else "")
            button.setAccessibleName(words)

    def _connect(self) -> None:
        self.line.entered.connect(self.scan)
        self.line.repeated.connect(lambda _text: sounds.play("attention"))
        self.line.stepped_below.connect(self._step_below)
        self.line.gather_from(self._scan_table)
        self._parts.chosen.connect(self._turn_to)
        self._leave.clicked.connect(self.left)
        self._file.clicked.connect(self.ask_for_file)
        self._export.clicked.connect(self.ask_where_to_write)
        self._back.clicked.connect(self.take_back)
        self._finish.clicked.connect(self.finish)
        self._again.clicked.connect(self.reopen)
        self.deciding.decided.connect(self._tell_decided)
        self.deciding.refused.connect(self.banner.refuse)
        self._save.clicked.connect(self._ask_where)
        self._print.clicked.connect(self._ask_printer)
        self._rest.timeout.connect(self._read)
        self._files.counted.connect(self._tell_file)
        self._files.saved.connect(self._tell_saved)
        self._files.refused.connect(self.banner.refuse)
        self._printing.said.connect(self._hear)
        self._printing.refused.connect(self.banner.refuse)

    @Slot()
    def _step_below(self) -> None:
        table = self._pile.currentWidget()
        if isinstance(table, Table):
            table.take_focus()

    @Slot(object)
    def _turn_to(self, _name: str) -> None:
        self.table.tick(set())
        self._read()


def _unseen(view: StocktakeView) -> int:
    """How many copies are not seen, and not known to be elsewhere."""
    return sum(count for fate, count in view.fates.items() if fate in ("unseen", "boxed"))
