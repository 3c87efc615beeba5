"""A list of moves and states: chosen, looked through, stored in one act, undone as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import files, sounds, theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import house_plan_work as plan_work
from jukung.ui.pages import resident_words
from jukung.ui.pages.tick_table import TickTable, tick_column
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.ui.pieces.stack import Stack
from jukung.ui.rows import Rows
from jukung.words import N_, _, brief_day, many, number

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.house_plan import PlanLine
    from jukung.library.moves import MoveDone
    from jukung.ui.pages.house_plan_work import Planned
    from jukung.ui.room import Room
    from jukung.ui.vault.protocol import RosterRead

PURPOSE = "house_list"
_TOUCHED = frozenset({"member", "hold", "house"})
_GROUPS = {
    "": N_("All"),
    "left": N_("Left"),
    "moved": N_("Changed"),
    "new": N_("New"),
    "doubtful": N_("To look at"),
}
_CHIPS = {
    "left": (N_("left"), "gold"),
    "moved": (N_("changed"), "accent"),
    "new": (N_("new"), "good"),
    "doubtful": (N_("look at it"), "bad"),
    "same": (N_("as it is"), "neutral"),
}
# By the names of `library.house_plan.Doubt`; the words stand with the reader.
_HOPELESS = frozenset({"unknown_card", "twice", "several"})


class HousePlanView(QWidget):
    """Nothing is stored before Store is pressed; what was stored is undone as one."""

    made = Signal(object)
    """The cards that were made for new lines of the vault's list."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._planned: Planned | None = None
        self._ticked: set[str] = set()
        self._from_vault = False
        self._doubts: dict[Any, str] = {}
        self.banner = UndoBanner(room, touched=_TOUCHED, then=lambda _act: None)
        self._choose = Button(_("Choose a file…"), kind="primary", icon="folder-open", key="Ctrl+O")
        self._vault = Button(_("List with names…"), icon="lock", key="Ctrl+G")
        self._file = label("", "heading")
        self._said = label("", "note", wrap=True)
        keys = {name: f"Alt+{at}" for at, name in enumerate(_GROUPS, 1)}
        self._group = Segments({name: _(words) for name, words in _GROUPS.items()}, keys=keys)
        self._rows: Rows[PlanLine] = Rows(_columns(self._reason))
        self.table = TickTable(self._rows, lambda line: str(line.place))
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._all = Button(_("Tick all, or none"), key="Ctrl+A")
        self._leave = Button(_("Cancel"), key="Esc")
        self._store = Button("", kind="primary", icon="save", key="Ctrl+S")
        self._start, self._look, self._stack = QWidget(), QWidget(), Stack()
        self._lay_out()
        self._connect()

    # --- for the page, the keyboard and tests --------------------------------------------------

    def come_into_view(self) -> None:
        """Be ready for a list, unless one is being looked through."""
        names = self._room.names
        self._vault.setVisible(names is not None and names.may_open())
        if self._stack.currentWidget() is self._start:
            self._choose.setFocus()
        else:
            self.table.take_focus()

    def choose_file(self, path: Path) -> None:
        """Read a spreadsheet by card number and show what it would change."""
        self._room.preferences.keep_folder(PURPOSE, path.parent)
        self._from_vault = False
        self._plan(lambda desk: plan_work.plan_file(desk, path))

    def take_roster(self, said: RosterRead) -> None:
        """Show what the prison's list of the day would change; it has no names by now."""
        self._from_vault = True
        name = _("List of the day")
        self._plan(lambda desk: plan_work.plan_roster(desk, said, name=name))

    def lines(self) -> list[PlanLine]:
        """The lines in the table, from the top."""
        return self._rows.values()

    def ticks(self) -> set[int]:
        """The lines that would be stored."""
        return {int(key) for key in self._ticked}

    def choose_group(self, name: str) -> None:
        """Show one kind of lines; empty for all that change."""
        self._group.choose(name)

    def is_looking(self) -> bool:
        """Whether a list is being looked through."""
        return self._stack.currentWidget() is self._look

    def words(self) -> str:
        """The sentence above."""
        return self.banner.words()

    @Slot()
    def store(self) -> None:
        """Store the ticked lines as one act."""
        if self._planned is None or not self._ticked:
            return
        plan, chosen = self._planned.plan, self.ticks()
        self._store.setEnabled(False)
        self._room.jobs.change(
            lambda desk: plan_work.store(desk, plan, chosen),
            owner=self,
            then=self._tell,
            refused=self._refuse,
            touched=_TOUCHED,
        )

    @Slot()
    def leave(self) -> None:
        """Go back to the start; nothing is stored."""
        self._planned = None
        self._stack.setCurrentWidget(self._start)
        self._choose.setFocus()

    # --- what follows -------------------------------------------------------------------------

    def _plan(self, work: Any) -> None:  # noqa: ANN401 - work on a lane
        def read(desk: Desk) -> tuple[Planned, dict[Any, str]]:
            from jukung.ui import verbs  # noqa: PLC0415 - on the lane

            return work(desk), verbs.house_words.DOUBTS

        self.banner.clear()
        self._room.jobs.read(read, owner=self, then=self._show, refused=self._refuse, latest="plan")

    def _show(self, read: tuple[Planned, dict[Any, str]]) -> None:
        planned, self._doubts = read
        self._planned = planned
        plan = planned.plan
        self._file.setText(plan.file)
        self._ticked = {str(place) for place in plan.usual}
        for name, words in _GROUPS.items():
            count = len(plan_work.in_order(plan, name))
            self._group.button(name).setText(f"{_(words)} {number(count)}")
            self._group.button(name).setVisible(bool(count) or not name)
        self._said.setText(" ".join(_said(planned)))
        self._said.setVisible(bool(self._said.text()))
        self._group.choose("")
        self._show_group("")
        self._stack.setCurrentWidget(self._look)
        self.table.take_focus()

    @Slot(object)
    def _show_group(self, name: str) -> None:
        if self._planned is None:
            return
        kept = set(self._ticked)
        self._rows.show_values(plan_work.in_order(self._planned.plan, name))
        self.table.tick(kept)
        self._follow_ticks()
        if self._rows.values():
            self.table.point_at(0)

    @Slot()
    def _keep_ticks(self) -> None:
        hopeless = {
            str(line.place) for line in self.lines() if _HOPELESS & set(map(str, line.doubts))
        }
        shown = {str(line.place) for line in self.lines()}
        now = set(self.table.ticks())
        if now & hopeless:
            sounds.play("refused")
            self.table.tick((self._ticked - shown) | (now - hopeless))
            return
        self._ticked = (self._ticked - shown) | now
        self._follow_ticks()

    def _follow_ticks(self) -> None:
        count = len(self._ticked)
        words = many("Store {count} change", "Store {count} changes", count)
        self._store.setText(words.format(count=number(count)))
        self._store.setEnabled(count > 0)

    def _tell(self, done: MoveDone) -> None:
        said = many("{count} resident changed", "{count} residents changed", done.changed)
        parts = []
        if done.left:
            words = many("{count} left: a clearance is open for each.",
                         "{count} left: a clearance is open for each.", done.left)  # fmt: skip
            parts.append(words.format(count=number(done.left)))
        if done.arrived:
            words = many("{count} new card.", "{count} new cards.", len(done.arrived))
            parts.append(words.format(count=number(len(done.arrived))))
        self.leave()
        self.banner.tell(
            said.format(count=number(done.changed)), " ".join(parts), act_id=done.act_id
        )
        if self._from_vault and done.arrived:
            self.made.emit(done.arrived)

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self.banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")
        self._follow_ticks()

    def _reason(self, line: PlanLine) -> str:
        return ", ".join(_(self._doubts.get(doubt, "")) for doubt in line.doubts)

    @Slot()
    def _open_dialog(self) -> None:
        files.choose_file(
            self,
            _("Choose a list of moves"),
            pattern=_("Lists (*.csv *.txt *.xlsx)"),
            start=self._room.preferences.folder(PURPOSE) or Path.home(),
            then=self.choose_file,
        )

    @Slot()
    def _ask_vault(self) -> None:
        if self._room.names is not None:
            self._room.names.read_roster()

    def _lay_out(self) -> None:
        words = _(
            "A CSV or Excel list with the columns No kartu, Blok, Kamar, Status or Ekspirasi. "
            "You see what it would change before anything is stored. "
            "A list with names is read in the window of names alone."
        )
        start = QVBoxLayout(self._start)
        start.setContentsMargins(0, 0, 0, 0)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._choose)
        row.addWidget(self._vault)
        start.addWidget(
            EmptyState("upload", _("Many moves at once"), words, button=buttons, wide=460)
        )
        look = QVBoxLayout(self._look)
        look.setContentsMargins(0, 0, 0, 0)
        look.setSpacing(theme.px(10))
        top = self._top
        top.setSpacing(theme.px(8))
        top.addWidget(self._file, 1)
        top.addWidget(self._group)
        look.addLayout(top)
        look.addWidget(self._said)
        card = Card(flush=True)
        card.body.addWidget(self.table, 1)
        self.table.set_empty(_("Nothing changes by this list."))
        foot = card.add_foot()
        foot.addWidget(self._leave)
        foot.addWidget(self._all)
        foot.addStretch(1)
        foot.addWidget(self._store)
        look.addWidget(card, 1)
        for each in (self._start, self._look):
            self._stack.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= theme.px(960)
        way = QBoxLayout.Direction
        self._top.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def _connect(self) -> None:
        self._choose.clicked.connect(self._open_dialog)
        self._vault.clicked.connect(self._ask_vault)
        self._group.chosen.connect(self._show_group)
        self.table.ticked.connect(self._keep_ticks)
        self._all.clicked.connect(self.table.tick_all)
        self._leave.clicked.connect(self.leave)
        self._store.clicked.connect(self.store)


