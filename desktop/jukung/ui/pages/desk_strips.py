"""Strips that open under the box of the desk to ask one thing, by keys alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.key_hint import KeyHint
from jukung.ui.pieces.label import label
from jukung.words import _


@dataclass(frozen=True, slots=True)
class Harm:
    """What happened to a copy: damaged or lost, with a note, perhaps a price."""

    barcode: str
    act_id: str
    lost: bool
    note: str
    price: int | None


class Strip(Card):
    """Hidden until it asks; Enter answers, Esc leaves it."""

    left = Signal()

    def __init__(self, *, tint: str = "gold", parent: QWidget | None = None) -> None:
        super().__init__(tint=tint, parent=parent)
        self.hide()

    @override
    def event(self, event: QEvent) -> bool:
        # Otherwise the page's own Esc, which ends the member's turn, would come first.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def leave(self) -> None:
        """Close without an answer."""
        if self.isVisible():
            self.hide()
            self.left.emit()


class PermitStrip(Strip):
    """Asks why an exception is made; the last reason is offered again."""

    answered = Signal(object)
    """The reason."""

    def __init__(self, *, prison: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._what = label("", "heading", tint="gold", wrap=True)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(
            _("Reason; no names")
            if prison
            else _("Reason, such as: for the school's reading contest")
        )
        self._reason.setAccessibleName(_("Reason"))
        self._permit = Button(_("Permit once"), kind="primary")
        self._leave = Button(_("Cancel"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self._reason, 1)
        row.addWidget(KeyHint("Esc"))
        row.addWidget(self._leave)
        row.addWidget(KeyHint("Return"))
        row.addWidget(self._permit)
        self.body.addWidget(self._what)
        self.body.addLayout(row)
        self._reason.returnPressed.connect(self._answer)
        self._permit.clicked.connect(self._answer)
        self._leave.clicked.connect(self.leave)

    def ask(self, barcode: str) -> None:
        """Open for an exception with one copy."""
        self._what.setText(_("Permit {barcode} once: why?").format(barcode=barcode))
        self.show()
        self._reason.selectAll()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _answer(self) -> None:
        if not self.isVisible():
            return
        reason = self._reason.text().strip()
        if not reason:
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.hide()
        self.answered.emit(reason)


class HarmStrip(Strip):
    """Asks whether a copy is damaged or lost, and notes it."""

    answered = Signal(object)
    """The harm."""

    def __init__(self, *, money: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._barcode = self._act_id = ""
        self._what = label("", "heading", tint="gold", wrap=True)
        self._damaged = Button(_("Damaged"), kind="choice", key="Ctrl+1")
        self._lost = Button(_("Lost"), kind="choice", key="Ctrl+2")
        self._note = QLineEdit()
        self._note.setAccessibleName(_("What is wrong"))
        self._price = QLineEdit()
        self._price.setPlaceholderText(_("Price in rupiah"))
        self._price.setAccessibleName(_("Price in rupiah"))
        self._price.setMaximumWidth(theme.px(180))
        self._money = money
        self._writes = True
        self._done = Button(_("Record"), kind="primary")
        self._leave = Button(_("Cancel"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for each in (self._damaged, self._lost):
            row.addWidget(each)
        row.addWidget(self._note, 1)
        row.addWidget(self._price)
        row.addWidget(KeyHint("Esc"))
        row.addWidget(self._leave)
        row.addWidget(self._done)
        self.body.addWidget(self._what)
        self.body.addLayout(row)
        self._damaged.clicked.connect(self._choose_damaged)
        self._lost.clicked.connect(self._choose_lost)
        for line in (self._note, self._price):
            line.returnPressed.connect(self._answer)
        self._done.clicked.connect(self._answer)
        self._leave.clicked.connect(self.leave)

    def ask(self, barcode: str, title: str, *, act_id: str = "", writes: bool = True) -> None:
        """Open for one copy; `act_id` is its return, where it just came back.

        Without `writes` there is no note: an aide writes no words.
        """
        self._writes = writes
        self._note.setVisible(writes)
        self._barcode, self._act_id = barcode, act_id
        self._what.setText(_("What happened to “{title}”?").format(title=title))
        self._note.clear()
        self._price.clear()
        self.show()
        self._choose_damaged()

    @Slot()
    def _choose_damaged(self) -> None:
        self._choose(lost=False)

    @Slot()
    def _choose_lost(self) -> None:
        self._choose(lost=True)

    def _lost_hint(self) -> str:
        # Where there is no money there are no names either.
        return _("Note") if self._money else _("Note; no names")

    def _choose(self, *, lost: bool) -> None:
        self._damaged.setChecked(not lost)
        self._lost.setChecked(lost)
        self._price.setVisible(lost and self._money)
        self._note.setPlaceholderText(
            self._lost_hint() if lost else _("What is wrong, such as: page 12 is torn")
        )
        field: QWidget = self._note if self._writes else self._done
        if lost and self._money:
            field = self._price
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _answer(self) -> None:
        if not self.isVisible():
            return
        digits = "".join(filter(str.isdecimal, self._price.text()))
        self.hide()
        self.answered.emit(
            Harm(
                self._barcode,
                self._act_id,
                lost=self._lost.isChecked(),
                note=self._note.text().strip(),
                price=int(digits) if digits and self._lost.isChecked() else None,
            )
        )


class InHouseStrip(Strip):
    """Says that every copy scanned now was read here; Esc ends it."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="accent", parent=parent)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(label(_("Read here"), "heading", tint="accent"))
        row.addWidget(
            label(_("Scan each copy that was read in the library. Esc ends this."), "small"), 1
        )
        self.body.addLayout(row)

    @Slot()
    def toggle(self) -> None:
        """Begin, or end."""
        if self.isVisible():
            self.leave()
        else:
            self.show()
