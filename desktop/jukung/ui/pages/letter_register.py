"""The letters that went out in a year, each with its number; a mistake is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.kinds import LetterKind
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import number_field
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import N_, _, brief_day, many, number

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.library.desk import Desk
    from jukung.library.letters import LetterView
    from jukung.ui.room import Room

PAGE, MOST = 256, 4_000
_KINDS = {
    LetterKind.overdue: (N_("Overdue"), "gold"),
    LetterKind.clearance: (N_("Clearance"), "good"),
    LetterKind.minutes: (N_("Minutes"), "accent"),
}


def letters_of(desk: Desk, year: int) -> tuple[LetterView, ...]:
    """The letters of a year, the newest first."""
    found: list[LetterView] = []
    while len(found) < MOST:
        after = found[-1].serial if found else None
        page = verbs.letter_book.register(desk, year=year, after=after, limit=PAGE)
        found += page
        if len(page) < PAGE:
            break
    return tuple(found)


class LetterRegister(QWidget):
    """A year's letters in a table; Delete takes the one pointed at back."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._begun = False
        self._year = number_field(1990, 2999)
        self._count = label("", "strong")
        self._undo = Button(_("Take letter back"), icon="undo-2", key="Del")
        self.banner = Banner(corners="all")
        self._rows: Rows[LetterView] = Rows(_columns())
        self.table = Table(self._rows, rows="two")
        self.table.set_empty(
            _("No letter was written in this year.\nEach letter printed or saved stands here.")
        )
        self._lay_out()
        self._year.valueChanged.connect(self.refresh)
        self._undo.clicked.connect(self._take_back)
        self.table.pointed.connect(self._allow)
        self._allow()

    def shown(self) -> None:
        """Show the letters of the year; at first of this one."""
        if not self._begun:
            self._begun = True
            self._year.blockSignals(True)
            self._year.setValue(self._room.today().year)
            self._year.blockSignals(False)
        self.refresh()
        self.table.setFocus()

    @Slot()
    def refresh(self) -> None:
        """Read the letters again."""
        year = self._year.value()
        self._room.jobs.read(
            lambda desk: letters_of(desk, year), owner=self, then=self._show, latest="letters"
        )

    def values(self) -> list[LetterView]:
        """The letters shown, the newest first."""
        return self._rows.values()

    def _show(self, letters: tuple[LetterView, ...]) -> None:
        row = max(self.table.currentIndex().row(), 0)
        self._rows.show_values(letters)
        if letters:
            self.table.point_at(min(row, len(letters) - 1))
        said = many("{count} letter", "{count} letters", len(letters))
        self._count.setText(said.format(count=number(len(letters))))
        self._allow()

    @Slot()
    def _allow(self) -> None:
        letter: LetterView | None = self.table.current_value()
        self._undo.setEnabled(letter is not None and not letter.cancelled)

    @Slot()
    def _take_back(self) -> None:
        letter: LetterView | None = self.table.current_value()
        if letter is None:
            return
        self._room.jobs.change(
            lambda desk: verbs.undoing.undo(desk, letter.act_id),
            owner=self,
            then=lambda _undone: self._tell(letter),
            refused=self._refuse,
            touched={"letter"},
        )

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self.banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    def _tell(self, letter: LetterView) -> None:
        sounds.play("done")
        self.banner.say(
            _("Letter {number} is taken back").format(number=letter.number),
            _("Throw the paper away. Only the last number of a year is given again."),
            tint="good",
        )

    def _lay_out(self) -> None:
        card = Card(flush=True)
        head = card.add_head()
        head.addWidget(label(_("Letters of"), "heading"))
        head.addWidget(self._year)
        head.addWidget(self._count)
        head.addStretch(1)
        card.body.addWidget(self.table, 1)
        foot = card.add_foot()
        foot.addStretch(1)
        foot.addWidget(self._undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.banner)
        column.addWidget(card, 1)
        self._year.setFixedWidth(theme.px(96))
        self._year.setAccessibleName(_("Year"))


def _columns() -> list[Column[LetterView]]:
    return [
        Column(_("Letter number"), lambda letter: Cell(letter.number, strong=True), width=220),
        Column(_("Day"), lambda letter: brief_day(letter.written_on), width=120),
        Column(_("Kind"), _kind, width=130),
        Column(_("About"), _about),
    ]


def _kind(letter: LetterView) -> Cell:
    words, tint = _KINDS[letter.kind]
    return Cell(_("Taken back"), chip="neutral") if letter.cancelled else Cell(_(words), chip=tint)


def _about(letter: LetterView) -> Cell:
    card = _("card {card}").format(card=letter.card) if letter.card else ""
    return Cell(letter.subject or card, card if letter.subject else "")
