"""Who stands at the desk of a window: locked, switched, or left alone too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog

from jukung.domain.errors import PinNeeded, Refusal
from jukung.domain.kinds import Role
from jukung.ui import verbs
from jukung.ui.idle import IdleWatch
from jukung.ui.main_window import MainWindow
from jukung.ui.room import Room

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Library, Profile, StaffMember
    from jukung.library.staff import Account
    from jukung.ui.lock_screen import LockScreen
    from jukung.ui.staff_switch import StaffSwitch

KEY = "Ctrl+K"
AIDE_PAGES = frozenset({"circulation", "rounds", "visits", "catalogue", "requests"})


@dataclass(frozen=True, slots=True)
class _Known:
    """Who may come in, who is here, and how long nobody may be."""

    accounts: tuple[Account, ...]
    standing: StaffMember
    minutes: int


class Door(QObject):
    """Lets one person in at a time; every act is theirs until the next."""

    entered = Signal(object)
    """The `StaffMember` who stands at the desk from now on."""

    left = Signal()
    """Who stood at the desk is gone, or somebody else comes in."""

    def __init__(self, window: MainWindow, room: Room) -> None:
        super().__init__(window)
        self._window, self._room = window, room
        self._library: Library | None = None
        self._profile: Profile | None = None
        self._accounts: tuple[Account, ...] = ()
        self._lock: LockScreen | None = None
        self._switch: StaffSwitch | None = None
        self._turn = 0
        self.idle = IdleWatch(parent=self)
        self.idle.idle.connect(self.lock)
        window.lock_wanted.connect(self.lock)
        window.switch_wanted.connect(self.switch)
        self._key = QShortcut(QKeySequence(KEY), window)
        self._key.setAutoRepeat(False)
        self._key.activated.connect(self.switch)
        room.jobs.changed.connect(self._follow)

    def open(
        self,
        library: Library,
        profile: Profile,
        accounts: Sequence[Account],
        standing: StaffMember | None,
    ) -> None:
        """Begin: let in who needs no PIN, or ask."""
        self._library, self._profile = library, profile
        self._accounts = tuple(accounts)
        if standing is None:
            # Nobody stood here, so what was typed meanwhile was nobody's.
            self._room.jobs.forget_early()
            self._show_lock()
        else:
            self._let_in(standing)

    def take_profile(self, profile: Profile) -> None:
        """Take what the library is called from now on."""
        self._profile = profile

    def is_locked(self) -> bool:
        """Whether somebody has to sign in."""
        return self._lock is not None and self._lock.isVisible()

    def is_lockable(self) -> bool:
        """Whether a PIN would open it again."""
        return any(account.has_pin for account in self._accounts)

    def has_choice(self) -> bool:
        """Whether there is somebody else to switch to."""
        return len(self._accounts) > 1 or self.is_lockable()

    def welcome(self, member: StaffMember) -> None:
        """Let in somebody whose PIN was checked, such as at the kiosk."""
        self._room_library().sign_in(member)
        self._let_in(member)

    @Slot()
    def lock(self) -> None:
        """Lock the window at once; in a prison the aide's desk takes its place.

        What was begun goes on as who began it.
        """
        if self._library is None or self.is_locked() or not self.is_lockable():
            return
        if self._window.property("kiosk"):
            # Visitors have the window, and only a PIN takes it from them.
            return
        self.left.emit()
        self._close_what_is_open()
        self._turn += 1
        aide = next((each for each in self._accounts if each.role is Role.aide), None)
        if aide is not None:
            self._fall_back(aide)
            return
        self._show_lock()
        self._library.sign_out()
        self._room.staff = None

    @Slot()
    def switch(self) -> None:
        """Open the sheet over the page, unless there is nobody else."""
        if self._library is None or self.is_locked() or not self.has_choice():
            return
        if self._window.property("kiosk"):
            return
        standing = self._room.staff.row if self._room.staff else 0
        self._the_switch().begin(
            self._room_library,
            self._accounts,
            standing=standing,
            lockable=self.is_lockable(),
        )

    # --- coming and going ---------------------------------------------------------------------

    @Slot(object)
    def _let_in(self, member: StaffMember) -> None:
        self._turn += 1
        if self._room.staff != member:
            self.left.emit()
        self._room.staff = member
        if member.role is Role.aide:
            self._window.clear_pages()
        self._window.offer_only(AIDE_PAGES if member.role is Role.aide else None)
        self._window.greet_pages()
        if self._switch is not None:
            self._switch.leave()
        if self._lock is not None and self._lock.isVisible():
            self._lock.end()
            self._window.show_page_again()
            self._lock.give_focus_back()
        # What had the keys may lie on a page that is gone: a scan would fall beside.
        self._window.give_keys()
        self.idle.begin()
        self.entered.emit(member)
        if self._room.profile is not None:
            self._read()

    def _fall_back(self, account: Account) -> None:
        """Give the desk to the aide; the officer's work is put out of sight."""
        aide = verbs.desk.StaffMember(account.row, account.name, account.role)
        self._room_library().sign_in(aide)
        self._room.staff = aide
        page = self._window.show_page("circulation")
        if callable(finish := getattr(page, "finish", None)):
            finish()
        self._let_in(aide)

    def _show_lock(self) -> None:
        if self._profile is None:
            return
        from jukung.domain.months import zone_info  # noqa: PLC0415 - calendars are slow to load

        self.idle.end()
        lock = self._the_lock()
        lock.begin(
            self._room_library,
            self._accounts,
            name=self._profile.name,
            place=self._profile.place_name,
            zone=zone_info(self._profile.zone),
        )
        self._window.hide_page()

    def _close_what_is_open(self) -> None:
        """Dialogs and open lists show things too, and would hold the keys."""
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        if self._switch is not None:
            self._switch.leave()

    # --- what follows a change of the accounts ------------------------------------------------

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & {"staff", "settings"} and not self.is_locked():
            self._read()

    def read(self) -> None:
        """Read the accounts and the idle minutes; the library has just opened."""
        self._read()

    def _read(self) -> None:
        turn = self._turn
        self._room.jobs.read(
            _known,
            owner=self,
            then=lambda known: self._take(known, turn),
            refused=lambda refusal: self._refuse(refusal, turn),
            latest="door",
        )

    def _refuse(self, refusal: Refusal, turn: int) -> None:
        if turn != self._turn:
            # It was asked by who stood here before.
            return
        if not isinstance(refusal, PinNeeded):
            self._window.alerts.refuse(refusal)
            return
        # Whose account was closed stands here no longer.
        library = self._room_library()
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.staff.door(library), owner=self, then=self._shut
        )

    def _shut(self, accounts: tuple[Account, ...]) -> None:
        self._accounts = accounts
        self._turn += 1
        self.left.emit()
        self._room.staff = None
        self._close_what_is_open()
        self._show_lock()

    def _take(self, known: _Known, turn: int) -> None:
        self._accounts = known.accounts
        if turn != self._turn:
            return
        self.idle.set_minutes(known.minutes if self.is_lockable() else 0)
        if self.is_locked():
            self.idle.end()
            return
        if known.standing != self._room.staff:
            self.left.emit()
            self._room.staff = known.standing
        self.entered.emit(known.standing)

    def _room_library(self) -> Library:
        if self._library is None:
            raise RuntimeError
        return self._library

    def _the_lock(self) -> LockScreen:
        if self._lock is None:
            from jukung.ui.lock_screen import LockScreen  # noqa: PLC0415 - not for the first paint

            self._lock = LockScreen(self._window, self._room.jobs)
            self._lock.entered.connect(self._let_in, Qt.ConnectionType.DirectConnection)
        return self._lock

    def _the_switch(self) -> StaffSwitch:
        if self._switch is None:
            from jukung.ui.staff_switch import StaffSwitch  # noqa: PLC0415 - as above

            self._switch = StaffSwitch(self._window, self._room.jobs)
            self._switch.entered.connect(self._let_in, Qt.ConnectionType.DirectConnection)
            self._switch.lock_wanted.connect(self.lock)
        return self._switch


def _known(desk: Desk) -> _Known:
    return _Known(verbs.staff.listed(desk), desk.staff, verbs.staff.idle_minutes(desk))
