"""The criteria of a new list for the award."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QSpinBox
from typing_extensions import override

from jukung.domain.months import Month
from jukung.ui import theme
from jukung.ui.agency_pages import programme_parts as parts
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named, number_field
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal

_USUAL = (
    ("visits", "people", 30),
    ("loans", "member", 30),
    ("activity_participants", "absolute", 25),
    ("visits", "growth", 15),
    ("", "absolute", 0),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; a criterion is its indicator, what it is measured against, its weight."""

    name: str
    first: Month
    last: Month
    complete: int
    criteria: tuple[tuple[str, str, int], ...]


class LeagueForm(Card):
    """A name, a year, up to five criteria; Esc leaves."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.year = number_field(2000, 2199, value=2026)
        self.complete = number_field(0, 100, value=80)
        self.criteria: list[tuple[QComboBox, QComboBox, QSpinBox]] = []
        self._banner = Banner(corners="all")
        self._keep = Button(_("Keep and reckon"), kind="primary", key="Ctrl+Return", icon="check")
        self._back = Button(_("Back"))
        self._lay_out()
        self._keep.clicked.connect(self._ask)
        self._back.clicked.connect(self.left)

    def begin(self, year: int) -> None:
        """Begin a list of a year with the usual criteria."""
        self._banner.clear()
        self.name.clear()
        self.year.setValue(year)
        for (code, per, weight), usual in zip(self.criteria, _USUAL, strict=True):
            code.setCurrentIndex(max(code.findData(usual[0]), 0))
            per.setCurrentIndex(max(per.findData(usual[1]), 0))
            weight.setValue(usual[2])

    def offer(self, titles: Mapping[str, str], pers: Mapping[str, str]) -> None:
        """Offer these indicators, and what they may be measured against."""
        for code, per, _weight in self.criteria:
            parts.fill(code, {"": "–"} | dict(titles))
            parts.fill(per, pers)

    def take_focus(self) -> None:
        """Let the name be typed."""
        self.name.setFocus()

    @Slot(object)
    def refuse(self, refusal: Refusal) -> None:
        """Say what is missing."""
        parts.refuse(self._banner, refusal)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _ask(self) -> None:
        year = self.year.value()
        self.wanted.emit(
            Asked(
                name=self.name.text().strip(),
                first=Month(year, 1),
                last=Month(year, 12),
                complete=self.complete.value(),
                criteria=tuple(
                    (code.currentData(), per.currentData(), weight.value())
                    for code, per, weight in self.criteria
                    if code.currentData() and weight.value()
                ),
            )
        )

    def _lay_out(self) -> None:
        self.body.addWidget(label(_("A new list for the award"), "title"))
        self.body.addWidget(self._banner)
        self._banner.clear()
        first = QHBoxLayout()
        first.setSpacing(theme.px(12))
        first.addLayout(named(_("Name of the list"), self.name), 3)
        first.addLayout(named(_("Year"), self.year), 1)
        first.addLayout(named(_("At least, in percent of months"), self.complete), 1)
        self.body.addLayout(first)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        for place, title in enumerate((_("What counts"), _("Measured"), _("Weight"))):
            grid.addWidget(label(title, "field"), 0, place)
        for row in range(1, len(_USUAL) + 1):
            spoken = _("Criterion {number}").format(number=row)
            made = (parts.choice(spoken), parts.choice(spoken), number_field(0, 100))
            made[2].setAccessibleName(spoken)
            self.criteria.append(made)
            for place, widget in enumerate(made):
                grid.addWidget(widget, row, place)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._keep)
        self.body.addLayout(buttons)
