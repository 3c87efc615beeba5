"""Asks once which paper is in the receipt printer; it is remembered."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pages.desk_strips import Strip
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.key_hint import KeyHint
from jukung.ui.pieces.label import label
from jukung.words import N_, _

# The names of `paper.papers`, in the order of their keys.
RECEIPT_PAPERS = {
    "roll80": N_("Roll, 80 mm"),
    "roll58": N_("Roll, 58 mm"),
    "a6": N_("A6 sheet"),
}


class ReceiptStrip(Strip):
    """Asks which paper is in the receipt printer; only its keys and the mouse answer.

    No button takes the focus: the Enter behind a scan would press it.
    """

    answered = Signal(object)
    """The name of the paper."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="accent", parent=parent)
        leave = Button(_("Cancel"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        words = _("Which paper is in the receipt printer?")
        self.body.addWidget(label(words, "heading", tint="accent", wrap=True))
        for place, (paper, name) in enumerate(RECEIPT_PAPERS.items()):
            button = Button(_(name), key=f"Alt+{place + 1}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._answer, paper))
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(KeyHint("Esc"))
        row.addWidget(leave)
        self.body.addLayout(row)
        leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        leave.clicked.connect(self.leave)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def ask(self) -> None:
        """Open, so that Esc leaves it; a box for scans may have the focus instead."""
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, paper: str) -> None:
        self.hide()
        self.answered.emit(paper)
