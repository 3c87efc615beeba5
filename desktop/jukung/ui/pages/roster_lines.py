"""The lines of a list: in groups, and each to be registered or left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.exchange.rosters.doubt_words import DOUBTS
from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.rows import PagedRows, Rows, Wanted
from jukung.ui.table import Table
from jukung.words import N_, _, number

if TYPE_CHECKING:
    from jukung.exchange.rosters.plan import PlanLine, RosterPlan

_GROUPS: dict[str, tuple[str, str, str]] = {
    "known": (
        N_("Perhaps here already"),
        N_("Left out unless you say otherwise. Enter changes one line."),
        "gold",
    ),
    "refused": (
        N_("Cannot be registered"),
        N_("Save these lines as a list afterwards, correct them, and read that list."),
        "bad",
    ),
    "going": (N_("Will be registered"), N_("Enter leaves a line out."), "good"),
    "left": (N_("Left out by hand"), N_("Enter takes a line in again."), "neutral"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that have something in common, and how many there are."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the table shows it."""

    line: PlanLine
    is_going: bool


class LinesView(QWidget):
    """Groups on the left, their lines on the right; Enter takes a line in or out."""

    changed = Signal()
    """Another choice of lines."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: RosterPlan | None = None
        self._going: set[int] = set()
        self._code = ""
        self._shown: list[PlanLine] = []
        self._groups: Rows[Group] = Rows(_group_columns())
        self._group_table = Table(self._groups, rows="wrap")
        self._name, self._meaning = label("", "heading"), label("", "small", wrap=True)
        self._all = Button(_("Register all of these"))
        self._none = Button(_("Leave all of these out"))
        self._lines: PagedRows[Shown] | None = None
        self._line_table: Table | None = None
        self._lines_card, self._foot = Card(flush=True), QWidget()
        self._lay_out()
        self._group_table.pointed.connect(self._point)
        self._all.clicked.connect(self._take_all)
        self._none.clicked.connect(self._leave_all)

    def show_plan(self, plan: RosterPlan) -> None:
        """Show a plan with its usual choice of lines."""
        self._plan, self._going = plan, set(plan.usual)
        if self._line_table is None:
            self._make_table(prison=plan.is_prison)
        self._show_groups(self._code)

    def going(self) -> frozenset[int]:
        """The places of the lines that are to be registered."""
        return frozenset(self._going)

    def groups(self) -> dict[str, int]:
        """How many lines each group has."""
        return {group.code: group.count for group in self._groups.values()}

    def open_group(self, code: str) -> None:
        """Show the lines of a group."""
        codes = [group.code for group in self._groups.values()]
        self._group_table.point_at(codes.index(code))

    def lines(self) -> list[PlanLine]:
        """The lines of the group that is open."""
        return list(self._shown)

    def take_focus(self) -> None:
        """Begin at the groups."""
        self._group_table.setFocus()

    def _show_groups(self, code: str) -> None:
        plan = self._plan
        if plan is None:
            return
        counts = Counter(self._group_of(line) for line in plan.lines)
        counts.update(str(doubt) for line in plan.lines for doubt in line.doubts)
        groups = [Group(each, counts[each]) for each in (*_GROUPS, *DOUBTS) if counts[each]]
        self._groups.show_values(groups)
        if groups:
            codes = [group.code for group in groups]
            self._group_table.point_at(codes.index(code) if code in codes else 0)

    def _group_of(self, line: PlanLine) -> str:
        if line.refusal is not None:
            return "refused"
        if line.is_known:
            return "known"
        return "going" if line.place in self._going else "left"

    @Slot(object)
    def _point(self, group: Group | None) -> None:
        if group is None or self._plan is None:
            return
        self._code = group.code
        lines = self._plan.lines
        if group.code in _GROUPS:
            name, meaning, _tint = _GROUPS[group.code]
            self._shown = [line for line in lines if self._group_of(line) == group.code]
        else:
            words = DOUBTS[group.code]
            name, meaning = words.name, words.meaning
            self._shown = [line for line in lines if group.code in line.doubts]
        self._name.setText(_(name))
        self._meaning.setText(_(meaning))
        self._foot.setVisible(group.code == "known")
        if self._lines is not None:
            self._lines.begin(len(self._shown))

    def _bring(self, wanted: Wanted) -> None:
        lines = self._shown[wanted.offset : wanted.offset + wanted.limit]
        if self._lines is not None:
            self._lines.arrive(wanted, [Shown(one, one.place in self._going) for one in lines])

    @Slot(object)
    def _explain(self, shown: Shown | None) -> None:
        """Say the whole reason of a line above, where its cell is too narrow for it."""
        if shown is not None and (reason := why(shown.line)):
            self._meaning.setText(reason)

    @Slot(object)
    def toggle(self, shown: Shown) -> None:
        """Take a line in, or leave it out; a refused one stays out."""
        if shown.line.refusal is not None:
            return
        self._going ^= {shown.line.place}
        self._after_choice()

    @Slot()
    def _take_all(self) -> None:
        self._going |= {line.place for line in self._shown if line.refusal is None}
        self._after_choice()

    @Slot()
    def _leave_all(self) -> None:
        self._going -= {line.place for line in self._shown}
        self._after_choice()

    def _after_choice(self) -> None:
        table = self._line_table
        row = table.currentIndex().row() if table is not None else 0
        had_focus = table is not None and table.hasFocus()
        self._show_groups(self._code)
        if table is not None and had_focus and self._shown:
            table.setFocus()
            table.point_at(min(max(row, 0), len(self._shown) - 1))
        self.changed.emit()

    def _make_table(self, *, prison: bool) -> None:
        self._lines = PagedRows(_line_columns(prison=prison), self._bring, parent=self)
        self._line_table = Table(self._lines, rows="two")
        self._line_table.chosen.connect(self.toggle)
        self._line_table.linked.connect(self.toggle)
        self._line_table.pointed.connect(self._explain)
        self._lines_card.body.insertWidget(1, self._line_table, 1)

    def _lay_out(self) -> None:
        groups = Card(flush=True)
        groups.body.addWidget(self._group_table, 1)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._name)
        words.addWidget(self._meaning)
        head = self._lines_card.add_head()
        head.addLayout(words, 1)
        foot = QHBoxLayout(self._foot)
        foot.addWidget(self._none)
        foot.addStretch(1)
        foot.addWidget(self._all)
        self._lines_card.body.addWidget(self._foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        row.addWidget(groups, 3)
        row.addWidget(self._lines_card, 5)


def why(line: PlanLine) -> str:
    """Why a line is not registered by itself; empty where nothing speaks against it."""
    if line.refusal is not None:
        return messages.sentence(line.refusal)
    if line.known_card:
        return _("Perhaps here already: card {card}").format(card=line.known_card)
    if line.twin_line is not None:
        return _("Perhaps the same as line {line}").format(line=line.twin_line)
    return ", ".join(_(DOUBTS[str(doubt)].name) for doubt in line.doubts)


def line_cell(line: PlanLine) -> Cell:
    """The line's number in the file."""
    return Cell(number(line.line.number), soft=True)


