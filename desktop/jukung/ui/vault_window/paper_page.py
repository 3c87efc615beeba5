"""A paper with names: looked at, printed or saved from this process, never from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import printing, sounds, theme
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.room import Room

_SCALE = 1.4


class PaperPage(QWidget):
    """Shows the first page, prints and saves."""

    left = Signal(object)
    """It was closed; whether it was printed or saved before."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pdf = b""
        self._file = ""
        self._is_written = False
        self._title = label("", "title", wrap=True)
        self.banner = Banner(corners="all")
        self._sheet = QLabel()
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._picture = QPixmap()
        self.printing = PaperPrinting(room, self)
        self.printing.said.connect(self._said)
        self.printing.refused.connect(self._refuse)
        self._lay_out()

    def begin(self, title: str, pdf: bytes, *, file: str) -> None:
        """Show a paper."""
        self._title.setText(title)
        self._pdf, self._file, self._is_written = pdf, file, False
        self.banner.clear()
        image = printing.page_image(pdf, 0, scale=_SCALE * theme.current().scale)
        self._picture = QPixmap.fromImage(image)
        self._fit()
        self.setFocus()

    def clear(self) -> None:
        """Forget the paper."""
        self._pdf, self._picture = b"", QPixmap()
        self._sheet.clear()

    def paper(self) -> Printable:
        """The paper that is shown, to be printed or saved."""
        pdf = self._pdf
        return Printable(
            make=lambda _desk: pdf,
            file=self._file,
            folder="names",
            printed=_("The paper is at the printer."),
            colour=True,
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _save(self) -> None:
        self.printing.ask_where_to_save(self.paper())

    @Slot()
    def _print(self) -> None:
        self.printing.ask_printer(self.paper())

    @Slot()
    def _leave(self) -> None:
        written = self._is_written
        self.clear()
        self.left.emit(written)

    @Slot(object, object)
    def _said(self, sentence: str, tint: str) -> None:
        self._is_written = tint == "good" or self._is_written
        sounds.play("done")
        detail = _("It bears names: keep it as you keep the register.")
        self.banner.say(sentence, detail, tint=tint)

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self.banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    def _fit(self) -> None:
        if not self._picture.isNull():
            wide = min(max(self.width() - theme.px(90), 200), self._picture.width())
            smooth = Qt.TransformationMode.SmoothTransformation
            self._sheet.setPixmap(self._picture.scaledToWidth(wide, smooth))

    def _lay_out(self) -> None:
        back = Button(_("Back"), key="Esc")
        save = Button(_("Save as PDF…"), key="Ctrl+S")
        printed = Button(_("Print…"), kind="primary", key="Ctrl+P", icon="printer")
        back.clicked.connect(self._leave)
        save.clicked.connect(self._save)
        printed.clicked.connect(self._print)
        card = Card()
        card.body.setSpacing(theme.px(10))
        card.body.addWidget(self._title)
        card.body.addWidget(self.banner)
        card.body.addWidget(scrolling(self._sheet), 1)
        below = QHBoxLayout()
        below.setSpacing(theme.px(10))
        below.addWidget(back)
        below.addStretch(1)
        below.addWidget(save)
        below.addWidget(printed)
        card.body.addLayout(below)
        column = QVBoxLayout(self)
        side = theme.px(18)
        column.setContentsMargins(side, theme.px(14), side, side)
        column.addWidget(card, 1)
