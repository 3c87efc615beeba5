"""Which window a file wants, told without opening it as a database."""

from pathlib import Path

SUFFIX = ".jukung-agency"
_SCHEMES = ("postgresql://", "postgres://")
# The mark stands at this place of every SQLite file's header.
_MARK_AT, _MARK = 68, b"JKAG"


def is_agency_file(path: Path) -> bool:
    """Whether a file is an agency's, by its name or by the mark inside."""
    if path.suffix == SUFFIX:
        return True
    try:
        with path.open("rb") as file:
            file.seek(_MARK_AT)
            return file.read(len(_MARK)) == _MARK
    except OSError:
        return False


def is_server_address(place: Path | str) -> bool:
    """Whether a place is an agency's database on a server; a path never is."""
    return isinstance(place, str) and place.startswith(_SCHEMES)
