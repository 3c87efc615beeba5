"""The visitors' own screen at the door; only a PIN leaves it.

It covers the whole window, shows nobody's name, and takes every key:
what is not a card's number or a PIN does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.kiosk_leave import KioskLeave
from jukung.ui.pages.kiosk_parts import DoorButton, is_no_visitors, seal
from jukung.ui.pages.visit_asking import VisitAsking
from jukung.ui.pages.visit_words import WHO, one_of
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.ui.room import Room
from jukung.ui.scan_field import ScanField
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk, StaffMember
    from jukung.library.staff import Account

THANKS_MS, IDLE_MS = 2_500, 45_000
MOST_IN_GROUP = 200
NAME = "kiosk"
LEAVE_KEY = "Ctrl+K"
"""Two fingers at once, and the key of the desk for who stands there."""


@dataclass(frozen=True, slots=True)
class Keepers:
    """Who may leave the kiosk, and in whose name visitors are counted."""

    with_pin: tuple[Account, ...]
    keeper: StaffMember
    keeper_id: str


def open_over(room: Room, window: QWidget, *, without_pin: Callable[[], object]) -> None:
    """Give a window to the visitors; where nobody has a PIN, only `without_pin` is called."""
    library = room.library

    def show(keepers: Keepers | None) -> None:
        if keepers is None:
            without_pin()
        elif not is_open(window):
            Kiosk(room, keepers, window).open()

    room.jobs.run(
        lambda _progress, _stopped: keepers_of(verbs.staff.door(library), library.at_desk()),
        owner=window,
        then=show,
    )


def open_again(room: Room, keepers: Keepers, window: QWidget) -> None:
    """Give a window to the visitors at once, as it was before the program ended."""
    Kiosk(room, keepers, window).open()


def is_open(window: QWidget) -> bool:
    """Whether visitors have the window now; it is then neither locked nor closed."""
    return bool(window.property(NAME))


def keepers_of(accounts: Sequence[Account], keeper: StaffMember | None) -> Keepers | None:
    """Who keeps the kiosk; None where nobody could leave it by a PIN."""
    with_pin = tuple(account for account in accounts if account.has_pin)
    known = {account.row: account.id for account in accounts}
    if not with_pin or keeper is None or keeper.row not in known:
        return None
    return Keepers(with_pin, keeper, known[keeper.row])


class Kiosk(QWidget):
    """Lies over a window until somebody's PIN takes it away."""

    left = Signal()

    PAGE = "visits"
    """By which it is opened again after the program ended."""

    def __init__(self, room: Room, keepers: Keepers, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName(NAME)
        self._room, self._keepers, self._window = room, keepers, window
        self._was = window.windowState()
        self._group_count = 2
        self._pages = QStackedWidget()
        self._scan = ScanField(_("Member? Hold your card to the scanner."), key="")
        self._asking = VisitAsking(columns=6, high=72, keys=False)
        self._asking.take_no_focus()
        self._said = label("", "door", wrap=True)
        self._leave = KioskLeave(room, keepers.with_pin, keeper_id=keepers.keeper_id)
        self._count = label("", "door")
        self._front = self._front_page()
        self._thanks = self._thanks_page()
        self._group = self._group_page()
        self._returns = self._timer(THANKS_MS)
        self._idle = self._timer(IDLE_MS)
        for page in (self._front, self._thanks, self._group, self._leave):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to what can be pressed
        self._scan.entered.connect(self.scan)
        # On some systems a line takes this key to erase what stands behind the cursor.
        if (line := self._scan.focusProxy()) is not None:
            line.installEventFilter(self)
        # What somebody chose who then went away is not the next one's.
        self._asking.pressed.connect(self._idle.start)
        self._leave.left.connect(self.show_front)
        self._leave.opened.connect(self.close_kiosk)

    def open(self) -> None:
        """Cover the window and wait for visitors."""
        self._room.preferences.kiosk = self._keepers.keeper_id
        self._room.preferences.kiosk_page = self.PAGE
        self._room.preferences.save()
        for line in seal(self):
            line.installEventFilter(self)
        self._let_desk(work=False)
        self._window.setProperty(NAME, True)
        if self._room.names is not None:
            # Names must not stand in front of visitors.
            self._room.names.end()
        self._window.installEventFilter(self)
        self._window.showFullScreen()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.show_front()

    @Slot(object)
    def close_kiosk(self, member: StaffMember) -> None:
        """Give the window back to the desk, and to whose PIN it was."""
        self._room.preferences.kiosk = ""
        self._room.preferences.save()
        self._window.removeEventFilter(self)
        self._let_desk(work=True)
        self._window.setProperty(NAME, False)
        self._window.setWindowState(self._was)
        self.setObjectName("")
        self.hide()
        if self._room.let_in is not None:
            self._room.let_in(member)
        self.left.emit()
        self.deleteLater()

    def tally(self, who: str) -> None:
        """Count one visitor who pressed a button; a group is asked how many."""
        if who == "group":
            self._step(2 - self._group_count)
            self._turn_to(self._group)
            return
        one = one_of(who) | self._asking.answers()
        self._record(lambda desk: verbs.visits.record(desk, **one))

    def tally_group(self) -> None:
        """Count as many as the group has."""
        many, asked = self._group_count, self._asking.answers()
        group = "" if self._room.is_prison else _("Group at the door")
        self._record(
            lambda desk: verbs.visits.record(desk, unknown=many, group_name=group, **asked)
        )

    @Slot(object)
    def scan(self, card: str) -> None:
        """Count a member by card, once a day; no name is shown."""
        asked = self._asking.answers()
        self._record(lambda desk: verbs.visits.by_card(desk, card, **asked))

    @Slot()
    def show_front(self) -> None:
        """Wait for the next visitor."""
        self._returns.stop()
        self._idle.stop()
        self._asking.clear()
        self._scan.clear()
        self._pages.setCurrentWidget(self._front)
        self._scan.take_focus()

    @Slot()
    def ask_pin(self) -> None:
        """Ask who wants to leave."""
        if self._pages.currentWidget() is self._leave:
            return
        self._returns.stop()
        self._turn_to(self._leave)
        self._leave.begin()

    def words(self) -> str:
        """What was said to the last visitor."""
        return self._said.text()

    # --- keys and the window ------------------------------------------------------------------

    @override
    def event(self, event: QEvent) -> bool:
        # Whatever reached us here would otherwise press a key of the desk.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _leaves(event):
            self.ask_pin()
        elif event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is not self._front:
            self.show_front()
        elif self._pages.currentWidget() is not self._leave and event.text().strip():
            # The next card, while the last visitor is still being thanked.
            if self._pages.currentWidget() is not self._front:
                self.show_front()
            self._scan.eventFilter(self, event)
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._pages.currentWidget() is self._thanks:
            self.show_front()
        event.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress and _leaves(event):
            self.ask_pin()
            return True
        if watched is not self._window:
            return is_no_visitors(event) or super().eventFilter(watched, event)
        if kind == QEvent.Type.Close:
            event.ignore()
            self.ask_pin()
            return True
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event.accept()
            self.setFocus()
            return True
        if kind == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self.raise_()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.end()

    # --- what follows ---------------------------------------------------------------------------

    def _let_desk(self, *, work: bool) -> None:
        """The covered desk takes neither Tab nor keys meanwhile."""
        desk = self._window.centralWidget() if isinstance(self._window, QMainWindow) else None
        if desk is not None:
            desk.setEnabled(work)

    def _record(self, work: Callable[[Desk], object]) -> None:
        library, keeper = self._room.library, self._keepers.keeper

        def at_desk(_progress: object, _stopped: object) -> object:
            with library.changing(staff=keeper) as desk:
                return work(desk)

        self._room.jobs.run(at_desk, owner=self, then=self._thank, refused=self._refuse)

    def _thank(self, seen: object) -> None:
        sounds.play("done")
        again = getattr(seen, "counted", True) is False
        words = _("Welcome back! You are already counted today.")
        self._tell(words if again else _("Thank you. Enjoy your visit!"))
        self._room.jobs.changed.emit(frozenset({"visit"}))

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        words = messages.sentence(refusal)
        if isinstance(refusal, errors.MemberUnknown | errors.MemberLeft):
            words = _("This card is not known here. Please press one of the buttons.")
        self._tell(words, tint="gold")

    def _tell(self, words: str, *, tint: str = "") -> None:
        self._said.setText(words)
        dress(self._said, tint=tint)
        self._pages.setCurrentWidget(self._thanks)
        self._idle.stop()
        self._returns.start()
        self.setFocus()

    def _turn_to(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._idle.start()
        self.setFocus()

    def _step(self, by: int) -> None:
        self._group_count = min(max(self._group_count + by, 2), MOST_IN_GROUP)
        self._count.setText(str(self._group_count))
        self._idle_again()

    def _idle_again(self) -> None:
        if hasattr(self, "_idle") and self._idle.isActive():
            self._idle.start()

    # --- how it looks -----------------------------------------------------------------------------

    def _timer(self, pause: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(self.show_front)
        return timer

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        side = theme.px(28)
        column.setContentsMargins(side, theme.px(18), side, theme.px(18))
        column.setSpacing(theme.px(14))
        return page, column

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
        column.addWidget(label(_("Welcome! Who comes in?"), "door"))
        tiles = QGridLayout()
        tiles.setSpacing(theme.px(12))
        for place, (who, name, _key) in enumerate(each for each in WHO if each[0] != "unknown"):
            button = DoorButton(_(name))
            button.clicked.connect(partial(self.tally, who))
            # Three above, two below, all six columns filled.
            row, column_, wide = (0, place * 2, 2) if place < 3 else (1, (place - 3) * 3, 3)
            tiles.addWidget(button, row, column_, 1, wide)
        column.addLayout(tiles, 1)
        column.addWidget(label(_("What for? You may leave this out."), "second"))
        column.addWidget(self._asking)
        column.addWidget(self._scan)
        return page

    def _thanks_page(self) -> QWidget:
        page, column = self._page()
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        column.addWidget(IconView("door-open", "accent", size=72), 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._said)
        column.addStretch(1)
        return page

    def _group_page(self) -> QWidget:
        page, column = self._page()
        column.addStretch(1)
        ask = label(_("How many are you?"), "door")
        ask.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(ask)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addStretch(1)
        for words, by in (("−10", -10), ("−1", -1), ("", 0), ("+1", 1), ("+10", 10)):
            if not by:
                self._count.setMinimumWidth(theme.px(110))
                self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
                row.addWidget(self._count)
                continue
            button = DoorButton(words, size=24, high=96)
            button.setFixedSize(theme.px(96), theme.px(96))
            button.clicked.connect(partial(self._step, by))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        done = QHBoxLayout()
        done.setSpacing(theme.px(12))
        back, go = DoorButton(_("Back"), high=88), DoorButton(_("Count us"), high=88, strong=True)
        back.clicked.connect(self.show_front)
        go.clicked.connect(self.tally_group)
        done.addStretch(1)
        for button in (back, go):
            button.setFixedSize(theme.px(300), theme.px(88))
            done.addWidget(button)
        done.addStretch(1)
        column.addLayout(done)
        column.addStretch(1)
        return page


def _leaves(event: QKeyEvent) -> bool:
    pressed = QKeySequence(event.keyCombination())
    return pressed == QKeySequence(LEAVE_KEY) and not event.isAutoRepeat()