def who_cell(line: PlanLine) -> Cell:
    """Who the line is about, and the address below."""
    draft = line.draft
    born = f" · {draft.birth_year}" if draft.birth_year else ""
    return Cell((draft.name or "–") + born, draft.address, strong=True)


def _group_columns() -> list[Column[Group]]:
    def name(group: Group) -> Cell:
        known = _GROUPS[group.code][0] if group.code in _GROUPS else DOUBTS[group.code].name
        return Cell(_(known), strong=True)

    def count(group: Group) -> Cell:
        tint = _GROUPS[group.code][2] if group.code in _GROUPS else DOUBTS[group.code].tint
        return Cell(number(group.count), chip=tint)

    return [Column(_("Lines"), name), Column(_("Count"), count, width=92)]


def _line_columns(*, prison: bool) -> list[Column[Shown]]:
    def who(shown: Shown) -> Cell:
        line = shown.line
        cell = Cell(line.draft.card or "–", strong=True) if prison else who_cell(line)
        return replace(cell, second=why(line) or cell.second)

    def card(shown: Shown) -> Cell:
        return Cell(shown.line.draft.card or _("next"), soft=not shown.line.draft.card)

    columns = [
        Column(_("Line"), lambda shown: line_cell(shown.line), width=64, align="right"),
        Column(_("Card") if prison else _("Name"), who),
        Column(_("Card"), card, width=128, from_width=560),
        Column("", _choice_cell, width=118),
    ]
    return [columns[0], columns[1], columns[3]] if prison else columns


def _choice_cell(shown: Shown) -> Cell:
    if shown.line.refusal is not None:
        return Cell(_("left out"), chip="bad")
    return Cell(link=_("leave out")) if shown.is_going else Cell(link=_("register"))
