"""Titles found by words, through filters, or both."""

from argparse import Namespace

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain.kinds import Audience, CollectionKind
from jukung.library import title_filters, title_lists, title_search
from jukung.library.desk import Desk
from jukung.library.title_filters import TitleFilter
from jukung.library.title_search import TitlesFound
from jukung.words import _


def search(arguments: Namespace) -> Answer:
    """Find titles; without words, the first that a filter lets through."""
    words = " ".join(arguments.words)
    with opened(arguments) as library, library.reading() as desk:
        where = _filter(desk, arguments)
        if words:
            found = title_search.find(desk, words, where=where)
        else:
            found = TitlesFound(title_lists.page(desk, where=where))
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
        for line in found.lines
    ]
    lines = [
        f"{line.title} · {line.people} · {line.call_number} · {line.in_count}/{line.copy_count}"
        for line in found.lines
    ]
    if found.meant:
        meant = ", ".join(found.meant)
        lines.insert(0, _("Not found as typed; meant: {words}").format(words=meant))
    if found.is_elsewhere:
        lines.append(_("Nothing fits with these filters, but without them something does."))
    return Answer(value, tuple(lines or [_("No title fits.")]))


def _filter(desk: Desk, arguments: Namespace) -> TitleFilter:
    place, box = arguments.place, arguments.box
    return TitleFilter(
        class_main=arguments.class_main.upper(),
        division=arguments.division.upper(),
        place=title_filters.place_named(desk, place) if place else None,
        languages=tuple(arguments.written_in),
        audience=Audience(arguments.audience) if arguments.audience else None,
        kind=CollectionKind(arguments.kind) if arguments.kind else None,
        box=title_filters.box_named(desk, box) if box else None,
        on_shelf=arguments.available,
    )
