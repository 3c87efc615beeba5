"""The days that reports are of: spans with a name, and free days."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pieces.day_field import DayField
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.words import N_, _

USUAL, FREE = "month", "free"
_NAMES: Mapping[str, str] = {
    USUAL: N_("This month"),
    "last_month": N_("Last month"),
    "quarter": N_("Quarter"),
    "year": N_("This year"),
    "last_year": N_("Last year"),
    FREE: N_("Other days"),
}


@dataclass(frozen=True, slots=True)
class Days:
    """A first and a last day, both counted."""

    first: date
    last: date


def days_of(name: str, today: date) -> Days:
    """The days of a named span, whole months of them."""
    year, month = today.year, today.month
    if name == "last_month":
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return _months(year, month, 1)
    if name == "quarter":
        return _months(year, month - (month - 1) % 3, 3)
    if name in ("year", "last_year"):
        return _months(year - (name == "last_year"), 1, 12)
    return _months(year, month, 1)


def _months(year: int, first: int, count: int) -> Days:
    after = first + count
    end = date(year, after, 1) if after <= 12 else date(year + 1, after - 12, 1)
    return Days(date(year, first, 1), date.fromordinal(end.toordinal() - 1))


class SpanChooser(QWidget):
    """Spans side by side, or in a list where it is narrow; two lines for other days."""

    changed = Signal()
    """Other days were chosen."""

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._name = today, USUAL
        self._segments = Segments({name: _(words) for name, words in _NAMES.items()})
        self._list = QComboBox()
        self._list.setAccessibleName(_("Days"))
        for name, words in _NAMES.items():
            self._list.addItem(_(words), name)
        self._list.hide()
        self._first, self._last = DayField(today), DayField(today)
        self._free = QWidget()
        row = QHBoxLayout(self._free)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        for words, field in (
            (_("From#days"), self._first),
            (_("Until#days"), self._last),
        ):
            column = QVBoxLayout()
            column.setSpacing(theme.px(2))
            said = words.partition("#")[0]
            named = label(said, "field")
            named.setBuddy(field.line)
            field.line.setAccessibleName(said)
            column.addWidget(named)
            column.addWidget(field)
            row.addLayout(column)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(6))
        whole.addWidget(self._segments)
        whole.addWidget(self._list)
        whole.addWidget(self._free)
        self.setFocusProxy(self._segments)
        self.show_days(USUAL, today=today)
        self._segments.chosen.connect(self._choose)
        self._list.activated.connect(self._choose_listed)
        for field in (self._first, self._last):
            field.changed.connect(self.changed)

    def show_days(self, written: str, *, today: date) -> None:
        """Show days as they were kept by `written`; anything else is this month."""
        self._today = today
        name, *typed = written.split()
        days = days_of(USUAL, today)
        with suppress(ValueError):
            if name == FREE and len(typed) == 2:
                days = Days(*(date.fromisoformat(each) for each in typed))
        before = self.blockSignals(True)
        self._name = name if name in _NAMES else USUAL
        self._segments.choose(self._name)
        self._first.show_day(days.first, today=today)
        self._last.show_day(days.last, today=today)
        self.blockSignals(before)
        self._follow()

    def written(self) -> str:
        """The choice in a form to be kept."""
        name, days = self._name, self.days()
        if name == FREE and days is not None:
            return f"{FREE} {days.first.isoformat()} {days.last.isoformat()}"
        return name

    def days(self) -> Days | None:
        """The days chosen; None while a line cannot be read or they run backwards."""
        if self._name != FREE:
            return days_of(self._name, self._today)
        first, last = self._first.readable(), self._last.readable()
        return Days(first, last) if first and last and first <= last else None

    def become_narrow(self, *, narrow: bool) -> None:
        """Show a list in place of the buttons, or the buttons again."""
        self._list.setVisible(narrow)
        self._segments.setHidden(narrow)
        self.setFocusProxy(self._list if narrow else self._segments)

    def choose(self, name: str) -> None:
        """Choose a span by its name."""
        self._segments.choose(name)

    @Slot(object)
    def _choose(self, name: str) -> None:
        self._name = name
        self._follow()
        self.changed.emit()

    @Slot(int)
    def _choose_listed(self, place: int) -> None:
        self._segments.choose(str(self._list.itemData(place)))

    def _follow(self) -> None:
        self._list.setCurrentIndex(self._list.findData(self._name))
        self._free.setVisible(self._name == FREE)
