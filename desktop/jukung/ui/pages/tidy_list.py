"""A list to tick from, and one thing to do with what is ticked; it can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import sounds, theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.tick_table import TickTable, tick_column
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.library.desk import Desk

V = TypeVar("V")
TOUCHED = frozenset({"title", "copy", "hold", "loan"})


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, and the act to take it back by; without one nothing can be."""

    title: str
    detail: str = ""
    act_id: str = ""


@dataclass(frozen=True, slots=True)
class TidyKind(Generic[V]):
    """What a list shows, and what is done with it; `read` and `do` are called on lanes."""

    purpose: str
    columns: Sequence[Column[V]]
    key: Callable[[V], str]
    read: Callable[[Desk, str], Sequence[V]]
    button: str
    icon: str
    empty: str
    search: str = ""
    """What is said in the search line; none is shown without."""
    keeps: str = ""
    """What is said of the line under the cursor, with `{name}`: it is the one that stays."""
    name: Callable[[V], str] = str
    """What that line is called."""
    group: Callable[[V], object] | None = None
    """Lines of one group are probably one; one of them stays, the ticked ones go into it."""
    is_named: Callable[[], bool] = lambda: False
    """Whether somebody typed what stays, so that no line has to."""


class TidyList(QWidget):
    """The list, its fields, and the button; the work itself is given by `do`."""

    changed = Signal()
    """The cursor or a tick is elsewhere."""

    done = Signal(object)
    """What was done."""

    def __init__(
        self,
        room: Room,
        kind: TidyKind[Any],
        do: Callable[[Desk, list[Any], Any], Done],
        *,
        fields: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._room, self._kind, self._do = room, kind, do
        self._current: Any = None
        self._marked_row = -1
        self._rows: Rows[Any] = Rows([tick_column(), *self._marked(kind.columns)])
        self.table = TickTable(self._rows, kind.key)
        self.answer = UndoBanner(room, touched=TOUCHED, then=self._follow_undo)
        self.line = SearchLine(kind.search or _("Search…"))
        self._said = label("", "small", wrap=True)
        self._all = Button(_("Tick all"), key="Ctrl+Shift+A")
        self.button = Button(kind.button, kind="primary", icon=kind.icon, key="Ctrl+S")
        self._lay_out(fields)
        self.table.set_empty(kind.empty)
        self.table.ticked.connect(self._tell)
        self.table.pointed.connect(self._point)
        self._all.clicked.connect(self.table.tick_all)
        self.button.clicked.connect(self.do)
        self.line.searched.connect(self.read)
        self.line.entered.connect(self.read)
        self.line.left_down.connect(self.table.take_focus)
        self._tell()

    def shown(self) -> None:
        """Read the list as it is now."""
        self.read()
        if self._kind.search:
            self.line.take_focus()
        else:
            self.table.setFocus()

    def search(self, typed: str) -> None:
        """Search for words."""
        self.line.setText(typed)
        self.read()

    def purpose(self) -> str:
        """What the view is for, and what is done first."""
        return self._kind.purpose

    def values(self) -> list[Any]:
        """The lines shown."""
        return self._rows.values()

    def current(self) -> Any:  # noqa: ANN401 - values of any list
        """The line under the cursor."""
        return self._current

    def keeper(self) -> Any:  # noqa: ANN401 - values of any list
        """The line that stays; none while that is not clear.

        The line under the cursor, or the first of the group where that one is ticked.
        """
        group = self._kind.group
        ticked = self._ticked()
        if group is None or not ticked:
            return self._current
        groups = {group(each) for each in ticked}
        current = self._current
        if current is not None and not self.table.is_ticked(current):
            # Whoever searched chooses among titles that nothing says are one.
            chosen = bool(self.line.text().strip())
            if chosen or groups == {group(current)}:
                return current
        if len(groups) > 1:
            return None
        alike = [each for each in self.values() if group(each) in groups]
        left = [each for each in alike if not self.table.is_ticked(each)]
        return (left or alike)[0] if len(alike) > 1 else None

    def words(self) -> str:
        """What was done, or is wrong."""
        return self.answer.words()

    def said(self) -> str:
        """What would be done."""
        return self._said.text()

    @Slot()
    def read(self) -> None:
        """Read the list again."""
        typed, read = self.line.text().strip(), self._kind.read
        self._room.jobs.read(
            lambda desk: read(desk, typed),
            owner=self,
            then=self._show,
            refused=self.answer.refuse,
            latest="list",
        )

    @Slot()
    def do(self) -> None:
        """Do it with what is ticked."""
        ticked, current, work = self._ticked(), self.keeper(), self._do
        if ticked and current is None and self._kind.group and not self._kind.is_named():
            sounds.play("refused")
            self.answer.say(
                _("It is not clear which line stays."),
                _("Tick only lines that are the same, then go to the one that stays."),
                tint="gold",
            )
            return
        self.button.setEnabled(False)
        self._room.jobs.change(
            lambda desk: work(desk, ticked, current),
            owner=self,
            then=self._tell_done,
            refused=self._refuse,
            touched=TOUCHED,
        )

    def _show(self, values: Sequence[Any]) -> None:
        keys = {self._kind.key(value) for value in values}
        row = max(self.table.currentIndex().row(), 0)
        self._marked_row = -1
        self._rows.show_values(list(values))
        self.table.tick({key for key in self.table.ticks() if key in keys})
        self._current = None
        if values:
            self.table.point_at(min(row, len(values) - 1))
        self._tell()

    def _tell_done(self, done: Done) -> None:
        self.table.tick(set())
        if done.act_id:
            self.answer.tell(done.title, done.detail, act_id=done.act_id)
        else:
            sounds.play("done")
            self.answer.say(done.title, done.detail, tint="good")
        self.done.emit(done)
        self.read()
        self.button.setEnabled(True)

    def _refuse(self, refusal: Any) -> None:  # noqa: ANN401 - a refusal
        self.answer.refuse(refusal)
        self.button.setEnabled(True)

    def _follow_undo(self, _act_id: str) -> None:
        self.read()

    @Slot(object)
    def _point(self, value: object) -> None:
        self._current = value
        self._tell()

    @Slot()
    def _tell(self) -> None:
        count = len(self.table.ticks())
        ticked = many("{count} ticked with Space", "{count} ticked with Space", count)
        keeps, keeper = "", self.keeper()
        if self._kind.keeps and keeper is not None:
            keeps = self._kind.keeps.format(name=self._kind.name(keeper))
        self._said.setText(" · ".join(filter(None, (keeps, ticked.format(count=number(count))))))
        self.mark_keeper()
        self.changed.emit()

    def mark_keeper(self) -> None:
        """Show which line stays."""
        row = next((at for at, each in enumerate(self.values()) if self._stays(each)), -1)
        before, self._marked_row = self._marked_row, row
        for each in {before, row} if before != row else ():
            self._rows.make_again(each)

    def _ticked(self) -> list[Any]:
        return [value for value in self._rows.values() if self.table.is_ticked(value)]

    def _marked(self, columns: Sequence[Column[Any]]) -> list[Column[Any]]:
        """The columns; the first says of the line that stays that it does."""
        first, *rest = columns
        if self._kind.group is None:
            return [first, *rest]

        def cell(value: object) -> Cell:
            shown = first.cell_of(value)
            if not self._stays(value):
                return shown
            below = " · ".join(filter(None, (_("stays"), shown.second)))
            return replace(shown, second=below, strong=True)

        return [replace(first, cell=cell), *rest]

    def _stays(self, value: object) -> bool:
        if self._kind.group is None or not self.table.ticks() or self._kind.is_named():
            return False
        keeper = self.keeper()
        return keeper is not None and self._kind.key(keeper) == self._kind.key(value)

    def _lay_out(self, fields: QWidget | None) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.line)
        self.line.setVisible(bool(self._kind.search))
        column.addWidget(self.answer)
        card = Card(flush=True)
        card.body.addWidget(self.table, 1)
        if fields is not None:
            strip = card.add_foot()
            strip.addWidget(fields, 1)
        column.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self._all)
        foot.addWidget(self._said, 1)
        foot.addWidget(self.button)
        column.addLayout(foot)
