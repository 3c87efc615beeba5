"""The chips that every page has: backup, month to send, recovery sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from jukung.domain.kinds import Role
from jukung.ui import last_backup, verbs
from jukung.ui.header import ChipWords
from jukung.ui.pages import send_waiting
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Library


class WindowChips(QObject):
    """Read when the library opens or somebody takes over, and after what they tell of.

    `show` is the window's `set_chips`.
    """

    def __init__(
        self,
        room: Room,
        show: Callable[[Sequence[ChipWords]], object],
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._room, self._show = room, show
        room.opened.connect(self.read)
        room.jobs.changed.connect(self._follow)

    @Slot()
    def read(self) -> None:
        """Read them again."""
        library = self._room.library
        self._room.jobs.read(
            lambda desk: [*_read(desk), *_passphrase_words(desk, library)],
            owner=self,
            then=self._show,
            latest="chips",
        )

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & {"settings", "month", "staff"}:
            self.read()


def _read(desk: Desk) -> list[ChipWords]:
    backup = last_backup.chip(last_backup.last(desk), desk.local_now)
    # Reports are no business of an aide, and are refused to them.
    waiting = () if desk.staff.role is Role.aide else send_waiting.chip_words(desk)
    return [backup, *_sheet_words(desk), *waiting]


def _sheet_words(desk: Desk) -> list[ChipWords]:
    """Reminds who keeps the accounts of a recovery sheet that was never made."""
    if verbs.recovery.last_made(desk) is not None or not verbs.staff.may_keep(desk):
        return []
    return [(_("No recovery sheet yet"), "neutral")]


def _passphrase_words(desk: Desk, library: Library) -> list[ChipWords]:
    """Tells who keeps the accounts that a passphrase did not come along to this computer."""
    if not desk.profile.is_prison or not verbs.staff.may_keep(desk):
        return []
    if not verbs.recovery.wants_passphrase(desk) or verbs.recovery.has_passphrase(library):
        return []
    return [(_("No passphrase here"), "gold")]
