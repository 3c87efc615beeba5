"""Verbs about the file and what is in it: init, search, backup, check."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jukung import places, resident_words, words
from jukung.cli.answer import Answer
from jukung.cli.signing_in import sign_in
from jukung.cli.unlocking import open_asking
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind, PrisonKind, Zone
from jukung.library import backup, check, recovery
from jukung.library.desk import Library, found
from jukung.store.database import refusal_for_system
from jukung.words import _, number


@contextmanager
def opened(arguments: Namespace) -> Iterator[Library]:
    """Open the named library for one verb."""
    library = open_asking(path_of(arguments))
    try:
        is_prison = library.profile().is_prison
        # Before anything is refused in the words of the other kind of library.
        words.say_instead(resident_words.INSTEAD if is_prison else {})
        if getattr(arguments, "only_in_prison", False) and not is_prison:
            raise errors.OnlyInPrison
        sign_in(library, arguments.staff)
        yield library
    finally:
        library.close()


def path_of(arguments: Namespace) -> Path:
    """The library that was named, or the usual one."""
    return Path(arguments.library) if arguments.library else own_place(places.usual_library)


def own_place(place: Callable[[], Path]) -> Path:
    """A place in the person's own folder; refuses CannotWrite, DiskFull."""
    try:
        return place()
    except OSError as fault:
        raise refusal_for_system(fault, Path(fault.filename or ".")) from fault


def name_of(typed: str, *, usual: str) -> str:
    """The typed name in one line, or the usual one; refuses NameMissing for mere blanks."""
    name = " ".join(typed.split())
    if typed and not name:
        raise errors.NameMissing
    return name or usual


def folder_of(typed: str) -> Path:
    """The folder that was named, made where it is missing; refuses CannotWrite."""
    folder = Path(typed)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise errors.CannotWrite(typed) from fault
    return folder


def init(arguments: Namespace) -> Answer:
    """Make a new library file."""
    kind = LibraryKind(arguments.kind)
    region = arguments.region.strip()
    months_zone = Zone(arguments.zone) if arguments.zone else None
    digits = region.replace(".", "")
    if region and not (digits.isascii() and digits.isdigit()):
        raise errors.RegionUnknown(region)
    prison = kind is LibraryKind.prison
    library = found(
        path_of(arguments),
        name=name_of(arguments.name, usual=_("Prison library") if prison else _("Village library")),
        kind=kind,
        prison_kind=PrisonKind(arguments.prison_kind) if prison else None,
        place_name=" ".join(arguments.place.split()),
        region_code=region,
        zone=months_zone,
    )
    with library.reading() as desk:
        profile = desk.profile
    library.close()
    value = {
        "library": str(library.path),
        "uid": profile.uid,
        "kind": profile.kind,
        "zone": profile.zone,
        "encrypted": prison,
    }
    return Answer(value, (_("Library made: {path}").format(path=library.path),))


def write_backup(arguments: Namespace) -> Answer:
    """Write a backup and check it."""
    with opened(arguments) as library:
        written = backup.write(library, folder_of(arguments.to))
        with library.changing() as desk:
            backup.remember(desk)
    value = {"file": str(written.path), "size": written.size, "checked": True}
    return Answer(
        value, (_("Backup written, opened and checked: {path}").format(path=written.path),)
    )


def restore(arguments: Namespace) -> Answer:
    """Make a new library from a backup."""
    target = Path(arguments.to)
    backup.restore(Path(arguments.file), target)
    library = open_asking(target)
    try:
        is_open = recovery.lost_passphrase(library)
    finally:
        library.close()
    lines = [_("Restored as {path}. The old file was left as it is.").format(path=arguments.to)]
    if is_open:
        lines.append(passphrase_words())
    return Answer({"library": arguments.to, "passphrase_lost": is_open}, tuple(lines))


def passphrase_words() -> str:
    """That a passphrase did not come along to this computer, and how to choose one again."""
    return _(
        "This library was under a passphrase, and on this computer its key lies open. "
        "Choose a passphrase again: jukung vault passphrase"
    )


def examine(arguments: Namespace) -> Answer:
    """Examine file, journal and rules."""
    with opened(arguments) as library, library.reading() as desk:
        report = check.examine(desk)
    value = {
        "sound": report.is_sound,
        "journal_entries": report.entry_count,
        "journal_head": report.chain_head,
        "flaws": {flaw.code: flaw.count for flaw in report.flaws},
    }
    lines = [f"{number(flaw.count)} {_(flaw.words)}" for flaw in report.flaws]
    if report.is_sound:
        return Answer(
            value,
            (
                _("Everything holds together ({entries} journal entries).").format(
                    entries=number(report.entry_count)
                ),
            ),
        )
    refusal = errors.CheckFailed(str(path_of(arguments)), len(report.flaws))
    return Answer(value, tuple(lines), refusal)
