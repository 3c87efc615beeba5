"""Kinds of members: what this library calls them, and how long a membership lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from jukung import messages
from jukung.ui import theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.form_parts import beside
from jukung.ui.pages.section_form import SectionForm
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.count_field import CountField
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.members import Kind

LONGEST_NAME, MOST_DAYS = 40, 36_500
ROW, HEAD = 40, 46


class KindsSection(QWidget):
    """The list, and the form of the chosen kind."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._edited: Kind | None = None
        self._rows: Rows[Kind] = Rows(_columns())
        self._table = Table(self._rows)
        self._answer = UndoBanner(room, touched={"member"}, then=self._follow_undo)
        self._card = Card(flush=True)
        self.form = SectionForm()
        self._name, self._days = QLineEdit(), CountField(MOST_DAYS)
        self._name.setMaxLength(LONGEST_NAME)
        self._in_use = QCheckBox(_("Offer this kind to new members"))
        self._lay_out()
        self._table.chosen.connect(self._edit)
        self.form.saved.connect(self._save)
        self.form.left.connect(self._leave)
        self._name.returnPressed.connect(self._days.setFocus)
        self._days.returnPressed.connect(self.form.press_save)

    @Slot()
    def shown(self) -> None:
        """Read the kinds as they are now."""
        self._answer.clear()
        self._read()

    def take_focus(self) -> None:
        """Go to the list."""
        self._table.take_focus()

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self._answer.words()

    def kinds(self) -> list[Kind]:
        """The kinds in the list, from the top."""
        return self._rows.values()

    @Slot(object)
    def _edit(self, kind: Kind) -> None:
        self._edited = kind
        self._answer.clear()
        self._name.setPlaceholderText(_(messages.BORROWER_KINDS[kind.kind]))
        self._name.setText(kind.name)
        self._days.show_count(kind.days)
        self._in_use.setChecked(kind.in_use)
        self._card.hide()
        self.form.begin(_words(kind))
        self._name.setFocus()

    @Slot()
    def _leave(self) -> None:
        self._card.show()
        self.take_focus()
        self.form.hide()

    @Slot()
    def _save(self) -> None:
        if self._edited is None:
            return
        kind, name, days = self._edited.kind, self._name.text(), self._days.count()
        in_use = self._in_use.isChecked()

        def work(desk: Desk) -> str:
            return verbs.member_kinds.save(desk, kind, name=name, days=days, in_use=in_use)

        self.form.wait(waits=True)
        self._room.jobs.change(
            work, owner=self, then=self._tell, refused=self.form.refuse, touched={"member"}
        )

    def _tell(self, act_id: str) -> None:
        self._leave()
        self._answer.tell(_("Saved."), _("Memberships that run keep their end."), act_id=act_id)
        self._read()

    def _follow_undo(self, _act_id: str) -> None:
        self._read()

    def _read(self) -> None:
        self._room.jobs.read(
            lambda desk: verbs.members.kinds(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._show,
            latest="kinds",
        )

    def _show(self, kinds: tuple[Kind, ...]) -> None:
        self._rows.show_values(kinds)
        self._table.setFixedHeight(theme.px(HEAD + ROW * max(len(kinds), 2)) + 2)

    def _lay_out(self) -> None:
        card = self._card
        card.add_head().addWidget(label(_("Member kinds"), "heading"))
        card.body.addWidget(self._table)
        card.add_foot().addWidget(
            label(_("Enter changes the chosen kind. Each can have loan rules of its own."), "note")
        )
        own, days = named(_("Own name"), self._name), named(_("Membership in days"), self._days)
        self.form.fields.addLayout(beside((own, 2), (days, 1)))
        note = _("Without a name the usual word serves; without days a membership has no end.")
        self.form.fields.addWidget(label(note, "note", wrap=True))
        self.form.fields.addWidget(self._in_use)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        for each in (self._answer, card, self.form):
            column.addWidget(each)


def _columns() -> list[Column[Kind]]:
    return [
        Column(_("Kind"), lambda kind: Cell(_words(kind), strong=True)),
        Column(_("Membership"), _length, width=150),
        Column(_("In use"), _use, width=110),
    ]


def _words(kind: Kind) -> str:
    usual = _(messages.BORROWER_KINDS[kind.kind])
    return f"{kind.name} ({usual})" if kind.name else usual


def _length(kind: Kind) -> str:
    if kind.days is None:
        return _("no end")
    return many("{count} day", "{count} days", kind.days).format(count=number(kind.days))


def _use(kind: Kind) -> Cell:
    return Cell(_("yes")) if kind.in_use else Cell(_("no"), soft=True)
