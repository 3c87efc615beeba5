"""Enrolling a library: its card is read, its numbers compared, its code typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme
from jukung.ui.agency_pages.regions import name_of
from jukung.ui.agency_pages.site_rows import kind_words
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import mark_wrong, named
from jukung.ui.pieces.fingerprint import fingerprint_label, in_lines
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from jukung.exchange.parcels.identity import LibraryCard


class EnrolCard(Card):
    """The form that opens when a library's card was read."""

    wanted = Signal(object)
    """The code under which the library is to be enrolled."""

    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._name = label("", "title", wrap=True)
        self._about = label("", "second", wrap=True)
        self._digits = fingerprint_label()
        self._code = QLineEdit()
        self._code.setMaxLength(20)
        self._place = label("", "note", wrap=True)
        self._banner = Banner(corners="top")
        self._enrol = Button(_("They match: enrol"), kind="primary", key="Ctrl+S")
        self._leave = Button(_("Cancel"), key="Esc")
        self._lay_out()
        self._enrol.clicked.connect(self._want)
        self._code.returnPressed.connect(self._want)
        self._code.textChanged.connect(self._show_place)
        self._leave.clicked.connect(self.left)

    def show_card(self, card: LibraryCard) -> None:
        """Show a library for comparison; its own code is proposed."""
        self._banner.clear()
        mark_wrong(self._code, wrong=False)
        self._name.setText(card.name)
        kind = kind_words(card.kind, card.prison_kind)
        self._about.setText(" · ".join(filter(None, (kind, card.place_name, card.zone))))
        self._digits.setText(in_lines(card.fingerprint))
        self._code.setText(card.region_code)
        self._code.setFocus()
        self._code.selectAll()

    def refuse(self, refusal: Refusal) -> None:
        """Show why it was not enrolled."""
        first, mark, rest = messages.sentence(refusal).partition(". ")
        self._banner.say(first + ("." if mark else ""), rest)
        mark_wrong(self._code, wrong=True)
        self._code.setFocus()
        sounds.play("refused")

    def words(self) -> str:
        """The sentence above the form; empty when there is none."""
        return self._banner.words()

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
        column.addWidget(
            label(
                _("Call the library and let it read its numbers aloud. All must be the same:"),
                "small",
                wrap=True,
            )
        )
        column.addWidget(self._digits)
        column.addSpacing(theme.px(6))
        column.addLayout(named(_("Region code"), self._code))
        column.addWidget(self._place)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(10))
        buttons.addWidget(self._leave)
        buttons.addWidget(self._enrol, 1)
        column.addLayout(buttons)
        self.body.addWidget(self._banner)
        self.body.addWidget(inside, 1)
