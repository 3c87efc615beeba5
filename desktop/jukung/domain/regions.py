"""Codes of regions and of the libraries in them (Kepmendagri 300.2.2-2430/2025).

`PP`, `PP.KK`, `PP.KK.CC`, `PP.KK.CC.DDDD`; a prison has no code of its own and is
named by its kabupaten and a name that the agency gives, such as `63.71/LP1`.
Plain digits only: other scripts have digits that look like numbers too.
"""

import re

from jukung.domain import errors

_REGION = re.compile(r"([0-9]{2})(?:\.?([0-9]{2})(?:\.?([0-9]{2})(?:\.?([0-9]{4}))?)?)?")
_IN_KABUPATEN = re.compile(r"([0-9]{2})\.?([0-9]{2})/([A-Za-z0-9-]{1,12})")


def office_code(text: str) -> str:
    """An agency's code with its dots, a province's two digits among them.

    Refuses RegionUnknown.
    """
    region = _REGION.fullmatch(text.strip())
    if region:
        return ".".join(part for part in region.groups() if part)
    house = _IN_KABUPATEN.fullmatch(text.strip())
    if house:
        return f"{house[1]}.{house[2]}/{house[3].upper()}"
    raise errors.RegionUnknown(text)


def site_code(text: str) -> str:
    """A library's code with its dots: at least its kabupaten.

    Refuses RegionUnknown.
    """
    code = office_code(text)
    if len(code) == 2:
        raise errors.RegionUnknown(text)
    return code
