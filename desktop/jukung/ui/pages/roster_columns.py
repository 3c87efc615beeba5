"""The columns of a list: the first lines, and above each what it is used for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.exchange.rosters.use_words import USES
from jukung.ui import theme
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.words import _

if TYPE_CHECKING:
    from jukung.exchange.rosters.plan import RosterPlan

SAMPLES, WIDE = 6, 168
_PRISON = ("nothing", "card")


class ColumnsView(QWidget):
    """Shows what each column is used for, to be put right."""

    changed = Signal()
    """Somebody chose another use for a column."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[QComboBox] = []
        self._said = label("", "small", wrap=True)
        self._room: QScrollArea = scrolling()
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._said)
        card = Card()
        card.body.addWidget(self._room, 1)
        column.addWidget(card, 1)

    def show_plan(self, plan: RosterPlan, *, keeps_nik: bool) -> None:
        """Show the columns of a list as they are used now."""
        left = plan.left_out
        if plan.is_prison:
            self._said.setText(
                _("Residents are known by card only. No other column is read or shown here.")
            )
        elif not left:
            self._said.setText(_("Every column is used. Choose otherwise above a column."))
        else:
            words = _("Left out, because nothing needs it: {columns}")
            self._said.setText(words.format(columns=", ".join(left)))
        if [choice.currentData() for choice in self._choices] != [str(use) for use in plan.uses]:
            self._show_columns(plan, keeps_nik=keeps_nik)

    def uses(self) -> tuple[str, ...]:
        """What each column is used for."""
        return tuple(str(choice.currentData()) for choice in self._choices)

    def choose(self, place: int, use: str) -> None:
        """Use a column for something else, as its field does."""
        choice = self._choices[place]
        choice.setCurrentIndex(choice.findData(use))

    def words(self) -> str:
        """What is said above the columns."""
        return self._said.text()

    def take_focus(self) -> None:
        """Begin at the first column."""
        if self._choices:
            self._choices[0].setFocus()

    def _show_columns(self, plan: RosterPlan, *, keeps_nik: bool) -> None:
        self._choices = []
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(5))
        for place, (name, use) in enumerate(zip(plan.people.header, plan.uses, strict=True)):
            choice = self._choice(use, prison=plan.is_prison, keeps_nik=keeps_nik)
            choice.setAccessibleName(_("Column {name}").format(name=name))
            choice.installEventFilter(self)
            self._choices.append(choice)
            grid.addWidget(choice, 0, place)
            grid.addWidget(_short(name, "strong"), 1, place)
            shows = use == "card" or not plan.is_prison
            for row, cell in enumerate(_cells(plan, place) if shows else (), 2):
                grid.addWidget(_short(cell, "small" if use != "nothing" else "note"), row, place)
        grid.setRowStretch(SAMPLES + 2, 1)
        grid.setColumnStretch(plan.people.width, 1)
        self._room.setWidget(inside)

    def _choice(self, use: str, *, prison: bool, keeps_nik: bool) -> QComboBox:
        made = QComboBox()
        made.setFixedWidth(theme.px(WIDE))
        offered: Sequence[str] = _PRISON if prison else tuple(USES)
        for each in offered:
            if each != "nik" or keeps_nik:
                made.addItem(_(USES[each]), each)
        made.setCurrentIndex(max(made.findData(str(use)), 0))
        made.currentIndexChanged.connect(self._tell)
        return made

    def _tell(self) -> None:
        self.changed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A column that is reached by Tab comes into view; a wheel goes past it.
        if isinstance(watched, QComboBox):
            if event.type() == QEvent.Type.FocusIn:
                self._room.ensureWidgetVisible(watched)
            elif event.type() == QEvent.Type.Wheel and not watched.hasFocus():
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _cells(plan: RosterPlan, place: int) -> list[str]:
    lines = plan.people.lines[:SAMPLES]
    return [line.cells[place] if place < len(line.cells) else "" for line in lines]


def _short(text: str, look: str) -> QWidget:
    made = label(text, look)
    made.setToolTip(text)
    made.setFixedWidth(theme.px(WIDE))
    return made
