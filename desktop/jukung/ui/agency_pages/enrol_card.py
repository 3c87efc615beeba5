"""Enrolling a library: its card is read, its numbers compared, its code typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal, SamePerson, WhoIsMissing
from jukung.ui import sounds, theme
from jukung.ui.agency_pages.regions import name_of
from jukung.ui.agency_pages.site_rows import kind_words
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import mark_wrong, named
from jukung.ui.pieces.fingerprint import fingerprint_label, in_lines
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.words import _

if TYPE_CHECKING:
    from jukung.exchange.parcels.identity import LibraryCard


class EnrolCard(Card):
    """The form that opens when a library's card was read."""

    wanted = Signal(object)
    """The code under which the library is to be enrolled."""

    forgotten = Signal()
    """The first person's word is taken back."""

    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._name = label("", "title", wrap=True)
        self._about = label("", "second", wrap=True)
        self._digits = fingerprint_label()
        self._code = QLineEdit()
        self._code.setMaxLength(20)
        self._place = label("", "note", wrap=True)
        self._told = label("", "small", wrap=True)
        self._first, self._second = QLineEdit(), QLineEdit()
        self._second.setPlaceholderText(_("a second person"))
        self._compared_by = ""
        self._banner = Banner(corners="top")
        self._enrol = Button(_("They match: enrol"), kind="primary", key="Ctrl+S")
        self._leave = Button(_("Cancel"), key="Esc")
        self._forget = Button(_("Not this one: take it back"), kind="link")
        self._lay_out()
        self._forget.clicked.connect(self.forgotten)
        self._second.textChanged.connect(self._name_button)
        self._enrol.clicked.connect(self._want)
        self._code.returnPressed.connect(self._want)
        self._code.textChanged.connect(self._show_place)
        self._leave.clicked.connect(self.left)

    @property
    def people(self) -> tuple[str, str]:
        """Who compared the numbers: the first, and the second where one stands here."""
        return self._first.text(), self._second.text()

    def name_people(self, first: str, second: str = "") -> None:
        """Write who compared the numbers."""
        self._first.setText(first)
        self._second.setText(second)

    def show_waiting(self, card: LibraryCard, code: str, *, compared_by: str) -> None:
        """Show a library to the second person."""
        self.show_card(card, person=compared_by)
        self._compared_by = compared_by
        self._code.setText(code)
        self._first.setEnabled(False)
        self._forget.show()
        self._told.setText(
            _(
                "{name} compared these numbers. Call the library once more and compare them "
                "yourself; then it is enrolled, and its waiting reports count."
            ).format(name=compared_by)
        )
        self._name_button()
        self._second.setFocus()

    def show_card(self, card: LibraryCard, *, person: str = "") -> None:
        """Show a library for comparison; its own code is proposed."""
        self._compared_by = ""
        self._first.setEnabled(True)
        self._first.setText(person)
        self._second.clear()
        self._forget.hide()
        self._told.setText(
            _("Call the library and let it read its numbers aloud. All must be the same:")
        )
        self._name_button()
        self._banner.clear()
        for field in (self._code, self._first, self._second):
            mark_wrong(field, wrong=False)
        self._name.setText(card.name)
        kind = kind_words(card.kind, card.prison_kind)
        self._about.setText(" · ".join(filter(None, (kind, card.place_name, card.zone))))
        self._digits.setText(in_lines(card.fingerprint))
        self._code.setText(card.region_code)
        self._code.setFocus()
        self._code.selectAll()

    def refuse(self, refusal: Refusal) -> None:
        """Show why it was not enrolled."""
        of_person = isinstance(refusal, SamePerson | WhoIsMissing)
        field = (
            self._code
            if not of_person
            else (self._second if self._first.text().strip() else self._first)
        )
        first, mark, rest = messages.sentence(refusal).partition(". ")
        self._banner.say(first + ("." if mark else ""), rest)
        mark_wrong(field, wrong=True)
        field.setFocus()
        sounds.play("refused")

    def words(self) -> str:
        """The sentence above the form; empty when there is none."""
        return self._banner.words()

    @Slot()
    def _name_button(self) -> None:
        alone = not self._second.text().strip() and not self._compared_by
        self._enrol.setText(
            _("They match: a second one follows") if alone else _("They match: enrol")
        )

    @Slot()
    def _want(self) -> None:
        self.wanted.emit(self._code.text())

    @Slot(str)
    def _show_place(self, code: str) -> None:
        mark_wrong(self._code, wrong=False)
        name = name_of(code)
        self._place.setText(name if name != code[:5] else _("For example 63.03.05.2007"))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        side = theme.px(16)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(8))
        column.addWidget(self._name)
        column.addWidget(self._about)
        column.addSpacing(theme.px(6))
        column.addWidget(self._told)
        column.addWidget(self._digits)
        column.addSpacing(theme.px(6))
        column.addLayout(named(_("Region code"), self._code))
        column.addWidget(self._place)
        people = QHBoxLayout()
        people.setSpacing(theme.px(8))
        people.addLayout(named(_("Compared by"), self._first), 1)
        people.addLayout(named(_("and by"), self._second), 1)
        column.addLayout(people)
        column.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.body.addWidget(self._banner)
        self.body.addWidget(scrolling(inside), 1)
        foot = QVBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self._enrol)
        foot.addWidget(self._leave)
        self.add_foot().addLayout(foot, 1)
