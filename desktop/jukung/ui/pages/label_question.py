"""Asks after printing whether the labels came out well."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pages.label_work import Order
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.words import _


class LabelQuestion(Card):
    """Only a yes marks the copies; a no leaves everything as it was."""

    answered_yes = Signal(object)
    """The order whose labels are good."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="gold", parent=parent)
        self._order: Order | None = None
        self._before = label("", "small", wrap=True)
        self._yes = Button(_("Yes, mark them"), kind="primary", key="Ctrl+Y")
        self._no = Button(_("No"), key="Esc")
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self._before, 1)
        row.addWidget(self._no)
        row.addWidget(self._yes)
        heading = _("Did the labels come out well?")
        self.body.addWidget(label(heading, "heading", tint="gold", wrap=True))
        self.body.addLayout(row)
        self.body.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        self._yes.clicked.connect(self._say_yes)
        self._no.clicked.connect(self.hide)
        self.hide()

    def ask(self, order: Order, before: str) -> None:
        """Ask about the labels of an order; `before` says where they are now."""
        self._order = order
        self._before.setText(before)
        self.show()

    @Slot()
    def _say_yes(self) -> None:
        if self._order is not None:
            self.answered_yes.emit(self._order)
