"""Where the list of titles comes from: by pages, by search, through a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jukung.ui import verbs
from jukung.ui.pages.searched_list import Found, Source
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jukung.library.desk import Desk
    from jukung.library.title_lines import TitleLine
    from jukung.library.title_search import TitlesFound
    from jukung.ui.rows import Wanted


def title_source(facts: Mapping[str, Any]) -> Source[TitleLine]:
    """The titles that fit the facts of a `TitleFilter`."""
    # Of a short list all rows, as they were when it was counted.
    short: list[tuple[int, ...] | None] = [None]

    def count(desk: Desk) -> int:
        where = verbs.title_filters.TitleFilter(**facts)
        short[0] = verbs.title_lists.rows(desk, where=where)
        return verbs.title_lists.count(desk, where=where) if short[0] is None else len(short[0])

    def page(desk: Desk, wanted: Wanted) -> Sequence[TitleLine]:
        if (rows := short[0]) is not None:
            some = rows[wanted.offset : wanted.offset + wanted.limit]
            return verbs.title_lists.page_of(desk, some)
        where = verbs.title_filters.TitleFilter(**facts)
        after: Any = wanted.after
        before: Any = wanted.before
        if after is not None or not wanted.offset:
            return verbs.title_lists.page(desk, after, where=where, most=wanted.limit)
        if before is not None:
            return verbs.title_lists.page_before(desk, before, where=where, most=wanted.limit)
        return verbs.title_lists.page_at(desk, wanted.offset, where=where, most=wanted.limit)

    def find(desk: Desk, typed: str) -> Found[TitleLine]:
        where = verbs.title_filters.TitleFilter(**facts)
        found = verbs.title_search.find(desk, typed, where=where)
        return Found(found.lines, said_of(found))

    empty = _("No title fits these filters. Ctrl+Shift+X shows all again.") if facts else ""
    return Source(count=count, page=page, find=find, empty=empty)


def said_of(found: TitlesFound) -> str:
    """What was found instead, or that only the filters keep it away."""
    if found.is_elsewhere:
        return _("Nothing fits with these filters. Ctrl+Shift+X shows all again.")
    if found.meant:
        return _("Not found as typed; meant: {words}").format(words=", ".join(found.meant))
    return ""
