"""Arrows and a list of months, for the right of the header."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from jukung.domain.months import Month
from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.words import _, long_month


class MonthChooser(QWidget):
    """Tells which month a person wants to see."""

    chosen = Signal(object)
    """The month chosen by a person."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[Month, ...] = ()
        self._before = Button("", icon="chevron-left")
        self._after = Button("", icon="chevron-right")
        self._list = QComboBox()
        self._list.setMinimumWidth(theme.px(156))
        self._list.setAccessibleName(_("Month"))
        self._before.setAccessibleName(_("Month before"))
        self._after.setAccessibleName(_("Month after"))
        self._before.setToolTip(_("Month before"))
        self._after.setToolTip(_("Month after"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for each in (self._before, self._list, self._after):
            row.addWidget(each)
        self._list.activated.connect(self._choose)
        self._before.clicked.connect(self._go_back)
        self._after.clicked.connect(self._go_on)

    def show_months(self, months: tuple[Month, ...], chosen: Month) -> None:
        """Show the months there are, newest first, and the one that is open."""
        self._months = tuple(reversed(months))
        self._list.clear()
        self._list.addItems([long_month(each.year, each.number) for each in self._months])
        place = self._months.index(chosen)
        self._list.setCurrentIndex(place)
        self._before.setEnabled(place < len(self._months) - 1)
        self._after.setEnabled(place > 0)

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.chosen.emit(self._months[place])

    @Slot()
    def _go_back(self) -> None:
        self._choose(self._list.currentIndex() + 1)

    @Slot()
    def _go_on(self) -> None:
        self._choose(self._list.currentIndex() - 1)
