"""What every page of the agency stands in: the lanes, the choices, the open office."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from jukung.ui.alerts import Alerts
from jukung.ui.jobs import Jobs
from jukung.ui.preferences import Preferences

if TYPE_CHECKING:
    from jukung.agency.office import Office, OfficeDesk, OfficeProfile


class OfficeRoom(QObject):
    """Made before the agency's file is open; `opened` tells when it is."""

    opened = Signal()

    def __init__(
        self,
        jobs: Jobs[OfficeDesk],
        preferences: Preferences,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.preferences = preferences
        self.alerts: Alerts | None = None
        self.go: Callable[[str], QWidget] | None = None
        self._office: Office | None = None
        self._profile: OfficeProfile | None = None

    @property
    def office(self) -> Office:
        """The open office; pages ask only after `opened`."""
        if self._office is None:
            raise RuntimeError
        return self._office

    @property
    def profile(self) -> OfficeProfile | None:
        """Who the agency is; None while its file is being opened."""
        return self._profile

    def move_in(self, office: Office, profile: OfficeProfile) -> None:
        """Take the office that was opened, and let waiting work begin."""
        self._office = office
        self._profile = profile
        self.jobs.ready(office.changing, office.reading)
        self.opened.emit()

    def say(self, title: str, detail: str = "", *, tint: str = "good") -> None:
        """Tell something in the window's strip."""
        if self.alerts is not None:
            self.alerts.say(title, detail, tint=tint)
