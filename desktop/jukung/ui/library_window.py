"""A library's window with everything behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import verbs
from jukung.ui.jobs import Jobs
from jukung.ui.main_window import MainWindow
from jukung.ui.pages.entries import library_pages
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Library, Profile

MINUTE_MS = 60_000


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
        self.jobs.refused.connect(self.window.alerts.refuse)
        # Lanes that import while the window paints would slow every piece of it.
        self.window.painted.connect(self._open)
        self.window.closing.connect(self.close)
        self.window.page_shown.connect(self._hear_settings)
        self.window.set_today(date.today())  # noqa: DTZ011 - until the library says its own
        self._library: Library | None = None
        self._staff = ""
        self._closed = False
        self._midnight = QTimer(self)
        self._midnight.setInterval(MINUTE_MS)
        self._midnight.timeout.connect(self._show_today)

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
        # Left to the collector, hundreds of widgets would go in any order.
        self.window.deleteLater()
        self._midnight.stop()
        self.jobs.close()
        if self._library is not None:
            self._library.close()
            self._library = None

    @Slot()
    def _open(self) -> None:
        path = self.path
        self.jobs.run(
            lambda _progress, _stopped: _opened(path),
            owner=self,
            then=self._move_in,
            refused=self._tell_refused,
        )

    def _tell_refused(self, refusal: Refusal) -> None:
        self.refused.emit(refusal)

    def _move_in(self, opened: tuple[Library, Profile, date, str]) -> None:
        from jukung.ui.window_chips import WindowChips  # noqa: PLC0415 - after the first paint

        self._library, profile, today, self._staff = opened
        self._show_profile(profile)
        self.window.set_today(today)
        self.room.preferences.last_library = self.path
        WindowChips(self.room, self.window.set_chips, parent=self.window)
        self.room.move_in(self._library, profile)
        self._midnight.start()
        self.jobs.read(
            lambda desk: verbs.check.glance(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._tell_damage,
        )

    def _show_profile(self, profile: Profile) -> None:
        self.window.set_footer(profile.name, profile.place_name, self._staff)

    @Slot()
    def _show_today(self) -> None:
        self.window.set_today(self.room.today())

    def _tell_damage(self, refusal: Refusal | None) -> None:
        if refusal is not None:
            self.window.alerts.refuse(refusal)

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
        self._show_profile(profile)


def _opened(path: Path) -> tuple[Library, Profile, date, str]:
    library = verbs.desk.open_library(path)
    with library.reading() as desk:
        return library, desk.profile, desk.today, desk.staff.name
