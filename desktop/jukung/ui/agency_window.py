"""The agency's window with everything behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from jukung import messages
from jukung.ui import verbs
from jukung.ui.agency_pages.entries import agency_pages
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.jobs import Jobs
from jukung.ui.main_window import MainWindow
from jukung.ui.preferences import Preferences

if TYPE_CHECKING:
    from jukung.agency.office import Office, OfficeDesk, OfficeProfile


class AgencyWindow:
    """Paints first; the file opens on a lane meanwhile."""

    def __init__(self, place: Path | str, preferences: Preferences) -> None:
        self.place = place
        self.jobs: Jobs[OfficeDesk] = Jobs()
        self.room = OfficeRoom(self.jobs, preferences)
        self.window = MainWindow(
            agency_pages(self.room), preferences=preferences, sentence=messages.sentence
        )
        self.room.alerts = self.window.alerts
        self.room.go = self.window.show_page
        self.jobs.refused.connect(self.window.alerts.refuse)
        self.window.painted.connect(self._open)
        self.window.closing.connect(self.close)
        self.window.set_today(date.today())  # noqa: DTZ011 - until the agency says its own
        self._office: Office | None = None
        self._closed = False

    def show(self) -> None:
        """Paint the window, then open the file behind it."""
        self.window.show_page("summary")
        self.window.show()

    def close(self) -> None:
        """Let given work finish, then close the file; the window goes with it."""
        if self._closed:
            return
        self._closed = True
        # Left to the collector, hundreds of widgets would go in any order.
        self.window.deleteLater()
        self.jobs.close()
        if self._office is not None:
            self._office.close()
            self._office = None

    @Slot()
    def _open(self) -> None:
        place = self.place
        self.jobs.run(
            lambda _progress, _stopped: _opened(place),
            then=self._move_in,
            refused=self.window.alerts.refuse,
        )

    def _move_in(self, opened: tuple[Office, OfficeProfile, date]) -> None:
        office, profile, today = opened
        self._office = office
        office.who = lambda: self.room.preferences.person
        self.window.set_footer(profile.name, profile.code)
        self.window.set_today(today)
        if not office.is_shared:
            # An address may hold a password, which is nobody's to remember.
            self.room.preferences.last_library = office.path
        self.room.move_in(office, profile)


def _opened(place: Path | str) -> tuple[Office, OfficeProfile, date]:
    office = verbs.office.open_office(place)
    with office.reading() as desk:
        return office, desk.profile, desk.today
