"""Asks at the printer: does the first sheet fit, and did all come out well."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pages.label_numbers import CountField, RangeNote
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.words import _, number

NARROW = 700
BEHIND_MS = 150


class _Answer(Button):
    """A space inside a scan is no answer; the burst guard swallows the Enter behind it."""

    _lately = 0.0

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = float(event.timestamp())
        scanned = event.key() == Qt.Key.Key_Space and at - self._lately < BEHIND_MS
        if event.text().strip():
            self._lately = at
        if not (scanned and self._lately):
            super().keyPressEvent(event)


class LabelQuestion(Card):
    """Only an answer counts anything as printed; later leaves it waiting."""

    fits = Signal()
    fits_not = Signal()
    stopped = Signal()
    all_good = Signal()
    wrong_from = Signal(object)
    """The first sheet on which something is wrong, counted from 1."""

    later = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="gold", parent=parent)
        self._heading = label("", "heading", tint="gold", wrap=True)
        self._before = label("", "small", wrap=True)
        self._sheet = CountField(1, 1, value=1)
        self._note = RangeNote()
        self._note.watch_count(self._sheet)
        self._sheets = 1
        self._fit_row, self._outcome_row = QWidget(), QWidget()
        self._fit_buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._fit_row)
        self._outcome_buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._outcome_row)
        self._wrong = Button("", key="Ctrl+J", bound=False)
        self._good, self._fits = (
            _Answer(_("All good"), kind="primary", key="Ctrl+Y"),
            _Answer(_("Yes, print the rest"), kind="primary", key="Ctrl+Y"),
        )
        self._lay_out()
        self.hide()

    def ask_fit(self, before: str) -> None:
        """Ask whether the first sheet fits; `before` says where it is now."""
        self._show(_("Does it fit?"), before, self._fit_row)

    def ask_outcome(self, sheets: int, before: str) -> None:
        """Ask whether so many sheets came out well."""
        self._sheets = sheets
        self._note.hide()
        self._sheet.setRange(1, sheets)
        self._sheet.setValue(sheets)
        self._sheet.setVisible(sheets > 1)
        self._wrong.setText(_("Wrong from here") if sheets > 1 else _("No, print it again"))
        self._show(_("Did all come out well?"), before, self._outcome_row)

    def take_focus(self) -> None:
        """Go to the answer that is given most."""
        (self._fits if self._outcome_row.isHidden() else self._good).setFocus()

    def is_asking(self) -> bool:
        """Whether an answer is awaited."""
        return not self.isHidden()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < theme.px(NARROW)
        for row in (self._fit_buttons, self._outcome_buttons):
            row.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    @Slot()
    def _go_wrong(self) -> None:
        """Its key goes to the field first; there it answers."""
        if self._sheets > 1 and not self._sheet.hasFocus():
            self._sheet.setFocus()
            self._sheet.selectAll()
        else:
            self._say_wrong()

    @Slot()
    def _say_wrong(self) -> None:
        typed = self._sheet.text()
        self._sheet.interpretText()
        if self._sheet.text() != typed:
            return  # the note says why; the number is looked at again
        self.wrong_from.emit(self._sheet.value() if self._sheets > 1 else 1)

    def _show(self, heading: str, before: str, row: QWidget) -> None:
        self._heading.setText(heading)
        self.setAccessibleName(heading)
        self._before.setText(before)
        for each in (self._fit_row, self._outcome_row):
            each.setVisible(each is row)
        self.show()

    def _lay_out(self) -> None:
        yes, good = self._fits, self._good
        no = Button(_("No: measure and correct"), key="Ctrl+U")
        stop = Button(_("Stop"), key="Esc")
        later = Button(_("Later"), key="Esc")
        yes.clicked.connect(self.fits)
        no.clicked.connect(self.fits_not)
        stop.clicked.connect(self.stopped)
        good.clicked.connect(self.all_good)
        later.clicked.connect(self.later)
        self._wrong.clicked.connect(self._say_wrong)
        wrong_key = QShortcut(QKeySequence("Ctrl+J"), self._wrong)
        wrong_key.setAutoRepeat(False)
        wrong_key.activated.connect(self._go_wrong)
        self._sheet.setAccessibleName(_("The first sheet with something wrong"))
        self._sheet.setPrefix(_("Sheet") + " ")
        for place in (self._fit_buttons, self._outcome_buttons):
            place.setContentsMargins(0, 0, 0, 0)
            place.setSpacing(theme.px(8))
        for button in (stop, no, yes):
            self._fit_buttons.addWidget(button)
        wrong = QHBoxLayout()
        wrong.setSpacing(theme.px(6))
        wrong.addWidget(self._sheet)
        wrong.addWidget(self._wrong, 1)
        self._outcome_buttons.addWidget(later)
        self._outcome_buttons.addLayout(wrong, 1)
        self._outcome_buttons.addWidget(good)
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(self._heading)
        words.addWidget(self._before)
        self.body.addLayout(words)
        self.body.addWidget(self._fit_row)
        self.body.addWidget(self._outcome_row)
        self.body.addWidget(self._note)
        self.body.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))


def sheets_words(count: int) -> str:
    """A count of sheets, such as `12 sheets`."""
    return _("1 sheet") if count == 1 else _("{count} sheets").format(count=number(count))
