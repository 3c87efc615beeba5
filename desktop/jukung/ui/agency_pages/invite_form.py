"""Invitations for one library, a kabupaten, or all that have no key yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from jukung.domain.errors import Refusal
from jukung.domain.typed import Lean
from jukung.ui import theme
from jukung.ui.agency_pages.regions import name_of
from jukung.ui.agency_pages.site_forms import SideForm
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import day_field, day_of, named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import N_, _, brief_day, many, number

if TYPE_CHECKING:
    from jukung.agency.invitations import HandedOut

HANDED_HIGH = 190
_STATES = {
    "open": (N_("open"), "accent"),
    "used": (N_("used"), "good"),
    "expired": (N_("too old"), "neutral"),
    "withdrawn": (N_("withdrawn"), "neutral"),
}


@dataclass(frozen=True, slots=True)
class Invitable:
    """How many libraries have no key, by kabupaten, and until when is proposed."""

    counts: dict[str, int]
    until: date
    open_count: int
    used_count: int
    handed: tuple[HandedOut, ...] = ()
    """Every invitation that was made, the newest first."""


@dataclass(frozen=True, slots=True)
class InviteSaid:
    """Whom to invite: one code, or a kabupaten, empty for all; and until when."""

    is_one: bool
    code: str
    kabupaten: str
    until: date
    by: str


class InviteForm(SideForm):
    """One file for each library; a list of them is written beside."""

    wanted = Signal(object)
    withdraw_wanted = Signal(object)
    """The mark of an invitation that shall not be used any more."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Invitations"), _("Write them…"), parent=parent)
        self.whom = QComboBox()
        self.code = QLineEdit()
        self.until = day_field(date(2026, 1, 1), lean=Lean.near)
        self.person = QLineEdit()
        self.progress = ProgressStrip()
        self._state = label("", "note", wrap=True)
        self._rows: Rows[HandedOut] = Rows(_columns())
        self.table = Table(self._rows, rows="two")
        self.table.setFixedHeight(theme.px(HANDED_HIGH))
        self.withdraw = Button(_("Withdraw it"), key="Ctrl+D")
        explained = _(
            "An invitation lets a library join in one step, without a telephone call: "
            "hand it over yourself, on a stick, at a training. It works once."
        )
        self.fields.addWidget(label(explained, "small", wrap=True))
        self.fields.addLayout(named(_("For whom"), self.whom))
        self.fields.addLayout(named(_("Region code"), self.code))
        self.fields.addLayout(named(_("Good until"), self.until))
        self.fields.addLayout(named(_("Handed out by"), self.person))
        self.fields.addWidget(self._state)
        self.fields.addWidget(self.table)
        self.fields.addWidget(self.withdraw)
        self.fields.addWidget(self.progress)
        self.fields.addSpacing(theme.px(4))
        self.fields.addStretch(1)
        self.whom.currentIndexChanged.connect(self._show_code)
        self.table.pointed.connect(self._point)
        self.withdraw.clicked.connect(self._ask_withdraw)

    def show_invitable(self, found: Invitable, *, code: str = "", person: str = "") -> None:
        """Offer what can be invited; a code is one library's."""
        self.begin()
        self.whom.clear()
        count = sum(found.counts.values())
        if count:
            words = many("All {count} without a key", "All {count} without a key", count)
            self.whom.addItem(words.format(count=number(count)), "")
        for kabupaten, each in sorted(found.counts.items()):
            said = _("{name}: {count}").format(name=name_of(kabupaten), count=number(each))
            self.whom.addItem(said, kabupaten)
        self.whom.addItem(_("One library"), "one")
        if code or not count:
            self.whom.setCurrentIndex(self.whom.count() - 1)
        self.code.setText(code)
        self.until.show_day(found.until)
        self.person.setText(person)
        self.show_handed(found)
        self._show_code()
        self.whom.setFocus()

    def show_handed(self, found: Invitable) -> None:
        """Show what was handed out, those that can be used first."""
        order = {"open": 0, "expired": 1, "used": 2, "withdrawn": 3}
        handed = sorted(found.handed, key=lambda each: order[each.state])
        self._rows.show_values(handed)
        for each in (self.table, self.withdraw):
            each.setVisible(bool(handed))
        if handed:
            self.table.point_at(0)
        self._state.setText(
            _("Handed out and not used yet: {open}. Used: {used}.").format(
                open=number(found.open_count), used=number(found.used_count)
            )
            if found.open_count or found.used_count
            else ""
        )

    @Slot(object)
    def _point(self, handed: HandedOut | None) -> None:
        self.withdraw.setEnabled(handed is not None and handed.state == "open")

    @Slot()
    def _ask_withdraw(self) -> None:
        handed: HandedOut | None = self.table.current_value()
        if handed is not None:
            self.withdraw_wanted.emit(handed.mark)

    @Slot()
    def _show_code(self) -> None:
        self.code.setEnabled(self.whom.currentData() == "one")

    @Slot()
    @override
    def _want(self) -> None:
        try:
            until = day_of(self.until)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        chosen = self.whom.currentData()
        is_one = chosen == "one"
        self.wanted.emit(
            InviteSaid(
                is_one,
                self.code.text() if is_one else "",
                "" if is_one else chosen,
                until,
                self.person.text(),
            )
        )


def _columns() -> list[Column[HandedOut]]:
    return [
        Column(_("Handed out"), lambda each: Cell(each.name or each.code, _about(each))),
        Column("", _state, width=92),
    ]


def _about(handed: HandedOut) -> str:
    until = _("until {day}").format(day=brief_day(handed.until))
    return " · ".join(filter(None, (until, handed.made_by)))


def _state(handed: HandedOut) -> Cell:
    words, tint = _STATES[handed.state]
    return Cell(_(words), chip=tint)
