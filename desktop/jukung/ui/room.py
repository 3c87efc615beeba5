"""What a library's pages stand in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from typing_extensions import override

from jukung import resident_words, words
from jukung.ui.hall import Hall

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Library, Profile, StaffMember
    from jukung.ui.names import Names

    LibraryHall = Hall[Library, Profile, Desk]
else:
    LibraryHall = Hall


class Room(LibraryHall):
    """The hall of one library, made before it is open."""

    staff: StaffMember | None = None
    """Who stands at the desk; the library itself judges what they may do."""

    let_in: Callable[[StaffMember], object] | None = None
    """Give the window to somebody whose PIN was checked."""

    names: Names | None = None
    """The vault of names, in a prison library; an officer alone opens it."""

    @override
    def move_in(self, file: Library, profile: Profile) -> None:
        words.say_instead(resident_words.INSTEAD if profile.is_prison else {})
        self.jobs.stay_with(file.staying)
        super().move_in(file, profile)

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
