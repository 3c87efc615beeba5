"""Beside the list, while no library is chosen: the agency's own card, and what to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fingerprint import fingerprint_label, in_lines
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.words import _


class SiteHome(QWidget):
    """The agency's numbers, and four ways to a library."""

    write_wanted = Signal()
    undo_wanted = Signal()
    list_wanted = Signal()
    add_wanted = Signal()
    invite_wanted = Signal()
    enrol_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agency = label("", "heading", wrap=True)
        self.digits = fingerprint_label()
        self._write = Button(_("Write the agency's card…"), icon="file-down")
        self._undo = Button("", kind="link")
        self._list = Button(_("Read a list of libraries…"), icon="upload")
        self._add = Button(_("Add one without Jukung…"), icon="pencil")
        self._invite = Button(_("Invitations…"), key="Ctrl+I", icon="send")
        self._enrol = Button(_("Enrol a library…"), kind="primary", key="Ctrl+N", icon="plus")
        self._lay_out()
        self._write.clicked.connect(self.write_wanted)
        self._undo.clicked.connect(self.undo_wanted)
        self._list.clicked.connect(self.list_wanted)
        self._add.clicked.connect(self.add_wanted)
        self._invite.clicked.connect(self.invite_wanted)
        self._enrol.clicked.connect(self.enrol_wanted)

    def show_agency(self, name: str, fingerprint: str) -> None:
        """Show who this agency is."""
        self._agency.setText(name)
        self.digits.setText(in_lines(fingerprint))

    def show_last_list(self, file: str) -> None:
        """Offer to take the last list back; none where there is none."""
        self._undo.setText(_("Take the list {file} back").format(file=file))
        self._undo.setVisible(bool(file))

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(label(_("This agency's card"), "field"))
        card.body.addWidget(self._agency)
        words = _("Libraries join with this card. Its numbers, for reading aloud:")
        card.body.addWidget(label(words, "small", wrap=True))
        card.body.addWidget(self.digits)
        card.body.addWidget(self._write)
        inside = QWidget()
        above = QVBoxLayout(inside)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(card)
        above.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignLeft)
        above.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(scrolling(inside), 1)
        for button in (self._list, self._add, self._invite, self._enrol):
            column.addWidget(button)
        self._undo.hide()
