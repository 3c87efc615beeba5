"""Changing who stands at the desk, over a page that stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.account_chooser import AccountChooser
from jukung.ui.cover import Cover
from jukung.ui.jobs import Jobs
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Library
    from jukung.library.staff import Account

WIDTH = 420


class StaffSwitch(Cover):
    """A sheet with the accounts; Escape leaves it as it was."""

    entered = Signal(object)
    """The `StaffMember` who took over."""

    lock_wanted = Signal()

    def __init__(self, window: QWidget, jobs: Jobs[Desk]) -> None:
        super().__init__(window)
        self.chooser = AccountChooser(jobs)
        self._leave = Button(_("Cancel"), key="Esc")
        self._lock = Button(_("Lock"), key="Ctrl+L", icon="lock")
        self._lay_out()
        self.chooser.entered.connect(self.entered)
        self._leave.clicked.connect(self.leave)
        self._lock.clicked.connect(self._ask_lock)

    def begin(
        self,
        library: Callable[[], Library],
        accounts: Sequence[Account],
        *,
        standing: int,
        lockable: bool,
    ) -> None:
        """Open with the accounts; `standing` is the row of who is here now."""
        self._lock.setVisible(lockable)
        self.chooser.begin(library, accounts, standing=standing)
        self.lift()

    @Slot()
    def leave(self) -> None:
        """Close it; the page goes on where it was."""
        self.drop()
        self.give_focus_back()

    @override
    def take_focus(self) -> None:
        self.chooser.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            if not self.chooser.step_back():
                self.leave()
        elif held and event.key() == Qt.Key.Key_L and not self._lock.isHidden():
            self._ask_lock()
        elif held and event.key() == Qt.Key.Key_K:
            self.leave()
        event.accept()

    @Slot()
    def _ask_lock(self) -> None:
        self.leave()
        self.lock_wanted.emit()

    def _lay_out(self) -> None:
        card = Card(parent=self)
        card.setFixedWidth(theme.px(WIDTH))
        card.body.addWidget(label(_("Who is at the desk?"), "title"))
        card.body.addWidget(self.chooser)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self._leave)
        foot.addStretch(1)
        foot.addWidget(self._lock)
        card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(20), 0, theme.px(20))
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
