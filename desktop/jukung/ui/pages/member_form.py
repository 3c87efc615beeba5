"""The form of a member; in a prison library a card and nothing of a person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung.domain.kinds import BorrowerKind, BorrowerStatus, Sex
from jukung.ui import theme
from jukung.ui.pages.desk_side import KINDS
from jukung.ui.pages.form_parts import (
    beside,
    choice_field,
    choice_of,
    column,
    go_on_with_enter,
    lines_field,
    show_choice,
)
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import day_field, day_of, mark_wrong, named
from jukung.ui.pieces.label import label
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.members import MemberView

FIRST_YEAR = 1900
STATUSES = {
    BorrowerStatus.active: N_("Active"),
    BorrowerStatus.suspended: N_("Suspended"),
    BorrowerStatus.left: N_("Has left"),
}
SEXES = {
    Sex.unknown: N_("Not recorded"),
    Sex.female: N_("Female"),
    Sex.male: N_("Male"),
}
_VILLAGE_KINDS = {
    kind: KINDS[kind] for kind in (BorrowerKind.general, BorrowerKind.child, BorrowerKind.teacher)
} | {BorrowerKind.room: KINDS[BorrowerKind.room]}


class _Until(QWidget):
    """Until when a membership is good: a day, or no end."""

    def __init__(self) -> None:
        super().__init__()
        self._ends = QCheckBox(_("Ends on"))
        self._day = day_field(date(2000, 1, 1))
        self._longer = Button(_("one more year"), kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._ends)
        row.addWidget(self._day, 1)
        row.addWidget(self._longer)
        self._ends.toggled.connect(self._day.setEnabled)
        self._longer.clicked.connect(self._lengthen)
        self._today = date(2000, 1, 1)
        self.setFocusProxy(self._ends)

    def show_day(self, day: date | None, *, today: date) -> None:
        """Show until when; None is without end."""
        self._today = today
        self._ends.setChecked(day is not None)
        self._day.setEnabled(day is not None)
        _put(self._day, day or _in_a_year(today))

    def day(self) -> date | None:
        """Until when; None is without end."""
        return day_of(self._day) if self._ends.isChecked() else None

    @Slot()
    def _lengthen(self) -> None:
        now = day_of(self._day) if self._ends.isChecked() else self._today
        self._ends.setChecked(True)
        _put(self._day, _in_a_year(max(now, self._today)))


class MemberForm(QWidget):
    """Loaded from a member, gives the facts of a draft."""

    finished = Signal()
    """Enter in the last line."""

    def __init__(self, *, prison: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prison = prison
        self._until_kept: date | None = None
        self._before: dict[str, Any] = {}
        self._name, self._card, self._born = QLineEdit(), QLineEdit(), QLineEdit()
        self._phone, self._address = QLineEdit(), QLineEdit()
        self._sex, self._kind = choice_field(SEXES), choice_field(_VILLAGE_KINDS)
        self._status, self._until = choice_field(STATUSES), _Until()
        self._note = lines_field()
        self._hidden = (self._name, self._born, self._phone, self._address, self._sex)
        self._born.setValidator(QIntValidator(FIRST_YEAR, 9999, self))
        self._born.setMaxLength(4)
        self._lay_out()
        lines = [self._name, self._born, self._phone, self._address, self._card]
        go_on_with_enter([self._card] if prison else lines, self.finished.emit)

    def load(self, member: MemberView | None, *, today: date, next_card: str = "") -> None:
        """Show a member; None empties the form, with the next card as a hint."""
        for name, field in self._lines().items():
            field.setText(getattr(member, name, ""))
        born: int | None = getattr(member, "birth_year", None)
        self._born.setText(str(born) if born else "")
        self._card.setPlaceholderText(
            _("empty: {card}").format(card=next_card) if next_card else ""
        )
        show_choice(self._sex, member.sex if member else Sex.unknown)
        show_choice(self._kind, member.kind if member else BorrowerKind.general)
        show_choice(self._status, member.status if member else BorrowerStatus.active)
        self._until_kept = member.until_on if member else None
        self._until.show_day(member.until_on if member else _in_a_year(today), today=today)
        self._note.setPlainText(getattr(member, "note", ""))
        mark_wrong(self._born, wrong=False)
        self._before = self.facts()

    def facts(self) -> dict[str, Any]:
        """What the form says, by the names of a member's draft."""
        desk = {
            "card": self._card.text().strip(),
            "note": self._note.toPlainText().strip(),
            "status": BorrowerStatus(choice_of(self._status)),
        }
        if self._prison:
            return desk | {"until_on": self._until_kept}
        born = self._born.text().strip()
        return desk | {
            "name": self._name.text().strip(),
            "phone": self._phone.text().strip(),
            "address": self._address.text().strip(),
            "sex": Sex(choice_of(self._sex)),
            "birth_year": int(born) if born else None,
            "kind": BorrowerKind(choice_of(self._kind)),
            "until_on": self._until.day(),
        }

    def set_name(self, name: str) -> None:
        """Type a name, such as the one the desk did not know."""
        self._name.setText(name)

    def check_year(self, today: date) -> bool:
        """Whether the year of birth can be one; marked where not."""
        born = self._born.text().strip()
        fits = not born or FIRST_YEAR <= int(born) <= today.year
        mark_wrong(self._born, wrong=not fits)
        return fits

    def is_changed(self) -> bool:
        """Whether something was typed since it was loaded."""
        return self.facts() != self._before

    def take_focus(self) -> None:
        """Begin with the name, or with the card where there are no names."""
        (self._card if self._prison else self._name).setFocus()

    def _lines(self) -> dict[str, QLineEdit]:
        card = {"card": self._card}
        if self._prison:
            return card
        return card | {"name": self._name, "phone": self._phone, "address": self._address}

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
            fields.addLayout(beside((card, 1), (named(_("Kind"), self._kind), 1)))
            fields.addLayout(named(_("Membership"), self._until))
        fields.addLayout(named(_("Status"), self._status))
        fields.addLayout(named(_("Note for the desk"), self._note))
        fields.addStretch(1)
        self.setLayout(fields)
        if self._prison:
            for unused in (*self._hidden, self._kind, self._until):
                unused.setParent(self)
                unused.hide()

    def _add_person(self, fields: QVBoxLayout) -> None:
        fields.addLayout(named(_("Name"), self._name))
        born = named(_("Birth year"), self._born)
        fields.addLayout(beside((named(_("Sex"), self._sex), 1), (born, 1)))
        fields.addLayout(named(_("Phone"), self._phone))
        fields.addLayout(named(_("Address"), self._address))


def _in_a_year(day: date) -> date:
    return day + timedelta(days=365)


def _put(field: QDateEdit, day: date) -> None:
    field.setDate(day)  # type: ignore[arg-type]  # PySide takes Python's own dates
