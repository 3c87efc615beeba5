"""The import: a file of another program, looked at first, stored, and taken back.

Nothing is stored before Store is pressed; what was stored can be undone as one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.pages.form_parts import side_by_side
from jukung.ui.pages.import_mapping import MappingView
from jukung.ui.pages.import_words import (
    Back,
    Kept,
    Planned,
    arrived_words,
    back_of,
    history_columns,
    kept_columns,
    removed_words,
)
from jukung.ui.pages.plan_view import PlanView
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.label import label
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.pieces.stack import InView
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.exchange.imports.mapping import Sketch
    from jukung.exchange.imports.plan import Plan
    from jukung.library.intake import Arrival, ImportLine
    from jukung.ui.jobs import Progress, Running, Stopped

PURPOSE = "import"
_MOST_NAMES = 6
_TOUCHED = frozenset({"title", "copy", "member", "loan", "visit"})
_ENDINGS = "*.csv *.txt *.sql *.gz *.zip *.xlsx *.xls *.ods *.mrc *.xml *.koc *.html"


class ImportsPage(QWidget):
    """Choose a file, see what it holds, store it; below, what was imported before."""

    planned = Signal(object)
    """The plan that is shown now."""

    stored = Signal(object)
    """What an import stored."""

    taken_back = Signal(object)
    """What undoing an import removed and kept."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._plan: Plan | None = None
        self._tried: Path | None = None
        self._running: Running | None = None
        self._asked: ImportLine | None = None
        self._last_import = ""
        self._banner = Banner(corners="all")
        self._strip = ProgressStrip()
        self._strip_card = Card()
        self._choose = Button(_("Choose a file…"), kind="primary", icon="folder-open", key="Ctrl+O")
        self._view = PlanView()
        self._mapping = MappingView(room)
        self._history: Rows[ImportLine] = Rows(history_columns(room))
        self._history_table = Table(self._history, rows="wrap")
        self._kept: Rows[Kept] = Rows(kept_columns())
        self._kept_card = Card(flush=True)
        self._save_kept = Button(_("Save list…"), icon="file-down", key="Ctrl+E")
        self._saved = label("", "note", wrap=True)
        self._back: Back | None = None
        """The undoing whose rest is shown."""
        self._start = QWidget()
        self._stack = InView()
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Show the imports so far."""
        self._read_history()
        if self._stack.currentWidget() is self._start:
            self._choose.setFocus()

    # --- for the keyboard, tests and the tour ------------------------------------------------

    def choose_file(self, path: Path, uses: tuple[str, ...] = ()) -> None:
        """Read a file and show what storing it would do; nothing is stored.

        `uses` are those of its columns, where somebody said what they are.
        """
        if self._running is not None:
            return
        self._room.preferences.keep_folder(PURPOSE, path.parent)
        self._banner.clear()
        self._kept_card.hide()
        self._tried = path
        library = self._room.library

        def work(progress: Progress, stopped: Stopped) -> Planned:
            with library.reading() as desk:
                wanted = verbs.import_columns.uses_named(uses)
                plan = verbs.import_plan.plan(
                    desk, path, uses=wanted, progress=progress, stopped=stopped
                )
                rejects = verbs.import_rejects
                return Planned(plan, rejects.has_columns(plan), rejects.count(plan))

        self._begin(_("Reading {file}").format(file=path.name))
        self._running = self._room.jobs.run(
            work,
            owner=self,
            then=self._show_plan,
            refused=self._refuse_file,
            progress=self._strip.advance,
        )
        self._forget_finished()

    @Slot()
    def show_columns(self) -> None:
        """Show the columns of the file, so that somebody says what they are."""
        path = self._tried
        if path is None or self._running is not None:
            return
        library = self._room.library
        uses = tuple(map(str, self._plan.uses)) if self._plan is not None else ()
        names = self._plan.reading.not_understood if self._plan is not None else ()
        asked = ", ".join(names[:_MOST_NAMES])

        def work(_progress: Progress, _stopped: Stopped) -> Sketch:
            with library.reading() as desk:
                return verbs.import_columns.sketch(desk, path)

        def show(sketch: Sketch) -> None:
            self._banner.clear()
            self._mapping.show_sketch(path, sketch, uses)
            self._stack.setCurrentWidget(self._mapping)
            if asked:
                self._banner.say(
                    _("Not understood yet: {names}").format(names=asked),
                    _("Say what stands in these columns; that is remembered for such lists."),
                    tint="gold",
                )

        self._room.jobs.run(work, owner=self, then=show, refused=self._refuse)

    def mapping_view(self) -> MappingView:
        """The columns as they are shown."""
        return self._mapping

    def save_rejects(self, path: Path) -> None:
        """Write the rows that are left out, so that somebody corrects them."""
        plan = self._plan
        if plan is None:
            return

        def work(_progress: Progress, _stopped: Stopped) -> int:
            return verbs.import_rejects.write(plan, path)

        def say(count: int) -> None:
            sounds.play("done")
            self._banner.say(
                many("{count} row to correct was written", "{count} rows to correct were written",
                     count).format(count=number(count)),
                _("Correct {file} in a spreadsheet, then choose it here.").format(file=path.name),
                tint="good",
            )  # fmt: skip

        self._room.jobs.run(work, owner=self, then=say, refused=self._refuse)

    def save_kept(self, path: Path) -> None:
        """Write everything that an undoing leaves, and why."""
        back = self._back
        if back is None:
            return
        self._room.preferences.keep_folder(PURPOSE, path.parent)

        def work(_progress: Progress, _stopped: Stopped) -> int:
            return verbs.import_kept.write(back.taken, path)

        def say(count: int) -> None:
            sounds.play("done")
            words = many(
                "{count} line of what stays: {path}",
                "{count} lines of what stays: {path}",
                count,
            )
            self._saved.setText(words.format(count=number(count), path=path.name))
            self._saved.show()

        self._room.jobs.run(work, owner=self, then=say, refused=self._refuse)

    def store(self) -> None:
        """Store what the plan says."""
        self._view.press_store()

    def plan_view(self) -> PlanView:
        """The plan as it is shown."""
        return self._view

    def words(self) -> str:
        """The sentence shown above; empty when there is none."""
        return self._banner.words()

    def history(self) -> list[ImportLine]:
        """The imports so far, the latest first."""
        return self._history.values()

    def kept_titles(self) -> list[str]:
        """The titles that the last undoing kept."""
        return [each.words for each in self._kept.values() if each.what == _("Title")]

    def kept(self) -> list[Kept]:
        """Everything that the last undoing kept."""
        return self._kept.values()

    def is_planning(self) -> bool:
        """Whether a plan is shown."""
        return self._stack.currentWidget() is self._view

    @Slot()
    def stop(self) -> None:
        """Stop reading or storing; nothing is stored then."""
        if self._running is not None:
            self._running.stop()

    @Slot()
    def leave_plan(self) -> None:
        """Go back to the start without storing."""
        self._plan = None
        self._stack.setCurrentWidget(self._start)
        self._choose.setFocus()

    @Slot()
    def _leave_columns(self) -> None:
        """Back to the plan, where there was one."""
        self._banner.clear()
        if self._plan is None:
            self.leave_plan()
        else:
            self._stack.setCurrentWidget(self._view)

    @Slot(object)
    def ask_undo(self, line: ImportLine) -> None:
        """Ask in the page whether an import is to be undone, and say what would stay."""
        if line.is_undone or self._running is not None:
            return
        self._banner.clear()
        import_id = line.import_id
        library = self._room.library

        def work(_progress: Progress, _stopped: Stopped) -> Back:
            with library.reading() as desk:
                return back_of(verbs.intake.would_take_back(desk, import_id))

        self._begin(_("Looking what was used since"), stoppable=False)
        self._running = self._room.jobs.run(
            work, owner=self, then=lambda back: self._show_asked(line, back), refused=self._refuse
        )
        self._forget_finished()

    def _show_asked(self, line: ImportLine, back: Back) -> None:
        self._end()
        self._asked = line
        self._show_kept(back)
        said = " ".join(filter(None, (back.goes, back.stays)))
        self._banner.say(
            _("Undo the import of {file}?").format(file=line.file),
            said or _("Nothing of it is left."),
            tint="gold",
            button=self._two_buttons(),
        )

    @Slot()
    def undo(self) -> None:
        """Undo the import that was asked about."""
        if self._asked is None:
            return
        import_id = self._asked.import_id
        self._asked = None
        self._banner.clear()
        self._begin(_("Undoing the import"), stoppable=False)
        self._room.jobs.change(
            lambda desk: back_of(verbs.intake.take_back(desk, import_id)),
            owner=self,
            then=self._show_taken_back,
            refused=self._refuse,
            touched=_TOUCHED,
        )

    # --- what follows ------------------------------------------------------------------------

    def _show_plan(self, planned: Planned) -> None:
        self._end()
        self._plan = planned.plan
        self._view.show_plan(
            planned.plan, has_columns=planned.has_columns, reject_count=planned.reject_count
        )
        self._stack.setCurrentWidget(self._view)
        self.planned.emit(planned.plan)
        if planned.plan.reading.not_understood:
            self.show_columns()

    @Slot()
    def _store(self) -> None:
        if self._plan is None or self._running is not None:
            return
        plan, again = self._plan, self._view.is_again()
        library = self._room.library

        def work(progress: Progress, stopped: Stopped) -> Arrival:
            with library.changing() as desk:
                return verbs.import_apply.apply(
                    desk, plan, again=again, progress=progress, stopped=stopped
                )

        self._banner.clear()
        self._begin(_("Storing {file}").format(file=plan.file))
        self._view.setEnabled(False)
        self._running = self._room.jobs.run(
            work,
            owner=self,
            then=self._show_stored,
            refused=self._refuse,
            progress=self._strip.advance,
        )
        self._forget_finished()

    def _show_stored(self, arrival: Arrival) -> None:
        self._end()
        self.leave_plan()
        sounds.play("done")
        self._last_import = arrival.import_id
        self._banner.say(
            _("{titles} titles and {copies} copies are in the catalogue").format(
                titles=number(arrival.title_count), copies=number(arrival.copy_count)
            ),
            arrived_words(arrival),
            tint="good",
            button=self._after_buttons(),
        )
        # Long work has no lane that tells what it touched.
        self._room.jobs.changed.emit(_TOUCHED)
        self.stored.emit(arrival)

    def _show_taken_back(self, back: Back) -> None:
        self._end()
        sounds.play("done")
        self._read_history()
        self._show_kept(back)
        taken = back.taken
        said = _("{titles} titles and {copies} copies were removed").format(
            titles=number(taken.title_count), copies=number(taken.copy_count)
        )
        if taken.is_whole:
            self._banner.say(said, removed_words(taken), tint="good")
        else:
            self._banner.say(said, back.stays, tint="gold")
        self.taken_back.emit(taken)

    def _show_kept(self, back: Back) -> None:
        self._back = back
        self._saved.hide()
        self._kept.show_values(back.kept)
        self._kept_card.setVisible(bool(back.kept))

    def _refuse_file(self, refusal: errors.Refusal) -> None:
        """A file that no format knows may still be a list; somebody says what its columns are."""
        self._refuse(refusal)
        path = self._tried
        if path is None or not isinstance(
            refusal, (errors.FormatUnknown, errors.ListWithoutTitles)
        ):
            return
        library = self._room.library

        def work(_progress: Progress, _stopped: Stopped) -> Sketch:
            with library.reading() as desk:
                return verbs.import_columns.sketch(desk, path)

        self._room.jobs.run(work, owner=self, then=self._offer_columns, refused=_nothing)

    def _offer_columns(self, sketch: Sketch) -> None:
        if len(sketch.table.header) < 2:
            return
        button = Button(_("Say what the columns are"), icon="list-filter", key="Ctrl+M")
        button.clicked.connect(self.show_columns)
        self._banner.say(
            _("{file} is a list, but its columns are not known").format(file=sketch.table.file),
            _("Say what each of them is; that is remembered for the next such list."),
            tint="gold",
            button=button,
        )

    def _refuse(self, refusal: errors.Refusal) -> None:
        self._end()
        is_stopped = isinstance(refusal, errors.ImportStopped)
        sounds.play("attention" if is_stopped else "refused")
        first, rest = messages.two_lines(messages.sentence(refusal))
        self._banner.say(first, rest, tint="gold" if is_stopped else "bad")

    def _begin(self, what: str, *, stoppable: bool = True) -> None:
        self._strip.begin(what, stoppable=stoppable)
        self._strip_card.show()
        self._choose.setEnabled(False)

    def _end(self) -> None:
        self._running = None
        self._strip.end()
        self._strip_card.hide()
        self._choose.setEnabled(True)
        self._view.setEnabled(True)

    def _forget_finished(self) -> None:
        # Work done in the call is home before `run` gave its handle.
        if self._strip_card.isHidden():
            self._running = None

    def _read_history(self) -> None:
        self._room.jobs.read(
            lambda desk: verbs.intake.imports(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._history.show_values,
            latest="history",
        )

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & {"title", "member"} and self.isVisible():
            self._read_history()

    @Slot()
    def _ask_undo_last(self) -> None:
        for line in self._history.values():
            if line.import_id == self._last_import:
                self.ask_undo(line)

    @Slot()
    def _keep(self) -> None:
        self._asked = None
        self._kept_card.hide()
        self._banner.clear()

    @Slot()
    def _go_labels(self) -> None:
        if self._room.go is not None:
            self._room.go("labels")

    def _two_buttons(self) -> QWidget:
        undo = Button(_("Undo import"), kind="danger", key="Ctrl+Return")
        undo.clicked.connect(self.undo)
        keep = Button(_("Keep it"), key="Esc")
        keep.clicked.connect(self._keep)
        return side_by_side(undo, keep)

    def _after_buttons(self) -> QWidget:
        labels = Button(_("Print labels"), icon="printer")
        labels.clicked.connect(self._go_labels)
        undo = Button(_("Undo import"), icon="undo-2")
        undo.clicked.connect(self._ask_undo_last)
        return side_by_side(labels, undo)

    # --- the file ----------------------------------------------------------------------------

    @Slot()
    def _open_dialog(self) -> None:
        folder = self._room.preferences.folder(PURPOSE) or Path.home()
        dialog = QFileDialog(self, _("Choose a file of another program"), str(folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Lists and backups ({endings})").format(endings=_ENDINGS),
                               _("All files (*)")])  # fmt: skip
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_chosen)
        dialog.open()

    @Slot(str)
    def _take_chosen(self, path: str) -> None:
        self.choose_file(Path(path))

    @Slot()
    def _ask_where(self) -> None:
        plan = self._plan
        if plan is None:
            return
        folder = self._room.preferences.folder(PURPOSE) or Path.home()
        ending = ".xlsx" if plan.path.suffix.casefold() in (".xlsx", ".xls", ".ods") else ".csv"
        name = _("{name} - to correct").format(name=plan.path.stem) + ending
        dialog = QFileDialog(self, _("Save the rows to correct"), str(folder / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Workbooks (*.xlsx)"), _("Lists (*.csv)")])
        dialog.selectNameFilter(dialog.nameFilters()[ending == ".csv"])
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._save_to)
        dialog.open()

    @Slot()
    def _ask_where_kept(self) -> None:
        folder = self._room.preferences.folder(PURPOSE) or Path.home()
        files.choose_new_file(
            self,
            _("Save list…"),
            pattern=_("Lists (*.csv)"),
            start=folder / (_("What stays of the import") + ".csv"),
            then=self.save_kept,
        )

    @Slot(str)
    def _save_to(self, path: str) -> None:
        self.save_rejects(Path(path))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files.dragged(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if dropped := files.dragged(event.mimeData()):
            event.acceptProposedAction()
            self.choose_file(dropped[0])

    # --- how it looks -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self._strip_card.body.addWidget(self._strip)
        self._strip_card.hide()
        self._lay_out_start()
        self._stack.addWidget(self._start)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._mapping)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(14))
        page.addWidget(self._banner)
        page.addWidget(self._strip_card)
        page.addWidget(self._stack, 1)

    def _lay_out_start(self) -> None:
        choose = Card()
        words = QVBoxLayout()
        words.setSpacing(theme.px(3))
        words.addWidget(label(_("Bring in what another program kept"), "title"))
        words.addWidget(
            label(
                _(
                    "A SLiMS backup or list, an INLISLite form, MARC, or any Excel list: choose "
                    "it, or drop it here. Nothing is stored before you have seen what it holds."
                ),
                "second",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(IconView("upload", "accent", size=34))
        row.addLayout(words, 1)
        row.addWidget(self._choose)
        choose.body.addLayout(row)
        history = Card(flush=True)
        head = history.add_head()
        head.addWidget(label(_("Imports so far"), "heading"), 1)
        history.body.addWidget(self._history_table, 1)
        self._history_table.set_empty(
            _("No import yet. Each one is listed here, and can be undone as a whole.")
        )
        kept = Table(self._kept, rows="wrap")
        self._kept_card.body.addWidget(kept, 1)
        foot = self._kept_card.add_foot()
        foot.addWidget(self._saved, 1)
        foot.addWidget(self._save_kept, 0, Qt.AlignmentFlag.AlignRight)
        self._kept_card.hide()
        tables = QHBoxLayout()
        tables.setSpacing(theme.px(14))
        tables.addWidget(history, 3)
        tables.addWidget(self._kept_card, 2)
        column = QVBoxLayout(self._start)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(choose)
        column.addLayout(tables, 1)

    def _connect(self) -> None:
        self._choose.clicked.connect(self._open_dialog)
        self._strip.stopped.connect(self.stop)
        self._view.wanted.connect(self._store)
        self._view.left.connect(self.leave_plan)
        self._view.columns_wanted.connect(self.show_columns)
        self._view.rejects_wanted.connect(self._ask_where)
        self._mapping.left.connect(self._leave_columns)
        self._mapping.chosen.connect(self.choose_file)
        self._save_kept.clicked.connect(self._ask_where_kept)
        self._history_table.linked.connect(self.ask_undo)
        self._history_table.chosen.connect(self.ask_undo)
        self._room.jobs.changed.connect(self._follow)


def _nothing(_refusal: errors.Refusal) -> None:
    """Leave the sentence that is shown already."""
