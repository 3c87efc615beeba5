"""The two questions of screening: why a title is kept back, and what its copies have."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.kinds import CopyTrait, ScreeningReason
from jukung.ui import theme
from jukung.ui.pages.desk_strips import Strip
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.words import _, many, number

COLUMNS, FEW_COLUMNS, TRAIT_COLUMNS = 4, 3, 3
NARROW = 1240


class ReasonStrip(Strip):
    """Digits tick the reasons of the list, words may stand beside them; Enter answers."""

    answered = Signal(object, object)
    """The reasons of the list, and the words."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="gold", parent=parent)
        self._title = label("", "heading", wrap=True)
        self._boxes = {
            reason: QCheckBox(_numbered(place, messages.SCREENING_REASONS[reason]))
            for place, reason in enumerate(ScreeningReason, start=1)
        }
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("In other words, such as a page; never a person"))
        self.line.setAccessibleName(_("Reason"))
        self._keep = Button(_("Keep back"), kind="primary", key="Ctrl+Return")
        self._leave = Button(_("Cancel"), key="Esc", bound=False)
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(18))
        self._place(COLUMNS)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for each in (self.line, self._keep, self._leave):
            row.addWidget(each, 1 if each is self.line else 0)
        self.body.addWidget(self._title)
        self.body.addLayout(grid)
        self.body.addLayout(row)
        self.line.returnPressed.connect(self._answer)
        self._keep.clicked.connect(self._answer)
        self._leave.clicked.connect(self.leave)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= theme.px(NARROW)
        self._place(COLUMNS if wide else FEW_COLUMNS)

    def ask(self, what: str) -> None:
        """Ask why titles are kept back."""
        self._title.setText(_("Why does {what} not circulate?").format(what=what))
        self.line.clear()
        for box in self._boxes.values():
            box.setChecked(False)
        self.show()
        next(iter(self._boxes.values())).setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdecimal() and 1 <= int(digit) <= len(self._boxes):
            list(self._boxes.values())[int(digit) - 1].toggle()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer()
        else:
            super().keyPressEvent(event)

    def _place(self, columns: int) -> None:
        for place, box in enumerate(self._boxes.values()):
            self._grid.addWidget(box, place // columns, place % columns)

    @Slot()
    def _answer(self) -> None:
        if not self.isVisible():
            return
        self.hide()
        reasons = tuple(reason for reason, box in self._boxes.items() if box.isChecked())
        self.answered.emit(reasons, self.line.text())


class TraitStrip(Strip):
    """What the copies of a title have; digits tick, Enter keeps it."""

    answered = Signal(object, object)
    """The numbers of the copies, and what they have."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="", parent=parent)
        self._barcodes: tuple[str, ...] = ()
        self._title = label("", "heading", wrap=True)
        self._boxes = {
            trait: QCheckBox(_numbered(place, messages.COPY_TRAITS[trait]))
            for place, trait in enumerate(CopyTrait, start=1)
        }
        self._keep = Button(_("Save"), kind="primary", key="Ctrl+Return")
        self._leave = Button(_("Cancel"), key="Esc", bound=False)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(18))
        for place, box in enumerate(self._boxes.values()):
            grid.addWidget(box, place // TRAIT_COLUMNS, place % TRAIT_COLUMNS)
        row.addLayout(grid, 1)
        row.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self._title)
        self.body.addLayout(row)
        self._keep.clicked.connect(self._answer)
        self._leave.clicked.connect(self.leave)

    def ask(self, title: str, barcodes: tuple[str, ...], traits: frozenset[CopyTrait]) -> None:
        """Ask what the copies of a title have."""
        self._barcodes = barcodes
        copies = many("{count} copy", "{count} copies", len(barcodes))
        said = copies.format(count=number(len(barcodes)))
        self._title.setText(
            _("What do the copies of “{title}” have? ({copies})").format(title=title, copies=said)
        )
        for trait, box in self._boxes.items():
            box.setChecked(trait in traits)
        self.show()
        next(iter(self._boxes.values())).setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdecimal() and 1 <= int(digit) <= len(self._boxes):
            list(self._boxes.values())[int(digit) - 1].toggle()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _answer(self) -> None:
        if not self.isVisible():
            return
        self.hide()
        traits = frozenset(trait for trait, box in self._boxes.items() if box.isChecked())
        self.answered.emit(self._barcodes, traits)


def _numbered(place: int, key: str) -> str:
    """The words of a box behind the digit that ticks it."""
    words = _(key)
    return f"{place} · {words}"
