"""The forms of copies: one that is there, and some that come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from jukung import messages
from jukung.domain.kinds import CollectionKind, CopyCondition, CopyStatus, SourceKind
from jukung.ui.pages import copy_words
from jukung.ui.pages.form_parts import (
    beside,
    choice_field,
    choice_of,
    column,
    go_on_with_enter,
    lines_field,
    lines_of,
    show_choice,
    slim,
)
from jukung.ui.pieces.count_field import CountField
from jukung.ui.pieces.fields import named, number_field
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.library.copies import CopyView


_DEAREST = 999_999_999


def _completer(words: QStringListModel, owner: QWidget) -> QCompleter:
    made = QCompleter(words, owner)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return made


class SourceFields(QWidget):
    """Whence copies came: how, from whom, and at what price each."""

    def __init__(self, *, short: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = slim(choice_field(copy_words.SOURCE_KINDS))
        self.giver, self.invoice = QLineEdit(), QLineEdit()
        self.price = CountField(_DEAREST)
        self.price.setPlaceholderText("Rp")
        self.received = QLineEdit()
        self.received.setPlaceholderText(_("such as 22.11.2026"))
        fields = column()
        fields.setContentsMargins(0, 0, 0, 0)
        came = named(_("Came as"), self.kind)
        fields.addLayout(beside((came, 3), (named(_("Price of one"), self.price), 2)))
        fields.addLayout(named(_("From whom"), self.giver))
        self._rest = QWidget()
        rest = column()
        received = named(_("Received on"), self.received)
        rest.addLayout(beside((received, 1), (named(_("Invoice"), self.invoice), 1)))
        self._rest.setLayout(rest)
        fields.addWidget(self._rest)
        self.setLayout(fields)
        if short:
            self._rest.hide()

    def clear(self) -> None:
        """Nobody said anything yet."""
        show_choice(self.kind, SourceKind.unknown)
        for line in (self.giver, self.invoice, self.received):
            line.clear()
        self.price.show_count(None)

    def load(self, copy: CopyView) -> None:
        """Show whence a copy came."""
        show_choice(self.kind, copy.source_kind)
        self.giver.setText(copy.source)
        self.invoice.setText(copy.invoice)
        self.price.show_count(copy.price)
        day = copy.received_on
        self.received.setText(day.strftime("%d-%m-%Y") if day else "")

    def facts(self) -> dict[str, Any]:
        """What is said, by the names of a copy's draft; the day still as it was typed."""
        return {
            "source_kind": SourceKind(choice_of(self.kind)),
            "source": self.giver.text().strip(),
            "price": self.price.count(),
            "received": self.received.text().strip(),
            "invoice": self.invoice.text().strip(),
        }


