"""Many members from a list: read, looked through, registered, and taken back.

Nothing is stored before Register is pressed; what was stored is undone as one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.roster_columns import ColumnsView
from jukung.ui.pages.roster_lines import LinesView, line_cell, who_cell
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.label import label
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.pieces.stack import Stack
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.exchange.rosters.people import People
    from jukung.exchange.rosters.plan import Outcome, PlanLine, RosterPlan
    from jukung.library.desk import Desk
    from jukung.ui.jobs import Progress, Running, Stopped

PURPOSE = "roster"
_TOUCHED = frozenset({"member"})
_MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class _Read:
    """A plan as it comes home, with the short name of its header."""

    plan: RosterPlan
    header: str
    keeps_nik: bool


class RosterView(QWidget):
    """Choose a list, see what it holds, register it."""

    left = Signal()
    """The list of members is wanted again."""

    planned = Signal(object)
    registered = Signal(object)

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._read: _Read | None = None
        self._outcome: Outcome | None = None
        self._running: Running | None = None
        self._is_outdated, self._is_home = False, True
        self._banner, self._strip = Banner(corners="all"), ProgressStrip()
        self._strip_card = Card()
        self._choose = Button(_("Choose a file…"), kind="primary", icon="folder-open", key="Ctrl+O")
        self._back = Button(_("Back"), key="Esc")
        self._file, self._source = label("", "title"), label("", "second")
        self._by_columns = Button(_("Columns"), kind="choice", key="Ctrl+1")
        self._by_lines = Button(_("Lines"), kind="choice", key="Ctrl+2")
        self.columns, self.lines = ColumnsView(), LinesView()
        self._panes = Stack()
        self._total = label("", "strong", wrap=True)
        self._cancel = Button(_("Cancel"), key="Esc")
        self._register = Button("", kind="primary", icon="save", key="Ctrl+S")
        self._left: Rows[PlanLine] = Rows(_left_columns(prison=room.is_prison))
        self._left_card = Card(flush=True)
        self._left_said = label("", "heading", wrap=True)
        self._save_left = Button(_("Save these lines…"), icon="file-down", key="Ctrl+S")
        self._undo = Button(_("Undo all of it"), icon="undo-2", key="Ctrl+Z")
        self._done = Button(_("To the members"), key="Esc")
        self._another = Button(_("Another list…"), icon="folder-open", key="Ctrl+O")
        self._start, self._planning, self._result = QWidget(), QWidget(), QWidget()
        self._stack = Stack()
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Be ready for a file, unless a list is being looked through."""
        if self._stack.currentWidget() is self._result:
            self._banner.clear()
            self._stack.setCurrentWidget(self._start)
        if self._stack.currentWidget() is self._start:
            self._choose.setFocus()

    # --- for the keyboard and tests -----------------------------------------------------------

    def choose_file(self, path: Path) -> None:
        """Read a list and show what registering it would do; nothing is stored."""
        if self._running is not None:
            return
        self._room.preferences.keep_folder(PURPOSE, path.parent)
        self._banner.clear()
        self._begin(_("Reading {file}").format(file=path.name))
        self._run(lambda _desk: verbs.roster_people.read_people(path), None, self._show_read)

    def is_planning(self) -> bool:
        """Whether a list is being looked through."""
        return self._stack.currentWidget() is self._planning

    def words(self) -> str:
        """The sentence shown above."""
        return self._banner.words()

    def register_words(self) -> str:
        """What the button says that registers."""
        return self._register.text()

    @Slot()
    def press_register(self) -> None:
        """Register, as the button does."""
        self._register.click()

    def left_lines(self) -> list[PlanLine]:
        """The lines that were not stored."""
        return list(self._outcome.left) if self._outcome else []

    @Slot()
    def stop(self) -> None:
        """Stop reading or registering; nothing is stored then."""
        if self._running is not None:
            self._running.stop()

    @Slot()
    def leave(self) -> None:
        """Go back: from a list to the start, from the start to the members."""
        if self._running is not None:
            return
        if self.is_planning():
            self._banner.clear()
            self._stack.setCurrentWidget(self._start)
            self._choose.setFocus()
        else:
            self.left.emit()

    @Slot()
    def undo(self) -> None:
        """Take everything back that the list registered."""
        if self._outcome is None or self._running is not None:
            return
        act_id = self._outcome.registered.act_id
        library = self._room.library

        def work(_progress: Progress, _stopped: Stopped) -> object:
            with library.changing() as desk:
                return verbs.undoing.undo(desk, act_id)

        self._begin(_("Undoing"), stoppable=False)
        self._start_work(work, self._show_undone)

    def save_left(self, path: Path) -> None:
        """Write the lines that were not stored as a list, each with its reason."""
        read, outcome = self._read, self._outcome
        if read is None or outcome is None:
            return

        def work(_progress: Progress, _stopped: Stopped) -> Path:
            content = verbs.roster_leftovers.as_csv(read.plan, outcome.left)
            return verbs.flushed.write_true(path, content)

        self._start_work(work, self._say_saved)

    # --- what follows -------------------------------------------------------------------------

    def _show_read(self, read: _Read) -> None:
        self._end()
        self._read = read
        self._outcome = None
        plan = read.plan
        self._file.setText(plan.people.file)
        lines = many("{count} line", "{count} lines", len(plan.lines))
        counted = lines.format(count=number(len(plan.lines)))
        self._source.setText(f"{plan.people.source} · {counted}")
        self.columns.show_plan(plan, keeps_nik=read.keeps_nik)
        self.lines.show_plan(plan)
        self._show_total()
        if not self.is_planning():
            self._stack.setCurrentWidget(self._planning)
            self._open_pane(lines=bool(plan.usual))
            self._register.setFocus()
        self.planned.emit(plan)
        if self._is_outdated:
            self._plan_again()

    @Slot()
    def _plan_again(self) -> None:
        """Hold the list against the library with other columns."""
        if self._read is None:
            return
        # What is chosen while the lane is busy is read when it is free.
        self._is_outdated = self._running is not None
        if self._is_outdated:
            return
        uses = self.columns.uses()
        self._room.preferences.keep_column_uses(self._read.header, uses)
        people = self._read.plan.people
        self._register.setEnabled(False)
        self._run(lambda _desk: people, uses, self._show_read)

    def _run(
        self,
        read: Callable[[Desk], People],
        uses: tuple[str, ...] | None,
        then: Callable[[_Read], object],
    ) -> None:
        library, preferences = self._room.library, self._room.preferences

        def work(_progress: Progress, stopped: Stopped) -> _Read:
            with library.reading() as desk:
                people = read(desk)
                header = verbs.roster_columns.key_of(people.header)
                known = uses or preferences.column_uses(header) or None
                use = verbs.roster_columns.Use
                chosen = [use(each) for each in known] if known and _are(known, use) else None
                plan = verbs.roster_plan.compare(desk, people, uses=chosen, stopped=stopped)
                return _Read(plan, header, verbs.members.keeps_nik(desk))

        self._start_work(work, then)

    def _start_work(self, work: Callable[..., object], then: Callable[..., object]) -> None:
        self._is_home = False
        self._running = self._room.jobs.run(
            work, owner=self, then=then, refused=self._refuse, progress=self._strip.advance
        )
        # Work done in the call is home before `run` gave its handle.
        if self._is_home:
            self._running = None

    @Slot()
    def _register_them(self) -> None:
        if self._read is None or self._running is not None:
            return
        plan, chosen = self._read.plan, self.lines.going()
        library = self._room.library

        def work(progress: Progress, stopped: Stopped) -> Outcome:
            with library.changing() as desk:
                return verbs.roster_plan.register(
                    desk, plan, chosen, progress=progress, stopped=stopped
                )

        self._banner.clear()
        self._begin(_("Registering {file}").format(file=plan.people.file))
        self._planning.setEnabled(False)
        self._start_work(work, self._show_registered)

    def _show_registered(self, outcome: Outcome) -> None:
        self._end()
        sounds.play("done")
        self._outcome = outcome
        cards = outcome.registered.cards
        words = self._counted(len(cards), done=True)
        span = cards[0] if len(cards) == 1 else f"{cards[0]} … {cards[-1]}"
        self._banner.say(words, _("Cards: {cards}").format(cards=span), tint="good")
        left = outcome.left
        self._left.show_values(left[:_MOST_SHOWN])
        self._left_card.setVisible(bool(left))
        self._save_left.setVisible(bool(left))
        said = many("{count} line was not stored", "{count} lines were not stored", len(left))
        self._left_said.setText(said.format(count=number(len(left))))
        self._undo.setVisible(True)
        self._stack.setCurrentWidget(self._result)
        self._done.setFocus()
        # Long work has no lane that tells what it touched.
        self._room.jobs.changed.emit(_TOUCHED)
        self.registered.emit(outcome)

    def _show_undone(self, _undone: object) -> None:
        self._end()
        sounds.play("done")
        self._outcome = None
        self._banner.say(_("Undone"), _("The members are as before the list."), tint="good")
        self._stack.setCurrentWidget(self._start)
        self._choose.setFocus()
        self._room.jobs.changed.emit(_TOUCHED)

    def _say_saved(self, path: Path) -> None:
        self._end()
        sounds.play("done")
        self._banner.say(
            _("Written: {file}").format(file=path.name),
            _("Correct the lines there, then read that list here."),
            tint="good",
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
        self._running, self._is_home = None, True
        self._strip.end()
        self._strip_card.hide()
        self._choose.setEnabled(True)
        self._planning.setEnabled(True)

    @Slot()
    def _show_total(self) -> None:
        if self._read is None:
            return
        plan, going = self._read.plan, self.lines.going()
        self._register.setText(self._counted(len(going), done=False))
        self._register.setEnabled(bool(going))
        rest = len(plan.lines) - len(going)
        groups = self.lines.groups()
        if not going and groups.get("refused") == len(plan.lines):
            words = _("No line can be registered yet. Say above the columns what they are.")
        elif rest:
            said = many("{count} line stays out.", "{count} lines stay out.", rest)
            words = said.format(count=number(rest))
        else:
            words = _("Every line will be registered.")
        self._total.setText(words)

    def _counted(self, count: int, *, done: bool) -> str:
        if self._room.is_prison:
            words = (
                many("{count} resident registered", "{count} residents registered", count)
                if done
                else many("Register {count} resident", "Register {count} residents", count)
            )
        elif done:
            words = many("{count} member registered", "{count} members registered", count)
        else:
            words = many("Register {count} member", "Register {count} members", count)
        return words.format(count=number(count))

    def _open_pane(self, *, lines: bool) -> None:
        (self._by_lines if lines else self._by_columns).setChecked(True)
        self._panes.setCurrentWidget(self.lines if lines else self.columns)

    @Slot()
    def _show_columns(self) -> None:
        self._open_pane(lines=False)
        self.columns.take_focus()

    @Slot()
    def _show_lines(self) -> None:
        self._open_pane(lines=True)
        self.lines.take_focus()

    # --- the file -----------------------------------------------------------------------------

    @Slot()
    def _open_dialog(self) -> None:
        files.choose_file(
            self,
            _("Choose a list of members"),
            pattern=_("Lists (*.csv *.txt *.xlsx)"),
            start=self._room.preferences.folder(PURPOSE) or Path.home(),
            then=self.choose_file,
        )

    @Slot()
    def _ask_where_to_save(self) -> None:
        if self._read is None:
            return
        name = Path(self._read.plan.people.file).stem
        folder = self._room.preferences.folder(PURPOSE) or Path.home()
        files.choose_new_file(
            self,
            _("The lines that were not stored"),
            pattern=_("List (*.csv)"),
            start=folder / _("{file} - left.csv").format(file=name),
            then=self.save_left,
        )

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files.dragged(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if dropped := files.dragged(event.mimeData()):
            event.acceptProposedAction()
            self.choose_file(dropped[0])

    # --- how it looks ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self._strip_card.body.addWidget(self._strip)
        self._strip_card.hide()
        self._lay_out_start()
        self._lay_out_plan()
        self._lay_out_result()
        for each in (self._start, self._planning, self._result):
            self._stack.addWidget(each)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(14))
        page.addWidget(self._banner)
        page.addWidget(self._strip_card)
        page.addWidget(self._stack, 1)

    def _lay_out_start(self) -> None:
        prison = self._room.is_prison
        text = (
            _(
                "A list of card numbers as CSV or XLSX; drop it here, or choose it. "
                "Only the cards are read; nothing is stored before you say so."
            )
            if prison
            else _(
                "From a spreadsheet, SLiMS or INLISLite (CSV or XLSX); drop it here, or choose it. "
                "You see everything first; nothing is stored before you say so."
            )
        )
        title = _("Register residents from a list") if prison else _("Register members from a list")
        words = QVBoxLayout()
        words.setSpacing(theme.px(3))
        words.addWidget(label(title, "title"))
        words.addWidget(label(text, "second", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(IconView("upload", "accent", size=34))
        row.addLayout(words, 1)
        row.addWidget(self._choose)
        card = Card()
        card.body.addLayout(row)
        column = QVBoxLayout(self._start)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(card)
        if not prison:
            column.addWidget(self._known_columns())
        column.addStretch(1)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)

    def _known_columns(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("What is understood"), "heading"))
        for words in (
            _(
                "A header with words such as nama, L/P, tgl lahir, alamat, RT/RW, no HP, kelas, "
                "no anggota. What is guessed wrong is put right above the column."
            ),
            _("Who may be here already is left out, unless you say otherwise."),
            _(
                "A NIK is not read unless the settings say that it is kept. "
                "What a library does not need is left out and named."
            ),
            _("The whole list can be undone, as long as nobody in it has borrowed."),
        ):
            card.body.addWidget(label(words, "small", wrap=True))
        return card

    def _lay_out_plan(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self._file)
        head.addWidget(self._source, 1)
        head.addWidget(self._by_columns)
        head.addWidget(self._by_lines)
        for pane in (self.columns, self.lines):
            self._panes.addWidget(pane)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self._cancel)
        foot.addWidget(self._total, 1)
        foot.addWidget(self._register)
        column = QVBoxLayout(self._planning)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(head)
        column.addWidget(self._panes, 1)
        column.addLayout(foot)

    def _lay_out_result(self) -> None:
        head = self._left_card.add_head()
        head.addWidget(self._left_said, 1)
        head.addWidget(self._save_left)
        self._left_card.body.addWidget(Table(self._left, rows="wrap"), 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self._done)
        foot.addStretch(1)
        foot.addWidget(self._another)
        foot.addWidget(self._undo)
        column = QVBoxLayout(self._result)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(self._left_card, 1)
        column.addStretch(0)
        column.addLayout(foot)

    def _connect(self) -> None:
        group = QButtonGroup(self)
        group.addButton(self._by_columns)
        group.addButton(self._by_lines)
        self._choose.clicked.connect(self._open_dialog)
        self._another.clicked.connect(self._open_dialog)
        self._strip.stopped.connect(self.stop)
        self._by_columns.clicked.connect(self._show_columns)
        self._by_lines.clicked.connect(self._show_lines)
        self.columns.changed.connect(self._plan_again)
        self.lines.changed.connect(self._show_total)
        self._register.clicked.connect(self._register_them)
        self._save_left.clicked.connect(self._ask_where_to_save)
        self._undo.clicked.connect(self.undo)
        for button in (self._back, self._cancel):
            button.clicked.connect(self.leave)
        self._done.clicked.connect(self._leave_result)

    @Slot()
    def _leave_result(self) -> None:
        self._banner.clear()
        self._stack.setCurrentWidget(self._start)
        self.left.emit()


def _are(names: tuple[str, ...], use: type) -> bool:
    """Whether remembered words are still uses of columns."""
    return all(name in {str(each) for each in use} for name in names)  # type: ignore[attr-defined]  # an enum is gone through


def _left_columns(*, prison: bool) -> list[Column[PlanLine]]:
    who = (
        Column(_("Card"), lambda line: Cell(line.draft.card, strong=True), width=160)
        if prison
        else Column(_("Name"), who_cell)
    )
    return [
        Column(_("Line"), line_cell, width=72, align="right"),
        who,
        Column(_("Reason"), lambda line: Cell(verbs.roster_leftovers.reason(line))),
    ]
