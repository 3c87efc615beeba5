"""What a library's pages stand in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jukung.ui.hall import Hall

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Library, Profile

    LibraryHall = Hall[Library, Profile, Desk]
else:
    LibraryHall = Hall


class Room(LibraryHall):
    """The hall of one library, made before it is open."""

    @property
    def library(self) -> Library:
        """The open library; pages ask only after `opened`."""
        return self.file

    @property
    def is_prison(self) -> bool:
        """Whether names must not be shown here."""
        return self.profile is not None and self.profile.is_prison

    def today(self) -> date:
        """The date in the library's own zone; this computer's until it is open."""
        if self._file is None:
            return date.today()  # noqa: DTZ011 - nothing better is known yet
        return self.file.today()
