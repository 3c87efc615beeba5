"""Working files of database programs, which nobody can read without the program."""

from pathlib import Path

from jukung.domain.errors import RawDatabase

# What lies in the folder of MySQL or MariaDB, and the files of Microsoft Access.
_ENDINGS = frozenset(
    {".myd", ".myi", ".frm", ".ibd", ".mad", ".mai", ".mdb", ".accdb", ".mde", ".mdf"}
)
_NAMES = ("ibdata", "ib_logfile", "ib_buffer_pool", "aria_log")
_STARTS = (
    b"\xfe\x01",
    b"\xfe\xfe\x07",
    b"\xfe\xfe\x03",
    b"\x00\x01\x00\x00Standard Jet DB",
    b"\x00\x01\x00\x00Standard ACE DB",
)
_MOST_LOOKED_AT = 2_000


def refuse_raw(path: Path) -> None:
    """Refuse RawDatabase for such a file, or a folder that holds some."""
    try:
        is_raw = _is_raw_folder(path) if path.is_dir() else _is_raw_file(path)
    except (OSError, ValueError):
        return  # whoever opens it says what is wrong
    if is_raw:
        raise RawDatabase(path.name)


def _is_raw_folder(path: Path) -> bool:
    for number, inside in enumerate(path.iterdir()):
        if _is_raw_name(inside.name):
            return True
        if number >= _MOST_LOOKED_AT:
            break
    return False


def _is_raw_file(path: Path) -> bool:
    if not path.is_file():
        return False
    if _is_raw_name(path.name):
        return True
    with path.open("rb") as stream:
        return stream.read(32).startswith(_STARTS)


def _is_raw_name(name: str) -> bool:
    low = name.casefold()
    return Path(low).suffix in _ENDINGS or low.startswith(_NAMES)