class CopyForm(QWidget):
    """One copy's number and particulars."""

    finished = Signal()
    """Enter in the last line."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._inventory, self._call = QLineEdit(), QLineEdit(), QLineEdit()
        self._status = slim(choice_field(copy_words.STATUSES))
        self._kind = slim(choice_field(messages.COLLECTION_KINDS))
        self._shelf, self._note = QLineEdit(), QLineEdit()
        self._condition = slim(choice_field(copy_words.CONDITIONS))
        self.source = SourceFields()
        self._shelves = QStringListModel(self)
        self._shelf.setCompleter(_completer(self._shelves, self))
        fields = column()
        fields.addLayout(named(_("Number"), self._number))
        fields.addWidget(
            label(_("After a new number the old one still finds this copy."), "note", wrap=True)
        )
        fields.addLayout(named(_("Inventory code"), self._inventory))
        fields.addLayout(named(_("Call number"), self._call))
        status, kind = named(_("Status"), self._status), named(_("Kind"), self._kind)
        fields.addLayout(beside((status, 1), (kind, 1)))
        shelf = named(_("Shelf"), self._shelf)
        fields.addLayout(beside((shelf, 1), (named(_("Condition"), self._condition), 1)))
        fields.addLayout(named(_("What is wrong with it"), self._note))
        fields.addWidget(self.source)
        fields.addStretch(1)
        self.setLayout(fields)
        go_on_with_enter([self._number, self._inventory, self._call], self.finished.emit)

    def load(self, copy: CopyView) -> None:
        """Show a copy."""
        self._number.setText(copy.number)
        self._inventory.setText(copy.inventory_code)
        self._call.setText(copy.call_number)
        show_choice(self._status, copy.status)
        show_choice(self._kind, copy.kind)
        show_choice(self._condition, copy.condition)
        self._shelf.setText(copy.place)
        self._note.setText(copy.condition_note)
        self.source.load(copy)

    def offer_shelves(self, names: Sequence[str]) -> None:
        """Offer the shelves there are while one is typed."""
        self._shelves.setStringList(list(names))

    def number(self) -> str:
        """The number typed."""
        return self._number.text().strip()

    def facts(self) -> dict[str, Any]:
        """What the form says, by the names of a copy's draft."""
        return {
            "inventory_code": self._inventory.text().strip(),
            "call_number": self._call.text().strip(),
            "kind": CollectionKind(choice_of(self._kind)),
            "status": CopyStatus(choice_of(self._status)),
            "condition": CopyCondition(choice_of(self._condition)),
            "condition_note": self._note.text().strip(),
            "place": self._shelf.text().strip(),
            "whole": True,
        } | self.source.facts()

    def take_focus(self) -> None:
        """Begin with the number."""
        self._number.setFocus()
        self._number.selectAll()

    def set_status(self, status: CopyStatus) -> None:
        """Choose a status."""
        show_choice(self._status, status)


class NewCopiesForm(QWidget):
    """How many copies come, or the numbers that are on them already."""

    finished = Signal()
    """Enter in the count."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = number_field(1, 999, value=1)
        self._count.lineEdit().returnPressed.connect(self.finished)
        self._numbers = lines_field(4)
        self._kind = slim(choice_field(messages.COLLECTION_KINDS))
        self._first_number = label("", "note", wrap=True)
        self._shelf = QLineEdit()
        self._shelves = QStringListModel(self)
        self._shelf.setCompleter(_completer(self._shelves, self))
        self.source = SourceFields()
        fields = column()
        fields.addLayout(named(_("How many, numbered by us"), self._count))
        fields.addWidget(self._first_number)
        kind = named(_("Kind"), self._kind)
        fields.addLayout(beside((kind, 1), (named(_("Shelf"), self._shelf), 1)))
        fields.addWidget(self.source)
        fields.addLayout(named(_("Or numbers that are on them already"), self._numbers))
        fields.addWidget(
            label(
                _("Scan or type one a line. The count above then does not matter."),
                "note",
                wrap=True,
            )
        )
        fields.addStretch(1)
        self.setLayout(fields)

    def clear(self) -> None:
        """Begin with one copy of ours."""
        self._count.setValue(1)
        self._numbers.clear()
        show_choice(self._kind, CollectionKind.general)
        self._shelf.clear()
        self.source.clear()

    def offer_shelves(self, names: Sequence[str]) -> None:
        """Offer the shelves there are while one is typed."""
        self._shelves.setStringList(list(names))

    def tell_number(self, number: str) -> None:
        """Say which number the first copy will have."""
        self._first_number.setText(_("The first gets number {number}.").format(number=number))

    def particulars(self) -> dict[str, Any]:
        """Shelf and source of all of them, by the names of a copy's draft."""
        return {"place": self._shelf.text().strip()} | self.source.facts()

    def set_count(self, count: int) -> None:
        """Say how many copies come."""
        self._count.setValue(count)

    def facts(self) -> dict[str, Any]:
        """What `copies.add` needs beside the title and the draft."""
        return {"count": self._count.value(), "numbers_given": self._given()}

    def kind(self) -> CollectionKind:
        """The part of the collection that they come to."""
        return CollectionKind(choice_of(self._kind))

    def take_focus(self) -> None:
        """Begin with the count."""
        self._count.setFocus()
        self._count.selectAll()

    def _given(self) -> tuple[str, ...]:
        return lines_of(self._numbers.toPlainText())
