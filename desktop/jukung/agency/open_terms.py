"""On which terms figures are opened: the licence, and how far libraries are named."""

from dataclasses import dataclass
from enum import StrEnum

from jukung.agency import deeds, remembered
from jukung.agency.office import OfficeDesk
from jukung.domain import errors
from jukung.words import N_

_KEY = "open_data"
USUAL = "CC-BY-4.0"

LICENCES: dict[str, tuple[str, str]] = {
    USUAL: (
        N_("Anybody may use them and says whose they are"),
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "CC0-1.0": (
        N_("Anybody may use them without conditions"),
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    "CC-BY-SA-4.0": (
        N_("Anybody may use them, says whose they are, and passes them on likewise"),
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
}
"""What each licence allows, and where its text is, by the names of spdx.org/licenses."""


class Named(StrEnum):
    """How far village libraries are named; prisons never are."""

    none = "none"
    """Only kabupaten stand in the package."""

    listed = "listed"
    """Their names and codes."""

    years = "years"
    """Also the figures of their year, where nobody can be recognised by them."""


@dataclass(frozen=True, slots=True)
class OpenTerms:
    """The licence by its name, and how far village libraries are named."""

    licence: str = USUAL
    named: Named = Named.listed


def terms(desk: OfficeDesk) -> OpenTerms:
    """What was chosen, or what is usual."""
    kept = remembered.recall(desk, _KEY, {})
    licence, named = kept.get("licence", USUAL), kept.get("named", Named.listed.value)
    return OpenTerms(
        licence if licence in LICENCES else USUAL,
        Named(named) if named in set(Named) else Named.listed,
    )


def choose(desk: OfficeDesk, chosen: OpenTerms) -> OpenTerms:
    """Open figures on these terms from now on; refuses LicenceUnknown."""
    if chosen.licence not in LICENCES:
        raise errors.LicenceUnknown(chosen.licence)
    remembered.remember(desk, _KEY, {"licence": chosen.licence, "named": chosen.named.value})
    deeds.note(desk, "open_terms", detail=f"{chosen.licence} {chosen.named.value}")
    return chosen
