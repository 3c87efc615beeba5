"""The catalogue for everybody who comes in: search, see where a title stands; no person, no exit.

It is the door's kiosk with another front: only a PIN leaves it, and who goes away leaves
nothing behind on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.kinds import Audience
from jukung.ui import theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import kiosk
from jukung.ui.pages.kiosk import LEAVE_KEY, Keepers, Kiosk
from jukung.ui.pages.kiosk_parts import DoorButton, LetterPad
from jukung.ui.pages.opac_title import OpacTitle
from jukung.ui.pages.title_filters import AUDIENCES
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.library.desk import Desk
    from jukung.library.public_catalogue import PublicTitle
    from jukung.library.title_lines import TitleLine
    from jukung.library.title_search import TitlesFound
    from jukung.ui.room import Room

SEARCH_MS, IDLE_MS = 200, 60_000
PAD_KEY = "F2"
_EVERYBODY = ""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def open_over(room: Room, window: QWidget, *, without_pin: Callable[[], object]) -> None:
    """Give a window to everybody who looks for a title; where nobody has a PIN, `without_pin`."""
    library = room.library

    def show(keepers: Keepers | None) -> None:
        if keepers is None:
            without_pin()
        elif not kiosk.is_open(window):
            Opac(room, keepers, window).open()

    room.jobs.run(
        lambda _progress, _stopped: kiosk.keepers_of(verbs.staff.door(library), library.at_desk()),
        owner=window,
        then=show,
    )


def open_again(room: Room, keepers: Keepers, window: QWidget) -> None:
    """Give a window to them at once, as it was before the program ended."""
    Opac(room, keepers, window).open()


class Opac(Kiosk):
    """Lies over a window until somebody's PIN takes it away."""

    PAGE = "catalogue"

    def __init__(self, room: Room, keepers: Keepers, window: QWidget) -> None:
        self.line = QLineEdit()
        self._rows: Rows[TitleLine] = Rows(_columns())
        self.titles = Table(self._rows, rows="two")
        self.pad = LetterPad()
        self._heading = label("", "heading", wrap=True)
        self._ask = label(_("Which book are you looking for?"), "door")
        self._turn_pad = Button(_("Letters#signs"), key=PAD_KEY, bound=False)
        self._on_shelf = Button(_("On the shelf now"), kind="choice")
        self._audiences = {_EVERYBODY: Button(_("All ages"), kind="choice")}
        self._audiences |= {
            each: Button(_(said), kind="choice") for each, said in AUDIENCES.items()
        }
        self._audience = _EVERYBODY
        self._question = 0
        super().__init__(room, keepers, window)
        self.title = OpacTitle()
        self._pages.addWidget(self.title)
        self._idle.setInterval(IDLE_MS)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SEARCH_MS)
        self._rest.timeout.connect(self.search)
        self._connect()

    @override
    @Slot()
    def show_front(self) -> None:
        """Wait for the next one; nothing of the last is left."""
        self._returns.stop()
        self._idle.stop()
        self._rest.stop()
        self.line.clear()
        self.pad.hide()
        self._on_shelf.setChecked(False)
        self._choose_audience(_EVERYBODY)
        self.title.forget()
        self._pages.setCurrentWidget(self._front)
        self._make_room()
        self.search()
        self.line.setFocus()

    @Slot()
    def search(self) -> None:
        """Look for what was typed; without a word, show what is new."""
        self._look(opens=False)

    @Slot()
    def open_first(self) -> None:
        """Enter, or the end of a scan: the only title found is opened."""
        self._look(opens=True)

    @Slot(object)
    def open_title(self, line: TitleLine) -> None:
        """Show a title and where it stands."""
        title_id = line.id
        self._read(lambda desk: verbs.public_catalogue.show(desk, title_id), self._show_title)

    @Slot()
    def back(self) -> None:
        """From a title to the list, as it was."""
        self.title.forget()
        self._pages.setCurrentWidget(self._front)
        self._idle.start()
        self.titles.take_focus() if self._rows.rowCount() else self.line.setFocus()

    def found(self) -> list[str]:
        """The titles in the list, from the top."""
        return [line.title for line in self._rows.values()]

    def heading(self) -> str:
        """What is said above the list."""
        return self._heading.text()

    # --- keys ---------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        page, key = self._pages.currentWidget(), event.key()
        written = event.text().strip() and event.text().isprintable()
        if page is self._leave or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        event.accept()
        self._idle.start()
        if key == Qt.Key.Key_F2 and page is self._front:
            self.turn_pad()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace) and page is self.title:
            self.back()
        elif key == Qt.Key.Key_Escape:
            self.show_front()
        elif written:
            # What is typed or scanned on a title, or on the list, is the next question.
            is_new = page is not self._front or not self.line.text()
            self._pages.setCurrentWidget(self._front)
            self.line.setFocus()
            self.line.setText(event.text() if is_new else self.line.text() + event.text())
            self._rest.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched in (self.line, self.titles):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press:
                self._idle.start()
            if is_press and watched is self.line and self._steer(event.key()):
                return True
        return super().eventFilter(watched, event)

    def _steer(self, key: int) -> bool:
        """The keys of the line that go on from it."""
        if key == Qt.Key.Key_Down and self._rows.rowCount():
            self.titles.take_focus()
        elif key in _ENTER:
            self.open_first()
        else:
            return False
        return True

    @override
    def mousePressEvent(self, event: Any) -> None:
        self._idle.start()
        event.accept()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    # --- what follows -------------------------------------------------------------------------

    @Slot()
    def turn_pad(self) -> None:
        """Show the letters on the screen, or hide them."""
        self.pad.setVisible(self.pad.isHidden())
        self._make_room()
        self._idle.start()
        self.line.setFocus()

    def _look(self, *, opens: bool) -> None:
        self._rest.stop()
        self._question += 1
        question, words = self._question, self.line.text().strip()
        audience = Audience(self._audience) if self._audience else None
        on_shelf = self._on_shelf.isChecked()

        def work(desk: Desk) -> TitlesFound | tuple[TitleLine, ...]:
            asked: dict[str, Any] = {"audience": audience, "on_shelf": on_shelf}
            if words:
                return verbs.public_catalogue.find(desk, words, **asked)
            return verbs.public_catalogue.newest(desk, **asked)

        def then(found: Any) -> None:  # noqa: ANN401 - one of the two above
            if question == self._question:
                self._show_found(found, words, opens=opens)

        self._read(work, then)

    def _read(self, work: Callable[[Desk], object], then: Callable[[Any], object]) -> None:
        library, keeper = self._room.library, self._keepers.keeper

        def at_desk(_progress: object, _stopped: object) -> object:
            with library.reading(staff=keeper) as desk:
                return work(desk)

        self._room.jobs.run(at_desk, owner=self, then=then, refused=self._refuse)

    def _show_found(
        self, found: TitlesFound | tuple[TitleLine, ...], words: str, *, opens: bool
    ) -> None:
        lines = found if isinstance(found, tuple) else found.lines
        meant = () if isinstance(found, tuple) else found.meant
        self._rows.show_values(lines)
        self.titles.scrollToTop()
        if not words:
            self._heading.setText(_("New in the library") if lines else "")
            self.titles.set_empty(_("There is no title to show here yet."))
            return
        self._heading.setText(_heading_of(len(lines), meant))
        self.titles.set_empty(
            _("Nothing found for “{words}”. Try fewer letters, or ask the librarian.").format(
                words=words
            )
        )
        if opens and len(lines) == 1:
            self.open_title(lines[0])
        elif opens and lines:
            self.titles.take_focus()

    def _show_title(self, title: PublicTitle) -> None:
        self.title.show_title(title)
        self._pages.setCurrentWidget(self.title)
        self.line.selectAll()
        self._idle.start()
        self.setFocus()

    @override
    def _refuse(self, refusal: Refusal) -> None:
        self._heading.setText(messages.sentence(refusal))

    @Slot()
    def _choose_audience_pressed(self) -> None:
        button = self.sender()
        self._choose_audience(next(k for k, each in self._audiences.items() if each is button))
        self._idle.start()
        self.search()

    def _choose_audience(self, audience: str) -> None:
        self._audience = audience
        for name, button in self._audiences.items():
            button.setChecked(name == audience)

    @Slot()
    def _filter(self) -> None:
        self._idle.start()
        self.search()

    @Slot(object)
    def _press(self, sign: str) -> None:
        self._idle.start()
        self.line.setFocus()
        if sign:
            self.line.insert(sign)
        else:
            self.line.backspace()
        self._rest.start()

    def _make_room(self) -> None:
        """On a low screen the question gives way to the list and the letters."""
        is_low = self.height() < theme.px(700)
        self._ask.setVisible(not is_low)
        is_spare = not is_low or self.pad.isHidden()
        for each in (*self._audiences.values(), self._on_shelf, self.titles.horizontalHeader()):
            each.setVisible(is_spare)

    def _connect(self) -> None:
        self.line.textEdited.connect(self._rest.start)
        self.line.installEventFilter(self)
        self.titles.installEventFilter(self)
        self.titles.chosen.connect(self.open_title)
        self.titles.clicked.connect(self._open_pressed)
        self.title.left.connect(self.back)
        self.pad.pressed.connect(self._press)
        self._turn_pad.clicked.connect(self.turn_pad)
        self._on_shelf.clicked.connect(self._filter)
        for button in self._audiences.values():
            button.clicked.connect(self._choose_audience_pressed)

    @Slot()
    def _open_pressed(self) -> None:
        if (line := self.titles.current_value()) is not None:
            self.open_title(line)

    @override
    def _front_page(self) -> QWidget:
        page, column = self._page()
        profile = self._room.profile
        head = QHBoxLayout()
        head.addWidget(label(profile.name if profile else "", "title"), 1)
        staff = Button(_("Staff"), icon="lock", key=LEAVE_KEY, bound=False)
        staff.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        staff.clicked.connect(self.ask_pin)
        head.addWidget(staff)
        column.addLayout(head)
        column.addWidget(self._ask)
        asking = QHBoxLayout()
        asking.setSpacing(theme.px(12))
        self.line.setPlaceholderText(_("Title, author or subject; or hold the book to the scanner"))
        self.line.setAccessibleName(_("Which book are you looking for?"))
        dress(self.line, look="door")
        self.line.setMaxLength(200)
        asking.addWidget(self.line, 1)
        self._turn_pad.setFixedSize(theme.px(150), theme.px(56))
        self._turn_pad.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        asking.addWidget(self._turn_pad)
        anew = DoorButton(_("Start again"), size=15, high=72, key="Esc")
        anew.setFixedSize(theme.px(230), theme.px(56))
        anew.clicked.connect(self.show_front)
        asking.addWidget(anew)
        column.addLayout(asking)
        column.addLayout(self._choices())
        card = Card(flush=True)
        card.add_head().addWidget(self._heading, 1)
        card.body.addWidget(self.titles, 1)
        column.addWidget(card, 1)
        column.addWidget(self.pad)
        self.pad.hide()
        return page

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in (*self._audiences.values(), self._on_shelf):
            button.setMinimumHeight(theme.px(48))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if button is self._on_shelf:
                row.addStretch(1)
            row.addWidget(button)
        return row


def _heading_of(count: int, meant: tuple[str, ...]) -> str:
    if meant:
        return _("Not found as typed. Did you mean: {words}?").format(words=", ".join(meant))
    return _("{count} found").format(count=number(count)) if count else _("Nothing found")


def _columns() -> list[Column[TitleLine]]:
    return [
        Column(_("Title"), lambda line: Cell(line.title, line.people, strong=True)),
        Column(_("Number on the spine"), lambda line: line.call_number, width=170, from_width=560),
        Column(_("Year"), lambda line: line.year, width=80, from_width=700),
        Column(_("Copies"), _copies, width=180),
    ]


def _copies(line: TitleLine) -> Cell:
    if line.in_count:
        return Cell(_("On the shelf"), chip="good")
    return Cell(_("Not on the shelf"), chip="gold")
