"""Month, quarter or year, with arrows to the one before and after."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from jukung.domain.months import Month
from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.words import _

_STEPS = {"month": 1, "quarter": 3, "year": 12}


class SpanBar(QWidget):
    """Tells which months a person wants to see."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._until: Month | None = None
        self._latest: Month | None = None
        self.units = Segments({"month": _("Month"), "quarter": _("Quarter"), "year": _("Year")})
        self._before = Button("", icon="chevron-left")
        self._after = Button("", icon="chevron-right")
        for button, words in ((self._before, _("Earlier")), (self._after, _("Later"))):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._words: QLabel = label("", "strong")
        self._words.setMinimumWidth(theme.px(96))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.units)
        row.addWidget(self._before)
        row.addWidget(self._words)
        row.addWidget(self._after)
        row.addStretch(1)
        self.units.chosen.connect(self._choose_unit)
        self._before.clicked.connect(self._go_back)
        self._after.clicked.connect(self._go_on)

    def unit(self) -> str:
        """`month`, `quarter` or `year`."""
        return str(self.units.name())

    def until(self) -> Month | None:
        """A month of the span chosen; None until the first is shown."""
        return self._until

    def show_span(self, words: str, last: Month, *, latest: Month) -> None:
        """Show what is read now; nothing after the latest month can be asked for."""
        self._words.setText(words)
        self._latest = latest
        self._until = min(last, latest)
        self._after.setEnabled(last < latest)

    @Slot(object)
    def _choose_unit(self, _unit: str) -> None:
        self.changed.emit()

    @Slot()
    def _go_back(self) -> None:
        self._move(-1)

    @Slot()
    def _go_on(self) -> None:
        self._move(1)

    def _move(self, way: int) -> None:
        if self._until is None:
            return
        place = self._until.year * 12 + self._until.number - 1 + way * _STEPS[self.unit()]
        moved = Month(place // 12, place % 12 + 1)
        self._until = min(moved, self._latest) if self._latest else moved
        self.changed.emit()
