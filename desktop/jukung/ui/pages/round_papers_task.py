"""The papers of a round before they are printed: the book list and the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme, verbs
from jukung.ui.pages.letter_work import letterhead_of
from jukung.ui.pages.paper_bench import PaperBench, paper_field
from jukung.ui.pages.round_words import letters, task
from jukung.ui.paper_printing import Printable
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named, number_field
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.round_views import RoundView
    from jukung.paper.round_papers import FormLine
    from jukung.ui.room import Room

PURPOSE = "rounds"
BLANKS, MOST_BLANKS = 6, 60


class RoundPapersTask(QWidget):
    """Choices on the left, the pages on the right."""

    left = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._round_id = ""
        self._is_list = True
        self._paper = paper_field(room, PURPOSE)
        self._blanks = number_field(0, MOST_BLANKS, value=BLANKS)
        self._back = Button(_("Back"), key="Esc", icon="chevron-left")
        self._title, self._told = label("", "heading"), label("", "note", wrap=True)
        choices = QWidget()
        self.bench = PaperBench(room, choices, empty=_("Nothing is on this round."))
        self._lay_out(choices)
        self._paper.currentIndexChanged.connect(self._show)
        self._blanks.valueChanged.connect(self._show)
        self._back.clicked.connect(self.left)

    def open(self, view: RoundView, which: str) -> None:
        """Show the book `list` or the `form` of a round."""
        self._round_id, self._is_list = view.id, which == "list"
        self._title.setText(_("Books for the round") if self._is_list else _("Paper form"))
        told = (
            _("What to find on the shelf and take along, in the order of the rooms.")
            if self._is_list
            else _("Marks made with a pen on the way are typed in afterwards, line by line.")
        )
        self._told.setText(" ".join((told, _("It has cards and no names."))))
        self._blanks.setEnabled(not self._is_list)
        self.bench.banner.clear()
        self._show()

    def printable(self) -> Printable:
        """What would be printed."""
        round_id, paper = self._round_id, str(self._paper.currentData())
        blanks, is_list = self._blanks.value(), self._is_list

        def make(desk: Desk) -> bytes:
            if is_list:
                return list_of(desk, round_id, paper=paper)
            return form_of(desk, round_id, paper=paper, blanks=blanks)

        return Printable(
            make,
            file=(_("book-list") if is_list else _("round-form")) + ".pdf",
            folder=PURPOSE,
            printed=_("The paper is at the printer."),
        )

    @Slot()
    def _show(self) -> None:
        self.bench.show_paper(self.printable())

    def _lay_out(self, choices: QWidget) -> None:
        card = Card()
        card.body.addWidget(self._title)
        card.body.addWidget(self._told)
        card.body.addLayout(named(_("Paper"), self._paper))
        card.body.addLayout(named(_("Empty lines"), self._blanks))
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(row)
        column.addWidget(card)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.bench)


def list_of(desk: Desk, round_id: str, *, paper: str) -> bytes:
    """The book list of a round as PDF; refuses NothingToPrint, NotAllowed."""
    sheet = verbs.rounds.on_paper(desk, round_id)
    wanted = [
        verbs.round_papers.WantedCopy(
            line.call_number, line.barcode, line.title, stop.room, stop.card
        )
        for stop in sheet.stops
        for line in stop.open_lines
        if str(line.what) == "bring"
    ]
    way = verbs.round_papers.WayPaper(sheet.block, sheet.on, sheet.cards)
    return verbs.round_papers.pick_list(way, wanted, letterhead=letterhead_of(desk), paper=paper)


def form_of(desk: Desk, round_id: str, *, paper: str, blanks: int = BLANKS) -> bytes:
    """The form of a round as PDF; refuses NothingToPrint, NotAllowed."""
    sheet = verbs.rounds.on_paper(desk, round_id)
    way = verbs.round_papers.WayPaper(sheet.block, sheet.on, sheet.cards)
    return verbs.round_papers.cell_form(
        way,
        _form_lines(sheet),
        letters=letters(),
        letterhead=letterhead_of(desk),
        blanks=blanks,
        paper=paper,
    )


def _form_lines(view: RoundView) -> list[FormLine]:
    lines = []
    for stop in view.stops:
        open_ = stop.open_lines
        lines += [
            verbs.round_papers.FormLine(stop.room, stop.card, task(line), line.barcode, line.title)
            for line in open_
        ]
        if stop.corner:
            line = verbs.round_papers.FormLine("", "", _("exchange"), "", stop.room)
            lines += [] if stop.is_done else [line]
        elif not open_ and not stop.is_done:
            lines.append(verbs.round_papers.FormLine(stop.room, stop.card, _("visit")))
    return lines
