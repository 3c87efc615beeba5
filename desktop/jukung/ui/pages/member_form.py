"""The form of a member; in a prison library a card and nothing of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung.domain.errors import Refusal
from jukung.domain.kinds import BorrowerKind, Sex
from jukung.domain.typed import Lean
from jukung.ui import theme
from jukung.ui.pages import member_words
from jukung.ui.pages.form_parts import (
    beside,
    choice_field,
    choice_of,
    column,
    go_on_with_enter,
    lines_field,
    show_choice,
)
from jukung.ui.pages.member_photo_field import PhotoField
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import day_field, day_of, mark_wrong, named
from jukung.ui.pieces.label import label
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.exchange.rosters.residents import Resident
    from jukung.library.members import Kind, MemberView

FIRST_YEAR, GROWN_AT, NIK_DIGITS = 1900, 13, 16
LAST_DAY = date(2199, 12, 31)
SEXES = {
    Sex.unknown: N_("Not recorded"),
    Sex.female: N_("Female"),
    Sex.male: N_("Male"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What the form stands on, read with the member."""

    today: date
    kinds: tuple[Kind, ...]
    keeps_nik: bool = False
    nik: str = ""
    next_card: str = ""
    jpeg: bytes | None = None


class _Until(QWidget):
    """Until when a membership is good: a day, or no end."""

    def __init__(self) -> None:
        super().__init__()
        self._ends = QCheckBox(_("Ends on"))
        self._day = day_field(date(2000, 1, 1), lean=Lean.ahead)
        self._day.line.setAccessibleName(_("Ends on"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        ends = QVBoxLayout()
        # Beside the line, above its words.
        ends.setContentsMargins(0, theme.px(4), 0, 0)
        ends.addWidget(self._ends)
        ends.addStretch(1)
        row.addLayout(ends)
        row.addWidget(self._day, 1)
        self._ends.toggled.connect(self._day.setEnabled)
        self.setFocusProxy(self._ends)

    def show_day(self, day: date | None, *, usual: date, today: date) -> None:
        """Show until when; None is without end, with a usual day behind it."""
        self._ends.setChecked(day is not None)
        self._day.setEnabled(day is not None)
        self._day.show_day(day or usual, today=today)

    def day(self) -> date | None:
        """Until when; None is without end. Refuses DayUnreadable."""
        return min(day_of(self._day), LAST_DAY) if self._ends.isChecked() else None

    def is_left_at(self, day: date | None) -> bool:
        """Whether this day, or no end, is still what is shown."""
        return (self._day.readable() if self._ends.isChecked() else None) == day

    def take_day(self) -> None:
        """Go to the day, which could not be read."""
        self._day.setFocus()


class MemberForm(QWidget):
    """Loaded from a member, gives the facts of a draft."""

    finished = Signal()
    """Enter in the last line."""

    register_wanted = Signal()
    """Somebody is to be looked up in the population register."""

    named_somebody = Signal()
    """Name, birth year or phone were typed, so that a look-alike could be known."""

    def __init__(self, *, prison: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prison = prison
        self._is_new = True
        self._ground = Ground(date(2000, 1, 1), ())
        self._until_kept: date | None = None
        self._until_offered: date | None = None
        self._before: dict[str, Any] = {}
        self.photo = PhotoField()
        self._name, self._card, self._born = QLineEdit(), QLineEdit(), QLineEdit()
        self._phone, self._address, self._nik = QLineEdit(), QLineEdit(), QLineEdit()
        self._guardian_name, self._guardian_phone = QLineEdit(), QLineEdit()
        self._guardian_card = QLineEdit()
        self._sex, self._kind = choice_field(SEXES), choice_field({})
        self._until = _Until()
        self._note = lines_field()
        self._guardian_hint = label("", "note", wrap=True)
        self._look_up = Button(_("From the population register"), icon="search", key="Ctrl+G")
        self._guardian, self._nik_block = QWidget(), QWidget()
        self._born.setValidator(QIntValidator(FIRST_YEAR, 9999, self))
        self._born.setMaxLength(4)
        self._nik.setMaxLength(NIK_DIGITS)
        self._nik.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self._lay_out()
        self._connect()

    def load(self, member: MemberView | None, ground: Ground) -> None:
        """Show a member; None empties the form, with the next card as a hint."""
        self._ground, self._is_new = ground, member is None
        for name, field in self._lines().items():
            field.setText(getattr(member, name, ""))
        born: int | None = getattr(member, "birth_year", None)
        self._born.setText(str(born) if born else "")
        self._nik.setText(ground.nik)
        self._nik_block.setVisible(ground.keeps_nik and not self._prison)
        self._card.setPlaceholderText(
            _("empty: {card}").format(card=ground.next_card) if ground.next_card else ""
        )
        self.photo.load(getattr(member, "name", ""), ground.jpeg)
        show_choice(self._sex, member.sex if member else Sex.unknown)
        self._offer_kinds(member.kind if member else BorrowerKind.general)
        self._until_kept = member.until_on if member else None
        self._show_until(member)
        self._note.setPlainText(getattr(member, "note", ""))
        mark_wrong(self._born, wrong=False)
        self._show_guardian()
        self._before = self.facts()

    def facts(self) -> dict[str, Any]:
        """What the form says, by the names of a member's draft; refuses DayUnreadable."""
        desk = {"card": self._card.text().strip(), "note": self._note.toPlainText().strip()}
        if self._prison:
            # A note of former times goes with the next edit, and none is written.
            return {"card": desk["card"], "until_on": self._until_kept}
        born, until = self._born.text().strip(), self._until.day()
        lines = {name: field.text().strip() for name, field in self._lines().items()}
        return (
            lines
            | desk
            | {
                "sex": Sex(choice_of(self._sex)),
                "birth_year": int(born) if born else None,
                "kind": BorrowerKind(choice_of(self._kind)),
                "until_on": until,
                "endless": until is None,
                "nik": self._nik.text().strip() if self._ground.keeps_nik else "",
            }
        )

    def name(self) -> str:
        """The name as it stands in the form."""
        return self._name.text().strip()

    def fill(self, resident: Resident) -> None:
        """Take over what the population register knows; the NIK only where it is kept."""
        lines = (
            (self._name, resident.name),
            (self._born, str(resident.birth_year or "")),
            (self._address, resident.address),
            (self._phone, resident.phone),
            (self._nik, resident.nik if self._ground.keeps_nik else ""),
        )
        for field, text in lines:
            if text:
                field.setText(text)
        if resident.sex is not Sex.unknown:
            show_choice(self._sex, resident.sex)
        self.named_somebody.emit()
        self._phone.setFocus()

    def set_name(self, name: str) -> None:
        """Type a name, such as the one the desk did not know."""
        self._name.setText(name)
        self.named_somebody.emit()

    def check_year(self) -> bool:
        """Whether the year of birth can be one; marked where not."""
        born = self._born.text().strip()
        fits = not born or FIRST_YEAR <= int(born) <= self._ground.today.year
        mark_wrong(self._born, wrong=not fits)
        return fits

    def is_changed(self) -> bool:
        """Whether something was typed since it was loaded."""
        try:
            return self.facts() != self._before or self.photo.is_changed()
        except Refusal:
            return True

    def take_day(self) -> None:
        """Go to the end of the membership, which could not be read."""
        self._until.take_day()

    def take_focus(self) -> None:
        """Begin with the name, or with the card where there are no names."""
        (self._card if self._prison else self._name).setFocus()

    def _lines(self) -> dict[str, QLineEdit]:
        card = {"card": self._card}
        if self._prison:
            return card
        return card | {
            "name": self._name,
            "phone": self._phone,
            "address": self._address,
            "guardian_name": self._guardian_name,
            "guardian_phone": self._guardian_phone,
            "guardian_card": self._guardian_card,
        }

    def _offer_kinds(self, chosen: BorrowerKind) -> None:
        self._kind.blockSignals(True)
        self._kind.clear()
        kinds = self._ground.kinds
        for each in kinds:
            if each.in_use or each.kind is chosen:
                self._kind.addItem(member_words.kind_words(each.kind, kinds), str(each.kind))
        show_choice(self._kind, chosen)
        self._kind.blockSignals(False)

    def _usual_end(self) -> date | None:
        chosen = choice_of(self._kind)
        days = next((each.days for each in self._ground.kinds if each.kind == chosen), None)
        return self._ground.today + timedelta(days=days) if days else None

    def _show_until(self, member: MemberView | None) -> None:
        usual = self._usual_end()
        self._until_offered = usual
        year = self._ground.today + timedelta(days=365)
        self._until.show_day(
            member.until_on if member else usual, usual=usual or year, today=self._ground.today
        )

    @Slot()
    def _follow_kind(self) -> None:
        # Only a day that the form itself proposed goes with the kind.
        if self._is_new and not self._prison and self._until.is_left_at(self._until_offered):
            self._show_until(None)
        self._show_guardian()

    @Slot()
    def _show_guardian(self) -> None:
        fields = (self._guardian_name, self._guardian_phone, self._guardian_card)
        named_one = any(field.text().strip() for field in fields)
        born = self._born.text().strip()
        young = len(born) == 4 and int(born) > self._ground.today.year - GROWN_AT
        is_child = choice_of(self._kind) == BorrowerKind.child or young
        self._guardian.setVisible(not self._prison and (is_child or named_one))
        self._guardian_hint.setText(
            ""
            if named_one
            else _("Nobody answers for this child yet. A name or a card is enough; it may wait.")
        )
        self._guardian_hint.setVisible(not named_one and not self._prison)

    def _connect(self) -> None:
        lines = [self._name, self._born, self._phone, self._address, self._card]
        guardian = [self._guardian_name, self._guardian_phone, self._guardian_card]
        go_on_with_enter([self._card] if self._prison else lines, self.finished.emit)
        if self._prison:
            return
        go_on_with_enter(guardian, self._card.setFocus)
        self._nik.returnPressed.connect(self.finished)
        self._look_up.clicked.connect(self.register_wanted)
        self._kind.currentIndexChanged.connect(self._follow_kind)
        self._born.textChanged.connect(self._show_guardian)
        for field in guardian:
            field.textChanged.connect(self._show_guardian)
        for field in (self._name, self._born, self._phone):
            field.editingFinished.connect(self.named_somebody)

    def _lay_out(self) -> None:
        fields = column()
        card = named(_("Card number"), self._card)
        if self._prison:
            fields.addLayout(card)
            fields.addWidget(
                label(_("Residents are known by card only. Write no name here."), "note", wrap=True)
            )
        else:
            self._add_person(fields)
            fields.addLayout(beside((named(_("Kind"), self._kind), 1), (card, 1)))
            fields.addWidget(_block(self._nik_block, named(_("NIK (not required)"), self._nik)))
            fields.addLayout(named(_("Membership"), self._until))
            fields.addLayout(named(_("Note for the desk"), self._note))
        fields.addStretch(1)
        self.setLayout(fields)
        if self._prison:
            person = (self._name, self._born, self._phone, self._address, self._sex, self._nik)
            guardian = (self._guardian_name, self._guardian_phone, self._guardian_card)
            others = (
                self._look_up,
                self._kind,
                self._until,
                self.photo,
                self._guardian_hint,
                self._note,
            )
            for unused in (*person, *guardian, *others, self._guardian, self._nik_block):
                unused.setParent(self)
                unused.hide()

    def _add_person(self, fields: QVBoxLayout) -> None:
        beside_photo = column()
        beside_photo.addLayout(named(_("Name"), self._name))
        born = named(_("Birth year"), self._born)
        beside_photo.addLayout(beside((named(_("Sex"), self._sex), 1), (born, 1)))
        beside_photo.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addLayout(beside_photo, 1)
        top.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        fields.addLayout(top)
        fields.addWidget(self._look_up)
        fields.addLayout(named(_("Phone"), self._phone))
        fields.addLayout(named(_("Address"), self._address))
        inside = column()
        inside.addWidget(self._guardian_hint)
        inside.addLayout(named(_("Guardian"), self._guardian_name))
        phone = named(_("Guardian's phone"), self._guardian_phone)
        card = named(_("Guardian's card, if a member"), self._guardian_card)
        inside.addLayout(beside((phone, 1), (card, 1)))
        self._guardian.setLayout(inside)
        fields.addWidget(self._guardian)


def _block(block: QWidget, inside: QVBoxLayout) -> QWidget:
    """Fields that are shown or hidden together."""
    inside.setContentsMargins(0, 0, 0, 0)
    block.setLayout(inside)
    return block
