"""Beside the list: one library with its facts, contacts, keys and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card, rule
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.fact import FactRows
from jukung.ui.pieces.fingerprint import fingerprint_label, in_lines
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.agency_pages.site_facts import SiteFacts


class SitePanel(Card):
    """Facts above, acts below; Esc goes back to the agency's card."""

    edit_wanted = Signal()
    contacts_wanted = Signal()
    invite_wanted = Signal()
    end_wanted = Signal()
    reopen_wanted = Signal()
    key_wanted = Signal(object)
    """Whether the newest key shall be trusted from now on."""
    left = Signal()

    def __init__(self, *, prison: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._prison = prison
        self._facts: SiteFacts | None = None
        self._name = label("", "title", wrap=True)
        self._about = label("", "second", wrap=True)
        self._chip = Chip()
        self._rows = FactRows()
        self._contacts = QVBoxLayout()
        self._digits = fingerprint_label()
        self._key_words = label("", "note", wrap=True)
        self._history = label("", "note", wrap=True)
        self._note = label("", "small", wrap=True)
        self._edit = Button(_("Edit"), key="Ctrl+E", icon="pencil")
        self._call = Button(_("Contacts"), key="Ctrl+K", icon="users")
        self._invite = Button(_("Invite"), key="Ctrl+I", icon="send")
        self._end = Button(_("Close or merge it…"), kind="link")
        self._reopen = Button(_("Open it again"), kind="link")
        self._distrust = Button(_("Withdraw its key"), kind="link")
        self._trust = Button(_("Trust its key again"), kind="link")
        self._back = Button(_("Back"), key="Esc")
        self._lay_out()
        self._edit.clicked.connect(self.edit_wanted)
        self._call.clicked.connect(self.contacts_wanted)
        self._invite.clicked.connect(self.invite_wanted)
        self._end.clicked.connect(self.end_wanted)
        self._reopen.clicked.connect(self.reopen_wanted)
        self._distrust.clicked.connect(lambda: self.key_wanted.emit(False))
        self._trust.clicked.connect(lambda: self.key_wanted.emit(True))
        self._back.clicked.connect(self.left)

    @Slot(object)
    def yield_keys(self, formed: bool) -> None:  # noqa: FBT001 - the signal's own
        """Give Esc to a form inside while it is open, and take it back."""
        self._back.setVisible(not formed)

    @property
    def facts(self) -> SiteFacts | None:
        """The library shown."""
        return self._facts

    def show_facts(self, facts: SiteFacts) -> None:
        """Show a library."""
        self._facts = facts
        site = facts.site
        self._name.setText(site.name)
        self._about.setText(facts.about)
        self._chip.show_words(facts.standing, facts.tint)
        self._rows.show_rows(list(facts.rows))
        self._show_contacts(facts)
        newest = next(iter(facts.keys), None)
        self._digits.setText(in_lines(newest.fingerprint) if newest else "")
        self._digits.setVisible(newest is not None)
        self._key_words.setText(facts.key_words or self._without_key(facts))
        self._history.setText("\n".join(facts.history))
        self._history_head.setVisible(bool(facts.history))
        self._note.setText(site.note)
        self._note.setVisible(bool(site.note))
        is_open = site.closed_from is None
        self._end.setVisible(is_open)
        self._reopen.setVisible(not is_open)
        self._invite.setVisible(is_open and not site.fingerprint)
        self._distrust.setVisible(bool(site.fingerprint))
        self._trust.setVisible(newest is not None and not site.fingerprint)

    def _without_key(self, facts: SiteFacts) -> str:
        if facts.is_invited:
            return _("An invitation is out; its answer has not come.")
        return _("It has no key: invite it, or enrol it by its card.")

    def _show_contacts(self, facts: SiteFacts) -> None:
        while (item := self._contacts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if not facts.contacts:
            self._contacts.addWidget(label(_("Nobody is written down to be called."), "note"))
        for each in facts.contacts:
            who = " · ".join(filter(None, (each.name, each.role)))
            self._contacts.addWidget(label(who, "strong", wrap=True))
            more = "  ".join(filter(None, (each.phone, each.note)))
            if more and each.phone != each.name:
                self._contacts.addWidget(label(more, "small", wrap=True))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        side = theme.px(16)
        column.setContentsMargins(side, side, side, theme.px(8))
        column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addWidget(self._rows)
        column.addWidget(self._note)
        if self._prison is not None:
            column.addWidget(self._prison)
        column.addWidget(rule())
        column.addWidget(label(_("Whom to call"), "field"))
        self._contacts.setSpacing(theme.px(2))
        column.addLayout(self._contacts)
        column.addWidget(rule())
        column.addWidget(label(_("Numbers of its key"), "field"))
        column.addWidget(self._digits)
        column.addWidget(self._key_words)
        for link in (self._distrust, self._trust, self._end, self._reopen):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._history_head = label(_("History"), "field")
        column.addWidget(self._history_head)
        column.addWidget(self._history)
        column.addStretch(1)
        self.body.addWidget(scrolling(inside), 1)
        acts = QVBoxLayout()
        acts.setSpacing(theme.px(8))
        for pair in ((self._edit, self._call), (self._invite, self._back)):
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            for button in pair:
                row.addWidget(button, 1)
            acts.addLayout(row)
        self.add_foot().addLayout(acts, 1)
