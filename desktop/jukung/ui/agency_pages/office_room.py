"""What the agency's pages stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.ui.hall import Hall

if TYPE_CHECKING:
    from jukung.agency.office import Office, OfficeDesk, OfficeProfile

    AgencyHall = Hall[Office, OfficeProfile, OfficeDesk]
else:
    AgencyHall = Hall


class OfficeRoom(AgencyHall):
    """The hall of the agency, made before its file is open."""

    @property
    def office(self) -> Office:
        """The open office; pages ask only after `opened`."""
        return self.file
