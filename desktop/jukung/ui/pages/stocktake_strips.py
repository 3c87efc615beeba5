"""Strips that ask why copies are withdrawn or decided about, by keys alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.kinds import WithdrawReason
from jukung.ui import theme
from jukung.ui.pages.desk_strips import Strip
from jukung.ui.pages.form_parts import choice_field, choice_of
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.words import _


class WhyStrip(Strip):
    """A line for a reason, with the reasons of a withdrawal before it where wanted."""

    answered = Signal(object, object)
    """The reason of the list, empty where none is asked, and the words."""

    def __init__(self, *, listed: bool, parent: QWidget | None = None) -> None:
        super().__init__(tint="gold", parent=parent)
        self._title = label("", "heading", wrap=True)
        words = {
            reason: messages.WITHDRAW_REASONS[reason]
            for reason in WithdrawReason
            if reason is not WithdrawReason.none
        }
        self.reason = choice_field(words)
        self.reason.setAccessibleName(_("Reason"))
        if not listed:
            # Shown before it lies in the strip it would be a window of its own.
            self.reason.hide()
        self._listed = listed
        self.line = QLineEdit()
        self.line.setMaxLength(200)
        self.line.setAccessibleName(_("In words"))
        self._keep = Button("", kind="primary", key="Enter", bound=False)
        self._leave = Button(_("Cancel"), key="Esc", bound=False)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self.reason)
        row.addWidget(self.line, 1)
        # The buttons stand above, so that a small screen leaves the words their line.
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self._title, 1)
        top.addWidget(self._keep)
        top.addWidget(self._leave)
        self.body.addLayout(top)
        self.body.addLayout(row)
        self.line.returnPressed.connect(self._answer)
        self._keep.clicked.connect(self._answer)
        self._leave.clicked.connect(self.leave)

    def ask(self, title: str, *, keep: str, hint: str = "") -> None:
        """Ask; `keep` is what the button says."""
        self._title.setText(title)
        self._keep.setText(keep)
        self.line.clear()
        self.line.setPlaceholderText(hint or _("In words; never a person"))
        self.show()
        (self.reason if self._listed else self.line).setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _answer(self) -> None:
        if not self.isVisible():
            return
        self.hide()
        self.answered.emit(choice_of(self.reason) if self._listed else "", self.line.text())
