"""Verbs about the file and what is in it: init, import, search, backup, check."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jukung import places, resident_words, words
from jukung.cli.answer import Answer
from jukung.cli.signing_in import sign_in
from jukung.cli.unlocking import open_asking
from jukung.domain import errors, months
from jukung.domain.kinds import LibraryKind, PrisonKind, Zone
from jukung.exchange.imports import apply as applying
from jukung.exchange.imports import plan as planning
from jukung.exchange.imports.finding_words import FINDINGS
from jukung.library import backup, catalogue, check, intake, recovery
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


def import_titles(arguments: Namespace) -> Answer:
    """Plan an import, apply it, list imports, or undo one."""
    words = arguments.words
    if words == ["list"]:
        return _list_imports(arguments)
    if words[0] == "undo":
        return _undo_import(arguments, words[1])
    path = Path(words[0])
    with opened(arguments) as library:
        with library.reading() as desk:
            plan = planning.plan(desk, path, wanted=arguments.format)
        value = {
            "format": plan.reading.format,
            "rows": plan.reading.rows,
            "empty_rows": plan.reading.empty_rows,
            "titles": plan.title_count,
            "copies": plan.copy_count,
            "members": 0,
            "repeated_titles": plan.repeated_count,
            "titles_here": len(plan.known),
            "findings": plan.finding_counts,
        }
        lines = [
            _("{file}: {titles} titles, {copies} copies, {empty} empty rows.").format(
                file=plan.file,
                titles=number(plan.title_count),
                copies=number(plan.copy_count),
                empty=number(plan.reading.empty_rows),
            )
        ]
        lines += [
            f"  {_(FINDINGS[code].name)}: {number(count)}"
            for code, count in plan.finding_counts.items()
        ]
        if not arguments.apply:
            lines.append(_("Nothing was stored. Add --apply to store it."))
            return Answer(value, tuple(lines))
        with library.changing() as desk:
            arrival = applying.apply(desk, plan, again=arguments.again)
    value |= {
        "import_id": arrival.import_id,
        "stored_titles": arrival.title_count,
        "stored_copies": arrival.copy_count,
    }
    lines.append(
        _("Stored {titles} titles and {copies} copies. To undo: jukung import undo {id}").format(
            titles=number(arrival.title_count),
            copies=number(arrival.copy_count),
            id=arrival.import_id,
        )
    )
    return Answer(value, tuple(lines))


def search(arguments: Namespace) -> Answer:
    """Find titles."""
    with opened(arguments) as library, library.reading() as desk:
        found_lines = catalogue.find(desk, " ".join(arguments.words))
    value = [
        {
            "title": line.title,
            "people": line.people,
            "call_number": line.call_number,
            "year": line.year,
            "copies": line.copy_count,
            "available": line.in_count,
            "id": line.id,
        }
        for line in found_lines
    ]
    lines = [
        f"{line.title} · {line.people} · {line.call_number} · {line.in_count}/{line.copy_count}"
        for line in found_lines
    ]
    return Answer(value, tuple(lines or [_("No title fits.")]))


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


def _list_imports(arguments: Namespace) -> Answer:
    with opened(arguments) as library, library.reading() as desk:
        found_imports = intake.imports(desk)
        zone = months.zone_info(desk.profile.zone)
    value = [
        {
            "import_id": each.import_id,
            "file": each.file,
            "format": each.format,
            "at": each.at.astimezone(zone).isoformat(timespec="seconds"),
            "titles": each.title_count,
            "copies": each.copy_count,
            "undone": each.is_undone,
        }
        for each in found_imports
    ]
    lines = [f"{each.import_id}  {each.file}  {number(each.title_count)}" for each in found_imports]
    return Answer(value, tuple(lines or [_("No imports yet.")]))


def _undo_import(arguments: Namespace, import_id: str) -> Answer:
    with opened(arguments) as library, library.changing() as desk:
        taken = intake.take_back(desk, import_id)
    value = {"titles": taken.title_count, "copies": taken.copy_count, "kept": list(taken.kept)}
    lines = [
        _("Removed {titles} titles and {copies} copies.").format(
            titles=number(taken.title_count), copies=number(taken.copy_count)
        )
    ]
    lines += [_("Kept, because it was used since: {title}").format(title=t) for t in taken.kept]
    return Answer(value, tuple(lines))