def _said(planned: Planned) -> list[str]:
    said = []
    if planned.left_out:
        names = ", ".join(planned.left_out)
        said.append(_("Columns left out: {columns}").format(columns=names) + ".")
    if new := planned.plan.new_places:
        rooms = ", ".join("-".join(filter(None, pair)) for pair in new[:8])
        said.append(_("Rooms that will be added: {rooms}").format(rooms=rooms) + ".")
    return said


def _columns(reason: Any) -> list[Column[PlanLine]]:  # noqa: ANN401 - gives words for a line
    return [
        tick_column(),
        Column(_("Card"), lambda line: Cell(line.card or _("new card"), _line(line), strong=True)),
        Column("", _verdict, width=104, from_width=640),
        Column(_("Room"), _place, width=132),
        Column(_("Status"), _state, width=200),
        Column(_("Still out"), _out, width=122),
        Column(_("To look at"), lambda line: Cell(reason(line), soft=True), from_width=900),
    ]


def _line(line: PlanLine) -> str:
    return _("line {number}").format(number=line.number) if line.number else _("not on the list")


def _verdict(line: PlanLine) -> Cell:
    words, tint = _CHIPS[str(line.verdict)]
    return Cell(_(words), chip=tint)


def _place(line: PlanLine) -> Cell:
    before = line.resident.place if line.resident else ""
    if not line.code:
        return Cell(before or "–", soft=True)
    return Cell(f"{before or '–'} → {line.code}" if line.resident else line.code, strong=True)


def _state(line: PlanLine) -> Cell:
    day = brief_day(line.release_on) if line.release_on else ""
    if line.state is None:
        return Cell(_("leaves on {day}").format(day=day) if day else "–", soft=True)
    return resident_words.state_cell(line.state)


def _out(line: PlanLine) -> Cell:
    out = line.resident.loans_out if line.resident else 0
    return Cell(number(out), chip="gold") if out else Cell("–", soft=True)
