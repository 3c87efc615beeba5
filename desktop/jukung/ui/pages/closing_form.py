"""The form of a closing: which days, why, and whether due days move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from jukung.domain.errors import ReasonMissing, Refusal
from jukung.domain.typed import Lean
from jukung.ui.pages.form_parts import beside
from jukung.ui.pages.section_form import SectionForm
from jukung.ui.pieces.fields import day_field, day_of, named
from jukung.ui.pieces.label import label
from jukung.words import _, many, number

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class ClosingWords:
    """What the form says; `is_open` is a day on which the library opens all the same."""

    first: date
    last: date
    name: str
    is_open: bool
    move_dues: bool


class ClosingForm(SectionForm):
    """A closing of some days, or one day open in spite of a holiday."""

    days_changed = Signal()
    """Other days: somebody may count what is due then."""

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        # A flood is written down after it, a feast before it.
        self._first = day_field(today, lean=Lean.near)
        self._last = day_field(today, lean=Lean.near)
        self._last_was_typed = False
        self._name = QLineEdit()
        self._name.setMaxLength(LONGEST_NAME)
        self._opens = False
        self._moves = QCheckBox(_("Move due days to the next open day"))
        self._moves.setChecked(True)
        self._count = label("", "second", wrap=True)
        self._first_name = named(_("First day"), self._first)
        self._last_name = named(_("Last day"), self._last)
        self.fields.addLayout(beside((self._first_name, 1), (self._last_name, 1)))
        self.fields.addLayout(named(_("Why"), self._name))
        self.fields.addWidget(self._moves)
        self.fields.addWidget(self._count)
        self._first.changed.connect(self._follow_first)
        self._last.changed.connect(self._keep_last)
        self._first.entered.connect(self._leave_first)
        self._last.entered.connect(self._name.setFocus)
        self._name.returnPressed.connect(self.press_save)

    def load(self, day: date, *, today: date, opens: bool = False, name: str = "") -> None:
        """Begin with a day: closed from then on, or open in spite of a holiday."""
        self._last_was_typed = False
        self._opens = opens
        for field in (self._first, self._last):
            field.show_day(day, today=today)
        self._name.setText(name)
        self._moves.setChecked(True)
        for each in (self._moves, self._count):
            each.setVisible(not opens)
        self._last.setEnabled(not opens)
        self._name.setPlaceholderText(
            _("For example: village meeting") if opens else _("For example: flood")
        )

    def words_typed(self) -> ClosingWords:
        """What the fields say; refuses DayUnreadable."""
        return ClosingWords(
            day_of(self._first),
            day_of(self._last),
            self._name.text(),
            self._opens,
            self._moves.isChecked() and not self._opens,
        )

    def days_typed(self) -> tuple[date, date] | None:
        """The days that would be closed; None while they cannot be read."""
        first, last = self._first.readable(), self._last.readable()
        if self._opens or first is None or last is None or last < first:
            return None
        return first, last

    @override
    def refuse(self, refusal: Refusal) -> None:
        """Show why it was not saved, in the field where it can be set right."""
        super().refuse(refusal)
        if isinstance(refusal, ReasonMissing):
            self._name.setFocus()
            return
        wrong = self._last if self._first.readable() is not None else self._first
        (self._first if self._opens else wrong).setFocus()

    def show_count(self, count: int, to: date | None, words: str) -> None:
        """Say how many due days lie in these days, and where they would go."""
        if not count or to is None:
            self._count.setText(_("No copy is due on these days."))
            return
        self._count.setText(
            many(
                "{count} copy is due then; it would be due {day}.",
                "{count} copies are due then; they would be due {day}.",
                count,
            ).format(count=number(count), day=words)
        )

    def counted(self) -> str:
        """The sentence about due days."""
        return self._count.text()

    def take_focus(self) -> None:
        """Go to the first field."""
        (self._name if self._opens else self._first).setFocus()

    @Slot()
    def _follow_first(self) -> None:
        # What is half typed is a day as well; a last day that somebody typed stays.
        day = self._first.readable()
        if day is not None and not self._last_was_typed:
            self._last.show_day(day)
        self.days_changed.emit()

    @Slot()
    def _keep_last(self) -> None:
        self._last_was_typed = True
        self.days_changed.emit()

    @Slot()
    def _leave_first(self) -> None:
        (self._name if self._opens else self._last).setFocus()
