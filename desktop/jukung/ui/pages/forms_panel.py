"""Blank forms on paper, for days without power and for who registers on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from jukung.ui import theme, verbs
from jukung.ui.pages.form_parts import beside
from jukung.ui.pages.letter_work import letterhead_of
from jukung.ui.pages.paper_bench import PaperBench, paper_field
from jukung.ui.paper_printing import Printable
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named, number_field
from jukung.ui.pieces.label import label
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.ui.room import Room

PURPOSE, MOST_PAGES = "forms", 50


@dataclass(frozen=True, slots=True)
class Form:
    """A blank form; the words are keys marked with `N_`."""

    name: str
    title: str
    text: str
    pages: Callable[[Desk, int, str], bytes]
    """Given how many pages, and the paper."""
    names: bool = False
    """Whether it asks for names, which a prison keeps none of."""


def _visitors(desk: Desk, pages: int, paper: str) -> bytes:
    return verbs.ledgers.visitor_ledger(
        letterhead=letterhead_of(desk),
        pages=pages,
        paper=paper,
        is_prison=desk.profile.is_prison,
    )


def _loans(desk: Desk, pages: int, paper: str) -> bytes:
    return verbs.ledgers.loan_ledger(
        letterhead=letterhead_of(desk),
        pages=pages,
        paper=paper,
        is_prison=desk.profile.is_prison,
    )


def _members(desk: Desk, pages: int, paper: str) -> bytes:
    return verbs.registration.registration_form(
        letterhead=letterhead_of(desk), pages=pages, paper=paper
    )


FORMS = (
    Form(
        "visitors",
        N_("Visitor ledger"),
        N_("Lies open at the door; who comes in writes one line."),
        _visitors,
    ),
    Form(
        "loans",
        N_("Loan ledger"),
        N_("For days without power; its columns are those of Late entry (Ctrl T)."),
        _loans,
    ),
    Form(
        "members",
        N_("Membership form"),
        N_("For who registers on paper; typed in later under Members (F4)."),
        _members,
        names=True,
    ),
)


class FormsPanel(QWidget):
    """Which form, and how many pages of it."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._group = QButtonGroup(self)
        self._offered = [form for form in FORMS if not (form.names and room.is_prison)]
        self._radios = {form.name: QRadioButton(_(form.title)) for form in self._offered}
        self._pages = number_field(1, MOST_PAGES, value=1)
        self._paper = paper_field(room, PURPOSE)
        choices = QWidget()
        self.bench = PaperBench(room, choices, empty=_("Choose a form at the left."))
        self._lay_out(choices)
        self._radios[FORMS[0].name].setChecked(True)
        self._group.buttonToggled.connect(self._show)
        self._pages.valueChanged.connect(self._show)
        self._paper.currentIndexChanged.connect(self._show)
        room.jobs.changed.connect(self._follow)

    @Slot()
    def shown(self) -> None:
        """Show the form with the letterhead of now."""
        self._show()
        self._radios[self.form().name].setFocus()

    def form(self) -> Form:
        """The form chosen."""
        return next(form for form in self._offered if self._radios[form.name].isChecked())

    def choose(self, name: str) -> None:
        """Choose a form by name."""
        self._radios[name].setChecked(True)

    def printable(self) -> Printable:
        """What would be printed."""
        form, pages, paper = self.form(), self._pages.value(), str(self._paper.currentData())
        return Printable(
            lambda desk: form.pages(desk, pages, paper),
            file=f"{_(form.title).casefold().replace(' ', '-')}.pdf",
            folder=PURPOSE,
            printed=_("The forms are at the printer."),
        )

    @Slot()
    def _show(self) -> None:
        self.bench.show_paper(self.printable())

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if "settings" in touched and self.isVisible():
            self._show()

    def _lay_out(self, choices: QWidget) -> None:
        card = Card()
        card.body.addWidget(label(_("Blank forms"), "heading"))
        for form in self._offered:
            self._group.addButton(self._radios[form.name])
            card.body.addWidget(self._radios[form.name])
            said = label(_(form.text), "note", wrap=True)
            said.setContentsMargins(theme.px(26), 0, 0, theme.px(4))
            card.body.addWidget(said)
        card.body.addLayout(
            beside((named(_("Pages"), self._pages), 1), (named(_("Paper"), self._paper), 2))
        )
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.bench)
