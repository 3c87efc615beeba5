"""Verbs of titles and copies: added, changed, shown, with a cover."""

from argparse import Namespace
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from jukung.cli.answer import Answer
from jukung.cli.cover_file import jpeg_of
from jukung.cli.library_verbs import opened, path_of
from jukung.domain import call_numbers, errors, isbn, months
from jukung.domain.isbn import IsbnShape
from jukung.domain.kinds import (
    Audience,
    CollectionKind,
    CopyCondition,
    Frequency,
    SourceKind,
)
from jukung.exchange.packs.kept import Shelf
from jukung.library import catalogue, copies, covers, duplicates, title_packs
from jukung.library.catalogue import TitleDraft, TitleView
from jukung.library.copies import CopyDraft
from jukung.library.desk import Desk, Library
from jukung.words import _, many, number


def add(arguments: Namespace) -> Answer:
    """Add a title with copies; from the title packs where that is wished."""
    warned: list[str] = []
    with opened(arguments) as library:
        draft = TitleDraft(title=arguments.title)
        if arguments.from_packs:
            draft, said = _from_packs(arguments, draft, library)
            warned += said
        draft = _written(arguments, draft)
        if isbn.judge(draft.isbn) is IsbnShape.check_digit:
            warned.append(_("A digit of the ISBN does not fit; it is kept as typed."))
        with library.changing() as desk:
            warned += [
                _("Looks like one that is here: {title}").format(title=twin.title)
                for twin in duplicates.like(desk, draft.title, draft.isbn)
            ]
            title_id = catalogue.add(desk, draft)
            given = copies.add(desk, title_id, count=arguments.copies) if arguments.copies else ()
            view = catalogue.show(desk, title_id)
    lines = (*_lines(view), *warned)
    return Answer(_value(view) | {"numbers": list(given), "warnings": warned}, lines)


def edit(arguments: Namespace) -> Answer:
    """Change what is typed of a title, and nothing else."""
    with opened(arguments) as library, library.changing() as desk:
        title_id = title_of(desk, arguments.title)
        before = catalogue.show(desk, title_id).draft
        name = arguments.new_title if arguments.new_title is not None else before.title
        catalogue.edit(desk, title_id, _written(arguments, replace(before, title=name)))
        view = catalogue.show(desk, title_id)
    return Answer(_value(view), _lines(view))


def show(arguments: Namespace) -> Answer:
    """Show a title and its copies."""
    with opened(arguments) as library, library.reading() as desk:
        view = catalogue.show(desk, title_of(desk, arguments.title))
        has_cover = covers.show(desk, view.id) is not None
    return Answer(_value(view) | {"cover": has_cover}, _lines(view))


def cover(arguments: Namespace) -> Answer:
    """Keep the picture of a cover, or take it away."""
    jpeg = None if arguments.remove else jpeg_of(Path(arguments.file))
    with opened(arguments) as library, library.changing() as desk:
        title_id = title_of(desk, arguments.title)
        if jpeg is None:
            covers.remove(desk, title_id)
        else:
            covers.keep(desk, title_id, jpeg)
        view = catalogue.show(desk, title_id)
    said = _("The cover is kept.") if jpeg else _("There is no cover now.")
    return Answer({"title": view.draft.title, "cover": jpeg is not None}, (said,))


def add_copies(arguments: Namespace) -> Answer:
    """Add copies to a title, with whence they came."""
    draft = CopyDraft(
        kind=CollectionKind(arguments.kind),
        source_kind=SourceKind(arguments.source_kind) if arguments.source_kind else None,
        source=arguments.source,
        price=arguments.price,
        received_on=months.parse_day(arguments.received) if arguments.received else None,
        invoice=arguments.invoice,
        condition=CopyCondition(arguments.condition) if arguments.condition else None,
        place=arguments.place,
    )
    with opened(arguments) as library, library.changing() as desk:
        title_id = title_of(desk, arguments.title)
        given = copies.add(
            desk,
            title_id,
            count=arguments.count,
            numbers_given=tuple(arguments.numbers),
            draft=draft,
        )
    words = many("{count} copy added", "{count} copies added", len(given))
    return Answer(
        {"numbers": list(given)}, (words.format(count=number(len(given))), ", ".join(given))
    )


def title_of(desk: Desk, typed: str) -> str:
    """The title of an id, a copy's number, an ISBN, or words that fit only one.

    Refuses TitleNotFound, TitleUnclear.
    """
    try:
        return catalogue.show(desk, typed).id
    except errors.TitleUnknown:
        found = catalogue.find(desk, typed)
    exact = [line for line in found if line.title.casefold() == typed.strip().casefold()]
    if len(exact) == 1 or len(found) == 1:
        return (exact or [*found])[0].id
    if found:
        raise errors.TitleUnclear(typed, len(found))
    raise errors.TitleNotFound(typed)


def _from_packs(
    arguments: Namespace,
    draft: TitleDraft,
    library: Library,
) -> tuple[TitleDraft, list[str]]:
    with library.reading() as desk:
        shelf = Shelf(path_of(arguments), title_packs.listed(desk))
    try:
        found = shelf.by_isbn(arguments.isbn or "") or shelf.search(draft.title, 2)
    finally:
        shelf.close()
    if not found:
        return draft, [_("No title pack has it.")]
    if len(found) > 1 and not arguments.isbn:
        raise errors.TitleUnclear(draft.title, len(found))
    said = _("Taken from title pack {number} “{name}”.").format(
        number=found[0].pack.number, name=found[0].pack.name
    )
    return found[0].draft, [said]


def _written(arguments: Namespace, draft: TitleDraft) -> TitleDraft:
    """The draft with what was typed in its place."""
    said: dict[str, Any] = {}
    for field in fields(TitleDraft):
        # `--language` is the language that the program itself answers in.
        name = "written_in" if field.name == "language" else field.name
        typed = None if name == "title" else getattr(arguments, name, None)
        if typed is not None:
            said[field.name] = _parts(typed) if field.name in ("people", "subjects") else typed
    if arguments.roles is not None:
        said["roles"] = tuple(part.strip() for part in arguments.roles.split(";"))
    if arguments.audience is not None:
        said["audience"] = Audience(arguments.audience)
    if arguments.frequency is not None:
        said["frequency"] = Frequency(arguments.frequency)
    if arguments.field is not None:
        pairs = (each.partition("=") for each in arguments.field)
        said["own_fields"] = tuple(
            (name.strip(), value.strip()) for name, _is, value in pairs if name.strip()
        )
    written = replace(draft, **said)
    if arguments.call_number is None and not written.call_number:
        call = call_numbers.proposed(
            written.class_number,
            written.people,
            written.name_kinds,
            title=written.title,
            letters=arguments.entered_under,
        )
        return replace(written, call_number=call)
    return written


def _parts(typed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in typed.split(";") if part.strip())


def _value(view: TitleView) -> dict[str, Any]:
    return {
        **asdict(view.draft),
        "id": view.id,
        "copies": [copy.number for copy in view.copies],
    }


def _lines(view: TitleView) -> tuple[str, ...]:
    draft = view.draft
    made = " · ".join(filter(None, (draft.publisher, draft.place, draft.year, draft.edition)))
    found = " · ".join(filter(None, (draft.call_number or draft.class_number, draft.isbn)))
    own = tuple(f"{name}: {value}" for name, value in draft.own_fields)
    held = ", ".join(copy.number for copy in view.copies)
    lines = (draft.title, "; ".join(draft.people), made, found, *own, draft.notes, held)
    return tuple(filter(None, lines))
