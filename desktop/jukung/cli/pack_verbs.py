"""Verbs of the title packs that a library keeps: add, list, drop, find."""

from argparse import Namespace
from pathlib import Path

from jukung.cli import agency_pack_verbs
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened, path_of
from jukung.exchange.packs import kept, titles
from jukung.exchange.packs.kept import FoundTitle, Shelf
from jukung.library import title_packs
from jukung.library.title_packs import KeptPack
from jukung.words import _, many, number, plain_day


def add(arguments: Namespace) -> Answer:
    """Keep a title pack beside the library."""
    label = titles.read_label(Path(arguments.file))
    with opened(arguments) as library:
        with library.reading() as desk:
            kept.check(desk, label, trusting=arguments.trust)
        file = kept.bring(path_of(arguments), Path(arguments.file), label)
        with library.changing() as desk:
            pack = kept.keep(desk, label, file, trusting=arguments.trust)
            kept.sweep(desk, path_of(arguments))
    return Answer(_value(pack), (_line(pack),))


def listed(arguments: Namespace) -> Answer:
    """List the packs kept here, or show what a file says of itself."""
    if arguments.file:
        return agency_pack_verbs.show(arguments)
    with opened(arguments) as library, library.reading() as desk:
        packs = title_packs.listed(desk)
    lines = tuple(map(_line, packs)) or (_("No title pack is kept here."),)
    return Answer([_value(each) for each in packs], lines)


def drop(arguments: Namespace) -> Answer:
    """Keep a pack no longer; `jukung undo` brings it back the same day."""
    with opened(arguments) as library, library.changing() as desk:
        pack = title_packs.show(desk, arguments.number)
        title_packs.drop(desk, pack.id)
        kept.sweep(desk, path_of(arguments))
    words = _("Pack {number} “{name}” is not asked any more.")
    return Answer(_value(pack), (words.format(number=pack.number, name=pack.name),))


def find(arguments: Namespace) -> Answer:
    """Look titles up in the packs kept here, or in a file."""
    if arguments.words[0].casefold().endswith(".jkt") and len(arguments.words) > 1:
        arguments.file, arguments.words = arguments.words[0], arguments.words[1:]
        return agency_pack_verbs.find(arguments)
    with opened(arguments) as library, library.reading() as desk:
        shelf = Shelf(path_of(arguments), title_packs.listed(desk))
    try:
        found = shelf.search(" ".join(arguments.words))
        gone = shelf.gone()
    finally:
        shelf.close()
    lines = tuple(map(_found_line, found)) or (_("No title fits."),)
    warned = _("The file of title pack “{name}” is not where it was. Add the pack again.")
    lines += tuple(warned.format(name=pack.name) for pack in gone)
    return Answer([_found_value(each) for each in found], lines)


def _value(pack: KeptPack) -> dict[str, object]:
    return {
        "number": pack.number,
        "name": pack.name,
        "source": pack.source,
        "maker": pack.maker,
        "records": pack.records,
        "made_on": pack.made_on.isoformat(),
    }


def _line(pack: KeptPack) -> str:
    words = many("{count} title, made {day}", "{count} titles, made {day}", pack.records)
    said = words.format(count=number(pack.records), day=plain_day(pack.made_on))
    return f"{pack.number}  {pack.name}  {said}  {pack.maker}"


def _found_value(found: FoundTitle) -> dict[str, object]:
    draft = found.draft
    return {
        "title": draft.title,
        "people": list(draft.people),
        "isbn": draft.isbn,
        "publisher": draft.publisher,
        "year": draft.year,
        "class": draft.class_number,
        "pack": found.pack.number,
    }


def _found_line(found: FoundTitle) -> str:
    draft = found.draft
    people = " ; ".join(draft.people)
    parts = (draft.title, people, draft.publisher, draft.year, draft.isbn, found.pack.number)
    return "  ".join(filter(None, parts))
