"""The forms beside the list of residents: a new card, and a move or another state."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.house_words import split_code
from jukung.domain.kinds import AgeBand, ResidentState, Sex
from jukung.domain.typed import Lean
from jukung.ui import verbs
from jukung.ui.pages.form_parts import FormCard, choice_field, choice_of, column, show_choice
from jukung.ui.pieces.day_field import DayField
from jukung.ui.pieces.fields import day_field, named
from jukung.ui.pieces.label import label
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.ui.pages.resident_reading import ShownResident

SEXES = {Sex.unknown: N_("Not said"), Sex.male: N_("Man"), Sex.female: N_("Woman")}
AGES = {
    AgeBand.unknown: N_("Not said"),
    AgeBand.child: N_("Child"),
    AgeBand.teen: N_("Teen"),
    AgeBand.adult: N_("Adult"),
    AgeBand.senior: N_("Senior"),
}


def row_of_room(desk: Desk, typed: str) -> int | None:
    """The row of a room as it was typed, such as `B-12`; refuses PlaceUnknown."""
    if not typed:
        return None
    parts = split_code(typed)
    return verbs.house.room_named(desk, *(parts or (typed,)))


class NewResident(FormCard):
    """A card and a room; the number may be left to us."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        fields, inside = column(), QWidget()
        inside.setLayout(fields)
        super().__init__(inside, save=_("Save"), parent=parent)
        self.card, self.room = QLineEdit(), QLineEdit()
        self.card.setPlaceholderText(_("Empty takes the next number"))
        self.room.setPlaceholderText(_("Such as B-12"))
        self.sex: QComboBox = choice_field(SEXES)
        self.age: QComboBox = choice_field(AGES)
        fields.addLayout(named(_("Room"), self.room))
        fields.addLayout(named(_("Card number"), self.card))
        fields.addLayout(named(_("Sex, for the figures"), self.sex))
        fields.addLayout(named(_("Age, for the figures"), self.age))
        note = _("No name is kept here. An officer keeps names in the window of names.")
        fields.addWidget(label(note, "note", wrap=True))
        fields.addStretch(1)
        self.room.returnPressed.connect(self.card.setFocus)
        self.card.returnPressed.connect(self.press_save)

    def start(self) -> None:
        """Begin with empty fields; the room of the last one stays."""
        self.begin(_("New resident"))
        self.card.clear()
        self.room.setFocus()
        self.room.selectAll()


class MoveForm(FormCard):
    """Another room, another state, the day of it; for officers the expected release."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        fields: QVBoxLayout = column()
        inside = QWidget()
        inside.setLayout(fields)
        super().__init__(inside, save=_("Store"), parent=parent)
        self.room = QLineEdit()
        self.room.setPlaceholderText(_("Such as B-12"))
        self.state: QComboBox = choice_field(messages.RESIDENT_STATES)
        self.on: DayField = day_field(date(2026, 1, 1))
        self.has_release = QCheckBox(_("The day of release is known"))
        self.release: DayField = day_field(date(2026, 1, 1), lean=Lean.near)
        self._leaves = label("", "small", tint="gold", wrap=True)
        fields.addLayout(named(_("Room"), self.room))
        fields.addLayout(named(_("Status"), self.state))
        fields.addWidget(self._leaves)
        fields.addLayout(named(_("Since"), self.on))
        fields.addWidget(self.has_release)
        fields.addWidget(self.release)
        fields.addStretch(1)
        self.has_release.toggled.connect(self.release.setVisible)
        self.state.currentIndexChanged.connect(self._follow_state)
        self.room.returnPressed.connect(self.press_save)
        self.on.entered.connect(self.press_save)
        self.release.entered.connect(self.press_save)

    def start(self, shown: ShownResident) -> None:
        """Begin with how a resident stands now."""
        self.begin(_("Card {card}").format(card=shown.resident.card))
        self.room.setText(shown.resident.place)
        show_choice(self.state, shown.resident.state)
        self.on.show_day(shown.today, today=shown.today)
        day = shown.particulars.release_on if shown.particulars else None
        self.has_release.setChecked(day is not None)
        self.release.show_day(day or shown.today + timedelta(days=30), today=shown.today)
        self.release.setVisible(day is not None)
        self._follow_state()
        self.room.setFocus()
        self.room.selectAll()

    def chosen_state(self) -> ResidentState:
        """The state chosen."""
        return ResidentState(choice_of(self.state))

    def release_on(self) -> date | None:
        """The expected day; None where it is not known."""
        return self.release.day() if self.has_release.isChecked() else None

    @Slot()
    def _follow_state(self) -> None:
        leaves = self.chosen_state().has_left
        self._leaves.setText(
            _("A clearance is opened with what is still out; requests end.") if leaves else ""
        )
        self._leaves.setVisible(leaves)
        self.room.setEnabled(not leaves)
