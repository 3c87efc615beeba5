"""The fourth step of a month's report: how it travels, and how the receipt comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import files, theme
from jukung.ui.pages.form_parts import go_on_with_enter
from jukung.ui.pages.send_internet import InternetWay
from jukung.ui.pages.send_month import MonthView, Stage
from jukung.ui.pages.send_way import INDENT, Way
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import rule
from jukung.ui.pieces.label import label
from jukung.words import _, long_month, many, number

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_CODE = 24

_TAKEN_BACK = frozenset({Stage.sealed, Stage.written, Stage.received})


class CarryPane(QWidget):
    """A stick, codes for a messenger, the internet, the receipt; and taking the month back."""

    stick_wanted = Signal()
    codes_wanted = Signal()
    receipt_wanted = Signal()
    code_typed = Signal(object)
    withdrawal_wanted = Signal()
    dropped = Signal(object)
    """Files of receipts that were dropped here."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._month = ""
        self._goes = label("", "note", wrap=True)
        self._stick = Button(_("Write to a stick…"))
        self._codes = Button(_("Show codes"), key="Ctrl+G")
        self.internet = InternetWay()
        self._file = Button(_("Read a receipt…"))
        self._typed = QLineEdit()
        self._typed.setPlaceholderText("7K3M-9QXD-2TPA")
        self._typed.setAccessibleName(_("Code of the receipt"))
        self._typed.setMaxLength(LONGEST_CODE)
        self._typed.setMaximumWidth(theme.px(190))
        self._check = Button(_("Check"))
        self._withdraw = Button(_("Withdraw this month…"), kind="link")
        self._ask = Banner(corners="all")
        self._lay_out()
        self._stick.clicked.connect(self.stick_wanted)
        self._codes.clicked.connect(self.codes_wanted)
        self._file.clicked.connect(self.receipt_wanted)
        self._check.clicked.connect(self._say_code)
        go_on_with_enter((self._typed,), self._say_code)
        self._withdraw.clicked.connect(self.ask_withdrawal)
        self.internet.form_opened.connect(self._leave_question)
        self.setFocusProxy(self._codes)

    @override
    def minimumSizeHint(self) -> QSize:
        # Else the buttons beside the words would keep it too wide to put them below.
        return QSize(0, super().minimumSizeHint().height())

    def show_month(self, view: MonthView) -> None:
        """Show how many reports go along, and whether the month can be taken back."""
        self._month = long_month(view.month.year, view.month.number)
        self._goes.setText(_goes_along(view))
        waits = bool(view.unanswered)
        for each in (self._stick, self._codes):
            each.setEnabled(waits)
        self.internet.show_waiting(waits=waits, may_keep=view.may_keep)
        may = view.may_keep and not view.is_withdrawn and view.stage in _TAKEN_BACK
        self._withdraw.setVisible(may and self._ask.isHidden())
        if not may:
            self._ask.clear()

    def forget_code(self) -> None:
        """Empty the line of the code; it was read."""
        self._typed.clear()

    @Slot()
    def ask_withdrawal(self) -> None:
        """Ask whether the month is to be taken back."""
        self.internet.close_form()
        self._withdraw.hide()
        yes = Button(_("Withdraw"), kind="danger")
        no = Button(_("Keep it"), key="Esc")
        yes.clicked.connect(self._confirm)
        no.clicked.connect(self.leave_withdrawal)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(no)
        row.addWidget(yes)
        self._ask.say(
            _("Withdraw {month}?").format(month=self._month),
            _("The agency then counts nothing for it, until the month is closed and sent again."),
            tint="gold",
            button=both,
        )
        no.setFocus()

    @Slot()
    def leave_withdrawal(self) -> None:
        """Leave the month as it is."""
        self._ask.clear()
        self._withdraw.show()
        self._withdraw.setFocus()

    @Slot()
    def _leave_question(self) -> None:
        # Esc closes one thing at a time.
        if self.asks():
            self._ask.clear()
            self._withdraw.show()

    def asks(self) -> str:
        """What is asked here; empty when nothing is."""
        return self._ask.words()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _receipts(files.dragged(event.mimeData())):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if found := _receipts(files.dragged(event.mimeData())):
            event.acceptProposedAction()
            self.dropped.emit(found)

    @Slot()
    def _confirm(self) -> None:
        self._ask.clear()
        self.withdrawal_wanted.emit()

    @Slot()
    def _say_code(self) -> None:
        if typed := self._typed.text().strip():
            self.code_typed.emit(typed)
        else:
            self._typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        side = theme.px(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, theme.px(8), side, side)
        column.setSpacing(0)
        stick = Way("upload", _("By stick"), self._goes, self._stick)
        text = _("Codes to print, or to send as pictures: the agency reads them from a photograph.")
        codes = Way("scan-barcode", _("By messenger"), label(text, "note", wrap=True), self._codes)
        back = _("On the stick, as a file dropped here, or as a short code by telephone.")
        receipt = Way("check", _("The receipt"), label(back, "note", wrap=True), self._file)
        code = QHBoxLayout()
        code.setContentsMargins(theme.px(INDENT), 0, 0, theme.px(10))
        code.setSpacing(theme.px(8))
        code.addWidget(self._typed, 1)
        code.addWidget(self._check)
        code.addStretch(1)
        column.addWidget(self._ask)
        for each in (stick, rule(), codes, rule(), self.internet, rule(), receipt):
            column.addWidget(each)
        column.addLayout(code)
        column.addWidget(rule())
        column.addSpacing(theme.px(10))
        column.addWidget(self._withdraw, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)


def _goes_along(view: MonthView) -> str:
    count = len(view.unanswered)
    if not count:
        return _("Every report has its receipt; there is nothing to carry.")
    words = many(
        "{count} report without a receipt goes along.",
        "{count} reports without a receipt go along together.",
        count,
    )
    return words.format(count=number(count))


def _receipts(found: list[Path]) -> tuple[Path, ...]:
    return tuple(path for path in found if path.suffix.casefold() == ".jkr")
