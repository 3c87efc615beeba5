"""The way into an encrypted file: by its passphrase, or by the lines of its sheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library import recovery, staff
from jukung.library.desk import open_library
from jukung.tour import house
from jukung.ui.welcome_window import WelcomeWindow
from jukung.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from jukung.tour.stage import Stage
    from jukung.ui.preferences import Preferences

PASSPHRASE = "ikan gabus di sungai lama"  # noqa: S105 - of an invented library


def look(stage: Stage, path: Path, preferences: Preferences) -> None:
    """Put the key under a passphrase, come in by it, and take it away again."""
    _keep(path, PASSPHRASE)
    for name, refusal in (
        ("key-lines", errors.FileKeyMissing(str(path))),
        ("passphrase", errors.FileLocked(str(path))),
    ):
        shown = WelcomeWindow(path, preferences, refusal)
        ready: list[object] = []
        shown.ready.connect(ready.append)
        shown.window.show()
        shown.window.activateWindow()
        stage.wait(shown)
        stage.picture(shown, f"unlock-{name}")
        if name == "passphrase":
            stage.type(PASSPHRASE)
            stage.wait(shown, partial(bool, ready))
        stage.leave(shown)
        shown.close()
    _keep(path, "")
    stage.say(_("The prison's file was put under a passphrase, and opened by it."))


def _keep(path: Path, passphrase: str) -> None:
    library = open_library(path)
    officer = next(each for each in staff.door(library) if each.role is Role.officer)
    library.sign_in(staff.check_pin(library, officer.id, house.PIN))
    recovery.set_passphrase(library, passphrase)
    library.close()
