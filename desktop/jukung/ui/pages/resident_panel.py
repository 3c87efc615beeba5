"""The chosen resident: card, place, state, what is at home, and the way through the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import resident_words
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, many, number, short_day

if TYPE_CHECKING:
    from jukung.library.moves import MoveLine
    from jukung.library.slips import LoanLine
    from jukung.ui.pages.resident_reading import ShownResident

MOVES_SHOWN = 4


class ResidentPanel(Card):
    """Shows a resident; tells what is wanted with them."""

    move_wanted = Signal()
    desk_wanted = Signal()
    more_wanted = Signal()
    name_wanted = Signal()
    clearance_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.banner = Banner(corners="top")
        self._card, self._place = label("", "title"), label("", "second")
        self._state, self._must = Chip(), Chip()
        self._release, self._count = label("", "small", wrap=True), label("", "strong")
        self._moves = label("", "small", wrap=True)
        self._loans: Rows[LoanLine] = Rows(_columns())
        self._table = Table(self._loans, rows="wrap", selectable=False)
        self._table.set_empty(_("Nothing at home."))
        self._move = Button(_("Move or state"), icon="map-pin", key="Ctrl+M")
        self._clearance = Button(_("Clearance"), icon="clipboard-check", key="Ctrl+L")
        self._more = Button(_("More"), key="Ctrl+E")
        self._name = Button(_("Name"), icon="lock", key="Ctrl+B")
        self._to_desk = Button(_("To the desk"), icon="scan-barcode", key="Ctrl+Return")
        self._lay_out()
        self._move.clicked.connect(self.move_wanted)
        self._clearance.hide()
        self._clearance.clicked.connect(self.clearance_wanted)
        self._more.clicked.connect(self.more_wanted)
        self._name.clicked.connect(self.name_wanted)
        self._to_desk.clicked.connect(self.desk_wanted)

    def show_resident(self, shown: ShownResident, *, names: bool) -> None:
        """Show a resident; with `names` the vault can be asked who it is."""
        view = shown.resident
        self.banner.clear()
        self._card.setText(view.card)
        where = _("Room {place}").format(place=view.place) if view.place else _("Without a room")
        self._place.setText(where)
        self._state.show_words(*resident_words.state_words(view.state))
        self._must.show_words(_("Must come back") if view.must_come_back else "", "gold")
        _show(self._release, _release_words(shown))
        said = many("{count} copy on loan", "{count} copies on loan", len(shown.loans))
        self._count.setText(said.format(count=number(len(shown.loans))))
        self._loans.show_values(shown.loans)
        _show(self._moves, "\n".join(map(_move_words, shown.moves[:MOVES_SHOWN])))
        is_officer = shown.particulars is not None
        self._move.setVisible(is_officer)
        open_one = shown.clearance is not None and shown.clearance.closed_on is None
        self._clearance.setVisible(is_officer and (open_one or view.state.has_left))
        self._name.setVisible(names)

    def words(self) -> str:
        """The sentence above the resident; empty when there is none."""
        return self.banner.words()

    def card(self) -> str:
        """The card shown."""
        return self._card.text()

    def place(self) -> str:
        """The place shown."""
        return self._place.text()

    def chips(self) -> list[str]:
        """The chips that are shown."""
        return [chip.words() for chip in (self._state, self._must) if chip.words()]

    def loans(self) -> list[LoanLine]:
        """The loans shown."""
        return self._loans.values()

    @Slot()
    def take_focus(self) -> None:
        """Begin with the way to the desk."""
        self._to_desk.setFocus()

    def _lay_out(self) -> None:
        self.body.addWidget(self.banner)
        side = theme.px(16)
        top = QVBoxLayout()
        top.setContentsMargins(side, side, side, theme.px(8))
        top.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.addWidget(self._card, 1)
        head.addWidget(self._name)
        top.addLayout(head)
        top.addWidget(self._place)
        chips = QHBoxLayout()
        chips.setSpacing(theme.px(8))
        chips.addWidget(self._state)
        chips.addWidget(self._must)
        chips.addStretch(1)
        top.addLayout(chips)
        top.addWidget(self._release)
        ways = QHBoxLayout()
        ways.setSpacing(theme.px(8))
        ways.addWidget(self._move)
        ways.addWidget(self._clearance)
        ways.addStretch(1)
        top.addLayout(ways)
        top.addWidget(self._count)
        self.body.addLayout(top)
        self.body.addWidget(self._table, 1)
        below = QVBoxLayout()
        below.setContentsMargins(side, theme.px(6), side, theme.px(8))
        below.addWidget(self._moves)
        self.body.addLayout(below)
        foot = self.add_foot()
        foot.addWidget(self._more)
        foot.addStretch(1)
        foot.addWidget(self._to_desk)


def _show(words: QLabel, text: str) -> None:
    words.setText(text)
    words.setVisible(bool(text))


def _release_words(shown: ShownResident) -> str:
    view = shown.resident
    since = _("Since {day}").format(day=short_day(view.state_on))
    day = shown.particulars.release_on if shown.particulars else None
    if day is None or view.state.has_left:
        return since
    return since + "\n" + _("Expected to leave on {day}").format(day=short_day(day))


def _move_words(move: MoveLine) -> str:
    parts = [brief_day(move.on_day)]
    if move.place_before != move.place_after:
        parts.append(f"{move.place_before or '–'} → {move.place_after or '–'}")
    if move.state_before is not move.state_after:
        parts.append(resident_words.state_words(move.state_after)[0])
    if len(parts) == 1:
        parts.append(_("Expected day changed"))
    return " · ".join(parts)


def _columns() -> list[Column[LoanLine]]:
    return [
        Column(_("Title"), lambda loan: Cell(loan.title, loan.barcode, strong=True)),
        Column(_("Due"), _due, width=140),
    ]


def _due(loan: LoanLine) -> Cell:
    late = loan.overdue_days
    second = _("{days} days overdue").format(days=late) if late else ""
    return Cell(short_day(loan.due_on), second, strong=True, tint="bad" if late else "")
