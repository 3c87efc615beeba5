"""The forms of copies: one that is there, and some that come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from jukung import messages
from jukung.domain.kinds import CollectionKind, CopyStatus
from jukung.ui.pages import copy_words
from jukung.ui.pages.form_parts import (
    choice_field,
    choice_of,
    column,
    go_on_with_enter,
    lines_field,
    lines_of,
    show_choice,
)
from jukung.ui.pieces.fields import named, number_field
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.copies import CopyView


class CopyForm(QWidget):
    """One copy's number and particulars."""

    finished = Signal()
    """Enter in the last line."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._inventory, self._call = QLineEdit(), QLineEdit(), QLineEdit()
        self._status = choice_field(copy_words.STATUSES)
        self._kind = choice_field(messages.COLLECTION_KINDS)
        fields = column()
        fields.addLayout(named(_("Number"), self._number))
        fields.addWidget(
            label(_("After a new number the old one still finds this copy."), "note", wrap=True)
        )
        fields.addLayout(named(_("Inventory code"), self._inventory))
        fields.addLayout(named(_("Call number"), self._call))
        fields.addLayout(named(_("Status"), self._status))
        fields.addLayout(named(_("Kind"), self._kind))
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
        }

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
        self._kind = choice_field(messages.COLLECTION_KINDS)
        fields = column()
        fields.addLayout(named(_("How many, numbered by us"), self._count))
        fields.addLayout(named(_("Kind"), self._kind))
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
