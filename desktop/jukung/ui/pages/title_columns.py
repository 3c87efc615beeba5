"""The list of the catalogue: its columns, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.domain import published
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.searched_list import ListWords
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.library.title_lines import TitleLine


def list_words() -> ListWords:
    """What the list says of itself."""
    return ListWords(
        placeholder=_("Search title, person, subject, ISBN or number…"),
        counted=lambda count: many("{count} title", "{count} titles", count).format(
            count=number(count)
        ),
        empty=_("No title yet. Import a list from SLiMS, or add the first title with Ctrl N."),
    )


def columns() -> list[Column[TitleLine]]:
    """The columns of the titles."""
    return [
        Column(_("Title"), lambda line: Cell(line.title, line.people, strong=True)),
        Column(_("Call number"), lambda line: line.call_number, width=148, from_width=560),
        Column(_("Year"), lambda line: published.brief(line.year), width=72, from_width=620),
        Column(_("Copies"), _copies, width=112),
    ]


def _copies(line: TitleLine) -> Cell:
    if not line.copy_count:
        return Cell(_("none"), soft=True)
    figures = _("{free} / {count}").format(free=line.in_count, count=line.copy_count)
    return Cell(figures, _("available"), tint="" if line.in_count else "gold")
