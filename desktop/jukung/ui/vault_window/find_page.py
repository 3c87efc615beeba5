"""Finding somebody by name: a reason first, then the beginning of a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.domain.errors import Refusal
from jukung.domain.kinds import ResidentState
from jukung.ui import sounds, theme
from jukung.ui.cells import Cell, Column
from jukung.ui.clipboards import clear_all_clipboards
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import mark_wrong
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.ui.vault_window.fields import is_copying, is_pasting
from jukung.ui.vault_window.reasons import ReasonField
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.vault_window.session import Person, Session

LEAST_LETTERS = 2
TINTS: dict[ResidentState, str] = {
    ResidentState.present: "good",
    ResidentState.away: "gold",
    ResidentState.sick: "gold",
}


class _NameSearch(SearchLine):
    """A search line out of which nothing is copied."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder)
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if is_copying(arg__1):
            return
        super().keyPressEvent(arg__1)
        if is_pasting(arg__1):
            clear_all_clipboards()


class FindPage(QWidget):
    """Enter sends the card to the desk; Ctrl E opens the identity."""

    chosen = Signal(object)
    """The card that is wanted at the desk."""

    opened = Signal(object)
    """The `Person` whose identity is wanted."""

    new_wanted = Signal()
    list_wanted = Signal()
    roster_wanted = Signal()
    phrases_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._searched_for = ""
        """The reason for which a search is journalled."""
        self._asked_for = ""
        """The reason for which one is on its way to the journal."""
        self._wants_enter = False
        self.reason = ReasonField()
        self.search = _NameSearch(_("The beginning of a name, or a card"))
        self.banner = Banner(corners="all")
        self._rows = Rows[Any](_columns())
        self.table = Table(self._rows)
        self._lay_out()
        self.search.searched.connect(self._search)
        self.search.entered.connect(self._enter)
        self.search.left_down.connect(self.table.take_focus)
        self.search.gather_from(self.table)
        self.table.chosen.connect(self._choose)
        self.reason.changed.connect(self._give_reason)
        undo = QShortcut(QKeySequence("Ctrl+Z"), self)
        undo.activated.connect(self.undo_wanted)
        self._show_empty()

    def begin(self, session: Session) -> None:
        """Look among the people of an open vault."""
        self._session = session
        session.filled.connect(self._again)
        self.setFocusProxy(self.reason)
        self.reason.setFocus()

    def call(self, card: str) -> None:
        """Put a card into the line, such as of who is at the desk."""
        self.search.setText(card)
        self._search(card)
        (self.search if self.reason.reason() else self.reason).setFocus()

    def refuse(self, refusal: Refusal) -> None:
        """Say why it is not done."""
        self.tell(messages.sentence(refusal), tint="bad")
        if isinstance(refusal, errors.ReasonMissing | errors.ReasonNamesSomebody):
            mark_wrong(self.reason.list, wrong=True)

    def tell(self, sentence: str, *, tint: str = "good") -> None:
        """Say something above the list."""
        if tint == "bad":
            sounds.play("refused")
        self.banner.say(*messages.two_lines(sentence), tint=tint)

    def shown(self) -> list[Person]:
        """Who is on the list now."""
        return list(self._rows.values())

    @Slot(object)
    def _search(self, typed: str) -> None:
        session = self._session
        if session is None:
            return
        is_long = len(typed.strip()) >= LEAST_LETTERS
        found = session.find(typed) if is_long and self.reason.reason() else []
        if found and not self._may_look(session):
            found, is_long = [], False
        self._rows.show_values(found)
        if found:
            self.table.point_at(0)
        self._show_empty(searched=is_long)

    def _may_look(self, session: Session) -> bool:
        """Journal a search once for each reason: names are seen before one is chosen.

        Until it is stored nothing is shown; then it is searched again.
        """
        reason = self.reason.reason()
        if reason == self._searched_for:
            return True
        if reason != self._asked_for:
            self._asked_for = reason
            try:
                session.look(None, reason, then=lambda: self._may_show(reason))
            except Refusal as refusal:
                self.look_failed()
                self.refuse(refusal)
        return reason == self._searched_for

    def _may_show(self, reason: str) -> None:
        self._searched_for = reason
        if self._asked_for == reason:
            self._asked_for = ""
        enters, self._wants_enter = self._wants_enter, False
        if enters:
            self._enter(self.search.text())
        else:
            self._search(self.search.text())

    def look_failed(self) -> None:
        """A look was not journalled: the next search asks for it again."""
        self._asked_for, self._wants_enter = "", False

    @Slot(object)
    def _enter(self, typed: str) -> None:
        self._search(typed)
        if self._asked_for:
            self._wants_enter = True
            return
        person = self.table.current_value()
        if person is not None:
            self._choose(person)
        elif not self.reason.reason():
            self.refuse(errors.ReasonMissing())

    @Slot(object)
    def _choose(self, person: Person) -> None:
        def call() -> None:
            self.chosen.emit(person.row.card)
            self.tell(
                _("{card} is at the desk now.").format(card=person.row.card),
            )

        self._look(person, whole=False, then=call)

    @Slot()
    def _open(self) -> None:
        person = self.table.current_value()
        if person is not None:
            self._look(person, whole=True, then=lambda: self.opened.emit(person))

    def _look(self, person: Person, *, whole: bool, then: Callable[[], object]) -> None:
        if self._session is None:
            return
        self.banner.clear()
        try:
            self._session.look(person, self.reason.reason(), whole=whole, then=then)
        except Refusal as refusal:
            self.refuse(refusal)

    @Slot()
    def _give_reason(self) -> None:
        mark_wrong(self.reason.list, wrong=False)
        self.banner.clear()
        self._search(self.search.text())
        if self.reason.reason() and not self.reason.line.isVisible():
            self.search.setFocus()

    @Slot()
    def _again(self) -> None:
        if self.search.text():
            self._search(self.search.text())
        else:
            self._show_empty()

    def _show_empty(self, *, searched: bool = False) -> None:
        session = self._session
        if session is None or not session.is_filled:
            words = _("The names are coming…")
        elif not self.reason.reason():
            words = _("Choose why you look, then type the beginning of a name.")
        elif not session.people:
            words = _("Nobody is registered yet. Ctrl N registers the first resident.")
        elif searched:
            words = _("Nobody's name begins like this.")
        else:
            words = _("Type the beginning of a name. Enter sends the card to the desk.")
        self.table.set_empty(words)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self.reason, 5)
        top.addWidget(self.search, 4)
        card = Card(flush=True)
        card.body.addWidget(self.table, 1)
        foot = card.add_foot()
        buttons = (
            (_("Identity"), "Ctrl+E", self._open),
            (_("New"), "Ctrl+N", self.new_wanted),
            (_("Daily list"), "Ctrl+R", self.roster_wanted),
            (_("Print"), "Ctrl+P", self.list_wanted),
            (_("Phrases"), "Ctrl+K", self.phrases_wanted),
        )
        for words, key, slot in buttons:
            button = Button(words, key=key)
            button.clicked.connect(slot)
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        side = theme.px(18)
        column.setContentsMargins(side, theme.px(14), side, side)
        column.setSpacing(theme.px(12))
        column.addLayout(top)
        column.addWidget(self.banner)
        column.addWidget(card, 1)


def _columns() -> tuple[Column[Person], ...]:
    return (
        Column(_("Name"), _name),
        Column(_("Card"), lambda each: Cell(each.row.card, strong=True), width=110),
        Column(_("Block and room"), lambda each: each.row.place or "–", width=130),
        Column(_("Status"), _state, width=130, from_width=560),
    )


def _name(person: Person) -> Cell:
    name = person.identity.name or _("no name kept")
    return Cell(name, strong=True, second=" · ".join(person.identity.numbers[:1]))


def _state(person: Person) -> Cell:
    state = person.row.state
    return Cell(_(messages.RESIDENT_STATES[state]), chip=TINTS.get(state, "neutral"))
