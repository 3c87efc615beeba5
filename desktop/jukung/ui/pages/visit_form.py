"""Many visitors at once: a class, a past day from paper, or a day set right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung.domain.errors import DayInFuture, DayTooLongAgo, DayUnreadable, Refusal
from jukung.domain.kinds import AgeBand
from jukung.ui import theme
from jukung.ui.pages.form_parts import FormCard, beside, go_on_with_enter
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.count_field import CountField
from jukung.ui.pieces.fields import day_field, day_of, named
from jukung.ui.pieces.label import label
from jukung.words import N_, _, number, short_day

if TYPE_CHECKING:
    from jukung.library.visits import DayTally

SEXES = (
    ("female", N_("Women")),
    ("male", N_("Men")),
    ("unknown", N_("Not noted")),
)


@dataclass(frozen=True, slots=True)
class DayAnswers:
    """What the form says: counts to add to a day, or a day's true totals."""

    on: date
    corrects: bool
    counts: dict[str, Any]
    more: dict[str, Any]
    """Group and age, for counts that are added."""


class VisitForm(QWidget):
    """Adds to a day, or sets its totals right; `asked` wants to know a day's tally."""

    saved = Signal()
    left = Signal()

    asked = Signal(object)
    """A day whose tally the form wants to be shown."""

    def __init__(self, *, prison: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prison = prison
        self._add = Button(_("Add to the day"), kind="choice")
        self._correct = Button(_("Set the day right"), kind="choice")
        self._day = day_field(date(2026, 1, 1))
        self._group = QLineEdit()
        self._group.setMaxLength(80)
        self._group.setPlaceholderText(_("Class IV"))
        self.counts = {sex: CountField(9999) for sex, _name in SEXES}
        self._children = QCheckBox(_("All of them are children"))
        self._known = label("", "note", wrap=True)
        self._first: QLineEdit = self._group
        fields = QWidget()
        self._card = FormCard(fields)
        self._lay_out(fields)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._card)
        self._connect()

    def begin_day(self, today: date) -> None:
        """Begin with yesterday, whose visitors were counted on paper."""
        self._begin(today, today - timedelta(days=1), corrects=False)
        self._first = self.counts["female"]

    def begin_group(self, today: date) -> None:
        """Begin with a class that stands in the door."""
        self._begin(today, today, corrects=False)
        self._first = self.counts["unknown"] if self._prison else self._group

    def begin_correction(self, today: date, day: date) -> None:
        """Begin with a day whose totals are wrong."""
        self._begin(today, day, corrects=True)
        self._first = self.counts["female"]

    def take_focus(self) -> None:
        """Go to the first field that matters."""
        self._first.setFocus()

    def show_day(self, tally: DayTally | None) -> None:
        """Show what the chosen day has."""
        day = self._day.readable()
        if day is None:
            return
        if self._correct.isChecked():
            for sex, field in self.counts.items():
                field.show_count(getattr(tally, sex) if tally else None)
            self.counts["female"].selectAll()
            words = _("{day}: type how many there really were. Undo brings back what was.")
        elif tally is not None:
            words = _("{day} already has {count}. What you add comes on top.")
        else:
            words = _("Nobody was counted on {day} yet.")
        count = number(tally.total if tally else None)
        self._known.setText(words.format(day=short_day(day), count=count))

    def answers(self) -> DayAnswers:
        """What is typed; an empty count is nobody. Refuses DayUnreadable."""
        counts = {sex: field.count() or 0 for sex, field in self.counts.items()}
        more = {
            "group_name": self._group.text(),
            "age_band": AgeBand.child if self._children.isChecked() else AgeBand.unknown,
        }
        return DayAnswers(day_of(self._day), self._correct.isChecked(), counts, more)

    def wait(self) -> None:
        """Take no second Save while the first is under way."""
        self._card.wait(waits=True)

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was stored."""
        self._card.refuse(refusal)
        if isinstance(refusal, (DayUnreadable, DayInFuture, DayTooLongAgo)):
            self._day.setFocus()

    def words(self) -> str:
        """What is said above the fields."""
        return self._card.words()

    def _begin(self, today: date, day: date, *, corrects: bool) -> None:
        self._day.show_day(day, today=today)
        self._group.clear()
        self._children.setChecked(False)
        for field in self.counts.values():
            field.clear()
        self._show_mode(corrects=corrects)

    def _show_mode(self, *, corrects: bool) -> None:
        self._add.setChecked(not corrects)
        self._correct.setChecked(corrects)
        self._more.setVisible(not corrects)
        title = _("Set a day right") if corrects else _("Many visitors at once")
        self._card.begin(title)
        self._ask()

    @Slot()
    def _choose_add(self) -> None:
        for field in self.counts.values():
            field.clear()
        self._show_mode(corrects=False)

    @Slot()
    def _choose_correct(self) -> None:
        self._show_mode(corrects=True)

    @Slot()
    def _ask(self) -> None:
        day = self._day.readable()
        if day is not None:
            self.asked.emit(day)

    def _lay_out(self, fields: QWidget) -> None:
        column = QVBoxLayout(fields)
        column.setSpacing(theme.px(12))
        modes = QHBoxLayout()
        modes.setSpacing(theme.px(8))
        modes.addWidget(self._add, 1)
        modes.addWidget(self._correct, 1)
        column.addLayout(modes)
        self._day.setMinimumWidth(theme.px(150))
        column.addLayout(named(_("Day"), self._day))
        column.addLayout(beside(*((named(_(name), self.counts[sex]), 1) for sex, name in SEXES)))
        self._more = QWidget()
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(theme.px(10))
        if self._prison:
            # Nothing of who came is kept here, not even of which group.
            self._group.setParent(self)
            self._group.hide()
        else:
            more.addLayout(named(_("Class or group; no person's name"), self._group))
        more.addWidget(self._children)
        column.addWidget(self._more)
        column.addWidget(self._known)
        column.addStretch(1)

    def _connect(self) -> None:
        self._add.clicked.connect(self._choose_add)
        self._correct.clicked.connect(self._choose_correct)
        self._day.changed.connect(self._ask)
        self._day.entered.connect(self.counts["female"].setFocus)
        self._group.returnPressed.connect(self.counts["female"].setFocus)
        go_on_with_enter(list(self.counts.values()), self._card.press_save)
        self._card.saved.connect(self.saved)
        self._card.left.connect(self.left)
