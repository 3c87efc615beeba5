"""The residents' own screen for requests: a card, a book, and nobody's history.

It is the door's kiosk with another front: only a PIN leaves it, no name is shown,
and every answer is the same, whatever a card has or waits for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import kiosk
from jukung.ui.pages.kiosk import LEAVE_KEY, Keepers, Kiosk
from jukung.ui.pages.kiosk_parts import DigitPad, DoorButton
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.library.desk import Desk
    from jukung.library.title_lines import TitleLine
    from jukung.ui.room import Room

SEARCH_MS = 250


def open_over(room: Room, window: QWidget, *, without_pin: Callable[[], object]) -> None:
    """Give a window to whoever asks for books; where nobody has a PIN, only `without_pin`."""
    library = room.library

    def show(keepers: Keepers | None) -> None:
        if keepers is None:
            without_pin()
        elif not kiosk.is_open(window):
            RequestKiosk(room, keepers, window).open()

    room.jobs.run(
        lambda _progress, _stopped: kiosk.keepers_of(verbs.staff.door(library), library.at_desk()),
        owner=window,
        then=show,
    )


def open_again(room: Room, keepers: Keepers, window: QWidget) -> None:
    """Give a window to them at once, as it was before the program ended."""
    RequestKiosk(room, keepers, window).open()


class RequestKiosk(Kiosk):
    """Lies over a window until somebody's PIN takes it away."""

    PAGE = "requests"

    def __init__(self, room: Room, keepers: Keepers, window: QWidget) -> None:
        self.card, self.book = QLineEdit(), QLineEdit()
        self._rows: Rows[TitleLine] = Rows(_columns())
        self.titles = Table(self._rows, rows="two")
        self._ask = DoorButton(_("I would like this book"), high=72, strong=True)
        super().__init__(room, keepers, window)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SEARCH_MS)
        self._rest.timeout.connect(self.search)
        self.book.textEdited.connect(self._rest.start)
        self.book.returnPressed.connect(self._go_to_titles)
        self.card.returnPressed.connect(self.book.setFocus)
        for line in (self.card, self.book):
            line.textEdited.connect(self._idle.start)
            line.installEventFilter(self)
        self.titles.installEventFilter(self)
        self.titles.chosen.connect(self._choose)
        self._ask.clicked.connect(self.ask)

    @override
    @Slot()
    def show_front(self) -> None:
        """Wait for the next resident; nothing of the last one is left."""
        self._returns.stop()
        self._idle.stop()
        for line in (self.card, self.book):
            line.clear()
        self._rows.show_values(())
        self._pages.setCurrentWidget(self._front)
        self.card.setFocus()

    @Slot()
    def search(self) -> None:
        """Look for what was typed, among what may circulate."""
        words = self.book.text().strip()
        if not words:
            self._rows.show_values(())
            return
        library, keeper = self._room.library, self._keepers.keeper

        def look(_progress: object, _stopped: object) -> tuple[TitleLine, ...]:
            with library.changing(staff=keeper) as desk:
                return verbs.requests.find(desk, words)

        self._room.jobs.run(look, owner=self, then=self._show_found, refused=self._refuse)

    @Slot()
    def ask(self) -> None:
        """Ask for the title at the cursor."""
        line: TitleLine | None = self.titles.current_value()
        card = self.card.text().strip()
        if not card:
            self.card.setFocus()
        elif line is None:
            self.book.setFocus()
        else:
            title_id = line.id

            def note(desk: Desk) -> None:
                verbs.requests.by_kiosk(desk, card, title_id)

            self._record(note)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        inside = (self.card, self.book, self.titles)
        if watched in inside and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and watched is self.book and event.key() == Qt.Key.Key_Down:
                self._go_to_titles()
                return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        front = self._pages.currentWidget() is self._front
        if front and event.text().strip() and event.text().isprintable():
            # Letters typed on the list go on in the line of the book.
            line = self.book if self.card.text() else self.card
            line.setFocus()
            line.insert(event.text())
            if line is self.book:
                self._rest.start()
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def _thank(self, seen: object) -> None:
        sounds.play("done")
        self._tell(_("Thank you. Your request is written down."))
        self._room.jobs.changed.emit(frozenset({"hold"}))

    @override
    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        words = messages.sentence(refusal)
        if isinstance(refusal, errors.MemberUnknown | errors.MemberLeft | errors.CardLost):
            words = _("This number is not right. Please type it again.")
        self._tell(words, tint="gold")

    def _show_found(self, found: tuple[TitleLine, ...]) -> None:
        self._rows.show_values(found)
        if found:
            self.titles.point_at(0)
        self._ask.setEnabled(bool(found))

    @Slot()
    def _go_to_titles(self) -> None:
        self._rest.stop()
        self.search()
        if self._rows.rowCount():
            self.titles.take_focus()

    @Slot(object)
    def _choose(self, _line: object) -> None:
        self.ask()

    @override
    def _front_page(self) -> QWidget:
        page, column = self._page()
        profile = self._room.profile
        head = QHBoxLayout()
        head.addWidget(label(profile.name if profile else "", "title"), 1)
        staff = Button(_("Staff"), icon="lock", key=LEAVE_KEY, bound=False)
        staff.clicked.connect(self.ask_pin)
        head.addWidget(staff)
        column.addLayout(head)
        column.addWidget(label(_("Which book would you like?"), "door"))
        fields = QHBoxLayout()
        fields.setSpacing(theme.px(14))
        self.card.setPlaceholderText(_("Number on your card"))
        self.book.setPlaceholderText(_("Title or author"))
        for line in (self.card, self.book):
            line.setMinimumHeight(theme.px(48))
        fields.addLayout(named(_("Card"), self.card), 2)
        fields.addLayout(named(_("Book"), self.book), 5)
        column.addLayout(fields)
        self.titles.set_empty(_("Type some letters of the title; then choose with the arrows."))
        card = Card(flush=True)
        card.body.addWidget(self.titles, 1)
        column.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(14))
        pad = DigitPad()
        pad.pressed.connect(self._press)
        foot.addWidget(pad, 2)
        foot.addWidget(self._ask, 1)
        self._ask.setEnabled(False)
        column.addLayout(foot)
        return page

    @Slot(object)
    def _press(self, digit: str) -> None:
        """A finger on the pad types the card's number."""
        self._idle.start()
        if digit:
            self.card.insert(digit)
        else:
            self.card.backspace()


def _columns() -> list[Column[TitleLine]]:
    return [
        Column(_("Title"), lambda line: Cell(line.title, line.people, strong=True)),
        Column(_("On the shelf"), lambda line: number(line.in_count), width=140, align="right"),
    ]
