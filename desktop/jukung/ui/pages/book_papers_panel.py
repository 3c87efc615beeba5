"""Cards, pockets and date-due slips that are glued into books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from jukung.ui import theme, verbs
from jukung.ui.pages.label_subjects import LabelSubjects
from jukung.ui.pages.paper_bench import PaperBench, paper_field
from jukung.ui.pages.source_choices import SourceChoices, Which
from jukung.ui.paper_printing import Printable
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import N_, _, many, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.library.desk import Desk
    from jukung.ui.header import ChipWords
    from jukung.ui.room import Room

PURPOSE = "book-papers"
MOST_COPIES = 2_000
# In the order in which they are cut and glued; the names of `paper.book_papers`.
_PAPERS = {
    "card": (N_("Book card"), N_("Stays at the desk while the copy is out.")),
    "pocket": (N_("Book pocket"), N_("Cut, folded and glued inside the cover; holds the card.")),
    "date_due": (N_("Date-due slip"), N_("Glued beside it; each loan is stamped here.")),
}
_TOUCHES = frozenset({"copy", "title", "settings"})


class BookPapersPanel(QWidget):
    """Which papers, for which copies; the pages at the right are what comes out."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._which = {name: QCheckBox(_(words)) for name, (words, _text) in _PAPERS.items()}
        self._paper = paper_field(room, PURPOSE)
        self.copies = SourceChoices(
            heading=_("For which copies"),
            without=(Which.chosen,),
            unprinted=_("Without a label yet"),
        )
        self.subjects = LabelSubjects(
            room, self.copies, most=MOST_COPIES, with_waiting=True, parent=self
        )
        choices = QWidget()
        self.bench = PaperBench(room, choices, empty=_(_NOTHING))
        self._lay_out(choices)
        for box in self._which.values():
            box.setChecked(True)
            box.toggled.connect(self._show)
        self._paper.currentIndexChanged.connect(self._show)
        self.copies.changed.connect(self._show)
        self.subjects.changed.connect(self._show)
        self.subjects.refused.connect(self.bench.refuse)
        self.bench.preview.made.connect(self._refresh_header)
        room.jobs.changed.connect(self._follow)

    @Slot()
    def shown(self) -> None:
        """See which copies there are now."""
        self.subjects.refresh()
        self.copies.take_focus()

    def chips(self) -> Sequence[ChipWords]:
        """For how many copies, on how many pages."""
        pages = self.bench.preview.page_count()
        if not pages:
            return ()
        count = len(self.chosen())
        copies = many("{count} copy", "{count} copies", count).format(count=number(count))
        sheets = many("{count} page", "{count} pages", pages).format(count=number(pages))
        return ((f"{copies} · {sheets}", "neutral"),)

    def chosen(self) -> tuple[str, ...]:
        """The copies chosen, by their ids."""
        return self.subjects.now()[0]

    def which(self) -> frozenset[str]:
        """The papers chosen."""
        return frozenset(name for name, box in self._which.items() if box.isChecked())

    def choose(self, *names: str) -> None:
        """Choose papers by name, such as `pocket`."""
        for name, box in self._which.items():
            box.setChecked(name in names)

    def printable(self) -> Printable | None:
        """What would be printed; None while something is not chosen."""
        copies, which, paper = self.chosen(), self.which(), str(self._paper.currentData())
        if not copies or not which:
            return None
        return Printable(
            lambda desk: _pages(desk, copies, which, paper),
            file=_("book-papers-{day}.pdf").format(day=self._room.today().isoformat()),
            folder=PURPOSE,
            printed=_("The pages are at the printer. Cut them along the thin lines."),
        )

    @Slot()
    def _show(self) -> None:
        words = _NOTHING if self.which() else N_("Choose at least one of the three papers.")
        self.bench.show_paper(self.printable(), empty=_(words), ready=self.subjects.is_whole())

    @Slot()
    def _refresh_header(self) -> None:
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & _TOUCHES and self.isVisible():
            self.subjects.refresh()

    def _lay_out(self, choices: QWidget) -> None:
        which = Card()
        which.body.addWidget(label(_("What goes into the book"), "heading"))
        for name, (_words, text) in _PAPERS.items():
            which.body.addWidget(self._which[name])
            said = label(_(text), "note", wrap=True)
            said.setContentsMargins(theme.px(26), 0, 0, theme.px(2))
            which.body.addWidget(said)
        which.body.addLayout(named(_("Paper"), self._paper))
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(which)
        column.addWidget(self.copies)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.bench)


_NOTHING = N_("Choose copies at the left: their cards, pockets and slips are shown here.")


def _pages(desk: Desk, copies: tuple[str, ...], which: frozenset[str], paper: str) -> bytes:
    library = desk.profile.name
    facts = [
        verbs.book_papers.BookFacts(copy.number, copy.title, copy.people, copy.call_number, library)
        for copy in verbs.copies.of_ids(desk, copies)
    ]
    papers = frozenset(verbs.book_papers.BookPaper(name) for name in which)
    made: bytes = verbs.book_papers.book_pages(facts, which=papers, paper=paper)
    return made
