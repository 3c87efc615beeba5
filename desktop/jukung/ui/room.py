"""What every page stands in: the lanes, the remembered choices, the open library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from jukung.ui.alerts import Alerts
from jukung.ui.jobs import Jobs
from jukung.ui.preferences import Preferences

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Library, Profile


class Room(QObject):
    """Made before the library is open; `opened` tells when it is."""

    opened = Signal()

    def __init__(
        self,
        jobs: Jobs[Desk],
        preferences: Preferences,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.preferences = preferences
        self.alerts: Alerts | None = None
        self.go: Callable[[str], QWidget] | None = None
        self._library: Library | None = None
        self._profile: Profile | None = None

    @property
    def library(self) -> Library:
        """The open library; pages ask only after `opened`."""
        if self._library is None:
            raise RuntimeError
        return self._library

    @property
    def profile(self) -> Profile | None:
        """Who the library is; None while it is being opened."""
        return self._profile

    @property
    def is_prison(self) -> bool:
        """Whether names must not be shown here."""
        return self._profile is not None and self._profile.is_prison

    def today(self) -> date:
        """The date in the library's own zone; this computer's until it is open."""
        if self._library is None:
            return date.today()  # noqa: DTZ011 - nothing better is known yet
        return self._library.today()

    def move_in(self, library: Library, profile: Profile) -> None:
        """Take the library that was opened, and let waiting work begin."""
        self._library = library
        self._profile = profile
        self.jobs.ready(library.changing, library.reading)
        self.opened.emit()

    def rename(self, profile: Profile) -> None:
        """Take what the library is called from now on."""
        self._profile = profile

    def say(self, title: str, detail: str = "", *, tint: str = "good") -> None:
        """Tell something in the window's strip."""
        if self.alerts is not None:
            self.alerts.say(title, detail, tint=tint)
