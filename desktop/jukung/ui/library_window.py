"""A library's window with everything behind it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from jukung import messages, resident_words, words
from jukung.domain.errors import PinNeeded, Refusal
from jukung.ui import sounds, verbs
from jukung.ui.burst_guard import BurstGuard
from jukung.ui.door import Door
from jukung.ui.jobs import Jobs
from jukung.ui.main_window import MainWindow
from jukung.ui.pages.entries import library_pages, prison_pages
from jukung.ui.pieces.button import Button
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from jukung.words import _, plain_day

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Library, Profile, StaffMember
    from jukung.library.forgetting import Forgotten
    from jukung.library.staff import Account

MINUTE_MS = 60_000
# What is due is forgotten in pieces between which any scan comes first.
FORGET_PIECE, FORGET_PAUSE_MS = 200, 1_500


@dataclass(frozen=True, slots=True)
class _Opened:
    """A library that was opened, and who may stand at its desk."""

    library: Library
    profile: Profile
    today: date
    accounts: tuple[Account, ...]
    standing: StaffMember | None


class LibraryWindow(QObject):
    """Paints first; the library opens on a lane meanwhile."""

    refused = Signal(object)
    """Why the library was not opened."""

    left = Signal(object)
    """The path of another library that somebody wants to open."""

    def __init__(self, path: Path, preferences: Preferences) -> None:
        super().__init__()
        self.path = path
        self.jobs: Jobs[Desk] = Jobs()
        self.room = Room(self.jobs, preferences)
        self.window = MainWindow(
            library_pages(self.room), preferences=preferences, sentence=messages.sentence
        )
        self.room.alerts = self.window.alerts
        self.room.go = self.window.show_page
        self.jobs.refused.connect(self._refuse)
        self._guard = BurstGuard(parent=self)
        self._guard.strayed.connect(_say_softly)
        self.door = Door(self.window, self.room)
        self.door.entered.connect(self._greet)
        self.room.let_in = self.door.welcome
        # Lanes that import while the window paints would slow every piece of it.
        self.window.painted.connect(self._open)
        self.window.closing.connect(self.close)
        self.window.page_shown.connect(self._hear_settings)
        self.window.set_today(date.today())  # noqa: DTZ011 - until the library says its own
        self._library: Library | None = None
        self._opened: _Opened | None = None
        self._opener: StaffMember | None = None
        self._open_on: date | None = None
        self._closed = False
        self._midnight = QTimer(self)
        self._midnight.setInterval(MINUTE_MS)
        self._midnight.timeout.connect(self._show_today)
        self._forgetting = QTimer(self)
        self._forgetting.setSingleShot(True)
        self._forgetting.setInterval(FORGET_PAUSE_MS)
        self._forgetting.timeout.connect(self._forget_some)

    def show(self) -> None:
        """Paint the window, then open the library behind it."""
        self.window.show_page("circulation")
        self.window.show()

    @Slot()
    def close(self) -> None:
        """Let given work finish, then close the file; the window goes with it."""
        if self._closed:
            return
        self._closed = True
        if self.room.names is not None:
            self.room.names.leave()
        # Left to the collector, hundreds of widgets would go in any order.
        self.window.deleteLater()
        self._midnight.stop()
        self._forgetting.stop()
        self.jobs.close()
        if self._library is not None:
            self._end_day(self._library)
            self._library.close()
            self._library = None
            words.say_instead({})

    @Slot()
    def _open(self) -> None:
        path = self.path
        self.jobs.run(
            lambda _progress, _stopped: _opened(path),
            owner=self,
            then=self._ask_who,
            refused=self._tell_refused,
        )

    def _tell_refused(self, refusal: Refusal) -> None:
        self.refused.emit(refusal)

    def _refuse(self, refusal: Refusal) -> None:
        # What a page asks while the window is locked needs no words of its own.
        if not isinstance(refusal, PinNeeded):
            self.window.alerts.refuse(refusal)

    def _ask_who(self, opened: _Opened) -> None:
        self._library, self._opened = opened.library, opened
        if opened.profile.is_prison:
            words.say_instead(resident_words.INSTEAD)
            self.window.use_pages(prison_pages(self.room))
        self._show_profile(opened.profile)
        self.window.set_today(opened.today)
        self.room.preferences.last_library = self.path
        if kept := self._kept(opened):
            # The kiosk covers the window before anybody can touch the desk.
            opened.library.sign_in(kept)
        standing = kept or opened.standing
        self.door.open(opened.library, opened.profile, opened.accounts, standing)

    @Slot(object)
    def _greet(self, _member: StaffMember) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            self._move_in(opened)
        if self.room.profile is not None:
            self._show_profile(self.room.profile)

    def _move_in(self, opened: _Opened) -> None:
        from jukung.ui.window_chips import WindowChips  # noqa: PLC0415 - after the first paint

        chips = WindowChips(self.room, self.window.set_chips, parent=self.window)
        self.door.entered.connect(chips.read)
        if opened.profile.is_prison:
            self._bring_names()
        self.room.move_in(opened.library, opened.profile)
        if opened.standing is None:
            # What the page asked before anybody was here was forgotten.
            self.window.show_page(self.window.current_name())
        self.door.read()
        self._midnight.start()
        self._forgetting.start()
        self.jobs.changed.connect(self._begin_day)
        self._begin_day()
        self._open_kiosk_again(opened)
        self.jobs.read(
            lambda desk: verbs.check.glance(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._tell_damage,
        )

    def _bring_names(self) -> None:
        """The vault of names, which ends whenever the officer is no longer at the desk."""
        from jukung.ui.vault.link import VaultLink  # noqa: PLC0415 - prisons alone have one
        from jukung.ui.vault.names_chip import KEY  # noqa: PLC0415 - as above

        names = VaultLink(self.room, parent=self)
        self.room.names = names
        self.door.left.connect(names.leave)
        self.door.entered.connect(names.changed)
        self.window.lock_wanted.connect(names.leave)
        names.busy.connect(self.door.idle.touch)
        names.chosen.connect(self._call_card)
        key = QShortcut(QKeySequence(KEY), self.window)
        key.setAutoRepeat(False)
        key.activated.connect(self._open_names)

    @Slot()
    def _open_names(self) -> None:
        is_covered = self.door.is_locked() or self.window.property("kiosk")
        if self.room.names is not None and not is_covered:
            self.room.names.open()

    @Slot(object)
    def _call_card(self, card: str) -> None:
        page: Any = self.window.show_page("circulation")
        page.call_member(card)
        # The next thing is scanned at the desk, not typed among names.
        self.window.activateWindow()

    def _tell_clock(self, trusted: date | None) -> None:
        """A banner that stays, and one press for a clock that is right after all."""
        if trusted is None:
            return
        button = Button(_("The clock is right"))
        button.clicked.connect(self._trust_clock)
        self.window.alerts.say(
            _("The computer's clock seems to be wrong"),
            _(
                "Until it is set right, everything is recorded on {day}, the last day that is sure."
            ).format(day=plain_day(trusted)),
            tint="gold",
            button=button,
        )

    @Slot()
    def _trust_clock(self) -> None:
        self.jobs.change(
            lambda desk: verbs.days.trust_clock(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=lambda _today: self.window.alerts.clear(),
            touched={"settings"},
        )

    @Slot()
    def _begin_day(self) -> None:
        """Note that the library is open today, once somebody stands at the desk."""
        today = self.room.today()
        if self._open_on == today or self._closed:
            return

        def work(desk: Desk) -> StaffMember:
            verbs.opening.mend(desk)
            verbs.opening.touch(desk)
            verbs.holds.sweep(desk)
            return desk.staff

        def remember(opener: StaffMember) -> None:
            self._opener, self._open_on = opener, today

        # Whoever may not note it, or has not signed in yet, opens the desk all the same.
        self.jobs.change(work, owner=self, then=remember, refused=lambda _refusal: None)

    def _end_day(self, library: Library) -> None:
        if self._opener is not None:
            with suppress(Refusal), library.changing(staff=self._opener) as desk:
                verbs.opening.close(desk)

    def _kept(self, opened: _Opened) -> StaffMember | None:
        """Who kept the kiosk that was open when the program ended, if a PIN still leaves it."""
        kept = self.room.preferences.kiosk
        found = next((each for each in opened.accounts if each.id == kept), None)
        if found is None or not any(each.has_pin for each in opened.accounts):
            return None
        return verbs.desk.StaffMember(found.row, found.name, found.role)

    def _open_kiosk_again(self, opened: _Opened) -> None:
        keeper = self._kept(opened)
        if keeper is None:
            self.room.preferences.kiosk = ""
            return
        from jukung.ui.pages import kiosk, opac, request_kiosk  # noqa: PLC0415 - only where one was open

        pages = {"requests": request_kiosk.open_again, "catalogue": opac.open_again}
        open_again = pages.get(self.room.preferences.kiosk_page, kiosk.open_again)
        keepers = kiosk.keepers_of(opened.accounts, keeper)
        if keepers is not None:
            open_again(self.room, keepers, self.window)

    @Slot()
    def _forget_some(self) -> None:
        if self.jobs.pending_changes():
            self._forgetting.start()
            return
        self.jobs.change(
            lambda desk: verbs.forgetting.forget(desk, most=FORGET_PIECE),
            owner=self,
            then=self._forget_on,
            refused=_say_nothing,
        )

    def _forget_on(self, forgotten: Forgotten) -> None:
        if not (forgotten.is_done or self._closed):
            self._forgetting.start()

    def _show_profile(self, profile: Profile) -> None:
        staff = self.room.staff
        self.window.set_footer(
            profile.name,
            profile.place_name,
            staff.name if staff else "",
            lock=self.door.is_lockable(),
            switch=self.door.has_choice(),
        )

    @Slot()
    def _show_today(self) -> None:
        self.window.set_today(self.room.today())

    def _tell_damage(self, refusal: Refusal | None) -> None:
        if refusal is not None:
            self.window.alerts.refuse(refusal)
        else:
            self.jobs.read(_wrong_clock, owner=self, then=self._tell_clock)

    @Slot(object)
    def _hear_settings(self, name: str) -> None:
        if name != "settings":
            return
        self.window.page_shown.disconnect(self._hear_settings)
        page: Any = self.window.current_page()
        page.renamed.connect(self._take_name)
        page.open_wanted.connect(self.left)

    @Slot(object)
    def _take_name(self, profile: Profile) -> None:
        self.room.rename(profile)
        self.door.take_profile(profile)
        self._show_profile(profile)


def _wrong_clock(desk: Desk) -> date | None:
    # The first look at the calendar takes a fifth of a second: not at the first loan.
    verbs.closures.next_open_day(desk, desk.today)
    return verbs.days.clock_is_wrong(desk)


def _say_nothing(_refusal: Refusal) -> None:
    """It is tried again when the library is opened next."""


def _opened(path: Path) -> _Opened:
    library = verbs.desk.open_library(path)
    return _Opened(
        library,
        library.profile(),
        library.today(),
        verbs.staff.door(library),
        library.at_desk(),
    )


@Slot()
def _say_softly() -> None:
    sounds.play("attention")
