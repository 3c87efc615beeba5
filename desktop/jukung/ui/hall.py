"""What every page of any window stands in: the lanes, the choices, the open file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from jukung.ui.alerts import Alerts
from jukung.ui.jobs import Jobs
from jukung.ui.preferences import Preferences

D = TypeVar("D")
C_co = TypeVar("C_co", covariant=True)
P = TypeVar("P")


class OpenFile(Protocol[C_co]):
    """A library or an agency's file: what opens a desk."""

    def changing(self) -> AbstractContextManager[C_co]:
        """A desk whose acts are stored together, or not at all."""

    def reading(self) -> AbstractContextManager[C_co]:
        """A desk that only looks."""


F = TypeVar("F", bound=OpenFile)  # type: ignore[type-arg]  # each hall has its own desk


class Hall(QObject, Generic[F, P, D]):
    """Made before the file is open; `opened` tells when it is."""

    opened = Signal()

    def __init__(
        self, jobs: Jobs[D], preferences: Preferences, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.preferences = preferences
        self.alerts: Alerts | None = None
        self.go: Callable[[str], QWidget] | None = None
        self._file: F | None = None
        self._profile: P | None = None

    @property
    def file(self) -> F:
        """The open file; pages ask only after `opened`."""
        if self._file is None:
            raise RuntimeError
        return self._file

    @property
    def profile(self) -> P | None:
        """Whose file it is; None while it is being opened."""
        return self._profile

    def move_in(self, file: F, profile: P) -> None:
        """Take the file that was opened, and let waiting work begin."""
        self._file = file
        self._profile = profile
        self.jobs.ready(file.changing, file.reading)
        self.opened.emit()

    def rename(self, profile: P) -> None:
        """Take what its people are called from now on."""
        self._profile = profile

    def say(self, title: str, detail: str = "", *, tint: str = "good") -> None:
        """Tell something in the window's strip."""
        if self.alerts is not None:
            self.alerts.say(title, detail, tint=tint)
