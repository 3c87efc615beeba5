"""Joins the parts: windows, lanes, file; and closes them in order.

The window is painted first; the library opens on a lane meanwhile.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from jukung import places, resident_words, words
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme
from jukung.ui.agency_file import is_agency_file, is_server_address
from jukung.ui.crash import CrashHook
from jukung.ui.library_window import LibraryWindow
from jukung.ui.preferences import Preferences
from jukung.ui.undying import keep_constants_alive

if TYPE_CHECKING:
    from jukung.ui.agency_window import AgencyWindow
    from jukung.ui.welcome_window import WelcomeWindow

    Shown = LibraryWindow | AgencyWindow | WelcomeWindow


class Program(QObject):
    """Shows one window at a time, and moves from one file to another."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.shown: Shown | None = None

    @Slot(object)
    def open(self, path: Path | str) -> Shown:
        """Show the window of a file or an agency's server, and close the one before."""
        before, self.shown = self.shown, window_for(path, self._preferences)
        if isinstance(self.shown, LibraryWindow):
            self.shown.refused.connect(self._welcome)
            self.shown.left.connect(self.open)
        self._change(before, self.shown)
        return self.shown

    def close(self) -> None:
        """Let given work finish, then close the file."""
        if self.shown is not None:
            self.shown.close()

    @Slot(str)
    def apologise(self, sentence: str) -> None:
        """Tell what nobody caught, in the window that is shown."""
        if self.shown is None or not shiboken6.isValid(self.shown.window):
            return
        alerts = getattr(self.shown.window, "alerts", None)
        (alerts.apologise if alerts else self.shown.apologise)(sentence)  # type: ignore[union-attr]  # only the welcome has none

    @Slot(object)
    def _welcome(self, refusal: Refusal) -> None:
        from jukung.ui.welcome_window import WelcomeWindow  # noqa: PLC0415 - only where needed

        before = self.shown
        path = before.path if isinstance(before, LibraryWindow) else places.usual_library()
        self.shown = WelcomeWindow(path, self._preferences, refusal)
        self.shown.ready.connect(self.open)
        self._change(before, self.shown)
        self.shown.show()

    def _change(self, before: Shown | None, now: Shown) -> None:
        if before is None:
            return
        # The last window closed ends the program; the next one is shown first.
        now.show()
        before.window.hide()
        QTimer.singleShot(0, self, before.close)


def run(
    path: Path | str | None = None,
    *,
    watch: Callable[[Shown], object] | None = None,
) -> int:
    """Open the window on a library, and give the exit code.

    `watch` is given the window before it is shown, to measure it or to lead it.
    """
    app = make_application()
    preferences = Preferences()
    hook = CrashHook()
    hook.install()
    program = Program(preferences)
    named = path if path and is_server_address(path) else Path(path) if path else None
    shown = program.open(named or preferences.last_library or places.usual_library())
    hook.noticed.connect(program.apologise)
    if isinstance(shown, LibraryWindow):
        shown.window.painted.connect(_collect_garbage)
        shown.room.opened.connect(gc.freeze)
    else:
        _collect_garbage()
    if watch is not None:
        watch(shown)
    shown.show()
    code = app.exec()
    program.close()
    hook.uninstall()
    return code


def run_vault(*, watch: Callable[[Any], object] | None = None) -> int:
    """Be the vault of names, in a process of its own, and give the exit code.

    `watch` is given its window, to lead it.
    """
    from jukung.ui.vault import hardening  # noqa: PLC0415 - no other window wants it
    from jukung.ui.vault_window import process  # noqa: PLC0415 - as above

    hardening.keep_memory_private()
    app = make_application()
    # There are names to keep in prisons alone.
    words.say_instead(resident_words.INSTEAD)
    hook = CrashHook()
    hook.install()
    gc.enable()
    return process.run(app, watch=watch)


def make_application() -> QApplication:
    """The one application, in our look and language."""
    keep_constants_alive()
    existing = QCoreApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(_arguments())
    app.setApplicationName("Jukung")
    preferences = Preferences()
    words.speak(preferences.language, places.resources() / "words")
    theme.apply(app, theme=preferences.theme, scale=preferences.scale)
    sounds.switch(on=preferences.sound)
    # Before the first window: widgets keep the decimal comma they are born with.
    QLocale.setDefault(QLocale("id_ID" if words.language() == "id" else "en_GB"))
    QTimer.singleShot(0, app, _speak_in_dialogs)
    return app


def window_for(place: Path | str, preferences: Preferences) -> LibraryWindow | AgencyWindow:
    """The window that a file asks for: a library's, or the agency's."""
    path = Path(place)
    if is_server_address(place) or is_agency_file(path):
        from jukung.ui.agency_window import AgencyWindow  # noqa: PLC0415 - no library waits for it

        return AgencyWindow(place, preferences)
    return LibraryWindow(path, preferences)


def _speak_in_dialogs() -> None:
    from jukung.ui import qt_words  # noqa: PLC0415 - not needed for the first paint

    app = QCoreApplication.instance()
    if app is not None:
        qt_words.install(app)


def _arguments() -> list[str]:
    # Set later by name, the style is answered as an object, and PySide6 prepares all it
    # knows of styles before the first window.
    return [*sys.argv[:1], "-style", "fusion"]


def _collect_garbage() -> None:
    """Begin with what `__main__` put off; what is here by now stays to the end."""
    gc.freeze()
    gc.enable()
