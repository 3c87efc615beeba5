"""On which weekdays the library is open, and which holidays count."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.words import _, weekday


class WeekCard(Card):
    """Seven toggles and two switches; each choice is kept at once."""

    weekdays_chosen = Signal(object)
    """The closed weekdays, Monday 0, as a frozenset."""

    holidays_chosen = Signal(bool, bool)
    """Whether public holidays and joint leave count."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._days = [Button(weekday(day, short=True), kind="choice") for day in range(7)]
        self._public = QCheckBox(_("Closed on public holidays (libur nasional)"))
        self._joint = QCheckBox(_("Closed on joint leave too (cuti bersama)"))
        self.body.addWidget(label(_("Open on"), "heading"))
        grid = QGridLayout()
        grid.setSpacing(theme.px(6))
        for place, button in enumerate(self._days):
            button.setAccessibleName(weekday(place))
            grid.addWidget(button, 0, place)
            button.clicked.connect(self._choose_weekdays)
        self.body.addLayout(grid)
        self.body.addWidget(self._public)
        self.body.addWidget(self._joint)
        self._public.clicked.connect(self._choose_holidays)
        self._joint.clicked.connect(self._choose_holidays)

    def show_choices(self, closed: Collection[int], *, public: bool, joint: bool) -> None:
        """Show what the library decided."""
        for place, button in enumerate(self._days):
            button.setChecked(place not in closed)
        self._public.setChecked(public)
        self._joint.setChecked(public and joint)
        self._joint.setEnabled(public)

    def take_focus(self) -> None:
        """Go to Monday."""
        self._days[0].setFocus()

    @Slot()
    def _choose_weekdays(self) -> None:
        closed = frozenset(n for n, button in enumerate(self._days) if not button.isChecked())
        self.weekdays_chosen.emit(closed)

    @Slot()
    def _choose_holidays(self) -> None:
        self.holidays_chosen.emit(self._public.isChecked(), self._joint.isChecked())
