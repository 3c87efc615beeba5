"""Verbs that hand out what the library holds, and read the open export back."""

from argparse import Namespace
from pathlib import Path

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import target_of
from jukung.domain import errors
from jukung.exchange.exports import list_files, marc, open_export, open_reading, slims, telling
from jukung.exchange.exports.marc import MarcForm
from jukung.exchange.exports.marc_holdings import Holdings
from jukung.library import catalogue
from jukung.library.desk import Library
from jukung.words import _

MOST = 1_000_000
"""Titles that words may find at once."""


def write_open(arguments: Namespace) -> Answer:
    """Write everything into a new folder of CSV files."""
    with opened(arguments) as library:
        made = open_export.write(library, Path(arguments.to))
    words = _lines(telling.of_open(made), made.folder)
    return Answer({"folder": str(made.folder), "rows": made.rows, "files": made.pictures}, words)


def read_open(arguments: Namespace) -> Answer:
    """Make a new library of an open export."""
    target = Path(arguments.to)
    library = open_reading.read(Path(arguments.folder), target)
    try:
        name = library.profile().name
    finally:
        library.close()
    words = (
        _("{name} is in {file}.").format(name=name, file=target),
        _("Give the agency this library's new card, and choose PINs anew."),
    )
    return Answer({"library": str(target), "name": name}, words)


def write_marc(arguments: Namespace) -> Answer:
    """Write titles and copies as MARC 21."""
    return _write_marc(arguments, MarcForm.marc21)


def write_marcxml(arguments: Namespace) -> Answer:
    """Write titles and copies as MARCXML."""
    return _write_marc(arguments, MarcForm.marcxml)


def write_slims(arguments: Namespace) -> Answer:
    """Write the three lists that SLiMS reads."""
    with opened(arguments) as library:
        made = slims.write(library, Path(arguments.to))
    apart = _("SLiMS has no place for loans, fines and visits here; they are not in it.")
    lines = (*_lines(telling.of_slims(made), made.folder), apart)
    value = {
        "folder": str(made.folder),
        "titles": made.titles,
        "copies": made.copies,
        "members": made.members,
        "withdrawn_left": made.withdrawn_left,
        "long_numbers": list(made.long_numbers),
    }
    return Answer(value, lines)


def write_list(arguments: Namespace) -> Answer:
    """Write a list as a workbook or CSV."""
    target = target_of(arguments, arguments.to)
    with opened(arguments) as library:
        made = list_files.write(library, target, code=arguments.list)
    return Answer(
        {"file": str(made.path), "rows": made.rows}, _lines(telling.of_list(made), made.path)
    )


def _write_marc(arguments: Namespace, form: MarcForm) -> Answer:
    target = target_of(arguments, arguments.to)
    with opened(arguments) as library:
        chosen = _found(library, " ".join(arguments.titles)) if arguments.titles else None
        made = marc.write(
            library,
            target,
            form=form,
            chosen=chosen,
            holdings=Holdings(arguments.copies),
        )
    lines = _lines(telling.of_marc(made), made.path)
    value = {
        "file": str(made.path),
        "titles": made.titles,
        "copies": made.copies,
        "copies_left": made.copies_left,
        "fields_left": made.fields_left,
    }
    return Answer(value, lines)


def _found(library: Library, typed: str) -> list[str]:
    """The titles that words find; refuses NothingToExport."""
    with library.reading() as desk:
        found = [line.id for line in catalogue.find(desk, typed, most=MOST)]
    if not found:
        raise errors.NothingToExport
    return found


def _lines(told: tuple[str, ...], path: Path) -> tuple[str, ...]:
    return (f"{told[0]}: {path}", *told[1:])
